"""The five rules by hand in Spark SQL: the queries of DuckDB, as Spark writes them."""

from __future__ import annotations

from benchmarks.frames import in_duckdb
from benchmarks.frames.loading import Tables
from benchmarks.frames.outcomes import (
    CONTRADICTION,
    RULES,
    VERDICTS,
    Outcome,
    sorted_keys,
)

MEMORY = "6g"


def to_spark(tables: Tables) -> Tables:
    """Return tables of PyArrow as data frames of Spark, kept in its own memory."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 (it needs Java)

    session = (
        SparkSession.builder.master("local[*]")
        .config("spark.driver.memory", MEMORY)
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    kept = [
        session.createDataFrame(table).cache()
        for table in (tables.lines, tables.totals)
    ]
    for frame in kept:
        frame.count()
    return Tables(kept[0], kept[1], session)


def checked(tables: Tables) -> Outcome:
    """Check all lines and departments."""
    tables.lines.createOrReplaceTempView("lines")
    tables.totals.createOrReplaceTempView("totals")
    failing, counts = {}, {}
    for key, query in (
        ("id", in_duckdb.lines_query("lines")),
        ("dept", in_duckdb.totals_query("lines", "totals")),
    ):
        verdicts = tables.connection.sql(_in_spark(query)).cache()
        rules = [rule for rule in RULES if (rule == "dept.total") == (key == "dept")]
        every = [
            f"count_if(`{rule}` = {code})"
            for rule in rules
            for code in range(len(VERDICTS))
        ]
        numbers = tuple(verdicts.selectExpr(*every).first())
        size = len(VERDICTS)
        for at, rule in enumerate(rules):
            counts[rule] = numbers[at * size : (at + 1) * size]
            wrong = verdicts.filter(f"`{rule}` = {CONTRADICTION}").select(key)
            failing[rule] = wrong.toArrow()[key].to_numpy()
        verdicts.unpersist()
    return Outcome(sorted_keys(failing), counts)


def _in_spark(query: str) -> str:
    """Return a query of DuckDB with the names and the types of Spark."""
    words = {'"': "`", "UTINYINT": "TINYINT", "FILTER (total": "FILTER (WHERE total"}
    for word, other in words.items():
        query = query.replace(word, other)
    return query
