"""Simplex: numbers that meet linear bounds, exactly, or the bounds that exclude them.

The simplex method of Dutertre and de Moura ("A fast linear-arithmetic solver for
DPLL(T)", 2006): every expression is a variable of its own with bounds, a solution is
repaired by exchanging variables, and where that fails, one row of the table is a
conflict from which no bound can be left out. Bounds come and go between two repairs,
so that a question much like the last one costs little.

Numbers are integers as long as they can be, and fractions where they must. A strict
bound is one that an infinitely small number is added to, kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, lcm
from time import monotonic
from typing import TypeAlias

import attrs

from budgetcheck.diagnosing.exact import FREE, Bounds, Near, Number, quotient
from budgetcheck.diagnosing.rows import Row

Conflict: TypeAlias = tuple[int, ...]

GREEDY_STEPS = 100
STEPS_LIMIT = 2000


class TooManyStepsError(Exception):
    """A question is too hard; never leaves this package."""


@attrs.define
class Table:
    """Variables with bounds, some of which are sums of multiples of others.

    Attributes:
        values: What each variable is at the moment, ordinary part.
        deltas: The same, infinitely small part.
        bounds: Between what each must be.
        steps_left: After how many exchanges to give up.
        until: When to do so in any case (`time.monotonic()`).

    Example:
        >>> table = Table()
        >>> total, part = table.variable(9), table.variable(4)
        >>> rest = table.row({total: 1, part: -1})
        >>> table.bound(total, ((9, 0), (9, 0)))
        >>> table.bound(rest, ((6, 0), None))
        >>> table.repair() is None, table.values[part] <= 3
        (True, True)
        >>> table.bound(part, ((4, 0), None))
        >>> sorted(table.repair()) == [total, part, rest]
        True
    """

    values: list[Number] = attrs.field(factory=list)
    deltas: list[Number] = attrs.field(factory=list)
    bounds: list[Bounds] = attrs.field(factory=list)
    steps_left: int = STEPS_LIMIT
    until: float = inf
    _rows: dict[int, Row] = attrs.field(factory=dict)
    _columns: list[set[int]] = attrs.field(factory=list)
    _outside: set[int] = attrs.field(factory=set)

    def variable(self, value: Number = 0) -> int:
        """Add a variable without bounds; its number."""
        self.values.append(value)
        self.deltas.append(0)
        self.bounds.append(FREE)
        self._columns.append(set())
        return len(self.values) - 1

    def row(self, factors: Mapping[int, int]) -> int:
        """Add a variable that is a sum of multiples of others; its number."""
        new = self.variable()
        row = self._sum(factors)
        self.values[new], self.deltas[new] = self.total(factors)
        for other in row.cells:
            self._columns[other].add(new)
        self._rows[new] = row
        return new

    def bound(self, variable: int, bounds: Bounds) -> None:
        """Put a variable between two bounds instead of those that it had."""
        self.bounds[variable] = bounds
        wanted = self._nearest(variable)
        if variable in self._rows:
            if wanted is None:
                self._outside.discard(variable)
            else:
                self._outside.add(variable)
        elif wanted is not None:
            self._move(variable, wanted)

    def repair(self) -> Conflict | None:
        """Bring every variable between its bounds.

        Returns:
            None, or variables whose bounds exclude each other, none of them in vain.

        Raises:
            TooManyStepsError: It takes more steps than are left.
        """
        steps = 0
        while self._outside:
            variable = min(self._outside)
            wanted = self._nearest(variable)
            if wanted is None:
                self._outside.discard(variable)
                continue
            value = (self.values[variable], self.deltas[variable])
            cells = self._rows[variable].cells
            steps += 1
            self._spend()
            partner = self._able(cells, steps, upward=wanted > value)
            if partner is None:
                return (variable, *cells)
            self._exchange(variable, partner, wanted)
        return None

    def extreme(self, factors: Mapping[int, int], sign: int) -> Near | None:
        """Return the greatest (sign 1) or least (-1) sum of multiples of variables.

        Shape: every variable must be between its bounds, and stays so; the variables
        are left where the sum is at its end. None if it has none.
        """
        steps, has_end = 0, True
        while has_end:
            cells = self._sum(factors).cells
            entering = self._able(cells, steps, upward=sign > 0)
            if entering is None:
                return self.total(factors)
            steps += 1
            self._spend()
            upward = (cells[entering] > 0) == (sign > 0)
            has_end = self._walk(entering, upward=upward)
        return None

    def total(self, factors: Mapping[int, int]) -> Near:
        """Return a sum of multiples of variables as they are at the moment."""
        value: Number = 0
        delta: Number = 0
        for variable, factor in factors.items():
            value += factor * self.values[variable]
            delta += factor * self.deltas[variable]
        return value, delta

    def _spend(self) -> None:
        self.steps_left -= 1
        if self.steps_left < 0 or monotonic() > self.until:
            raise TooManyStepsError

    # --- one step ------------------------------------------------------------------

    def _nearest(self, variable: int) -> Near | None:
        """Return the bound that a variable is beyond, or None."""
        low, high = self.bounds[variable]
        value = (self.values[variable], self.deltas[variable])
        if low is not None and value < low:
            return low
        if high is not None and value > high:
            return high
        return None

    def _room(self, variable: int, *, upward: bool) -> bool:
        bound = self.bounds[variable][upward]
        if bound is None:
            return True
        value = (self.values[variable], self.deltas[variable])
        return value < bound if upward else value > bound

    def _able(
        self, cells: Mapping[int, int], steps: int, *, upward: bool
    ) -> int | None:
        """Return a variable that can move a sum in a direction.

        It is one without bounds, or else the one that stands in the fewest sums, so
        that little else changes; after many steps it is the first one (Bland), which
        never goes round in circles.
        """
        able = (
            other
            for other, factor in cells.items()
            if self._room(other, upward=(factor > 0) == upward)
        )
        if steps > GREEDY_STEPS:
            return min(able, default=None)
        columns, bounds = self._columns, self.bounds
        return min(
            able,
            key=lambda one: (bounds[one] != FREE, len(columns[one]), one),
            default=None,
        )

    def _walk(self, entering: int, *, upward: bool) -> bool:
        """Move a variable as far as all bounds let it; False if nothing stops it."""
        sign = 1 if upward else -1
        own = self.bounds[entering][upward]
        best: Near | None = None
        blocking: int | None = None
        if own is not None:
            best = _less(own, (self.values[entering], self.deltas[entering]), sign)
        for basic in sorted(self._columns[entering]):
            row = self._rows[basic]
            factor = row.cells[entering] * sign
            bound = self.bounds[basic][factor > 0]
            if bound is None:
                continue
            gap = _less(bound, (self.values[basic], self.deltas[basic]), row.times)
            room = quotient(gap[0], factor), quotient(gap[1], factor)
            if best is None or room < best:
                best, blocking = room, basic
        if best is None:
            return False
        if blocking is None:
            step = (best[0] * sign, best[1] * sign)
            start = (self.values[entering], self.deltas[entering])
            self._move(entering, (start[0] + step[0], start[1] + step[1]))
        else:
            bound = self.bounds[blocking][
                self._rows[blocking].cells[entering] * sign > 0
            ]
            if bound is None:  # pragma: no cover - it is what stopped the walk
                return False
            self._exchange(blocking, entering, bound)
        return True

    def _move(self, variable: int, to: Near) -> None:
        """Give a variable that is no sum another value, and all sums with it."""
        step = to[0] - self.values[variable]
        small = to[1] - self.deltas[variable]
        self.values[variable], self.deltas[variable] = to
        for basic in self._columns[variable]:
            row = self._rows[basic]
            factor = row.cells[variable]
            self.values[basic] += quotient(factor * step, row.times)
            if small:
                self.deltas[basic] += quotient(factor * small, row.times)
            self._outside.add(basic)

    def _exchange(self, basic: int, other: int, to: Near) -> None:
        """Give a sum a value by moving another variable, which becomes the sum."""
        row = self._rows[basic]
        factor = row.cells[other]
        step = quotient((to[0] - self.values[basic]) * row.times, factor)
        small = quotient((to[1] - self.deltas[basic]) * row.times, factor)
        self._move(other, (self.values[other] + step, self.deltas[other] + small))
        self.values[basic], self.deltas[basic] = to
        self._pivot(basic, other)
        self._outside.discard(basic)
        if self._nearest(other) is not None:
            self._outside.add(other)

    def _pivot(self, basic: int, other: int) -> None:
        old = self._rows.pop(basic)
        solved = old.solved(basic, other)
        for column in old.cells:
            self._columns[column].discard(basic)
        users, self._columns[other] = self._columns[other], set()
        for user in users:
            row = self._rows[user]
            new = row.with_row(other, solved)
            self._rows[user] = new
            for column in solved.cells:
                if column in new.cells:
                    self._columns[column].add(user)
                else:
                    self._columns[column].discard(user)
        self._rows[other] = solved
        for column in solved.cells:
            self._columns[column].add(other)

    def _sum(self, factors: Mapping[int, int]) -> Row:
        """Return a sum of multiples of any variables in terms of those without rows."""
        basics = [self._rows[one] for one in factors if one in self._rows]
        times = lcm(*(row.times for row in basics))
        cells: dict[int, int] = {}
        for variable, factor in factors.items():
            row = self._rows.get(variable)
            if row is None:
                cells[variable] = cells.get(variable, 0) + factor * times
                continue
            multiple = factor * (times // row.times)
            for column, cell in row.cells.items():
                cells[column] = cells.get(column, 0) + multiple * cell
        return Row.of(cells, times)


def _less(one: Near, other: Near, sign: int) -> Near:
    return sign * (one[0] - other[0]), sign * (one[1] - other[1])
