"""The same ledger as tables of each engine, from memory or from Parquet files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from benchmarks.frames.lines import COLUMNS, RATES, Ledger

LINES, TOTALS = "lines.parquet", "totals.parquet"


@attrs.frozen(eq=False)
class Tables:
    """Lines and totals, as tables of one engine.

    Attributes:
        lines: The lines; a percentage that is not printed is null.
        totals: A row for each department.
        connection: The connection of DuckDB, or the session of Spark.
    """

    lines: Any
    totals: Any
    connection: Any = None


def arrow(ledger: Ledger) -> Tables:
    """Return a ledger as tables of PyArrow."""
    columns = {
        name: pa.array(ledger.lines[name], mask=ledger.blank.get(name))
        for name in COLUMNS
    }
    return Tables(pa.table(columns), pa.table(dict(ledger.totals)))


def to_polars(tables: Tables) -> Tables:
    """Return them as data frames of polars."""
    return Tables(
        pl.DataFrame(pl.from_arrow(tables.lines)),
        pl.DataFrame(pl.from_arrow(tables.totals)),
    )


def to_pandas(tables: Tables) -> Tables:
    """Return them as data frames of pandas, whole numbers with nulls as `Int64`."""
    lines = pd.DataFrame(
        {name: tables.lines[name].to_numpy() for name in COLUMNS if name not in RATES},
    )
    for name in RATES:
        column = tables.lines[name]
        blank = column.is_null().to_numpy()
        values = column.fill_null(0).to_numpy()
        lines[name] = pd.arrays.IntegerArray(values.copy(), blank.copy())
    return Tables(lines, tables.totals.to_pandas())


def to_duckdb(tables: Tables) -> Tables:
    """Return them as tables of DuckDB, in its own memory."""
    connection = duckdb.connect()
    for name, table in (("lines", tables.lines), ("totals", tables.totals)):
        connection.register("arrow", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM arrow")
        connection.unregister("arrow")
    return Tables(connection.table("lines"), connection.table("totals"), connection)


def to_numpy(tables: Tables) -> Ledger:
    """Return them as a ledger again, without what was planted."""
    blank = {name: tables.lines[name].is_null().to_numpy() for name in RATES}
    lines = {
        name: tables.lines[name].fill_null(0).to_numpy()
        if name in RATES
        else tables.lines[name].to_numpy()
        for name in COLUMNS
    }
    totals = {name: tables.totals[name].to_numpy() for name in ("dept", "total")}
    return Ledger(lines, blank, totals, {})


def same(tables: Tables) -> Tables:
    """Return them as they are."""
    return tables


ENGINES: dict[str, Callable[[Tables], Any]] = {
    "numpy": to_numpy,
    "polars": to_polars,
    "pandas": to_pandas,
    "PyArrow": same,
    "DuckDB": to_duckdb,
}


def write(tables: Tables, folder: Path) -> None:
    """Write both tables of PyArrow to a folder."""
    pq.write_table(tables.lines, folder / LINES)
    pq.write_table(tables.totals, folder / TOTALS)


def read(folder: Path, engine: str) -> Any:
    """Read them from a folder, by the engine that is to check them."""
    if engine == "polars":
        return Tables(pl.read_parquet(folder / LINES), pl.read_parquet(folder / TOTALS))
    if engine == "DuckDB":
        return _read_by_duckdb(folder)
    tables = Tables(pq.read_table(folder / LINES), pq.read_table(folder / TOTALS))
    return ENGINES[engine](tables)


def _read_by_duckdb(folder: Path) -> Tables:
    connection = duckdb.connect()
    for name, file in (("lines", LINES), ("totals", TOTALS)):
        connection.execute(
            f"CREATE TABLE {name} AS SELECT * FROM read_parquet(?)",
            [str(folder / file)],
        )
    return Tables(connection.table("lines"), connection.table("totals"), connection)
