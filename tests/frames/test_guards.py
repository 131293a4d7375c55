"""Guards and what lacks: the same of every row as of a document by itself."""

from __future__ import annotations

from typing import Any

import pytest
from tests.frames.natives import native, rows_in

pytest.importorskip("narwhals")
pytest.importorskip("polars")

from budgetcheck import Convention, check, frames
from budgetcheck.errors import InvalidRuleError, UnsupportedRuleError

YUAN = Convention(unit="元", decimals=2, percent_decimals=2)
GUARDED = [
    "when a < b and b < t then t = a + b",
    "when a = b or b = t then t = a + b",
    "when (when a < b then b < t) then a <= t",
    "when s = a / t then t = a + b",
    "when a < b and s = a / t then t = a + b",
    "when a = b or s = a / t then t = a + b",
    "when (when s = a / t then a < b) then t = a + b",
]
COLUMNS: dict[str, list[int | None]] = {
    "t": [300, 300, 301, 305, 100, 0, None, 2],
    "a": [100, 200, 100, 100, 100, 0, 100, 1],
    "b": [200, 100, 200, 200, 100, 0, 200, 1],
    "s": [3333, 6667, 3322, 3000, 10000, 0, 5000, None],
}


def printed(number: int | None, suffix: str) -> object:
    """Return a number as it is printed, with two decimals."""
    if number is None:
        return {"missing": "absent"}
    return f"{number // 100}.{number % 100:02d}{suffix}"


@pytest.mark.parametrize("rule", GUARDED)
def test_a_guard_is_read_as_in_a_document(rule: str) -> None:
    found = frames.check(native("polars", COLUMNS), [rule], convention=YUAN)
    verdicts = [row[rule] for row in rows_in(found.verdicts)]
    expected = []
    for row in zip(*COLUMNS.values(), strict=True):
        texts = {
            name: printed(number, "%" if name == "s" else "")
            for name, number in zip(COLUMNS, row, strict=True)
        }
        (finding,) = check(texts, [rule], convention=YUAN).findings
        expected.append(finding.verdict.name)

    assert expected == verdicts


def test_what_only_another_row_has_is_missing_in_this_one() -> None:
    columns = {
        "l[0].s": [5000],
        "l[0].a": [50],
        "l[0].t": [100],
        "l[1].a": [50],
        "l[1].t": [100],
    }
    rules = ["l[*].s = l[*].a / l[*].t", "l[*].s = l[*].s"]
    found = frames.check(native("polars", columns), rules, convention=YUAN)
    verdicts = rows_in(found.verdicts)[0]

    assert ("EXACT", "UNCHECKED") == (
        verdicts[f"{rules[0]} @ l[0]"],
        verdicts[f"{rules[0]} @ l[1]"],
    )
    assert 2 == len(rows_in(found.failures("note")))


def test_a_tree_without_headings_says_nothing() -> None:
    columns: dict[str, list[int]] = {"t": [5], "a": [5], "l.x.n": [1]}
    rules = ["t = a and tree(l[*].n by code)", "when tree(l[*].n by code) then t = a"]
    found = rows_in(
        frames.check(native("polars", columns), rules, convention=YUAN).verdicts
    )

    assert ["EXACT", "EXACT"] == [found[0][rule] for rule in rules]


def test_what_pandas_does_not_know_is_explained_as_missing() -> None:
    pytest.importorskip("pandas")
    columns: dict[str, list[int | None]] = {
        "id": [1, 2],
        "t": [5, None],
        "a": [5, 5],
    }
    found = frames.check(native("pandas", columns), ["t = a"], key="id")

    assert "UNCHECKED" == found.explain(2).findings[0].verdict.name


@pytest.mark.parametrize("name", ["key", "by"])
def test_a_column_that_is_not_there_is_named(name: str) -> None:
    named: dict[str, Any] = {name: "nobody"}

    with pytest.raises(InvalidRuleError, match="no column 'nobody'"):
        frames.check(native("polars", COLUMNS), ["t = a"], **named)


def test_figures_of_documents_say_which_document_they_are_of() -> None:
    lines = native("polars", {"d": [1], "a": [5]})
    totals = native("polars", {"e": [1], "total": [5]})

    with pytest.raises(InvalidRuleError, match="no column 'd'"):
        frames.check(lines, ["total = sum(l[*].a)"], by="d", totals=totals)


def test_sums_that_no_type_holds_are_refused() -> None:
    pytest.importorskip("pyarrow")
    lines = native("PyArrow", {"d": [1, 1, 1], "a": [4 * 10**18, 1, 4 * 10**18]})

    with pytest.raises(UnsupportedRuleError, match="whole numbers end at"):
        frames.check(lines, ["sum(l[*].a) = sum(l[*].d)"], by="d")
