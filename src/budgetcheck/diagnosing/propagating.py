"""Propagating: what single rules say of figures that are free, one after the other.

Most sets of figures that do not settle a document are refused by two rules that want
different things of one figure. To see that needs no search. What is seen so is proven;
what is not seen may still be excluded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

import attrs

from budgetcheck.diagnosing.exact import Bounds, Near, Number, quotient
from budgetcheck.diagnosing.lines import Line
from budgetcheck.language.paths import Path

Side: TypeAlias = Literal[0, 1]  # As in bounds: the low one, and the high one.
_ROUNDS = 3


@attrs.frozen
class Reason:
    """Figures and needs that a bound follows from."""

    figures: frozenset[Path]
    needs: frozenset[int]

    def and_(self, other: Reason) -> Reason:
        """Return what both together say."""
        return Reason(self.figures | other.figures, self.needs | other.needs)


_End: TypeAlias = tuple[Near, Reason]
Ends: TypeAlias = tuple[Near | None, Near | None]


@attrs.define
class Propagation:
    """Bounds of the figures that are free, as far as single lines give them.

    Attributes:
        bounds: Those of figures that are not free.
        free: The figures that are.
        lines_of: The needs of a figure that can be met in one way, with their lines.
        reason_of: What a need adds to a reason besides itself.
    """

    bounds: Callable[[Path], Bounds]
    free: frozenset[Path]
    lines_of: Callable[[Path], Iterable[tuple[int, Line]]]
    reason_of: Callable[[int], frozenset[Path]]
    _ends: dict[tuple[Path, Side], _End] = attrs.field(init=False, factory=dict)

    def conflict(self, scale: int) -> Reason | None:
        """Return what excludes the bounds of a free figure, or None if nothing is seen.

        Args:
            scale: How many units of a bound one of a line's constant is.
        """
        ahead = deque(sorted(self.free, key=str))
        # A bound that moves on and on, a little each time, ends somewhere else.
        for _ in range(_ROUNDS * len(ahead)):
            if not ahead:
                break
            path = ahead.popleft()
            for number, line in self.lines_of(path):
                for other in line.factors.keys() & self.free:
                    if not self._tightened(other, number, line, scale):
                        continue
                    excluded = self._excluded(other)
                    if excluded is not None:
                        return excluded
                    if other not in ahead:
                        ahead.append(other)
        return None

    def ends_of(self, path: Path) -> Ends:
        """Return the bounds of a free figure that were found."""
        low, high = self._ends.get((path, 0)), self._ends.get((path, 1))
        return low and low[0], high and high[0]

    def _excluded(self, path: Path) -> Reason | None:
        low, high = self._ends.get((path, 0)), self._ends.get((path, 1))
        if low is None or high is None or low[0] <= high[0]:
            return None
        return low[1].and_(high[1])

    def _tightened(self, path: Path, number: int, line: Line, scale: int) -> bool:
        """Take over what a line says of a figure; False if that is nothing new."""
        factor, changed = line.factors[path], False
        for side in _SIDES[line.relation]:
            # The figure's side is bounded by the other end of all the rest.
            upper: Side = 1 if (side == 1) == (factor > 0) else 0
            rest = self._rest(path, number, line, 0 if side == 1 else 1, scale)
            if rest is None:
                continue
            (value, delta), reason = rest
            strict = {"<": -1, ">": 1}.get(line.relation, 0)
            end = quotient(-value, factor), quotient(strict - delta, factor)
            known = self._ends.get((path, upper))
            if known is None or (end < known[0] if upper else end > known[0]):
                self._ends[path, upper] = end, reason
                changed = True
        return changed

    def _rest(
        self, path: Path, number: int, line: Line, side: Side, scale: int
    ) -> _End | None:
        """Return one end of a line without a figure; None if it has none."""
        value: Number = line.constant * scale
        delta: Number = 0
        figures = set(self.reason_of(number))
        needs = {number}
        for other, factor in line.factors.items():
            if other == path:
                continue
            wanted: Side = side if factor > 0 else (1 if side == 0 else 0)
            if other in self.free:
                end = self._ends.get((other, wanted))
                if end is None:
                    return None
                near, reason = end
                figures |= reason.figures
                needs |= reason.needs
            else:
                bound = self.bounds(other)[wanted]
                if bound is None:
                    return None
                near = bound
                figures.add(other)
            value += factor * near[0]
            delta += factor * near[1]
        return (value, delta), Reason(frozenset(figures), frozenset(needs))


# Which ends of a line its relation to 0 holds down.
_SIDES: dict[str, tuple[Side, ...]] = {
    "=": (0, 1),
    "<=": (1,),
    "<": (1,),
    ">=": (0,),
    ">": (0,),
}


def inside(ends: Ends) -> Number | None:
    """Return a number well between two ends, or None if they are absent.

    Example:
        >>> inside(((4, 0), (6, 0))), inside((None, None))
        (5, None)
    """
    low, high = ends
    if low is not None and high is not None:
        return quotient(low[0] + high[0], 2)
    if low is not None:
        return low[0] + 1
    return None if high is None else high[0] - 1
