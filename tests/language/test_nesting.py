"""Nesting: mappings, lists and entities read into figures by path."""

from __future__ import annotations

import attrs
import pytest

import budgetcheck as bc
from budgetcheck.errors import FileFault
from budgetcheck.faults import FAULTS_LIMIT
from budgetcheck.language import nesting
from budgetcheck.language.nesting import DEPTH_LIMIT, figures_of
from budgetcheck.language.paths import Index
from budgetcheck.language.places import Place

WAN = bc.Convention(unit="万元", decimals=2)


def test_what_a_group_declares_holds_for_all_that_is_inside() -> None:
    nested = {
        "g": {
            "where": "表1",
            "note": "an estimate",
            "unit": "元",
            "decimals": 1,
            "a": "1",
            "deep": {"b": "2", "decimals": 0, "c": {"value": "3", "where": "表2"}},
            "rows": ["4", {"where": "表3", "d": "5"}],
        },
        "e": "6",
    }
    figures = figures_of(nested, WAN)
    read = {
        str(path): (str(one.quantum), one.unit.text, one.place.where)  # type: ignore[union-attr]
        for path, one in figures.items()
    }

    assert {
        "g.a": ("0.1", "元", "表1"),
        "g.deep.b": ("1", "元", "表1"),
        "g.deep.c": ("1", "元", "表2"),
        "g.rows[0]": ("0.1", "元", "表1"),
        "g.rows[1].d": ("0.1", "元", "表3"),
        "e": ("0.01", "万元", ""),
    } == read


def test_rows_and_names_are_kept_in_their_order() -> None:
    nested = {"l": [{"code": 208, "name": "基本", "x": "1"}, {"x": "2"}], "none": []}
    figures = figures_of(nested)
    row = bc.Path(("l", Index(0)))

    assert {
        bc.Path(()): ("l", "none"),
        bc.Path(("l",)): (Index(0), Index(1)),
        row: ("code", "name", "x"),
        bc.Path(("l", Index(1))): ("x",),
        bc.Path(("none",)): (),
    } == figures.rows
    assert {row.then("code"): "208", row.then("name"): "基本"} == figures.labels


def test_a_code_outside_a_row_is_a_figure() -> None:
    assert ["code", "g.name"] == [
        str(path) for path in figures_of({"code": "1", "g": {"name": "2"}})
    ]


def nested(depth: int) -> object:
    table: dict[str, object] = {"a": "1"}
    for _ in range(depth - 1):
        table = {"g": table}
    return table


def test_nesting_has_a_limit() -> None:
    assert 1 == len(figures_of(nested(DEPTH_LIMIT)))
    with pytest.raises(bc.LimitError) as caught:
        figures_of(nested(DEPTH_LIMIT + 1))
    assert "nesting of 51 levels is refused: the limit is 50" == str(caught.value)


def test_a_document_has_a_limit_of_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nesting, "FIGURES_LIMIT", 3)

    assert 3 == len(figures_of(dict.fromkeys("abc", "1")))
    with pytest.raises(bc.LimitError) as caught:
        figures_of(dict.fromkeys("abcd", "1"))
    assert "a document of 3 figures is refused: the limit is 3" == str(caught.value)


def test_after_many_faults_nobody_reads_on() -> None:
    faults: list[FileFault] = []
    figures_of({f"a{number}": "x" for number in range(FAULTS_LIMIT - 1)}, faults=faults)

    assert FAULTS_LIMIT - 1 == len(faults)
    some = {f"a{number}": "x" for number in range(FAULTS_LIMIT)}
    with pytest.raises(bc.UnreadableFileError):
        figures_of(some, faults=[])
    many = {f"a{number}": "x" for number in range(FAULTS_LIMIT + 9)}
    with pytest.raises(bc.UnreadableFileError, match="mine cannot be read") as caught:
        figures_of(many, name="mine", faults=[])
    assert FAULTS_LIMIT == len(caught.value.exceptions)


def test_what_cannot_be_read_is_not_available_and_a_fault_at_its_place() -> None:
    faults: list[FileFault] = []
    at: dict[tuple[str | int, ...], Place] = {
        ("a",): Place(file="a.toml", line=3, column=5),
        ("g",): Place(file="a.toml", line=4, column=1, pointer="/g"),
    }
    figures = figures_of(
        {"a": "x", "g": {"where": 3, "b": "1"}, "c": "2"},
        name="a.toml",
        place_of=lambda keys: at.get(keys, Place()),
        faults=faults,
    )

    assert bc.Missing("not_available", place=at["a",]) == figures[bc.Path.of("a")]
    assert at["a",] == figures[bc.Path.of("a")].place
    assert ["a", "g.b", "c"] == [str(path) for path in figures]
    assert [
        ("a.toml:3:5: a: cannot read 'x' as a figure: it is not a number", ""),
        (
            "a.toml#/g: cannot read 'where = 3' as a figure: `where` and `note` are "
            "texts",
            "/g",
        ),
    ] == [(str(one), one.pointer) for one in faults]


@pytest.mark.parametrize(
    ("key", "told"),
    [(5, "'5'"), (None, "'None'"), (("a",), "\"('a',)\""), ("", "\"''\"")],
)
def test_a_name_is_a_text(key: object, told: str) -> None:
    faults: list[FileFault] = []
    figures = figures_of({key: "1", "b": "2"}, faults=faults)

    assert ["b"] == [str(path) for path in figures]
    assert [
        f"document: cannot read {told} as a figure: a name is a text, and each is "
        "given once"
    ] == [str(one) for one in faults]


@attrs.frozen
class Inner:
    x: bc.Figure | None = None


@attrs.frozen
class Outer:
    code: str
    year: int
    total: bc.Amount | None = None
    note: str | None = None
    inner: Inner | None = None
    rows: tuple[Inner, ...] = ()


def test_an_entity_is_read_by_its_fields() -> None:
    five = bc.read_figure("5", WAN)
    outer = Outer("208", 2021, inner=Inner(five), rows=(Inner(), Inner(five)))
    figures = figures_of(outer)

    assert {
        "total": bc.Missing("absent"),
        "inner.x": five,
        "rows[0].x": bc.Missing("absent"),
        "rows[1].x": five,
    } == {str(path): one for path, one in figures.items()}
    assert {bc.Path.of("code"): "208"} == figures.labels
    assert (
        "code",
        "year",
        "total",
        "note",
        "inner",
        "rows",
    ) == figures.rows[bc.Path(())]


@attrs.frozen
class Tagged:
    tags: list[str]
    parts: tuple[str, ...]
    total: bc.Amount


def test_a_list_of_texts_in_an_entity_is_figures_where_a_rule_names_it() -> None:
    tagged = Tagged(["a"], ("1", "2"), bc.Amount("3", "1", bc.Unit.read("GBP")))
    rule = "total = sum(parts[*])"
    gbp = bc.Convention(unit="GBP", decimals=0)

    assert ["EXACT"] == [
        one.verdict.name for one in bc.check(tagged, [rule], convention=gbp)
    ]
    assert 3 == len(bc.check(tagged, [rule], convention=gbp).figures)


def test_a_text_of_an_entity_is_a_figure_where_a_rule_names_it() -> None:
    named = frozenset({("code",), ("note",), ("year",)})
    figures = figures_of(Outer("208", 2021), WAN, named=named)

    assert bc.read_figure("208", WAN) == figures[bc.Path.of("code")]
    assert bc.read_figure(2021, WAN) == figures[bc.Path.of("year")]
    assert bc.Missing("absent") == figures[bc.Path.of("note")]
