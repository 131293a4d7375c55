"""The shared cases: the semantics as a table, and real printed claims."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from budgetcheck import Convention, Verdict, check

CASES = Path(__file__).parent / "cases"
SEMANTICS: list[dict[str, Any]] = [
    case
    for name in ("semantics.toml", "more_semantics.toml")
    for case in tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
]
CLAIMS: list[dict[str, Any]] = json.loads(
    (CASES / "cn_claims.json").read_text(encoding="utf-8")
)["claims"]

EXPECTED = {
    "exact": {Verdict.EXACT},
    "rounding": {Verdict.ROUNDING, Verdict.STRAINED},
    "contradiction": {Verdict.CONTRADICTION},
    "zero_base": {Verdict.CONTRADICTION},
    "zero_over_zero": {Verdict.UNDEFINED},
}


def decide(case: dict[str, Any]) -> Verdict:
    """Put one case of the table through the checker, with the table's defaults."""
    publisher = Convention.of(
        {"unit": case.get("unit", "元"), "decimals": 2} | case.get("convention", {})
    )
    report = check(case["figures"], [case["rule"]], convention=publisher)
    return report.verdicts[report.findings[0].name]


@pytest.mark.parametrize("case", SEMANTICS, ids=[case["why"] for case in SEMANTICS])
def test_every_case_of_the_semantics_gets_its_verdict(case: dict[str, Any]) -> None:
    assert case["verdict"] == decide(case).name


def claim_case(claim: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the figures of a real claim as printed, and the rule for its kind."""
    figures = dict(claim["figures"])
    if claim["kind"] == "sum":
        return figures, "total = sum(parts[*])"
    figures["stated"] = f"{claim['stated_percent']}%"
    if claim["kind"] == "ratio":
        return figures, "stated = part / whole"
    if "before" in figures:
        return figures, "stated = now / before - 1"
    return figures, "stated = delta / (now - delta)"


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim["id"] for claim in CLAIMS])
def test_every_real_claim_gets_its_verdict(claim: dict[str, Any]) -> None:
    figures, rule = claim_case(claim)
    unit = claim["unit"].removesuffix(" with delta in 万元")
    report = check(figures, [rule], unit=unit, decimals=claim["decimals"])

    assert report.findings[0].verdict in EXPECTED[claim["expected"]]


def test_no_claim_was_lost() -> None:
    assert 297 == len(CLAIMS)
    assert 55 <= len(SEMANTICS)
