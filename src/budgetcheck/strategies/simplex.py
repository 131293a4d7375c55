"""Simplex: values that meet linear bounds, exactly, or that there are none.

The textbook method on fractions, with Bland's rule, which cannot go round in
circles. Problems here are small: what a few rules say of a few figures.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias, TypeVar

_Name = TypeVar("_Name", bound=Hashable)
# Coefficients, constant, and whether 0 itself is too little.
Bounded: TypeAlias = tuple[Mapping[_Name, Fraction], Fraction, bool]
Cells: TypeAlias = dict[int, Fraction]

ZERO, ONE = Fraction(0), Fraction(1)


def inside(
    bounds: Sequence[Bounded[_Name]], *, floored: Container[_Name] = ()
) -> dict[_Name, Fraction] | None:
    """Return values where every bound holds, with some room if there is any.

    Args:
        bounds: What is to be 0 or more.
        floored: The names whose values are not below 0.

    Example:
        >>> inside([({"a": Fraction(1)}, Fraction(-5), True)])
        {'a': Fraction(6, 1)}
        >>> above, below = ({"a": ONE}, -ONE, False), ({"a": -ONE}, ZERO, False)
        >>> inside([above, below]) is None
        True
    """
    # First the room of the strict bounds, which must be there; then that of all.
    names = list(dict.fromkeys(name for one, _, _ in bounds for name in one))
    for everywhere in (True, False):
        rows = [
            (one, constant, ONE if strict or everywhere else ZERO)
            for one, constant, strict in bounds
        ]
        found = _roomiest(names, rows, floored)
        if found is None:
            return None
        values, room = found
        if room or not any(strict for _, _, strict in bounds):
            return values
    return None


def _roomiest(
    names: list[_Name],
    rows: list[tuple[Mapping[_Name, Fraction], Fraction, Fraction]],
    floored: Container[_Name],
) -> tuple[dict[_Name, Fraction], Fraction] | None:
    """Return the values with the greatest room, up to 1, or None if there are none."""
    column = {name: 2 + 2 * number for number, name in enumerate(names)}
    table = _Table()
    for one, constant, room in rows:
        # What a row is written as: its form, less the room, is not below 0.
        cells = {column[name]: -factor for name, factor in one.items()}
        # What may be below 0 is the difference of two that may not.
        cells |= {
            column[name] + 1: factor
            for name, factor in one.items()
            if name not in floored
        }
        table.add(cells | {0: room}, constant)
    table.add({0: ONE}, ONE)
    if not table.make_feasible():
        return None
    table.maximise({0: ONE})
    values = table.values()
    found = {
        name: values.get(at, ZERO) - values.get(at + 1, ZERO)
        for name, at in column.items()
    }
    return found, values.get(0, ZERO)


class _Table:
    """A simplex tableau: each row says what its basic column is worth."""

    FAULT = 1  # The column by which rows that cannot hold at first are let off.

    def __init__(self) -> None:
        self.rows: dict[int, tuple[Cells, Fraction]] = {}
        self.slack = -1

    def add(self, cells: Cells, limit: Fraction) -> None:
        """Add that the cells come to no more than a limit."""
        found = {at: cell for at, cell in cells.items() if cell}
        self.rows[self.slack] = (found, limit)
        self.slack -= 1

    def make_feasible(self) -> bool:
        """Bring every row to 0 or more, if that can be."""
        worst = min(self.rows, key=lambda at: self.rows[at][1])
        if self.rows[worst][1] >= 0:
            return True
        for cells, _ in self.rows.values():
            cells[self.FAULT] = -ONE
        self.pivot(worst, self.FAULT)
        self.maximise({self.FAULT: -ONE})
        if self.values().get(self.FAULT, ZERO):
            return False
        if self.FAULT in self.rows:
            # A row that holds nothing else would be one that nothing was added to.
            cells, _ = self.rows[self.FAULT]
            self.pivot(self.FAULT, next(at for at, cell in cells.items() if cell))
        for cells, _ in self.rows.values():
            cells.pop(self.FAULT, None)
        return True

    def maximise(self, aim: Cells) -> None:
        """Move to where the aim is greatest; it is bounded here."""
        while True:
            gain = self.gain(aim)
            entering = min((at for at, one in gain.items() if one > 0), default=None)
            if entering is None:
                return
            leaving = min(
                (
                    (limit / cells[entering], at)
                    for at, (cells, limit) in self.rows.items()
                    if cells.get(entering, ZERO) > 0
                ),
            )[1]
            self.pivot(leaving, entering)

    def gain(self, aim: Cells) -> Cells:
        """Return what the aim gains by each column that is not basic."""
        gain: Cells = {}
        for at, worth in aim.items():
            if at not in self.rows:
                gain[at] = gain.get(at, ZERO) + worth
                continue
            for column, cell in self.rows[at][0].items():
                gain[column] = gain.get(column, ZERO) - worth * cell
        return gain

    def pivot(self, leaving: int, entering: int) -> None:
        """Let one column take the place of another."""
        cells, limit = self.rows.pop(leaving)
        factor = cells.pop(entering)
        here = {at: cell / factor for at, cell in cells.items()}
        here[leaving] = ONE / factor
        limit /= factor
        for at, (others, other_limit) in self.rows.items():
            times = others.pop(entering, ZERO)
            if not times:
                continue
            for column, cell in here.items():
                value = others.get(column, ZERO) - times * cell
                if value:
                    others[column] = value
                else:
                    others.pop(column, None)
            self.rows[at] = (others, other_limit - times * limit)
        self.rows[entering] = (here, limit)

    def values(self) -> Cells:
        """Return what every basic column is worth; the others are 0."""
        return {at: limit for at, (_, limit) in self.rows.items()}
