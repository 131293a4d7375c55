"""Real accounts: what is wrong in them, and what was never wrong."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import Any

import pytest
from tests.diagnosing.told import (
    answers,
    cases_of,
    certain,
    diagnosed,
    likeliest,
    settled,
    values,
)

from budgetcheck import Interval, Verdict, check
from budgetcheck.diagnosing import diagnose
from budgetcheck.standards import load

CASES = cases_of("diagnosed.toml")


@pytest.mark.parametrize("case", CASES, ids=[one["why"] for one in CASES])
def test_every_case_has_its_answers(case: dict[str, Any]) -> None:
    causes = case.get("cause", [])

    found = diagnosed(case)

    assert found.is_settled
    assert [set(map(frozenset, one["answers"])) for one in causes] == [
        answers(one) for one in found
    ]
    for said, cause in zip(causes, found, strict=True):
        assert said.get("joint", False) == cause.is_joint
        assert said["certain"] == certain(cause)
        if "likeliest" in said:
            assert said["likeliest"] == likeliest(cause)
        for path, also in said.get("also", {}).items():
            assert set(also) <= values(cause)[0][path]


@pytest.mark.parametrize("case", CASES, ids=[one["why"] for one in CASES])
def test_the_likeliest_values_settle_everything(case: dict[str, Any]) -> None:
    found = diagnosed(case)

    assert not settled(case, found)


@pytest.mark.parametrize("name", ["india-2015", "uganda-2019", "sample-2024"])
def test_accounts_whose_rules_hold_hold_together(name: str) -> None:
    document = load(f"examples/{name}.toml")

    found = diagnose(document)

    assert () == found.causes
    assert found.is_settled


def test_of_a_real_disclosure_two_things_are_wrong() -> None:
    document = load("examples/yueyang-2021.toml")

    activity, indicator = diagnose(document)

    assert (
        "cn.evaluation.activities.parts @ self_evaluation.activities[4]",
    ) == activity.findings
    assert (
        "cn.evaluation.indicators.share @ self_evaluation.indicators[6]",
    ) == indicator.findings
    assert 5 == len(activity.answers)
    assert {"self_evaluation.indicators[6].result"} == set(likeliest(indicator))
    assert () == activity.certain == indicator.certain


def test_a_percentage_said_of_two_ratios_has_answers_that_are_not_proven() -> None:
    """Handled and completed are said to be 100 %, and 95.01 % of cases were handled.

    Both are the same percentage in print. The cases are 95.01 %, by two counts and by
    their own percentage, and the calls 100 %, likewise. So whatever is printed for both
    cannot be right for the two of them. Free it, and the cases still are not the calls:
    what settles it leaves it alone, and doubts the percentage of the cases and one of
    their counts. Answers with it are told as well, and it is said that they may need
    more.
    """
    figures = {
        "both": "100%",
        "cases": {"share": "95.01%", "done": "219392", "due": "230911"},
        "calls": {"share": "100%", "done": "4222", "due": "4222"},
    }
    rules = [
        "cases.share = cases.done / cases.due",
        "calls.share = calls.done / calls.due",
        "both = cases.done / cases.due",
        "both = calls.done / calls.due",
    ]

    (cause,) = diagnose(figures, rules, unit="件")

    assert {
        frozenset({"cases.share", "cases.done"}),
        frozenset({"cases.share", "cases.due"}),
    } == {one for one in answers(cause) if "both" not in one}
    assert not cause.is_exact


def test_a_figure_in_a_row_can_be_beyond_doubt() -> None:
    figures = {"whole": "5.00", "parts": [{"done": "2.00"}, {"done": "2.00"}]}

    (cause,) = diagnose(
        figures,
        ["whole = sum(parts[*].done)"],
        decimals=2,
        weights={"whole": inf, "parts[0].done": inf},
    )

    assert {frozenset({"parts[1].done"})} == answers(cause)
    assert {"parts[1].done": None} == certain(cause)


def test_of_the_completion_of_35_all_that_rounding_allows_is_accepted() -> None:
    """35.66 of 35 is 101.89 %, and 101.86 % is printed.

    35.66 may be 35.655 to 35.665, and 35 (which is 35.00 there) 34.995 to 35.005: the
    completion is 35.655 / 35.005 = 101.8569 % to 35.665 / 34.995 = 101.9146 %. What may
    be printed for that is 101.86 % to 101.91 %, six percentages, and the one that is
    printed is at the very end.
    """
    rule = "completion = executed / budget"
    figures = {"executed": "35.66", "budget": "35"}
    printed = [f"101.{last:02}%" for last in range(80, 100)]

    found = {
        one: diagnose(figures | {"completion": one}, [rule], unit="万元", decimals=2)
        for one in printed
    }

    assert [f"101.{last}%" for last in range(86, 92)] == [
        one for one, causes in found.items() if not causes
    ]
    (cause,) = found["101.85%"]
    (suspect,) = (one for one in cause.suspects if "completion" == str(one.path))
    assert Interval(Fraction(35655, 35005), Fraction(35665, 34995)) == suspect.allowed


def test_a_list_that_exceeds_its_whole_leaves_bounds_and_no_value() -> None:
    """92 + 121 + 198 + 112 = 523 of 514: the whole is 523 or more, a part 9 fewer."""
    (case,) = (one for one in CASES if "more parts than the whole" in one["why"])

    (cause,) = diagnosed(case)

    assert {
        "whole": Interval(523, None),
        "parts[0]": Interval(None, 83),
        "parts[1]": Interval(None, 112),
        "parts[2]": Interval(None, 189),
        "parts[3]": Interval(None, 103),
    } == {str(one.path): one.allowed for one in cause.suspects}
    assert not any(one.only for one in cause.suspects)


def test_rules_that_hold_can_exclude_each_other() -> None:
    """98.34 = 60.80 + 37.55, and 61.83 % of it: each may be, and both may not.

    By hand, with half a quantum to either side:

    1. The share is at least 61.825 %, so that the project is at most 38.175 % of the
       total: total = basic + project says that it is the rest.
    2. The project is printed as 37.55, so it is at least 37.545, and the total at least
       37.545 / 0.38175 = 98.3497.
    3. The total is printed as 98.34, so it is at most 98.345.

    The basic expenditure, 60.80, is in both rules, and has no part in this: freeing it
    settles nothing. Three figures do, one at a time:

    - the project, if it is at most 98.345 * 0.38175 = 37.5432, which is printed as
      37.54 or, at least 98.335 - 60.805 = 37.53 as it is, as 37.53;
    - the total, from 37.545 / 0.38175 = 98.3497 to 60.805 / 0.61825 = 98.3502: 98.35;
    - the share, if it is at most 60.80 / 98.345 = 61.8232 %, and not below
      60.795 / 98.345 = 61.8181 %, which is 61.82 %; basic is at most 60.80 because
      the total is at most 98.345, of which the project takes 37.545.
    """
    figures = {"total": "98.34", "basic": "60.80", "project": "37.55"}
    figures["share"] = "61.83%"
    rules = ["total = basic + project", "share = basic / total"]

    report = check(figures, rules, unit="万元", decimals=2)
    (cause,) = diagnose(figures, rules, unit="万元", decimals=2)

    assert [Verdict.ROUNDING, Verdict.EXACT] == [one.verdict for one in report]
    assert cause.is_joint
    assert [(tuple(rules), ["total", "project", "share"])] == [
        (one.findings, [str(path) for path in one.figures]) for one in cause.clashes
    ]
    ten_thousand = Fraction(10_000)
    least = Fraction("37.545") / Fraction("0.38175") * ten_thousand
    most = Fraction("60.805") / Fraction("0.61825") * ten_thousand
    assert {
        # What each rule allows; that both together allow less is why values are asked.
        "project": Interval(375_300, 375_500),
        "total": Interval(least, most),
        "share": Interval(
            Fraction("60.795") / Fraction("98.345"),
            Fraction("60.805") / Fraction("98.335"),
        ),
    } == {str(one.path): one.allowed for one in cause.suspects}
    assert [{"project": {"37.54", "37.53"}}, {"share": {"61.82%"}}] == values(cause)[:2]
    assert {"total": {"98.35"}} == values(cause)[2]
