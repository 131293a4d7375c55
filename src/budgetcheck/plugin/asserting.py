"""Asserting: the fixture `check_budget`, whose calls are counted in the summary."""

from __future__ import annotations

import inspect
import warnings
from functools import partial
from typing import Any

import attrs
import pytest

from budgetcheck.checking import Rules, check
from budgetcheck.diagnosing import diagnose
from budgetcheck.errors import BudgetCheckError
from budgetcheck.language.reports import Report
from budgetcheck.language.safety import safe
from budgetcheck.plugin.outcomes import reaching, warning_of
from budgetcheck.plugin.readings import covered_by
from budgetcheck.plugin.recording import record_tests
from budgetcheck.plugin.records import RECORDS, properties_of, record_of
from budgetcheck.plugin.settings import Settings
from budgetcheck.testing import PATIENCE, CheckBudget, assert_report
from budgetcheck.wording import label, word_stale

_ARGUMENTS = frozenset(inspect.signature(check).parameters) - {"document"}
PROPERTIES_LIMIT = 10  # documents of one test, which may draw thousands
_KNOWN = _ARGUMENTS | {"level", "lang"}


def checks_for(request: pytest.FixtureRequest) -> CheckBudget:
    """Return the fixture for one test.

    Shape: where a marker or a setting is not known, the test fails with what is.
    """
    record_tests(request.config)
    try:
        return _checks(request)
    except (BudgetCheckError, pytest.UsageError) as error:
        pytest.fail(str(error), pytrace=False)


def _checks(request: pytest.FixtureRequest) -> CheckBudget:
    settings = Settings.of(request.config)
    given: dict[str, Any] = {
        "level": settings.fail_on,
        "lang": settings.lang,
        "missing": settings.missing,
        "today": settings.today,
    }
    # The nearest marker is the last one, and goes before those of class and module.
    for marker in reversed(list(request.node.iter_markers("budgetcheck"))):
        given |= _arguments(marker)
    return _Checks(request.node, settings, given)


def _arguments(marker: pytest.Mark) -> dict[str, Any]:
    unknown = [*map(repr, marker.args), *sorted(set(marker.kwargs) - _KNOWN)]
    if unknown:
        message = f"pytest.mark.budgetcheck takes no {', '.join(unknown)}"
        known = ", ".join(f"{name}=" for name in sorted(_KNOWN))
        raise pytest.UsageError(f"{message}: it takes {known}")
    return dict(marker.kwargs)


@attrs.frozen(repr=False)
class _Checks:
    """Checks documents for one test."""

    item: pytest.Item
    settings: Settings
    given: dict[str, Any]

    def __repr__(self) -> str:
        return "check_budget"  # pytest shows it above each failure.

    def __call__(
        self,
        document: object,
        rules: Rules | None = None,
        **settings: Any,  # noqa: ANN401 (those of `assert_consistent()`)
    ) -> Report:
        __tracebackhide__ = True
        given = self.given | settings
        level, lang = given.pop("level"), given.pop("lang")
        if rules is not None:
            given["rules"] = rules
        report = check(document, **given)
        self.record(report)
        if level not in {None, "never"}:
            own = {name: one for name, one in given.items() if name != "today"}
            diagnosed = partial(diagnose, document, **own, seconds=PATIENCE)
            assert_report(report, diagnosed, level=level, lang=lang)
        if report.stale:  # Whatever the level: exceptions are strict.
            stale = (word_stale(one, lang) for one in report.stale)
            raise AssertionError("\n".join(safe(one) for one in stale))
        if not len(report) and not report.disabled:
            raise AssertionError(label("pytest.nothing_given", lang))
        for one in reaching(report, self.settings.warn_on):
            warnings.warn(warning_of(one, lang), stacklevel=2)
        return report

    def record(self, report: Report) -> None:
        """Note what was checked, for the summary and for JUnit's XML."""
        records = self.item.stash.setdefault(RECORDS, [])
        records.append(record_of(report.findings, covered_by(report)))
        said = properties_of(report.name, "", report.findings)
        if len(self.item.user_properties) < PROPERTIES_LIMIT * len(said):
            self.item.user_properties += said
