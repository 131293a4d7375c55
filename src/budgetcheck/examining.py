"""Examining: files that are read, checked and diagnosed, as the command line asks.

A document is diagnosed by itself only where a rule fails: that costs as much again as
checking it, or more, and most documents are in order.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from fnmatch import fnmatchcase
from math import inf

import attrs

from budgetcheck.checking import check
from budgetcheck.commands import STDIN
from budgetcheck.diagnosing import Diagnoses, diagnose
from budgetcheck.errors import BudgetCheckError, InvalidRuleError, UnreadableFileError
from budgetcheck.files import Format, load_rules
from budgetcheck.files.accounts_files import document_in
from budgetcheck.files.sources import (
    SIZE_LIMIT,
    Source,
    decoded,
    read_text,
    shown,
    source_of,
)
from budgetcheck.language.documents import Document
from budgetcheck.language.notation import parse_path
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import RuleSet
from budgetcheck.language.safety import safe
from budgetcheck.reports.causes import is_open
from budgetcheck.standards import standard_named


@attrs.define
class Examining:
    """Checks and diagnoses one file after another, and notes what could not be.

    Attributes:
        given: The options: of `check`, or of `diagnose`.
        shared: Rules of other files.
        refused: How many files or options could not be used.
    """

    given: Namespace
    shared: RuleSet
    refused: int = 0
    _matched: set[str] = attrs.field(init=False, factory=set)
    _trusted: set[str] = attrs.field(init=False, factory=set)

    @classmethod
    def of(cls, given: Namespace) -> Examining:
        """Read the rules of the other files that are given."""
        shared = RuleSet()
        for file in given.rules:
            shared = _joined(shared, load_rules(file))
        return cls(given, shared)

    def file(self, file: str) -> Iterator[tuple[Report, Diagnoses | None]]:
        """Yield what is said of a file, or nothing after complaining of it."""
        try:
            others = [rule.id for rule in self.shared]
            source, missing = source_named(file), self.given.missing
            yield self._examined(document_in(source, missing, others, standard_named))
        except BudgetCheckError as error:
            self.refused += 1
            complain(STDIN if file == "-" else file, error)

    def refuse_unmatched(self) -> None:
        """Complain of patterns and paths that no file has, if all could be read."""
        if self.refused:
            return
        for pattern in self.given.select:
            if pattern not in self._matched:
                self._refuse("--select", f"no rule matches {pattern!r}")
        for path in self.given.trust:
            if path not in self._trusted:
                self._refuse("--trust", f"no file has a figure {path!r}")

    def _refuse(self, option: str, problem: str) -> None:
        self.refused += 1
        complain(option, InvalidRuleError(problem))

    def _examined(self, document: Document) -> tuple[Report, Diagnoses | None]:
        if self.given.no_exceptions:
            document = attrs.evolve(document, exceptions=())
        patterns: list[str] = self.given.select
        chosen = _joined(document.rules, self.shared)
        if patterns:
            chosen = RuleSet(tuple(one for one in chosen if self._selects(one.id)))
        missing, today = self.given.missing, self.given.today
        # Exceptions that name no rule of the file are looked at with its own rules.
        own = not patterns and not self.shared
        given = None if own else chosen
        report = check(document, given, missing=missing, today=today)
        if patterns:
            kept = tuple(one for one in report if self._selects(one.rule.id))
            stale = (one for one in report.stale if self._selects(one.exception.rule))
            report = attrs.evolve(report, findings=kept, stale=tuple(stale))
        return report, self._diagnosed(document, given, report)

    def _diagnosed(
        self, document: Document, rules: RuleSet | None, report: Report
    ) -> Diagnoses | None:
        """Diagnose a document, if that is wanted."""
        wanted = self.given.diagnosis
        if wanted == "never" or (wanted == "failing" and not any(map(is_open, report))):
            return None
        trusted = [
            one for one in self.given.trust if parse_path(one) in document.figures
        ]
        self._trusted.update(trusted)
        return diagnose(
            document,
            rules,
            missing=self.given.missing,
            weights=dict.fromkeys(trusted, inf),
            seconds=self.given.seconds,
        )

    def _selects(self, rule: str) -> bool:
        found = [
            one for one in self.given.select if one == rule or fnmatchcase(rule, one)
        ]
        self._matched.update(found)
        return bool(found)


def _joined(rules: RuleSet, more: RuleSet) -> RuleSet:
    """Return rules with more behind them; a rule that is there already stays one."""
    have = set(rules)
    return RuleSet((*rules, *(one for one in more if one not in have)))


def source_named(file: str) -> Source:
    """Read a file, or standard input if it is `-`."""
    if file != "-":
        name = shown(file)
        return source_of(read_text(file, name), name)
    text = decoded(sys.stdin.buffer.read(SIZE_LIMIT + 1), STDIN)
    # No TOML begins with a brace, and every figures file in JSON does.
    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    form: Format = "json" if is_json else "toml"
    return source_of(text, STDIN, form)


def complain(file: str, error: BudgetCheckError) -> None:
    """Say on the error stream what was wrong with one file, safe for a terminal."""
    said = str(error)
    if file and not isinstance(error, UnreadableFileError):
        said = f"{file}: {said}"
    for line in said.split("\n"):
        sys.stderr.write(safe(line) + "\n")
