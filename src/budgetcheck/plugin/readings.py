"""Readings: a figures file, read and checked when the first of its tests runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container
from functools import cached_property, partial
from pathlib import Path

import attrs

from budgetcheck.checking import check, excuse, rules
from budgetcheck.diagnosing import Diagnoses, diagnose
from budgetcheck.errors import BudgetCheckError
from budgetcheck.files.accounts_files import document_in, is_accounts
from budgetcheck.files.figures_files import entity_of
from budgetcheck.files.sources import read_text, source_of
from budgetcheck.language.documents import Document
from budgetcheck.language.exceptions import StaleException
from budgetcheck.language.findings import Finding
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule
from budgetcheck.plugin.packs import Packs, raised_at, rules_of_object
from budgetcheck.plugin.settings import Settings
from budgetcheck.reports.causes import Causes, is_open
from budgetcheck.reports.lacks import Lacks
from budgetcheck.standards import standard_named

PRINTINGS = "printings"  # The one test of all figures that are printed twice.


@attrs.define(slots=False)
class Reading:
    """What a figures file turned out to be.

    Attributes:
        report: What its rules say.
        error: Why it cannot be read or checked, if it cannot.
        diagnosed: Finds out what is wrong in it.
    """

    report: Report = attrs.field(factory=lambda: Report(()))
    error: BudgetCheckError | None = None
    diagnosed: Callable[[], Diagnoses] = Diagnoses

    @cached_property
    def diagnoses(self) -> Diagnoses | None:
        """What is wrong, if a rule fails; asked once, by the first test that does."""
        return self.diagnosed() if any(map(is_open, self.report)) else None

    @cached_property
    def causes(self) -> Causes:
        """What is told of it."""
        return Causes.of(self.report, self.diagnoses)

    @cached_property
    def findings(self) -> dict[str, list[Finding]]:
        """The findings of each rule."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for one in self.report:
            found[one.rule.id].append(one)
        return found

    @cached_property
    def stale(self) -> dict[str, list[StaleException]]:
        """The known exceptions of each rule that excuse nothing."""
        found: dict[str, list[StaleException]] = defaultdict(list)
        for one in self.report.stale:
            found[one.exception.rule].append(one)
        return found

    @property
    def disabled_by_rule(self) -> dict[str, list[Rule]]:
        """The rules that are not applied, each by its id."""
        return {rule.id: [rule] for rule in self.report.disabled}

    @cached_property
    def lacks(self) -> Lacks:
        """Why findings are unchecked, if it is because nobody gave what they need."""
        return Lacks.of(self.report)

    @cached_property
    def coverage(self) -> tuple[int, int, int]:
        """How many figures are vouched for, disputed, and neither."""
        return covered_by(self.report)


class Readings:
    """Reads files; the last one is kept, as the tests of a file follow each other."""

    def __init__(self, settings: Settings, packs: Packs) -> None:
        self.settings = settings
        self.packs = packs
        self._last: tuple[Path, Reading] | None = None

    def of(self, file: Path, name: str) -> Reading:
        """Return the reading of a file.

        Args:
            file: The file.
            name: What findings and faults call it.
        """
        if self._last is None or self._last[0] != file:
            self._last = file, self.read(file, name)
        return self._last[1]

    def read(self, file: Path, name: str) -> Reading:
        """Read and check a file."""
        try:
            report, diagnosed = self._read(file, name)
            return Reading(report, diagnosed=diagnosed)
        except BudgetCheckError as error:
            return Reading(error=error)
        except Exception as error:
            # Whatever the code of a class raises is a fault of the file and its class.
            cls = self.packs.class_for(file)
            if cls is None:
                raise
            problem = f"{type(error).__name__}: {error}{raised_at(error)}"
            told = f"{name}: {cls.__name__} refuses it: {problem}"
            return Reading(error=BudgetCheckError(told))

    def _read(self, file: Path, name: str) -> tuple[Report, Callable[[], Diagnoses]]:
        missing, today = self.settings.missing, self.settings.today
        source = source_of(read_text(file, name), name)
        more, wanted = self.packs.rules_for(file), self.packs.class_for(file)
        ids = [rule.id for rule in more]
        if wanted is None or is_accounts(source):  # A standard has its own class.
            document = document_in(source, missing, ids, standard_named)
            chosen = rules(*dict.fromkeys((*document.rules, *more)))
            # All its exceptions are looked at, also those that name no rule of these.
            bare = attrs.evolve(document, exceptions=())
            found = check(bare, chosen, missing=missing)
            report = excuse(found, document.exceptions, today=today)
            return report, partial(diagnose, bare, chosen, missing=missing)
        rest: Document
        entity, rest = entity_of(source, wanted, ids)
        own = rules_of_object(entity)
        given = rules(*dict.fromkeys((*rest.rules, *more, *own)))
        found = check(entity, given, convention=rest.convention, missing=missing)
        named = attrs.evolve(found, name=rest.name, title=rest.title)
        report = excuse(named, rest.exceptions, today=today)
        convention = rest.convention
        return report, partial(
            diagnose, entity, given, convention=convention, missing=missing
        )


def covered_by(report: Report) -> tuple[int, int, int]:
    """Return how many figures of a report are vouched for, disputed, and neither."""
    found = report.coverage
    return len(found.vouched), len(found.disputed), len(found.unvouched)


def test_of(rule: str, tests: Container[str]) -> str | None:
    """Return the test of a rule: its own, that of all further printings, or none.

    Example:
        >>> test_of("printings.total", {"total", "printings"})
        'printings'
        >>> test_of("sum", {"total", "printings"})
    """
    if rule in tests:
        return rule
    further = PRINTINGS in tests and rule.startswith(f"{PRINTINGS}.")
    return PRINTINGS if further else None
