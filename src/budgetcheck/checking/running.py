"""Running: a rule set over the figures of one document."""

from __future__ import annotations

from collections.abc import Iterator

from budgetcheck.checking.concluding import as_finding, concluded
from budgetcheck.checking.printings import judge_printings, printings
from budgetcheck.errors import FileFault
from budgetcheck.faults import together
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Figures
from budgetcheck.language.findings import Finding
from budgetcheck.language.grounding import all_grounds
from budgetcheck.language.lookups import Known, MissingPaths
from budgetcheck.language.rules import RuleSet
from budgetcheck.language.shares import last_shares_in

__all__ = ["MissingPaths", "findings_of"]


def findings_of(
    figures: Figures,
    rules: RuleSet,
    declared: Convention,
    missing: MissingPaths,
    optional: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Yield a finding for every rule and row, and for every further printing."""
    known = Known(figures, missing == "unchecked", optional)
    grounded, faults = all_grounds(rules, known)
    if faults:
        files = [one.file for one in faults if isinstance(one, FileFault)]
        raise together(f"{(*files, 'this')[0]} cannot be checked", faults)
    last = last_shares_in(grounded, declared)
    for ground in grounded:
        yield concluded(ground, declared, last)
    for ground in printings(figures):
        yield as_finding(ground, judge_printings(ground, declared))
