"""How much memory each runner takes at most, in a process of its own.

`python -m benchmarks.frames.memory NAME FOLDER` reads Parquet files, runs once on a
few rows so that all code is loaded, and then says by how many bytes the process grew
at most while it checked.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

from benchmarks.frames import lines, loading
from benchmarks.frames.peaks import forget_peak, peak
from benchmarks.frames.runners import BY_NAME

FEW = 1_000


def written(ledger: lines.Ledger, folder: Path) -> None:
    """Write a ledger, and a small one beside it, for the processes to read."""
    loading.write(loading.arrow(ledger), folder)
    few = folder / "few"
    few.mkdir(exist_ok=True)
    loading.write(loading.arrow(lines.drawn(FEW)), few)


def grown(name: str, folder: Path) -> int:
    """Return by how many bytes a process grows while a runner checks a folder."""
    command = (sys.executable, "-m", "benchmarks.frames.memory", name, str(folder))
    done = subprocess.run(  # noqa: S603 (our own code)
        command, capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-1])


def main(name: str, folder: Path) -> None:
    """Print by how many bytes this process grows at most."""
    runner = BY_NAME[name]
    runner.run(runner.prepare(loading.read(folder / "few", runner.engine)))
    given = runner.prepare(loading.read(folder, runner.engine))
    gc.collect()
    forget_peak()
    before = peak()
    runner.run(given)
    print(peak() - before)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
