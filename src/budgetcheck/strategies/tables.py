"""Tables: budget tables that add up, printed as a publisher would."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import strategies as st

from budgetcheck.entities.tables import Budget, BudgetTable
from budgetcheck.language.building import read
from budgetcheck.language.conventions import Convention
from budgetcheck.strategies.drawing import Drawing
from budgetcheck.strategies.listings import (
    Listing,
    check_lines,
    codes_of,
    columns,
    noughts_of,
)
from budgetcheck.strategies.plots import Plot

MAX_LINES = 12
_PARTS = (0, 0, 0, 1, 2)
_BUDGETS: tuple[Budget, ...] = ("revised", "approved")
_KEPT = 64


def budget_tables(
    *,
    min_lines: int = 1,
    max_lines: int = MAX_LINES,
    convention: Convention | None = None,
) -> st.SearchStrategy[BudgetTable]:
    """Draw tables of budget lines that add up, as honest publishers print them.

    Shape: `min_lines` to `max_lines` lines; without codes, with running numbers, or
    with those of a classification (208, 20805, 2080505; 1, 1.1, 1.10), of which levels
    are left out now and then; one to four phases, rates and changes; with totals or
    without; some lines with parts that need not be all of them (其中).
    Units: all amounts in one unit; rates in percentage points.
    Undefined: where a budget is 0, its rate of execution is a mark, a blank or 0 %.

    `check(table)`, or `check(table, convention=…)` where one is given, never finds a
    contradiction.

    Args:
        min_lines: How many lines there are at least, totals and parts not counted.
        max_lines: How many there are at most.
        convention: What the publisher declares; nothing, if there is none.

    Raises:
        InvalidArgument: When drawn: there cannot be so many lines.

    Example:
        >>> budget_tables(max_lines=3)
        _tables(min_lines=1, max_lines=3, convention=None)
    """
    return _tables(min_lines=min_lines, max_lines=max_lines, convention=convention)


@st.composite
def _tables(
    draw: st.DrawFn, *, min_lines: int, max_lines: int, convention: Convention | None
) -> BudgetTable:
    check_lines(min_lines, max_lines, fewest=1)
    listing = draw(_listings(min_lines, max_lines))
    outline = listing.outline()
    declared, figures = _drawing(listing, convention).figures(draw, outline)
    printed = outline.nested(figures) | {"budget": listing.budget}
    return read(BudgetTable, printed, convention=declared)


@st.composite
def _listings(draw: st.DrawFn, min_lines: int, max_lines: int) -> Listing:
    count = draw(st.integers(min_lines, max_lines))
    codes, printed = draw(codes_of(count)), draw(columns())
    parts: tuple[int, ...] = ()
    if draw(st.booleans()):
        parts = tuple(draw(st.sampled_from(_PARTS)) for _ in range(count))
    two_budgets = {*_BUDGETS} <= {*printed}
    return Listing(
        codes=codes,
        columns=printed,
        parts=parts,
        total=draw(st.booleans()),
        budget=draw(st.sampled_from(_BUDGETS)) if two_budgets else "revised",
        noughts=draw(noughts_of(count, printed)),
    )


@lru_cache(maxsize=_KEPT)
def _drawing(listing: Listing, convention: Convention | None) -> Drawing:
    rules = listing.obeyed_at("")
    return Drawing(rules, convention, {}, Plot(), mixed=False, plain=True)
