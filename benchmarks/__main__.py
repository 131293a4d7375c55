"""All figures of the page on speed: `dev.py bench [PART] [--quick]`.

The parts that have a table of their own are `accounts`, `diagnosing`, `plugin` and
`frames`, which needs the data-frame libraries that it compares.

Everything is timed in turns in one run, and compared round by round; the table has
the middle of these ratios, the target, and the middle of the times.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from itertools import chain
from statistics import median

from benchmarks import accounts, diagnosing, documents, plugin, tables
from benchmarks.timing import Line, Work, beside, in_turns, once
from hypothesis import given, settings

import budgetcheck as bc
from budgetcheck.strategies import figures_obeying
from budgetcheck.wording import word

IMPORTS = {
    "import attrs, moneyed": "import attrs, moneyed",
    "import budgetcheck": "import budgetcheck",
    "from budgetcheck import *": "from budgetcheck import *",
}
# Hypothesis looks for entry points in both, and only one of them has ours.
PLUGIN = """
import importlib.metadata
found = importlib.metadata.entry_points
def others(**chosen):
    return [one for one in found(**chosen) if one.name != {!r}]
importlib.metadata.entry_points = others
import hypothesis
"""
HYPOTHESIS = {
    "import hypothesis, without our entry point": PLUGIN.format("budgetcheck"),
    "import hypothesis": PLUGIN.format("of nobody"),
}
CLOCK = """
import time
start = time.process_time()
{}
print(time.process_time() - start)
"""
COLD = """
import time
import budgetcheck
from budgetcheck import *
from benchmarks import documents
document = documents.read(documents.printed())
said = tuple(documents.notations())
start = time.process_time()
rules = budgetcheck.rules(*said)
parsed = time.process_time()
rules.for_(documents.Accounts)(document)
done = time.process_time()
print({})
"""
COLD_SECONDS = 0.010
UNWANTED = "cattrs hypothesis narwhals pandas polars pyarrow pytest rich"
SIZES = (100, 1_000, 10_000, 100_000)
LONG = 10_000  # Longer documents are timed once, because some take a minute.
GROWTH = 2.0  # of the time per line, and of that of a loop by hand.
NOISE = 1.1
DRAWN, DRAWING_SECONDS = 300, 5.0


def main(arguments: list[str]) -> int:
    """Print the table; return 1 if a target is missed."""
    if arguments[:1] == ["frames"]:
        return int(import_module("benchmarks.frames.commands").main(arguments[1:]))
    quick = "--quick" in arguments
    rounds = 15 if quick else 101
    print(f"{'':62} {'ratio':>8} {'target':>7} {'':7} {'time':>14}")
    missed = False
    parts: tuple[Iterator[Line], ...] = (
        imports(9 if quick else 31),
        one_document(rounds),
        many_documents(200 if quick else 1_000),
        drawing(),
        lengths(SIZES[:3] if quick else SIZES),
        accounts.lines(quick=quick),
    )
    if "accounts" in arguments:
        parts = (accounts.lines(quick=quick),)
    elif "diagnosing" in arguments:
        parts = (diagnosing.lines(quick=quick),)
    elif "plugin" in arguments:
        parts = (plugin.lines(quick=quick),)
    for line in chain.from_iterable(parts):
        print(line, flush=True)
        missed |= not line.is_met
    return int(missed)


def imports(rounds: int) -> Iterator[Line]:
    """Time imports and the first check, each in a process of its own."""
    with tempfile.TemporaryDirectory() as compiled:
        code = "import sys, budgetcheck; print(*sys.modules)"
        modules = child(code, compiled).split()
        found = sorted(set(modules) & set(UNWANTED.split()))
        print(
            f"import budgetcheck brings in {', '.join(found) or 'none'} of {UNWANTED}"
        )
        works = {
            name: CLOCK.format(code) for name, code in (IMPORTS | HYPOTHESIS).items()
        }
        works["first check"] = COLD.format("done - parsed")
        works["rules read, and first check"] = COLD.format("done - start")
        taken: dict[str, list[float]] = {name: [] for name in works}
        for code in works.values():
            child(code, compiled)  # Compiled once, as an installed package is.
        for _ in range(rounds):
            for name, code in works.items():
                taken[name].append(float(child(code, compiled)))
    yield beside(taken, "import budgetcheck", "import attrs, moneyed", 1.6)
    yield beside(taken, "from budgetcheck import *", "import attrs, moneyed")
    without, with_ours = HYPOTHESIS
    yield beside(taken, with_ours, without, NOISE)
    for name in ("first check", "rules read, and first check"):
        cold = median(taken[name])
        yield Line(f"{name} / 10 ms", cold / COLD_SECONDS, 1, cold)


def child(code: str, compiled: str) -> str:
    """Run code in a new process, and return what it prints."""
    variables = {
        name: text
        for name, text in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE"
    }
    variables |= {
        "PYTHONPYCACHEPREFIX": compiled,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    done = subprocess.run(  # noqa: S603 (our own code)
        (sys.executable, "-c", code),
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def one_document(rounds: int) -> Iterator[Line]:
    """Time one document of 100 figures and 60 rules, warm."""
    checker = bc.rules(*documents.notations()).for_(documents.Accounts)
    seeds = range(1, rounds + 1)
    taken = in_turns(on_document(checker, seed) for seed in seeds)
    hand, load = "by hand", "load and loop by hand"
    yield beside(taken, "check", hand, 3)
    yield beside(taken, "check, figures never seen before", hand, 3)
    yield beside(taken, "check, every evidence asked for", hand, 3)
    yield beside(taken, "read", load)
    yield beside(taken, "read, check, word failures", load, 4)


def on_document(
    checker: bc.Checker[documents.Accounts], seed: int
) -> Mapping[str, Work]:
    """Return what is done with a document: one that is known, and a new one."""
    known, texts = KNOWN, documents.printed(seed)
    new = documents.read(texts)

    def worded() -> list[str]:
        report = checker(documents.read(texts))
        return [word(finding).text for finding in report.at_least("error")]

    return {
        "by hand": lambda: documents.by_hand(known),
        "check": lambda: checker(known),
        "check, figures never seen before": lambda: checker(new),
        "check, every evidence asked for": lambda: [
            finding.evidence for finding in checker(known)
        ],
        "load and loop by hand": lambda: documents.load_by_hand(texts),
        "read": lambda: documents.read(texts),
        "read, check, word failures": worded,
    }


KNOWN = documents.read(documents.printed())


def many_documents(count: int) -> Iterator[Line]:
    """Time documents of one class and different lengths, per document."""
    checker = bc.rules(*tables.SUM, *tables.RATES).for_(tables.Table)
    half = count // 2
    lengths_of_all = [20 + at * 60 // count for at in range(count)]
    every = [
        tables.read(tables.printed(length, seed))
        for seed, length in enumerate(lengths_of_all)
    ]
    one = tables.read(tables.printed(50))
    checker(one)

    def each() -> None:
        for document in every:
            checker(document)

    def again() -> None:
        for _ in range(2 * half):
            checker(one)

    taken = in_turns([{"one": again, "all": each}] * 5)
    ratio = beside(taken, "all", "one").ratio
    name = f"{count:,} documents of 20 to 80 rows / as often one of 50"
    yield Line(name, ratio, NOISE, median(taken["all"]))


def drawing() -> Iterator[Line]:
    """Time how long it takes to draw documents of 100 figures that obey 60 rules."""
    drawn: list[bc.Document] = []

    @settings(max_examples=DRAWN, database=None, deadline=None, derandomize=True)
    @given(figures_obeying(*documents.notations()))
    def draw(document: bc.Document) -> None:
        drawn.append(document)

    taken = once(draw)
    if len(drawn) < DRAWN:
        sys.exit(f"only {len(drawn)} documents were drawn")
    name = f"{DRAWN} documents drawn that obey 60 rules / {DRAWING_SECONDS:g} s"
    yield Line(name, taken / DRAWING_SECONDS, 1, taken)


def lengths(sizes: tuple[int, ...]) -> Iterator[Line]:
    """Time per line, for documents of more and more lines.

    A loop by hand gets slower as well, once a document has left the processor's cache.
    """
    slower = 1.0
    for name, work_on in KINDS.items():
        per_line = [seconds(work_on(size), size) for size in sizes]
        growth = per_line[-1] / min(per_line[:2])
        said = f"{name}: a line of {sizes[-1]:,} / of few"
        by_hand = name == HAND
        slower = growth if by_hand else slower
        most = None if by_hand else GROWTH * max(1, slower)
        yield Line(said, growth, most and round(most, 1), per_line[-1])


def seconds(work: Work, size: int) -> float:
    """Return how long a line takes, in the middle of a few times."""
    times = max(1, 5_000 // size)
    repeated = 3 if size <= LONG else 1
    taken = [once(lambda: [work() for _ in range(times)]) for _ in range(repeated)]
    return median(taken) / size / times


def of_class(said: tuple[str, ...]) -> Callable[[int], Work]:
    """Return what checks a table of a class."""
    checker = bc.rules(*said).for_(tables.Table)

    def work_on(size: int) -> Work:
        document = tables.read(tables.printed(size))
        return lambda: checker(document)

    return work_on


def of_mappings(said: tuple[str, ...]) -> Callable[[int], Work]:
    """Return what checks a table of nested mappings of texts."""

    def work_on(size: int) -> Work:
        nested = tables.printed(size)
        return lambda: bc.check(nested, said, convention=tables.CONVENTION)

    return work_on


def summed_by_hand(size: int) -> Work:
    """Return a loop that adds up a table of a class."""
    document = tables.read(tables.printed(size))
    return lambda: sum(row.actual.value for row in document.rows)


HAND = "a sum by hand"
KINDS: dict[str, Callable[[int], Work]] = {
    HAND: summed_by_hand,
    "a sum": of_class(tables.SUM),
    "a ratio in each row": of_class(tables.RATES),
    "a tree": of_class(tables.TREE),
    "a sum, rows of dicts": of_mappings(tables.SUM),
    "a ratio in each row, rows of dicts": of_mappings(tables.RATES),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
