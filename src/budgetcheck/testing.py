"""Testing: an assertion that explains itself, for test suites of any kind.

pytest users have a plugin besides, which makes tests of figures files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Protocol

from budgetcheck.checking import MissingPaths, Rules, check
from budgetcheck.diagnosing import Diagnoses, diagnose
from budgetcheck.language.conventions import Convention
from budgetcheck.language.findings import Finding
from budgetcheck.language.reports import Report
from budgetcheck.language.safety import safe
from budgetcheck.language.units import Unit
from budgetcheck.language.verdicts import Level
from budgetcheck.reports.causes import Case, Causes, is_open
from budgetcheck.reports.diagnosed import tell_case
from budgetcheck.wording import label, word, word_stale

PATIENCE = 2.0  # seconds for a diagnosis: a test that fails need not be slow as well

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
            what is wrong, why rounding does not explain it, and where it stands, and
            at the end which figures explain it.

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

    def diagnosed() -> Diagnoses:
        return diagnose(
            document,
            rules,
            convention=convention,
            unit=unit,
            decimals=decimals,
            missing=missing,
            seconds=PATIENCE,
        )

    return assert_report(report, diagnosed, level=level, lang=lang)


def assert_report(
    report: Report,
    diagnosed: Callable[[], Diagnoses],
    *,
    level: Level | str,
    lang: str,
) -> Report:
    """Assert that nothing in a report is as loud as the level, or louder."""
    __tracebackhide__ = True  # pytest shows the line that called us.
    if report.fails(level):
        raise AssertionError("\n\n".join(_message(report, diagnosed, level, lang)))
    return report


def _message(
    report: Report, diagnosed: Callable[[], Diagnoses], level: Level | str, lang: str
) -> Iterator[str]:
    named = f"{report.name}: " if report.name else ""
    yield named + label("inconsistent", lang)
    for finding in report.at_least(level):
        yield "\n".join(_lines(finding, report, lang))
    for one in report.stale:
        yield word_stale(one, lang)
    # Where nothing contradicts, there is nothing to explain, and nothing is asked.
    diagnoses = diagnosed() if any(map(is_open, report)) else None
    for case in Causes.of(report, diagnoses).cases:
        yield "\n".join(map(safe, _explained(case, report, lang)))


def _explained(case: Case, report: Report, lang: str) -> Iterator[str]:
    told = tell_case(case, report, lang)
    yield told.lead
    yield from (f"  - {one}" for one in told.answers)
    yield from (f"  {one}" for one in told.remarks)
    if len(case.findings) > 1:
        yield from (f"  {finding.name}" for finding in case.findings)


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
