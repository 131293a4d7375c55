"""Budgets: whole budgets that add up, with their lists and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import attrs
from hypothesis import strategies as st

from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Document
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import RuleSet
from budgetcheck.strategies.drawing import Drawing
from budgetcheck.strategies.listings import (
    Listing,
    Plotted,
    check_lines,
    codes_of,
    noughts_of,
    results_of,
)
from budgetcheck.strategies.outlines import Outline
from budgetcheck.strategies.plots import Plot
from budgetcheck.strategies.statements import PASSAGES

MAX_LINES = 16
_FEWEST = 2  # Income and expenditure have a line each.
_SMALLER = 4  # Income has at most so small a part of all lines.
_KEPT = 64


def budgets(
    *,
    min_lines: int = 2,
    max_lines: int = MAX_LINES,
    convention: Convention | None = None,
) -> st.SearchStrategy[Document]:
    """Draw whole budgets of which every rule is true, as honest publishers print them.

    Shape: `income` and `expenditure`, and now and then expenditure by `economic`
    class: lists of lines with codes and totals, `min_lines` to `max_lines` lines in
    all; and what is said of their totals: balances, totals again, completion, change
    and its direction, shares, parts that need not be all, counts, a rule with a
    guard and one with `or`. Rules and convention stand in the document.
    Units: what the convention declares; some amounts are in another scale, and say so.
    Undefined: where a whole is 0, its percentage is a mark, a blank or 0 %.

    Args:
        min_lines: How many lines all lists have at least, without totals.
        max_lines: How many they have at most; 40 to 60 make a large document.
        convention: What the publisher declares; drawn if there is none.

    Raises:
        InvalidArgument: When drawn: there cannot be so many lines.

    Example:
        >>> budgets(min_lines=40, max_lines=60)
        _budgets(min_lines=40, max_lines=60, convention=None)
    """
    return _budgets(min_lines=min_lines, max_lines=max_lines, convention=convention)


@attrs.frozen(kw_only=True, cache_hash=True)
class Plan:
    """What a budget prints besides its figures.

    Attributes:
        lists: The lists by name.
        passages: What else is said.
    """

    lists: tuple[tuple[str, Listing], ...]
    passages: tuple[str, ...]

    def rules(self) -> RuleSet:
        """Return the rules of all lists and passages."""
        return self._with_passages(one.rules_at(name) for name, one in self.lists)

    def obeyed(self) -> RuleSet:
        """Return the same, and what else is obeyed."""
        return self._with_passages(one.obeyed_at(name) for name, one in self.lists)

    def _with_passages(self, lists: Iterable[RuleSet]) -> RuleSet:
        said = (PASSAGES[name].rules for name in self.passages)
        return RuleSet(tuple(chain(*lists, *said)))

    def outline(self) -> Outline:
        """Return the outline of such a document."""
        plotted = Plotted()
        for name, listing in self.lists:
            plotted.add(listing, Path.of(name))
        for name in self.passages:
            for path, field in PASSAGES[name].figures.items():
                plotted.add_figure(path, field)
        return plotted.outline()


@st.composite
def _budgets(
    draw: st.DrawFn, *, min_lines: int, max_lines: int, convention: Convention | None
) -> Document:
    check_lines(min_lines, max_lines, fewest=_FEWEST)
    plan = draw(_plans(min_lines, max_lines))
    drawing, outline = _drawing(plan, convention)
    declared, figures = drawing.figures(draw, outline)
    return Document(
        figures=outline.with_figures(figures),
        rules=plan.rules(),
        convention=declared,
    )


@lru_cache(maxsize=_KEPT)
def _drawing(plan: Plan, convention: Convention | None) -> tuple[Drawing, Outline]:
    return Drawing(plan.obeyed(), convention, {}, Plot()), plan.outline()


@st.composite
def _plans(draw: st.DrawFn, min_lines: int, max_lines: int) -> Plan:
    count = draw(st.integers(min_lines, max_lines))
    smaller = st.integers(1, max(1, count // _SMALLER))
    lines = {"income": draw(smaller)}
    if count > _FEWEST and draw(st.booleans()):
        lines["economic"] = draw(smaller)
    lines["expenditure"] = count - sum(lines.values())
    phases = (
        ("approved", "outturn", "prior")
        if draw(st.booleans())
        else ("approved", "outturn")
    )
    printed = phases + draw(results_of(phases))
    lists = {
        name: Listing(
            codes=draw(codes_of(lines[name])),
            columns=("outturn",) if name == "economic" else printed,
            total=True,
            noughts=draw(noughts_of(lines[name], phases)) if name != "economic" else (),
        )
        for name in ("income", "expenditure", "economic")
        if name in lines
    }
    known = {"", *phases, *lists}
    passages = (
        name
        for name, one in PASSAGES.items()
        if one.needs in known and (name == "economic" or draw(_OFTEN))
    )
    return Plan(lists=tuple(lists.items()), passages=tuple(passages))


_OFTEN = st.sampled_from((False, True, True))
