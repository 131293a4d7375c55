"""Judgements: what one condition says of its figures, before it is a finding."""

from __future__ import annotations

import attrs

from budgetcheck.language.conditions import Condition
from budgetcheck.language.findings import NO_EVIDENCE, Cause, Evidence
from budgetcheck.language.verdicts import Verdict


@attrs.frozen
class Judgement:
    """A verdict with its cause, the part that decided, and the numbers."""

    verdict: Verdict
    cause: Cause
    decisive: Condition
    evidence: Evidence = NO_EVIDENCE
