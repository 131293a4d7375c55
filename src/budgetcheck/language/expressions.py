"""Expressions: linear and flat, ordered terms of figures, sums and constants.

There is no division and no product of two figures. A ratio is a condition
(`conditions.Share`), so that the zero denominator has one home.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeAlias

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.numbers import exact_fraction
from budgetcheck.language.paths import Path, Step, check_figure, check_path, composed
from budgetcheck.language.units import Unit


@attrs.frozen
class Sum:
    """A figure summed over all rows of a list: `sum(lines[*].actual)`.

    Raises:
        InvalidRuleError: The path ranges over no list, or cannot be written.
        LimitError: The path has more steps than the notation reads.

    Example:
        >>> Sum(Path.of("lines"))
        Traceback (most recent call last):
        ...
        budgetcheck.errors.InvalidRuleError: sum(lines) ranges over no list
          hint: write sum(lines[*])
    """

    path: Path

    def __attrs_post_init__(self) -> None:
        check_path(self.path)
        if not self.path.ranges:
            message = f"sum({self.path}) ranges over no list"
            raise InvalidRuleError(message, f"write sum({self.path}[*])")


@attrs.frozen
class Constant:
    """One of a unit; the term's coefficient says how many: `100%`, `50万元`.

    Attributes:
        unit: Empty for a plain number, `%`, or a unit's text.

    Raises:
        InvalidConventionError: The text is no unit.

    Example:
        >>> Term(100, Constant("%")).coefficient, Constant("万元").unit
        (Fraction(100, 1), '万元')
    """

    unit: str = attrs.field(default="", converter=composed)

    def __attrs_post_init__(self) -> None:
        if self.unit:
            Unit.read(self.unit)


Summand: TypeAlias = Path | Sum | Constant


@attrs.frozen
class Term:
    """A multiple of one figure, one sum or one constant.

    Raises:
        UnreadableNumberError: The coefficient is a float, a boolean or no number.
        LimitError: The coefficient has more digits than anyone prints, or the path
            more steps than the notation reads.
        InvalidRuleError: The path is not that of a single figure.

    Example:
        >>> Term("0.5", Path.of("total")).coefficient
        Fraction(1, 2)
    """

    coefficient: Fraction = attrs.field(converter=exact_fraction)
    of: Summand

    def __attrs_post_init__(self) -> None:
        if isinstance(self.of, Path):
            check_figure(self.of)


def _several(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(terms)


@attrs.frozen
class Linear:
    """Terms added up, in the order in which they are written.

    Shape: one term or more.

    Raises:
        InvalidRuleError: There is no term.

    Example:
        >>> both = figure(Path.of("basic")).plus(figure(Path.of("project")))
        >>> [str(path) for path in paths_in(both)]
        ['basic', 'project']
    """

    terms: tuple[Term, ...] = attrs.field(converter=_several)

    def __attrs_post_init__(self) -> None:
        if not self.terms:
            message = "an expression has one term or more"
            raise InvalidRuleError(message)

    def plus(self, other: Linear) -> Linear:
        """Return both expressions added, this one's terms first."""
        return Linear((*self.terms, *other.terms))

    def times(self, factor: Fraction | int) -> Linear:
        """Return the expression with every coefficient multiplied."""
        return Linear(
            tuple(Term(term.coefficient * factor, term.of) for term in self.terms)
        )

    def minus(self, other: Linear) -> Linear:
        """Return this expression less the other."""
        return self.plus(other.times(-1))

    @property
    def has_sum(self) -> bool:
        """Whether a sum over a list is one of the terms."""
        return any(isinstance(term.of, Sum) for term in self.terms)

    @property
    def single(self) -> Path | None:
        """The one figure that the expression is, or None if it is more."""
        if len(self.terms) != 1 or self.terms[0].coefficient != 1:
            return None
        of = self.terms[0].of
        return of if isinstance(of, Path) else None


def figure(path: Path) -> Linear:
    """Return the expression that is one figure.

    Example:
        >>> figure(Path.of("total")).single == Path.of("total")
        True
    """
    return Linear((Term(1, path),))


def added(parts: Iterable[Linear]) -> Linear:
    """Return all expressions added up in order.

    Example:
        >>> len(added([figure(Path.of("a")), figure(Path.of("b"))]).terms)
        2
    """
    return Linear(tuple(term for part in parts for term in part.terms))


def paths_in(linear: Linear) -> Iterator[Path]:
    """Yield every path that the expression names, in order, sums included."""
    for term in linear.terms:
        if isinstance(term.of, Path):
            yield term.of
        elif isinstance(term.of, Sum):
            yield term.of.path


def linear_at(linear: Linear, row: Step) -> Linear:
    """Return an expression with the row index replaced by one row."""
    return Linear(
        tuple(Term(term.coefficient, _of_at(term, row)) for term in linear.terms)
    )


def _of_at(term: Term, row: Step) -> Path | Sum | Constant:
    if isinstance(term.of, Path):
        return term.of.in_row(row)
    return Sum(term.of.path.in_row(row)) if isinstance(term.of, Sum) else term.of
