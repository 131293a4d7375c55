"""Real printed claims get their verdicts from the rules of the standard.

A claim is put where a narrative states such a thing, and the rule there decides it.
"""

from typing import Any

import pytest
from tests.test_cases import CLAIMS, EXPECTED

import budgetcheck as bc
from budgetcheck.cn_accounts import RULES, Accounts

Claim = dict[str, Any]


def share(claim: Claim) -> dict[str, Any]:
    part, whole = claim["figures"]["part"], claim["figures"]["whole"]
    stated = {"amount": part, "share": f"{claim['stated_percent']}%"}
    return {"expenditure": {"total": whole, "basic": stated}}


def completion(claim: Claim) -> dict[str, Any]:
    outturn, budget = claim["figures"]["part"], claim["figures"]["whole"]
    stated = f"{claim['stated_percent']}%"
    item = {"budget": budget, "outturn": outturn, "completion": stated}
    return {"general_public": {"items": [item]}}


def change(claim: Claim) -> dict[str, Any]:
    figures = dict(claim["figures"])
    stated = {"total": figures.pop("now"), "change": f"{claim['stated_percent']}%"}
    names = {"delta": "difference", "before": "prior"}
    return {"balancing": stated | {names[key]: one for key, one in figures.items()}}


def total(claim: Claim) -> dict[str, Any]:
    classes = [
        {"code": f"{201 + number}", "outturn": part}
        for number, part in enumerate(claim["figures"]["parts"])
    ]
    stated = {"outturn": claim["figures"]["total"], "classes": classes}
    return {"general_public": stated}


def rule_of(claim: Claim) -> str:
    if claim["kind"] == "change":
        saying = "rate" if "before" in claim["figures"] else "change"
        return f"cn.text01.grand_total.{saying}"
    return {
        "ratio": "cn.text03.basic.share",
        "sum": "cn.text05.outturn.sum_of_rows",
    }[claim["kind"]]


PLACED = {"ratio": share, "change": change, "sum": total}
CHECKS = {
    name: RULES.select(name).for_(Accounts)
    for name in {*map(rule_of, CLAIMS), "cn.text05.items.completion"}
}


def verdicts(claim: Claim, rule: str, narrative: dict[str, Any]) -> set[bc.Verdict]:
    unit = claim["unit"].removesuffix(" with delta in 万元")
    printed = {"narrative": narrative}
    accounts = bc.read(Accounts, printed, unit=unit, decimals=claim["decimals"])
    return {one.verdict for one in CHECKS[rule](accounts)}


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim["id"] for claim in CLAIMS])
def test_every_real_claim_gets_its_verdict_in_a_narrative(claim: Claim) -> None:
    found = verdicts(claim, rule_of(claim), PLACED[claim["kind"]](claim))

    assert found <= EXPECTED[claim["expected"]]
    assert 1 == len(found)


RATIOS = [claim for claim in CLAIMS if claim["kind"] == "ratio"]


@pytest.mark.parametrize("claim", RATIOS, ids=[claim["id"] for claim in RATIOS])
def test_a_completion_is_judged_as_a_share_is(claim: Claim) -> None:
    found = verdicts(claim, "cn.text05.items.completion", completion(claim))

    assert found <= EXPECTED[claim["expected"]]
    assert 1 == len(found)
