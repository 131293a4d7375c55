"""Honest texts that rules once accused; drawn accounts found them."""

from tests.cn_accounts.nine_forms import report_on

import budgetcheck as bc


def test_nothing_of_nothing_is_as_much_as_was_budgeted() -> None:
    travel = {
        "budget": "0.00",
        "outturn": "0.00",
        "completion": "0%",
        "direction": "持平",
    }
    report = report_on({"narrative": {"three_public": {"overseas_travel": travel}}})

    assert [] == [one for one in report if one.level.reaches(bc.Level.WARNING)]


def test_shares_of_printed_amounts_need_not_be_all() -> None:
    # Each is right, and of unrounded amounts they would be.
    revenue = {
        "total": "7.15",
        "fiscal_appropriation": {"amount": "5.96", "share": "83.36%"},
        "superior_grants": {"amount": "1.20", "share": "16.78%"},
        "institution_services": {"amount": "0", "share": "0.00%"},
        "business": {"amount": "0", "share": "0.00%"},
        "subordinate_remittances": {"amount": "0", "share": "0.00%"},
        "other": {"amount": "0", "share": "0.00%"},
    }
    report = report_on({"narrative": {"revenue": revenue}})

    assert ["cn.text02.total.shares"] == [
        one.rule.id for one in report if one.verdict is bc.Verdict.CONTRADICTION
    ]
    assert [] == [one for one in report if one.level is bc.Level.ERROR]
