"""Engines: frames of one column, in every library that the tests have."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

Native: TypeAlias = Any  # A frame of any library.
Maker: TypeAlias = Callable[[Sequence[object], pa.DataType], Native]

_TEXTS = pa.string()


def _duckdb(values: Sequence[object], kind: pa.DataType) -> Native:
    table = _pyarrow(values, kind)
    connection = duckdb.connect()
    connection.register("figures", table)
    return connection.table("figures")


def _pyarrow(values: Sequence[object], kind: pa.DataType) -> Native:
    return pa.table({"a": pa.array(values, kind)})


def _pandas(dtype: type | str) -> Maker:
    def make(values: Sequence[object], kind: pa.DataType) -> Native:
        del kind
        return pd.DataFrame({"a": pd.Series(list(values), dtype=dtype)})

    return make


def _pandas_arrow(values: Sequence[object], kind: pa.DataType) -> Native:
    return pd.DataFrame({"a": pd.Series(list(values), dtype=pd.ArrowDtype(kind))})


def _polars(values: Sequence[object], kind: pa.DataType) -> Native:
    return pl.from_arrow(_pyarrow(values, kind))


def _lazy(values: Sequence[object], kind: pa.DataType) -> Native:
    return _polars(values, kind).lazy()


def _categories(values: Sequence[object], kind: pa.DataType) -> Native:
    del kind
    return pl.DataFrame({"a": pl.Series(values, dtype=pl.Categorical)})


_ARROW = {
    "polars": _polars,
    "polars, lazy": _lazy,
    "PyArrow": _pyarrow,
    "DuckDB": _duckdb,
    "pandas with Arrow": _pandas_arrow,
}
# What makes a frame of one column `a` of texts, by engine.
TEXTS: dict[str, Maker] = _ARROW | {
    "pandas": _pandas("str"),
    "pandas, classic": _pandas(object),
    "pandas, nullable": _pandas("string"),
    "pandas, categories": _pandas("category"),
    "polars, categories": _categories,
}
DECIMALS: dict[str, Maker] = _ARROW | {"pandas, classic": _pandas(object)}


def text_frame(engine: str, texts: Sequence[str | None]) -> Native:
    """Return a frame with a column `a` of texts."""
    return TEXTS[engine](texts, _TEXTS)


def decimal_frame(
    engine: str, values: Sequence[object], scale: int, precision: int = 38
) -> Native:
    """Return a frame with a column `a` of decimals."""
    return DECIMALS[engine](values, pa.decimal128(precision, scale))
