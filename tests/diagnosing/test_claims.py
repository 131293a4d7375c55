"""Real claims: what explains those that contradict themselves, and no others."""

from __future__ import annotations

from typing import Any

import pytest
from tests.diagnosing.told import first, likeliest
from tests.test_cases import CLAIMS, claim_case

from budgetcheck.diagnosing import Diagnoses, diagnose

WRONG = ("contradiction", "zero_base")
# Each claim with the likeliest value of what it states, and how it was recomputed by
# hand: what is stated is what the rule gives, and the slip is how the print came of it.
EXPLAINED = {
    "T042": "n/c percentage_of_zero",  # All of 307.82 is new: there was nothing before.
    "T043": "n/c percentage_of_zero",
    "T049": "9.56% cut_off",  # 29.42 / 307.82 = 9.5575 %
    "T064": "99.87% cut_off",  # 9746.50 / 9759.38 = 99.8680 %
    "T071": "95.46% cut_off",  # 9746.50 / 10210.34 = 95.4571 %
    "T105": "71.65%",  # 2106.66 / 2940.05; nobody knows how 71.73 % came about.
    "P001": "-38.29% cut_off",  # -2570.97 / 6714.88 = -38.2877 %
    "P063": "114.00% ratio_as_percent",  # 2.14 / 1 - 1 = 1.14, and no percentage
    "P130": "57% complement",  # 1.71 / 3 was spent, and 43 % was not.
    "P132": "31% complement",  # 0.53 / 1.71; 69 % is the other part.
    "P133": "69% complement",
    "P134": "53% complement",  # 0.53 / 1; 47 % was not spent.
    "P237": "n/c percentage_of_zero",
    "P240": "n/c percentage_of_zero",
    "P348": "-6.01% cut_off",  # -54357.12 / 904445.42 = -6.0099 %
    "P350": "16.87% wrong_base now",  # 16803.36 / 99629.76; of the current, 14.43 %
    "P351": "4.05% cut_off",  # 43897.73 / 1085203.63 = 4.0451 %
    "P353": "6.89%",  # Made to fit 100 %, which one share alone cannot tell.
    "P375": "18.74",  # 18.67 - 0.04 + 0.11; nobody knows how 17.1 came about.
    "P394": "n/c percentage_of_zero",
    "P397": "n/c percentage_of_zero",
}
# One slip of an amount is likelier there than an error of which nothing is known.
ANOTHER_FIRST = {"P353": "part", "P375": "parts[1]"}


def diagnosed(claim: dict[str, Any]) -> Diagnoses:
    figures, rule = claim_case(claim)
    unit = claim["unit"].removesuffix(" with delta in 万元")
    return diagnose(figures, [rule], unit=unit, decimals=claim["decimals"])


def claims(*, wrong: bool) -> list[Any]:
    return [
        pytest.param(one, id=one["id"])
        for one in CLAIMS
        if (one["expected"] in WRONG) == wrong
    ]


@pytest.mark.parametrize("claim", claims(wrong=False))
def test_a_claim_that_may_be_right_has_no_diagnosis(claim: dict[str, Any]) -> None:
    assert Diagnoses() == diagnosed(claim)


@pytest.mark.parametrize("claim", claims(wrong=True))
def test_a_claim_that_cannot_be_right_is_explained(claim: dict[str, Any]) -> None:
    (cause,) = diagnosed(claim)
    stated = "total" if claim["kind"] == "sum" else "stated"
    suspects = {str(one.path): one for one in cause.suspects}

    assert EXPLAINED[claim["id"]] == first(suspects[stated])
    assert [ANOTHER_FIRST.get(claim["id"], stated)] == list(likeliest(cause))


def test_every_figure_of_a_claim_is_a_suspect_and_none_is_accused() -> None:
    for claim in CLAIMS:
        for cause in diagnosed(claim):
            (clash,) = cause.clashes

            assert set(clash.figures) == {one.path for one in cause.suspects}
            assert () == cause.certain


def test_every_claim_that_cannot_be_right_has_been_recomputed() -> None:
    assert set(EXPLAINED) == {one["id"] for one in CLAIMS if one["expected"] in WRONG}
