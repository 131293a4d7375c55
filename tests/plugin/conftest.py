"""A folder with figures files of every kind, and pytest to run on it."""

from collections.abc import Callable
from pathlib import Path

import pytest

# What a run inside a run imports first is forgotten after it, and no longer equal.
import budgetcheck.plugin.asserting
import budgetcheck.plugin.comparing
import budgetcheck.plugin.sessions
import budgetcheck.plugin.summaries
import budgetcheck.standards  # noqa: F401

GOOD = """\
format = 1
unit = "万元"
decimals = 2
[figures]
total = 98.34
basic = 60.80
project = 37.54
share = "61.83%"
[rules]
"spending.total" = "total = basic + project"
"spending.share" = "share = basic / total"
"""

INI = """\
[pytest]
budgetcheck_files = data/**/*.toml
filterwarnings = default
"""


@pytest.fixture
def pytester(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> pytest.Pytester:
    """Keep runs inside the run from searching all its memory, which takes seconds."""
    # From 9 on, pytester sees to it; before, a run did so five times when it ended.
    if pytest.version_tuple < (9,):
        monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:unraisableexception")
    return pytester


@pytest.fixture
def write(pytester: pytest.Pytester) -> Callable[..., Path]:
    """Write a file, and an ini file that makes tests of all files in `data`."""
    pytester.makefile(".ini", pytest=INI)

    def written(name: str, text: str = GOOD) -> Path:
        file = pytester.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return written
