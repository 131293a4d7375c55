"""Judgements: what one condition says of its figures, before it is a finding."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from budgetcheck.language.conditions import Condition
from budgetcheck.language.evidence import NO_EVIDENCE, Cause, Evidence
from budgetcheck.language.verdicts import Verdict


def _none() -> Evidence:
    return NO_EVIDENCE


@attrs.frozen
class Judgement:
    """A verdict with its cause, the part that decided, and how to get the numbers."""

    verdict: Verdict
    cause: Cause
    decisive: Condition
    evidence: Callable[[], Evidence] = _none
