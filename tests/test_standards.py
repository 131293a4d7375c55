"""Standards: what is installed, and only what is asked for is imported."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests import city

import budgetcheck as bc
from budgetcheck.standards import (
    Standard,
    check_example,
    load,
    standard_named,
    standards,
)

WRONG = Standard(name="other", entity=city.Accounts)


def test_standards_are_those_of_the_entry_points_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    city.install(
        monkeypatch, other="tests.test_standards:WRONG", city_accounts="tests.city"
    )

    assert ["city-accounts", "other"] == [one.name for one in standards()]
    assert standard_named("city-accounts") is city.STANDARD


def test_what_is_not_asked_for_is_not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    city.install(monkeypatch, city_accounts="tests.city", broken="no_such_module:X")

    assert standard_named("city-accounts") is city.STANDARD
    with pytest.raises(bc.BudgetCheckError, match="'broken' cannot be used: No module"):
        standards()


def test_a_standard_that_nobody_has_is_told_with_a_near_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    city.install_city(monkeypatch)

    with pytest.raises(bc.InvalidRuleError, match="did you mean 'city-accounts'"):
        standard_named("city-acounts")
    with pytest.raises(bc.InvalidRuleError, match=r"there is no standard 'x'$"):
        standard_named("x")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("tests.city:STANDARDS", "cannot be used: module"),
        ("tests.city:NAME", "tests.city:NAME is not the standard 'x', but 'city"),
        ("tests.test_standards", "is not the standard 'x', but None"),
        ("tests.test_standards:WRONG", "is not the standard 'x', but Standard"),
    ],
)
def test_an_entry_point_that_means_no_standard_is_told(
    value: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    city.install(monkeypatch, x=value)

    with pytest.raises(bc.BudgetCheckError, match=re.escape(problem)):
        standard_named("x")


def test_entry_points_are_read_and_nothing_else() -> None:
    code = "import budgetcheck.standards as one, sys; one._installed(); "
    code += "print([name for name in sys.modules if 'cn_accounts' in name])"
    done = subprocess.run(
        (sys.executable, "-c", code), capture_output=True, text=True, check=True
    )

    assert "[]" == done.stdout.strip()


class TestEditions:
    def test_each_edition_has_its_rules(self) -> None:
        rules = city.STANDARD.rules_in(2021)

        assert {"income.share"} == {rule.id for rule in rules if rule.since}
        assert "spending.trips" not in {rule.id for rule in rules}
        assert "spending.trips" in {rule.id for rule in city.STANDARD.rules_in(2020)}
        assert isinstance(rules, bc.RuleSet)

    def test_without_an_edition_only_what_all_have_holds(self) -> None:
        only = Standard(name="x", entity=city.Accounts, rules=city.RULES)

        for standard in (city.STANDARD, only):
            ids = [rule.id for rule in standard.rules_in(None)]
            assert {"income.share", "spending.trips"} == (
                {rule.id for rule in city.RULES} - set(ids)
            )
        assert (2020, 2021) == city.STANDARD.editions
        assert (True, False) == (only.has_edition(1), city.STANDARD.has_edition(1))

    def test_a_title_is_in_two_languages_or_in_none(self) -> None:
        titles = [city.STANDARD.titled(lang) for lang in ("en", "zh", "fr")]

        assert ["City accounts", "市级决算", ""] == titles


class TestExamples:
    def test_one_holds_and_one_breaks(self) -> None:
        found = [
            check_example(city.STANDARD, "income.total", "holds"),
            check_example(city.STANDARD, "income.total", "breaks"),
        ]

        assert [True, False] == [one.ok for one in found]
        assert [1, 1] == [len(one) for one in found]

    def test_without_an_example_nothing_is_found(self) -> None:
        assert 0 == len(check_example(city.STANDARD, "balance", "holds"))

    def test_a_rule_that_is_not_there_is_told(self) -> None:
        with pytest.raises(bc.InvalidRuleError, match="did you mean"):
            check_example(city.STANDARD, "income.totl", "holds")


def test_an_accounts_file_is_loaded_with_its_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    city.install_city(monkeypatch)
    file = tmp_path / "a.toml"
    file.write_text(city.ACCOUNTS, encoding="utf-8")
    document = load(file)

    assert isinstance(document.entity, city.Accounts)
    assert bc.check(document).ok
    with pytest.raises(bc.UnreadableFileError) as caught:
        bc.load(file)

    assert "hint: read the file with budgetcheck.standards.load()" in str(caught.value)
