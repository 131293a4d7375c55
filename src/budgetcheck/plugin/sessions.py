"""Sessions: the hooks of a test run that asks for figures files."""

from __future__ import annotations

from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import pytest

from budgetcheck.plugin.collecting import FiguresFile
from budgetcheck.plugin.items import RuleTest
from budgetcheck.plugin.recording import record_tests
from budgetcheck.plugin.runs import Run
from budgetcheck.plugin.summaries import write_reports
from budgetcheck.wording import label

NAME = "budgetcheck-session"


def begin(config: pytest.Config) -> None:
    """Add the hooks to a run."""
    config.pluginmanager.register(Session(Run.of(config)), NAME)
    record_tests(config)


class Session:
    """The hooks."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.ran: defaultdict[str, dict[str, int]] = defaultdict(dict)

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Import what the ini file names, and add what `testpaths` leaves out."""
        self.run.packs.load()
        config = session.config
        if config.args_source is config.ArgsSource.TESTPATHS:
            folder = config.invocation_params.dir
            config.args += self.run.matches.beside(config.args, folder)

    def pytest_report_header(self) -> str:
        """Say which files are tests, and how."""
        run, settings = self.run, self.run.settings
        return label(
            "pytest.header",
            settings.lang,
            version=version("budgetcheck"),
            files=len(run.matches.files),
            globs=", ".join(settings.globs) or "-",
            items="file" if run.by_file else "rule",
            fail_on=settings.fail_on or "never",
            warn_on=settings.warn_on or "never",
        )

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> FiguresFile | None:
        """Make tests of a figures file."""
        if not self.run.matches.takes(file_path, parent):
            return None
        made: FiguresFile = FiguresFile.from_parent(
            parent, path=file_path, run=self.run
        )
        return made

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Choose who tells that a file cannot be read."""
        self.run.choose_spokesmen(
            one for one in session.items if isinstance(one, RuleTest)
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note which tests have run, in whichever process."""
        for record in getattr(report, "budgetcheck", ()):
            if record["file"]:
                self.ran[record["file"]][record["rule"]] = record["of"]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the reports that are asked for."""
        is_worker = hasattr(session.config, "workerinput")
        if self.run.settings.reports and not is_worker:
            write_reports(self.run, self.ran)
