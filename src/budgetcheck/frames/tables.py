"""Tables: a frame whose figures have been read, and the cells of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import narwhals as nw

from budgetcheck.errors import BudgetCheckError, InvalidRuleError
from budgetcheck.faults import together
from budgetcheck.frames.cells import Cell, Printed, cell_of
from budgetcheck.frames.engines import BLOCK, Engine, Expression, Frame
from budgetcheck.frames.laying import laid_out
from budgetcheck.frames.layouts import Layout, as_it_is
from budgetcheck.frames.numbering import Node, Steps
from budgetcheck.frames.numbers import TRUE, Given, whole
from budgetcheck.frames.readers import reader_of
from budgetcheck.frames.reading import Facts, Reader, known
from budgetcheck.frames.sources import Source
from budgetcheck.frames.spans import CellsOf
from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import Figure, Missing
from budgetcheck.language.paths import Path
from budgetcheck.shortening import shortened

ORDER = "__row"  # Numbers rows that joins would put into another order.
ABSENT = Printed(
    like=Missing("absent"),
    grain=Fraction(1),
    decimals=0,
    value=whole(0),
    quantum=whole(0),
    missing=TRUE,
)


@attrs.frozen(eq=False, kw_only=True)
class Table:
    """A frame whose figures have been read.

    Attributes:
        frame: The frame.
        names: Its own columns.
        kept: These, and what has been made of them.
        read: Reads the figures of some rows, where that is done some at a time.
        steps: What has been asked, which also knows the engine.
        sources: The columns that rules name, by path.
        printed: What their figures say, by path.
        rows: How many rows there are.
        sizes: The sum of the sizes of a column that is added up, by its new name.
    """

    frame: Frame
    names: tuple[str, ...]
    kept: tuple[str, ...]
    read: Callable[[Frame], Frame]
    steps: Steps
    sources: Mapping[Path, Source]
    printed: Mapping[Path, Printed]
    rows: int
    sizes: Mapping[str, float]
    _cells: dict[tuple[Path, Convention], Cell] = attrs.field(factory=dict)

    @property
    def engine(self) -> Engine:
        """What runs it."""
        return self.steps.engine

    def cell(self, path: Path, convention: Convention) -> Cell:
        """Return the truths of a column under a convention, each once."""
        key = path, convention
        if key not in self._cells:
            printed = self.printed.get(path, ABSENT)
            self._cells[key] = cell_of(printed, convention)
        return self._cells[key]

    def cells_under(self, convention: Convention) -> CellsOf:
        """Return what looks up the figure that a term stands for."""
        return lambda of: {self.cell(of, convention): 1} if isinstance(of, Path) else {}

    def laid_out(self, wanted: Mapping[str, Node]) -> Layout:
        """Lay out what is wanted of every row."""
        return laid_out(wanted, self.steps)

    def asked(
        self,
        keep: Sequence[str],
        wanted: Layout,
        columns: Sequence[Expression],
        where: Expression = None,
    ) -> Frame:
        """Return columns of the frame, and others made of what is wanted.

        Args:
            keep: Columns of the frame.
            wanted: What the others are made of.
            columns: The others.
            where: Which rows, told by these columns; all if not given.
        """
        own = list(map(self.engine.api.col, keep))

        def work(frame: Frame) -> Frame:
            found = self.ready(frame, wanted).select(*own, *columns)
            return found if where is None else found.filter(where)

        return self.through(work)

    def ready(self, frame: Frame, wanted: Layout) -> Frame:
        """Return rows of the frame with all that what is wanted is made of."""
        return wanted.over(self.read(frame))

    def through(self, work: Callable[[Frame], Frame]) -> Frame:
        """Do something with all rows, some at a time where that is quicker."""
        frame = self.frame
        if not self.engine.in_blocks:
            return work(frame)
        starts = range(0, max(1, len(frame)), BLOCK)
        parts = [work(frame[start : start + BLOCK]) for start in starts]
        return parts[0] if len(parts) == 1 else self.engine.api.concat(parts)

    @property
    def likes(self) -> dict[Path, Figure]:
        """A figure of each column, which knows its unit."""
        return {path: one.like for path, one in self.printed.items()}


def read(
    frame: Frame,
    sources: Mapping[Path, Source],
    mark: str = "",
    by: Sequence[str] = (),
) -> Table:
    """Measure the columns that rules name, and read their figures.

    Args:
        frame: The frame.
        sources: The columns, by path.
        mark: What tells the new columns from those of another frame.
        by: Columns that may not lack anything.

    Raises:
        InvalidRuleError: A row does not say which document it is of.
        UnreadableFileError: Columns that cannot be read, all at once.
    """
    engine = Engine.of(frame)
    frame = frame.lazy() if engine.name == "polars" else frame
    schema = frame.collect_schema()
    readers = {
        path: reader_of(source, schema[source.name], f"{mark}{number}")
        for number, (path, source) in enumerate(sources.items())
    }
    for name in by:
        if name not in schema.names():
            raise InvalidRuleError(f"the frame has no column {name!r}", "see `by`")
    prepared = _prepared(frame, readers.values())
    facts = _facts(prepared, engine, readers.values(), by)
    refuse_lacking(facts["by"])
    columns: dict[str, nw.Expr] = {}
    printed: dict[Path, Printed] = {}
    faults: list[BudgetCheckError] = []
    for path, reader in readers.items():
        try:
            reading = reader.read(facts[reader.number], prepared)
        except BudgetCheckError as error:
            faults.append(error)
            continue
        columns |= reading.columns
        printed[path] = reading.printed
    if faults:
        raise together("the frame cannot be read", faults)

    def figures(some: Frame) -> Frame:
        ready = _prepared(some, readers.values())
        return ready.with_columns(**columns) if columns else ready

    if not engine.in_blocks:
        frame = prepared.with_columns(**columns) if columns else prepared
    return Table(
        frame=engine.mine(frame),
        names=tuple(schema.names()),
        kept=(*schema.names(), *columns),
        read=figures if engine.in_blocks else as_it_is,
        steps=Steps(engine, _called(printed, readers)),
        sources={path: reader.source for path, reader in readers.items()},
        printed=printed,
        rows=int(facts[""][_ROWS]),
        sizes=_sizes(facts, printed, readers),
    )


def _prepared(frame: Frame, readers: Iterable[Reader]) -> Frame:
    for reader in readers:
        frame = reader.prepared(frame)
    return frame


def _called(
    printed: Mapping[Path, Printed], readers: Mapping[Path, Reader]
) -> dict[str, str]:
    """Return what the columns are called that whole numbers were made of."""
    return {
        one.value.of.column: readers[path].source.name
        for path, one in printed.items()
        if isinstance(one.value.of, Given)
    }


def _sizes(
    facts: Mapping[str, Facts],
    printed: Mapping[Path, Printed],
    readers: Mapping[Path, Reader],
) -> dict[str, float]:
    """Return the sums of the sizes of columns that are added up, where measured."""
    found: dict[str, float] = {}
    for path, one in printed.items():
        measured, of = facts[readers[path].number], one.value.of
        if isinstance(of, Given) and "size" in measured:
            large = known(measured, "large") * one.value.largest
            found[of.column] = float(measured["size"] or 0) + large
    return found


def refuse_lacking(rows: Facts) -> None:
    """Refuse rows of which nobody knows the document."""
    for name, many in rows.items():
        if many:
            message = f"{many} rows have no {shortened(name)}"
            hint = "each line belongs to a document: leave out what does not"
            raise InvalidRuleError(message, hint)


def _facts(
    frame: Frame, engine: Engine, readers: Iterable[Reader], by: Sequence[str]
) -> Mapping[str, Facts]:
    """Measure all columns in one pass; the rows are counted under no name."""
    wanted = {f":{_ROWS}": nw.len()}
    for reader in readers:
        for fact, expression in reader.facts().items():
            wanted[f"{reader.number}:{fact}"] = expression
    for name in by:
        wanted[f"by:{name}"] = nw.col(name).is_null().cast(nw.Int64).sum()
    found: dict[str, dict[str, Any]] = {"by": {}}
    row = engine.collected(engine.mine(frame.select(**wanted)))
    for name in row.columns:
        number, _, fact = name.partition(":")
        # Each by itself: a row of pandas makes floats of its whole numbers.
        (found.setdefault(number, {})[fact],) = row[name].to_list()
    return found


_ROWS = "rows"
