"""Engines: in what the libraries of data frames differ, as far as it concerns us."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from budgetcheck.frames.outcomes import NUMBERS

# A frame of narwhals, or one of polars, which has the same words and is quicker.
Frame: TypeAlias = Any
Expression: TypeAlias = Any

INT64 = 2**63 - 1
BLOCK = 2**20  # So many rows are read at once, where each step is a pass over them.
_FEW = 2**17  # Up to here, polars is quicker with all rows at once.
NAMES = tuple(verdict.name for verdict in NUMBERS)


@attrs.frozen
class Engine:
    """What runs the rules.

    Attributes:
        name: What people call it.
        api: The words in which expressions are written: those of narwhals, or of
            polars itself, of which narwhals has its own.
        is_lazy: Whether nothing runs before it is asked for.
        streams: Whether there are so many rows that they are better taken in turns.
        wide: The type of whole numbers beyond int64, if there is one.
        widest: The largest number of that type, or of int64.
        in_blocks: Whether rows are there already, and numpy computes what is asked of
            them, some at a time.
        has_enumerations: Whether expressions can be of an enumeration.
    """

    name: str
    is_lazy: bool
    api: Any = attrs.field(default=nw, repr=False)
    wide: Any = None
    widest: int = INT64
    streams: bool = True
    in_blocks: bool = False
    has_enumerations: bool = False

    @classmethod
    def of(cls, frame: Frame) -> Engine:
        """Return the engine of a data frame."""
        lazy = isinstance(frame, nw.LazyFrame)
        known = frame.implementation
        widest = 2**127 - 1
        if known.is_polars():
            api: Any = nw.get_native_namespace(frame)
            many = lazy or len(frame) > _FEW
            polars = cls("polars", lazy, api, api.Int128, widest, many)
            return attrs.evolve(polars, has_enumerations=True)
        if known.is_duckdb():
            return cls(
                "DuckDB", lazy, wide=nw.Int128, widest=widest, has_enumerations=True
            )
        is_spark = known.is_pyspark() or known.is_pyspark_connect()
        if is_spark:  # pragma: no cover - PySpark alone
            return cls("PySpark", lazy, wide=nw.Decimal(38, 0), widest=10**38 - 1)
        name = "PyArrow" if known.is_pyarrow() else "pandas"
        return cls(name, lazy, in_blocks=True)

    def mine(self, frame: Frame) -> Frame:
        """Return a frame of narwhals as one that the words of the engine are for."""
        return frame.lazy().to_native() if self.name == "polars" else frame

    def names(self) -> dict[int, Expression]:
        """Return what stands for each verdict, where expressions can say it."""
        api = self.api
        type_ = api.Enum(NAMES) if self.has_enumerations else api.String()
        return {number: api.lit(name, dtype=type_) for number, name in enumerate(NAMES)}

    def verdict(self, number: Expression) -> Expression:
        """Return the verdict that a number stands for, where expressions can say it."""
        (_, said), *others = self.names().items()
        for value, name in others:
            said = self.api.when(number == value).then(name).otherwise(said)
        return said

    def quotient(self, of: Expression, by: Expression, *, is_wide: bool) -> Expression:
        """Return how often a number goes into another, neither being negative."""
        if self.name == "PySpark":  # pragma: no cover - PySpark alone
            # It divides whole numbers as floats, but decimals exactly.
            of, by = of.cast(self.wide), by.cast(self.wide)
            found = ((of - of % by) / by).round(0)
            return found.cast(self.wide if is_wide else nw.Int64)
        return of // by

    @property
    def way(self) -> str:
        """How polars runs what is asked."""
        return "streaming" if self.streams else "in-memory"

    def collected(self, frame: Frame) -> Frame:
        """Run what is still to be run; polars does so some rows at a time."""
        if isinstance(frame, nw.DataFrame):
            return frame
        if self.name == "polars":
            return frame.collect(engine=self.way) if _is_lazy(frame) else frame
        return frame.collect()

    def all_collected(self, frames: Sequence[Frame]) -> list[Frame]:
        """Run several at once, where the engine can."""
        if self.name == "polars":
            found: list[Frame] = self.api.collect_all(frames, engine=self.way)
            return found
        return [self.collected(frame) for frame in frames]

    def all_kept(self, frames: Sequence[Frame]) -> list[Frame]:
        """Run several at once, and keep their rows for more."""
        found = self.all_collected(frames)
        return [one.lazy() for one in found] if self.name == "polars" else found

    @property
    def keeps_few(self) -> bool:
        """Whether what is few rows, one for each document, is computed once and kept.

        What a database or a cluster has computed would have to be put back there.
        """
        return self.name == "polars" or not self.is_lazy

    def kept(self, frame: Frame) -> Frame:
        """Run what is still to be run, and keep the rows for more."""
        found = self.collected(frame)
        return found.lazy() if self.name == "polars" else found

    def exploded(self, frame: Frame, keep: Sequence[str], column: str) -> Frame:
        """Return a row for each item of a column of lists, none of which is empty."""
        if self.name != "DuckDB":
            return frame.explode(column)
        # narwhals also looks for rows whose list is empty, and runs everything twice.
        native: Any = frame.to_native()
        library: Any = nw.get_native_namespace(frame)
        items = library.FunctionExpression("unnest", library.ColumnExpression(column))
        names = map(library.ColumnExpression, keep)
        return nw.from_native(native.select(*names, items.alias(column)))

    def height(self, frame: Frame) -> int:
        """Count the rows of a frame."""
        rows = self.collected(frame.select(self.api.len().alias("rows")))
        return int(rows["rows"].to_list()[0])

    def native(self, frame: Frame, *, lazy: bool) -> Any:  # noqa: ANN401 (as was given)
        """Return a frame as one of the engine's own library."""
        frame = frame if lazy else self.collected(frame)
        return frame if self.name == "polars" else frame.to_native()


