"""The `pytest` entry point: published figures as tests, and assertions that explain.

pytest loads this module in every run of every project where budgetcheck is installed,
so that it imports nothing that is not there already. What does the work is in
`budgetcheck.plugin`, and is imported once a run asks for it: by a glob in the
configuration, a flag, a figures file on the command line, or the fixture.
`python3 dev.py bench plugin` measures what it costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from budgetcheck.testing import CheckBudget

# Each setting has a flag and a name in the ini file; a flag goes before the name.
LEVELS = ("error", "warning", "note", "never")
CHOICES = {
    "items": ("auto", "rule", "file"),
    "fail_on": LEVELS,
    "warn_on": LEVELS,
    "lang": ("en", "zh"),
    "missing": ("error", "unchecked"),
}
HELP = {
    "items": "a test for each rule of each file, or for each file (default: auto, a "
    "test for each rule unless there are more than 500 files)",
    "fail_on": "the level from which a finding fails a test (default: error)",
    "warn_on": "the level from which a finding warns (default: warning)",
    "lang": "the language of findings (default: en)",
    "missing": "what a rule is that names a figure which the file does not have "
    "(default: error)",
}
INI_ONLY = {
    "rules": "rules for all figures files, or for some: [GLOB = ]FILE or "
    "[GLOB = ]MODULE:NAME",
    "classes": "the class that figures files are read into: [GLOB = ]MODULE:NAME",
}
MARKER = (
    "budgetcheck(*, file, rule, level): a rule of a figures file; on a test function, "
    "the keyword arguments that `check_budget` takes"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; each has the same name in the ini file."""
    group = parser.getgroup("budgetcheck", "budget figures that agree with themselves")
    group.addoption(
        "--budgetcheck-files",
        action="append",
        default=[],
        metavar="GLOB",
        help="figures files that are tests; may be given again",
    )
    parser.addini(
        "budgetcheck_files", "globs of figures files that are tests", "linelist", []
    )
    for name, choices in CHOICES.items():
        flag = f"--budgetcheck-{name.replace('_', '-')}"
        group.addoption(flag, choices=choices, default=None, help=HELP[name])
        parser.addini(f"budgetcheck_{name}", HELP[name], "string", None)
    for name, told in INI_ONLY.items():
        parser.addini(f"budgetcheck_{name}", told, "linelist", [])
    group.addoption(
        "--budgetcheck-today",
        metavar="DATE",
        help="the day for the `until` of known exceptions (default: the clock's)",
    )
    group.addoption(
        "--budgetcheck-report",
        action="append",
        default=[],
        metavar="FILE",
        help="write a report of all figures files: .html, .json, .md or .sarif",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and the rest of the plugin if it is asked for."""
    config.addinivalue_line("markers", MARKER)
    if _asked_for(config):
        from budgetcheck.plugin.sessions import begin

        begin(config)


def _asked_for(config: pytest.Config) -> bool:
    """Say whether a glob or a flag is given, or a figures file is named."""
    named = ("budgetcheck_files", "budgetcheck_report")
    given = any(config.getoption(one) for one in named)
    return given or bool(config.getini("budgetcheck_files")) or _is_named(config)


def _is_named(config: pytest.Config) -> bool:
    """Say whether one of ours is named; which file is, the plugin finds out."""
    names = (arg.partition("::")[0] for arg in config.args)
    return any(
        name.lower().endswith((".toml", ".json"))
        and (config.invocation_params.dir / name).is_file()
        for name in names
    )


@pytest.fixture
def check_budget(request: pytest.FixtureRequest) -> CheckBudget:
    """Check that the figures of a document agree with themselves.

    `check_budget(document, rules)` fails the test with what is wrong, where, and by
    how much, as `budgetcheck.testing.assert_consistent()` does. Keyword arguments of
    a `budgetcheck` marker hold for each call, and what the configuration says of
    levels and language. What was checked is counted in the summary.
    """
    from budgetcheck.plugin.asserting import checks_for

    return checks_for(request)


def pytest_assertrepr_compare(
    config: pytest.Config, op: str, left: object, right: object
) -> list[str] | None:
    """Explain how two figures, intervals, verdicts, findings or reports differ."""
    if op != "==" or not (_is_ours(left) and _is_ours(right)):
        return None
    from budgetcheck.plugin.comparing import difference

    return difference(left, right, config.get_verbosity())


def _is_ours(value: object) -> bool:
    return str(type(value).__module__).partition(".")[0] == "budgetcheck"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count verdicts and figures, if anything was checked."""
    every = terminalreporter.stats.values()
    # What a test checked comes with its report, also from another process.
    told = [
        record
        for reports in every
        for report in reports
        for record in getattr(report, "budgetcheck", ())
    ]
    if told:
        from budgetcheck.plugin.summaries import tell

        tell(terminalreporter, told)
