"""When a line fails, in polars: what libraries that know pass and fail are given.

Everything is cross-multiplied, so that it stays in whole numbers. It is what the
definition of a contradiction comes to where every figure is printed to the unit.
"""

from __future__ import annotations

from typing import Any

import polars as pl
from benchmarks.frames.outcomes import RATIOS

PERCENT = 10_000  # hundredths of a percent in one


def passing() -> dict[str, Any]:
    """Return for each rule of a line the condition that it passes; never null."""
    parts = pl.col("personnel") + pl.col("operating") + pl.col("project")
    conditions = {
        "line.total": (pl.col("total") - parts).abs() <= 2,
        "line.overseas": pl.col("overseas") - pl.col("operating") <= 1,
    }
    for rule, names in RATIOS.items():
        stated, part, whole = map(pl.col, names)
        conditions[rule] = is_possible(stated, part, whole).fill_null(value=True)
    needless = pl.col("completion").is_not_null() | (pl.col("budget") == 0)
    conditions["line.completion"] &= needless
    return conditions


def is_possible(stated: Any, part: Any, whole: Any) -> Any:
    """Say whether a percentage can be true, each figure half a unit off or not."""
    apart = 4 * (PERCENT * part - stated * whole)
    less, more = (2 * stated - 1).abs(), (2 * stated + 1).abs()
    above = apart + pl.max_horizontal(2 * whole + less, more - 2 * whole)
    below = apart - pl.max_horizontal(2 * whole + more, less - 2 * whole)
    return (above + 2 * PERCENT >= 0) & (below - 2 * PERCENT <= 0)


def sums(lines: Any, totals: Any) -> Any:
    """Return the totals beside what their lines add up to, and how many these are."""
    added = lines.group_by("dept").agg(
        added=pl.col("total").sum(), lines=pl.len().cast(pl.Int64)
    )
    return totals.join(added, on="dept", how="left")


def total_passes() -> Any:
    """Return the condition that the total of a department passes."""
    return 2 * (pl.col("total") - pl.col("added")).abs() <= pl.col("lines") + 1
