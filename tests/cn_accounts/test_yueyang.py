"""A real disclosure as an accounts file: what its figures file says, and no less.

Both have the same printed figures. One has rules that were written for it, and the
other has those of the standard.
"""

import pytest

import budgetcheck as bc
from budgetcheck import files, standards

ACCOUNTS = "examples/yueyang-2021.toml"
FIGURES = "examples/yueyang-2021-figures.toml"

# What is printed as a word in one file is told as a word in the other.
WORDS = {
    "持平": "flat",
    "无变化": "flat",
    "小于": "decrease",
    "大于": "increase",
    "无法计算百分比": "n/c",
}
# Rules of the figures file that the standard says in another way.
OTHERWISE = {
    # Items that spent nothing are not listed, so that a budget may be more.
    "own.items.budget": "84.32 = 5.73 + 2.38 + 37.35 + 38.86",
    # The standard takes away what funds paid, too, which is nothing here.
    "own.general_public.remainder": "98.34 - 96.46 = 1.88 <= 98.54 - 96.66 = 1.88",
    # A balance is income less what was carried forward, instead of the rest of it.
    "merged.expenditure.year_balance": (
        "-43.62 = 1096.71 + 0.00 + 0.00 + 0.00 - 1140.33"
    ),
    # Sides are the other way round, or the figures are written in one unit.
    "merged.carry_over.subtotal": "90.50 + 5.18 = 95.68",
    "merged.projects.number": "9 = 8 + 1个",
    "merged.reports.target": "264186件 = ≥20万件",
    # Rows that are printed blank are not typed at all.
    "merged.income.aggregate": "[blank] = [blank] + 1143.18 + [blank]",
    "merged.expenditure.aggregate": "[blank] = [blank] + 1140.33 + [blank]",
    "merged.three_public.aggregate": "[blank] = [blank] + 1.39 + [blank]",
    "merged.fixed_assets.aggregate": "[blank] = [blank] + 14.80 + [blank]",
}


@pytest.fixture(scope="module")
def accounts() -> bc.Report:
    return bc.check(standards.load(ACCOUNTS))


@pytest.fixture(scope="module")
def figures() -> bc.Report:
    return bc.check(files.load(FIGURES))


def said(finding: bc.Finding) -> tuple[str, str]:
    filled = finding.filled
    for word, sense in WORDS.items():
        filled = filled.replace(word, sense)
    return finding.verdict.name, filled


def test_every_verdict_of_the_figures_file_is_there(
    accounts: bc.Report, figures: bc.Report
) -> None:
    found = {said(one) for one in accounts}
    own = [one for one in figures if not one.rule.id.startswith("printings.")]

    assert OTHERWISE == {
        one.rule.id: one.filled for one in own if said(one) not in found
    }
    assert len(own) > 100


def test_what_is_loud_is_what_the_figures_file_is_loud_about(
    accounts: bc.Report, figures: bc.Report
) -> None:
    loud = [
        {(one.level, one.filled) for one in report.at_least("warning")}
        for report in (accounts, figures)
    ]

    assert loud[0] == loud[1]
    assert 1 == len(loud[0])


def test_both_know_the_same_faults(accounts: bc.Report, figures: bc.Report) -> None:
    known = [
        {one.filled for one in report if one.exception}
        for report in (accounts, figures)
    ]

    assert known[0] == known[1]
    assert 2 == len(known[0])
    assert () == accounts.stale == figures.stale


def test_nothing_is_said_of_forms_that_are_an_attachment(accounts: bc.Report) -> None:
    forms = {one.verdict for one in accounts if one.rule.id.startswith("cn.form")}

    assert {bc.Verdict.UNCHECKED} == forms
    assert "expenditure" in accounts.absent


def test_the_appendix_is_about_another_unit(accounts: bc.Report) -> None:
    across = [one for one in accounts if one.rule.id.endswith("_form03")]
    own = [one for one in across if one.rule.id.startswith("cn.evaluation.")]

    assert {bc.Verdict.UNCHECKED} == {one.verdict for one in own}
    assert "self_evaluation" not in accounts.absent
