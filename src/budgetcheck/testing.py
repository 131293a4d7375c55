"""Testing: an assertion that explains itself, for test suites of any kind.

pytest users have a plugin besides, which makes tests of figures files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

from budgetcheck.checking import MissingPaths, Rules, check
from budgetcheck.language.conventions import Convention
from budgetcheck.language.findings import Finding
from budgetcheck.language.reports import Report
from budgetcheck.language.safety import safe
from budgetcheck.language.units import Unit
from budgetcheck.language.verdicts import Level
from budgetcheck.wording import label, word, word_stale

__all__ = ["BudgetCheckWarning", "CheckBudget", "assert_consistent"]


class BudgetCheckWarning(UserWarning):
    """What figures warn of in a test; pytest shows it in its summary.

    In `filterwarnings`, `error::budgetcheck.testing.BudgetCheckWarning` makes tests
    fail of it, and `ignore::…` keeps it quiet.

    Example:
        >>> issubclass(BudgetCheckWarning, UserWarning)
        True
    """


class CheckBudget(Protocol):
    """What the fixture `check_budget` is, for those who annotate their tests.

    Example:
        >>> def test_my_budget(check_budget: CheckBudget) -> None:
        ...     check_budget({"total": "1", "part": "1"}, ["total = part"])
        ...
        >>> test_my_budget(assert_consistent)
    """

    def __call__(
        self,
        document: object,
        rules: Rules | None = None,
        **settings: Any,  # noqa: ANN401 (those of `assert_consistent()`)
    ) -> Report:
        """Assert that the figures of a document agree with themselves."""


def assert_consistent(  # noqa: PLR0913 (those of `check()`, and two more)
    document: object,
    rules: Rules | None = None,
    *,
    convention: Convention | None = None,
    unit: Unit | str | None = None,
    decimals: int | None = None,
    missing: MissingPaths = "error",
    today: date | None = None,
    level: Level | str = Level.ERROR,
    lang: str = "en",
) -> Report:
    """Assert that the figures of a document agree with themselves.

    Shape: whatever `check()` takes; the report is returned where the assertion holds.

    Args:
        document: The figures, as printed.
        rules: Rules, notations, or ids and notations; the document's own if not
            given.
        convention: What the publisher declares, over what the document says.
        unit: Short for a convention with this unit.
        decimals: Short for a convention with so many decimals.
        missing: A rule that names a figure which the document does not have is an
            `error`, or is `unchecked`.
        today: The day on which known exceptions of a `Document` are looked at.
        level: The level from which a finding fails the assertion.
        lang: The language of the message, `en` or `zh`.

    Raises:
        AssertionError: Figures disagree; the message has each rule with its numbers,
            what is wrong, why rounding does not explain it, and where it stands.

    Example:
        >>> printed = {"total": "98.34", "basic": "60.80", "project": "37.54"}
        >>> report = assert_consistent(printed, ["total = basic + project"], decimals=2)
        >>> report.ok
        True
    """
    __tracebackhide__ = True
    report = check(
        document,
        rules,
        convention=convention,
        unit=unit,
        decimals=decimals,
        missing=missing,
        today=today,
    )
    return assert_report(report, level=level, lang=lang)


def assert_report(report: Report, *, level: Level | str, lang: str) -> Report:
    """Assert that nothing in a report is as loud as the level, or louder."""
    __tracebackhide__ = True  # pytest shows the line that called us.
    if report.fails(level):
        raise AssertionError("\n\n".join(_message(report, level, lang)))
    return report


def _message(report: Report, level: Level | str, lang: str) -> Iterator[str]:
    named = f"{report.name}: " if report.name else ""
    yield named + label("inconsistent", lang)
    for finding in report.at_least(level):
        yield "\n".join(_lines(finding, report, lang))
    for one in report.stale:
        yield word_stale(one, lang)


def _lines(finding: Finding, report: Report, lang: str) -> Iterator[str]:
    yield str(finding)
    yield f"  {word(finding, lang).text}"
    for path, figure in finding.figures:
        place = figure.place
        line = f":{place.line}" if place.line else ""
        where = "  ".join(part for part in (place.where, place.file + line) if part)
        if where:
            yield f"  {path}: {where}"
    for path, heading in report.rows_of(finding):
        yield safe(f"  {path}: {heading.text}")
