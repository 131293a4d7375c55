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
_FINER = 97  # A prime, so that truths fall on no printed digit.
_FINER_STEPS = 6  # So often a step is made ten times finer to fit into what is left.


@attrs.define
class Choosing:
    """How the values of free figures are chosen: round ones before others."""

    draw: st.DrawFn
    ways: Ways
    style: Style
    system: System
    _amounts: Fraction = attrs.field(init=False)
    _percents: Fraction = attrs.field(init=False)
    _counts: Fraction = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        scale = Fraction(self.style.unit.scale)
        digit = scale / Fraction(10) ** self.style.decimals
        point = Fraction(1, 100 * 10**self.style.percent_decimals)
        fineness = self.draw(st.integers(0, 2))
        self._amounts = (max(scale, digit), digit, digit / _FINER)[fineness]
        self._percents = (Fraction(1, 100), point, point / _FINER)[fineness]
        # Whole numbers of things stay whole in what is made of them.
        self._counts = Fraction(self.system.denominator)

    def truths(self) -> dict[Path, Fraction]:
        """Draw the truths of all figures that are not stated of others."""
        return self.system.drawn(self.chosen)

    def chosen(self, path: Path, room: Interval) -> Fraction:
        """Draw a value that has room."""
        kind = self.ways.kinds.get(path, ANY_AMOUNT)
        if kind == PERCENT:
            step, most = self._percents, Fraction(1)
        elif kind[0] == "thing":
            step, most = self._counts, self._counts * _UNITS
        else:
            step = self._amounts
            most = _UNITS * max(step, Fraction(self.style.unit.scale))
        low, high = room.low, room.high
        if low is None:
            low = -most if high is None else min(-most, high - most)
        if high is None:
            high = max(most, low + most)
        for _ in range(_FINER_STEPS):
            last = _steps(high, step, is_open=room.high_open)
            first = -_steps(-low, step, is_open=room.low_open)
            if first <= last:
                steps = self.draw(_integers(first, last))
                return Fraction(steps * step.numerator, step.denominator)
            step /= 10
        return (low + high) / 2


@lru_cache(maxsize=1024)  # A pure function, which takes longer than the draw.
def _integers(first: int, last: int) -> st.SearchStrategy[int]:
    return st.integers(first, last)


def _steps(end: Fraction, step: Fraction, *, is_open: bool) -> int:
    """Return how many whole steps go up to an end, or not quite to an open one."""
    steps, rest = divmod(
        end.numerator * step.denominator, end.denominator * step.numerator
    )
    return steps - (is_open and not rest)
