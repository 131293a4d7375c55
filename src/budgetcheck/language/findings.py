"""Findings: what one rule says of its figures, as data.

A finding carries its evidence: the figures with their places, what is stated and
what the others give, and the interval that rounding leaves. Nothing here is a
sentence; `Finding.__str__` is the notation filled in, the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import attrs

from budgetcheck.language.conditions import Condition
from budgetcheck.language.evidence import NO_DETAILS, Cause, Details, Evidence
from budgetcheck.language.exceptions import KnownException
from budgetcheck.language.figures import Figure
from budgetcheck.language.filling import filled
from budgetcheck.language.measures import Measure
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level, Verdict


@attrs.frozen
class Conclusion:
    """What a rule says, whichever figures it says it of.

    Attributes:
        rule: The rule.
        verdict: What it says.
        level: How loudly.
        cause: Why.
    """

    rule: Rule
    verdict: Verdict
    level: Level
    cause: Cause


@attrs.frozen(eq=False)
class Finding:
    """What one rule says of its figures.

    Shape: one finding per rule, or per rule and row. The verdict is there at once;
    what it rests on is put together when it is first asked for.

    Attributes:
        conclusion: The rule, its verdict, how loudly it speaks, and why.
        at: The row that the rule was read on, or empty.
        exception: Why a failure is known and accepted, if it is.

    Example:
        >>> from budgetcheck.checking import check
        >>> (finding,) = check({"total": "9", "part": "1"}, ["total = part"])
        >>> finding.verdict.name, finding.level.value, finding.filled
        ('CONTRADICTION', 'error', '9 ≠ 1')
    """

    conclusion: Conclusion
    at: str = ""
    _details: Details | Callable[[Finding], Details] = attrs.field(
        default=NO_DETAILS, repr=False
    )
    exception: KnownException | None = None

    @property
    def rule(self) -> Rule:
        """The rule."""
        return self.conclusion.rule

    @property
    def verdict(self) -> Verdict:
        """What the rule says."""
        return self.conclusion.verdict

    @property
    def level(self) -> Level:
        """How loudly it says so."""
        return self.conclusion.level

    @property
    def cause(self) -> Cause:
        """Why the verdict is what it is."""
        return self.conclusion.cause

    @property
    def details(self) -> Details:
        """What the verdict rests on."""
        if isinstance(self._details, Details):
            return self._details
        details = self._details(self)
        # Two threads may both get here; both then write the same.
        object.__setattr__(self, "_details", details)
        return details

    @property
    def condition(self) -> Condition | None:
        """The rule's condition on this row, sums written out."""
        return self.details.condition

    @property
    def decisive(self) -> Condition | None:
        """The part of the condition that decided."""
        return self.details.decisive

    @property
    def figures(self) -> tuple[tuple[Path, Figure], ...]:
        """The figures of the rule, with their paths and places, in order."""
        return self.details.figures

    @property
    def evidence(self) -> Evidence:
        """The numbers behind the verdict."""
        return self.details.evidence

    def _facts(self) -> tuple[object, ...]:
        return (self.conclusion, self.at, self.details, self.exception)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Finding):
            return NotImplemented
        return self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash((self.conclusion, self.at))

    def __reduce__(self) -> tuple[object, ...]:
        return (Finding, self._facts())

    @property
    def name(self) -> str:
        """The rule's id and, where it runs over a list, the row."""
        return f"{self.rule.id} @ {self.at}" if self.at else self.rule.id

    @property
    def filled(self) -> str:
        """The rule filled in with the printed numbers: `1.01 ≠ 1.00 + 0.02 = 1.02`."""
        if self.decisive is None:
            return self.rule.notation
        return filled(self.decisive, dict(self.figures), self.verdict, self.evidence_of)

    @property
    def evidence_of(self) -> tuple[Fraction | None, Fraction | None, Measure]:
        """Stated, recomputed and measure: what filling in a rule needs."""
        one = self.evidence
        return one.stated, one.recomputed, one.measure

    def __str__(self) -> str:
        known = f" [known: {self.exception.reason}]" if self.exception else ""
        return f"{self.verdict.name:13} {self.name}: {self.filled}{known}"
