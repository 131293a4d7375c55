"""Natives: the same rows as a frame of every library that is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from numbers import Real
from typing import Any, TypeAlias

import pytest

Native: TypeAlias = Any  # A frame of any library.
Row: TypeAlias = Mapping[str, Any]
Columns: TypeAlias = Mapping[str, Sequence[object]]


def library(name: str) -> Any:  # noqa: ANN401 (a module)
    """Return a library that may not be installed."""
    return import_module(name)


def _polars(columns: Columns) -> Native:
    pl = library("polars")

    return pl.DataFrame(
        {
            name: pl.Series(values, dtype=pl.String if _texts(values) else pl.Int64)
            for name, values in columns.items()
        }
    )


def _lazy(columns: Columns) -> Native:
    return _polars(columns).lazy()


def _pyarrow(columns: Columns) -> Native:
    pa = library("pyarrow")

    return pa.table(
        {
            name: pa.array(values, pa.string() if _texts(values) else pa.int64())
            for name, values in columns.items()
        }
    )


def _duckdb(columns: Columns) -> Native:
    name = f"figures_{next(_NUMBERS)}"
    _connection().register(name, _pyarrow(columns))
    return _connection().table(name)


@cache
def _connection() -> Any:  # noqa: ANN401 (a connection)
    """Return the one connection: it joins no tables of several."""
    return library("duckdb").connect()


_NUMBERS = count()


def _arrow_in_pandas(columns: Columns) -> Native:
    pd = library("pandas")

    return _pyarrow(columns).to_pandas(types_mapper=pd.ArrowDtype)


def _nullable(columns: Columns) -> Native:
    pd = library("pandas")

    return pd.DataFrame(
        {
            name: pd.array(list(values), dtype="string" if _texts(values) else "Int64")
            for name, values in columns.items()
        }
    )


def _classic(columns: Columns) -> Native:
    """Return a frame of numpy: of floats where a whole number is missing."""
    pd = library("pandas")

    return pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=_dtype(values))
            for name, values in columns.items()
        }
    )


def _dtype(values: Sequence[object]) -> str:
    if _texts(values):
        return "object"
    return "float64" if None in values else "int64"


def _texts(values: Sequence[object]) -> bool:
    return any(isinstance(one, str) for one in values)


_MAKERS: dict[str, tuple[Callable[[Columns], Native], tuple[str, ...]]] = {
    "polars": (_polars, ("polars",)),
    "polars, lazy": (_lazy, ("polars",)),
    "PyArrow": (_pyarrow, ("pyarrow",)),
    "DuckDB": (_duckdb, ("duckdb", "pyarrow")),
    "pandas": (_nullable, ("pandas",)),
    "pandas, classic": (_classic, ("pandas",)),
    "pandas with Arrow": (_arrow_in_pandas, ("pandas", "pyarrow")),
}
CLASSIC = "pandas, classic"
INSTALLED = {
    name: maker
    for name, (maker, needs) in _MAKERS.items()
    if find_spec("narwhals") and all(map(find_spec, needs))
}


def _through(names: Iterable[str]) -> pytest.MarkDecorator:
    params = []
    for name in names:
        needs = " and ".join(_MAKERS[name][1])
        lacking = pytest.mark.skipif(
            name not in INSTALLED, reason=f"{needs} are not installed"
        )
        params.append(pytest.param(name, marks=lacking))
    return pytest.mark.parametrize("engine", params)


engines = _through(_MAKERS)
# Of pandas the one whose whole numbers become floats; the law takes all of them.
kinds = _through(["polars", "polars, lazy", "PyArrow", "DuckDB", CLASSIC])
# Without DuckDB, which is slow to plan what asks for many joins.
most = _through(["polars", "polars, lazy", "PyArrow", CLASSIC])


def native(engine: str, columns: Columns) -> Native:
    """Return columns of whole numbers, or of texts, as a frame of a library."""
    return INSTALLED[engine](columns)


def rows_in(frame: Native) -> list[dict[str, Any]]:
    """Return the rows of any frame as plain values, null as None."""
    nw = library("narwhals")

    found: Any = nw.from_native(frame)
    if isinstance(found, nw.LazyFrame):
        found = found.collect()
    return [
        {name: _plain(value) for name, value in row.items()}
        for row in found.iter_rows(named=True)
    ]


def names_in(frame: Native) -> list[str]:
    """Return what the columns of any frame are called."""
    nw = library("narwhals")

    found: Any = nw.from_native(frame)
    return list(found.collect_schema().names())


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever a library gives)
    if isinstance(value, str) or value is None:
        return value
    # NaN is not equal to itself, and pandas.NA is no number.
    lacks = not isinstance(value, Real) or value != value  # noqa: PLR0124
    return None if lacks else int(value)
