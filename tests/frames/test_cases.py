"""The shared cases, each a frame of one row: `decide()` of tests/test_cases.py."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests.frames.natives import INSTALLED, native, rows_in
from tests.test_cases import CLAIMS, EXPECTED, SEMANTICS, claim_case

pytest.importorskip("narwhals")

from budgetcheck import Convention, Verdict, frames
from budgetcheck.errors import BudgetCheckError

WORDS = {"increase": "增加", "decrease": "减少", "flat": "持平"}
SUBSTANCE = {"value", "missing", "word"}
# A column is in one unit, which is declared if it is not that of the document.
UNITS = re.compile(r"(万条|条|次|件|cases)")
PRINTED = ("unit", "decimals", "exact", "rounding")


def cells_of(figures: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 (nested)
    """Yield every figure of a case, by the path that is the name of its column."""
    if isinstance(figures, list):
        for number, one in enumerate(figures):
            yield from cells_of(one, f"{path}[{number}]")
    elif isinstance(figures, dict) and not (path and SUBSTANCE & set(figures)):
        for name, one in figures.items():
            yield from cells_of(one, f"{path}.{name}" if path else name)
    else:
        yield path, figures


def column_of(figure: Any) -> tuple[str | None, frames.Column]:  # noqa: ANN401 (a text or a table)
    """Return a figure as the text of a cell, and what is declared of its column."""
    if not isinstance(figure, dict):
        unit = UNITS.search(str(figure))
        percent = True if figure == "n/c" else None
        return str(figure), frames.Column(unit=unit and unit[0], percent=percent)
    if "missing" in figure:
        # A column of nothing is one of floats, in classic pandas.
        return None, frames.Column(null=figure["missing"], counted=True)
    if "word" in figure:
        return WORDS[figure["word"]], frames.Column()
    declared = {name: figure[name] for name in PRINTED if name in figure}
    return figure["value"], frames.Column(**declared)


def cannot(case: dict[str, Any]) -> str:
    """Return why a frame cannot say a case, or nothing."""
    figures = dict(cells_of(case["figures"]))
    if any(isinstance(one, dict) and "also" in one for one in figures.values()):
        return "a cell has one printing"
    if any(len(str(one)) > _LONGEST for one in figures.values()):
        return "no type of a column holds such numbers"
    if case["rule"].startswith("lines[*]") and not case["figures"]["lines"]:
        return "no line has no verdict"
    if case["rule"] == "word = now / before - 1":
        return "a range in a ratio is checked in a document of its own"
    if 'lines["' in case["rule"]:
        return "a frame does not tell rows by their keys"
    return ""


_LONGEST = 40  # Digits; int128 and decimals of 38 digits hold less.


def decided(case: dict[str, Any], engine: str) -> str:
    """Put one case through a frame: of one row or, if it has lines, of these."""
    publisher = Convention.of(
        {"unit": case.get("unit", "元"), "decimals": 2} | case.get("convention", {})
    )
    lists = [one for one in case["figures"].values() if isinstance(one, list)]
    ask = of_lines if lists else of_one_row
    checked = ask(case, engine, publisher)
    said = [*rows_in(checked.verdicts), *rows_in(checked.documents)]
    return str(next(row["rule"] for row in said if "rule" in row))


def of_one_row(
    case: dict[str, Any], engine: str, publisher: Convention
) -> frames.Checked:
    cells = {path: column_of(one) for path, one in cells_of(case["figures"])}
    return frames.check(
        native(engine, {path: [text] for path, (text, _) in cells.items()}),
        {"rule": case["rule"]},
        convention=publisher,
        columns={path: one for path, (_, one) in cells.items()},
    )


def of_lines(
    case: dict[str, Any], engine: str, publisher: Convention
) -> frames.Checked:
    """Put the lines of a case into one frame, and its other figures into another."""
    figures = dict(case["figures"])
    (name,) = (name for name, one in figures.items() if isinstance(one, list))
    given = figures.pop(name)
    lines = [one if isinstance(one, dict) else {name: one} for one in given]
    named = dict.fromkeys(key for line in lines for key in line) or {name: None}
    columns: dict[str, list[Any]] = {
        key: [None if key not in line else str(line[key]) for line in lines]
        for key in named
    }
    return frames.check(
        native(engine, {"document": [1] * len(lines), **columns}),
        {"rule": case["rule"]},
        convention=publisher,
        by="document",
        totals=native(
            engine,
            {"document": [1], **{key: [one] for key, one in figures.items()}},
        ),
    )


SAYABLE = [case for case in SEMANTICS if not cannot(case)]
UNSAYABLE = [case for case in SEMANTICS if cannot(case)]
BOTH = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(name not in INSTALLED, reason=f"there is no {name}"),
    )
    for name in ("polars", "DuckDB")
]


@pytest.mark.parametrize("engine", BOTH)
def test_every_case_of_the_semantics_gets_its_verdict(engine: str) -> None:
    found = {case["why"]: decided(case, engine) for case in SAYABLE}

    assert {case["why"]: case["verdict"] for case in SAYABLE} == found


def test_few_cases_cannot_be_said_by_a_frame() -> None:
    assert {
        "a cell has one printing": 10,
        "a frame does not tell rows by their keys": 2,
        "a range in a ratio is checked in a document of its own": 1,
        "no line has no verdict": 1,
        "no type of a column holds such numbers": 1,
    } == Counter(map(cannot, UNSAYABLE))
    assert len(SEMANTICS) == len(SAYABLE) + len(UNSAYABLE)


@pytest.mark.skipif("polars" not in INSTALLED, reason="there is no polars")
@pytest.mark.parametrize("case", UNSAYABLE, ids=lambda case: case["why"])
def test_what_a_frame_cannot_say_is_said_of_none(case: dict[str, Any]) -> None:
    if cannot(case) != "a cell has one printing":  # That one is lost before.
        with pytest.raises((BudgetCheckError, StopIteration)):
            decided(case, "polars")


@pytest.mark.parametrize("engine", BOTH)
def test_every_real_claim_gets_its_verdict(engine: str) -> None:
    seen = 0
    for claims in alike().values():
        rows = verdicts_of(claims, engine)
        seen += len(rows)
        for claim, verdict in zip(claims, rows, strict=True):
            assert Verdict[verdict] in EXPECTED[claim["expected"]], claim["id"]

    assert 297 == seen


def alike() -> dict[Any, list[dict[str, Any]]]:
    """Return the claims that are rows of one frame."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for claim in CLAIMS:
        figures, rule = claim_case(claim)
        paths = tuple(path for path, _ in cells_of(figures))
        key = rule, claim["unit"], claim["decimals"], paths
        found.setdefault(key, []).append(claim)
    return found


def verdicts_of(claims: list[dict[str, Any]], engine: str) -> list[str]:
    rows = [dict(cells_of(claim_case(claim)[0])) for claim in claims]
    names = list(rows[0])
    unit = claims[0]["unit"].removesuffix(" with delta in 万元")
    checked = frames.check(
        native(engine, {name: [str(row[name]) for row in rows] for name in names}),
        {"rule": claim_case(claims[0])[1]},
        convention=Convention(unit=unit, decimals=claims[0]["decimals"]),
    )
    return [row["rule"] for row in rows_in(checked.verdicts)]
