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
        # A fixture may check before the test and after it.
        records = item.stash.get(RECORDS, [])
        if records:
            report.budgetcheck = [*records]  # type: ignore[attr-defined]
            records.clear()
        if (
            call.when == "call"
            and isinstance(item, RuleTest)
            and isinstance(report.longrepr, tuple)
        ):
            *_, reason = report.longrepr
            report.longrepr = (str(item.path), item.place.line or 1, reason)
        return report
