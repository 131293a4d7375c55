"""Truths: the sets of numbers behind a printed text, and how rounding makes them."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

import attrs

from budgetcheck.language.conventions import Rounding
from budgetcheck.language.intervals import Interval

Bound: TypeAlias = Literal["at_least", "at_most", "above", "below"]


@attrs.frozen
class Truths:
    """The three sets of truths behind one figure, each within the next.

    Attributes:
        printed: What is printed, taken at its word: a point, or a range for a word.
        usual: All numbers that are printed so, printed zeros taken as exact.
        widest: The same where printed zeros may hide less than half a unit.
            `usual` and `widest` are None where several printings contradict.

    Example:
        >>> Truths.only(Interval(1, 2)).usual == Interval(1, 2)
        True
    """

    printed: Interval
    usual: Interval | None
    widest: Interval | None

    @classmethod
    def only(cls, interval: Interval) -> Truths:
        """Return the truths of a figure that leaves nothing to rounding."""
        return cls(interval, interval, interval)


def ranged(value: Fraction, bound: Bound) -> Interval:
    """Return all numbers that a bound leaves: 70余 is 70 or more."""
    match bound:
        case "at_least":
            return Interval(value, None)
        case "at_most":
            return Interval(None, value)
        case "above":
            return Interval(value, None, low_open=True)
        case "below":
            return Interval(None, value, high_open=True)
        case _:
            assert_never(bound)


def rounded(value: Fraction, quantum: Fraction, rounding: Rounding) -> Interval:
    """Return all numbers that are printed as `value`."""
    if rounding == "nearest":
        return Interval(value - quantum / 2, value + quantum / 2)
    if value > 0:
        return Interval(value, value + quantum, high_open=True)
    if value < 0:
        return Interval(value - quantum, value, low_open=True)
    return Interval(-quantum, quantum, low_open=True, high_open=True)
