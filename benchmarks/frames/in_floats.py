"""The five rules in polars as they are mostly written: floats and a flat tolerance."""

from __future__ import annotations

from typing import Any

import polars as pl
from benchmarks.frames.lines import AMOUNTS, RATES
from benchmarks.frames.loading import Tables
from benchmarks.frames.outcomes import RATIOS, Outcome, sorted_keys

TOLERANCE = 0.02  # yuan, for a sum of three parts as for one of a hundred
PERCENT = 0.01


def prepared(tables: Tables) -> Tables:
    """Return tables of polars with yuan and percent as floats."""
    hundredths = pl.col(*AMOUNTS, *RATES) / 100
    return Tables(
        tables.lines.with_columns(hundredths),
        tables.totals.with_columns(pl.col("total") / 100),
    )


def checked(tables: Tables) -> Outcome:
    """Check all lines and departments; know nothing but passing and failing."""
    lines, totals = tables.lines.lazy(), tables.totals.lazy()
    parts = pl.col("personnel") + pl.col("operating") + pl.col("project")
    fails = {
        "line.total": (pl.col("total") - parts).abs() > TOLERANCE,
        "line.overseas": pl.col("overseas") > pl.col("operating") + TOLERANCE,
        **{rule: _ratio(*map(pl.col, names)) for rule, names in RATIOS.items()},
    }
    sums = lines.group_by("dept").agg(added=pl.col("total").sum())
    apart = (pl.col("total") - pl.col("added")).abs()
    queries = [
        lines.select("id", **fails),
        totals.join(sums, on="dept", how="left").filter(apart > TOLERANCE),
    ]
    of_lines, of_totals = pl.collect_all(queries, engine="streaming")
    failing = {rule: of_lines.filter(rule)["id"].to_numpy() for rule in fails}
    return Outcome(sorted_keys(failing | {"dept.total": of_totals["dept"].to_numpy()}))


def _ratio(stated: Any, part: Any, whole: Any) -> Any:
    apart = (stated - 100 * part / whole).abs() > PERCENT
    stated_of_nothing = (whole == 0) & stated.is_not_null() & (stated != 0)
    return (
        pl.when(whole == 0)
        .then(stated_of_nothing)
        .otherwise(apart.fill_null(value=False))
    )
