"""The five rules by hand in polars: a lazy query for lines, one for totals."""

from __future__ import annotations

from typing import Any

import polars as pl
from benchmarks.frames.loading import Tables
from benchmarks.frames.outcomes import (
    BLANK,
    CONTRADICTION,
    EXACT,
    RATIOS,
    ROUNDING,
    STRAINED,
    UNCHECKED,
    UNDEFINED,
    VERDICTS,
    Outcome,
    sorted_keys,
)

LINES = ("line.total", "line.overseas", *RATIOS)


def checked(tables: Tables) -> Outcome:
    """Check all lines and departments."""
    lines, totals = tables.lines.lazy(), tables.totals.lazy()
    queries = [of_lines(lines), of_departments(lines, totals)]
    verdicts, departments = pl.collect_all(queries, engine="streaming")
    frames = dict.fromkeys(LINES, verdicts) | {"dept.total": departments}
    return _summed_up(frames, len(verdicts))


def checked_exact_first(tables: Tables) -> Outcome:
    """Check the same, and judge only those rows of each rule that are not exact."""
    lines, totals = tables.lines.lazy(), tables.totals.lazy()
    verdicts, still_open = _verdicts(), _not_exact()
    queries = [
        lines.filter(still_open[rule]).select("id", verdicts[rule].alias(rule))
        for rule in LINES
    ]
    *found, departments = pl.collect_all(
        [*queries, of_departments(lines, totals)], engine="streaming"
    )
    rows = len(tables.lines)
    frames = dict(zip(LINES, found, strict=True))
    return _summed_up({**frames, "dept.total": departments}, rows)


def of_lines(lines: Any) -> Any:
    """Return the key and a verdict for each rule of a line."""
    return lines.select("id", **_verdicts())


def _verdicts() -> dict[str, Any]:
    total, operating = pl.col("total"), pl.col("operating")
    parts = [pl.col(name) for name in ("personnel", "operating", "project")]
    above = pl.col("overseas") - operating
    verdicts = {
        "line.total": _compared(total - sum(parts[1:], parts[0]), total, *parts),
        "line.overseas": _compared(
            pl.max_horizontal(above, pl.lit(0)), pl.col("overseas"), operating
        ),
    }
    for rule, names in RATIOS.items():
        stated, part, whole = map(pl.col, names)
        verdicts[rule] = _ratio(stated, part, whole, BLANK[rule])
    return verdicts


def _not_exact() -> dict[str, Any]:
    parts = pl.col("personnel") + pl.col("operating") + pl.col("project")
    conditions = {
        "line.total": pl.col("total") != parts,
        "line.overseas": pl.col("overseas") > pl.col("operating"),
    }
    for rule, names in RATIOS.items():
        stated, part, whole = map(pl.col, names)
        apart = 2 * (10_000 * part - stated * whole).abs() > whole.abs()
        conditions[rule] = stated.is_null() | (whole == 0) | apart
    return conditions


def of_departments(lines: Any, totals: Any) -> Any:
    """Return the key and the verdict on the total of each department."""
    sums = lines.group_by("dept").agg(
        figures=pl.len().cast(pl.Int64) + 1,
        rounded=(pl.col("total") != 0).sum().cast(pl.Int64),
        added=pl.col("total").sum(),
    )
    rounded = pl.col("rounded") + (pl.col("total") != 0).cast(pl.Int64)
    verdict = _by_slack(pl.col("total") - pl.col("added"), pl.col("figures"), rounded)
    joined = totals.join(sums, on="dept", how="left")
    return joined.select(pl.col("dept"), verdict.alias("dept.total"))


def _summed_up(frames: dict[str, Any], rows: int) -> Outcome:
    """Count the verdicts, and pick out what fails; rows left out are exact."""
    failing, counts = {}, {}
    for rule, frame in frames.items():
        key = "dept" if rule == "dept.total" else "id"
        every = [
            (pl.col(rule) == code).sum().alias(name)
            for code, name in enumerate(VERDICTS)
        ]
        exact, *others = frame.select(every).row(0)
        left_out = 0 if key == "dept" else rows - len(frame)
        counts[rule] = (exact + left_out, *others)
        failing[rule] = frame.filter(pl.col(rule) == CONTRADICTION)[key].to_numpy()
    return Outcome(sorted_keys(failing), counts)


def _code(code: int) -> Any:
    return pl.lit(code, dtype=pl.UInt8)


def _compared(apart: Any, *figures: Any) -> Any:
    rounded = sum(((one != 0).cast(pl.Int64) for one in figures), pl.lit(0))
    return _by_slack(apart, pl.lit(len(figures)), rounded)


def _by_slack(apart: Any, figures: Any, rounded: Any) -> Any:
    twice = 2 * apart.abs()
    improbable = (rounded >= 4) & (twice * twice > 3 * rounded)
    return (
        pl.when(apart == 0)
        .then(_code(EXACT))
        .when(twice > figures)
        .then(_code(CONTRADICTION))
        .when((twice >= rounded) | improbable)
        .then(_code(STRAINED))
        .otherwise(_code(ROUNDING))
    )


def _ratio(stated: Any, part: Any, whole: Any, blank: int) -> Any:
    apart = 10_000 * part - stated * whole
    less, more = (2 * stated - 1).abs(), (2 * stated + 1).abs()
    above = 4 * apart + pl.max_horizontal(2 * whole + less, more - 2 * whole)
    below = 4 * apart - pl.max_horizontal(2 * whole + more, less - 2 * whole)
    usual = (part != 0).cast(pl.Int64) * 20_000
    idle = UNCHECKED if blank == UNCHECKED else UNDEFINED
    return (
        pl.when(stated.is_null() & (whole == 0))
        .then(_code(idle))
        .when(stated.is_null())
        .then(_code(blank))
        .when((whole == 0) & (part == 0) & (stated == 0))
        .then(_code(UNDEFINED))
        .when((whole != 0) & (2 * apart.abs() <= whole.abs()))
        .then(_code(EXACT))
        .when((above + 20_000 < 0) | (below - 20_000 > 0))
        .then(_code(CONTRADICTION))
        .when((whole == 0) | (above + usual < 0) | (below - usual > 0))
        .then(_code(STRAINED))
        .otherwise(_code(ROUNDING))
    )
