"""Settings: what a test run wants, from flags and the ini file."""

from __future__ import annotations

import os
from datetime import date
from glob import escape
from pathlib import Path

import attrs
import pytest

from _budgetcheck_pytest import CHOICES
from budgetcheck.checking import MissingPaths
from budgetcheck.errors import BudgetCheckError
from budgetcheck.language.verdicts import Level
from budgetcheck.reports.formats import format_of_file


@attrs.frozen(kw_only=True)
class Settings:
    """What a test run wants.

    Attributes:
        root: The folder that globs and import paths start from.
        globs: Which files are tests.
        flagged: Those of the globs that are given on the command line.
        items: `rule` for a test for each rule of a file, `file` for one for each
            file, `auto` for whichever fits the number of files.
        fail_on: The level from which a finding fails its test; None if none does.
        warn_on: The level from which a finding warns.
        lang: The language of findings.
        missing: As for `check()`.
        today: As for `check()`.
        rules: Rules from elsewhere, as lines of the ini file.
        classes: Classes that files are read into, as lines of the ini file.
        reports: Files to write a report to.
    """

    root: Path
    globs: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    items: str = "auto"
    fail_on: Level | None = Level.ERROR
    warn_on: Level | None = Level.WARNING
    lang: str = "en"
    missing: MissingPaths = "error"
    today: date | None = None
    rules: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    reports: tuple[Path, ...] = ()

    @classmethod
    def of(cls, config: pytest.Config) -> Settings:
        """Return the settings of a run.

        Raises:
            pytest.UsageError: A word, a day or a suffix that is not known.
        """
        folder = config.invocation_params.dir
        here = escape(str(folder))
        flags = config.getoption("budgetcheck_files")
        flagged = tuple(os.path.join(here, one) for one in flags)  # noqa: PTH118 (a glob)
        reports = [Path(folder, one) for one in config.getoption("budgetcheck_report")]
        return cls(
            root=config.inipath.parent if config.inipath else config.rootpath,
            globs=(*config.getini("budgetcheck_files"), *flagged),
            flagged=flagged,
            items=_word(config, "items") or "auto",
            fail_on=_level(config, "fail_on", Level.ERROR),
            warn_on=_level(config, "warn_on", Level.WARNING),
            lang=_word(config, "lang") or "en",
            missing="unchecked" if _word(config, "missing") == "unchecked" else "error",
            today=_day(config.getoption("budgetcheck_today")),
            rules=tuple(config.getini("budgetcheck_rules")),
            classes=tuple(config.getini("budgetcheck_classes")),
            reports=tuple(_known(one) for one in reports),
        )


def _word(config: pytest.Config, name: str) -> str:
    """Return the word that a flag or the ini file says; empty if neither does."""
    word = config.getoption(f"budgetcheck_{name}") or config.getini(
        f"budgetcheck_{name}"
    )
    if word and word not in CHOICES[name]:
        known = ", ".join(CHOICES[name])
        raise pytest.UsageError(f"budgetcheck_{name} = {word!r:.60}: one of {known}")
    return str(word or "")


def _level(config: pytest.Config, name: str, usual: Level) -> Level | None:
    word = _word(config, name)
    return None if word == "never" else Level(word or usual)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        message = f"--budgetcheck-today: {text!r:.60} is no day: write 2026-12-31"
        raise pytest.UsageError(message) from None


def _known(file: Path) -> Path:
    try:
        format_of_file(file)
    except BudgetCheckError as error:
        raise pytest.UsageError(f"--budgetcheck-report: {error}") from error
    return file
