"""Readers: which reader a column of a type has."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import narwhals as nw

from budgetcheck.errors import UnreadableNumberError
from budgetcheck.frames.decimals import DecimalReader
from budgetcheck.frames.engines import Frame
from budgetcheck.frames.objects import ObjectReader
from budgetcheck.frames.reading import (
    Facts,
    FloatReader,
    Reader,
    Reading,
    WholeReader,
    how_many,
    known,
    made,
)
from budgetcheck.frames.regulars import Texts
from budgetcheck.frames.sources import Source
from budgetcheck.frames.texts import TextReader


def reader_of(source: Source, dtype: nw.dtypes.DType, number: str) -> Reader:
    """Return what reads a column.

    Args:
        source: The column.
        dtype: What it holds.
        number: A number of its own, by which the new columns are called.

    Raises:
        UnreadableNumberError: It holds no figures, or floats whose decimals are not
            declared.
    """
    match dtype:
        case nw.String():
            return TextReader(Texts(source, number))
        case nw.Categorical() | nw.Enum():
            return TextReader(Texts(source, number, in_categories=True))
        case nw.Object():
            return ObjectReader(source, number)
        case nw.Decimal():
            return DecimalReader(source, number, dtype.scale or 0)
        case nw.Unknown():
            return NothingReader(source, number)
        case _:
            return _of_numbers(source, dtype, number)


def _of_numbers(source: Source, dtype: nw.dtypes.DType, number: str) -> Reader:
    if dtype.is_integer():
        counted = source.declared.counted is not False
        return WholeReader(attrs.evolve(source, counted=counted), number)
    if dtype.is_float():
        counted = source.declared.counted is True
        if counted or source.declared.decimals is not None:
            return FloatReader(attrs.evolve(source, counted=counted), number)
        problem = "floats are not exact: declare with how many `decimals` they are read"
    else:
        problem = f"it holds {dtype}, and no figures"
    raise UnreadableNumberError(f"column {source.name}", problem)


@attrs.frozen
class NothingReader:
    """Reads columns of which no type is known, as nothing is in them."""

    source: Source
    number: str

    @property
    def lacks(self) -> nw.Expr:
        """Where there is nothing."""
        return nw.col(self.source.name).is_null()

    def prepared(self, frame: Frame) -> Frame:
        """Return the frame as it is."""
        return frame

    def facts(self) -> Mapping[str, nw.Expr]:
        """Return how many rows have something."""
        return {"there": how_many(~self.lacks)}

    def read(self, facts: Facts, frame: Frame) -> Reading:
        """Return that all are missing."""
        del frame
        if known(facts, "there"):
            problem = "it holds what narwhals has no type for: give numbers or texts"
            raise UnreadableNumberError(f"column {self.source.name}", problem)
        none = nw.when(self.lacks).then(nw.lit(0)).otherwise(nw.lit(0)).cast(nw.Int64)
        return made(
            self.source, self.number, none, (0, 0), decimals=0, missing=self.lacks
        )
