"""Cells: what the figures of a column say of their truths, row by row.

A `Printed` column is what its texts say; a `Cell` is the same under one convention,
with the three sets of truths of `language.truths`. Numbers count grains: a grain is
the finest unit that the column prints, and what rounding leaves is in half grains.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

import attrs

from budgetcheck.frames.arithmetic import (
    at_least,
    chosen,
    equal,
    every,
    negated,
    some,
)
from budgetcheck.frames.numbers import FALSE, TRUE, Truth, Whole, whole
from budgetcheck.language.conventions import Convention, Rounding
from budgetcheck.language.figures import Figure, Percent

Width: TypeAlias = Literal["printed", "usual", "widest"]

_NOTHING = whole(0)


@attrs.frozen(eq=False, kw_only=True)
class Printed:
    """What the figures of one column say, whatever its publisher declares.

    Attributes:
        like: A figure as the column has them: it knows the unit and the quantum.
        grain: How many base units one grain is.
        decimals: The decimals of a grain, in the printed unit.
        value: The printed numbers, in grains; 0 where there is none.
        quantum: What they are rounded to, in grains; 0 where they are exact.
        rounding: How they were rounded, if not as the publisher declares.
        missing: Where there is no figure, for whatever reason.
        blank: Where that is a printed blank.
        not_computable: Where a percentage is said not to be computable.
        word: Where a word, or a dash, stands for a number.
        nil: Where that is a dash, or another word for nothing.
        low_absent: Where the figure is a range without a lower end.
        high_absent: Where it is one without an upper end.
        low_open: Where the lower end of a range is not in it.
        high_open: Where the upper one is not.
    """

    like: Figure
    grain: Fraction
    decimals: int
    value: Whole
    quantum: Whole
    rounding: Rounding | None = None
    missing: Truth = FALSE
    blank: Truth = FALSE
    not_computable: Truth = FALSE
    word: Truth = FALSE
    nil: Truth = FALSE
    low_absent: Truth = FALSE
    high_absent: Truth = FALSE
    low_open: Truth = FALSE
    high_open: Truth = FALSE


@attrs.frozen(eq=False)
class Spread:
    """How far the truths lie from the printed number, in half grains.

    Attributes:
        below: How far below.
        above: How far above; the same object as `below` where both are alike.
        low_open: Where the lowest one is not reached.
        high_open: Where the highest one is not.
    """

    below: Whole = _NOTHING
    above: Whole = _NOTHING
    low_open: Truth = FALSE
    high_open: Truth = FALSE

    @property
    def is_even(self) -> bool:
        """Whether it reaches as far below as above."""
        return self.below is self.above


@attrs.frozen(eq=False, kw_only=True)
class Cell:
    """The truths behind a column, or behind the sum of one over rows.

    Attributes:
        like: A figure as the column has them.
        grain: How many base units one grain is.
        decimals: The decimals of a grain, in the printed unit.
        value: The printed numbers, in grains.
        quantum: What they are rounded to, in grains.
        missing: Where one is missing.
        not_computable: Where one is no number.
        exact: The truths of ranges and words, and of figures taken at their word.
        usual: What rounding leaves, printed zeros taken as exact.
        widest: The same where printed zeros may hide something.
        rounded: How many figures are rounded.
        squares: The sum of the squares of half of what rounding leaves, in half grains.
        single: Where it is one figure, and no sum.
        low_absent: Where the truths have no lower end.
        high_absent: Where they have no upper one.
        blank: Where the figure is a printed blank that stands for nothing.
        word: Where a word stands for a number.
        nil: Where that is a dash.
    """

    like: Figure
    grain: Fraction
    decimals: int
    value: Whole
    quantum: Whole
    missing: Truth
    not_computable: Truth
    exact: Spread
    usual: Spread
    widest: Spread
    rounded: Whole
    squares: Whole
    single: Truth = TRUE
    low_absent: Truth = FALSE
    high_absent: Truth = FALSE
    blank: Truth = FALSE
    word: Truth = FALSE
    nil: Truth = FALSE

    @property
    def lacking(self) -> tuple[Truth, Truth]:
        """Where there is no number."""
        return self.missing, self.not_computable

    @property
    def unit(self) -> Fraction:
        """How many base units one printed unit is."""
        return self.grain * Fraction(10) ** self.decimals

    @property
    def absent(self) -> tuple[Truth, Truth]:
        """Where the truths lack an end."""
        return self.low_absent, self.high_absent

    def spread(self, width: Width) -> Spread:
        """Return how far the truths lie around, in one of the three sets."""
        match width:
            case "printed":
                return self.exact
            case "usual":
                return self.usual
            case "widest":
                return self.widest
            case _:
                assert_never(width)


def cell_of(printed: Printed, convention: Convention) -> Cell:
    """Return the truths of a column under a convention."""
    is_percent = isinstance(printed.like, Percent)
    declared = convention.percent_rounding if is_percent else convention.rounding
    rounding = printed.rounding or declared or "nearest"
    missing: Truth = printed.missing
    nothing: Truth = FALSE
    if convention.blank == "zero":  # Such a blank is a dash; the withheld is not.
        nothing = printed.blank
        missing = every(missing, negated(nothing))
    zero, quantum = equal(printed.value, 0), chosen(nothing, 0, printed.quantum)
    widest = _rounded(printed.value, quantum, rounding, zero)
    usual = widest if is_percent else _nothing_where(zero, widest)
    if convention.zero == "exact":
        widest = usual
    rounded, squares = _rounded_and_squared(usual, quantum, zero)
    return Cell(
        like=printed.like,
        grain=printed.grain,
        decimals=printed.decimals,
        value=printed.value,
        quantum=quantum,
        missing=missing,
        not_computable=printed.not_computable,
        exact=_with_ends(Spread(), printed),
        usual=_with_ends(usual, printed),
        widest=_with_ends(widest, printed),
        rounded=rounded,
        squares=squares,
        low_absent=printed.low_absent,
        high_absent=printed.high_absent,
        blank=every(printed.blank, negated(nothing)),
        word=some(printed.word, nothing),
        nil=some(printed.nil, nothing),
    )


def _rounded(value: Whole, quantum: Whole, rounding: Rounding, zero: Truth) -> Spread:
    """Return how far rounding reaches, a printed zero taken as any other number."""
    if rounding == "nearest" or quantum.value == 0:
        return Spread(quantum, quantum)
    positive, is_rounded = at_least(value, 1), negated(equal(quantum, 0))
    return Spread(
        chosen(positive, 0, quantum * 2),
        chosen(some(positive, zero), quantum * 2, 0),
        every(is_rounded, negated(positive)),
        every(is_rounded, some(positive, zero)),
    )


def _rounded_and_squared(
    usual: Spread, quantum: Whole, zero: Truth
) -> tuple[Whole, Whole]:
    """Return whether figures are rounded, and the square of half of what that leaves.

    Where all have one quantum, both only ask whether the figure is 0.
    """
    if usual.is_even and quantum.value is not None:
        exact: Truth = FALSE if usual.below.value is not None else zero
        rounded = chosen(exact, 0, 1 if quantum.value else 0)
        return rounded, chosen(exact, 0, quantum.value**2)
    exact = equal(usual.below + usual.above, 0)
    return chosen(exact, 0, 1), chosen(exact, 0, quantum * quantum)


def _nothing_where(zero: Truth, spread: Spread) -> Spread:
    below = chosen(zero, 0, spread.below)
    above = below if spread.is_even else chosen(zero, 0, spread.above)
    other = negated(zero)
    return Spread(
        below, above, every(spread.low_open, other), every(spread.high_open, other)
    )


def _with_ends(spread: Spread, printed: Printed) -> Spread:
    return attrs.evolve(
        spread,
        low_open=some(spread.low_open, printed.low_open),
        high_open=some(spread.high_open, printed.high_open),
    )
