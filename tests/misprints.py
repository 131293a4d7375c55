"""Put known errors into honest documents, and count how often they are found.

`python3 dev.py misprints [COUNT] [--errors N] [--seed N]` draws so many honest
documents, puts so many slips into each, and diagnoses it. What is wrong, and what it
was before, is known without asking the reader (`budgetcheck.strategies.corrupted`).

A right figure is accused with certainty where a diagnosis says that at least so many
others would have to be wrong, and fewer are: that must never happen, and the command
fails if it does. A document that is honest must have no diagnosis at all.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random

import attrs
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.strategies import honest

from budgetcheck import Document
from budgetcheck.diagnosing import Diagnoses, Suspect, diagnose
from budgetcheck.language.conditions import named_paths
from budgetcheck.language.figures import Figure, Number
from budgetcheck.language.grounding import all_grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.paths import Path
from budgetcheck.strategies import Corruption, Slip, corrupted

CHUNK = 250
ROWS = (3, 12)
TOLD = 5  # failures that are told in full
SECONDS = 20.0
HEADINGS = (
    "errors",
    "seen",
    "suspected",
    "first",
    "in three",
    "its value",
    "explained",
)
KINDS = ("in two rules or more", "in one rule", "several figures")


@attrs.frozen
class Errors:
    """What was done to a document.

    Attributes:
        slips: The kinds of errors.
        before: What each figure was that is wrong now.
        rules: How many rules name the figure that the fewest name.
    """

    slips: tuple[Slip, ...]
    before: dict[Path, Figure]
    rules: int

    @classmethod
    def of(
        cls, honest_one: Document, changed: Document, done: Iterable[Corruption]
    ) -> Errors:
        """Return the errors that several corruptions have left in a document."""
        done = tuple(done)
        before = {
            path: honest_one.figures[path]
            for one in done
            for path in one.paths
            if honest_one.figures[path] != changed.figures[path]
        }
        grounds, _ = all_grounds(changed.rules, Known(changed.figures))
        counted = Counter(
            path
            for ground in grounds
            if ground.condition is not None
            for path in {*named_paths(ground.condition)}
        )
        rules = min((counted[path] for path in before), default=0)
        return cls(tuple(one.slip for one in done), before, rules)

    @property
    def kind(self) -> str:
        """Under which heading it is counted."""
        if len(self.before) > 1:
            return KINDS[2]
        return KINDS[0] if self.rules > 1 else KINDS[1]


@attrs.define
class Tally:
    """What became of documents, by kind of document and slip."""

    counts: Counter[tuple[str, str, str]] = attrs.field(factory=Counter)
    honest: int = 0
    told: list[str] = attrs.field(factory=list)
    unsettled: int = 0

    def count(
        self, honest_one: Document, changed: Document, done: tuple[Corruption, ...]
    ) -> None:
        """Diagnose an honest document, and the same one with errors in it."""
        self.honest += 1
        if len(diagnose(honest_one, seconds=SECONDS)):
            self.told.append("an honest document is diagnosed")
        errors = Errors.of(honest_one, changed, done)
        if not errors.before:
            return
        found = diagnose(changed, seconds=SECONDS)
        self.unsettled += not found.is_settled
        slip = "several" if len(errors.slips) > 1 else errors.slips[0].value
        for heading, is_so in zip(HEADINGS, _said(found, errors), strict=True):
            self.counts[errors.kind, slip, heading] += is_so
        self.told += _falsely_certain(found, errors)

    def add(self, other: Tally) -> None:
        """Add what another process has counted."""
        self.counts += other.counts
        self.honest += other.honest
        self.told += other.told
        self.unsettled += other.unsettled

    def table(self) -> Iterator[str]:
        """Yield how often errors were found, by kind of document and slip."""
        for kind in KINDS:
            slips = {slip for of, slip, _ in self.counts if of == kind}
            if not slips:
                continue
            yield ""
            yield f"{kind:22}" + "".join(f"{heading:>11}" for heading in HEADINGS)
            for slip in sorted(slips):
                yield self._line(slip, kind, {slip})
            yield self._line("all", kind, slips)

    def _line(self, name: str, kind: str, slips: set[str]) -> str:
        number = [
            sum(self.counts[kind, slip, one] for slip in slips) for one in HEADINGS
        ]
        drawn, seen, *rest = number
        shares = "".join(
            f"{100 * one / seen:>10.1f}%" if seen else f"{'':>11}" for one in rest
        )
        return f"{name:22}{drawn:>11}{seen:>11}{shares}"


def _said(found: Diagnoses, errors: Errors) -> tuple[bool, ...]:
    """Return what is so of a diagnosis; what nobody can see is not counted on."""
    wrong = errors.before.keys()
    first = _suspects(found, 1)
    values = [one for path, one in first.items() if path in wrong]
    seen = bool(found.causes)
    is_first = seen and wrong <= first.keys()
    return (
        True,
        seen,
        seen and wrong <= _suspects(found, None).keys(),
        is_first,
        seen and wrong <= _suspects(found, 3).keys(),
        is_first and all(_is_right(one, errors.before[one.path]) for one in values),
        is_first and any(one.suggestions and one.suggestions[0].slip for one in values),
    )


def _suspects(found: Diagnoses, answers: int | None) -> dict[Path, Suspect]:
    return {
        suspect.path: suspect
        for cause in found
        for answer in reversed(cause.answers[:answers])
        for suspect in answer.suspects
    }


def _is_right(suspect: Suspect, before: Figure) -> bool:
    """Say whether the first value that is suggested is the one that it was."""
    if not suspect.suggestions:
        return False
    one = suspect.suggestions[0].figure
    if isinstance(one, Number) and isinstance(before, Number):
        return type(one) is type(before) and one.value == before.value
    return one == before


def _falsely_certain(found: Diagnoses, errors: Errors) -> Iterator[str]:
    """Yield what is said to take more wrong figures than there are, and is right."""
    for cause in found:
        for doubt in cause.certain:
            right = doubt.path not in errors.before
            others = len(errors.before)
            if right and (doubt.otherwise is None or doubt.otherwise > others):
                yield f"{errors.slips}: {doubt.path} is right, and said to be wrong"


@st.composite
def cases(
    draw: st.DrawFn, rows: tuple[int, int], errors: int
) -> tuple[Document, Document, tuple[Corruption, ...]]:
    """Draw an honest document, the same one with errors in it, and which they are."""
    document = draw(honest.documents(min_rows=rows[0], max_rows=rows[1]))
    changed, done = document, []
    for _ in range(errors):
        changed, corruption = draw(corrupted(st.just(changed)))
        done.append(corruption)
    return document, changed, tuple(done)


def tally(job: tuple[int, int, int]) -> Tally:
    """Draw so many documents, the same each time for one seed."""
    number, many, errors = job
    counted = Tally()

    @seed(number)
    @settings(
        max_examples=many,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=tuple(HealthCheck),
    )
    @given(cases(ROWS, errors))
    def run(case: tuple[Document, Document, tuple[Corruption, ...]]) -> None:
        # Hypothesis may try a few more, to see how it should go on.
        if counted.honest < many:
            counted.count(*case)

    run()
    return counted


def main(arguments: list[str]) -> int:
    """Count errors as the command line says; return 1 if a right figure is accused."""
    parser = argparse.ArgumentParser(prog="dev.py misprints", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--errors", type=int, default=1)
    parser.add_argument("--seed", type=int, default=Random().randrange(10**6))
    given_ones = parser.parse_args(arguments)
    started, total, count = time.monotonic(), Tally(), given_ones.count
    processes = os.cpu_count() or 1
    size = min(CHUNK, -(-count // processes))
    jobs = [
        (given_ones.seed * 10_000 + number, min(size, count - first), given_ones.errors)
        for number, first in enumerate(range(0, count, size))
    ]
    with multiprocessing.Pool(processes) as pool:
        for one in pool.imap_unordered(tally, jobs):
            total.add(one)
            print(f"{total.honest} documents", file=sys.stderr, flush=True)
    print(*total.table(), sep="\n")
    print(f"\nright figures accused with certainty: {len(total.told)}")
    print(f"not settled in {SECONDS:g} s: {total.unsettled}")
    print(f"seed {given_ones.seed}, {time.monotonic() - started:.0f} s")
    print(*total.told[:TOLD], sep="\n")
    return int(bool(total.told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
