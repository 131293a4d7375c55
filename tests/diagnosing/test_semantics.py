"""The semantics as a table: what no truths print is diagnosed, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest
from tests.test_cases import SEMANTICS

from budgetcheck import Convention
from budgetcheck.diagnosing import Diagnoses, diagnose

# Inside `or`, a part that does not apply is taken for one that may yet hold: diagnosing
# may miss, and never accuses.
MISSED = "a branch that does not apply rescues nothing"
# The rule holds, and the printings of a figure in it do not agree: that is a finding of
# its own.
BESIDE = (
    "printings that contradict each other are no matter of another part of the rule"
)


def diagnosed(case: dict[str, Any]) -> Diagnoses:
    publisher = Convention.of(
        {"unit": case.get("unit", "元"), "decimals": 2} | case.get("convention", {})
    )
    return diagnose(case["figures"], [case["rule"]], convention=publisher)


@pytest.mark.parametrize("case", SEMANTICS, ids=[case["why"] for case in SEMANTICS])
def test_what_contradicts_itself_is_diagnosed(case: dict[str, Any]) -> None:
    found = diagnosed(case)
    failing = [name for cause in found for name in cause.findings]

    assert found.is_settled
    if case["why"] == MISSED:
        assert [] == failing
    else:
        assert (case["verdict"] == "CONTRADICTION") is bool(failing)
    # A single rule has nothing to clash with but itself.
    assert case["why"] == BESIDE or bool(failing) is bool(len(found))
