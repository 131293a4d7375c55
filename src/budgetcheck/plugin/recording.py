"""Recording: what tests tell of their findings comes with their reports."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from budgetcheck.plugin.items import RuleTest
from budgetcheck.plugin.records import RECORDS

NAME = "budgetcheck-recorder"


def record_tests(config: pytest.Config) -> None:
    """Add the recorder to a run, once."""
    if not config.pluginmanager.has_plugin(NAME):
        config.pluginmanager.register(Recorder(), NAME)


class Recorder:
    """Sends records with the reports of tests, which reach the first process."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Put what a test recorded into its report, and say where it was skipped."""
        report = yield
        if call.when != "call":
            return report
        records = item.stash.get(RECORDS, None)
        if records:
            report.budgetcheck = records  # type: ignore[attr-defined]
        if isinstance(item, RuleTest) and isinstance(report.longrepr, tuple):
            *_, reason = report.longrepr
            report.longrepr = (str(item.path), item.place.line or 1, reason)
        return report
