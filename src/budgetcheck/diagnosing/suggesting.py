"""Suggesting: what a suspect may have been, and what would have made of it what it is.

A value is suggested only if every rule is possible with it, which is asked of the
exact system. Among these, a value is the more plausible the better the rules agree
with it as printed, and the more likely the slip is that explains the error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from math import ceil, floor

import attrs

from budgetcheck.diagnosing.diagnoses import Slip, SlipKind, Suggestion, Suspect
from budgetcheck.diagnosing.digits import meant_by, rounded_to
from budgetcheck.diagnosing.ranges import allowed as may_be
from budgetcheck.diagnosing.residuals import Residuals
from budgetcheck.diagnosing.sheets import Sheet
from budgetcheck.diagnosing.simplex import TooManyStepsError
from budgetcheck.diagnosing.slips import (
    Explained,
    Scene,
    explained,
    step_of,
    unexplained,
)
from budgetcheck.diagnosing.systems import System
from budgetcheck.language.figures import (
    Figure,
    Missing,
    NotComputable,
    Number,
    Percent,
    Word,
    sharpest,
    with_also,
)
from budgetcheck.language.intervals import Interval
from budgetcheck.language.paths import Path

_WIDE = 9  # So many printable values are all looked at;
_NEAR = 1  # of more, so many on each side of what a rule gives.
_ASKED = 12  # So many are held against all rules,
_KEPT = 3  # and so many are suggested.
_TURNED = 2.0  # What it costs to take a figure for one below 0.


@attrs.frozen
class Candidate:
    """A figure that a suspect may have been.

    Attributes:
        figure: The figure, as it would be printed.
        slip: What explains the error.
        cost: How implausible it is.
        exact: Whether its rules agree with it as printed.
        only_slip: Whether no other kind of slip explains the error.
    """

    figure: Figure
    slip: Slip | None
    cost: float
    exact: bool
    only_slip: bool = False


@attrs.frozen
class Suggester:
    """Suggests values for figures of one sheet.

    Attributes:
        sheet: The figures and rules.
        scene: What stands around the figures.
        system: The needs of the sheet.
        free: The figures that may be anything: with these, all needs can be met.
    """

    sheet: Sheet
    scene: Scene
    system: System
    free: frozenset[Path]

    def suspect(self, path: Path) -> tuple[Suspect, float]:
        """Return a figure that is free in the system, with what it may have been.

        Returns:
            The suspect, and how implausible it is that it is the wrong one.
        """
        figure = self.sheet.figures[path]
        allowed = may_be(self.system, path, self.free) or Interval()
        found = sorted(self.candidates(path, figure, allowed), key=lambda one: one.cost)
        kept, undecided = self.possible(path, found)
        suggestions = tuple(
            Suggestion(
                path,
                one.figure,
                one.slip,
                one.exact,
                instead_of=figure.printed,
                only_slip=one.only_slip,
            )
            for one in kept
        )
        cost = kept[0].cost if kept else self.cost_unknown(figure)
        only = len(kept) == 1 and not undecided and _are_all_listed(figure, allowed)
        shown = None if allowed == Interval() else allowed
        return Suspect(path, figure, shown, suggestions, only), cost

    def possible(
        self, path: Path, found: list[Candidate]
    ) -> tuple[list[Candidate], bool]:
        """Return the first candidates that all rules allow.

        Returns:
            The candidates, and whether of some it would take long to say.
        """
        kept: list[Candidate] = []
        undecided = len(found) > _ASKED
        for one in found[:_ASKED]:
            try:
                if self.is_possible(path, one.figure):
                    kept.append(one)
            except TooManyStepsError:
                undecided = True
            if len(kept) == _KEPT:
                break
        return kept, undecided

    def cost_unknown(self, figure: Figure) -> float:
        """Return how implausible an error is of which nothing is known."""
        return unexplained(figure).cost if isinstance(figure, Number) else 1.0

    def is_possible(self, path: Path, figure: Figure) -> bool:
        """Say whether all rules can be met with another figure in one place.

        Raises:
            TooManyStepsError: It would take long to say.
        """
        box, start = self.sheet.box_of(path, figure)
        if box is None:  # pragma: no cover - what is suggested is printed once
            return False
        needs = [
            need
            for number in self.sheet.stating(path)
            for need in self.sheet.needs_with(number, {path: figure})
            if path in need.figures
        ]
        return self.system.is_possible(self.free, path, box, start, needs)

    # --- values --------------------------------------------------------------------

    def candidates(
        self, path: Path, figure: Figure, allowed: Interval
    ) -> Iterator[Candidate]:
        """Yield what a figure may have been, each value once."""
        match figure:
            case Word():
                yield from self.words(figure)
            case NotComputable() | Missing():
                yield from self.instead_of_mark(path)
            case _ if figure.bound:
                return
            case _:
                yield from self.numbers(path, figure, allowed)

    def numbers(
        self, path: Path, figure: Number, allowed: Interval
    ) -> Iterator[Candidate]:
        """Yield the numbers that a number may have been, or the mark for none."""
        sharp = sharpest(figure)
        residuals = Residuals.of(self.sheet, path, self.free)
        if isinstance(figure, Percent) and residuals.is_of_zero:
            # A whole that only rounding keeps from 0 would allow any large number.
            slip = Slip(SlipKind.PERCENTAGE_OF_ZERO)
            yield Candidate(NotComputable(), slip, 1.0, exact=True)
            return
        seen: set[Decimal] = {sharp.value}
        for value in self.values(sharp, residuals, allowed):
            if value in seen:
                continue
            seen.add(value)
            exact = Fraction(value) * sharp.scale
            surprise, agrees = residuals.surprise(exact)
            how: Explained = explained(self.scene, path, figure, value)
            new = attrs.evolve(with_also(sharp, ()), value=value, printed="")
            odd = _TURNED if value < 0 <= sharp.value else 0.0
            cost = how.cost + surprise + odd
            yield Candidate(new, how.slip, cost, agrees, how.alone)

    def values(
        self, sharp: Number, residuals: Residuals, allowed: Interval
    ) -> Iterator[Decimal]:
        """Yield values in the printed unit that are worth a look, all allowed."""
        step = step_of(sharp)
        base = Fraction(step) * sharp.scale
        span = _printable(allowed, base)
        if span is not None and len(span) <= _WIDE:
            for steps in span:
                yield rounded_to(steps * Fraction(step), step)
            return
        given = chain.from_iterable(
            (value + near * base for near in range(-_NEAR, _NEAR + 1))
            for value in residuals.given
        )
        rounded = (rounded_to(value / sharp.scale, step) for value in given)
        for value in chain(rounded, meant_by(sharp.value, step)):
            if span is None or _within(value, step, span):
                yield value

    def words(self, figure: Word) -> Iterator[Candidate]:
        """Yield the other words for a direction."""
        slip = Slip(SlipKind.DIRECTION)
        for sense in ("increase", "decrease", "flat"):
            if sense != figure.sense:
                yield Candidate(Word(sense), slip, 3.0, exact=True)

    def instead_of_mark(self, path: Path) -> Iterator[Candidate]:
        """Yield the percentage that can be computed where it is said that none can."""
        residuals = Residuals.of(self.sheet, path, self.free)
        slip, step = Slip(SlipKind.NOT_COMPUTABLE), self.percent_step()
        for value in residuals.given:
            for near in (0, 1, -1):
                number = rounded_to(value * 100 + near * Fraction(step), step)
                exact = residuals.surprise(Fraction(number) / 100)[1]
                yield Candidate(Percent(number, step), slip, 3.0 + abs(near), exact)

    def percent_step(self) -> Decimal:
        """Return the step of most percentages of the document; a hundredth if none."""
        steps = (
            one.quantum
            for one in self.sheet.figures.values()
            if isinstance(one, Percent)
        )
        return next(iter(Counter(steps).most_common(1)), (Decimal("0.01"), 0))[0]


def _printable(allowed: Interval, step: Fraction) -> range | None:
    """Return the multiples of a step that may stand for a truth which is allowed.

    Shape: None where an end is absent; whether figures are rounded or cut off, which
    is asked of each of them later.
    """
    if allowed.low is None or allowed.high is None:
        return None
    return range(ceil(allowed.low / step) - 1, floor(allowed.high / step) + 2)


def _are_all_listed(figure: Figure, allowed: Interval) -> bool:
    """Say whether every printable value that is allowed has been looked at."""
    if not isinstance(figure, Number):
        return False
    sharp = sharpest(figure)
    span = _printable(allowed, Fraction(step_of(sharp)) * sharp.scale)
    return span is not None and len(span) <= _WIDE


def _within(value: Decimal, step: Decimal, span: range) -> bool:
    steps = Fraction(value) / Fraction(step)
    return bool(span) and span[0] <= steps <= span[-1]
