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
