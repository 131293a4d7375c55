"""Grouping: the figures of a column summed over the rows of each document.

A sum over rows has truths like a figure: what rounding leaves of each row adds up. So
everything that a cell says is added up in one pass, and the sum is a cell again. What
is alike in all rows is only counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from budgetcheck.errors import LimitError
from budgetcheck.frames.arithmetic import at_least, counted, equal
from budgetcheck.frames.cells import Cell, Spread
from budgetcheck.frames.engines import INT64, Expression, Frame
from budgetcheck.frames.numbers import (
    FALSE,
    Chosen,
    Given,
    Truth,
    Whole,
    given,
)
from budgetcheck.frames.tables import Table

_MORE = 1.000001  # A sum of floats may be off by less than this.


@attrs.define(eq=False)
class Sums:
    """What is added up over the rows of each group.

    Attributes:
        table: The rows.
        mark: What tells the new columns from others.
        wanted: What is added up, and its sum, by the name of its column.
    """

    table: Table
    mark: str
    wanted: dict[str, tuple[Whole, Whole]] = attrs.field(factory=dict)
    _found: dict[Cell, Cell] = attrs.field(factory=dict)
    _rest: dict[Cell, Cell] = attrs.field(factory=dict)

    @property
    def sizes(self) -> Mapping[str, float]:
        """The sum of all sizes of a column, where that was measured."""
        return self.table.sizes

    @property
    def rows_name(self) -> str:
        """The column that counts the rows."""
        return f"{self.mark} rows"

    @property
    def rows(self) -> Whole:
        """How many rows a group has."""
        return given(self.rows_name, 0, max(1, self.table.rows))

    def of(self, cell: Cell) -> Cell:
        """Return the sum of a row's figure over all rows of the group."""
        if cell not in self._found:
            self._found[cell] = self.summed(cell)
        return self._found[cell]

    def summed(self, cell: Cell) -> Cell:
        """Add up everything that a cell says."""
        return Cell(
            like=cell.like,
            grain=cell.grain,
            decimals=cell.decimals,
            value=self.total(cell.value),
            quantum=self.total(cell.quantum),
            missing=self.some(cell.missing),
            not_computable=self.some(cell.not_computable),
            exact=self.spread(cell.exact),
            usual=self.spread(cell.usual),
            widest=self.spread(cell.widest),
            rounded=self.total(cell.rounded),
            squares=self.total(cell.squares),
            single=equal(self.rows, 1),
            low_absent=self.some(cell.low_absent),
            high_absent=self.some(cell.high_absent),
        )

    def rest(self, cell: Cell) -> Cell:
        """Return the sum of all rows of the group but the row itself."""
        if cell not in self._rest:
            self._rest[cell] = self.without(cell)
        return self._rest[cell]

    def without(self, cell: Cell) -> Cell:
        """Take a row's figure away from everything that is added up."""
        return attrs.evolve(
            self.of(cell),
            value=self.total(cell.value) - cell.value,
            exact=self.rest_of(cell.exact),
            usual=self.rest_of(cell.usual),
            widest=self.rest_of(cell.widest),
            rounded=self.total(cell.rounded) - cell.rounded,
            squares=self.total(cell.squares) - cell.squares,
            single=FALSE,
            low_absent=self.others(cell.low_absent),
            high_absent=self.others(cell.high_absent),
        )

    def rest_of(self, spread: Spread) -> Spread:
        """Return how far the truths of all other rows lie around."""
        under = self.total(spread.below) - spread.below
        over = self.total(spread.above) - spread.above
        ends = self.others(spread.low_open), self.others(spread.high_open)
        return Spread(under, under if spread.is_even else over, *ends)

    def others(self, test: Truth) -> Truth:
        """Say whether something is true of another row of the group."""
        if test is FALSE:
            return FALSE
        return at_least(self.total(counted(test)) - counted(test), 1)

    def spread(self, spread: Spread) -> Spread:
        """Add up how far truths lie around."""
        under = self.total(spread.below)
        return Spread(
            under,
            under if spread.is_even else self.total(spread.above),
            self.some(spread.low_open),
            self.some(spread.high_open),
        )

    def some(self, test: Truth) -> Truth:
        """Say whether something is true of a row of the group."""
        return FALSE if test is FALSE else at_least(self.total(counted(test)), 1)

    def total(self, of: Whole) -> Whole:
        """Return the sum of a number over the rows of the group."""
        if of.value is not None:
            return self.rows * of.value
        if isinstance(of.of, Chosen):
            then, other = of.of.then.value, of.of.otherwise.value
            if then is not None and other is not None and (then, other) != (1, 0):
                many = self.total(counted(of.of.test))
                return many * (then - other) + self.rows * other
        number = self.table.steps.number(of)
        name = f"{self.mark} {number}"
        if name not in self.wanted:
            self.wanted[name] = of, given(name, *self.bounds(of))
        return self.wanted[name][1]

    def bounds(self, of: Whole) -> tuple[int, int]:
        """Return the bounds of a sum over some of the rows.

        What was measured of a column is the sum of all sizes, which no sum exceeds.
        """
        most = max(1, self.table.rows) * of.largest
        if isinstance(of.of, Given) and of.of.column in self.sizes:
            most = min(most, int(self.sizes[of.of.column] * _MORE) + 1)
        if most > self.table.engine.widest:
            what = f"the sum of column {self.mark}"
            raise LimitError(what, most, self.table.engine.widest, "units")
        return (-most if of.low < 0 else 0), (most if of.high > 0 else 0)

    def grouped(self, by: Sequence[str]) -> Frame:
        """Return all sums, a row for each group."""
        engine, api = self.table.engine, self.table.engine.api
        layout = self.table.laid_out(
            {name: of for name, (of, _) in self.wanted.items()}
        )
        columns: list[Expression] = []
        whole_numbers = [api.col(self.rows_name).cast(api.Int64)]
        for name, one in layout.wanted.items():
            wide = self.wanted[name][1].largest > INT64
            columns.append((one.cast(engine.wide) if wide else one).alias(name))
            whole_numbers += [] if wide else [api.col(name).cast(api.Int64)]
        rows = self.table.asked(by, layout, columns)
        sums = [api.col(name).sum() for name in layout.wanted]
        found = rows.group_by(*by).agg(api.len().alias(self.rows_name), *sums)
        return found.with_columns(*whole_numbers)
