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
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, TypeAlias

from budgetcheck.checking import check
from budgetcheck.commands import parser
from budgetcheck.diagnosing import Diagnoses
from budgetcheck.errors import BudgetCheckError, UnwritableError
from budgetcheck.examining import Examining, complain, source_named
from budgetcheck.files import schema as figures_schema
from budgetcheck.files.accounts_files import document_in, rules_in
from budgetcheck.files.blanks import blank_of
from budgetcheck.files.writing import write_text
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule
from budgetcheck.reports import (
    ReportFormat,
    format_of_file,
    frame_schema,
    render,
    render_catalogue,
    render_diagnoses,
    render_diagnoses_json,
    render_explanation,
    render_rules,
    render_standards,
    schema,
)
from budgetcheck.reports.causes import paired
from budgetcheck.reports.frame_formats import frame_format, render_frame
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
        "check-frame": _check_frame,
        "diagnose": _diagnose,
        "rules": _rules,
        "explain": _explain,
        "new": _new,
        "schema": _schema,
    }
    try:
        return verbs[given.command](given)
    except BudgetCheckError as error:
        complain("", error)
        return _FAILURE


def _check(given: Namespace) -> int:
    found = _examined(given)
    if found is None:
        return _FAILURE
    reports, diagnoses = found
    text = render(
        _format(given),
        reports,
        version=version("budgetcheck"),
        diagnoses=diagnoses,
        **_look(given),
        catalogue=given.catalogue,
    )
    if not _write(text, given.output):
        return _FAILURE
    pairs = paired(reports, diagnoses)
    floor = given.fail_on
    return int(any(one.fails(floor) or joint.fails(floor) for one, joint in pairs))


def _check_frame(given: Namespace) -> int:
    # Data frames are imported by those who have them.
    from budgetcheck.framing import framed  # noqa: PLC0415

    form = frame_format(_format(given))
    report = framed(given)
    text = render_frame(form, report, version=version("budgetcheck"), **_look(given))
    return int(report.failing > 0) if _write(text, given.output) else _FAILURE


def _diagnose(given: Namespace) -> int:
    found = _examined(given)
    if found is None:
        return _FAILURE
    reports, diagnoses = found
    if _format(given) == "json":
        told = version("budgetcheck")
        text = render_diagnoses_json(reports, diagnoses, version=told)
    else:
        text = render_diagnoses(reports, diagnoses, **_look(given))
    if not _write(text, given.output):
        return _FAILURE
    return int(any(causes.is_wrong for _, causes in paired(reports, diagnoses)))


def _examined(given: Namespace) -> tuple[list[Report], list[Diagnoses | None]] | None:
    """Check and diagnose files; None, after complaining, if any could not be."""
    examining = Examining.of(given)
    found = [one for file in given.files for one in examining.file(file)]
    examining.refuse_unmatched()
    if examining.refused:
        return None
    return [report for report, _ in found], [diagnoses for _, diagnoses in found]


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
    found = [rules_in(source_named(file), standard_named) for file in files]
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
    source = source_named(file)
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
    schemas = {"figures": figures_schema, "frame-report": frame_schema}
    found = schemas.get(given.name, schema)()
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
            complain(output, problem)
            return False
        return True
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # pragma: no cover - in a process of its own
        # Whoever read us has seen enough; a closed pipe must not be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


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