def _is_lazy(frame: Frame) -> bool:
    return hasattr(frame, "collect")


def named(frame: Frame, columns: Collection[str], engine: Engine) -> Frame:
    """Return a frame whose verdicts are named, where expressions cannot do that.

    Shape: `columns` are numbers of verdicts, or null where a rule is not asked.
    """
    native: Any = frame.to_native()
    library: Any = nw.get_native_namespace(frame)
    for name in columns:
        if engine.name == "PyArrow":
            at, codes = native.column_names.index(name), native[name].combine_chunks()
            said = library.DictionaryArray.from_arrays(codes, list(NAMES))
            native = native.set_column(at, name, said)
        else:
            type_ = library.CategoricalDtype(NAMES, ordered=True)
            codes = native[name].fillna(-1).astype("int8")
            said = library.Categorical.from_codes(codes, dtype=type_)
            native = native.assign(**{name: said})
    return nw.from_native(native, eager_only=True)


def how_often(column: Any) -> dict[int, int]:  # noqa: ANN401 (see `Frame`)
    """Count how often each whole number stands in a column; what lacks one does not."""
    counted = column.drop_nulls().value_counts()
    numbers, counts = (counted[name].to_list() for name in counted.columns)
    return {int(one): int(many) for one, many in zip(numbers, counts, strict=True)}


def arrays_of(frame: Frame, names: Collection[str]) -> dict[str, Any]:
    """Return columns in memory, which lack nothing, as arrays of numpy."""
    return {name: frame[name].to_numpy() for name in names}


def with_arrays(
    frame: Frame, arrays: Mapping[str, Any], like: Collection[str]
) -> Frame:
    """Return a frame with more columns, of the kind that others in it are."""
    native: Any = frame.to_native()
    library: Any = nw.get_native_namespace(frame)
    if not frame.implementation.is_pandas():
        for name, one in arrays.items():
            native = native.append_column(name, library.array(one))
        return nw.from_native(native, eager_only=True)
    made = library.DataFrame(arrays, index=native.index, copy=False)
    # What is a truth may be one of numpy beside numbers that are none.
    kinds = (type(native[name].dtype).__name__ for name in like)
    named = next((_NAMES[one] for one in kinds if one in _NAMES), None)
    if named:
        made = made.astype({name: named[str(one.dtype)] for name, one in made.items()})
    return nw.from_native(library.concat([native, made], axis=1), eager_only=True)


# The columns of pandas that are none of numpy, and what they call the types of numpy.
_NAMES = {
    "ArrowDtype": {
        "bool": "bool[pyarrow]",
        "int8": "int8[pyarrow]",
        "int64": "int64[pyarrow]",
    },
    "Int64Dtype": {"bool": "boolean", "int8": "Int8", "int64": "Int64"},
}


def with_texts(frame: Frame, texts: Mapping[str, list[str | None]]) -> Frame:
    """Return a frame in memory with columns of texts."""
    native: Any = frame.to_native()
    library: Any = nw.get_native_namespace(frame)
    if not frame.implementation.is_pandas():
        for name, several in texts.items():
            column = library.array(several, type=library.string())
            native = native.append_column(name, column)
        return nw.from_native(native, eager_only=True)
    kind = library.Series([""]).dtype  # Of no text at all it would make another.
    made = {
        name: library.Series(several, dtype=kind, index=native.index)
        for name, several in texts.items()
    }
    return nw.from_native(native.assign(**made), eager_only=True)
