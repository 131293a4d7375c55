"""Nine forms together: what agrees is quiet, and what is broken is named."""

from typing import Any

import pytest
from tests.cn_accounts.nine_forms import Printed, accounts_of, nine_forms, report_on

import budgetcheck as bc
from budgetcheck.cn_accounts import RULES, Accounts


def contradicted(report: bc.Report) -> set[str]:
    wrong = (one for one in report if one.verdict is bc.Verdict.CONTRADICTION)
    return {one.rule.id for one in wrong}


def test_nine_forms_that_agree_are_quiet() -> None:
    report = report_on(nine_forms())

    assert report.ok
    assert [] == [one for one in report if one.level.reaches(bc.Level.WARNING)]
    # Form 05 has no row of another budget, of which the rule then says nothing.
    assert {"cn.form05.other_budgets.none"} == {
        one.rule.id for one in report if one.verdict is bc.Verdict.UNDEFINED
    }


def test_nine_forms_leave_only_what_they_do_not_print_unchecked() -> None:
    unchecked = {
        one.rule.id
        for one in report_on(nine_forms())
        if one.verdict is bc.Verdict.UNCHECKED and one.rule.id.startswith("cn.form")
    }

    assert {"cn.form05.rows.balance", "cn.form05.totals.balance"} == unchecked


def test_nothing_is_said_of_no_forms() -> None:
    report = RULES.for_(Accounts)(Accounts())

    assert {bc.Verdict.UNCHECKED} == {one.verdict for one in report}


def test_nothing_is_said_of_empty_forms() -> None:
    fields = [name for name in nine_forms() if name not in {"entity", "year"}]
    report = report_on({name: {} for name in fields})

    assert {"unchecked"} == {one.verdict.value for one in report}


def test_forms_without_rows_have_no_sums() -> None:
    forms = ("revenue", "expenditure", "government_funds", "state_capital")
    report = report_on({name: {"lines": []} for name in forms})

    assert {"unchecked", "undefined"} == {one.verdict.value for one in report}


@pytest.mark.parametrize("name", [name for name in nine_forms() if name != "year"])
def test_a_form_that_is_left_out_is_no_fault(name: str) -> None:
    printed = nine_forms()
    del printed[name]

    assert set() == contradicted(report_on(printed))


BROKEN = {
    "revenue_expenditure.revenue_total": (
        "cn.form01.revenue.sum",
        "cn.form01.revenue.grand_total",
        "cn.form01.nonappropriation.balance_form04",
        "cn.form02.total.as_form01",
    ),
    "revenue_expenditure.revenue_grand_total": (
        "cn.form01.revenue.grand_total",
        "cn.form01.grand_total.equal",
    ),
    "expenditure.total.total": (
        "cn.form03.totals.sum",
        "cn.form03.total.sum_of_rows",
        "cn.form03.total.as_form01",
        "cn.form05.appropriations.adds_form03",
    ),
    "appropriation.expenditure_grand_total.total": (
        "cn.form04.expenditure_grand_total.sum",
        "cn.form04.total.grand_total",
        "cn.form04.grand_total.equal",
    ),
    "general_public.total.exp_basic": (
        "cn.form05.totals.sum",
        "cn.form05.exp_basic.sum_of_rows",
        "cn.form06.total.as_form05",
    ),
    "basic.exp_personnel": (
        "cn.form06.exp_personnel.sum_of_rows",
        "cn.form06.total.as_form05",
    ),
    "three_public.outturn.vehicles": (
        "cn.form07.outturn_total.sum",
        "cn.form07.outturn_vehicles.sum",
    ),
    "government_funds.total.revenue": (
        "cn.form08.totals.balance",
        "cn.form08.revenue.sum_of_rows",
        "cn.form08.revenue.as_form04",
        "cn.form08.revenue.as_form01",
    ),
}


@pytest.mark.parametrize("path", BROKEN)
def test_a_broken_total_is_named_by_those_that_must(path: str) -> None:
    printed = nine_forms()
    *above, last = path.split(".")
    at: Printed = printed
    for name in above:
        at = at[name]
    at[last] = f"{float(at[last]) + 10:.2f}"

    assert set(BROKEN[path]) == contradicted(report_on(printed))


def with_lines(form: str, *lines: dict[str, Any]) -> Accounts:
    return accounts_of({form: {"lines": list(lines)}})


def test_levels_of_a_code_may_be_printed_apart() -> None:
    accounts = with_lines("basic", {"code": "301 01", "outturn": "1.00"})

    assert accounts.basic is not None
    assert ["30101"] == [line.code for line in accounts.basic.personnel_classes or ()]


def test_a_middle_row_may_be_left_out() -> None:
    lines = (
        {"code": "208", "total": "5.73"},
        {"code": "2080505", "total": "3.82"},
        {"code": "2080506", "total": "1.91"},
    )
    checked = RULES.select("cn.form03.total.tree").for_(Accounts)

    assert [bc.Verdict.EXACT] == [
        one.verdict for one in checked(with_lines("expenditure", *lines))
    ]


def test_the_other_set_of_economic_codes_is_not_added_again() -> None:
    accounts = with_lines(
        "basic", {"code": "301", "outturn": "1.00"}, {"code": "501", "outturn": "1.00"}
    )

    assert accounts.basic is not None
    assert () == accounts.basic.operating_classes


@pytest.mark.parametrize(
    ("entity", "named"),
    [
        ("某局", {"cn.evaluation.total.as_form03"}),
        ("", {"cn.evaluation.total.as_form03"}),
        ("某中心", set()),
    ],
)
def test_an_evaluation_is_held_against_the_forms_of_its_own_entity(
    entity: str, named: set[str]
) -> None:
    spent = {"name": "本级", "expenditure": {"total": "16.34"}}
    evaluation = {"entity": entity, "institutions": [spent]}
    report = report_on(nine_forms() | {"self_evaluation": evaluation})

    assert named == contradicted(report)
