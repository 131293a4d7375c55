"""The real disclosure: what the report must find in it, and nothing else."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from budgetcheck import Cause, Level, Missing, Report, Verdict, check
from budgetcheck.files import load
from budgetcheck.language.conditions import named_paths
from budgetcheck.wording import word

FILE = "examples/yueyang-2021-figures.toml"


@pytest.fixture(scope="module")
def report() -> Report:
    # As the demo: what is known to be wrong is what there is to show.
    return check(attrs.evolve(load(FILE), exceptions=()))


def test_its_known_faults_are_no_more_than_its_faults() -> None:
    known = check(load(FILE), today=date.max)

    assert known.ok
    assert () == known.stale


def test_one_thing_is_an_error_and_it_is_the_list_longer_than_its_total(
    report: Report,
) -> None:
    (error,) = report.at_least(Level.ERROR)

    assert "merged.website.parts" == error.name
    assert "92 + 121 + 198 + 112 = 523 > 514" == error.filled
    assert "9 条 more" in word(error).what
    assert "exact" in word(error).why


def test_two_things_are_warnings(report: Report) -> None:
    warnings = [one for one in report if one.level is Level.WARNING]

    assert {
        "own.performance.project.completion": "101.86% ≈ 35.66 / 35.00 = 101.89%",
        "merged.quality.handling_rate": "100% ≠ 219392 / 230911 = 95.01%",
    } == {one.name: one.filled for one in warnings}


def test_zero_budgets_that_are_stated_rightly_are_told_from_the_others(
    report: Report,
) -> None:
    def named(cause: Cause) -> set[str]:
        return {one.name for one in report if one.cause is cause}

    public = "own.three_public"
    assert {
        f"{public}.overseas_travel.completion",
        f"{public}.vehicle_purchase.completion",
        f"{public}.vehicle_running.completion",
    } == named(Cause.NOT_COMPUTABLE)
    assert {
        f"{public}.overseas_travel.share",
        f"{public}.hospitality.share",
        f"{public}.vehicles.share",
        "own.procurement.sme.share",
        "own.procurement.micro_small.share",
    } == named(Cause.ZERO_OF_ZERO)
    assert {
        "own.procurement.goods_sme.share",
        "own.procurement.works_sme.share",
        "own.procurement.services_sme.share",
    } == named(Cause.MISSING_ON_ZERO_BASE)


def test_nothing_of_a_real_budget_is_a_percentage_of_zero(report: Report) -> None:
    completion = "own.three_public.hospitality.completion"

    assert report.verdicts[completion] is Verdict.EXACT


def test_everything_that_can_be_compared_otherwise_agrees(report: Report) -> None:
    assert {
        Verdict.CONTRADICTION: 2,
        Verdict.UNCHECKED: 12,
        Verdict.STRAINED: 0,
        Verdict.ROUNDING: 1,
        Verdict.EXACT: 139,
        Verdict.UNDEFINED: 8,
    } == report.counts


def test_figures_of_the_two_bodies_are_never_compared() -> None:
    for rule in load(FILE).rules:
        bodies = {path.steps[0] for path in named_paths(rule.condition)}

        assert 1 == len(bodies), rule.id


def test_every_figure_says_where_it_is_printed_and_where_it_stands() -> None:
    for path, figure in load(FILE).figures.items():
        not_printed = figure == Missing("absent")
        assert figure.place.where or not_printed, path
        assert figure.place.line, path
        assert FILE == figure.place.file
