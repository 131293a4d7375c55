"""A vote of Uganda's budget: two precisions, shares before rounding, no aid at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetcheck import Cause, Level, Report, Verdict, check
from budgetcheck.files import load, loads

FILE = "examples/uganda-2019.toml"


@pytest.fixture(scope="module")
def report() -> Report:
    return check(load(FILE))


def test_nothing_contradicts_itself(report: Report) -> None:
    assert {
        Verdict.CONTRADICTION: 0,
        Verdict.UNCHECKED: 0,
        Verdict.STRAINED: 0,
        Verdict.ROUNDING: 8,
        Verdict.EXACT: 73,
        Verdict.UNDEFINED: 3,
    } == report.counts
    assert () == report.at_least(Level.ERROR)


def test_programmes_with_two_decimals_make_a_total_with_three(report: Report) -> None:
    sums = [
        one for one in report if one.cause is Cause.ROUNDED and one.level is Level.NOTE
    ]

    assert {
        "approved.vote": "581.314 ≈ 489.914 + 91.399 = 581.313",
        "approved.programmes": "581.314 ≈ 19.97 + 41.91 + 87.19 + 10.37 + 88.99"
        " + 269.15 + 5.36 + 58.37 = 581.310",
        "released.programmes": "168.629 ≈ 5.12 + 21.89 + 24.74 + 2.96 + 25.01"
        " + 72.09 + 1.73 + 15.10 = 168.640",
        "spent.programmes": "122.229 ≈ 3.66 + 6.46 + 21.57 + 2.11 + 19.07 + 58.34"
        " + 0.89 + 10.13 = 122.230",
    } == {one.name: one.filled for one in sums}


def test_four_percentages_were_computed_before_their_amounts_were_rounded(
    report: Report,
) -> None:
    assert {
        'spent_share.programmes @ programmes."1409"': "20.4% ≈ 2.11 / 10.37 = 20.347%",
        'releases_spent.programmes @ programmes."1409"': (
            "71.5% ≈ 2.11 / 2.96 = 71.28%"
        ),
        'releases_spent.programmes @ programmes."1410"': (
            "76.3% ≈ 19.07 / 25.01 = 76.2495%"
        ),
        'releases_spent.programmes @ programmes."1419"': (
            "51.5% ≈ 0.89 / 1.73 = 51.445%"
        ),
    } == {one.name: one.filled for one in report.at_least(Level.WARNING)}


def test_percentages_of_no_aid_at_all_are_noted(report: Report) -> None:
    assert {
        "released_share.appropriations_in_aid",
        "spent_share.appropriations_in_aid",
        "releases_spent.appropriations_in_aid",
    } == {one.name for one in report if one.cause is Cause.ZERO_OF_ZERO}


def test_rules_vouch_for_every_other_figure(report: Report) -> None:
    assert {
        "appropriations_in_aid.released_share",
        "appropriations_in_aid.spent_share",
        "appropriations_in_aid.releases_spent",
    } == {str(path) for path in report.coverage.unvouched}


def test_a_total_that_is_printed_differently_in_the_second_table_is_found() -> None:
    text = Path(FILE).read_text(encoding="utf-8")
    wrong = text.replace("{ value = 168.63, decimals", "{ value = 168.36, decimals")

    errors = check(loads(wrong)).at_least(Level.ERROR)

    assert {Cause.PRINTINGS_DIFFER} == {one.cause for one in errors}
    assert "released.vote" in {one.name for one in errors}
