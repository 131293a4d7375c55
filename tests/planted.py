"""Plant errors in the code, one at a time, and see which test catches each.

`tests/planted/*.patch` are small patches that break the code in a way that a
careless change might. Each is applied to a copy of the repository, where the cases,
then the laws, then all other tests run until one fails. A patch that no test minds
is a hole in the tests, and makes this command fail.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATCHES = ROOT / "tests" / "planted"
COPIED = (
    *("src", "tests", "examples", "docs", "README.md"),
    *("pyproject.toml", "constraints.txt", "conftest.py", "dev.py"),
)
# The table of cases takes a second, the laws take fifteen, everything a minute.
STAGES = (("tests/test_cases.py",), ("tests/laws",), ("tests", "src/budgetcheck"))
FAILED = re.compile(r"^FAILED (\S+?)(?:\[(.*)\])?(?: - |$)", re.MULTILINE)
AT_ONCE = 2
GIT = shutil.which("git") or "git"


def main(names: list[str]) -> int:
    """Plant the named patches, or all; return how many survived."""
    patches = [
        patch
        for patch in sorted(PATCHES.glob("*.patch"))
        if not names or patch.stem in names
    ]
    survived = 0
    started = time.monotonic()
    if plant(None):
        print("the tests fail before anything is planted")
        return 2
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for patch, caught in zip(patches, pool.map(plant, patches), strict=True):
            survived += not caught
            print(f"{patch.stem:44} {caught or 'SURVIVED'}", flush=True)
    seconds = time.monotonic() - started
    print(f"{len(patches)} planted, {survived} survived, {seconds:.0f} s")
    return min(survived, 1) if patches else 2


def plant(patch: Path | None) -> str:
    """Return the test that catches a patch, or nothing if none does."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                ignore = shutil.ignore_patterns("__pycache__")
                shutil.copytree(source, copy / name, ignore=ignore)
            elif source.exists():
                shutil.copy(source, copy / name)
        if patch is not None:
            subprocess.run((GIT, "apply", patch), cwd=copy, check=True)
        for places in STAGES if patch is not None else STAGES[:2]:
            done = run_tests(copy, places)
            if done.returncode not in {0, 1}:
                sys.exit(f"the tests do not start:\n{done.stdout}{done.stderr}")
            found = FAILED.search(done.stdout)
            if found:
                test, case = found.groups()
                return f"{test}: {case}" if case else test
    return ""


def run_tests(copy: Path, places: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """Run tests of a copy until one fails."""
    variables = os.environ | {
        "PYTHONPATH": str(copy / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HYPOTHESIS_PROFILE": "quick",
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
