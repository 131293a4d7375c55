"""Running: a rule set over the figures of one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from budgetcheck.checking.concluding import as_finding, concluded, last_shares_in
from budgetcheck.checking.printings import judge_printings, printings
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Figures
from budgetcheck.language.findings import Finding
from budgetcheck.language.grounding import grounds
from budgetcheck.language.rules import RuleSet

MissingPaths: TypeAlias = Literal["error", "unchecked"]


def findings_of(
    figures: Figures, rules: RuleSet, declared: Convention, missing: MissingPaths
) -> Iterator[Finding]:
    """Yield a finding for every rule and row, and for every further printing."""
    grounded = [
        ground
        for rule in rules
        if not rule.disabled
        for ground in grounds(
            rule, figures, missing_is_unchecked=missing == "unchecked"
        )
    ]
    last = last_shares_in(grounded, declared)
    for ground in grounded:
        yield concluded(ground, declared, last)
    for ground in printings(figures):
        yield as_finding(ground, judge_printings(ground, declared))
