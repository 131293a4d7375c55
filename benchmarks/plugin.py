"""The pytest plugin, beside the same work in a plain loop and tests that do nothing.

`python3 dev.py bench plugin [--quick]`. Each run of pytest is a process of its own,
whose processor time is taken, and so is the loop. What a run of the plugin costs is
compared with the loop and a run of as many empty tests together.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks import documents
from benchmarks.timing import Line

RULES = len(tuple(documents.notations()))
COLLECTED = 20_000
FILES = 1_000
OVERHEAD = 2.0
STARTUP_SECONDS = 0.005
# As many tests of as many files, which do nothing.
EMPTY = f"""
import pytest

class Empty(pytest.Item):
    def runtest(self):
        pass

class File(pytest.File):
    def collect(self):
        for number in range({RULES}):
            yield Empty.from_parent(self, name=f"rule {{number}}")

def pytest_collect_file(file_path, parent):
    if file_path.suffix == ".toml":
        return File.from_parent(parent, path=file_path)
"""
LOOP = """
import sys
from pathlib import Path
from budgetcheck import check, load
from budgetcheck.files.outlines import outline_of

for file in sorted(Path("data").glob("*.toml")):
    if sys.argv[1] == "outlines":
        outline_of(file.read_text("utf-8"), file.name)
    else:
        assert len(check(load(file)).coverage.vouched) > 50
"""
QUIET = ("-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest")
# Nothing fails, as nothing does of what is compared: pytest looks for each failure
# through the reports of all tests, which is no work of ours.
LEVELS = ("--budgetcheck-fail-on=never", "--budgetcheck-warn-on=never")
OURS = (*QUIET, *LEVELS, "--budgetcheck-files=data/*.toml")
NOBODYS = (*QUIET, "-p", "empty")


def lines(*, quick: bool) -> Iterator[Line]:
    """Measure what starting, collecting and running cost."""
    rounds, files = (5, 100) if quick else (25, FILES)
    yield startup(rounds)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        collected = 40 if quick else round(COLLECTED / RULES)
        write(folder, collected)
        yield from overhead(folder, collected, "outlines", "--collect-only")
        write(folder, files)
        yield from overhead(folder, files, "checks")


def startup(rounds: int) -> Line:
    """Compare a run that does not ask for the plugin with one that has an empty one."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "empty.py").touch()
        (folder / "test_one.py").write_text("def test_one(): pass\n")
        runs = {"ours": QUIET, "empty": (*QUIET, "-p", "no:budgetcheck", "-p", "empty")}
        taken: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(rounds + 1):
            for name, given in runs.items():
                taken[name].append(run(folder, "-m", "pytest", *given))
        pairs = zip(taken["ours"][1:], taken["empty"][1:], strict=True)
        more = median(mine - other for mine, other in pairs)
    name = "starting pytest with the plugin, more than an empty one / 5 ms"
    return Line(name, more / STARTUP_SECONDS, 1, more)


def overhead(folder: Path, files: int, work: str, *given: str) -> Iterator[Line]:
    """Compare the plugin on all files with the loop and as many empty tests."""
    tests = files * RULES
    loop = run(folder, "-c", LOOP, work)
    empty = run(folder, "-m", "pytest", "data", *NOBODYS, *given)
    rule = run(folder, "-m", "pytest", *OURS, "--budgetcheck-items=rule", *given)
    done = "collecting" if given else "running"
    name = f"{done} {tests:,} tests of {files:,} files"
    yield Line(
        f"{name} / the loop and empty tests", rule / (loop + empty), OVERHEAD, rule
    )
    yield Line(f"{name} / the loop", rule / loop, None, rule)
    yield Line(f"{done} as many empty tests / the loop", empty / loop, None, empty)
    if not given:
        whole = run(folder, "-m", "pytest", *OURS, "--budgetcheck-items=file")
        yield Line(
            f"running {files:,} files, a test each / the loop",
            whole / loop,
            None,
            whole,
        )


def run(folder: Path, *given: str) -> float:
    """Return how many seconds of the processor a new process of Python takes."""
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    # Compiled once, as an installed package is.
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    environment["PYTHONPATH"] = os.pathsep.join((".", *sys.path))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 (our own commands)
        (sys.executable, *given),
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write(folder: Path, files: int) -> None:
    """Write as many figures files, and a module of tests that do nothing."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    (folder / "empty.py").write_text(EMPTY)
    for number in range(files):
        (data / f"{number:05}.toml").write_text(text_of(number), encoding="utf-8")


def text_of(number: int) -> str:
    """Return a figures file of 100 figures and 60 rules."""
    sections = documents.printed(number)
    said = [f'format = 1\nunit = "{documents.UNIT}"\ndecimals = 2']
    for name, figures in sections.items():
        rows = (f'{path} = "{printed}"' for path, printed in figures.items())
        said.append("\n".join((f"[figures.{name}]", *rows)))
    rules = (f'"r{at:02}" = "{one}"' for at, one in enumerate(documents.notations()))
    said.append("\n".join(("[rules]", *rules)))
    return "\n\n".join(said) + "\n"
