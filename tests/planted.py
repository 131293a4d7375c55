"""Plant errors in the code, one at a time, and see which test catches each.

`tests/planted/*.patch` are small patches that break the code in a way that a
careless change might. The first line of each names the tests that should catch it.
Each is applied to a copy of the repository, where these tests run until one fails;
if none does, all tests run. A patch that no test minds is a hole in the tests, and
makes this command fail.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATCHES = ROOT / "tests" / "planted"
COPIED = (
    *("src", "tests", "examples", "docs", "README.md", "README.zh.md"),
    *("pyproject.toml", "constraints.txt", "conftest.py", "dev.py"),
    ".pre-commit-hooks.yaml",
)
EVERYTHING = ("tests", "src/budgetcheck")
CAUGHT_BY = re.compile(r"Caught by: (\S+)\n")
FAILED = re.compile(r"^FAILED (\S+?)(?:\[(.*)\])?(?: - |$)", re.MULTILINE)
AT_ONCE = 2
GIT = shutil.which("git") or "git"


def main(names: list[str]) -> int:
    """Plant those named, all, or with `--every 3` each third; 1 if any survives."""
    step, wanted = 1, names
    if names[:1] == ["--every"]:
        step, wanted = int(names[1]), []
    patches = [
        patch
        for patch in sorted(PATCHES.glob("*.patch"))[::step]
        if not wanted or patch.stem in wanted
    ]
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        fresh = copied(Path(scratch))
        places = sorted({named(patch) for patch in patches})
        # Compiled once, its copies need not be; what is patched there is newer.
        if not patches or failing(fresh, places, compiling=True):
            print("there is no such patch, or tests fail before anything is planted")
            return 2
        survived = plant_all(fresh, patches)
    seconds = time.monotonic() - started
    print(f"{len(patches)} planted, {survived} survived, {seconds:.0f} s")
    return min(survived, 1)


def plant_all(fresh: Path, patches: list[Path]) -> int:
    """Plant each patch in a copy of its own; return how many survived."""
    survived = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = pool.map(partial(plant, fresh), patches)
        for patch, caught in zip(patches, told, strict=True):
            survived += not caught
            print(f"{patch.stem:44} {caught or 'SURVIVED'}", flush=True)
    return survived


def named(patch: Path) -> str:
    """Return the tests that should catch a patch."""
    found = CAUGHT_BY.match(patch.read_text(encoding="utf-8"))
    return found[1] if found else "tests"


def plant(fresh: Path, patch: Path) -> str:
    """Return the test that catches a patch, or nothing if none does."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = shutil.copytree(fresh, Path(scratch) / "copy")
        subprocess.run((GIT, "apply", patch), cwd=copy, check=True)
        expected = failing(copy, (named(patch),))
        if expected:
            return expected
        otherwise = failing(copy, EVERYTHING)
        return otherwise and f"{otherwise} (not where the patch says)"


def copied(copy: Path) -> Path:
    """Copy what the tests need."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, copy / name, ignore=ignore)
        elif source.exists():
            shutil.copy(source, copy / name)
    return copy


def failing(copy: Path, places: Sequence[str], *, compiling: bool = False) -> str:
    """Return the first test of a copy that fails, or nothing."""
    done = run_tests(copy, places, compiling=compiling)
    if done.returncode == 0:
        return ""
    found = FAILED.search(done.stdout)
    if found is None:
        sys.exit(f"the tests do not start:\n{done.stdout}{done.stderr}")
    test, case = found.groups()
    return f"{test}: {case}" if case else str(test)


def run_tests(
    copy: Path, places: Sequence[str], *, compiling: bool
) -> subprocess.CompletedProcess[str]:
    """Run tests of a copy until one fails."""
    variables = os.environ | {
        "PYTHONPATH": str(copy / "src"),
        "PYTHONDONTWRITEBYTECODE": "" if compiling else "1",
        "HYPOTHESIS_PROFILE": "planted",
        "BUDGETCHECK_PLANTED": "1",
    }
    options = ("-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider")
    return subprocess.run(
        (sys.executable, "-m", "pytest", *options, *places),
        cwd=copy,
        env=variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
