"""Spans: every value that a linear form takes, row by row.

A form collects a figure that stands on both sides into one coefficient, as
`language.forms` does, and counts in half grains that all its figures have in common.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import TypeAlias, assert_never

import attrs

from budgetcheck.frames.arithmetic import (
    at_least,
    at_most,
    below,
    equal,
    every,
    kept,
    negated,
    some,
    within,
)
from budgetcheck.frames.cells import Cell, Width
from budgetcheck.frames.numbers import FALSE, TRUE, Truth, Whole, added
from budgetcheck.frames.shown import Shown, shown
from budgetcheck.language.conditions import OPPOSITE, Relation
from budgetcheck.language.expressions import Constant, Linear, Sum
from budgetcheck.language.figures import Figure, Number, Percent
from budgetcheck.language.forms import collected
from budgetcheck.language.paths import Path

CellsOf: TypeAlias = Callable[[Path | Sum], Mapping[Cell, int]]

_FEWEST_ROUNDED = 4


@attrs.frozen(eq=False)
class Span:
    """From where to where a form reaches, in half grains.

    Attributes:
        middle: Its value as printed.
        under: How far below that it reaches.
        over: How far above.
        low_open: Where the lower end is not reached.
        high_open: Where the upper one is not.
        low_absent: Where there is no lower end.
        high_absent: Where there is no upper one.
    """

    middle: Whole
    under: Whole
    over: Whole
    low_open: Truth
    high_open: Truth
    low_absent: Truth
    high_absent: Truth

    def low(self, test: Callable[[Whole, Whole], Truth]) -> Truth:
        """Compare the lower end with 0."""
        return test(self.middle, self.under)

    def high(self, test: Callable[[Whole, Whole], Truth]) -> Truth:
        """Compare the upper end with 0."""
        return test(self.middle, -self.over)

    @property
    def reaches_down(self) -> Truth:
        """Where 0 or less is in it."""
        missed = every(self.low_open, self.low(equal))
        return some(self.low_absent, every(self.low(at_most), negated(missed)))

    @property
    def reaches_up(self) -> Truth:
        """Where 0 or more is in it."""
        missed = every(self.high_open, self.high(equal))
        return some(self.high_absent, every(self.high(at_least), negated(missed)))

    def meets(self, relation: Relation) -> Truth:
        """Say where some number in it stands in a relation to 0."""
        match relation:
            case "=":
                return every(self.reaches_down, self.reaches_up)
            case "<=":
                return self.reaches_down
            case ">=":
                return self.reaches_up
            case "<":
                return some(self.low_absent, self.low(below))
            case ">":
                return some(self.high_absent, negated(self.high(at_most)))
            case _:
                assert_never(relation)

    def at_limit(self, relation: Relation) -> Truth:
        """Say where it meets a relation to 0 with its very end."""
        low = every(negated(self.low_absent), self.low(equal))
        high = every(negated(self.high_absent), self.high(equal))
        ends = {"=": some(low, high), "<=": low, ">=": high}
        return ends.get(relation, FALSE)

    def may_differ(self, relation: Relation) -> Truth:
        """Say where some number in it does not stand in a relation to 0."""
        if relation != "=":
            return self.meets(OPPOSITE[relation])
        nothing = every(
            equal(self.middle, 0), equal(self.under, 0), equal(self.over, 0)
        )
        return some(negated(nothing), self.low_absent, self.high_absent)


@attrs.frozen(eq=False)
class FrameForm:
    """A constant plus multiples of figures.

    Attributes:
        cells: How often each figure is counted.
        constant: In base units.
        grain: Of what all of it is a whole multiple, in base units.
    """

    cells: Mapping[Cell, Fraction]
    constant: Fraction
    grain: Fraction
    _spans: dict[Width, Span] = attrs.field(factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, linear: Linear, cells_of: CellsOf) -> FrameForm:
        """Collect an expression, each figure once."""
        cells: dict[Cell, Fraction] = {}
        constant = Fraction(0)
        for term in linear.terms:
            if isinstance(term.of, Constant):
                constant += collected(Linear((term,))).constant
                continue
            for cell, times in cells_of(term.of).items():
                known = cells.get(cell, Fraction(0))
                cells[cell] = known + term.coefficient * times
        return cls.made(cells, constant)

    @classmethod
    def made(cls, cells: Mapping[Cell, Fraction], constant: Fraction) -> FrameForm:
        """Make a form of what is collected."""
        sizes = [factor * cell.grain for cell, factor in cells.items()]
        return cls(cells, constant, _common([*sizes, constant]))

    def minus(self, other: FrameForm) -> FrameForm:
        """Return this form less the other, each figure once."""
        cells = dict(self.cells)
        for cell, factor in other.cells.items():
            cells[cell] = cells.get(cell, Fraction(0)) - factor
        return FrameForm.made(cells, self.constant - other.constant)

    @cached_property
    def weights(self) -> dict[Cell, int]:
        """How many grains of the form one grain of each figure is."""
        found = {
            cell: int(factor * cell.grain / self.grain)
            for cell, factor in self.cells.items()
        }
        return {cell: weight for cell, weight in found.items() if weight}

    @cached_property
    def value(self) -> Whole:
        """The form as printed, in grains."""
        terms = [(weight, cell.value) for cell, weight in self.weights.items()]
        return kept(added(terms, int(self.constant / self.grain)))

    def shown(self, like: Figure | None, decimals: int) -> Shown | None:
        """Return the form as printed, in the unit of a figure and its decimals."""
        if not isinstance(like, Number):
            return None
        suffix = "%" if isinstance(like, Percent) else ""
        return shown(self.value, self.grain / like.scale, suffix, decimals)

    @property
    def digit(self) -> Fraction:
        """How many grains of the form the last digit of its finest figure is."""
        return min(cell.grain for cell in self.cells) / self.grain

    def over(self, width: Width, around: Collection[Cell] | None = None) -> Span:
        """Return every value that it takes.

        Args:
            width: Which truths its figures may have.
            around: The figures that have others than printed; all if not given.
        """
        if around is not None:
            return self.reached(width, around)
        if width not in self._spans:
            self._spans[width] = self.reached(width, self.cells)
        return self._spans[width]

    def reached(self, width: Width, around: Collection[Cell]) -> Span:
        """Return what `over()` does, anew."""
        ends = [
            (abs(weight), _ends(cell, weight, width))
            for cell, weight in self.weights.items()
            if cell in around
        ]
        under = kept(added((times, one.under) for times, one in ends))
        even = all(one.under is one.over for _, one in ends)
        over = under if even else kept(added((times, one.over) for times, one in ends))
        return Span(
            self.value * 2,
            under,
            over,
            some(*(one.low_open for _, one in ends)),
            some(*(one.high_open for _, one in ends)),
            some(*(one.low_absent for _, one in ends)),
            some(*(one.high_absent for _, one in ends)),
        )

    def improbable(self, relation: Relation) -> Truth:
        """Say where rounding alone would hardly ever leave so much.

        As `checking.comparing.improbable()` has it: beyond three standard deviations
        of four rounded figures or more, measured from the middles of their intervals.
        """
        weights, span = self.weights, self.over("usual")
        rounded = added((1, cell.rounded) for cell in weights)
        if rounded.high < _FEWEST_ROUNDED:
            return FALSE
        squares = added((times**2, cell.squares) for cell, times in weights.items())
        # From the middle of the interval, which is the printed number or beside it; the
        # numbers are kept small, because they are squared.
        apart, parts = self.value, 4
        if span.under is not span.over:
            apart, parts = span.middle * 2 + span.over - span.under, 1
        most = 3 * max(span.under.high, span.over.high) // parts
        near = kept(within(kept(apart), -most, most))  # Elsewhere nothing is possible.
        wrong = {"=": TRUE, "<=": at_least(near, 1), "<": at_least(near, 1)}
        return every(
            at_least(rounded, _FEWEST_ROUNDED),
            wrong.get(relation, at_most(near, 0)),
            below(squares * (12 // parts), near * near * parts),
            negated(some(span.low_absent, span.high_absent)),
        )


def _ends(cell: Cell, weight: int, width: Width) -> Span:
    """Return from where to where a multiple of a figure reaches around its value."""
    spread = cell.spread(width)
    ends = (
        (spread.below, spread.low_open, cell.low_absent),
        (spread.above, spread.high_open, cell.high_absent),
    )
    low, high = ends if weight > 0 else ends[::-1]
    return Span(cell.value, low[0], high[0], low[1], high[1], low[2], high[2])


def _common(sizes: Iterable[Fraction]) -> Fraction:
    """Return the largest number of which all are whole multiples."""
    some_of = [size for size in sizes if size]
    if not some_of:
        return Fraction(1)
    below_all = lcm(*(size.denominator for size in some_of))
    return Fraction(gcd(*(int(size * below_all) for size in some_of)), below_all)
