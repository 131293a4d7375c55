"""The command line: a thin door to the library.

Exit code 0 is clean, 1 is findings at or above the level, 2 is misuse or a file
that cannot be read.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, TypeAlias

import attrs

from budgetcheck.checking import check
from budgetcheck.commands import STDIN, parser
from budgetcheck.errors import (
    BudgetCheckError,
    InvalidRuleError,
    UnreadableFileError,
    UnwritableError,
)
from budgetcheck.files import Format, load_rules
from budgetcheck.files import schema as figures_schema
from budgetcheck.files.accounts_files import document_in, rules_in
from budgetcheck.files.blanks import blank_of
from budgetcheck.files.sources import (
    SIZE_LIMIT,
    Source,
    decoded,
    read_text,
    shown,
    source_of,
)
from budgetcheck.files.writing import write_text
from budgetcheck.language.documents import Document
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule, RuleSet
from budgetcheck.language.safety import safe
from budgetcheck.reports import (
    ReportFormat,
    format_of_file,
    render,
    render_catalogue,
    render_explanation,
    render_rules,
    render_standards,
    schema,
)
from budgetcheck.standards import check_example, standard_named, standards

_FAILURE = 2
_Explained: TypeAlias = tuple[Rule, Report, dict[str, Report]]
_NARROWEST, _WIDEST, _UNKNOWN = 60, 120, 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        arguments: What follows the command's name; the process's own if not given.
    """
    _speak_utf8()
    given = parser().parse_args(arguments)
    verbs: dict[str, Callable[[Namespace], int]] = {
        "check": _check,
        "rules": _rules,
        "explain": _explain,
        "new": _new,
        "schema": _schema,
    }
    try:
        return verbs[given.command](given)
    except BudgetCheckError as error:
        _complain("", error)
        return _FAILURE


def _check(given: Namespace) -> int:
    shared = RuleSet()
    for file in given.rules:
        shared = _joined(shared, load_rules(file))
    checks = _Checks(given, shared)
    reports = [report for file in given.files for report in checks.report(file)]
    checks.refuse_unmatched()
    if checks.refused:
        return _FAILURE
    told = version("budgetcheck")
    options = _look(given) | {"catalogue": given.catalogue}
    text = render(_format(given), reports, version=told, **options)
    if not _write(text, given.output):
        return _FAILURE
    return int(any(report.fails(given.fail_on) for report in reports))


@attrs.define
class _Checks:
    """Checks one file after another, and notes what could not be."""

    given: Namespace
    shared: RuleSet
    refused: int = 0
    matched: set[str] = attrs.field(factory=set)

    def report(self, file: str) -> Iterator[Report]:
        """Yield the report of a file, or nothing after complaining of it."""
        try:
            others = [rule.id for rule in self.shared]
            source, missing = _source(file), self.given.missing
            document = document_in(source, missing, others, standard_named)
            yield self.checked(document)
        except BudgetCheckError as error:
            self.refused += 1
            _complain(STDIN if file == "-" else file, error)

    def checked(self, document: Document) -> Report:
        if self.given.no_exceptions:
            document = attrs.evolve(document, exceptions=())
        patterns: list[str] = self.given.select
        chosen = _joined(document.rules, self.shared)
        if patterns:
            chosen = RuleSet(tuple(one for one in chosen if self.selects(one.id)))
        missing, today = self.given.missing, self.given.today
        # Exceptions that name no rule of the file are looked at with its own rules.
        own = not patterns and not self.shared
        report = check(document, None if own else chosen, missing=missing, today=today)
        if not patterns:
            return report
        kept = tuple(one for one in report if self.selects(one.rule.id))
        stale = (one for one in report.stale if self.selects(one.exception.rule))
        return attrs.evolve(report, findings=kept, stale=tuple(stale))

    def selects(self, rule: str) -> bool:
        found = [
            one for one in self.given.select if one == rule or fnmatchcase(rule, one)
        ]
        self.matched.update(found)
        return bool(found)

    def refuse_unmatched(self) -> None:
        """Complain of patterns that match no rule of any file, if all could be read."""
        unmatched = [one for one in self.given.select if one not in self.matched]
        for pattern in () if self.refused else unmatched:
            self.refused += 1
            _complain("--select", InvalidRuleError(f"no rule matches {pattern!r}"))


