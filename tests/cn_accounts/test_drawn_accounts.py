"""Whole accounts that are drawn: never accused, and what is broken is named."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cn_accounts.drawn import FAR, Sheet, broken_by, everything, pool
from tests.cn_accounts.nine_forms import accounts_of
from tests.untraced import untraced

import budgetcheck as bc
from budgetcheck.cn_accounts import RULES, STANDARD, Accounts
from budgetcheck.cn_accounts.strategies import accounts, printed_accounts
from budgetcheck.cn_accounts.strategies.drawing import PARTS
from budgetcheck.cn_accounts.strategies.truths import PAID
from budgetcheck.files.accounts_files import document_in
from budgetcheck.files.sources import source_of

Printed = dict[str, object]

CHECKED = RULES.for_(Accounts)
PUBLISHERS = st.sampled_from((("万元", 2), ("元", 2), ("万元", 0), ("亿元", 4)))


def wrong_in(report: bc.Report) -> set[tuple[str, str]]:
    return {
        (one.rule.id, one.at)
        for one in report
        if one.verdict is bc.Verdict.CONTRADICTION
    }


def loud(report: bc.Report) -> list[str]:
    return [str(one) for one in report if one.level.reaches(bc.Level.WARNING)]


def some_forms(forms: set[str]) -> st.SearchStrategy[Printed]:
    return printed_accounts(forms=forms)


@pytest.fixture(scope="module")
def drawn() -> list[Sheet]:
    # What is drawn may lack what few accounts have.
    few = pool(accounts(max_items=3), 10)
    return [*map(Sheet, few), *map(everything, (PAID, PAID[:2]))]


class TestHonestAccounts:
    """*Whole accounts that are drawn consistent are never accused.*"""

    @settings(max_examples=6)
    @given(printed_accounts())
    def test_no_rule_is_an_error_or_a_warning(self, printed: Printed) -> None:
        assert [] == loud(CHECKED(accounts_of(printed)))

    def test_nor_is_it_where_accounts_have_everything(self, drawn: list[Sheet]) -> None:
        for sheet in drawn[-2:]:
            assert [] == loud(CHECKED(sheet.accounts))

    @settings(max_examples=4)
    @given(st.data(), PUBLISHERS)
    def test_so_it_is_in_any_unit(
        self, data: st.DataObject, publisher: tuple[str, int]
    ) -> None:
        unit, decimals = publisher
        one = data.draw(accounts(unit=unit, decimals=decimals))

        assert [] == loud(CHECKED(one))

    @settings(max_examples=3)
    @given(st.sets(st.sampled_from(PARTS)).flatmap(some_forms))
    def test_so_it_is_if_only_some_forms_are_given(self, printed: Printed) -> None:
        assert [] == loud(CHECKED(accounts_of(printed)))

    @settings(max_examples=3)
    @given(printed_accounts(max_items=9, warned=True))
    def test_they_are_warned_of_what_is_hardly_possible_at_most(
        self, printed: Printed
    ) -> None:
        report = CHECKED(accounts_of(printed))

        assert set() == wrong_in(report)
        assert {bc.Verdict.STRAINED, bc.Verdict.ROUNDING} >= {
            one.verdict for one in report if one.level.reaches(bc.Level.WARNING)
        }

    @settings(max_examples=3)
    @given(printed_accounts())
    def test_they_survive_a_file(self, printed: Printed) -> None:
        said = {
            "standard": STANDARD.name,
            "edition": int(str(printed["year"])),
            "accounts": printed,
        }
        source = source_of(json.dumps(said), "accounts.json")
        document = document_in(source, find={STANDARD.name: STANDARD}.__getitem__)

        assert document.entity == accounts_of(printed)


class TestBrokenAccounts:
    """*Each rule, broken alone, is reported alone, or with those that it implies.*"""

    @pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
    @untraced()
    def test_what_breaks_a_rule_is_reported_by_it(
        self, drawn: list[Sheet], rule: bc.Rule
    ) -> None:
        ways = (broken_by(sheet, rule) for sheet in drawn)
        changed, failing = next(one for one in ways if one is not None)
        report = bc.check(changed, [rule], convention=STANDARD.convention)

        assert {(rule.id, at) for at in failing} == wrong_in(report)

    @settings(max_examples=4)
    @given(printed_accounts(), st.integers(0, 2**16), st.sampled_from(FAR))
    def test_only_rules_that_name_a_changed_cell_report_it(
        self, printed: Printed, place: int, by: Decimal
    ) -> None:
        before = Sheet(accounts_of(printed))
        cells = [path for paths in before.printed.values() for path in paths]
        path = cells[place % len(cells)]
        after = before.changed(path, by)
        report = CHECKED(after.accounts)
        changed = before.differing(after)

        assert path in changed
        assert after.failing(RULES) == wrong_in(report)
        for finding in report:
            if finding.verdict is bc.Verdict.CONTRADICTION:
                assert changed & {each for each, _ in finding.figures}
