"""Findings and reports: what the rules say of the figures, as data.

A finding carries its evidence: the figures with their places, what is stated and
what the others give, and the interval that rounding leaves. Nothing here is a
sentence; `Report.__str__` is the notation filled in, the same in every language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

import attrs

from budgetcheck.errors import BudgetCheckError, InconsistentFiguresError
from budgetcheck.language.conditions import Condition
from budgetcheck.language.evidence import NO_DETAILS, Cause, Details, Evidence
from budgetcheck.language.figures import Figure
from budgetcheck.language.filling import filled
from budgetcheck.language.measures import Measure
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level, Verdict, level_named


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
    """

    conclusion: Conclusion
    at: str = ""
    _details: Details | Callable[[Finding], Details] = attrs.field(
        default=NO_DETAILS, repr=False
    )

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
        return (self.conclusion, self.at, self.details)

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
        return f"{self.verdict.name:13} {self.name}: {self.filled}"


@attrs.frozen
class Coverage:
    """Which figures the rules vouch for.

    Attributes:
        vouched: Figures in at least one rule that holds.
        disputed: Figures in rules of which none holds and one is contradicted.
        unvouched: Figures in no rule that says anything of them.
    """

    vouched: tuple[Path, ...]
    disputed: tuple[Path, ...]
    unvouched: tuple[Path, ...]

    @property
    def total(self) -> int:
        """How many figures the document has."""
        return len(self.vouched) + len(self.disputed) + len(self.unvouched)


@attrs.frozen(eq=False)
class Report:
    """All findings of one document, in the order of its rules.

    Example:
        >>> report = Report(findings=(), figures=())
        >>> report.ok, str(report)
        (True, 'no rules')
    """

    findings: tuple[Finding, ...]
    _figures: tuple[Path, ...] | Callable[[], tuple[Path, ...]] = ()
    name: str = ""
    title: str = ""
    disabled: tuple[Rule, ...] = ()

    @property
    def figures(self) -> tuple[Path, ...]:
        """Every figure of the document."""
        if isinstance(self._figures, tuple):
            return self._figures
        figures = self._figures()
        object.__setattr__(self, "_figures", figures)
        return figures

    def _facts(self) -> tuple[object, ...]:
        return (self.findings, self.figures, self.name, self.title, self.disabled)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash((self.findings, self.name))

    def __reduce__(self) -> tuple[object, ...]:
        return (Report, self._facts())

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return not self.at_least(Level.ERROR)

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict of every rule, by its name."""
        return {finding.name: finding.verdict for finding in self.findings}

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many findings have each verdict; every verdict is there."""
        counted = Counter(finding.verdict for finding in self.findings)
        return {verdict: counted[verdict] for verdict in Verdict}

    @property
    def coverage(self) -> Coverage:
        """Which figures a rule vouches for, which are disputed, which are neither."""
        held = _figures_in(one for one in self.findings if one.verdict.holds)
        failed = _figures_in(
            one for one in self.findings if one.verdict is Verdict.CONTRADICTION
        )
        return Coverage(
            tuple(path for path in self.figures if path in held),
            tuple(path for path in self.figures if path in failed - held),
            tuple(path for path in self.figures if path not in failed | held),
        )

    def at_least(self, level: Level | str) -> tuple[Finding, ...]:
        """Return the findings that are as loud as the level, or louder."""
        floor = level_named(level)
        return tuple(one for one in self.findings if one.level.reaches(floor))

    def raise_if(self, level: Level | str = Level.ERROR) -> None:
        """Raise if a finding is as loud as the level, or louder.

        Raises:
            InconsistentFiguresError: With the filled-in rule of each such finding.
        """
        found = self.at_least(level)
        if found:
            many = "s" if len(found) > 1 else ""
            summary = (
                f"{len(found)} finding{many} at level {level_named(level)} or above"
            )
            raise InconsistentFiguresError(summary, tuple(map(str, found)))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        message = "a report is neither true nor false: use .ok"
        raise BudgetCheckError(message)

    def __str__(self) -> str:
        return "\n".join(map(str, self.findings)) or "no rules"


def _figures_in(findings: Iterable[Finding]) -> set[Path]:
    return {path for finding in findings for path, _ in finding.figures}