def _joined(rules: RuleSet, more: RuleSet) -> RuleSet:
    """Return rules with more behind them; a rule that is there already stays one."""
    have = set(rules)
    return RuleSet((*rules, *(one for one in more if one not in have)))


def _source(file: str) -> Source:
    if file != "-":
        name = shown(file)
        return source_of(read_text(file, name), name)
    text = decoded(sys.stdin.buffer.read(SIZE_LIMIT + 1), STDIN)
    # No TOML begins with a brace, and every figures file in JSON does.
    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    form: Format = "json" if is_json else "toml"
    return source_of(text, STDIN, form)


def _format(given: Namespace) -> ReportFormat:
    """Return the format that was asked for, or that the report's file is named for."""
    asked: ReportFormat | None = given.format
    if asked or given.output is None:
        return asked or "text"
    try:
        return format_of_file(given.output)
    except UnwritableError:
        return "text"


def _rules(given: Namespace) -> int:
    if not given.names:
        return _told(render_standards(standards(), **_look(given)))
    files = [name for name in given.names if _is_file(name)]
    found = [rules_in(_source(file), standard_named) for file in files]
    named = [standard_named(name) for name in given.names if name not in files]
    texts = [render_catalogue(standard, **_look(given)) for standard in named]
    if files:
        said = tuple(rule for one in found for rule in one)
        texts.append(render_rules(said, **_look(given)))
    return _told("\n".join(texts))


def _is_file(name: str) -> bool:
    """Say whether a name is one of a file, and not of a standard."""
    path = Path(name)
    named_so = path.suffix.lower() in {".toml", ".json"} or path.name != name
    return name == "-" or named_so or (path.exists() and not path.is_dir())


def _explain(given: Namespace) -> int:
    explained = _explained if _is_file(given.name) else _exemplified
    rule, report, examples = explained(given.rule, given.name)
    told = render_explanation(rule, report, examples=examples, **_look(given))
    return _told(told)


def _explained(rule_id: str, file: str) -> _Explained:
    """Return a rule and what it says of the figures of its file, if there are any."""
    source = _source(file)
    rule = rules_in(source, standard_named)[rule_id]
    if source.tables.keys().isdisjoint(("figures", "accounts")):
        return rule, Report(()), {}
    return rule, check(document_in(source, find=standard_named), [rule]), {}


def _exemplified(rule_id: str, name: str) -> _Explained:
    """Return a rule of a standard and what it says of its own examples."""
    standard = standard_named(name)
    rule = standard.rules[rule_id]
    kinds: tuple[Literal["holds", "breaks"], ...] = ("holds", "breaks")
    reports = {kind: check_example(standard, rule_id, kind) for kind in kinds}
    return rule, Report(()), {kind: one for kind, one in reports.items() if len(one)}


def _new(given: Namespace) -> int:
    return _told(blank_of(standard_named(given.name), lang=given.lang))


def _schema(given: Namespace) -> int:
    found = figures_schema() if given.name == "figures" else schema()
    return _told(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def _told(text: str) -> int:
    return 0 if _write(text, None) else _FAILURE


def _write(text: str, output: str | None) -> bool:
    """Write a report to a file or to the screen, and say whether that was possible."""
    if output is not None:
        try:
            write_text(output, text)
        except OSError as error:
            problem = BudgetCheckError(f"cannot be written: {error.strerror or error}")
            _complain(output, problem)
            return False
        return True
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # pragma: no cover - in a process of its own
        # Whoever read us has seen enough; a closed pipe must not be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


def _complain(file: str, error: BudgetCheckError) -> None:
    """Say on the error stream what was wrong with one file, safe for a terminal."""
    said = str(error)
    if file and not isinstance(error, UnreadableFileError):
        said = f"{file}: {said}"
    for line in said.split("\n"):
        print(safe(line), file=sys.stderr)


def _look(given: Namespace) -> dict[str, Any]:
    """Return how text is shown: in which language, how wide, in colour or not."""
    to_file = getattr(given, "output", None) is not None
    columns = shutil.get_terminal_size((_UNKNOWN, 24)).columns
    width = _UNKNOWN if to_file else min(max(columns, _NARROWEST), _WIDEST)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not to_file
    return {"lang": given.lang, "width": width, "colour": colour}


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
