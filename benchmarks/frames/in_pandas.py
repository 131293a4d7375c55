"""The five rules by hand in pandas: whole columns, and `numpy.select` for verdicts."""

from __future__ import annotations

from typing import Any

import numpy as np
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
    Outcome,
)


def checked(tables: Tables) -> Outcome:
    """Check all lines and departments."""
    lines, totals = tables.lines, tables.totals
    parts = [lines[name] for name in ("personnel", "operating", "project")]
    total, overseas, operating = (
        lines[name] for name in ("total", "overseas", "operating")
    )
    verdicts = {
        "line.total": _compared(total - parts[0] - parts[1] - parts[2], total, *parts),
        "line.overseas": _compared(
            (overseas - operating).clip(lower=0), overseas, operating
        ),
    }
    for rule, names in RATIOS.items():
        stated, part, whole = (lines[name] for name in names)
        verdicts[rule] = _ratio(stated, part, whole, BLANK[rule])
    verdicts["dept.total"] = _of_departments(lines, totals)
    return Outcome.of(verdicts, lines["id"].to_numpy(), totals["dept"].to_numpy())


def _of_departments(lines: Any, totals: Any) -> Any:
    printed = lines["total"].ne(0).groupby(lines["dept"]).sum()
    grouped = lines.groupby("dept")["total"].agg(["size", "sum"])
    sums = grouped.assign(rounded=printed).loc[totals["dept"]].reset_index(drop=True)
    rounded = sums["rounded"] + totals["total"].ne(0)
    return _by_slack(totals["total"] - sums["sum"], sums["size"] + 1, rounded)


def _compared(apart: Any, *figures: Any) -> Any:
    rounded = sum(one.ne(0).astype("int64") for one in figures)
    return _by_slack(apart, len(figures), rounded)


def _by_slack(apart: Any, figures: Any, rounded: Any) -> Any:
    twice = 2 * apart.abs()
    improbable = (rounded >= 4) & (twice * twice > 3 * rounded)
    cases = [apart == 0, twice > figures, (twice >= rounded) | improbable]
    return _select(cases, [EXACT, CONTRADICTION, STRAINED])


def _ratio(stated: Any, part: Any, whole: Any, blank: int) -> Any:
    empty = stated.isna()
    number = stated.fillna(0).astype("int64")
    apart = 10_000 * part - number * whole
    less, more = (2 * number - 1).abs(), (2 * number + 1).abs()
    above = 4 * apart + np.maximum(2 * whole + less, more - 2 * whole)
    below = 4 * apart - np.maximum(2 * whole + more, less - 2 * whole)
    usual = part.ne(0) * 20_000
    idle = whole.eq(0)
    selected = [
        (empty & idle, UNCHECKED if blank == UNCHECKED else UNDEFINED),
        (empty, blank),
        (idle & part.eq(0) & number.eq(0), UNDEFINED),
        (~idle & (2 * apart.abs() <= whole.abs()), EXACT),
        ((above + 20_000 < 0) | (below - 20_000 > 0), CONTRADICTION),
        (idle | (above + usual < 0) | (below - usual > 0), STRAINED),
    ]
    return _select([case for case, _ in selected], [code for _, code in selected])


def _select(cases: list[Any], codes: list[int]) -> Any:
    chosen = [np.uint8(code) for code in codes]
    return np.select([case.to_numpy() for case in cases], chosen, np.uint8(ROUNDING))
