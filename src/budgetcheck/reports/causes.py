"""Causes: which findings of a report one diagnosis explains, and how loud that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

import attrs

from budgetcheck.diagnosing import Diagnoses, Diagnosis
from budgetcheck.errors import InvalidConventionError
from budgetcheck.language.findings import Finding
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.reports.groups import LOUD

Diagnosed: TypeAlias = Sequence[Diagnoses | None]


class Examined(StrEnum):
    """Whether it was examined if all rules can be true together, and what came of it.

    Shape: each value is the label of the sentence that says so.
    """

    NOT = "parts"
    UNSETTLED = "parts_unsettled"
    FINE = "parts_fine"
    TOLD = "parts_told"


@attrs.frozen
class Case:
    """A diagnosis, and the findings that stand under it.

    Attributes:
        diagnosis: The diagnosis.
        findings: The errors and warnings that it explains; none if it is joint.
        elsewhere: Names of what it explains as well, told under another heading.
        level: How loud it is: as the loudest of its findings.
    """

    diagnosis: Diagnosis
    findings: tuple[Finding, ...]
    elsewhere: tuple[str, ...]
    level: Level


Explained: TypeAlias = tuple[Case | None, tuple[Finding, ...]]


@attrs.frozen
class Causes:
    """The diagnoses of one report, as far as anybody has to be told of them.

    Attributes:
        cases: What is told, diagnosis by diagnosis.
        examined: Whether it was examined if all rules can be true together.
    """

    cases: tuple[Case, ...] = ()
    examined: Examined = Examined.NOT

    @classmethod
    def of(cls, report: Report, diagnoses: Diagnoses | None) -> Causes:
        """Return what a report tells of its diagnoses.

        Shape: nothing of a diagnosis all of whose findings are known and accepted, or
        are neither errors nor warnings.
        """
        if diagnoses is None:
            return cls()
        by_name = {one.name: one for one in report}
        found = (_case(one, by_name) for one in diagnoses)
        cases = tuple(one for one in found if one is not None)
        if not diagnoses.is_settled:
            return cls(cases, Examined.UNSETTLED)
        return cls(cases, Examined.TOLD if len(diagnoses) else Examined.FINE)

    @property
    def joint(self) -> tuple[Case, ...]:
        """Those of rules that hold one by one, and not together."""
        return tuple(one for one in self.cases if not one.findings)

    @property
    def is_wrong(self) -> bool:
        """Whether anything is wrong that is not known, or that is not settled."""
        return bool(self.cases) or self.examined is Examined.UNSETTLED

    def of_finding(self, finding: Finding) -> Case | None:
        """Return the case under which a finding stands."""
        name = finding.name
        for case in self.cases:
            if any(one.name == name for one in case.findings):
                return case
        return None

    def grouped(self, findings: Iterable[Finding]) -> Iterator[Explained]:
        """Yield findings in their order, and with the first one of a case all of it."""
        told: set[int] = set()
        for finding in findings:
            case = self.of_finding(finding)
            if case is None:
                yield None, (finding,)
            elif id(case) not in told:
                told.add(id(case))
                yield case, case.findings

    def sections(
        self, errors: Iterable[Finding], warnings: Iterable[Finding]
    ) -> Iterator[tuple[str, tuple[Explained, ...]]]:
        """Yield `errors` and `warnings`, each with what stands there, if anything does.

        Shape: a warning with the cause of an error stands among the errors.
        """
        blocks = tuple(self.grouped((*errors, *warnings)))
        for key, level in (("errors", Level.ERROR), ("warnings", Level.WARNING)):
            mine = tuple(one for one in blocks if one[1][0].level is level)
            if mine:
                yield key, mine

    def fails(self, level: Level | str) -> bool:
        """Say whether rules that exclude each other are as loud as a level."""
        return any(one.level.reaches(Level(level)) for one in self.joint)

    def count(self, level: Level) -> int:
        """Return how many of these are of a level."""
        return sum(one.level is level for one in self.joint)


def is_open(finding: Finding) -> bool:
    """Say whether a finding contradicts, and is loud, and not known and accepted."""
    return (
        finding.verdict is Verdict.CONTRADICTION
        and finding.level in LOUD
        and finding.exception is None
    )


def paired(
    reports: Iterable[Report], diagnoses: Diagnosed | None
) -> list[tuple[Report, Causes]]:
    """Return each report with what it tells of its diagnoses.

    Raises:
        InvalidConventionError: There are not as many of these as of those.
    """
    pairs = zip_diagnoses(reports, diagnoses)
    return [(report, Causes.of(report, one)) for report, one in pairs]


def zip_diagnoses(
    reports: Iterable[Report], diagnoses: Diagnosed | None
) -> list[tuple[Report, Diagnoses | None]]:
    """Return each report with the diagnoses of its document.

    Raises:
        InvalidConventionError: There are not as many of these as of those.
    """
    every = list(reports)
    given = [None] * len(every) if diagnoses is None else list(diagnoses)
    if len(given) != len(every):
        message = f"{len(every)} reports, and diagnoses of {len(given)}"
        raise InvalidConventionError(message, "give None where there is none")
    return list(zip(every, given, strict=True))


def _case(diagnosis: Diagnosis, by_name: Mapping[str, Finding]) -> Case | None:
    if diagnosis.is_joint:
        level = _joint_level(diagnosis, by_name)
        return Case(diagnosis, (), (), level) if level in LOUD else None
    explained = [by_name[one] for one in diagnosis.findings if one in by_name]
    open_ = sorted(filter(is_open, explained), key=lambda one: LOUD.index(one.level))
    if not open_:
        return None
    others = tuple(one.name for one in explained if not is_open(one))
    return Case(diagnosis, tuple(open_), others, open_[0].level)


def _joint_level(diagnosis: Diagnosis, by_name: Mapping[str, Finding]) -> Level:
    """Return how loud it is that rules exclude each other: as the quietest of them.

    Shape: of several times that they do, the loudest counts; none where a rule is not
    in the report.
    """
    loudest = Level.NONE
    for clash in diagnosis.clashes:
        quietest = Level.ERROR
        for name in clash.findings:
            level = _level(by_name[name].rule) if name in by_name else Level.NONE
            quietest = quietest.at_most(level)
        loudest = quietest if quietest.reaches(loudest) else loudest
    return loudest


def _level(rule: Rule) -> Level:
    return dict(rule.levels).get(Verdict.CONTRADICTION, rule.level)
