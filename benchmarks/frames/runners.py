"""Who is timed: on which engine, and beside which query by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from benchmarks.frames import (
    in_arrow,
    in_duckdb,
    in_floats,
    in_numpy,
    in_pandas,
    in_polars,
    in_spark,
    ours,
    peers,
)
from benchmarks.frames.loading import Tables, same
from benchmarks.frames.outcomes import Outcome

BY_HAND = "{} by hand"
SPARK = "PySpark"


@attrs.frozen(kw_only=True)
class Runner:
    """Something that checks the five rules.

    Attributes:
        name: What the table calls it.
        engine: Which tables it takes.
        run: Checks them.
        beside: The query by hand that it is compared with, if it is none itself.
        prepare: What is done to the tables beforehand.
        copies: Whether that leaves room behind, so that growth would say nothing.
    """

    name: str
    engine: str
    run: Callable[[Any], Outcome]
    beside: str = ""
    prepare: Callable[[Tables], Tables] = same
    copies: bool = False


def _by_hand() -> tuple[Runner, ...]:
    queries: dict[str, Callable[[Any], Outcome]] = {
        "numpy": in_numpy.checked,
        "polars": in_polars.checked,
        "pandas": in_pandas.checked,
        "PyArrow": in_arrow.checked,
        "DuckDB": in_duckdb.checked,
    }
    floats = Runner(
        name="polars by hand, floats",
        engine="polars",
        run=in_floats.checked,
        beside=BY_HAND.format("polars"),
        prepare=in_floats.prepared,
        copies=True,
    )
    first = Runner(
        name="polars by hand, exact first",
        engine="polars",
        run=in_polars.checked_exact_first,
        beside=BY_HAND.format("polars"),
    )
    exact = (
        Runner(name=BY_HAND.format(engine), engine=engine, run=query)
        for engine, query in queries.items()
    )
    return (*exact, first, floats)


def _ours() -> tuple[Runner, ...]:
    if not ours.is_there():
        return ()
    engines = ("polars", "pandas", "PyArrow", "DuckDB")
    lazy = Runner(
        name="budgetcheck on polars, lazy",
        engine="polars",
        run=ours.checked,
        beside=BY_HAND.format("polars"),
        prepare=lambda tables: Tables(tables.lines.lazy(), tables.totals.lazy()),
    )
    eager = (
        Runner(
            name=f"budgetcheck on {engine}",
            engine=engine,
            run=ours.checked,
            beside=BY_HAND.format(engine),
        )
        for engine in engines
    )
    return (*eager, lazy)


def spark() -> tuple[Runner, ...]:
    """Return those on PySpark, which starts a machine of Java and is timed apart."""
    by_hand = Runner(
        name=BY_HAND.format(SPARK),
        engine="PyArrow",
        run=in_spark.checked,
        prepare=in_spark.to_spark,
    )
    mine = Runner(
        name=f"budgetcheck on {SPARK}",
        engine="PyArrow",
        run=ours.checked,
        beside=by_hand.name,
        prepare=in_spark.to_spark,
    )
    return (by_hand, mine) if ours.is_there() else (by_hand,)


def _peers() -> tuple[Runner, ...]:
    queries = {
        "pandera": ("polars", peers.in_pandera),
        "dataframely": ("polars", peers.in_dataframely),
        "pointblank": ("polars", peers.in_pointblank),
        "vtlengine": ("pandas", peers.in_vtlengine),
    }
    return tuple(
        Runner(
            name=name,
            engine=engine,
            run=query,
            beside=BY_HAND.format("DuckDB" if name == "vtlengine" else engine),
        )
        for name, (engine, query) in queries.items()
    )


RUNNERS = (*_by_hand(), *_ours(), *_peers())
BY_NAME = {runner.name: runner for runner in RUNNERS}
