"""Items: the tests of a figures file, one for each of its rules, or one for all."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any, Never, TypeAlias, TypeVar

import pytest

from budgetcheck.errors import BudgetCheckError, FileFault
from budgetcheck.language.exceptions import StaleException
from budgetcheck.language.findings import Finding
from budgetcheck.language.places import NOWHERE, Place
from budgetcheck.language.reports import Report
from budgetcheck.language.safety import safe
from budgetcheck.plugin.outcomes import (
    Outcome,
    outcome_of,
    place_of,
    told,
    warning_of,
)
from budgetcheck.plugin.readings import PRINTINGS, Reading, test_of
from budgetcheck.plugin.records import RECORDS, properties_of, record_of
from budgetcheck.plugin.runs import Run
from budgetcheck.testing import BudgetCheckWarning
from budgetcheck.wording import label

_T = TypeVar("_T")
Share: TypeAlias = tuple[Sequence[Finding], Sequence[StaleException]]


class FindingError(Exception):
    """What is wrong with figures or with their file, told without a traceback."""

    def __init__(self, line: str, text: str, place: Place = NOWHERE) -> None:
        super().__init__(line)
        self.line = line
        self.text = text
        self.place = place


class RuleTest(pytest.Item):
    """The test of one rule of a figures file; it is named by the rule's id.

    Attributes:
        run: What all tests share.
        file: What findings call the file.
        rule: The id of the rule.
        tests: The rules that are tests of the file.
        place: Where in the file stands what the test says, once it has run.
    """

    whole_file = False
    speaks_first = False

    def __init__(
        self,
        *,
        run: Run,
        rule: str,
        level: str,
        tests: frozenset[str],
        **given: Any,  # noqa: ANN401 (pytest's own)
    ) -> None:
        super().__init__(**given)
        self.run = run
        self.file: str = run.name_of(self.path)
        self.place: Place = NOWHERE
        self.rule = rule
        self.tests = tests
        told = {"file": self.file, "rule": rule}
        self.add_marker(pytest.mark.budgetcheck(**told, level=level))

    def runtest(self) -> None:
        """Check the file, unless that is done, and say what the rule says."""
        reading = self.run.readings.of(self.path, self.file)
        if reading.error is not None:
            self.refuse(reading.error)
        findings, stale = self.share_of(reading)
        self.user_properties.extend(properties_of(self.file, self.rule, findings))
        told = {self.rule, *(one.rule.id for one in findings)}
        told |= {one.exception.rule for one in stale}
        coverage, of = reading.coverage, len(self.tests)
        self.stash[RECORDS] = [
            record_of(findings, coverage, file=self.file, rules=sorted(told), of=of)
        ]
        settings = self.run.settings
        outcome = outcome_of(
            findings,
            stale,
            settings,
            reading=reading,
            whole_file=self.whole_file,
        )
        self.place = outcome.place
        for one in outcome.warnings:
            self.warn_of(one, reading.report)
        self.conclude(outcome)
        if not findings:
            self.skip_unchecked(reading)

    def share_of(self, reading: Reading) -> Share:
        """Return what the file's report says that is for this test."""
        return self.of_mine(reading.findings), self.of_mine(reading.stale)

    def of_mine(self, by_rule: Mapping[str, Sequence[_T]]) -> list[_T]:
        """Return what belongs to the rules that the test is about.

        Shape: its own rule's and, if it speaks for the file, those of rules that no
        test is about: of an exception whose rule is gone, of a file that has changed.
        """
        if not self.speaks and self.rule != PRINTINGS:
            return [*by_rule.get(self.rule, ())]
        mine = (rule for rule in by_rule if self.is_mine(rule))
        return [one for rule in mine for one in by_rule[rule]]

    def is_mine(self, rule: str) -> bool:
        """Say whether the test is about a rule."""
        test = test_of(rule, self.tests)
        return test == self.rule or (test is None and self.speaks)

    @property
    def speaks(self) -> bool:
        """Whether the test tells what is of its file, and of no test's rule."""
        return self.run.spokesmen.get(self.path, self.nodeid) == self.nodeid

    def refuse(self, error: BudgetCheckError) -> Never:
        """Say why the file cannot be checked, or which other test says so."""
        if not self.speaks:
            lang, test = self.run.settings.lang, self.run.spokesmen[self.path]
            pytest.skip(label("pytest.unreadable_elsewhere", lang, test=test))
        faults = getattr(error, "exceptions", (error,))
        line = str(faults[0]).partition("\n")[0]
        more = f" (+{len(faults) - 1})" if len(faults) > 1 else ""
        text = "\n".join(safe(line) for line in str(error).split("\n"))
        raise FindingError(safe(line) + more, text, _place_in(faults))

    def warn_of(self, finding: Finding, report: Report) -> None:
        """Warn of a finding, at its place; fail if warnings are errors."""
        lang, place = self.run.settings.lang, place_of(finding)
        warning, file = warning_of(finding, lang), str(self.path)
        try:
            warnings.warn_explicit(warning, None, file, place.line or 1)
        except BudgetCheckWarning:
            line, text = safe(finding.filled), told([finding], report, lang)
            raise FindingError(line, text, place) from None

    def conclude(self, outcome: Outcome) -> None:
        """Fail, skip or pass, as the findings want it."""
        if outcome.kind == "skip":
            pytest.skip(outcome.line)
        if outcome.kind == "known":
            pytest.xfail(outcome.line)
        # With --runxfail, the call above returns.
        if outcome.kind in {"fail", "known"}:
            raise FindingError(outcome.line, outcome.text, outcome.place)

    def skip_unchecked(self, reading: Reading) -> Never:
        """Say why the rule says nothing."""
        lang, mine = self.run.settings.lang, self.of_mine(reading.disabled_by_rule)
        if mine:
            reasons = "; ".join(dict.fromkeys(rule.disabled for rule in mine))
            pytest.skip(label("pytest.disabled", lang, reason=safe(reasons)))
        gone = len(reading.report) or reading.disabled_by_rule
        pytest.skip(label("pytest.rule_gone" if gone else "pytest.no_rules", lang))

    def reportinfo(self) -> tuple[str, int, str]:
        """Say where the test stands, and what it is called above a failure."""
        return str(self.path), 0, f"{self.file}: {self.name}"

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,  # noqa: ANN401 (pytest's own)
    ) -> Any:  # noqa: ANN401 (pytest's own)
        """Tell what is wrong with the figures, and nothing of our code."""
        error = excinfo.value
        if not isinstance(error, FindingError):
            return super().repr_failure(excinfo, style)
        # pytest sends what it makes itself from one process to another, and no more.
        told: Any = excinfo.getrepr(style="value")
        told.reprtraceback.reprentries[0].lines = error.text.split("\n")
        told.reprcrash.path = error.place.file or self.file
        told.reprcrash.lineno = error.place.line or 1
        told.reprcrash.message = error.line
        return told


class RemainderTest(RuleTest):
    """The test of whatever a file's report says that no other test is about."""

    speaks_first = True


class FileTest(RemainderTest):
    """The test of a whole file, which has no other."""

    whole_file = True


def _place_in(faults: Sequence[BudgetCheckError]) -> Place:
    """Return where the first fault stands that stands anywhere."""
    placed = (one for one in faults if isinstance(one, FileFault) and one.line)
    one = next(placed, None)
    return NOWHERE if one is None else Place(file=one.file, line=one.line)
