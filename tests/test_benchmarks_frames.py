"""What the benchmark of data frames takes for right is right."""

import re
from importlib import import_module
from typing import Any

import pytest

import budgetcheck as bc

pytest.importorskip("numpy")

import numpy as np
from benchmarks import documents
from benchmarks.frames import lines, outcomes, sixty, truth

CONVENTION = bc.Convention(unit="元", decimals=2, percent_decimals=2)
ROWS = 2_500
LEDGER = lines.drawn(ROWS, seed=7)
TRUTH = truth.verdicts(LEDGER)
INDEX = re.compile(r"lines\[(\d+)\]")


def printed(hundredths: int) -> str:
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"


def row(at: int) -> dict[str, str]:
    texts = {name: printed(int(LEDGER.lines[name][at])) for name in lines.AMOUNTS}
    texts["share"] = f"{printed(int(LEDGER.lines['share'][at]))}%"
    texts["completion"] = f"{printed(int(LEDGER.lines['completion'][at]))}%"
    if LEDGER.blank["share"][at]:
        del texts["share"]
    if LEDGER.blank["completion"][at]:
        texts["completion"] = "n/c"
    return texts


def test_truth_is_what_the_object_reader_says_of_every_department() -> None:
    rules = bc.rules(outcomes.RULES)
    different: list[str] = []
    for number, (name, total) in enumerate(
        zip(LEDGER.totals["dept"], LEDGER.totals["total"], strict=True)
    ):
        within = np.flatnonzero(LEDGER.lines["dept"] == name)
        document: dict[str, Any] = {
            "total": printed(int(total)),
            "lines": [row(int(at)) for at in within],
        }
        for finding in bc.check(document, rules, convention=CONVENTION):
            found = INDEX.match(finding.at)
            at = number if found is None else int(within[int(found[1])])
            expected = outcomes.VERDICTS[TRUTH[finding.rule.id][at]]
            if expected != finding.verdict.name:
                different.append(f"{expected}: {finding}")

    assert [] == different


def test_every_planted_error_contradicts_the_rule_that_it_is_planted_for() -> None:
    failing = truth.outcome(LEDGER).failing

    missed = {
        kind: np.setdiff1d(keys, failing[rule]).tolist()
        for kind, (rule, keys) in LEDGER.planted.items()
    }
    assert {kind: [] for kind in LEDGER.planted} == missed
    assert all(len(keys) for _, keys in LEDGER.planted.values())


def test_no_line_fails_that_nothing_was_planted_in() -> None:
    failing = truth.outcome(LEDGER).failing
    planted = np.concatenate(
        [keys for rule, keys in LEDGER.planted.values() if rule != "dept.total"]
    )

    unplanted = {
        rule: np.setdiff1d(keys, planted).tolist()
        for rule, keys in failing.items()
        if rule != "dept.total"
    }
    assert {rule: [] for rule in unplanted} == unplanted


def test_every_verdict_is_met() -> None:
    met = {int(code) for codes in TRUTH.values() for code in np.unique(codes)}

    assert set(range(len(outcomes.VERDICTS))) == met


def test_the_same_seed_draws_the_same_lines_and_another_one_others() -> None:
    again, others = lines.drawn(ROWS, seed=7), lines.drawn(ROWS, seed=8)

    assert all(
        np.array_equal(again.lines[name], LEDGER.lines[name]) for name in lines.COLUMNS
    )
    assert not np.array_equal(others.lines["total"], LEDGER.lines["total"])


@pytest.mark.parametrize("engine", ["numpy", "polars", "pandas", "PyArrow", "DuckDB"])
def test_every_query_by_hand_says_what_is_right(engine: str) -> None:
    for needed in ("duckdb", "pandas", "polars", "pyarrow"):
        pytest.importorskip(needed)
    loading = import_module("benchmarks.frames.loading")
    module = engine.lower().replace("pyarrow", "arrow")
    query = import_module(f"benchmarks.frames.in_{module}")
    expected = truth.outcome(LEDGER)

    outcome = query.checked(loading.ENGINES[engine](loading.arrow(LEDGER)))

    assert expected.counts == outcome.counts
    assert 0 == outcome.disagreements(expected)


def test_the_query_that_looks_at_exact_rows_first_says_what_is_right() -> None:
    for needed in ("duckdb", "pandas", "polars", "pyarrow"):
        pytest.importorskip(needed)
    loading = import_module("benchmarks.frames.loading")
    query = import_module("benchmarks.frames.in_polars")
    expected = truth.outcome(LEDGER)

    tables = loading.to_polars(loading.arrow(LEDGER))
    outcome = query.checked_exact_first(tables)

    assert expected.counts == outcome.counts
    assert 0 == outcome.disagreements(expected)


def test_what_passes_in_other_libraries_is_what_is_no_contradiction() -> None:
    for needed in ("duckdb", "pandas", "polars", "pyarrow"):
        pytest.importorskip(needed)
    loading = import_module("benchmarks.frames.loading")
    failing = import_module("benchmarks.frames.failing")
    tables = loading.to_polars(loading.arrow(LEDGER))
    conditions = failing.passing()

    found = {
        rule: tables.lines.filter(~said)["id"].to_numpy()
        for rule, said in conditions.items()
    }
    sums = failing.sums(tables.lines, tables.totals)
    found["dept.total"] = sums.filter(~failing.total_passes())["dept"].to_numpy()

    outcome = outcomes.Outcome(outcomes.sorted_keys(found))
    assert 0 == outcome.disagreements(truth.outcome(LEDGER))


def test_disagreements_count_keys_and_verdicts() -> None:
    def outcome(keys: list[int], counts: tuple[int, ...]) -> outcomes.Outcome:
        failing = {"line.total": np.array(keys, dtype=np.int64)}
        return outcomes.Outcome(failing, {"line.total": counts} if counts else {})

    right = outcome([1, 2], (5, 0, 0, 2, 0, 0))

    assert 0 == outcome([1, 2], (5, 0, 0, 2, 0, 0)).disagreements(right)
    assert 2 == outcome([1, 3], (5, 0, 0, 2, 0, 0)).disagreements(right)
    assert 1 == outcome([1, 2], (4, 1, 0, 2, 0, 0)).disagreements(right)
    assert 1 == outcome([1], ()).disagreements(right)


@pytest.mark.parametrize("seed", range(5))
def test_the_row_of_sixty_rules_fails_where_the_document_does(seed: int) -> None:
    texts = documents.printed(seed)
    rules = list(documents.notations())
    report = bc.check(documents.read(texts), rules)
    expected = {
        rules.index(finding.rule.id)
        for finding in report
        if finding.verdict is bc.Verdict.CONTRADICTION
    }

    figures = sixty.row(texts)
    failing = {
        number
        for number, rule in enumerate(sixty.RULES)
        if not sixty.passes(rule, figures)
    }
    assert expected == failing


@pytest.mark.parametrize("engine", ["polars", "pandas", "PyArrow", "DuckDB"])
def test_ours_says_what_is_right_on_every_engine(engine: str) -> None:
    for needed in ("duckdb", "narwhals", "pandas", "polars", "pyarrow"):
        pytest.importorskip(needed)
    loading = import_module("benchmarks.frames.loading")
    ours = import_module("benchmarks.frames.ours")
    if not ours.is_there():
        pytest.skip("there is no budgetcheck.frames yet")
    expected = truth.outcome(LEDGER)

    outcome = ours.checked(loading.ENGINES[engine](loading.arrow(LEDGER)))

    assert expected.counts == outcome.counts
    assert 0 == outcome.disagreements(expected)
