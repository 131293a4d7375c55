"""One document of 100 figures and 60 rules: our reader beside each library's way.

Every round has a document that nobody has seen. It is printed text for whoever reads
text, and for the others a row of whole numbers, put together beforehand.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import cache
from statistics import median
from typing import Any

import dataframely
import pandas as pd
import pandera.polars as pandera
import pointblank
import polars as pl
import vtlengine
from benchmarks import documents
from benchmarks.frames import sixty
from benchmarks.frames.papers import pydantic_failures
from benchmarks.timing import Work, beside
from pandera.errors import SchemaErrors

import budgetcheck as bc

OURS = "budgetcheck, read and check"
WRONG = 3  # Two sums miss a wrong part, and a percentage is stated of nothing.
COLUMNS = tuple(sixty.row(documents.printed()))


def print_all(rounds: int) -> None:
    """Print the table: each beside ours, and how often it finds other failures."""
    seeds = range(1, rounds + 1)
    works = [_works(documents.printed(seed)) for seed in seeds]
    apart = {name: _disagreements(name, works) for name in works[0]}
    taken = _in_turns(works)
    print(f"\nOne document of 100 figures and 60 rules, the middle of {rounds} rounds")
    print(f"{'':34} {'time':>12} {'/ ours':>8} {'disagreements':>14}")
    for name, times in taken.items():
        spent = f"{median(times) * 1e6:,.0f} µs"
        ratio = beside(taken, name, OURS).ratio
        print(f"{name:34} {spent:>12} {ratio:8.2f} {apart[name]:14,}", flush=True)


def _in_turns(works: Sequence[Mapping[str, Work]]) -> dict[str, list[float]]:
    """Time all on each document, by the clock, as some use more than one processor."""
    taken: dict[str, list[float]] = {}
    for works_on_one in works:
        for name, work in works_on_one.items():
            start = time.perf_counter()
            work()
            taken.setdefault(name, []).append(time.perf_counter() - start)
    return taken


def _disagreements(name: str, works: Sequence[Mapping[str, Work]]) -> int:
    """Count failures too few or too many; this also warms up."""
    return sum(abs(_count(work[name]()) - WRONG) for work in works)


def _count(found: Any) -> int:
    return found if isinstance(found, int) else len(found)


def _works(texts: documents.Texts) -> dict[str, Work]:
    """Return what is done with a document, by whom."""
    checker = _checker()
    known, figures = documents.read(texts), sixty.row(texts)
    types = dict.fromkeys(COLUMNS, pl.Int64)
    frame = pl.DataFrame([figures], schema=types)
    numbered = pd.DataFrame([{"id": 1, **figures}]).astype("Int64")
    return {
        OURS: lambda: checker(documents.read(texts)).at_least("error"),
        "budgetcheck, check": lambda: checker(known).at_least("error"),
        "by hand, read, one tolerance": lambda: documents.load_by_hand(texts),
        "by hand, check, one tolerance": lambda: documents.by_hand(known),
        "by hand, check, whole numbers": lambda: [
            rule for rule in sixty.RULES if not sixty.passes(rule, figures)
        ],
        "pydantic, read and check": lambda: pydantic_failures(texts),
        "pandera, a row of polars": lambda: _pandera(frame),
        "dataframely, a row of polars": lambda: _dataframely(frame),
        "pointblank, a row of polars": lambda: _pointblank(frame),
        "vtlengine, a row of pandas": lambda: _vtlengine(numbered),
    }


@cache
def _checker() -> bc.Checker[documents.Accounts]:
    return bc.rules(*documents.notations()).for_(documents.Accounts)


@cache
def _conditions() -> dict[str, Any]:
    """Return what passes, for each rule, in polars."""
    return {rule.id: _condition(rule) for rule in sixty.RULES}


def _condition(rule: sixty.Sum | sixty.Ratio) -> Any:
    columns = {name: pl.col(name) for name in COLUMNS}
    if isinstance(rule, sixty.Sum):
        apart = sixty.total(rule.plus, columns) - sixty.total(rule.minus, columns)
        return 2 * (apart if rule.of_which else apart.abs()) <= rule.figures
    whole, printed = columns[rule.whole], columns[rule.stated]
    stated = printed + sixty.WHOLE if rule.change else printed
    apart = 4 * (sixty.WHOLE * sixty.total(rule.part, columns) - stated * whole)
    less, more = (2 * stated - 1).abs(), (2 * stated + 1).abs()
    above = apart + pl.max_horizontal(2 * whole + less, more - 2 * whole)
    below = apart - pl.max_horizontal(2 * whole + more, less - 2 * whole)
    slack = 2 * sixty.WHOLE * len(rule.part)
    possible = (above + slack >= 0) & (below - slack <= 0)
    return pl.when(printed.is_null()).then(whole == 0).otherwise(possible)


@cache
def _pandera_schema() -> Any:
    checks = [
        pandera.Check(lambda data, said=said: data.lazyframe.select(said), name=rule)
        for rule, said in _conditions().items()
    ]
    first, *_ = COLUMNS
    return pandera.DataFrameSchema({first: pandera.Column(int, checks=checks)})


def _pandera(frame: Any) -> Any:
    try:
        _pandera_schema().validate(frame, lazy=True)
    except SchemaErrors as errors:
        return errors.failure_cases["check"].to_list()
    return ()


@cache
def _dataframely_schema() -> Any:
    members: dict[str, Any] = {
        name: dataframely.Int64(nullable=True) for name in COLUMNS
    }
    for rule, said in _conditions().items():
        members[rule] = dataframely.rule()(lambda _, said=said: said)
    return type("Row", (dataframely.Schema,), members)


def _dataframely(frame: Any) -> Any:
    return _dataframely_schema().filter(frame)[1].counts()


def _pointblank(frame: Any) -> Any:
    validation = pointblank.Validate(data=frame)
    for said in _conditions().values():
        validation = validation.col_vals_expr(expr=said)
    failed = validation.interrogate(collect_tbl_checked=False).n_failed()
    return [step for step, count in failed.items() if count]


@cache
def _script() -> str:
    said = ";\n".join(
        f'{rule.id}: {sixty.in_vtl(rule)} errorcode "{rule.id}" errorlevel 1'
        for rule in sixty.RULES
    )
    return f"""
    define datapoint ruleset sixty (variable {", ".join(COLUMNS)}) is
      {said}
    end datapoint ruleset;
    failing <- check_datapoint(ACCOUNTS, sixty invalid);
    """


def _vtlengine(frame: Any) -> Any:
    components = [
        {
            "name": name,
            "type": "Integer",
            "role": "Identifier" if name == "id" else "Measure",
            "nullable": name != "id",
        }
        for name in ("id", *COLUMNS)
    ]
    structures = {"datasets": [{"name": "ACCOUNTS", "DataStructure": components}]}
    found = vtlengine.run(
        script=_script(),
        data_structures=structures,
        datapoints={"ACCOUNTS": frame},
        use_duckdb=True,
    )
    return found["failing"].data["errorcode"].to_list()
