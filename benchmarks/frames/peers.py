"""The five rules asked of pandera, dataframely, pointblank and vtlengine.

They know pass and fail. Each is given conditions in whole numbers, as a whole on its
fastest engine, and hands back every failing row; rules are put together beforehand
where the library lets them be.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import dataframely
import pandera.polars as pandera
import pointblank
import polars as pl
import vtlengine
from benchmarks.frames.failing import passing, sums, total_passes
from benchmarks.frames.lines import COLUMNS
from benchmarks.frames.loading import Tables
from benchmarks.frames.outcomes import RATIOS, Outcome, sorted_keys
from pandera.errors import SchemaErrors

DEPARTMENT = "dept.total"
ALL = 1_000_000_000


def in_pandera(tables: Tables) -> Outcome:
    """Check by pandera: lazily, so that it does not stop at the first failure."""
    of_lines, of_totals = _pandera_schemas()
    failing = _pandera_failures(of_lines, tables.lines)
    failing |= _pandera_failures(of_totals, sums(tables.lines, tables.totals))
    return Outcome(sorted_keys(failing))


@cache
def _pandera_schemas() -> tuple[Any, Any]:
    # On the column of keys, so that a failure is told by its key, and not by its row
    # in JSON, which takes many times as long.
    lines = [_pandera_check(rule, said) for rule, said in passing().items()]
    totals = [_pandera_check(DEPARTMENT, total_passes())]
    return (
        pandera.DataFrameSchema({"id": pandera.Column(int, checks=lines)}),
        pandera.DataFrameSchema({"dept": pandera.Column(int, checks=totals)}),
    )


def _pandera_check(rule: str, condition: Any) -> Any:
    return pandera.Check(lambda data: data.lazyframe.select(condition), name=rule)


def _pandera_failures(schema: Any, frame: Any) -> dict[str, Any]:
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        found = errors.failure_cases.select(
            "check", pl.col("failure_case").cast(pl.Int64)
        )
        parts = found.partition_by("check", as_dict=True)
        return {
            rule: part["failure_case"].to_numpy() for (rule,), part in parts.items()
        }
    return {}


def in_dataframely(tables: Tables) -> Outcome:
    """Check by dataframely: filtered softly, with what each failing row fails."""
    of_lines, of_totals = _dataframely_schemas()
    details = of_lines.filter(tables.lines)[1].details()
    failing = {rule: _invalid(details, rule, "id") for rule in passing()}
    details = of_totals.filter(sums(tables.lines, tables.totals))[1].details()
    failing[DEPARTMENT] = _invalid(details, DEPARTMENT, "dept")
    return Outcome(sorted_keys(failing))


@cache
def _dataframely_schemas() -> tuple[Any, Any]:
    totals = ("dept", "total", "added", "lines")
    return (
        _dataframely_schema(COLUMNS, passing()),
        _dataframely_schema(totals, {DEPARTMENT: total_passes()}),
    )


def _dataframely_schema(columns: tuple[str, ...], rules: dict[str, Any]) -> Any:
    members: dict[str, Any] = {
        name: dataframely.Int64(nullable=True) for name in columns
    }
    for rule, condition in rules.items():
        members[_name(rule)] = _dataframely_rule(condition)
    return type("Rows", (dataframely.Schema,), members)


def _dataframely_rule(condition: Any) -> Any:
    return dataframely.rule()(lambda _: condition)


def _invalid(details: Any, rule: str, key: str) -> Any:
    return details.filter(pl.col(_name(rule)) == "invalid")[key].to_numpy()


def in_pointblank(tables: Tables) -> Outcome:
    """Check by pointblank: a step for each rule, with all rows that fail it."""
    failing = _extracts(tables.lines, passing(), "id")
    joined = sums(tables.lines, tables.totals)
    failing |= _extracts(joined, {DEPARTMENT: total_passes()}, "dept")
    return Outcome(sorted_keys(failing))


def _extracts(frame: Any, rules: dict[str, Any], key: str) -> dict[str, Any]:
    validation = pointblank.Validate(data=frame)
    for condition in rules.values():
        validation = validation.col_vals_expr(expr=condition)
    done = validation.interrogate(collect_tbl_checked=False, extract_limit=ALL)
    extracts = done.get_data_extracts()
    return {
        rule: extracts[step][key].to_numpy()
        for step, rule in enumerate(rules, start=1)
        if extracts[step] is not None
    }


def in_vtlengine(tables: Tables) -> Outcome:
    """Check by vtlengine: rulesets of VTL, run on DuckDB, the faster of its two."""
    found = vtlengine.run(
        script=_script(),
        data_structures={"datasets": _structures()},
        datapoints={"LINES": tables.lines, "TOTALS": tables.totals},
        use_duckdb=True,
    )
    lines, totals = found["of_lines"].data, found["of_totals"].data
    failing = {
        rule: lines.loc[lines["errorcode"] == rule, "id"].to_numpy("int64")
        for rule in passing()
    }
    return Outcome(
        sorted_keys(failing | {DEPARTMENT: totals["dept"].to_numpy("int64")})
    )


def _structures() -> list[dict[str, Any]]:
    every = {"LINES": (2, COLUMNS), "TOTALS": (1, ("dept", "total"))}
    return [
        {
            "name": name,
            "DataStructure": [
                {
                    "name": column,
                    "type": "Integer",
                    "role": "Identifier" if at < keys else "Measure",
                    "nullable": at >= keys,
                }
                for at, column in enumerate(columns)
            ],
        }
        for name, (keys, columns) in every.items()
    ]


@cache
def _script() -> str:
    share, completion = (possible_in_vtl(*names) for names in RATIOS.values())
    level = "errorlevel 1"
    return f"""
    define datapoint ruleset lines_rules (variable personnel, operating, project,
        overseas, total, budget, share, completion) is
      a: abs(total - personnel - operating - project) <= 2
         errorcode "line.total" {level};
      b: overseas - operating <= 1 errorcode "line.overseas" {level};
      c: when not isnull(share) then {share} errorcode "line.share" {level};
      d: when not isnull(completion) then {completion}
         errorcode "line.completion" {level};
      e: when isnull(completion) then budget = 0 errorcode "line.completion" {level}
    end datapoint ruleset;
    define datapoint ruleset totals_rules (variable total, added, entries) is
      f: 2 * abs(total - added) <= entries + 1 errorcode "{DEPARTMENT}" {level}
    end datapoint ruleset;
    of_lines <- check_datapoint(LINES, lines_rules invalid);
    added := LINES[aggr added := sum(total), entries := count() group by dept];
    joined := inner_join(TOTALS, added);
    of_totals <- check_datapoint(joined, totals_rules invalid);
    """


def possible_in_vtl(stated: str, part: str, whole: str) -> str:
    """Say in VTL that a percentage can be true, as `failing.is_possible` does."""
    apart = f"4 * (10000 * {part} - {stated} * {whole})"
    less, more = f"abs(2 * {stated} - 1)", f"abs(2 * {stated} + 1)"
    above = _greatest(f"2 * {whole} + {less}", f"{more} - 2 * {whole}")
    below = _greatest(f"2 * {whole} + {more}", f"{less} - 2 * {whole}")
    return f"{apart} + {above} + 20000 >= 0 and {apart} - {below} - 20000 <= 0"


def _greatest(one: str, other: str) -> str:
    return f"(if {one} > {other} then {one} else {other})"


def _name(rule: str) -> str:
    return rule.replace(".", "_")
