"""Check a table before it is loaded, and stop the job if it contradicts itself.

`python3 examples/etl_check.py [FILE]` reads a CSV file whose last line is the total,
and exits with 0 (load it), 1 (the figures contradict each other) or 2 (unreadable).
Without a file it reads the programmes of `examples/uganda-2019.toml`.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import budgetcheck as bc
from budgetcheck.wording import word

FILE = Path(__file__).with_name("uganda-2019-programmes.csv")

COLUMNS = ("approved", "released", "spent", "execution")
RULES = bc.rules(
    {
        "approved.total": "total.approved = sum(lines[*].approved)",
        "released.total": "total.released = sum(lines[*].released)",
        "spent.total": "total.spent = sum(lines[*].spent)",
        "spent.within": "lines[*].spent <= lines[*].released",
        "execution.line": "lines[*].execution = lines[*].spent / lines[*].approved",
        "execution.total": "total.execution = total.spent / total.approved",
    }
)


def main(arguments: Sequence[str]) -> int:
    """Check one file, print what was found, and return the exit code."""
    file = Path(arguments[0]) if arguments else FILE
    try:
        report = checked(file)
    except (OSError, ValueError, csv.Error, bc.BudgetCheckError) as error:
        print(f"{file.name}: {error}", file=sys.stderr)
        return 2
    for finding in report.at_least("warning"):
        print(f"{finding.level.value.upper()} {finding.name}")
        print(f"  {finding.filled}")
        print(f"  {word(finding).text}")
    counts = ", ".join(
        f"{verdict.value} {count}" for verdict, count in report.counts.items() if count
    )
    print(f"{file.name}: {len(report)} checks: {counts}")
    return 0 if report.ok else 1


def checked(file: Path) -> bc.Report:
    """Read a table as texts, so that every figure keeps its printed digits."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    total = {name: row[name] for row in rows[-1:] for name in COLUMNS if name in row}
    figures = {"lines": rows[:-1], "total": total}
    return bc.check(figures, RULES, unit="UGX billion", decimals=2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
