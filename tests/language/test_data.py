"""The data of the language: what is equal, and what cannot be built."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import budgetcheck as bc
from budgetcheck.language.conditions import row_list
from budgetcheck.language.expressions import figure
from budgetcheck.language.measures import Measure
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.numbers import decimals_of, fixed
from budgetcheck.language.paths import EVERY, ROW, Index, Key
from budgetcheck.language.places import Place
from budgetcheck.language.truths import ranged

WAN = bc.Unit.read("万元")
PRINTED = {"printed": "98.54", "place": Place("表01", "a.toml", 3, 9)}


def test_figures_are_equal_where_what_they_hold_is() -> None:
    nested = {"a": {"b": "1"}, "lines": [{"code": "208", "x": "1"}]}
    figures = figures_of(nested)

    assert figures == figures_of(nested)
    assert hash(figures) == hash(figures_of(nested))
    assert figures != figures_of({**nested, "a": {"b": "2"}})
    assert figures != figures_of({**nested, "lines": [{"code": "209", "x": "1"}]})
    assert figures_of({"lines": []}) != figures_of({})


def test_the_file_that_a_document_was_read_from_takes_no_part_in_equality() -> None:
    figures = figures_of({"a": "1"})
    one = bc.Document(figures=figures, title="2021", name="a.toml")

    assert one == bc.Document(figures=figures, title="2021", name="b.toml")
    assert one != bc.Document(figures=figures, title="2022", name="a.toml")


def test_what_was_printed_and_where_takes_no_part_in_equality() -> None:
    plain = bc.Amount("98.54", "0.01", WAN)

    assert plain == bc.Amount("98.54", "0.01", WAN, **PRINTED)  # type: ignore[arg-type]
    assert plain != bc.Amount("98.54", "0.1", WAN)


def test_money_is_exact_and_refuses_what_is_not() -> None:
    assert Decimal(985400) == bc.Amount("98.54", "0.01", WAN).money.amount
    for wrong in (1.5, True, "1e5", float("nan")):
        with pytest.raises(bc.UnreadableNumberError):
            bc.Amount(wrong, "0.01", WAN)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bound", "inside", "outside"),
    [
        ("at_least", 5, 4),
        ("at_most", 5, 6),
        ("above", 6, 5),
        ("below", 4, 5),
    ],
)
def test_a_bound_is_a_range(bound: str, inside: int, outside: int) -> None:
    interval = ranged(Fraction(5), bound)  # type: ignore[arg-type]

    assert interval.holds(inside)
    assert not interval.holds(outside)


@pytest.mark.parametrize(
    ("value", "decimals", "direction", "text"),
    [
        ("0.125", 2, 0, "0.13"),
        ("-0.125", 2, 0, "-0.13"),
        ("0.125", 2, -1, "0.12"),
        ("-0.125", 2, 1, "-0.12"),
        ("-0.001", 2, 0, "0.00"),
        ("1234", 0, 0, "1234"),
    ],
)
def test_numbers_are_written_half_up_or_outward(
    value: str, decimals: int, direction: int, text: str
) -> None:
    assert text == fixed(Fraction(value), decimals, direction)


def test_a_number_that_never_ends_is_cut_somewhere() -> None:
    assert 120 == decimals_of(Fraction(1, 3))
    assert "0.33" == Measure(decimals=0).exact_text(Fraction(1, 3))
    assert "0.67" == Measure(decimals=0).exact_text(Fraction(2, 3))
    assert "0.66" == Measure(decimals=0).least_text(Fraction(2, 3))
    assert "0.0006" == Measure(decimals=0).least_text(Fraction(2, 3000))
    assert "0.9" == Measure(decimals=0).least_text(Fraction(9, 10))
    assert "1" == Measure().apart(Fraction(1), Fraction(1))


FIVE = bc.Linear((bc.Term(5, bc.Constant()),))
A = figure(bc.Path.of("a"))
TWO_ROWS = bc.Path(("lines", ROW, "items", ROW))
EVERY_ROW = bc.Path(("lines", EVERY, "x"))
UNWRITABLE = [
    bc.Path(()),
    bc.Path((Index(0), "x")),
    bc.Path((Key("208"), "x")),
    bc.Path((ROW, "x")),
    bc.Path(("lines", Index(-1), "x")),
]


@pytest.mark.parametrize("path", [*UNWRITABLE, EVERY_ROW], ids=str)
def test_a_path_that_is_no_figure_is_no_part_of_a_rule(path: bc.Path) -> None:
    with pytest.raises(bc.InvalidRuleError):
        bc.Term(1, path)
    with pytest.raises(bc.InvalidRuleError):
        bc.Share(path, A, A)


@pytest.mark.parametrize("path", UNWRITABLE, ids=str)
def test_a_list_that_cannot_be_written_is_not_summed(path: bc.Path) -> None:
    for build in (bc.Sum, lambda one: bc.Tree(one, "code")):
        with pytest.raises(bc.InvalidRuleError):
            build(path.then(EVERY, "y"))


def test_the_hint_says_how_all_rows_are_summed() -> None:
    with pytest.raises(bc.InvalidRuleError, match=r"write sum\(lines\[\*\]\.x\)"):
        figure(EVERY_ROW)


@pytest.mark.parametrize(
    ("value", "stated", "text"),
    [
        ("0.502496", "0.503", "50.2496%"),
        ("0.203472", "0.204", "20.347%"),
        ("0.2045", "0.204", "20.45%"),
        ("0.20451", "0.204", "20.451%"),
        ("0.2041", "0.204", "20.41%"),
        ("0.31", "0.204", "31.00%"),
    ],
)
def test_what_does_not_round_to_the_stated_number_is_not_written_as_if_it_did(
    value: str, stated: str, text: str
) -> None:
    percent = Measure(Fraction(1, 100), 1, "%")

    assert text == percent.apart(Fraction(value), Fraction(stated))


@pytest.mark.parametrize(
    "build",
    [
        lambda: bc.All((bc.parse_condition("a = b"),)),
        lambda: bc.AnyOf(()),
        lambda: bc.Sum(bc.Path.of("a")),
        lambda: bc.Rule(bc.Compare(figure(TWO_ROWS), "=", A)),
        lambda: bc.Rule(bc.Tree(TWO_ROWS.then("c", EVERY, "d"), "code")),
        lambda: bc.Tree(EVERY_ROW.then(EVERY, "y"), "code"),
        lambda: bc.Constant("ABC"),
        lambda: bc.Constant(" "),
        lambda: bc.Rule(bc.Compare(FIVE, "=", FIVE)),
        lambda: row_list(
            bc.All(
                (
                    bc.parse_condition("a[*].x = b"),
                    bc.parse_condition("c[*].x = d"),
                )
            )
        ),
        lambda: bc.Rule(
            bc.All(
                (
                    bc.parse_condition("a[*].x = b"),
                    bc.parse_condition("c[*].x = d"),
                )
            )
        ),
    ],
)
def test_what_means_nothing_cannot_be_built(build: object) -> None:
    with pytest.raises(bc.InvalidRuleError):
        build()  # type: ignore[operator]


def test_english_and_chinese_scales_are_read() -> None:
    read = {
        text: bc.Unit.read(text).scale for text in ("million", "亿元", "千元", "万件")
    }

    assert {"million": 10**6, "亿元": 10**8, "千元": 1000, "万件": 10**4} == read
    assert "×1000" == bc.Unit("XXX", 1000).text
    with pytest.raises(bc.UnreadableNumberError, match="no ISO 4217"):
        bc.read_figure("5 ABC")
