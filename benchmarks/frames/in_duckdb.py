"""The five rules by hand in SQL: one table of verdicts for lines, one for totals."""

from __future__ import annotations

from typing import Any

from benchmarks.frames.loading import Tables
from benchmarks.frames.outcomes import (
    BLANK,
    CONTRADICTION,
    EXACT,
    RATIOS,
    ROUNDING,
    RULES,
    STRAINED,
    UNCHECKED,
    UNDEFINED,
    VERDICTS,
    Outcome,
    sorted_keys,
)

COMPARED = f"""
CASE WHEN {{apart}} = 0 THEN {EXACT}
     WHEN 2 * abs({{apart}}) > {{figures}} THEN {CONTRADICTION}
     WHEN 2 * abs({{apart}}) >= {{rounded}} THEN {STRAINED}
     WHEN {{rounded}} >= 4 AND 4 * {{apart}} * {{apart}} > 3 * {{rounded}}
     THEN {STRAINED}
     ELSE {ROUNDING} END::UTINYINT
"""
RATIO = f"""
CASE WHEN {{stated}} IS NULL AND {{whole}} = 0 THEN {{idle}}
     WHEN {{stated}} IS NULL THEN {{blank}}
     WHEN {{whole}} = 0 AND {{part}} = 0 AND {{stated}} = 0 THEN {UNDEFINED}
     WHEN {{whole}} <> 0 AND 2 * abs({{apart}}) <= abs({{whole}}) THEN {EXACT}
     WHEN {{above}} + 20000 < 0 OR {{below}} - 20000 > 0 THEN {CONTRADICTION}
     WHEN {{whole}} = 0 OR {{part}} = 0 AND ({{above}} < 0 OR {{below}} > 0)
     THEN {STRAINED}
     ELSE {ROUNDING} END::UTINYINT
"""


def checked(tables: Tables) -> Outcome:
    """Check all lines and departments."""
    run = tables.connection.execute
    run(f"CREATE OR REPLACE TEMP TABLE of_lines AS {lines_query('lines')}")
    run(f"CREATE OR REPLACE TEMP TABLE of_totals AS {totals_query('lines', 'totals')}")
    failing, counts = {}, {}
    for rule in RULES:
        table, key = (
            ("of_totals", "dept") if rule == "dept.total" else ("of_lines", "id")
        )
        every = ", ".join(
            f'count(*) FILTER ("{rule}" = {code})' for code in range(len(VERDICTS))
        )
        counts[rule] = run(f"SELECT {every} FROM {table}").fetchone()
        where = f'WHERE "{rule}" = {CONTRADICTION}'
        failing[rule] = run(f"SELECT {key} FROM {table} {where}").fetchnumpy()[key]
    run("DROP TABLE of_lines; DROP TABLE of_totals")
    return Outcome(sorted_keys(failing), counts)


def lines_query(lines: str) -> str:
    """Return the query for the key and a verdict for each rule of a line."""
    selected = {
        "line.total": _compared(
            "(total - personnel - operating - project)",
            ("total", "personnel", "operating", "project"),
        ),
        "line.overseas": _compared(
            "greatest(overseas - operating, 0)", ("overseas", "operating")
        ),
        **{rule: _ratio(rule, *names) for rule, names in RATIOS.items()},
    }
    columns = ", ".join(f'{query} AS "{rule}"' for rule, query in selected.items())
    return f"SELECT id, {columns} FROM {lines}"


def totals_query(lines: str, totals: str) -> str:
    """Return the query for the key and the verdict on the total of a department."""
    verdict = COMPARED.format(
        apart="(total - added)",
        figures="(figures + 1)",
        rounded="(rounded + (total <> 0)::BIGINT)",
    )
    return f"""
    SELECT dept, {verdict} AS "dept.total" FROM {totals} LEFT JOIN (
        SELECT dept, count(*) AS figures, sum(total)::BIGINT AS added,
               count(*) FILTER (total <> 0) AS rounded
        FROM {lines} GROUP BY dept
    ) USING (dept)
    """


def _compared(apart: str, figures: tuple[str, ...]) -> str:
    rounded = " + ".join(f"({name} <> 0)::BIGINT" for name in figures)
    return COMPARED.format(apart=apart, figures=len(figures), rounded=f"({rounded})")


def _ratio(rule: str, stated: str, part: str, whole: str) -> str:
    blank = BLANK[rule]
    apart = f"(10000 * {part} - {stated} * {whole})"
    less, more = f"abs(2 * {stated} - 1)", f"abs(2 * {stated} + 1)"
    most = f"greatest(2 * {whole} + {less}, {more} - 2 * {whole})"
    least = f"greatest(2 * {whole} + {more}, {less} - 2 * {whole})"
    words: dict[str, Any] = {
        "above": f"(4 * {apart} + {most})",
        "below": f"(4 * {apart} - {least})",
        "idle": UNCHECKED if blank == UNCHECKED else UNDEFINED,
    }
    return RATIO.format(
        apart=apart, stated=stated, part=part, whole=whole, blank=blank, **words
    )
