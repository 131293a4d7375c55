"""PySpark gives the verdicts of the object reader: a fixed set of frames.

It is tried apart (`dev.py spark`), because it needs Java, and half a minute to start.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from tests.frames.natives import Native

pytest.importorskip("narwhals")

from budgetcheck import Convention, Report, Verdict, check, frames

sql = pytest.importorskip("pyspark.sql")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # PySpark's own, of pandas and of sockets.
]

YUAN = Convention(unit="元", decimals=2, percent_decimals=1)
ROWS = 60
WIDE = {
    "sum": "a = b + c",
    "of which": "b + c <= a",
    "more": "a >= b",
    "less": "b < a + c",
    "above": "a > b",
    "many": "a = b + c + d + e",
    "multiple": "2 * a = b / 3 + 0.05 * c",
    "constant": "a <= 3元",
    "share": "s = a / b",
    "part of both": "s = a / (a + b)",
    "change": "s = a / b - 1",
    "rest": "s = 1 - a / b",
    "and": "a = b + c and s = a / b",
    "or": "a = b or s = a / b",
    "when": "when a > 0 then s = a / b",
    "when both": "when a > 0 and b > 0 then a = b or a <= c",
}
LONG = {
    "of a line": "lines[*].a = lines[*].b + lines[*].c",
    "share of all": "lines[i].s = lines[i].a / sum(lines[*].a)",
    "below all": "lines[*].a <= t",
    "sum": "t = sum(lines[*].a)",
    "share": "u = sum(lines[*].b) / t",
}
CONVENTIONS = {
    "usual": YUAN,
    "cut off": Convention(
        unit="元", decimals=2, percent_decimals=1, rounding="cut_off", zero="exact"
    ),
    "of sizes": Convention(
        unit="元",
        decimals=2,
        percent_decimals=1,
        negative_base="absolute",
        blank="zero",
        percent_rounding="cut_off",
        zero_over_zero="not_computable",
    ),
}
NULLS = {
    "a": frames.Column(null="withheld"),
    "b": frames.Column(null="blank"),
    "s": frames.Column(percent=True, null="not_computable"),
}
PRINTED = {"a": {"missing": "withheld"}, "b": "", "s": "n/c"}


@pytest.fixture(scope="module")
def spark() -> Iterator[Native]:
    """Start one session, as small as can be."""
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    made = sql.SparkSession.builder.master("local[2]")
    made = made.config("spark.ui.enabled", "false")
    session = made.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def rows_of(seed: int, names: str, *, large: int = 1) -> list[dict[str, int | None]]:
    """Return rows of which sums and percentages are nearly right."""
    random = Random(seed)
    rows = []
    for _ in range(ROWS):
        row: dict[str, int | None] = {
            name: random.choice((0, 0, 1, 3, -2, 50, 100, 333, 9834, -150)) * large
            for name in names
        }
        if random.random() < 0.6:
            row["a"] = sum(row[name] or 0 for name in "bc") + random.choice(
                (0, 1, -1, 2)
            )
        if row["b"] and random.random() < 0.7:
            row["s"] = 1000 * (row["a"] or 0) // row["b"] + random.choice((0, 0, 1, -1))
        rows.append(
            {name: None if random.random() < 0.05 else one for name, one in row.items()}
        )
    return rows


def figure(name: str, value: int | None) -> object:
    """Write a number as it is printed."""
    if value is None:
        return PRINTED.get(name, {"missing": "absent"})
    sign, far = "-" if value < 0 else "", abs(value)
    if name in "su":
        return f"{sign}{far // 10}.{far % 10}%"
    return f"{sign}{far // 100}.{far % 100:02}"


def frame_of(spark: Native, rows: list[dict[str, Any]]) -> Native:
    schema = ", ".join(f"{name} bigint" for name in rows[0])
    return spark.createDataFrame([tuple(row.values()) for row in rows], schema)


@pytest.mark.parametrize(
    ("name", "large"),
    [("usual", 1), ("usual", 10**13), ("cut off", 1), ("of sizes", 10**7)],
)
def test_every_row_has_the_verdicts_of_the_object_reader(
    spark: Native, name: str, large: int
) -> None:
    convention = CONVENTIONS[name]
    rows = [
        {"row": number, **row}
        for number, row in enumerate(rows_of(large, "abcdes", large=large))
    ]
    reports = [
        check(
            {path: figure(path, one) for path, one in row.items() if path != "row"},
            WIDE,
            convention=convention,
        )
        for row in rows
    ]

    found = frames.check(
        frame_of(spark, rows), WIDE, convention=convention, columns=NULLS, key="row"
    )

    assert verdicts_of(reports) == {
        row["row"]: {rule: row[rule] for rule in WIDE}
        for row in found.verdicts.toLocalIterator()
    }
    assert counted(reports) == {
        (rule, verdict.name): many
        for rule, counts in found.summary().counts().items()
        for verdict, many in counts.items()
        if many
    }
    assert {
        (number, one.rule.id)
        for number, report in enumerate(reports)
        for one in report.at_least("error")
    } == {(row["row"], row["rule"]) for row in found.failures().toLocalIterator()}


def verdicts_of(reports: list[Report]) -> dict[int, dict[str, str]]:
    return {
        number: {rule: report.verdicts[rule].name for rule in WIDE}
        for number, report in enumerate(reports)
    }


def counted(reports: list[Report]) -> dict[tuple[str, str], int]:
    found = {
        (rule, verdict.name): sum(one.verdicts[rule] is verdict for one in reports)
        for rule in WIDE
        for verdict in Verdict
    }
    return {pair: many for pair, many in found.items() if many}


@pytest.mark.parametrize("large", [1, 10**13], ids=["small", "wide"])
def test_lines_have_the_verdicts_of_documents(spark: Native, large: int) -> None:
    lines = [
        {"document": number % 17, "line": number // 17, **row}
        for number, row in enumerate(rows_of(large, "abcs", large=large))
    ]
    totals = [
        {
            "document": number,
            "t": sum(one["a"] or 0 for one in lines if one["document"] == number),
            "u": 500,
        }
        for number in range(1, 19)
    ]

    found = frames.check(
        frame_of(spark, lines),
        LONG,
        convention=YUAN,
        columns={f"lines[*].{name}": one for name, one in NULLS.items()},
        by="document",
        key="line",
        totals=frame_of(spark, totals),
    )

    rows = [*found.verdicts.toLocalIterator(), *found.documents.toLocalIterator()]
    assert expected_of_documents(lines, totals) == {
        (row["document"], rule, row.asDict().get("line")): row[rule]
        for row in rows
        for rule in LONG
        if rule in row
    }


def expected_of_documents(
    lines: list[dict[str, Any]], totals: list[dict[str, Any]]
) -> dict[tuple[int, str, int | None], str]:
    found: dict[tuple[int, str, int | None], str] = {}
    for number in range(19):
        mine = [one for one in lines if one["document"] == number]
        own = next((one for one in totals if one["document"] == number), {})
        document = {
            "lines": [
                {name: figure(name, line[name]) for name in "abcs"} for line in mine
            ],
            **{name: figure(name, own.get(name)) for name in "tu"},
        }
        for one in check(document, LONG, convention=YUAN).findings:
            place = int(one.at.strip("lines[]")) if one.at else None
            if place is not None or one.rule.over is None:
                found[number, one.rule.id, place] = one.verdict.name
    return found
