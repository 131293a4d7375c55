"""A failing test says which figure explains it; nothing else asks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.plugin.conftest import GOOD

Write: TypeAlias = Callable[..., Path]
SWAPPED = GOOD.replace("total = 98.34", "total = 98.43")
NEAR = GOOD.replace("project = 37.54", "project = 37.55")
KNOWN = (
    '[exceptions]\n"spending.total" = { reason = "told" }\n'
    '"spending.share" = { reason = "told" }\n'
)
# Counts how often a file is diagnosed.
COUNTING = """
import budgetcheck.plugin.readings as readings

def counted(document, *args, diagnose=readings.diagnose, **given):
    with open("asked", "a") as file:
        file.write(f"{document.name}\\n")
    return diagnose(document, *args, **given)

def pytest_configure(config):
    config.own = readings.diagnose
    readings.diagnose = counted

def pytest_unconfigure(config):
    readings.diagnose = config.own
"""


@pytest.fixture
def asked(pytester: pytest.Pytester) -> Callable[[], list[str]]:
    """Return how often which file was diagnosed."""
    pytester.makeconftest(COUNTING)
    file = pytester.path / "asked"
    return lambda: file.read_text("utf-8").split() if file.exists() else []


def test_tests_of_one_cause_tell_it_and_name_each_other(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", SWAPPED)

    result = pytester.runpytest()

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        [
            "ERROR  spending.share",
            "  One figure explains these 2 findings: total, printed 98.43*",
            "  If total is right, at least 2 others are wrong.",
            "  The same explains what other tests find: spending.total.",
            "ERROR  spending.total",
            "  One figure explains these 2 findings: total, printed 98.43*",
            "  The same explains what other tests find: spending.share.",
        ]
    )


def test_one_test_of_a_whole_file_tells_a_cause_once(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", SWAPPED)

    result = pytester.runpytest("--budgetcheck-items=file", "--budgetcheck-lang=zh")

    said = result.stdout.str()
    assert 1 == said.count("一个数字即可解释这2项不符")
    assert "同一原因亦可解释其他测试所见" not in said


def test_a_file_is_diagnosed_once_and_only_where_a_test_fails(
    pytester: pytest.Pytester, write: Write, asked: Callable[[], list[str]]
) -> None:
    write("data/bad.toml", SWAPPED)
    write("data/good.toml")
    write("data/known.toml", SWAPPED + KNOWN)
    write("data/near.toml", NEAR)

    result = pytester.runpytest("-n0")

    result.assert_outcomes(failed=2, passed=4, xfailed=2)
    assert ["data/bad.toml"] == asked()


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (SWAPPED, ["--collect-only"]),
        (SWAPPED, ["--budgetcheck-fail-on=never"]),
        (NEAR, ["--budgetcheck-fail-on=note"]),
        (GOOD + KNOWN, []),
    ],
)
def test_what_no_contradiction_fails_is_not_diagnosed(
    text: str,
    given: list[str],
    pytester: pytest.Pytester,
    write: Write,
    asked: Callable[[], list[str]],
) -> None:
    write("data/a.toml", text)

    pytester.runpytest(*given)

    assert [] == asked()


def test_a_report_of_the_files_has_their_causes(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/bad.toml", SWAPPED)
    write("data/good.toml")

    pytester.runpytest("--budgetcheck-report=report.json")

    said = json.loads((pytester.path / "report.json").read_text("utf-8"))
    found = {one["document"]: one for one in said["documents"]}
    assert "yes" == found["data/bad.toml"]["examined"]
    assert 1 == len(found["data/bad.toml"]["diagnoses"])
    assert "no" == found["data/good.toml"]["examined"]


def test_figures_of_a_class_are_diagnosed_as_well(
    pytester: pytest.Pytester, write: Write
) -> None:
    pytester.makepyfile(
        city="""
        import attrs, budgetcheck as bc

        @attrs.frozen
        class Spending:
            total: bc.Amount
            basic: bc.Amount
            project: bc.Amount
            share: bc.Stated
        """
    )
    write("data/a.toml", SWAPPED)

    result = pytester.runpytest(
        "-p", "no:cacheprovider", "-o", "pythonpath=.",
        "-o", "budgetcheck_classes=data/*.toml = city:Spending",
    )  # fmt: skip

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["  One figure explains these 2 findings: total, *"])


def test_the_fixture_tells_what_explains_a_failure(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.budgetcheck(decimals=2)
        def test_it(check_budget):
            figures = {"t": "98.43", "a": "60.80", "b": "37.54", "s": "61.83%"}
            check_budget(figures, {"sum": "t = a + b", "share": "s = a / t"})
        """
    )

    result = pytester.runpytest()

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*One figure explains these 2 findings: t, printed 98.43, should read 98.34*"]
    )
