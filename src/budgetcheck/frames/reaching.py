"""Reaching: can a stated s be P/T, in every row, without dividing anything?

As in `language.ratios`: for fixed truths P - s·T is linear in s, so that its extremes
stand at the ends of the stated interval. Everything counts quarters of grains.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from budgetcheck.frames.arithmetic import (
    at_least,
    at_most,
    below,
    chosen,
    equal,
    every,
    kept,
    negated,
    size,
    some,
)
from budgetcheck.frames.cells import Cell, Spread, Width
from budgetcheck.frames.numbers import FALSE, Truth, Whole, added

Weights: TypeAlias = Mapping[Cell, tuple[int, int]]


@attrs.frozen(eq=False)
class Reach:
    """Whether P - s·T = 0 has a solution, and whether only at the very limit."""

    possible: Truth
    touching: Truth


@attrs.frozen(eq=False)
class Candidate:
    """A stated value to look at.

    Attributes:
        off: P - s·T as printed.
        slopes: By how much each half grain of a figure moves it.
        missed: Where the value does not belong to the stated interval.
    """

    off: Whole
    slopes: Mapping[Cell, Whole]
    missed: Truth

    def plus(self, other: Candidate) -> Candidate:
        """Return the value between two, of which everything is counted twice."""
        slopes = {cell: one + other.slopes[cell] for cell, one in self.slopes.items()}
        return Candidate(self.off + other.off, slopes, FALSE)


def candidates(
    off: Whole,
    base: Whole,
    stated: Cell,
    spread: Spread,
    weights: Weights,
    turn: Whole,
) -> list[Candidate]:
    """Return the stated values that decide: both ends, and the middle of open ones.

    Args:
        off: Part less stated times whole, as printed.
        base: The whole as printed, times what off is multiplied by.
        stated: The stated figure.
        spread: How far its truths lie around.
        weights: How often each figure is counted in the part and in the whole.
        turn: -1 where the whole is counted with the other sign, else 1.
    """
    ends: list[Candidate] = []
    steps = (-spread.below, spread.low_open), (spread.above, spread.high_open)
    for step, missed in steps:
        at = kept(stated.value * 2 + step)
        turned = kept(at * turn)
        slopes = {
            cell: kept(added([(-of_whole, turned)], 2 * of_part))
            for cell, (of_part, of_whole) in weights.items()
        }
        ends.append(Candidate(off * 4 - step * base * 2, slopes, missed))
    if spread.low_open is FALSE and spread.high_open is FALSE:
        return ends
    # A form that is 0 all the way between two open ends is 0 in the middle.
    return [*ends, ends[0].plus(ends[1])]


def reach(stated: Iterable[Candidate], width: Width) -> Reach:
    """Say where some stated value and some truths make part = stated × whole."""
    up: list[Truth] = []
    down: list[Truth] = []
    above: list[Truth] = []
    under: list[Truth] = []
    for one in stated:
        ends = [_ends(cell.spread(width), slope) for cell, slope in one.slopes.items()]
        high = kept(one.off + added((1, end.above) for end in ends))
        low = kept(one.off - added((1, end.below) for end in ends))
        high_missed = some(one.missed, *(end.high_open for end in ends))
        low_missed = some(one.missed, *(end.low_open for end in ends))
        above.append(at_least(high, 1))
        under.append(at_most(low, -1))
        up.append(every(at_least(high, 0), negated(every(equal(high, 0), high_missed))))
        down.append(every(at_most(low, 0), negated(every(equal(low, 0), low_missed))))
    possible = every(some(*up), some(*down))
    strictly = every(some(*above), some(*under))
    return Reach(possible, every(possible, negated(strictly)))


def _ends(spread: Spread, slope: Whole) -> Spread:
    """Return how far a figure moves the form, by its truths and its slope."""
    if spread.is_even and spread.low_open is spread.high_open:
        moves = FALSE if spread.low_open is FALSE else negated(equal(slope, 0))
        far = size(slope) * spread.above
        is_open = every(moves, spread.low_open)
        return Spread(far, far, is_open, is_open)
    rises, falls = at_least(slope, 1), below(slope, 0)
    return Spread(
        chosen(rises, slope * spread.below, -slope * spread.above),
        chosen(rises, slope * spread.above, -slope * spread.below),
        some(every(rises, spread.low_open), every(falls, spread.high_open)),
        some(every(rises, spread.high_open), every(falls, spread.low_open)),
    )
