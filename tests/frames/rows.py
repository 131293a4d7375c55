"""Rows: what a reader makes of a column, beside what the object reader makes of it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import attrs
import narwhals as nw
from tests.frames.engines import Native
from tests.frames.evaluating import evaluated, holds

from budgetcheck.frames.cells import Printed
from budgetcheck.frames.columns import Column
from budgetcheck.frames.readers import reader_of
from budgetcheck.frames.sources import Source
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.figures import (
    Figure,
    Missing,
    NotComputable,
    Number,
    Percent,
    Word,
)
from budgetcheck.language.intervals import Interval

Value: TypeAlias = Any  # What a library has in a row.


@attrs.frozen(kw_only=True)
class Row:
    """What a row says: a number with its ends, or why there is none."""

    value: Fraction | None = None
    quantum: Fraction | None = None
    percent: bool | None = None
    ends: tuple[bool, bool, bool, bool] = (False,) * 4
    missing: bool = False
    blank: bool = False
    not_computable: bool = False
    word: bool = False
    nil: bool = False


def source_of(
    column: Column | None = None,
    convention: Convention = UNDECLARED,
    *,
    percent: bool | None = None,
    counted: bool = False,
) -> Source:
    """Return a column `a`."""
    return Source(
        path="a",
        name="a",
        declared=attrs.evolve(column or Column(), counted=counted),
        convention=convention,
        percent=percent,
        counted=counted,
    )


def read(native: Native, source: Source) -> list[Row]:
    """Return what the reader of a column makes of its rows."""
    return read_with(native, source)[1]


def read_with(native: Native, source: Source) -> tuple[Printed, list[Row]]:
    """Return also what it makes them of."""
    frame: Any = nw.from_native(native)
    reader = reader_of(source, frame.collect_schema()["a"], "7")
    frame = reader.prepared(frame)
    known = _collected(frame.select(**reader.facts()))
    reading = reader.read(known.rows(named=True)[0], frame)
    columns = _collected(frame.with_columns(**reading.columns).select(*reading.columns))
    rows = columns.rows(named=True)
    return reading.printed, [_row(reading.printed, row) for row in rows]


def _collected(frame: Native) -> Native:
    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def _row(printed: Printed, row: dict[str, Any]) -> Row:
    row = {name: _plain(value) for name, value in row.items()}
    marks: dict[str, Any] = {
        name: holds(getattr(printed, name), row)
        for name in ("missing", "blank", "not_computable", "word", "nil")
    }
    if marks["missing"] or marks["not_computable"]:
        return Row(**marks)
    ends = printed.low_absent, printed.high_absent, printed.low_open, printed.high_open
    low_absent, high_absent, low_open, high_open = (holds(one, row) for one in ends)
    return Row(
        value=evaluated(printed.value, row) * printed.grain,
        quantum=evaluated(printed.quantum, row) * printed.grain,
        percent=None if marks["word"] else isinstance(printed.like, Percent),
        ends=(low_absent, high_absent, low_open, high_open),
        **marks,
    )


def _plain(value: Value) -> Value:
    return value.item() if hasattr(value, "item") else value


def expected(values: Sequence[object], source: Source) -> list[Row]:
    """Return what the object reader makes of the rows."""
    return [of_figure(source.figure_in(value)) for value in values]


def of_figure(figure: Figure) -> Row:
    """Return what a figure says."""
    match figure:
        case Missing(reason):
            return Row(missing=True, blank=reason == "blank")
        case NotComputable():
            return Row(not_computable=True)
        case Word(sense):
            ends = _ends(figure.truths(UNDECLARED).printed)
            zero = Fraction(0)
            return Row(
                value=zero, quantum=zero, ends=ends, word=True, nil=sense == "nil"
            )
        case _:
            return _of_number(figure)


def _of_number(figure: Number) -> Row:
    scale = figure.scale
    bounded = figure.bound is not None
    quantum = Fraction(0) if bounded else Fraction(figure.quantum) * scale
    ends = _ends(figure.truths(UNDECLARED).printed)
    return Row(
        value=Fraction(figure.value) * scale,
        quantum=quantum,
        percent=isinstance(figure, Percent),
        ends=ends if bounded else (False,) * 4,
    )


def _ends(of: Interval) -> tuple[bool, bool, bool, bool]:
    return of.low is None, of.high is None, of.low_open, of.high_open
