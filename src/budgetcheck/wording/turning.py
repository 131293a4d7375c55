"""Turning: a comparison is told from the side of the word that it states."""

from __future__ import annotations

import attrs

from budgetcheck.language.conditions import Compare, Condition
from budgetcheck.language.evidence import Evidence
from budgetcheck.language.figures import Word
from budgetcheck.language.findings import Finding


def said(finding: Finding) -> Word | None:
    """Return the direction that a finding is about; a nil mark is a number."""
    words = [one for _, one in finding.figures if isinstance(one, Word)]
    return words[0] if words and words[0].sense != "nil" else None


def told(finding: Finding) -> tuple[Condition | None, Evidence]:
    """Return what decided and its evidence: `n - b = w` as `w = n - b`."""
    decisive, one = finding.decisive, finding.evidence
    word = said(finding)
    match decisive:
        case Compare(left, "=", right) if right.single is not None:
            if word is None or dict(finding.figures)[right.single] is not word:
                return decisive, one
            turned = attrs.evolve(
                one,
                stated=one.recomputed,
                recomputed=one.stated,
                stated_truths=one.possible,
                possible=one.stated_truths,
            )
            return Compare(right, "=", left), turned
        case _:
            return decisive, one
