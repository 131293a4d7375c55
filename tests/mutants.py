"""Change the code in thousands of small ways, and count what no test minds.

mutmut writes every mutant of a function beside it, in a copy of the repository, and
the function asks at each call which of them is alive. How the tests meet them is told
here, as mutmut would need a day for it: pytest collects the tests of the copy once and
then forks, first to see which lines each test runs, and then for each mutant, to run
those tests that come to a line that it changes, until one fails. The most
special come first, and the laws last. The process that forks runs nothing by itself,
so that every mutant finds the caches empty.
"""

from __future__ import annotations

import ast
import difflib
import gc
import json
import math
import os
import re
import resource
import shutil
import signal
import sys
import textwrap
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import coverage
import pytest

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "mutants"
PACKAGE = "budgetcheck."
AT_ONCE = int(os.environ.get("MUTANTS_AT_ONCE", os.cpu_count() or 1))
# A test may take so many times longer than usual, and seconds more, and bytes.
PATIENCE, SECONDS, BYTES = 10, 2, 4 << 30
KILLED, SURVIVED, NO_TESTS = 1, 0, 33
TIMEOUT = -signal.SIGXCPU
STATUS = {KILLED: "killed", SURVIVED: "survived", NO_TESTS: "no tests"}
LEFT = frozenset({"survived", "no tests"})
FLOOR = 90  # So many of a hundred must be caught.
COLUMNS = ("killed", "timeout", "survived", "no tests")
CACHE = type(cache(len))
OPTIONS = ("-q", "-s", "--tb=native", "--rootdir=.", "-p", "no:cacheprovider")

Job: TypeAlias = tuple[str, Callable[[], int]]
Lines: TypeAlias = dict[str, frozenset[int]]


@attrs.frozen
class Mutant:
    """A change of some lines of a file in the copy."""

    name: str
    file: str
    lines: frozenset[int]


def main(names: list[str]) -> int:
    """Mutate the named modules, or all; return whether too many mutants survive."""
    started = time.monotonic()
    os.chdir(ROOT)
    shutil.rmtree(COPY, ignore_errors=True)
    mutmut: Any = import_module("mutmut.__main__")
    settings = mutmut.config()
    if names:
        settings.only_mutate = [
            f"src/budgetcheck/{name.replace('.', '/')}{end}"
            for name in names
            for end in (".py", "/*")
        ]
    files = made(mutmut)
    hunt = Hunt(
        [one for file in files for one in mutants_of(file.path, file.exit_code_by_key)]
    )
    say(f"{len(hunt.mutants)} mutants, {time.monotonic() - started:.0f} s")
    if not hunt.mutants:
        say("there is no such module: write language.intervals, checking or wording")
        return 2
    os.chdir(COPY)
    arguments = settings.pytest_add_cli_args
    selection = settings.pytest_add_cli_args_test_selection
    code = int(pytest.main([*OPTIONS, *arguments, *selection], plugins=[hunt]))
    os.chdir(ROOT)
    if code == 0:
        for file in files:
            file.exit_code_by_key |= {
                name: hunt.codes[name] for name in file.exit_code_by_key
            }
            file.save()
        left = [
            name
            for name, code in hunt.codes.items()
            if STATUS.get(code, "timeout") in LEFT
        ]
        diffs = [f"# {name}\n{mutmut.get_diff_for_mutant(name)}\n" for name in left]
        (COPY / "survivors.diff").write_text("".join(diffs), encoding="utf-8")
        print(table(hunt.codes))
        print(f"{time.monotonic() - started:.0f} s; survivors: mutants/survivors.diff")
        code = int(100 * len(left) > (100 - FLOOR) * len(hunt.codes))
    return code


