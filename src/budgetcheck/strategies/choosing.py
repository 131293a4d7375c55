"""Choosing: the values of figures that the rules leave free, round ones first."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

import attrs
from hypothesis import strategies as st

from budgetcheck.language.dimensions import PERCENT
from budgetcheck.language.intervals import Interval
from budgetcheck.language.paths import Path
from budgetcheck.strategies.kinds import ANY_AMOUNT
from budgetcheck.strategies.printing import Style
from budgetcheck.strategies.systems import System
from budgetcheck.strategies.ways import Ways

_UNITS = 10_000  # The largest amount, in printed units, that is drawn of itself.
# Whole units, printed digits, halves and thirds of them, and what is on no digit.
_FINER = (0, 1, 6, 97)
_FINER_STEPS = 6  # So often a step is made ten times finer to fit into what is left.


@attrs.define
class Choosing:
    """How the values of free figures are chosen: round ones before others.

    Attributes:
        exact: Whether they lie on printed digits, so that nothing is rounded.
    """

    draw: st.DrawFn
    ways: Ways
    style: Style
    system: System
    exact: bool
    _amounts: Fraction = attrs.field(init=False)
    _percents: Fraction = attrs.field(init=False)
    _counts: Fraction = attrs.field(init=False)
    _scale: Fraction = attrs.field(init=False)
    _finer: int = attrs.field(init=False)
    _free: dict[tuple[str, bool], tuple[int, int, Fraction]] = attrs.field(
        factory=dict, init=False
    )

    def __attrs_post_init__(self) -> None:
        scale = self._scale = Fraction(self.style.unit.scale)
        digit = scale / Fraction(10) ** self.style.decimals
        point = Fraction(1, 100 * 10**self.style.percent_decimals)
        finer = self.draw(st.sampled_from(_FINER[:2] if self.exact else _FINER))
        self._finer = finer or 1
        self._amounts = digit / finer if finer else max(scale, digit)
        self._percents = point / finer if finer else Fraction(1, 100)
        # Whole numbers of things stay whole in what is made of them.
        self._counts = Fraction(self.system.denominator)

    def truths(self) -> dict[Path, Fraction]:
        """Draw the truths of all figures that are not stated of others."""
        return self.system.drawn(self.chosen)

    def chosen(self, path: Path, room: Interval) -> Fraction:
        """Draw a value that has room."""
        kind = self.ways.kinds.get(path, ANY_AMOUNT)
        sort = "percentage" if kind == PERCENT else kind[0]
        unbounded = room.high is None and not room.low_open
        if unbounded and (room.low is None or not room.low.numerator):
            return self._anywhere(sort, floored=room.low is not None)
        step, most = self._step(sort)
        low, high = room.low, room.high
        if low is None:
            low = -most if high is None else min(-most, high - most)
        if high is None:
            high = max(most, low + most)
        for _ in range(_FINER_STEPS):
            last = _steps_to(high, step, is_open=room.high_open)
            first = -_steps_to(-low, step, is_open=room.low_open)
            if first <= last:
                return self._steps(first, last, step)
            step /= 10
        return (low + high) / 2

    def _anywhere(self, sort: str, *, floored: bool) -> Fraction:
        """Draw a value that nothing bounds, which most are."""
        known = self._free.get((sort, floored))
        if known is None:
            step, most = self._step(sort)
            last = _steps_to(most, step, is_open=False)
            known = 0 if floored else -last, last, step
            self._free[sort, floored] = known
        return self._steps(*known)

    def _steps(self, first: int, last: int, step: Fraction) -> Fraction:
        """Draw a number of steps: printed digits, and then what is finer than these.

        Apart, so that each becomes simpler while the other stays.
        """
        finer = self._finer
        found = self.draw(_integers(first // finer, last // finer)) * finer
        if finer > 1:
            low, high = max(first - found, 0), min(last - found, finer - 1)
            found += self.draw(_integers(low, high))
        return Fraction(found * step.numerator, step.denominator)

    def _step(self, sort: str) -> tuple[Fraction, Fraction]:
        if sort == "percentage":
            return self._percents, Fraction(1)
        if sort == "thing":
            return self._counts, self._counts * _UNITS
        return self._amounts, _UNITS * max(self._amounts, self._scale)


@lru_cache(maxsize=1024)  # A pure function, which takes longer than the draw.
def _integers(first: int, last: int) -> st.SearchStrategy[int]:
    return st.integers(first, last)


def _steps_to(end: Fraction, step: Fraction, *, is_open: bool) -> int:
    """Return how many whole steps go up to an end, or not quite to an open one."""
    steps, rest = divmod(
        end.numerator * step.denominator, end.denominator * step.numerator
    )
    return steps - (is_open and not rest)
