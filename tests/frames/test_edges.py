"""Edges: frames of no row or one, columns of nothing, names that are taken."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import pytest
from tests.frames.natives import CLASSIC, engines, names_in, native, rows_in

pytest.importorskip("narwhals")

from budgetcheck import Convention, Verdict, frames
from budgetcheck.errors import InvalidRuleError

RULES = ["t = a + b", "t <= a"]
COUNTED = {name: frames.Column(counted=True) for name in ("t", "a", "b")}


def checked(engine: str, columns: dict[str, Any], **more: Any) -> frames.Checked:  # noqa: ANN401 (as `frames.check()`)
    declared = COUNTED if engine == CLASSIC else {}
    declared = {name: one for name, one in declared.items() if name in columns}
    more = {"rules": RULES, "columns": declared} | more
    return frames.check(native(engine, columns), **more)


@engines
def test_a_frame_without_rows_has_no_verdicts(engine: str) -> None:
    found = checked(engine, {"t": [], "a": [], "b": []})

    assert [] == rows_in(found.verdicts)
    assert [] == rows_in(found.failures("note"))
    assert 0 == found.summary().rows
    assert 0 == sum(found.summary().total(verdict) for verdict in Verdict)


@engines
def test_a_frame_of_one_row_has_its_verdicts(engine: str) -> None:
    found = checked(engine, {"t": [5], "a": [2], "b": [4]}, key="t")

    assert [
        {
            "t": 5,
            "t = a + b": "ROUNDING",
            "t = a + b residual": -1,
            "t <= a": "CONTRADICTION",
            "t <= a residual": 3,
        }
    ] == rows_in(found.verdicts)
    assert (1, 1) == (found.summary().rows, found.summary().at_least("error"))
    assert ["t <= a"] == [row["rule"] for row in rows_in(found.failures())]


@engines
@pytest.mark.parametrize("lacking", ["a", "tab"])
def test_a_column_of_nulls_is_checked_as_one(engine: str, lacking: str) -> None:
    columns = {
        name: [None, None] if name in lacking else [4, 7] for name in ("t", "a", "b")
    }

    found = checked(engine, columns)

    assert 4 == found.summary().total(Verdict.UNCHECKED)
    assert 4 == len(rows_in(found.failures("note")))
    assert {"UNCHECKED"} == {row["t <= a"] for row in rows_in(found.verdicts)}


@engines
def test_rules_that_always_agree_leave_no_row_to_look_at(engine: str) -> None:
    found = checked(engine, {"a": [1, 2, 3]}, rules=["a = a"])

    assert 3 == found.summary().total(Verdict.EXACT)
    assert [] == rows_in(found.failures("note"))


@engines
def test_without_a_key_the_frame_keeps_its_own_columns_only(engine: str) -> None:
    columns = {"t": [5, 3], "a": [2, None], "b": [4, 4], "名": ["x", "y"]}

    found = checked(engine, columns)

    answers = [name for rule in RULES for name in (rule, f"{rule} residual")]
    assert [*columns, *answers] == names_in(found.verdicts)
    assert [*columns, "rule", "verdict", "stated", "recomputed", "residual"] == (
        names_in(found.failures("note"))
    )


def refuse_quotes_in_names(engine: str) -> None:
    """Skip what DuckDB cannot do with a name in which there is a quote."""
    if engine.startswith("DuckDB") and int(version("duckdb").partition(".")[0]) < 2:
        pytest.skip("before 2.0, DuckDB finds no column with a quote in its name")


@engines
def test_several_columns_may_be_the_key(engine: str) -> None:
    refuse_quotes_in_names(engine)
    columns = {
        "年 份": [1, 2],
        "the 'k'": ["x", "y"],
        "t": [5, 9],
        "a": [1, 2],
        "b": [4, 4],
    }

    found = checked(engine, columns, key=("the 'k'", "年 份"), rules=["t = a + b"])

    assert {"the 'k'": "y", "年 份": 2} == {
        name: value
        for name, value in rows_in(found.failures())[0].items()
        if name in columns
    }


@engines
def test_columns_may_have_any_name(engine: str) -> None:
    refuse_quotes_in_names(engine)
    columns = {
        "支出 合计": [5, 3],
        "a / b": [1, 2],
        "人员 ': x": [4, 4],
        "when": [1, 2],
    }
    rule = '"支出 合计" = "a / b" + "人员 \': x" + 0 * "when"'

    found = checked(engine, columns, rules={"合计": rule}, key="when")

    assert ["EXACT", "CONTRADICTION"] == [
        row["合计"] for row in rows_in(found.verdicts)
    ]


@engines
def test_columns_may_have_quotes_in_their_names(engine: str) -> None:
    if engine == "DuckDB":
        pytest.skip("before its version 2, it finds no column that has a quote")
    columns = {'the "total"': [5, 3], "a": [5, 2]}

    found = checked(engine, columns, rules={"r": '"the \\"total\\"" = a'})

    assert 1 == found.summary().total(Verdict.EXACT)


@engines
@pytest.mark.parametrize("key", [(), "rule"])
def test_a_rule_that_is_called_as_a_column_of_the_key_is_refused(
    engine: str, key: str
) -> None:
    columns = {"rule": [5], "a": [1]}

    found = checked(engine, columns, rules={"rule": "rule = a"}, key=key)

    with pytest.raises(InvalidRuleError, match="would be called 'rule'"):
        found.verdicts  # noqa: B018
    assert 1 == found.summary().total(Verdict.CONTRADICTION)


@engines
def test_a_key_that_is_called_as_what_failures_tell_is_refused(engine: str) -> None:
    found = checked(engine, {"verdict": [5], "a": [1]}, rules=["verdict = a"])

    with pytest.raises(InvalidRuleError, match="would be called 'verdict'"):
        found.failures()


@engines
def test_a_rule_may_be_called_as_a_column_that_is_not_in_the_key(engine: str) -> None:
    columns = {"rule": [5, 7], "verdict": [4, 7], "id": [1, 2]}
    rules = {"rule": "rule = verdict", "verdict": "verdict <= rule"}

    found = checked(
        engine, columns, rules=rules, key="id", convention=Convention(decimals=0)
    )

    assert [("STRAINED", "EXACT"), ("EXACT", "EXACT")] == [
        (row["rule"], row["verdict"]) for row in rows_in(found.verdicts)
    ]
    assert ["rule"] == [row["rule"] for row in rows_in(found.failures("warning"))]


@engines
def test_figures_of_documents_may_be_given_and_not_be_asked_for(engine: str) -> None:
    totals = native(engine, {"year": [1, 3], "t": [5, 6]})
    columns = {"year": [1, 1, 2], "a": [5, 2, 3]}

    found = checked(
        engine,
        columns,
        rules=["lines[*].a <= sum(lines[*].a)"],
        by="year",
        totals=totals,
    )

    assert 3 == found.summary().total(Verdict.EXACT)
