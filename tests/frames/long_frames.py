"""Long frames: columns as a frame of lines, and as documents that are read singly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from tests.frames.natives import Columns, native, rows_in

from budgetcheck import Convention, Rule, check, frames

YUAN = Convention(unit="元", decimals=2)
# By document, the number of the line (none for the document), and the rule.
Said: TypeAlias = dict[tuple[object, int | None, str], str]
Rules: TypeAlias = Mapping[str, str]


def documents_in(lines: Columns, totals: Columns | None = None) -> dict[object, Any]:
    """Return the documents that lines and totals belong to, told by their year."""
    found: dict[object, Any] = {}
    for row in _rows(lines):
        found.setdefault(row.pop("year"), {"lines": []})["lines"].append(_given(row))
    for row in _rows(totals or {}):
        found.setdefault(row.pop("year"), {"lines": []}).update(_given(row))
    return found


def _rows(columns: Columns) -> list[dict[str, Any]]:
    rows = zip(*columns.values(), strict=True)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _given(row: dict[str, Any]) -> dict[str, Any]:
    lacks = {"missing": "absent"}
    return {
        name: lacks if value is None and name != "code" else value
        for name, value in row.items()
    }


def said_singly(
    lines: Columns,
    rules: Rules,
    totals: Columns | None = None,
    convention: Convention = YUAN,
) -> Said:
    """Return what the reader of single documents says of each of them."""
    found: Said = {}
    for year, document in documents_in(lines, totals).items():
        report = check(document, rules, convention=convention, missing="unchecked")
        for one in report:
            line = one.at.partition("[")[2].partition("]")[0]
            place = int(line) if line else None
            if place is None and one.rule.over is not None:
                continue  # A document without lines: no row of a frame is about them.
            found[year, place, one.rule.id] = one.verdict.name
    return found


def checked(
    engine: str,
    lines: Columns,
    rules: Rules | Sequence[str | Rule],
    totals: Columns | None = None,
    **more: Any,  # noqa: ANN401 (as `frames.check()`)
) -> frames.Checked:
    """Return lines that are checked as a long frame, each with its number."""
    numbered = {"line": _numbers(lines["year"]), **lines}
    options: dict[str, Any] = {"convention": YUAN, "by": "year", "key": "line"}
    given = None if totals is None else native(engine, totals)
    return frames.check(
        native(engine, numbered), rules, totals=given, **(options | more)
    )


def _numbers(years: Sequence[object]) -> list[int]:
    return [list(years[:at]).count(year) for at, year in enumerate(years)]


def said_together(found: frames.Checked, rules: Rules) -> Said:
    """Return what the rules of a long frame say, where they say anything."""
    by_line = {
        (row["year"], row["line"], rule): row[rule]
        for row in rows_in(found.verdicts)
        for rule in rules
        if row.get(rule) is not None
    }
    by_document: Said = {
        (row["year"], None, rule): row[rule]
        for row in rows_in(found.documents)
        for rule in rules
        if "line" not in row and row.get(rule) is not None
    }
    return by_line | by_document
