"""India's accounts at a glance: everything agrees, and rounding explains the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetcheck import Level, Report, Verdict, check
from budgetcheck.files import load, loads

FILE = "examples/india-2015.toml"


@pytest.fixture(scope="module")
def report() -> Report:
    return check(load(FILE))


def test_nothing_contradicts_itself(report: Report) -> None:
    assert {
        Verdict.CONTRADICTION: 0,
        Verdict.UNCHECKED: 0,
        Verdict.STRAINED: 0,
        Verdict.ROUNDING: 8,
        Verdict.EXACT: 57,
        Verdict.UNDEFINED: 0,
    } == report.counts
    assert () == report.at_least(Level.ERROR)


def test_sums_of_rounded_figures_miss_their_totals_by_one_tenth(
    report: Report,
) -> None:
    notes = [one for one in report if one.level is Level.NOTE]

    assert {
        "budget.receipts.lines @ receipts[0]": "11415.8 ≈ 9198.4 + 2217.3 = 11415.7",
        "prior.receipts.lines @ receipts[3]": "4820.2 ≈ 61.4 + 1.2 + 4757.5 = 4820.1",
        "prior.deficit.revenue": "3726.3 ≈ 8527.1 - 4800.7 = 3726.4",
        "prior.deficit.fiscal": "4757.5 ≈ 9620.9 - 4800.7 - 61.4 - 1.2 = 4757.6",
        "actual.expenditure.plan": "2706.9 ≈ 1807.2 + 899.8 = 2707.0",
        "actual.expenditure.revenue": "8782.9 ≈ 6975.8 + 1807.2 = 8783.0",
        "actual.deficit.primary": "1959.1 ≈ 4112.5 - 2153.3 = 1959.2",
    } == {one.name: one.filled for one in notes}


def test_one_percentage_was_computed_before_its_amounts_were_rounded(
    report: Report,
) -> None:
    (warning,) = report.at_least(Level.WARNING)

    assert "share.expenditure @ expenditure[3]" == warning.name
    assert "50.3% ≈ 533.5 / 1061.7 = 50.2496%" == warning.filled


def test_percentages_of_a_budget_that_is_not_printed_are_not_vouched_for(
    report: Report,
) -> None:
    unvouched = {str(path) for path in report.coverage.unvouched}

    assert 17 == len(unvouched)
    assert {"prior_share"} == {path.rpartition(".")[2] for path in unvouched}


def test_two_digits_in_the_wrong_order_are_found() -> None:
    text = Path(FILE).read_text(encoding="utf-8")
    wrong = text.replace('actual = "1,619.4"', 'actual = "1,691.4"')

    errors = check(loads(wrong)).at_least(Level.ERROR)

    assert {
        "actual.receipts.lines @ receipts[0]",
        "share.receipts @ receipts[2]",
    } == {one.name for one in errors}
