"""The planted errors are small patches of the code as it is now."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PATCHES = sorted((ROOT / "tests" / "planted").glob("*.patch"))
GIT = shutil.which("git")

pytestmark = pytest.mark.skipif(
    GIT is None or "BUDGETCHECK_PLANTED" in os.environ,
    reason="there is no git, or an error is planted just now",
)


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_planted_error_can_be_planted(patch: Path) -> None:
    command = (str(GIT), "apply", "--check", str(patch))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)

    assert b"" == done.stderr


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_planted_error_names_the_tests_that_should_catch_it(patch: Path) -> None:
    first = patch.read_text(encoding="utf-8").partition("\n")[0]
    words, _, tests = first.partition(": ")

    assert "Caught by" == words
    assert (ROOT / tests).exists()


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_planted_error_is_one_small_change(patch: Path) -> None:
    lines = patch.read_text(encoding="utf-8").splitlines()
    changed = [line for line in lines if line[:1] in "+-" and line[:3] not in "+++---"]

    assert 2 <= len(changed) <= 6
