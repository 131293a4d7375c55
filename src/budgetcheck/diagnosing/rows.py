"""Rows: sums of multiples of variables, in whole numbers as small as they can be."""

from __future__ import annotations

from math import gcd

import attrs


@attrs.frozen
class Row:
    """A sum of multiples of variables, in whole numbers: `times` it is the cells."""

    cells: dict[int, int]
    times: int

    @classmethod
    def of(cls, cells: dict[int, int], times: int) -> Row:
        """Return a row in the smallest numbers, without cells that are 0."""
        common = gcd(times, *cells.values())
        if times < 0:
            common = -common
        if common == 1:
            kept = {column: cell for column, cell in cells.items() if cell}
            return cls(kept, times)
        return cls(
            {column: cell // common for column, cell in cells.items() if cell},
            times // common,
        )

    def solved(self, basic: int, other: int) -> Row:
        """Return the row of one of its variables, if it is the row of another."""
        cells = {column: -cell for column, cell in self.cells.items()}
        times = -cells.pop(other)
        cells[basic] = self.times
        return Row.of(cells, times)

    def with_row(self, column: int, row: Row) -> Row:
        """Return the row with the row of a variable in the place of the variable."""
        cells = {one: cell * row.times for one, cell in self.cells.items()}
        multiple = self.cells[column]
        del cells[column]
        for one, cell in row.cells.items():
            cells[one] = cells.get(one, 0) + multiple * cell
        return Row.of(cells, self.times * row.times)
