"""The command line: a thin door to the library.

Exit code 0 is clean, 1 is findings at or above the level, 2 is misuse or a file
that cannot be read.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from collections.abc import Sequence
from importlib.metadata import version

from budgetcheck.checking import check
from budgetcheck.errors import BudgetCheckError, UnreadableFileError
from budgetcheck.files import load
from budgetcheck.language.findings import Report
from budgetcheck.language.verdicts import Level
from budgetcheck.reports import render_json, render_text
from budgetcheck.reports.screens import safe
from budgetcheck.wording import LANGUAGES

_FAILURE = 2
_NARROWEST, _WIDEST, _UNKNOWN = 60, 120, 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        arguments: What follows the command's name; the process's own if not given.
    """
    _speak_utf8()
    given = _parser().parse_args(arguments)
    reports: list[Report] = []
    refused = 0
    for file in given.files:
        try:
            reports.append(_checked(file, given.missing))
        except BudgetCheckError as error:
            refused += 1
            _complain(file, error)
    if refused:
        return _FAILURE
    text = _rendered(reports, given)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # pragma: no cover - in a process of its own
        # Whoever read us has seen enough; a closed pipe must not be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(any(report.at_least(given.fail_on) for report in reports))


def _complain(file: str, error: BudgetCheckError) -> None:
    """Say on the error stream what was wrong with one file, safe for a terminal."""
    said = str(error)
    if not isinstance(error, UnreadableFileError):
        said = f"{file}: {said}"
    for line in said.split("\n"):
        print(safe(line), file=sys.stderr)


def _checked(file: str, missing: str) -> Report:
    return check(load(file), missing="unchecked" if missing == "unchecked" else "error")


def _rendered(reports: list[Report], given: argparse.Namespace) -> str:
    if given.format == "json":
        return render_json(reports, version=version("budgetcheck"))
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    columns = shutil.get_terminal_size((_UNKNOWN, 24)).columns
    width = min(max(columns, _NARROWEST), _WIDEST)
    return render_text(reports, lang=given.lang, width=width, colour=colour)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="budgetcheck",
        description="Say whether published budget figures agree with themselves.",
    )
    parser.add_argument(
        "--version", action="version", version=f"budgetcheck {version('budgetcheck')}"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checks = commands.add_parser(
        "check",
        help="check figures files",
        description="Check the rules of figures files against their figures.",
        epilog="Exit code: 0 clean, 1 findings at the level, 2 misuse or unreadable.",
    )
    checks.add_argument(
        "files", nargs="+", metavar="FILE", help="a figures file (TOML)"
    )
    checks.add_argument("--format", choices=("text", "json"), default="text")
    checks.add_argument("--lang", choices=LANGUAGES, default=_language())
    checks.add_argument(
        "--fail-on",
        choices=[one.value for one in Level if one is not Level.NONE],
        default=Level.ERROR.value,
        help="the level from which the exit code is 1 (default: error)",
    )
    checks.add_argument(
        "--missing",
        choices=("error", "unchecked"),
        default="error",
        help="what a rule is that names a figure which the file does not have",
    )
    return parser


def _language() -> str:
    """Return the language of the user's environment, English unless it is Chinese."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((name for name in names if name), "")
    return "zh" if chosen.lower().startswith("zh") else "en"


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
