"""What `python3 dev.py bench frames` runs: all rows in memory, or larger than it.

`frames [--quick] [--rows N] [--rounds N]` prints the tables, `frames small` that of one
document, `frames spark [--rows N]` that of PySpark, which needs Java and is installed
by hand, and `frames large [--rows N] [--folder F]` that of files out of core.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import warnings
from datetime import date
from importlib.metadata import version
from pathlib import Path

LIBRARIES = (
    "numpy polars pandas pyarrow duckdb pandera dataframely pointblank vtlengine "
    "pydantic"
)
SPARK_ROWS = 1_000_000


def main(arguments: list[str]) -> int:
    """Print the tables; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(prog="bench frames", description=__doc__)
    parser.add_argument("part", nargs="?", choices=("small", "spark", "large"))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rows", type=_number)
    parser.add_argument("--rounds", type=_number, default=5)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args(arguments)
    # pandera and PySpark warn of each other's versions when they are imported.
    warnings.simplefilter("ignore")
    _print_machine()
    if chosen.part == "large":
        from benchmarks.frames import large  # noqa: PLC0415 (it measures its process)

        return large.print_all(chosen.rows or 100_000_000, chosen.folder)
    from benchmarks.frames import small, tables  # noqa: PLC0415 (see above)

    if chosen.part == "spark":
        tables.print_spark(chosen.rows or SPARK_ROWS, chosen.rounds)
        return 0
    if chosen.part == "small" or not chosen.rows:
        small.print_all(15 if chosen.quick else 51)
    if chosen.part == "small":
        return 0
    sizes: tuple[int, ...] = tables.QUICK if chosen.quick else tables.SIZES
    if chosen.rows:
        sizes = (chosen.rows,)
    return int(not tables.print_all(sizes, chosen.rounds))


def _number(text: str) -> int:
    return int(float(text))


def _print_machine() -> None:
    """Print the machine, the date and the versions."""
    print(f"{date.today()}, {_processor()}")  # noqa: DTZ011 (the day of whoever runs it)
    said = ", ".join(f"{name} {version(name)}" for name in LIBRARIES.split())
    print(f"Python {platform.python_version()}, {said}")


def _processor() -> str:
    """Return how many processors there are, what they are, and the memory."""
    known = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    texts = [path.read_text() if path.exists() else "" for path in known]
    name = re.search(r"model name\s*:\s*(.+)", texts[0])
    memory = re.search(r"MemTotal:\s*(\d+)", texts[1])
    said = name[1] if name else platform.processor() or platform.machine()
    size = f", {int(memory[1]) / 2**20:.0f} GiB" if memory else ""
    return f"{os.cpu_count()} × {said}{size}"
