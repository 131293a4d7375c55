"""Objects: columns that hold Python's own numbers and texts, as pandas' classic ones.

Each value is printed and read as a text, in Python; there is no faster way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import narwhals as nw

from budgetcheck.errors import UnreadableNumberError
from budgetcheck.frames.engines import Frame
from budgetcheck.frames.irregulars import refusal
from budgetcheck.frames.reading import Facts, Reading, how_many
from budgetcheck.frames.regulars import Texts
from budgetcheck.frames.sources import Source
from budgetcheck.frames.texts import TextReader


@attrs.frozen
class ObjectReader:
    """Reads values of any type by their texts.

    Attributes:
        source: The column.
        number: Its number, by which the new columns are called.
    """

    source: Source
    number: str

    def prepared(self, frame: Frame) -> Frame:
        """Return the frame as it is."""
        return frame

    def facts(self) -> Mapping[str, nw.Expr]:
        """Return what there is to ask before there are texts: hardly anything."""
        return {"lacking": how_many(nw.col(self.source.name).is_null())}

    def read(self, facts: Facts, frame: Frame) -> Reading:
        """Return the numbers, and what the other texts say."""
        del facts
        backend = frame.implementation
        column: Any = frame.select(self.source.name)
        texts = self.texts_of(column[self.source.name], backend)
        reader = TextReader(Texts(self.source, self.number))
        prepared: Any = reader.prepared(texts)
        (known,) = prepared.select(**reader.facts()).rows(named=True)
        reading = reader.read(known, prepared)
        # What is made of a row depends on that row alone, whatever rows are taken.
        columns = {
            name: self.mapped(expression, backend)
            for name, expression in reading.columns.items()
        }
        return Reading(columns, reading.printed)

    def mapped(self, expression: nw.Expr, backend: nw.Implementation) -> nw.Expr:
        """Return what is made of texts as an expression of the values."""

        def made(values: Any) -> Any:  # noqa: ANN401 (a series as a library has it)
            texts = self.texts_of(values, backend)
            prepared: Any = Texts(self.source, self.number).over(texts)
            return prepared.select(made=expression)["made"].to_numpy()

        return nw.col(self.source.name).map_batches(made)

    def texts_of(
        self,
        values: Any,  # noqa: ANN401 (a series as a library has it)
        backend: nw.Implementation,
    ) -> nw.DataFrame[Any]:
        """Return values as they are printed."""
        missing = values.is_null().to_list()
        texts = [
            None if lacks else self.printed(value)
            for lacks, value in zip(missing, values.to_list(), strict=True)
        ]
        kind: Any = backend
        series = nw.new_series(self.source.name, texts, nw.String(), backend=kind)
        return series.to_frame()

    def printed(self, value: object) -> str:
        """Return a value as it is printed."""
        if isinstance(value, str):
            return value
        try:
            return self.source.text_of(value)
        except ArithmeticError:
            problem = f"a {type(value).__name__} is no figure"
            fault = UnreadableNumberError(str(value), problem)
        except UnreadableNumberError as error:
            fault = error
        raise refusal(self.source.name, [fault])
