"""Peeking: what is found by walking to it is what is read of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import attrs
import pytest

import budgetcheck as bc
from budgetcheck.checking.peeking import figures_in
from budgetcheck.language.documents import Figures
from budgetcheck.language.nesting import Names, figures_of
from budgetcheck.language.notation import parse_path

ONE = bc.Amount("1.00", "0.01", bc.Unit.read("万元"))


class Pair(NamedTuple):
    first: bc.Figure
    second: bc.Figure | None = None


@attrs.frozen
class Line:
    code: str
    actual: bc.Figure
    parts: tuple[Pair, ...] = ()


@attrs.frozen
class Group:
    done: bc.Figure
    lines: list[Line] | None = None


@attrs.frozen
class Whole:
    title: str
    said: str | None
    total: bc.Figure
    perhaps: bc.Figure | None = None
    until: date | None = None
    group: Group | None = None
    none: Group | None = None
    pair: Pair = Pair(ONE)
    bare: Decimal = Decimal(3)
    named: Mapping[str, bc.Figure] = attrs.Factory(dict)
    listed: tuple[bc.Figure | None, ...] = ()


@attrs.frozen
class Unreadable:
    total: NoSuchThing  # type: ignore[name-defined] # noqa: F821


WHOLE = Whole(
    title="3",
    said=None,
    total=ONE,
    group=Group(
        bc.Missing("withheld"),
        [Line("1", ONE, (Pair(ONE),)), Line("2", bc.Word("nil"))],
    ),
    named={"a": ONE},
    listed=(ONE, ONE),
)
NAMED = frozenset({("title",), ("said",), ("total",)})


def never() -> Figures:
    message = "all figures were read"
    raise AssertionError(message)


def peeked(named: frozenset[Names] = frozenset()) -> Figures:
    return figures_in(WHOLE, named, never)


@pytest.mark.parametrize("named", [frozenset[Names](), NAMED])
def test_all_that_is_read_is_found_and_nothing_else(named: frozenset[Names]) -> None:
    every = figures_of(WHOLE, named=named)
    some = figures_in(WHOLE, named, lambda: every)
    paths = {*every, *every.rows, *every.labels}
    paths |= {path.then(step) for path in paths for step in parse_path("no[0].x").steps}

    for path in paths:
        assert every.get(path) == some.get(path)
        assert (path in every.labels) is (path in some.labels)
        assert every.labels.get(path) == some.labels.get(path)
        assert every.rows.get(path) == some.rows.get(path)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("total", ONE),
        ("perhaps", bc.Missing("absent")),
        ("group.done", bc.Missing("withheld")),
        ("group.lines[1].actual", bc.Word("nil")),
        ("group.lines[0].parts[0].first", ONE),
        ("group.lines[0].parts[0].second", bc.Missing("absent")),
        ("group.lines[2].actual", None),
        ("none", bc.Missing("absent")),
        ("none.done", None),
        ("none.lines[0].actual", None),
        ("listed[1]", ONE),
        ("group", None),
        ("group.lines", None),
        ("nothing", None),
        ("nothing.at.all", None),
        ("total.value", None),
        ("until", None),
        ("said", None),
        ("pair[0]", None),
    ],
)
def test_what_is_there_is_found_by_walking(path: str, found: bc.Figure | None) -> None:
    assert found == peeked().get(parse_path(path))


def test_rows_and_texts_are_found_by_walking() -> None:
    lines = parse_path("group.lines")
    some = peeked()

    assert 2 == len(some.rows[lines])
    assert "2" == some.label(lines.then(some.rows[lines][1]), "code")
    assert parse_path("none.lines") not in some.rows
    assert parse_path("total") not in some.rows
    assert parse_path("none.title") not in some.labels
    assert parse_path("total") not in some.labels


@pytest.mark.parametrize("path", ["bare", "named.a", "title"])
def test_where_it_is_in_doubt_everything_is_read(path: str) -> None:
    with pytest.raises(AssertionError, match="all figures were read"):
        peeked(NAMED).get(parse_path(path))


def test_all_figures_are_read_where_all_are_asked_for() -> None:
    every = figures_of(WHOLE)
    some = figures_in(WHOLE, frozenset(), lambda: every)

    assert [*every] == [*some]
    assert len(every) == len(some)


def test_a_row_that_is_none_is_in_doubt() -> None:
    with pytest.raises(AssertionError, match="all figures were read"):
        figures_in(Whole("", None, ONE, listed=(None,)), frozenset(), never).get(
            parse_path("listed[0]")
        )


def test_a_class_whose_annotations_cannot_be_read_is_in_doubt() -> None:
    for _ in range(2):
        with pytest.raises(AssertionError, match="all figures were read"):
            figures_in(Unreadable(ONE), frozenset(), never).get(parse_path("total"))
