"""Runs in processes of their own: what is imported, and what xdist sends."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.plugin.conftest import GOOD

Write: TypeAlias = Callable[..., Path]
WRONG = GOOD.replace("project = 37.54", "project = 37.56")
ASKS = """
import sys

def pytest_unconfigure(config):
    ours = sorted(name for name in sys.modules if name.startswith("budgetcheck"))
    print("imported:", len(ours))
"""


def test_a_run_that_does_not_use_it_imports_nothing_of_ours(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("pytest.ini", "[pytest]\n")
    write("data/a.toml")
    pytester.makeconftest(ASKS)
    pytester.makepyfile("def test_one(): assert {1} == {1}")

    unused = pytester.runpytest_subprocess()
    used = pytester.runpytest_subprocess("--budgetcheck-files=data/*.toml")

    unused.assert_outcomes(passed=1)
    unused.stdout.fnmatch_lines(["imported: 0"])
    used.assert_outcomes(passed=3)
    assert "imported: 0" not in used.stdout.str()


def test_a_run_without_the_plugin_collects_no_files(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml")
    pytester.makepyfile("def test_one(): pass")

    result = pytester.runpytest_subprocess("-p", "no:budgetcheck", "-W", "ignore")

    result.assert_outcomes(passed=1)


def test_processes_side_by_side_tell_the_same(
    pytester: pytest.Pytester, write: Write
) -> None:
    for number in range(6):
        write(f"data/{number}.toml", WRONG if number == 3 else GOOD)
    write("data/faulty.toml", GOOD.replace("60.80", "'6O.8O'"))
    unchecked = 'overseas = ""\n[rules]\n"spending.overseas" = "overseas <= total"\n'
    write("data/known.toml", GOOD.replace("[rules]\n", unchecked))
    pytester.makepyfile(
        """
        def test_same(check_budget):
            check_budget({"a": "1", "b": "1"}, {"same": "a = b"})
        """
    )

    def told(*given: str) -> list[str]:
        flags = ("-rA", "--budgetcheck-report=report.json", *given)
        result = pytester.runpytest_subprocess(*flags)
        summary = ("figures files", "rules that hold", "documents of", "files tested")
        outcomes = ("PASSED", "FAILED", "SKIPPED")
        return sorted(
            line for line in result.outlines if line.startswith((*outcomes, *summary))
        )

    alone = told()
    report = json.loads((pytester.path / "report.json").read_text(encoding="utf-8"))
    beside = told("-n2")

    assert alone == beside
    assert report == json.loads(
        (pytester.path / "report.json").read_text(encoding="utf-8")
    )
    assert 1 == sum("data/faulty.toml::" in line for line in alone if "FAILED" in line)
    assert "FAILED data/3.toml::spending.total - 98.34 ≠ 60.80 + 37.56 = 98.36" in alone


def test_the_last_failed_are_run_again(pytester: pytest.Pytester, write: Write) -> None:
    file = write("data/a.toml", WRONG)
    write("data/b.toml")

    pytester.runpytest_subprocess().assert_outcomes(failed=1, passed=3)
    pytester.runpytest_subprocess("--lf").assert_outcomes(failed=1)
    file.write_text(GOOD, encoding="utf-8")
    pytester.runpytest_subprocess("--lf").assert_outcomes(passed=1)


def test_strict_settings_of_pytest_find_nothing(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml")
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.budgetcheck(decimals=2)
        def test_same(check_budget):
            check_budget({"a": "1", "b": "1"}, {"same": "a = b"})
        """
    )

    result = pytester.runpytest_subprocess(
        "--strict-markers", "--strict-config", "-W", "error"
    )
    listed = pytester.runpytest_subprocess("--markers")

    result.assert_outcomes(passed=3)
    listed.stdout.fnmatch_lines(
        ["@pytest.mark.budgetcheck(*): a rule of a figures file*"]
    )
