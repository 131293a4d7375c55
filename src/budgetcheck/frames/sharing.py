"""Sharing: a stated percentage against what it is a percentage of, row by row.

The order is that of `checking.sharing`, of which this says the same (a law).
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.frames.arithmetic import (
    at_least,
    at_most,
    below,
    chosen,
    equal,
    every,
    kept,
    least,
    negated,
    quotient,
    size,
    some,
)
from budgetcheck.frames.cells import Cell, Spread, Width
from budgetcheck.frames.numbers import FALSE, Truth, Whole, added, whole
from budgetcheck.frames.outcomes import Outcome, Residual, Told
from budgetcheck.frames.reaching import Reach, candidates, reach
from budgetcheck.frames.shown import Shown, shown
from budgetcheck.frames.spans import CellsOf, FrameForm
from budgetcheck.language.conditions import Share
from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import Number, Percent
from budgetcheck.language.verdicts import Verdict


@attrs.frozen(eq=False, kw_only=True)
class Ratio:
    """One stated ratio, ready to be decided for every row.

    Attributes:
        stated: The stated figure.
        part: What it is a percentage of the whole.
        whole: The whole.
        convention: The rule's over the publisher's.
        adjusted: How many shares of the whole are stated, if this is the last of them
            and was adjusted to make 100 %; else 0.
        scale: What one grain of the part is in grains of stated times whole.
    """

    stated: Cell
    part: FrameForm
    whole: FrameForm
    convention: Convention
    adjusted: int
    scale: Fraction
    _reached: dict[Width, Reach] = attrs.field(factory=dict, init=False, repr=False)
    _offs: dict[int, Whole] = attrs.field(factory=dict, init=False, repr=False)

    @classmethod
    def of(
        cls, share: Share, cells_of: CellsOf, convention: Convention, adjusted: int = 0
    ) -> Ratio:
        """Collect both sides.

        Raises:
            InvalidRuleError: A figure of it may be a range, or a word for one.
        """
        ((stated, _),) = cells_of(share.stated).items()
        part = FrameForm.of(share.part, cells_of)
        of_whole = FrameForm.of(share.whole, cells_of)
        cells = {stated, *part.cells, *of_whole.cells}
        if any(end is not FALSE for cell in cells for end in cell.absent):
            message = f"{share.stated} is of figures that may be ranges or words"
            raise InvalidRuleError(message, "check such rows one by one")
        return cls(
            stated=stated,
            part=part,
            whole=of_whole,
            convention=convention,
            adjusted=adjusted,
            scale=part.grain / (stated.grain * of_whole.grain),
        )

    def outcome(self) -> Outcome:
        """Decide every row: what is missing, what is of nothing, what is left."""
        stated, base = self.stated, self.base
        of_whole, of_part = tuple(self.whole.cells), tuple(self.part.cells)
        near = self.whole.over("widest").meets("=")
        says_none = some(stated.not_computable, stated.word, stated.blank)
        cells = (stated, *of_part, *of_whole)
        lacking = some(*(test for one in cells for test in one.lacking))
        agrees = every(self.agrees(), negated(some(equal(base, 0), lacking)))
        return Outcome.deciding(
            (some(*(cell.not_computable for cell in of_whole)), Verdict.UNDEFINED),
            (some(*(cell.missing for cell in of_whole)), Verdict.UNCHECKED),
            (every(equal(base, 0), says_none), Verdict.UNDEFINED),
            (stated.missing, Verdict.UNCHECKED),
            (some(*(cell.not_computable for cell in of_part)), Verdict.UNDEFINED),
            (some(*(cell.missing for cell in of_part)), Verdict.UNCHECKED),
            *self.of_nothing(),
            (every(stated.not_computable, near), Verdict.ROUNDING),
            (stated.not_computable, Verdict.CONTRADICTION),
            *self.decided(near),
            otherwise=Verdict.ROUNDING,
            telling=self.told,
            exact=agrees,
        )

    @cached_property
    def base(self) -> Whole:
        """The whole as printed, without its sign where its size is what counts."""
        value = self.whole.value
        return kept(size(value)) if self.is_absolute else value

    @property
    def is_absolute(self) -> bool:
        """Whether a percentage of a negative whole is taken of its size."""
        return self.convention.negative_base == "absolute"

    @property
    def turned(self) -> Truth:
        """Where the whole is negative, and its size is what counts."""
        return below(self.whole.value, 0) if self.is_absolute else FALSE

    def residual(self) -> Residual:
        """Return stated less recomputed, in grains of the stated figure."""
        off, negative = self.off(1), below(self.base, 0)
        return Residual(
            chosen(negative, off, -off), size(self.base) * self.scale.denominator
        )

    def told(self) -> Told:
        """Return the numbers behind it."""
        stated, figures = self.stated, (*self.part.cells, *self.whole.cells)
        lacking = some(*(test for one in figures for test in one.lacking))
        told = Told(self.residual(), *self.shown())
        there = told.where(negated(some(stated.missing, lacking)))
        # What says that there is none is no number, and what is of 0 cannot be told.
        of_number = negated(some(stated.not_computable, stated.word))
        of_whole = negated(equal(self.base, 0))
        return attrs.evolve(
            there.where(of_number), recomputed=there.where(of_whole).recomputed
        )

    def shown(self) -> tuple[Shown | None, Shown | None]:
        """Return what is stated, and what it should be with two more digits."""
        stated = self.stated
        if not isinstance(stated.like, Number):
            return None, None
        suffix = "%" if isinstance(stated.like, Percent) else ""
        unit = stated.grain / stated.like.scale
        of = size(self.part.value) * (200 * self.scale.numerator)
        by = least(size(self.base), whole(1), greatest=True) * self.scale.denominator
        far = quotient(of + by, by * 2)
        negative = some(
            every(below(self.part.value, 0), at_least(self.base, 1)),
            every(below(self.base, 0), at_least(self.part.value, 1)),
        )
        recomputed = chosen(negative, -far, far)
        return (
            shown(stated.value, unit, suffix),
            shown(recomputed, unit / 100, suffix),
        )

    def off(self, sign: int) -> Whole:
        """Return part less stated times whole, as printed; the whole with a sign."""
        if sign not in self._offs:
            above, under = self.scale.numerator, sign * self.scale.denominator
            terms = [(above, self.part.value), (-under, self.product)]
            self._offs[sign] = kept(added(terms))
        return self._offs[sign]

    @cached_property
    def product(self) -> Whole:
        """Stated times whole, as printed."""
        return kept(self.stated.value * self.base)

    def spread(self, width: Width) -> Spread:
        """Return how far the stated truths lie around, adjusted shares widened."""
        stated, adjusted = self.stated, self.convention.shares_adjusted
        quantum, is_percent = stated.quantum, isinstance(stated.like, Percent)
        rounded = negated(equal(quantum, 0))
        if adjusted == "largest_remainder" and is_percent:
            wide = quantum * 2
            return Spread(wide, wide, rounded, rounded)
        if adjusted == "last" and self.adjusted > 1 and is_percent:
            # As `checking.sharing` has it: half a unit each, or a whole one if cut.
            cut = self.convention.percent_rounding == "cut_off"
            wide = quantum * ((self.adjusted - 1) * (2 if cut else 1))
            is_open = rounded if cut else FALSE
            return Spread(wide, wide, is_open, is_open)
        return stated.widest if width == "widest" else stated.usual

    def reach(self, width: Width) -> Reach:
        """Say where some truths make part = stated × whole."""
        if width not in self._reached:
            self._reached[width] = self.either_reach(width)
        return self._reached[width]

    def either_reach(self, width: Width) -> Reach:
        """Say so of the whole with one sign or, where its size counts, with either."""
        met = self.reach_with(1, width)
        if not self.is_absolute:
            return met
        # The base may be of either sign, and its size is what counts.
        other, either = self.reach_with(-1, width), self.whole.over(width).meets("=")
        instead = every(negated(met.possible), either, other.possible)
        touching = some(met.touching, every(instead, other.touching))
        return Reach(some(met.possible, instead), touching)

    def reach_with(self, sign: int, width: Width) -> Reach:
        """Say so of the whole with one sign."""
        above, under = self.scale.numerator, sign * self.scale.denominator
        part, of_whole = self.part.weights, self.whole.weights
        turn = chosen(self.turned, -1, 1)
        cells = dict.fromkeys([*part, *of_whole])
        weights = {
            cell: (part.get(cell, 0) * above, of_whole.get(cell, 0) * under)
            for cell in cells
        }
        spread = self.spread(width)
        found = candidates(
            self.off(sign), self.base * under, self.stated, spread, weights, turn
        )
        return reach(found, width)

    def of_nothing(self) -> tuple[tuple[Truth, Verdict], ...]:
        """Decide a number that is stated of a whole printed as 0."""
        base, part, stated = equal(self.base, 0), self.part, self.stated
        if base is FALSE:
            return ()
        refused = self.convention.zero_over_zero == "not_computable"
        nothing = every(base, equal(part.value, 0), equal(stated.value, 0))
        whole_hides = self.whole.over("widest").may_differ("=")
        part_hides = part.over("widest").may_differ("=")
        spread = self.spread("widest")
        holds_zero = every(
            at_most(stated.value * 2, spread.below),
            at_most(-stated.value * 2, spread.above),
            negated(every(spread.low_open, equal(stated.value * 2, spread.below))),
            negated(every(spread.high_open, equal(-stated.value * 2, spread.above))),
        )
        hides = every(
            base,
            whole_hides,
            some(part_hides, holds_zero),
            self.reach("widest").possible,
        )
        return (
            (nothing, Verdict.CONTRADICTION if refused else Verdict.UNDEFINED),
            (hides, Verdict.STRAINED),
            (base, Verdict.CONTRADICTION),
        )

    def decided(self, near: Truth) -> tuple[tuple[Truth, Verdict], ...]:
        """Decide EXACT, CONTRADICTION, STRAINED, ROUNDING, in this order."""
        impossible = negated(self.reach("widest").possible)
        usual = self.reach("usual")
        base_may_be_zero = self.whole.over("usual").meets("=")
        strained = some(negated(usual.possible), base_may_be_zero, usual.touching)
        return (
            (self.agrees(), Verdict.EXACT),
            # A dash is 0 %, or says that the percentage cannot be computed.
            (every(impossible, self.stated.nil, near), Verdict.ROUNDING),
            (impossible, Verdict.CONTRADICTION),
            (strained, Verdict.STRAINED),
        )

    def agrees(self) -> Truth:
        """Say where what the printed figures give is what is stated."""
        spread = self.spread("usual")
        if not spread.is_even or spread.low_open is not FALSE:
            return self.reach("printed").possible
        # Both ends at once.
        slack = size(self.base) * spread.below * self.scale.denominator
        return at_most(size(self.off(1)) * 2, slack)
