"""Whole numbers and truths of every row, and the bounds within which they lie.

What is computed for a row is written down first, as frozen nodes: whole numbers
(`Whole`) and yes or no (`Truth`). Each whole number carries its bounds, computed from
those of the columns, so that an overflow is seen before anything runs, and what the
bounds decide already needs no column at all. `laying` turns nodes into expressions.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Literal, TypeAlias

import attrs

Relation: TypeAlias = Literal["<=", "==", "<"]


@attrs.frozen(eq=False)
class Given:
    """The whole numbers of a column."""

    column: str


@attrs.frozen(eq=False)
class Added:
    """Whole multiples of others, and a constant."""

    terms: tuple[tuple[int, Whole], ...]
    constant: int = 0


@attrs.frozen(eq=False)
class Times:
    """One number times another."""

    one: Whole
    other: Whole


@attrs.frozen(eq=False)
class Chosen:
    """One number where something is true, else another."""

    test: Truth
    then: Whole
    otherwise: Whole


@attrs.frozen(eq=False)
class Size:
    """A number without its sign."""

    of: Whole


@attrs.frozen(eq=False)
class Least:
    """The least of several numbers, or with `greatest` the greatest."""

    of: tuple[Whole, ...]
    greatest: bool = False


@attrs.frozen(eq=False)
class Kept:
    """A number that several others are made of, and that is computed once."""

    of: Whole


@attrs.frozen(eq=False)
class Quotient:
    """How often a number goes into another; neither is negative, nor the first 0."""

    of: Whole
    by: Whole


@attrs.frozen(eq=False)
class Known:
    """What is true, or false, of every row."""

    value: bool


@attrs.frozen(eq=False)
class Flag:
    """A column of truths."""

    column: str


@attrs.frozen(eq=False)
class Compared:
    """How two numbers stand to each other."""

    one: Whole
    relation: Relation
    other: Whole


@attrs.frozen(eq=False)
class Every:
    """All of several truths."""

    parts: tuple[Truth, ...]


@attrs.frozen(eq=False)
class Some:
    """One of several truths, or more."""

    parts: tuple[Truth, ...]


@attrs.frozen(eq=False)
class Not:
    """The opposite."""

    of: Truth


Truth: TypeAlias = Known | Flag | Compared | Every | Some | Not
WholeNode: TypeAlias = Given | Added | Times | Chosen | Size | Least | Kept | Quotient

TRUE, FALSE = Known(value=True), Known(value=False)


@attrs.frozen(eq=False)
class Whole:
    """A whole number of every row, that lies from `low` to `high`.

    Example:
        >>> a, b = given("a", 0, 9), given("b", -5, 5)
        >>> both = 2 * a - b + 1
        >>> both.low, both.high
        (-4, 24)
    """

    of: WholeNode
    low: int
    high: int

    @property
    def value(self) -> int | None:
        """The number that it is in every row, if it is one."""
        return self.low if self.low == self.high else None

    @property
    def largest(self) -> int:
        """The largest size that it may have."""
        return max(abs(self.low), abs(self.high))

    def terms(self) -> tuple[tuple[tuple[int, Whole], ...], int]:
        """Return it as multiples of others, and a constant."""
        if self.value is not None:
            return (), self.value
        if isinstance(self.of, Added):
            return self.of.terms, self.of.constant
        return ((1, self),), 0

    def __add__(self, other: Whole | int) -> Whole:
        """Add another number."""
        return added([(1, self), (1, whole(other))])

    def __sub__(self, other: Whole | int) -> Whole:
        """Take another number away."""
        return added([(1, self), (-1, whole(other))])

    def __neg__(self) -> Whole:
        """Return the number with the other sign."""
        return added([(-1, self)])

    def __mul__(self, other: Whole | int) -> Whole:
        """Multiply with another number."""
        other = whole(other)
        if other.value is not None:
            return added([(other.value, self)])
        if self.value is not None:
            return added([(self.value, other)])
        ends = (self.low, self.high), (other.low, other.high)
        corners = [one * another for one, another in product(*ends)]
        return Whole(Times(self, other), min(corners), max(corners))

    def __rmul__(self, other: Whole | int) -> Whole:
        """Multiply with another number."""
        return self * other


def whole(value: Whole | int) -> Whole:
    """Return a number as one that every row has."""
    return value if isinstance(value, Whole) else Whole(Added((), value), value, value)


def given(column: str, low: int, high: int) -> Whole:
    """Return the numbers of a column, which lie from `low` to `high`.

    Example:
        >>> given("a", 7, 7).value
        7
    """
    return whole(low) if low == high else Whole(Given(column), low, high)


def added(terms: Iterable[tuple[int, Whole]], constant: int = 0) -> Whole:
    """Return the sum of multiples; each number is counted once.

    Example:
        >>> a = given("a", 0, 9)
        >>> added([(2, a), (-2, a)], 3).value
        3
    """
    found: dict[int, tuple[int, Whole]] = {}
    for times, one in terms:
        inner, more = one.terms()
        constant += times * more
        for factor, part in inner:
            known = found.get(id(part), (0, part))[0]
            found[id(part)] = known + times * factor, part
    left = tuple(pair for pair in found.values() if pair[0])
    if len(left) == 1 and left[0][0] == 1 and not constant:
        return left[0][1]
    low = high = constant
    for times, part in left:
        ends = times * part.low, times * part.high
        low, high = low + min(ends), high + max(ends)
    return Whole(Added(left, constant), low, high)
