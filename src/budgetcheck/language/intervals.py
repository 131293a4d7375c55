"""Intervals with exact rational ends: what a printed figure says of its truth.

An end is open, closed or absent. Sums and multiples of intervals are exact as
long as every figure occurs once, which `expressions.collect()` sees to.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

Rational = Fraction | int


def _end(value: Rational | None) -> Fraction | None:
    # A Fraction made of a Fraction is a new one, and costs as much as a sum.
    return value if value is None or type(value) is Fraction else Fraction(value)


@attrs.frozen
class Interval:
    """All numbers from `low` to `high`; an end that is `None` is not there.

    Units: those of the figure in its base unit (元, not 万元; a ratio, not percent).

    Raises:
        ValueError: No number lies from `low` to `high`.

    Example:
        >>> half = Fraction(1, 2)
        >>> Interval(1 - half, 1 + half).holds(Fraction(3, 2))
        True
        >>> Interval(0, None, low_open=True).holds(Fraction(0))
        False
    """

    low: Fraction | None = attrs.field(default=None, converter=_end)
    high: Fraction | None = attrs.field(default=None, converter=_end)
    low_open: bool = attrs.field(default=False, kw_only=True)
    high_open: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.low is None and self.low_open:
            object.__setattr__(self, "low_open", False)
        if self.high is None and self.high_open:
            object.__setattr__(self, "high_open", False)
        if self.low is None or self.high is None:
            return
        is_open = self.low_open or self.high_open
        if self.low is self.high and not is_open:
            return  # A point, which most intervals are: nothing to compare.
        if self.low >= self.high if is_open else self.low > self.high:
            message = f"no number lies from {self.low} to {self.high}"
            raise ValueError(message)

    @classmethod
    def point(cls, value: Rational) -> Interval:
        """Return the interval that holds one number only.

        Example:
            >>> Interval.point(3).is_point
            True
        """
        return cls(value, value)

    @property
    def is_point(self) -> bool:
        """Whether exactly one number lies in the interval."""
        return self.low is not None and self.low == self.high

    @property
    def width(self) -> Fraction | None:
        """The length, or None where an end is absent."""
        if self.low is None or self.high is None:
            return None
        return self.high - self.low

    @property
    def middle(self) -> Fraction | None:
        """The midpoint, or None where an end is absent."""
        if self.low is None or self.high is None:
            return None
        return (self.low + self.high) / 2

    def holds(self, value: Rational) -> bool:
        """Say whether a number lies in the interval."""
        above = self.low is None or (
            self.low < value if self.low_open else self.low <= value
        )
        below = self.high is None or (
            value < self.high if self.high_open else value <= self.high
        )
        return above and below

    def covers(self, other: Interval) -> bool:
        """Say whether every number of the other interval lies in this one."""
        return self.meet(other) == other

    def meet(self, other: Interval) -> Interval | None:
        """Return what both intervals hold, or None if that is nothing.

        Example:
            >>> Interval(0, 2).meet(Interval(1, None)) == Interval(1, 2)
            True
            >>> Interval(0, 1).meet(Interval(1, 2, low_open=True)) is None
            True
        """
        low, low_open = _tighter(
            (self.low, self.low_open), (other.low, other.low_open), upper=False
        )
        high, high_open = _tighter(
            (self.high, self.high_open), (other.high, other.high_open), upper=True
        )
        if low is not None and high is not None:
            touching = low == high and (low_open or high_open)
            if low > high or touching:
                return None
        return Interval(low, high, low_open=low_open, high_open=high_open)

    def plus(self, other: Interval) -> Interval:
        """Return every sum of a number from here and one from there."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = (
            None if self.high is None or other.high is None else self.high + other.high
        )
        return Interval(
            low,
            high,
            low_open=self.low_open or other.low_open,
            high_open=self.high_open or other.high_open,
        )

    def times(self, factor: Rational) -> Interval:
        """Return every number of the interval times one exact factor.

        Example:
            >>> turned = Interval(1, 2, high_open=True).times(-1)
            >>> turned == Interval(-2, -1, low_open=True)
            True
        """
        if factor == 0:
            return Interval.point(0)
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor > 0:
            return Interval(low, high, low_open=self.low_open, high_open=self.high_open)
        return Interval(high, low, low_open=self.high_open, high_open=self.low_open)


ZERO = Interval.point(0)


_End = tuple[Fraction | None, bool]


def _tighter(one: _End, other: _End, *, upper: bool) -> _End:
    if one[0] is None:
        return other
    if other[0] is None:
        return one
    if one[0] == other[0]:
        return one[0], one[1] or other[1]
    return one if (one[0] < other[0]) == upper else other
