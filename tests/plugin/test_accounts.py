"""Accounts files as tests: the rules of their standard, and their own."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tests import city

Write: TypeAlias = Callable[..., Path]
MINE = "[rules]\nmine = 'income.total >= 0'\n"


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    city.install_city(monkeypatch)


def collected(pytester: pytest.Pytester) -> list[str]:
    result = pytester.runpytest("--collect-only", "-q")
    return [line for line in result.outlines if "::" in line]


def test_each_rule_of_the_edition_is_a_test(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", city.ACCOUNTS + MINE)

    assert [
        f"data/a.toml::{rule}"
        for rule in (
            "balance",
            "income.share",
            "income.total",
            "mine",
            "spending.lines",
            "spending.social",
            "spending.total",
        )
    ] == collected(pytester)
    result = pytester.runpytest()
    result.assert_outcomes(passed=6, skipped=1)
    write("data/a.toml", city.ACCOUNTS.replace("60.80", "60.90"))
    result = pytester.runpytest()
    result.assert_outcomes(passed=4, skipped=1, failed=1)
    result.stdout.fnmatch_lines(["FAILED data/a.toml::income.total - 98.34 ≠ *"])


@pytest.mark.parametrize(
    ("form", "lang", "reason"),
    [
        ("income", "en", "not given in the file: Income"),
        ("income", "zh", "文件未提供：收入决算表"),
        ("spending", "en", "not given in the file: spending"),
    ],
)
def test_a_form_that_is_not_given_is_told_by_its_title(
    pytester: pytest.Pytester, write: Write, form: str, lang: str, reason: str
) -> None:
    head, _, rest = city.ACCOUNTS.partition("[accounts.income]")
    income, _, spending = rest.partition("[accounts.spending]")
    other = (
        f"[accounts.spending]{spending}"
        if form == "income"
        else f"[accounts.income]{income}"
    )
    write("data/a.toml", head + other)

    result = pytester.runpytest("-rs", f"--budgetcheck-lang={lang}")

    result.stdout.fnmatch_lines([f"SKIPPED * data/a.toml:1: {reason}"])


def test_rows_that_are_not_given_are_told_by_their_code(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", city.ACCOUNTS.replace("code = 208", "code = 205"))

    result = pytester.runpytest("-rs")

    result.stdout.fnmatch_lines(['SKIPPED * not given in the file: *lines[[]"208"]'])


def test_an_unknown_standard_is_one_failing_test(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", city.ACCOUNTS.replace(city.NAME, "city-acounts"))

    assert ["data/a.toml::unreadable"] == collected(pytester)
    result = pytester.runpytest()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*data/a.toml:1:12: there is no standard*"])


def test_a_standard_has_its_own_class_and_takes_rules_from_elsewhere(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", city.ACCOUNTS)
    write("more.toml", "format = 1\n[rules]\nmore = 'income.total >= 5万元'\n")
    write(
        "pytest.ini",
        "[pytest]\nfilterwarnings = default\nbudgetcheck_files = data/*.toml\n"
        "budgetcheck_rules = more.toml\n"
        "budgetcheck_classes = budgetcheck:BudgetTable\n",
    )

    result = pytester.runpytest()
    result.assert_outcomes(passed=6, skipped=1)


def test_what_the_accounts_do_not_state_skips_nothing_else(
    pytester: pytest.Pytester, write: Write
) -> None:
    income, _, _ = city.ACCOUNTS.partition("[accounts.spending]")
    # The second row has no outturn, and the first one is checked.
    rows = '[[accounts.spending.lines]]\ncode = "1"\n'
    given = f"{rows}outturn = 5\n{rows}".replace('"1"', '"2"', 1)
    write("data/a.toml", income + given)
    result = pytester.runpytest("-rs")

    result.assert_outcomes(passed=2, skipped=4)
    result.stdout.fnmatch_lines(
        ["SKIPPED [[]3] data/a.toml:1: the file states nothing of the kind"]
    )


def test_forms_that_are_not_given_are_told_at_once(
    pytester: pytest.Pytester, write: Write
) -> None:
    income, _, _ = city.ACCOUNTS.partition("[accounts.spending]")
    write("data/a.toml", income)
    result = pytester.runpytest("-rs")

    result.assert_outcomes(passed=1, skipped=5)
    result.stdout.fnmatch_lines(
        ["SKIPPED [[]4] data/a.toml:1: not given in the file: spending"]
    )
    result = pytester.runpytest("-rs", "--budgetcheck-lang=zh")
    result.stdout.fnmatch_lines(
        [
            "SKIPPED [[]4] data/a.toml:1: 文件未提供：spending",
            "SKIPPED [[]1] data/a.toml:1: 文件中无此类表述",
        ]
    )
