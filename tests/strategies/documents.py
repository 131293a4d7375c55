"""Small documents of every kind of figure, and rules about them.

Figures are drawn from few values, so that a rule is exact, rounded, strained,
contradicted, undefined and unchecked about as often. Rules are of one dimension.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypedDict

from hypothesis import strategies as st

from budgetcheck import All, AnyOf, Condition, When, parse_condition

AMOUNTS = ("a", "b", "c", "d")
PERCENTS = ("s", "t")
ABSENT = ("withheld", "not_available", "absent")

_AMOUNTS = ("1.00", "1.01", "1.02", "2.00", "2.01", "3.02", "-1.00", "0", "0.00", "≥1")
_PERCENTS = ("0%", "50%", "50.00%", "51%", "100%", "-50%", "200%", "≥90%")
_ATOMS = (
    "a = b",
    "a = b + c",
    "a = b + c + d",
    "b - a = c",
    "a <= b",
    "a < b",
    "a + b >= c",
    "c > 0",
    "s = a / b",
    "s = b / c",
    "s = a / b - 1",
    "s = a / (a + b)",
    "t = 1 - c / d",
    "t = c / d",
    "s = t",
    "s + t = 100%",
    "s <= 100%",
)
_CODES = ("201", "20101", "2010101", "202", "20201")
_LIST_RULES = (
    "total = sum(lines[*].x)",
    "sum(lines[*].s) = 100%",
    "lines[i].s = lines[i].x / sum(lines[*].x)",
    "lines[*].s = lines[*].x / total or lines[*].x = 0",
    "lines[*].x <= total and lines[*].s <= 100%",
    "tree(lines[*].x by code)",
    "tree(lines[*].x by code) and total = sum(lines[*].x)",
    "tree(lines[*].x by code) or total >= 0",
    "when lines[*].x > 0 then lines[*].s > 0",
)


def missing() -> st.SearchStrategy[object]:
    """Draw a figure that is not given: one not known, or a printed blank."""
    return st.one_of(st.just(""), unknown())


def unknown() -> st.SearchStrategy[object]:
    """Draw a figure that is not known; a blank may be right, and then says so."""
    return st.sampled_from(ABSENT).map(lambda reason: {"missing": reason})


def given_figures(name: str) -> st.SearchStrategy[object]:
    """Draw a figure that is given: a number, a word or a mark."""
    if name in PERCENTS:
        return st.sampled_from((*_PERCENTS, "n/c", "-"))
    return st.sampled_from((*_AMOUNTS, "-", {"word": "increase"}))


@st.composite
def documents(draw: st.DrawFn) -> Mapping[str, object]:
    """Draw a document: amounts and percentages by name, some of them not given."""
    names = (*AMOUNTS, *PERCENTS)
    gaps = draw(st.sets(st.sampled_from(names), max_size=2))
    return {
        name: draw(missing() if name in gaps else given_figures(name)) for name in names
    }


class Lesson(NamedTuple):
    """A document with a figure that is not known, and the same one with it."""

    before: Mapping[str, object]
    after: Mapping[str, object]


@st.composite
def lessons(draw: st.DrawFn, *, gone: bool = False) -> Lesson:
    """Draw a figure that is learned; before that it is unknown, or gone altogether."""
    printed = draw(documents())
    name = draw(st.sampled_from(sorted(printed)))
    without = {key: value for key, value in printed.items() if key != name}
    before = without if gone else {**printed, name: draw(unknown())}
    return Lesson(before, {**printed, name: draw(given_figures(name))})


def conditions() -> st.SearchStrategy[Condition]:
    """Draw a rule about the figures of such documents, nested now and then."""
    atoms = st.sampled_from(_ATOMS).map(parse_condition)

    def joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            st.builds(All, several),
            st.builds(AnyOf, several),
            st.builds(When, inner, inner),
        )

    return st.one_of(atoms, st.recursive(atoms, joined, max_leaves=4))


class Listed(TypedDict):
    """A document with a list of rows, and a total."""

    total: object
    lines: Sequence[Mapping[str, object]]


@st.composite
def listed(draw: st.DrawFn) -> Listed:
    """Draw a classification of a few rows, with a share for each."""
    codes = draw(st.lists(st.sampled_from(_CODES), min_size=1, max_size=4, unique=True))
    lines = [
        {
            "code": code,
            "x": draw(st.sampled_from(_AMOUNTS)),
            "s": draw(st.sampled_from(_PERCENTS)),
        }
        for code in codes
    ]
    return {"total": draw(st.sampled_from(_AMOUNTS)), "lines": lines}


def with_cell(listed: Listed, row: int, name: str, printed: object) -> Listed:
    """Return the document with one cell of its list printed otherwise."""
    lines = [*listed["lines"]]
    lines[row] = {**lines[row], name: printed}
    return {"total": listed["total"], "lines": lines}


def rules_of_lists() -> st.SearchStrategy[str]:
    """Draw a rule about the rows of such documents."""
    return st.sampled_from(_LIST_RULES)
