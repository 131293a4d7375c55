"""The tables of `python3 dev.py bench frames [--quick] [--rows N] [--rounds N]`."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.frames import lines, loading, memory, truth
from benchmarks.frames.clocks import Clocked, exponent, in_turns
from benchmarks.frames.runners import BY_HAND, RUNNERS, Runner, spark

SIZES = (10_000, 1_000_000, 10_000_000)
QUICK = (10_000, 100_000)
FEW, MANY = 1_000_000, 10_000_000
SMALL, MORE = 10_000, 0.015  # seconds that ours may take more than by hand
NAME = 28


def print_all(sizes: tuple[int, ...], rounds: int) -> bool:
    """Print a table for each size, what time grows with, and memory; True if met."""
    taken: dict[int, dict[str, Clocked]] = {}
    for size in sizes:
        ledger = lines.drawn(size)
        # A short run is timed more often.
        times = max(rounds, 15) if size <= SMALL else rounds
        tables = loading.arrow(ledger)
        taken[size] = in_turns(RUNNERS, tables, truth.outcome(ledger), times)
        print_times(RUNNERS, taken[size], size, times)
    if FEW in taken and MANY in taken:
        print_growth(taken[FEW], taken[MANY])
    print_memory(max(sizes))
    return SMALL not in taken or all(print_overhead(taken[SMALL]))


def print_spark(size: int, rounds: int) -> None:
    """Print the table of PySpark, which takes more for a start than all the others."""
    ledger, runners = lines.drawn(size), spark()
    taken = in_turns(runners, loading.arrow(ledger), truth.outcome(ledger), rounds)
    print_times(runners, taken, size, rounds)


def print_times(
    runners: tuple[Runner, ...], taken: Mapping[str, Clocked], size: int, rounds: int
) -> None:
    """Print what all took for one size; the first is what all are compared with."""
    print(f"\n{size:,} rows, the middle of {rounds} rounds")
    first = runners[0].name
    heads = ("time", f"/ {first.split()[0]}", "/ by hand", "processor", "/ by hand")
    print(f"{'':{NAME}}", *(f"{head:>13}" for head in (*heads, "disagreements")))
    for runner in runners:
        mine = taken[runner.name]
        other = taken.get(runner.beside)
        cells = (
            f"{mine.middle * 1000:,.1f} ms",
            f"{mine.beside(taken[first]):.2f}",
            f"{mine.beside(other):.2f}" if other else "",
            f"{median(mine.processor) * 1000:,.1f} ms",
            f"{mine.work_beside(other):.2f}" if other else "",
            f"{mine.disagreements:,}",
        )
        print(f"{runner.name:{NAME}}", *(f"{cell:>13}" for cell in cells), flush=True)


def print_growth(few: Mapping[str, Clocked], many: Mapping[str, Clocked]) -> None:
    """Print the power of the number of rows that times grow with."""
    print(f"\nFrom {FEW:,} to {MANY:,} rows the time grows with this power of them")
    for name in few:
        power = exponent(few[name], many[name], MANY / FEW)
        print(f"{name:{NAME}} {power:13.2f}")


def print_overhead(taken: Mapping[str, Clocked]) -> list[bool]:
    """Print what ours takes more than by hand for few rows; whether it may."""
    met = []
    for runner in RUNNERS:
        if runner.name.startswith("budgetcheck"):
            more = taken[runner.name].more_than(taken[runner.beside])
            met.append(more <= MORE)
            said = "met" if met[-1] else "MISSED"
            print(
                f"{runner.name:{NAME}} {more * 1000:10.1f} ms more for {SMALL:,} rows"
                f" ≤ {MORE * 1000:g} ms {said}"
            )
    return met


def print_memory(size: int) -> None:
    """Print by how much a process grows at most while each checks."""
    print(f"\n{size:,} rows, how much memory a process grows by at most")
    grown: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        memory.written(lines.drawn(size), folder)
        for runner in RUNNERS:
            if runner.copies:
                continue
            grown[runner.name] = mine = memory.grown(runner.name, folder)
            other = grown.get(runner.beside or BY_HAND.format(runner.engine), mine)
            ratio = f"{mine / max(other, 1):.2f}" if runner.beside else ""
            print(
                f"{runner.name:{NAME}} {mine / 2**20:10,.0f} MiB {ratio:>13}",
                flush=True,
            )
