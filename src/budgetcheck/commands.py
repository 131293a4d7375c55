"""Commands: the words of the command line, and what each of them takes."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from math import inf, nan

from budgetcheck.diagnosing.diagnoser import SECONDS
from budgetcheck.language.verdicts import Level
from budgetcheck.reports import REPORT_FORMATS
from budgetcheck.reports.frame_formats import FRAME_FORMATS
from budgetcheck.wording import LANGUAGES

STDIN = "<stdin>"
_PATIENCE = 30.0  # How long somebody waits who asks for diagnoses and nothing else.


def parser() -> ArgumentParser:
    """Return the parser of the command line."""
    whole = ArgumentParser(
        prog="budgetcheck",
        description="Say whether published budget figures agree with themselves.",
    )
    told = f"budgetcheck {version('budgetcheck')}"
    whole.add_argument("--version", action="version", version=told)
    commands = whole.add_subparsers(required=True, metavar="COMMAND", dest="command")
    _add_check(
        commands.add_parser(
            "check",
            help="check figures files and accounts files",
            description="Check the figures of files against their rules.",
            epilog="Exit code: 0 clean, 1 findings at the level, 2 misuse, unreadable.",
        )
    )
    _add_check_frame(
        commands.add_parser(
            "check-frame",
            help="check every row of a file of data",
            description="Check every row of a Parquet, CSV or Arrow file against the "
            "rules of a file. Rows are read a few at a time.",
            epilog="Exit code: 0 clean, 1 findings at the level, 2 misuse, unreadable.",
        )
    )
    _add_diagnose(
        commands.add_parser(
            "diagnose",
            help="say which figures are wrong, and what they may have been",
            description="Find the fewest figures whose correction makes all rules of "
            "a file possible together. Nothing is written but the report.",
            epilog="Exit code: 0 nothing is wrong, 1 something is, or it could not be "
            "settled in the time given, 2 misuse, unreadable.",
        )
    )
    rules = commands.add_parser(
        "rules",
        help="list the rules of standards and files, or the standards",
        description="List the rules of standards, form by form, and of files: "
        "notation, title, level and source. Without a name, list the standards.",
    )
    rules.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="a standard, or a file with [rules] (its name has a suffix or a folder)",
    )
    explain = commands.add_parser(
        "explain",
        help="explain one rule, with numbers",
        description="Tell one rule in full, and what it says of a file's figures, "
        "or of its own examples in a standard.",
    )
    explain.add_argument("rule", metavar="RULE_ID", help="the id of the rule")
    explain.add_argument(
        "name", metavar="NAME", help="the standard, or the file, that has the rule"
    )
    for one in (rules, explain):
        _add_language(one)
    new = commands.add_parser(
        "new",
        help="print an empty accounts file of a standard",
        description="Print an accounts file of a standard, with nothing filled in.",
    )
    new.add_argument("name", metavar="STANDARD", help="the standard")
    new.add_argument(
        "--lang",
        choices=LANGUAGES,
        default="",
        help="the language of the labels (default: both)",
    )
    schema = commands.add_parser(
        "schema",
        help="print a JSON Schema",
        description="Print the JSON Schema of figures files or of a JSON report.",
    )
    schema.add_argument("name", choices=("figures", "report", "frame-report"))
    return whole


def _add_check(checks: ArgumentParser) -> None:
    _add_files(checks)
    _add_report(checks, REPORT_FORMATS)
    checks.add_argument(
        "--catalogue",
        metavar="URL",
        default="",
        help="the page that tells of each rule at its id; HTML, Markdown and SARIF "
        "lead there",
    )
    _add_level(checks)
    checks.add_argument(
        "--diagnosis",
        choices=("failing", "always", "never"),
        default="failing",
        help="which files to diagnose: those in which a rule fails (default), all, "
        "also for rules that hold and cannot hold together, or none",
    )
    checks.set_defaults(trust=[], seconds=SECONDS)


def _add_check_frame(checks: ArgumentParser) -> None:
    checks.add_argument("file", metavar="FILE", help=".parquet, .csv, .tsv or .arrow")
    for option, required, what in (
        ("--rules", True, "a file with [rules], [convention] and [columns]"),
        ("--totals", False, "the figures of documents: a file with a row for each"),
    ):
        checks.add_argument(option, metavar="FILE", required=required, help=what)
    for option, what in (
        ("--key", "a column that names a row (default: the row's number)"),
        ("--by", "a column that tells documents apart, whose lines the rows are"),
    ):
        again = f"{what}; may be given again"
        checks.add_argument(
            option, action="append", default=[], metavar="COLUMN", help=again
        )
    for option, pair, what in (
        ("--total-rows", "COLUMN=VALUE", "rows that have the figures of documents"),
        ("--column", "PATH=COLUMN", "what the column of a figure is called"),
    ):
        checks.add_argument(
            option, action="append", default=[], type=_pair, metavar=pair, help=what
        )
    checks.add_argument("--unit", help="the unit of the figures: 万元, GBP thousand")
    for option in ("--decimals", "--percent-decimals"):
        what = "with how many decimals they are printed"
        checks.add_argument(option, type=int, metavar="N", help=what)
    _add_report(checks, FRAME_FORMATS)
    _add_level(checks)
    checks.add_argument(
        "--limit",
        type=_count,
        default=20,
        metavar="N",
        help="how many rows that fail are told one by one (default: 20)",
    )
    checks.add_argument(
        "--failures", metavar="FILE", help="write all rows that fail: .parquet or .csv"
    )
    checks.add_argument(
        "--engine",
        choices=("polars", "duckdb"),
        help="what reads the file (default: the first of them that is installed)",
    )


def _add_diagnose(diagnosing: ArgumentParser) -> None:
    _add_files(diagnosing)
    _add_report(diagnosing, ("text", "json"))
    diagnosing.add_argument(
        "--trust",
        action="append",
        default=[],
        metavar="PATH",
        help="a figure that is right, and never doubted; may be given again",
    )
    diagnosing.add_argument(
        "--seconds",
        type=_seconds,
        default=_PATIENCE,
        metavar="N",
        help=f"after how many seconds to give up (default: {_PATIENCE:g})",
    )
    diagnosing.set_defaults(diagnosis="always")


def _add_files(command: ArgumentParser) -> None:
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a file (TOML, or JSON by its suffix); - is standard input",
    )
    command.add_argument(
        "--rules",
        action="append",
        default=[],
        metavar="FILE",
        help="a file whose rules are checked as well; may be given again",
    )
    command.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="ID",
        help="check only the rules with this id (* and ? match); may be given again",
    )
    command.add_argument(
        "--no-exceptions",
        action="store_true",
        help="report known exceptions as the errors that they are",
    )
    command.add_argument(
        "--missing",
        choices=("error", "unchecked"),
        default="error",
        help="what a rule is that names a figure which the file does not have",
    )
    command.add_argument(
        "--today",
        type=_day,
        metavar="DATE",
        help="the day for the `until` of known exceptions (default: the clock's)",
    )


def _add_report(command: ArgumentParser, formats: Sequence[str]) -> None:
    command.add_argument(
        "--format",
        choices=formats,
        help="the form of the report (default: by the suffix of --output, else text)",
    )
    command.add_argument(
        "--output", metavar="FILE", help="write the report there, not to the screen"
    )
    _add_language(command)


def _add_level(command: ArgumentParser) -> None:
    command.add_argument(
        "--fail-on",
        choices=[one.value for one in Level if one is not Level.NONE],
        default=Level.ERROR.value,
        help="the level from which the exit code is 1 (default: error)",
    )


def _add_language(command: ArgumentParser) -> None:
    command.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=_language(),
        help="the language of the report (default: the environment's)",
    )


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.rpartition("=")
    if not name or not value:
        message = f"{text!r:.60} has no two sides: write one=other"
        raise ArgumentTypeError(message)
    return name, value


def _count(text: str) -> int:
    if not text.isdecimal():
        message = f"{text!r:.60} is no number of rows: write 20"
        raise ArgumentTypeError(message)
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r:.60} is no day: write 2026-12-31"
        raise ArgumentTypeError(message) from None


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = nan
    if not 0 < seconds < inf:
        message = f"{text!r:.60} is no number of seconds: write 30"
        raise ArgumentTypeError(message)
    return seconds


def _language() -> str:
    """Return the language of the user's environment, English unless it is Chinese."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((name for name in names if name), "")
    return "zh" if chosen.lower().startswith("zh") else "en"
