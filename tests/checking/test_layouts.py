"""Layouts: where the figures of a class stand, and which of them are plain."""

from __future__ import annotations

import attrs
import pytest

import budgetcheck as bc
from budgetcheck.checking.layouts import (
    MISSING,
    NIL,
    NOT_COMPUTABLE,
    PERCENT,
    layout_of,
    plain,
)

WAN, THINGS = bc.Unit.read("万元"), bc.Unit.read("件")
ONE = bc.Amount("1.50", "0.01", WAN)
SEVEN = bc.Count("7", "1", THINGS)
FIVE = bc.Percent("5.0", "0.1")


def test_figures_are_taken_apart_in_their_order() -> None:
    apart = plain([ONE, SEVEN, FIVE, bc.NotComputable(), bc.Missing(), bc.Word("nil")])

    assert ["1.50", "7", "5.0", "0", "0", "0"] == [str(one) for one in apart.values]
    assert ["0.01", "1", "0.1", "0", "0", "0"] == [str(one) for one in apart.quanta]
    assert [WAN, THINGS, PERCENT, NOT_COMPUTABLE, MISSING, NIL] == apart.kinds
    assert apart.printed_again is False


@pytest.mark.parametrize(
    ("odd", "again"),
    [
        (attrs.evolve(ONE, bound="at_least"), False),
        (attrs.evolve(ONE, rounding="cut_off"), False),
        (attrs.evolve(ONE, also=(ONE,)), True),
    ],
)
def test_one_that_is_not_plain_leaves_the_others_as_they_are(
    odd: bc.Amount,
    again: bool,  # noqa: FBT001
) -> None:
    apart = plain([ONE, odd, bc.Missing(), FIVE])

    assert [WAN, None, MISSING, PERCENT] == apart.kinds
    assert ["1.50", "1.50", "0", "5.0"] == [str(one) for one in apart.values]
    assert again is apart.printed_again


@pytest.mark.parametrize("many", [999, 1000, 1001, 2500])
def test_many_figures_are_taken_apart_as_few_are(many: int) -> None:
    figures = [bc.Amount(number, "1", WAN) for number in range(many)]
    twice = [*figures[:-1], attrs.evolve(figures[-1], also=(ONE,))]
    apart, again = plain(figures), plain(twice)

    assert list(range(many)) == apart.values
    assert [1] * many == apart.quanta
    assert [WAN] * many == apart.kinds
    assert apart.printed_again is False
    assert [WAN] * (many - 1) + [None] == again.kinds
    assert again.printed_again is True


@attrs.frozen
class Line:
    code: str
    actual: bc.Amount
    share: bc.Percent


@attrs.frozen
class Group:
    planned: bc.Amount
    done: bc.Amount


@attrs.frozen
class Whole:
    title: str
    total: bc.Amount
    group: Group | None = None
    lines: tuple[Line, ...] = ()


@attrs.frozen
class ByName:
    total: bc.Amount
    parts: dict[str, bc.Amount]


@attrs.frozen
class Inner:
    lines: tuple[Line, ...]


@attrs.frozen
class Nested:
    total: bc.Amount
    inner: tuple[Inner, ...]


@attrs.frozen
class Alone:
    total: bc.Amount


@attrs.frozen
class Texts:
    title: str


def test_a_layout_names_figures_and_the_columns_of_lists() -> None:
    layout = layout_of(Whole)
    lines = (Line("1", ONE, FIVE), Line("2", bc.Amount("2", "1", WAN), FIVE))
    (rows,) = layout.rows

    assert ["total", "group.planned", "group.done"] == [
        str(one) for one in layout.paths
    ]
    assert [0, 1, 2] == [layout.numbers[path] for path in layout.paths]
    assert layout.complete
    assert bc.Path.of("lines") == rows.path
    assert (("actual",), ("share",)) == rows.columns
    assert [ONE, bc.Amount("2", "1", WAN)] == rows.column(lines, 0)
    assert [FIVE, FIVE] == rows.column(lines, 1)


def test_the_figures_of_a_document_are_fetched_at_once() -> None:
    two = bc.Amount("2", "1", WAN)
    absent = bc.Missing("absent")

    assert (ONE, two, ONE) == layout_of(Whole).figures(Whole("", ONE, Group(two, ONE)))
    assert (ONE, absent, absent) == layout_of(Whole).figures(Whole("", ONE))
    assert (ONE,) == layout_of(Alone).figures(Alone(ONE))
    assert () == layout_of(Texts).figures(Texts(""))


@attrs.frozen
class Grouped:
    group: Group | None


def test_a_column_in_groups_is_absent_where_its_group_is() -> None:
    @attrs.frozen
    class Rows:
        rows: tuple[Grouped, ...]

    (rows,) = layout_of(Rows).rows
    two = bc.Amount("2", "1", WAN)
    some = (Grouped(Group(ONE, two)), Grouped(None))

    assert [ONE, bc.Missing("absent")] == rows.column(some, 0)
    assert [two, two] == rows.column((some[0], some[0]), 1)
    with pytest.raises(AttributeError):
        layout_of(Whole).rows[0].column((None,), 0)


@pytest.mark.parametrize("one", [ONE, bc.Missing("blank"), bc.NotComputable()])
def test_a_column_of_one_figure_is_taken_apart_as_any(one: bc.Figure) -> None:
    same, apart = plain([one] * 3), plain([one, attrs.evolve(one), one])

    assert apart == same


def test_no_figures_are_taken_apart() -> None:
    assert [] == plain([]).values


@pytest.mark.parametrize(
    ("cls", "complete", "paths", "lists"),
    [
        (Whole, True, 3, 1),
        (Alone, True, 1, 0),
        (Texts, True, 0, 0),
        (ByName, False, 1, 0),
        (Nested, False, 1, 1),
    ],
)
def test_a_layout_is_complete_where_it_tells_of_all_figures(
    cls: type,
    complete: bool,  # noqa: FBT001
    paths: int,
    lists: int,
) -> None:
    layout = layout_of(cls)

    of_rows = all(one.complete for one in layout.rows)
    assert complete is (layout.complete and of_rows)
    assert (paths, lists) == (len(layout.paths), len(layout.rows))
