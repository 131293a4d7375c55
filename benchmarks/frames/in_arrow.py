"""The five rules by hand in PyArrow: its compute functions, and `case_when`."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
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

TYPE = pa.int64()


def checked(tables: Tables) -> Outcome:
    """Check all lines and departments."""
    lines = tables.lines
    total, overseas, operating = (
        lines[name] for name in ("total", "overseas", "operating")
    )
    parts = [lines["personnel"], operating, lines["project"]]
    added = pc.add(pc.add(parts[0], parts[1]), parts[2])
    above = pc.max_element_wise(pc.subtract(overseas, operating), 0)
    verdicts = {
        "line.total": _compared(pc.subtract(total, added), total, *parts),
        "line.overseas": _compared(above, overseas, operating),
    }
    for rule, names in RATIOS.items():
        stated, part, whole = (lines[name] for name in names)
        verdicts[rule] = _ratio(stated, part, whole, BLANK[rule])
    departments, codes = _of_departments(lines, tables.totals)
    verdicts["dept.total"] = codes
    return _summed_up(verdicts, lines["id"], departments)


def _summed_up(verdicts: dict[str, Any], lines: Any, departments: Any) -> Outcome:
    failing, counts = {}, {}
    for rule, codes in verdicts.items():
        keys = departments if rule == "dept.total" else lines
        failing[rule] = keys.filter(pc.equal(codes, CONTRADICTION)).to_numpy()
        pairs = pc.value_counts(codes).to_pylist()
        found = {pair["values"]: pair["counts"] for pair in pairs}
        counts[rule] = tuple(found.get(code, 0) for code in range(len(VERDICTS)))
    return Outcome(sorted_keys(failing), counts)


def _of_departments(lines: Any, totals: Any) -> tuple[Any, Any]:
    printed = pc.cast(pc.not_equal(lines["total"], 0), TYPE)
    table = pa.table(
        {"dept": lines["dept"], "added": lines["total"], "printed": printed}
    )
    functions = [("added", "sum"), ("added", "count"), ("printed", "sum")]
    joined = totals.join(table.group_by("dept").aggregate(functions), "dept")
    total = joined["total"]
    rounded = pc.add(joined["printed_sum"], pc.cast(pc.not_equal(total, 0), TYPE))
    figures = pc.add(joined["added_count"], 1)
    apart = pc.subtract(total, joined["added_sum"])
    return joined["dept"], _by_slack(apart, figures, rounded)


def _compared(apart: Any, *figures: Any) -> Any:
    rounded = pc.cast(pc.not_equal(figures[0], 0), TYPE)
    for one in figures[1:]:
        rounded = pc.add(rounded, pc.cast(pc.not_equal(one, 0), TYPE))
    return _by_slack(apart, len(figures), rounded)


def _by_slack(apart: Any, figures: Any, rounded: Any) -> Any:
    twice = pc.multiply(pc.abs(apart), 2)
    beyond = pc.greater(pc.multiply(twice, twice), pc.multiply(rounded, 3))
    improbable = pc.and_(pc.greater_equal(rounded, 4), beyond)
    return _select(
        (pc.equal(apart, 0), EXACT),
        (pc.greater(twice, figures), CONTRADICTION),
        (pc.or_(pc.greater_equal(twice, rounded), improbable), STRAINED),
    )


def _ratio(stated: Any, part: Any, whole: Any, blank: int) -> Any:
    empty, number = pc.is_null(stated), pc.fill_null(stated, 0)
    apart = pc.subtract(pc.multiply(part, 10_000), pc.multiply(number, whole))
    twice, wide = pc.multiply(number, 2), pc.multiply(whole, 2)
    less, more = pc.abs(pc.subtract(twice, 1)), pc.abs(pc.add(twice, 1))
    four = pc.multiply(apart, 4)
    above = pc.add(
        four, pc.max_element_wise(pc.add(wide, less), pc.subtract(more, wide))
    )
    below = pc.subtract(
        four, pc.max_element_wise(pc.add(wide, more), pc.subtract(less, wide))
    )
    usual = pc.if_else(pc.equal(part, 0), 0, 20_000)
    idle = pc.equal(whole, 0)
    nothing = pc.and_(pc.equal(part, 0), pc.equal(number, 0))
    close = pc.less_equal(pc.multiply(pc.abs(apart), 2), pc.abs(whole))
    hidden = pc.or_(pc.less(pc.add(above, usual), 0), pc.greater(below, usual))
    return _select(
        (pc.and_(empty, idle), UNCHECKED if blank == UNCHECKED else UNDEFINED),
        (empty, blank),
        (pc.and_(idle, nothing), UNDEFINED),
        (pc.and_(pc.invert(idle), close), EXACT),
        (pc.or_(pc.less(above, -20_000), pc.greater(below, 20_000)), CONTRADICTION),
        (pc.or_(idle, hidden), STRAINED),
    )


def _select(*cases: tuple[Any, int]) -> Any:
    conditions = pc.make_struct(*(condition for condition, _ in cases))
    codes = [pa.scalar(code, pa.uint8()) for _, code in cases]
    return pc.case_when(conditions, *codes, pa.scalar(ROUNDING, pa.uint8()))
