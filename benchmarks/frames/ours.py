"""The five rules asked of `budgetcheck.frames`: the same call for every engine.

`outcome` alone knows what comes back, and how the frames of an engine are read.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
from benchmarks.frames.loading import Tables
from benchmarks.frames.outcomes import RULES, VERDICTS, Outcome, sorted_keys

import budgetcheck as bc

CONVENTION = bc.Convention(unit="元", decimals=2, percent_decimals=2)


def is_there() -> bool:
    """Whether there is a `budgetcheck.frames` to ask."""
    return find_spec("budgetcheck.frames") is not None


def checked(tables: Tables) -> Outcome:
    """Check all lines and departments."""
    return outcome(found(tables))


def found(tables: Tables) -> Any:
    """Return what `check` returns, which may not have looked at anything yet."""
    frames = import_module("budgetcheck.frames")
    blank = frames.Column(null="not_computable")
    return frames.check(
        tables.lines,
        RULES,
        convention=CONVENTION,
        columns={"lines[*].completion": blank},
        key="id",
        by="dept",
        totals=tables.totals,
    )


def outcome(checked: Any) -> Outcome:
    """Return how often each verdict was given, and the keys of all that fail."""
    summary = checked.summary()
    counts = {
        rule: tuple(summary.count(rule, bc.Verdict[verdict]) for verdict in VERDICTS)
        for rule in RULES
    }
    failures = as_arrow(checked.failures("error"))
    rules = failures["rule"].to_numpy(zero_copy_only=False)
    failing = {}
    for rule in RULES:
        key = failures["dept" if rule == "dept.total" else "id"]
        failing[rule] = key.filter(pa.array(rules == rule)).to_numpy()
    return Outcome(sorted_keys(failing), counts)


def as_arrow(frame: Any) -> Any:
    """Return a table of PyArrow with what is in the frame of an engine."""
    if isinstance(frame, pa.Table):
        return frame
    if hasattr(frame, "toPandas"):  # PySpark
        return frame.toArrow()
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect(engine="streaming")
    if isinstance(frame, pl.DataFrame):
        return frame.to_arrow()
    if isinstance(frame, pd.DataFrame):
        return pa.Table.from_pandas(frame, preserve_index=False)
    return frame.to_arrow_table()
