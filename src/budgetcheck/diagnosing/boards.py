"""Boards: figures as variables of a table, and lines that are held or let go.

A figure becomes a variable when a line with it is first held: of most documents only
a few figures are ever in question, and the others stand where they are printed.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import inf, lcm

import attrs

from budgetcheck.diagnosing.exact import FREE, Bounds, Near, Number, quotient
from budgetcheck.diagnosing.lines import Line, Span, bounds_of
from budgetcheck.diagnosing.simplex import Conflict, Table
from budgetcheck.language.forms import Form
from budgetcheck.language.intervals import Interval
from budgetcheck.language.paths import Path


@attrs.define
class Board:
    """Figures between the ends of their intervals, and lines about them.

    Attributes:
        box: The interval of a figure; None for one that is free.
        start: What a figure is as printed, from where the search begins.
        scale: How many units of a variable one of a figure is, so that ends are
            integers.
        placed: Figures that begin elsewhere, in units of variables.
    """

    box: Callable[[Path], Interval | None]
    start: Callable[[Path], Fraction]
    scale: int
    placed: dict[Path, Number] = attrs.field(init=False, factory=dict)
    _table: Table = attrs.field(init=False, factory=Table)
    _variables: dict[Path, int] = attrs.field(init=False, factory=dict)
    _paths: dict[int, Path] = attrs.field(init=False, factory=dict)
    _seen: dict[int, Near] = attrs.field(init=False, factory=dict)
    _bounds: dict[Path, Bounds] = attrs.field(init=False, factory=dict)

    def limit(self, steps: int, until: float = inf) -> None:
        """Give up after so many steps, or at a time, with a `TooManyStepsError`."""
        self._table.steps_left, self._table.until = steps, until

    def moved(self) -> list[Path]:
        """Return the figures that stand elsewhere than when this was last asked."""
        values, deltas, seen = self._table.values, self._table.deltas, self._seen
        found: list[Path] = []
        for path, variable in self._variables.items():
            now = values[variable], deltas[variable]
            if seen[variable] != now:
                seen[variable] = now
                found.append(path)
        return found

    def repair(self) -> Conflict | None:
        """Bring all figures and held lines between their ends, or say why not."""
        return self._table.repair()

    def figure_of(self, variable: int) -> Path | None:
        """Return the figure of a variable; None for that of a line."""
        return self._paths.get(variable)

    def bounds_of(self, path: Path) -> Bounds:
        """Return between what a figure is, in units of variables."""
        found = self._bounds.get(path)
        if found is None:
            box = self.box(path)
            found = self._bounds[path] = FREE if box is None else self._ends(box)
        return found

    # --- lines ---------------------------------------------------------------------

    def hold(self, line: Line, variable: int | None = None) -> int:
        """Hold a line; its variable, which may be given if the line was held before."""
        if variable is None:
            variable = self._table.row(
                {self._variable(path): one for path, one in line.factors.items()}
            )
        at = -line.constant * self.scale
        self._table.bound(variable, bounds_of(line.relation, at))
        return variable

    def let_go(self, variable: int) -> None:
        """Let a line be anything."""
        self._table.bound(variable, FREE)

    def span(self, line: Line) -> Span:
        """Return between which ends a line is, by the intervals of its figures."""
        low: Number = line.constant * self.scale
        high: Number = low
        below: Number = 0
        above: Number = 0
        no_low = no_high = False
        for path, factor in line.factors.items():
            down, up = self.bounds_of(path)
            if factor < 0:
                down, up = up, down
            if down is None:
                no_low = True
            else:
                low += factor * down[0]
                below += factor * down[1]
            if up is None:
                no_high = True
            else:
                high += factor * up[0]
                above += factor * up[1]
        return None if no_low else (low, below), None if no_high else (high, above)

    def at_present(self, line: Line) -> Span:
        """Return what a line is at the moment, as an interval of one number."""
        value: Number = line.constant * self.scale
        delta: Number = 0
        for path, factor in line.factors.items():
            variable = self._variables.get(path)
            if variable is None:
                value += factor * self._begin(path)
            else:
                value += factor * self._table.values[variable]
                delta += factor * self._table.deltas[variable]
        return (value, delta), (value, delta)

    def end(self, form: Form, sign: int) -> Near | None:
        """Return the greatest (1) or least (-1) that a form may be, or None.

        Shape: a number, and whether the form only comes near it.
        """
        factors = {path: one for path, one in form.coefficients.items() if one}
        times = lcm(*(one.denominator for one in factors.values()))
        found = self._table.extreme(
            {
                self._variable(path): one.numerator * (times // one.denominator)
                for path, one in factors.items()
            },
            sign,
        )
        if found is None:
            return None
        return Fraction(found[0]) / (self.scale * times) + form.constant, found[1]

    # --- variables -----------------------------------------------------------------

    def _variable(self, path: Path) -> int:
        known = self._variables.get(path)
        if known is None:
            begin = self._begin(path)
            known = self._table.variable(begin)
            self._seen[known] = begin, 0
            self._variables[path], self._paths[known] = known, path
            self._table.bound(known, self.bounds_of(path))
        return known

    def _begin(self, path: Path) -> Number:
        placed = self.placed.get(path)
        return self.scaled(self.start(path)) if placed is None else placed

    def _ends(self, box: Interval) -> Bounds:
        low, high = box.low, box.high
        return (
            None if low is None else (self.scaled(low), int(box.low_open)),
            None if high is None else (self.scaled(high), -int(box.high_open)),
        )

    def scaled(self, value: Fraction) -> Number:
        """Return a number in units of variables."""
        return quotient(value.numerator * self.scale, value.denominator)
