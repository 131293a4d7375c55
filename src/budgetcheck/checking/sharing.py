"""Sharing: a stated percentage against the figures that it is a percentage of.

Zero budgets are decided here, row by row as the design's table has them; t is the
printed whole, also where it is derived (now - delta).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial

import attrs

from budgetcheck.checking.judgements import Judgement
from budgetcheck.checking.truths import Boxes, distance
from budgetcheck.language.conditions import Share
from budgetcheck.language.conventions import Convention
from budgetcheck.language.evidence import Cause, Evidence, flips
from budgetcheck.language.expressions import Linear
from budgetcheck.language.figures import (
    Figure,
    Missing,
    NotComputable,
    Number,
    Percent,
    Word,
    sharpest,
)
from budgetcheck.language.forms import Box, Form, collected
from budgetcheck.language.intervals import ZERO, Interval
from budgetcheck.language.measures import Measure, of_quotient
from budgetcheck.language.paths import Path
from budgetcheck.language.ratios import Reach, quotients, reach
from budgetcheck.language.verdicts import Verdict


def judge_share(
    condition: Share,
    figures: Mapping[Path, Figure],
    convention: Convention,
    shares_of_whole: int = 0,
) -> Judgement:
    """Judge one ground ratio.

    Args:
        condition: The ratio.
        figures: Every figure that it names.
        convention: The rule's over the publisher's.
        shares_of_whole: How many shares of the same whole are stated, if this is the
            last of them and was adjusted to make 100 %; else 0.
    """
    return _Case(condition, figures, convention, shares_of_whole).judged()


@attrs.frozen
class _Case:
    condition: Share
    figures: Mapping[Path, Figure]
    convention: Convention
    shares_of_whole: int

    @property
    def stated(self) -> Figure:
        return self.figures[self.condition.stated]

    def judged(self) -> Judgement:
        missing = self.whole_is_missing()
        if missing is None:
            return self.undecided(Verdict.UNDEFINED, Cause.NO_NUMBER)
        if missing:
            return self.undecided(Verdict.UNCHECKED, Cause.MISSING)
        boxes = Boxes.of(self.figures.items(), self.convention)
        ratio = self.ratio(boxes)
        if ratio.value_of_whole == 0:
            return self.on_zero(ratio)
        early = self.on_missing()
        if early is not None:
            return early
        if boxes.torn is not None:
            return self.settled(ratio, Verdict.CONTRADICTION, Cause.PRINTINGS_DIFFER)
        if isinstance(self.stated, NotComputable):
            return self.not_computable(ratio)
        verdict, cause = ratio.decided()
        nil = isinstance(self.stated, Word) and self.stated.sense == "nil"
        if nil and verdict is Verdict.CONTRADICTION:
            # A dash is 0 %, or says that the percentage cannot be computed.
            return self.not_computable(ratio, Cause.IMPOSSIBLE)
        return self.settled(ratio, verdict, cause)

    def whole_is_missing(self) -> bool | None:
        """Say whether the whole is missing; None if it is said to be no number."""
        whole = self.whole_figures
        if any(isinstance(one, NotComputable) for one in whole):
            return None
        return any(isinstance(one, Missing) for one in whole)

    @property
    def part_figures(self) -> list[Figure]:
        return self.figures_in(self.condition.part)

    @property
    def whole_figures(self) -> list[Figure]:
        return self.figures_in(self.condition.whole)

    def figures_in(self, side: Linear) -> list[Figure]:
        return [self.figures[path] for path in collected(side).coefficients]

    def ratio(self, boxes: Boxes) -> _Ratio:
        part, whole = collected(self.condition.part), collected(self.condition.whole)
        absolute = self.convention.negative_base == "absolute"
        value = boxes.value(whole)
        if absolute and value is not None and value < 0:
            whole = whole.negated()
        usual, widest = map(self.stated_truths, (boxes.usual, boxes.widest))
        return _Ratio(part, whole, usual, widest, boxes, absolute)

    def stated_truths(self, box: Box) -> Interval | None:
        """Return the truths of the stated figure, adjusted shares widened."""
        usual = box.get(self.condition.stated)
        stated, adjusted = self.stated, self.convention.shares_adjusted
        if not isinstance(stated, Percent) or stated.bound or not stated.quantum:
            return usual
        value, quantum = Fraction(stated.value) / 100, Fraction(stated.quantum) / 100
        if adjusted == "largest_remainder":
            return Interval(
                value - quantum, value + quantum, low_open=True, high_open=True
            )
        if adjusted == "last" and self.shares_of_whole > 1:
            # The last takes up what the others were rounded by: half a unit each,
            # or less than a whole one where they were cut off.
            cut = self.convention.percent_rounding == "cut_off"
            slack = (quantum if cut else quantum / 2) * (self.shares_of_whole - 1)
            return Interval(value - slack, value + slack, low_open=cut, high_open=cut)
        return usual

    def on_zero(self, ratio: _Ratio) -> Judgement:
        """Judge a percentage of a whole that is printed as 0."""
        stated = self.stated
        if isinstance(stated, NotComputable | Word) or stated == Missing("blank"):
            return self.settled(ratio, Verdict.UNDEFINED, Cause.NOT_COMPUTABLE)
        missing = self.on_missing(Cause.MISSING_ON_ZERO_BASE)
        if missing is not None or not isinstance(stated, Number):
            return missing or self.undecided(Verdict.UNCHECKED, Cause.MISSING)
        return self.settled(ratio, *self.number_on_zero(ratio, stated))

    def number_on_zero(self, ratio: _Ratio, stated: Number) -> tuple[Verdict, Cause]:
        """Decide a number that is stated of a whole printed as 0."""
        if ratio.value_of_part == 0 and stated.value == 0:
            if self.convention.zero_over_zero == "not_computable":
                return Verdict.CONTRADICTION, Cause.ZERO_OF_ZERO_REFUSED
            return Verdict.UNDEFINED, Cause.ZERO_OF_ZERO
        if ratio.boxes.torn is not None:
            return Verdict.CONTRADICTION, Cause.PRINTINGS_DIFFER
        if ratio.may_have_a_base():
            return Verdict.STRAINED, Cause.PERCENTAGE_OF_HIDDEN_ZERO
        return Verdict.CONTRADICTION, Cause.PERCENTAGE_OF_ZERO

    def on_missing(self, part_is_missing: Cause = Cause.MISSING) -> Judgement | None:
        """Judge what is not there, or is no number; None if all is there."""
        if isinstance(self.stated, Missing):
            return self.undecided(Verdict.UNCHECKED, Cause.MISSING)
        if any(isinstance(one, NotComputable) for one in self.part_figures):
            return self.undecided(Verdict.UNDEFINED, Cause.NO_NUMBER)
        if any(isinstance(one, Missing) for one in self.part_figures):
            return self.undecided(Verdict.UNCHECKED, part_is_missing)
        return None

    def not_computable(
        self, ratio: _Ratio, otherwise: Cause = Cause.COMPUTABLE
    ) -> Judgement:
        """Judge "cannot be computed", where the whole is not printed as 0."""
        if ratio.whole.over(ratio.boxes.widest).holds(0):
            return self.settled(ratio, Verdict.ROUNDING, Cause.NOT_COMPUTABLE_NEAR_ZERO)
        return self.settled(ratio, Verdict.CONTRADICTION, otherwise)

    def undecided(self, verdict: Verdict, cause: Cause) -> Judgement:
        return Judgement(verdict, cause, self.condition)

    def settled(self, ratio: _Ratio, verdict: Verdict, cause: Cause) -> Judgement:
        evidence = partial(self.evidence, ratio, cause)
        return Judgement(verdict, cause, self.condition, evidence)

    def evidence(self, ratio: _Ratio, cause: Cause) -> Evidence:
        stated, value = self.stated, None
        if isinstance(stated, Number) and not stated.bound:
            sharp = sharpest(stated)
            value = Fraction(sharp.value) * sharp.scale
        recomputed = ratio.recomputed
        wide = cause in {Cause.HIDDEN_BY_ZEROS, Cause.IMPOSSIBLE}
        possible = (
            quotients(
                ratio.part,
                ratio.whole,
                ratio.boxes.widest if wide else ratio.boxes.usual,
            )
            if not self.part_is_missing()
            else None
        )
        residual = None if value is None or recomputed is None else value - recomputed
        unexplained = None
        stated_truths = ratio.widest if wide else ratio.stated
        if possible is not None and stated_truths is not None:
            unexplained = distance(stated_truths, possible)
        flip = flips(value, recomputed, is_change=self.condition.is_change)
        return Evidence(
            stated=value,
            recomputed=recomputed,
            residual=residual,
            stated_truths=stated_truths,
            possible=possible,
            unexplained=unexplained,
            flips=None if cause is Cause.AGREES else flip,
            measure=self.measure(),
        )

    def part_is_missing(self) -> bool:
        return any(
            isinstance(one, Missing | NotComputable) for one in self.part_figures
        )

    def measure(self) -> Measure:
        if isinstance(self.stated, Number):
            return Measure.of(sharpest(self.stated))
        return of_quotient(self.part_figures, self.whole_figures)


@attrs.frozen
class _Ratio:
    part: Form
    whole: Form
    stated: Interval | None
    widest: Interval | None
    boxes: Boxes
    absolute: bool

    @property
    def value_of_part(self) -> Fraction | None:
        known = all(path in self.boxes.printed for path in self.part.coefficients)
        return self.boxes.value(self.part) if known else None

    @property
    def value_of_whole(self) -> Fraction | None:
        return self.boxes.value(self.whole)

    @property
    def recomputed(self) -> Fraction | None:
        part, whole = self.value_of_part, self.value_of_whole
        return part / whole if part is not None and whole else None

    def reach(self, box: Box) -> Reach:
        # An amount per case may be printed as 0, and hide something like any other.
        stated = (
            self.widest if box is self.boxes.widest else self.stated
        ) or Interval()
        met = reach(self.part, self.whole, stated, box)
        if self.absolute and not met.possible and self.whole.over(box).holds(0):
            # The base may be of either sign, and its size is what counts.
            return reach(self.part, self.whole.negated(), stated, box)
        return met

    def may_have_a_base(self) -> bool:
        """Say whether a whole printed as 0 may hide one that the percentage is of.

        0 = s · 0 is no percentage: the whole, and the part of a percentage other
        than 0, must be able to be something.
        """
        widest = self.boxes.widest
        if self.whole.over(widest) == ZERO or self.widest is None:
            return False
        if self.part.over(widest) == ZERO and not self.widest.holds(0):
            return False
        return self.reach(widest).possible

    def decided(self) -> tuple[Verdict, Cause]:
        """Decide EXACT, CONTRADICTION, STRAINED, ROUNDING, in this order."""
        boxes = self.boxes
        agrees = not boxes.only_widest and self.reach(boxes.printed).possible
        if agrees and not boxes.beside:
            return Verdict.EXACT, Cause.AGREES
        possible = self.reach(boxes.widest).possible
        if agrees and possible:
            return Verdict.EXACT, Cause.AGREES
        if not possible:
            return Verdict.CONTRADICTION, Cause.IMPOSSIBLE
        usual = self.reach(boxes.usual)
        if boxes.only_widest or not usual.possible:
            return Verdict.STRAINED, Cause.HIDDEN_BY_ZEROS
        if self.whole.over(boxes.usual).holds(0):
            return Verdict.STRAINED, Cause.BASE_MAY_BE_ZERO
        if usual.touching:
            return Verdict.STRAINED, Cause.AT_THE_LIMIT
        return Verdict.ROUNDING, Cause.ROUNDED
