"""Lines in Parquet files that are larger than the memory: `bench frames large`.

The lines are drawn and written in pieces, with the truth beside them, and checked in
a process of its own for each engine, which says what it took and how large it grew.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pyarrow.parquet as pq
from benchmarks.frames import in_duckdb, in_polars, lines, loading, ours, truth
from benchmarks.frames.outcomes import (
    CONTRADICTION,
    RULES,
    VERDICTS,
    Outcome,
    sorted_keys,
)
from benchmarks.frames.peaks import peak

GIB = 2**30
MOST = 4 * GIB  # bytes that a process may grow to
FOR_DUCKDB = "2GB"  # of which its buffers may take so much
TRUTH = "truth.npz"


def print_all(rows: int, given: Path | None) -> int:
    """Make the files unless they are there, and check them; 1 if one is too large."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = given or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / TRUTH).exists():
            _make(rows, folder)
        size = sum(one.stat().st_size for one in folder.iterdir())
        print(f"\n{rows:,} rows, {size / GIB:,.1f} GiB of Parquet files")
        met = [_print_one(name, folder) for name in CHECKS]
    return int(not all(met))


def _print_one(name: str, folder: Path) -> bool:
    """Print what one engine took; whether it stayed within the memory."""
    command = (sys.executable, "-m", "benchmarks.frames.large", name, str(folder))
    done = subprocess.run(  # noqa: S603 (our own code)
        command, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"{name:28} failed: {done.stderr.strip().splitlines()[-1:]}")
        return False
    seconds, grown, wrong = done.stdout.split()[-3:]
    met = int(grown) <= MOST
    print(
        f"{name:28} {float(seconds):10,.1f} s {int(grown) / GIB:8.2f} GiB at most"
        f" ≤ {MOST / GIB:g} {'met' if met else 'MISSED'}, {wrong} disagreements",
        flush=True,
    )
    return met


def _make(rows: int, folder: Path) -> None:
    """Draw and write lines in row groups, and what is right of them."""
    start = time.perf_counter()
    counts = {rule: np.zeros(len(VERDICTS), dtype=np.int64) for rule in RULES}
    failing: dict[str, list[Any]] = {rule: [] for rule in RULES}
    writers: dict[str, Any] = {}
    for piece in lines.pieces(rows):
        tables = loading.arrow(piece)
        for name, table in (
            (loading.LINES, tables.lines),
            (loading.TOTALS, tables.totals),
        ):
            if name not in writers:
                writers[name] = pq.ParquetWriter(folder / name, table.schema)
            writers[name].write_table(table)
        right = truth.outcome(piece)
        for rule in RULES:
            counts[rule] += np.array(right.counts[rule])
            failing[rule].append(right.failing[rule])
    for writer in writers.values():
        writer.close()
    keys = {rule: np.concatenate(every) for rule, every in failing.items()}
    kept: dict[str, Any] = {
        **keys,
        **{f"{rule} counts": found for rule, found in counts.items()},
    }
    with (folder / TRUTH).open("wb") as file:
        np.savez(file, **kept)
    print(f"made in {time.perf_counter() - start:,.0f} s")


def _right(folder: Path) -> Outcome:
    """Read what is right."""
    with np.load(folder / TRUTH) as kept:
        failing = {rule: kept[rule] for rule in RULES}
        counts = {rule: tuple(map(int, kept[f"{rule} counts"])) for rule in RULES}
    return Outcome(failing, counts)


def _scanned(folder: Path) -> loading.Tables:
    """Return lazy frames of polars that read the files when they are asked."""
    names = (loading.LINES, loading.TOTALS)
    return loading.Tables(*(pl.scan_parquet(folder / name) for name in names))


def _attached(folder: Path) -> loading.Tables:
    """Return relations of DuckDB on the files, which may use a little memory."""
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{FOR_DUCKDB}'")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"SET temp_directory = '{folder / 'spilled'}'")
    files = (loading.LINES, loading.TOTALS)
    lines_of, totals = (connection.read_parquet(str(folder / name)) for name in files)
    return loading.Tables(lines_of, totals, connection)


def polars_by_hand(folder: Path) -> Outcome:
    """Check by the lazy query, and keep nothing but counts and what fails."""
    tables = _scanned(folder)
    verdicts = {
        "id": in_polars.of_lines(tables.lines),
        "dept": in_polars.of_departments(tables.lines, tables.totals),
    }
    failing, counts = {}, {}
    for key, frame in verdicts.items():
        rules = [rule for rule in RULES if (rule == "dept.total") == (key == "dept")]
        fails = [pl.col(rule) == CONTRADICTION for rule in rules]
        every = [
            (pl.col(rule) == code).sum().alias(f"{rule} {code}")
            for rule in rules
            for code in range(len(VERDICTS))
        ]
        queries = [frame.select(every), frame.filter(pl.any_horizontal(fails))]
        counted, failed = pl.collect_all(queries, engine="streaming")
        for rule in rules:
            codes = range(len(VERDICTS))
            counts[rule] = tuple(counted[f"{rule} {code}"].item() for code in codes)
            wrong = failed.filter(pl.col(rule) == CONTRADICTION)
            failing[rule] = wrong[key].to_numpy()
    return Outcome(sorted_keys(failing), counts)


def duckdb_by_hand(folder: Path) -> Outcome:
    """Check by the query in SQL, on the files."""
    tables = _attached(folder)
    tables.lines.create_view("lines")
    tables.totals.create_view("totals")
    return in_duckdb.checked(tables)


CHECKS: dict[str, Callable[[Path], Outcome]] = {
    "polars by hand": polars_by_hand,
    "DuckDB by hand": duckdb_by_hand,
}
if ours.is_there():
    CHECKS |= {
        "budgetcheck on polars": lambda folder: ours.checked(_scanned(folder)),
        "budgetcheck on DuckDB": lambda folder: ours.checked(_attached(folder)),
    }


def main(name: str, folder: Path) -> None:
    """Print seconds, the most bytes, and disagreements of one check."""
    start = time.perf_counter()
    outcome = CHECKS[name](folder)
    spent = time.perf_counter() - start
    grown = peak()
    print(spent, grown, outcome.disagreements(_right(folder)))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_DATA, (MOST, MOST))
    main(sys.argv[1], Path(sys.argv[2]))
