"""Put slips into honest documents, and count which of them are found.

`python3 dev.py slips [COUNT] [--seed N]` draws so many honest documents, checks each,
puts one slip into it, and checks it again. No honest document may be accused. A slip
that leaves the slack must be found by every rule that it breaks, and no other rule may
fail. What must be found is known without asking the checker
(`budgetcheck.strategies.corrupted`).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from random import Random
from statistics import median

import attrs
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.strategies import honest

from budgetcheck import Document, Verdict, check
from budgetcheck.strategies import Corruption, Slip, corrupted

CHUNK = 500
ROWS = (40, 60)
COLUMNS = ("drawn", "left the slack", "found", "missed", "accused", "rightly silent")
TOLD = 5  # failures that are told in full


@attrs.define
class Tally:
    """What became of documents, by kind of slip."""

    counts: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    honest: int = 0
    accused: int = 0
    rows: list[int] = attrs.field(factory=list)
    told: list[str] = attrs.field(factory=list)

    def count(self, document: Document, changed: Document, slip: Corruption) -> None:
        """Count one honest document, and the same one with a slip in it."""
        self.honest += 1
        self.rows.append(rows_of(document))
        if contradictions(document):
            self.accused += 1
            self.told.append(f"an honest document is accused: {check(document)}")
        found = contradictions(changed)
        missed, accused = slip.failing - found, found - slip.failing
        left = bool(slip.failing)
        said = (
            True,
            left,
            left and not missed,
            missed,
            accused,
            not left and not found,
        )
        for column, is_so in zip(COLUMNS, said, strict=True):
            self.counts[slip.slip, column] += bool(is_so)
        if missed or accused:
            self.told.append(f"{slip}: missed {missed}, accused {accused}")

    def add(self, other: Tally) -> None:
        """Add what another process has counted."""
        self.counts += other.counts
        self.honest += other.honest
        self.accused += other.accused
        self.rows += other.rows
        self.told += other.told

    @property
    def is_clean(self) -> bool:
        """Whether nothing was missed and nobody accused."""
        return not self.told


def contradictions(document: Document) -> frozenset[tuple[str, str]]:
    """Return what fails in a document, by rule and row."""
    return frozenset(
        (finding.rule.id, finding.at)
        for finding in check(document).findings
        if finding.verdict is Verdict.CONTRADICTION
    )


def rows_of(document: Document) -> int:
    """Return how many rows the lists of a document have."""
    steps = document.figures.rows.items()
    return sum(len(rows) for _, rows in steps if rows and not isinstance(rows[0], str))


@st.composite
def pairs(
    draw: st.DrawFn, documents: st.SearchStrategy[Document]
) -> tuple[Document, Document, Corruption]:
    """Draw an honest document, the same one with a slip in it, and which it is."""
    document = draw(documents)
    changed, corruption = draw(corrupted(st.just(document)))
    return document, changed, corruption


def tally(job: tuple[int, int, tuple[int, int]]) -> Tally:
    """Draw so many documents, the same each time for one seed."""
    number, many, rows = job
    counted = Tally()
    documents = honest.documents(min_rows=rows[0], max_rows=rows[1])

    @seed(number)
    @settings(
        max_examples=many,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=tuple(HealthCheck),
    )
    @given(pairs(documents))
    def run(pair: tuple[Document, Document, Corruption]) -> None:
        # Hypothesis may try a few more, to see how it should go on.
        if counted.honest < many:
            counted.count(*pair)

    run()
    return counted


def table(counted: Tally) -> Iterable[str]:
    """Yield the lines of the table by kind of slip, and what became of honest ones."""
    yield f"{'slip':20}" + "".join(f"{column:>16}" for column in COLUMNS)
    every = [*Slip, None]
    for slip in every:
        numbers = (
            sum(
                many
                for (kind, of), many in counted.counts.items()
                if of == column and slip in {kind, None}
            )
            for column in COLUMNS
        )
        yield f"{slip or 'all':20}" + "".join(f"{number:>16}" for number in numbers)
    yield f"{counted.honest} honest documents, {counted.accused} accused"
    yield f"median number of rows: {median(counted.rows):g}"


def main(arguments: list[str]) -> int:
    """Count slips as the command line says; return 1 if one is missed, or accused."""
    parser = argparse.ArgumentParser(prog="dev.py slips", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=Random().randrange(10**6))
    given_ones = parser.parse_args(arguments)
    started, total, count = time.monotonic(), Tally(), given_ones.count
    processes = os.cpu_count() or 1
    size = min(CHUNK, -(-count // processes))
    jobs = [
        (given_ones.seed * 10_000 + number, min(size, count - first), ROWS)
        for number, first in enumerate(range(0, count, size))
    ]
    with multiprocessing.Pool(processes) as pool:
        for one in pool.imap_unordered(tally, jobs):
            total.add(one)
            print(f"{total.honest} documents", file=sys.stderr, flush=True)
    print(*table(total), sep="\n")
    print(f"seed {given_ones.seed}, {time.monotonic() - started:.0f} s")
    print(*total.told[:TOLD], sep="\n")
    return int(not total.is_clean)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
