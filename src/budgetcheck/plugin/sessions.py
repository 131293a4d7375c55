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
from budgetcheck.plugin.summaries import prepare_reports, write_reports
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
        self.met: list[Path] = []
        self.ran: defaultdict[str, set[str]] = defaultdict(set)

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Import what the ini file names, and warn of globs that match nothing."""
        self.run.packs.load()
        prepare_reports(self.run.settings)
        if not is_worker(session.config):
            for problem in self.run.idle_globs():
                warn_of_settings(session.config, problem)

    def pytest_report_header(self, config: pytest.Config) -> str | None:
        """Say which files are tests, and how."""
        run, settings = self.run, self.run.settings
        if not settings.globs and not run.matches.named(config):
            return None
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
        self.met.append(file_path)
        made: FiguresFile = FiguresFile.from_parent(
            parent, path=file_path, run=self.run
        )
        return made

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(
        self, session: pytest.Session, items: list[pytest.Item]
    ) -> None:
        """Add the files that pytest did not come upon, before any are chosen."""
        for path in self.run.matches.missed(session, self.met):
            file = FiguresFile.from_parent(session, path=path, run=self.run)
            report = session.ihook.pytest_make_collect_report(collector=file)
            session.ihook.pytest_collectreport(report=report)
            items += report.result

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Choose who tells that a file cannot be read."""
        self.run.choose_spokesmen(
            one for one in session.items if isinstance(one, RuleTest)
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note which tests have run, in whichever process."""
        for record in getattr(report, "budgetcheck", ()):
            if record["file"]:
                self.ran[record["file"]].update(record["rules"])

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the reports that are asked for, unless the run was broken off."""
        done = exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}
        if not done or not self.ran or is_worker(session.config):
            return
        for problem in write_reports(self.run, self.ran):
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
            reporter = session.config.pluginmanager.get_plugin("terminalreporter")
            if reporter is not None:
                reporter.write_line(f"ERROR: {problem}", red=True)


def is_worker(config: pytest.Config) -> bool:
    """Say whether another process, of pytest-xdist, tells what there is to tell."""
    return hasattr(config, "workerinput")


def warn_of_settings(config: pytest.Config, problem: str) -> None:
    """Warn of the configuration; refuse it if warnings are errors."""
    try:
        config.issue_config_time_warning(pytest.PytestConfigWarning(problem), 2)
    except pytest.PytestConfigWarning as warning:
        raise pytest.UsageError(problem) from warning