def made(mutmut: Any) -> list[Any]:  # noqa: ANN401 (its own classes)
    """Let mutmut make the copy and all mutants; return what it noted of each file."""
    mutmut.set_mutant_under_test("")
    COPY.mkdir()
    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    mutmut.setup_source_paths()
    mutmut.create_mutants(AT_ONCE)
    files = [
        mutmut.SourceFileMutationData(path=path)
        for path in sorted(mutmut.walk_mutatable_files())
    ]
    for file in files:
        file.load()
    return files


def mutants_of(path: Path, names: Iterable[str]) -> Iterator[Mutant]:
    """Yield the mutants in a file of the copy, and which lines of it they change."""
    file = COPY / path
    written = file.read_text(encoding="utf-8").splitlines()
    spans = json.loads(Path(f"{file}.spans").read_text(encoding="utf-8"))["spans"]
    for name in names:
        own = name.rpartition(".")[2]
        original = f"{own.partition('__mutmut_')[0]}__mutmut_orig"
        start, end = spans[original]
        first, last = spans[own]
        changed = [line.replace(own, original) for line in written[first - 1 : last]]
        lines = touched(written[start - 1 : end], changed)
        yield Mutant(name, str(file), frozenset(start + line for line in lines))


def touched(before: Sequence[str], after: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that run whenever a change may matter."""
    places = _statements("\n".join(before))
    lines: set[int] = set()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for change, start, end, *_ in matcher.get_opcodes():
        if change == "equal":
            continue
        for line in range(start, max(end, start + 1)):
            around = [(len(place), place.start) for place in places if line in place]
            if not around:
                return set(range(len(before)))
            many, first = min(around)
            lines.update(range(first, first + many))
    return lines


def _statements(text: str) -> list[range]:
    """Return the lines of each statement in a function, without those of its body."""
    (function,) = ast.parse(textwrap.dedent(text)).body
    nodes = [node for node in ast.walk(function) if node is not function]
    return [lines for node in nodes if (lines := _own_lines(node))]


def _own_lines(node: ast.AST) -> range:
    match node:
        case ast.match_case(pattern, _, [inner, *_]):
            start, end = pattern.lineno, inner.lineno - 1
        case ast.Match(_, [case, *_]):
            start, end = node.lineno, case.pattern.lineno - 1
        case ast.stmt():
            body: list[ast.stmt] = getattr(node, "body", [])
            start, end = node.lineno, node.end_lineno or node.lineno
            end = body[0].lineno - 1 if body else end
        case _:
            return range(0)
    return range(start - 1, max(start, end))


class Hunt:
    """A pytest plugin that lets tests meet mutants, instead of running them."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.mutants = mutants
        self.codes: dict[str, int] = {}
        self.seconds: dict[int, float] = {}
        self.size: dict[int, int] = {}
        self.tests: dict[tuple[str, int], set[int]] = defaultdict(set)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Look where tests go, and then run them on each mutant."""
        if session.testsfailed:
            return True
        caches = [one for one in gc.get_objects() if isinstance(one, CACHE)]
        gc.freeze()
        started = time.monotonic()
        every = range(len(session.items))
        jobs = [
            (str(start), partial(_trace, session, every[start::AT_ONCE], caches))
            for start in range(AT_ONCE)
        ]
        for name, code in forked(jobs):
            traces = Path(f"{name}.traces").read_text("utf-8").splitlines()
            for line in traces:
                self._note(*json.loads(line))
            if code != 0:
                item = session.items[json.loads(traces[-1])[0]]
                pytest.exit(f"this fails with no mutant: {item.nodeid}", 1)
        say(f"{len(every)} tests looked at, {time.monotonic() - started:.0f} s")
        jobs = [
            (mutant.name, partial(self._meet, session, mutant))
            for mutant in self.mutants
        ]
        for count, (name, code) in enumerate(forked(jobs), 1):
            stopped = code in {TIMEOUT, -signal.SIGALRM}
            known = code in {SURVIVED, NO_TESTS}
            self.codes[name] = code if known else TIMEOUT if stopped else KILLED
            if count % 500 == 0:
                say(f"{count} mutants met, {time.monotonic() - started:.0f} s")
        return True

    def _note(self, number: int, seconds: float, lines: dict[str, list[int]]) -> None:
        self.seconds[number] = seconds
        self.size[number] = sum(map(len, lines.values()))
        for file, executed in lines.items():
            for line in executed:
                self.tests[file, line].add(number)

    def _meet(self, session: pytest.Session, mutant: Mutant) -> int:
        """Run on a mutant the tests that come to it, until one fails."""
        places = [(mutant.file, line) for line in mutant.lines]
        met = {test for place in places for test in self.tests.get(place, ())}
        if not met:
            return NO_TESTS
        import_module("mutmut.__main__").set_mutant_under_test(mutant.name)
        for number in sorted(met, key=lambda number: self._order(session, number)):
            allow(SECONDS + PATIENCE * self.seconds[number])
            run(session.items[number])
            if session.testsfailed:
                return KILLED
        return SURVIVED

    def _order(self, session: pytest.Session, number: int) -> tuple[bool, int, int]:
        is_law = "tests/laws/" in session.items[number].nodeid
        return is_law, self.size[number], number


def _trace(session: pytest.Session, numbers: Sequence[int], caches: list[Any]) -> int:
    """Run tests, and write down how long each takes and which lines it runs."""
    code = f"{COPY}/src/*"
    with Path(f"{numbers[0]}.traces").open("w", encoding="utf-8") as traces:
        for number in numbers:
            for one in caches:
                one.cache_clear()
            seen = coverage.Coverage(data_file=None, config_file=False, include=[code])
            seen.set_option("run:disable_warnings", ["no-data-collected"])
            started = time.process_time()
            with seen.collect():
                run(session.items[number])
            seconds = time.process_time() - started
            data = seen.get_data()
            lines = {file: data.lines(file) for file in data.measured_files()}
            print(json.dumps([number, seconds, lines]), file=traces)
            if session.testsfailed:
                return 1
    return 0


def run(item: pytest.Item) -> None:
    """Run one test, and all that it sets up and tears down."""
    item.ihook.pytest_runtest_protocol(item=item, nextitem=None)


def forked(jobs: Iterable[Job]) -> Iterator[tuple[str, int]]:
    """Run each job in a process of its own, some at once; yield their exit codes."""
    running: dict[int, str] = {}
    for name, work in jobs:
        if len(running) >= AT_ONCE:
            yield _next(running)
        pid = os.fork()
        if pid == 0:
            code = KILLED
            try:
                _quiet()
                code = work()
            finally:
                os._exit(code)
        running[pid] = name
    while running:
        yield _next(running)


def _next(running: dict[int, str]) -> tuple[str, int]:
    pid, status = os.wait()
    return running.pop(pid), os.waitstatus_to_exitcode(status)


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def allow(seconds: float) -> None:
    """Let this process be stopped after some more seconds of work, or many of sleep."""
    until = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
    signal.alarm(math.ceil(10 * seconds))


def table(codes: Mapping[str, int]) -> str:
    """Return how many mutants of each module were caught."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, code in codes.items():
        module = re.split(r"\.x[_ǁ]", name.removeprefix(PACKAGE))[0]
        for row in (module, "all"):
            counts[row][STATUS.get(code, "timeout")] += 1
    rows = sorted(counts.items(), key=lambda row: (row[0] == "all", row[0]))
    lines = [f"{'':30}{''.join(f'{column:>10}' for column in COLUMNS)}   score"]
    for module, row in rows:
        score = 100 * (row["killed"] + row["timeout"]) / row.total()
        cells = "".join(f"{row[column]:10}" for column in COLUMNS)
        lines.append(f"{module:30}{cells}{score:6.1f} %")
    return "\n".join(lines)


def say(line: str) -> None:
    """Tell people how far it is."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
