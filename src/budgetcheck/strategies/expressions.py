"""Expressions: multiples of figures, sums and constants, added up."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from budgetcheck.language.expressions import Constant, Linear, Sum, Term
from budgetcheck.language.paths import Path
from budgetcheck.strategies.vocabularies import Vocabulary, drawn

_T = TypeVar("_T")

_ONE = Fraction(1)
# As often as people write them; None is any number at all.
_COEFFICIENTS = (
    *(_ONE, _ONE, _ONE, _ONE, -_ONE, -_ONE, Fraction(2), Fraction(1, 3)),
    *(Fraction(5, 100), Fraction(-7, 12), Fraction(-999, 100), Fraction(0)),
    *(Fraction(10**119 + 7, 10**40), Fraction(1, 10**119), None),
)
_OF_CONSTANTS = (
    *(Fraction(0), _ONE, Fraction(100), Fraction(50), Fraction(-3)),
    *(Fraction(1, 2), Fraction(9834, 100), Fraction(1, 7), None),
)
_MORE_OFTEN = 4
_COUNTS = st.sampled_from((1, 1, 1, 2, 2, 3, 4))


@st.composite
def expressions(
    draw: st.DrawFn,
    *,
    figures: Iterable[str | Path | Sum] | None = None,
    units: Iterable[str] | None = None,
) -> Linear:
    """Draw one side of a rule: figures, sums and constants, with coefficients.

    Shape: it names one figure or more; at first, it is one figure.

    Args:
        draw: Given by Hypothesis.
        figures: What it may name, in notation or as data: `"total"`,
            `"lines[*].actual"`, `"sum(lines[*].actual)"`. If not given, figures of
            every kind are drawn.
        units: Those of its constants; if not given, any, or none where the figures
            are given: then a constant is 0.

    Raises:
        InvalidArgument: There is no figure, or what is given is none; when drawn.

    Example:
        >>> expressions(figures=["total", "sum(lines[*].actual)"])
        expressions(figures=['total', 'sum(lines[*].actual)'])
    """
    return linear(draw, drawn(draw, figures, units=units))


def linear(
    draw: st.DrawFn, words: Vocabulary, *, first: int = 0, named: bool = True
) -> Linear:
    """Draw an expression: at first one certain figure; it may have to name one."""
    figures = words.figures[first:] + words.figures[:first]
    # A constant stands alone not as often as there are units.
    begins = figures if named else (*figures * _MORE_OFTEN, *words.constants)
    terms = [_term(draw, begins)]
    for _ in range(draw(_COUNTS) - 1):
        term = _term(draw, words.summands)
        terms.insert(len(terms) if draw(st.booleans()) else 0, term)
    return Linear(tuple(terms))


def numbers(draw: st.DrawFn, words: Vocabulary) -> Linear:
    """Draw an expression of one constant."""
    return Linear((_term(draw, words.constants),))


def one_of(draw: st.DrawFn, things: tuple[_T, ...]) -> _T:
    """Draw one of a few things, which are too short-lived for a strategy."""
    return things[draw(_indexes(len(things)))]


def _term(draw: st.DrawFn, choice: tuple[Path | Sum | Constant | Term, ...]) -> Term:
    # One choice instead of two: what fails has as few as can be, and draws fast.
    row, column = divmod(draw(_indexes(len(choice) * len(_COEFFICIENTS))), len(choice))
    of = choice[column]
    if isinstance(of, Term):
        return of
    many = _OF_CONSTANTS if isinstance(of, Constant) else _COEFFICIENTS
    coefficient = many[row % len(many)]
    if coefficient is None:
        coefficient = Fraction(draw(_NUMERATORS), draw(_DENOMINATORS))
    return Term(coefficient, of)


@cache
def _indexes(size: int) -> st.SearchStrategy[int]:
    return st.integers(0, size - 1)


_NUMERATORS = st.integers(-(10**20), 10**20)
_DENOMINATORS = st.integers(1, 10**4)
