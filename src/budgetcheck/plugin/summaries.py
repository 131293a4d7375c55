"""Summaries: what a run of tests comes to, on the screen and in files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import attrs
import pytest

from budgetcheck.files.writing import write_text
from budgetcheck.language.reports import Report
from budgetcheck.language.verdicts import Verdict
from budgetcheck.plugin.records import Record
from budgetcheck.plugin.runs import Run
from budgetcheck.plugin.settings import Settings
from budgetcheck.reports.formats import format_of_file, render
from budgetcheck.reports.groups import counts_told
from budgetcheck.wording import label


def tell(reporter: pytest.TerminalReporter, records: Iterable[Record]) -> None:
    """Write what the tests of a run recorded: verdicts and figures.

    Shape: one paragraph for figures files and one for documents that test functions
    checked. Figures are counted for files of which every test ran.
    """
    lang = Settings.of(reporter.config).lang
    by_file: dict[str, list[Record]] = defaultdict(list)
    for one in records:
        by_file[one["file"]].append(one)
    documents = by_file.pop("", [])
    lines = [*_files(by_file, lang), *_documents(documents, lang)]
    reporter.section("budgetcheck")
    for line in lines:
        reporter.line(line)


def _files(by_file: Mapping[str, list[Record]], lang: str) -> Iterator[str]:
    if not by_file:
        return
    every = [one for records in by_file.values() for one in records]
    yield label("pytest.checks", lang, files=len(by_file), **_counted(every, lang))
    whole = [some[0] for some in by_file.values() if len(some) == some[0]["of"]]
    vouched, disputed, unvouched = (
        sum(one["coverage"][part] for one in whole) for part in range(3)
    )
    total = vouched + disputed + unvouched
    counts = {"vouched": vouched, "disputed": disputed, "unvouched": unvouched}
    if whole:
        yield label("pytest.coverage", lang, total=total, **counts)
    if len(whole) < len(by_file):
        yield label("pytest.part_of", lang, files=len(by_file) - len(whole))


def _documents(documents: list[Record], lang: str) -> Iterator[str]:
    if documents:
        counted = _counted(documents, lang)
        yield label("pytest.documents", lang, documents=len(documents), **counted)


def _counted(records: Iterable[Record], lang: str) -> dict[str, object]:
    """Return how many results there are, and how many with each verdict."""
    counts: Counter[Verdict] = Counter()
    for one in records:
        counts.update({Verdict(name): many for name, many in one["verdicts"].items()})
    return {"results": counts.total(), "verdicts": counts_told(counts, lang)}


def prepare_reports(settings: Settings) -> None:
    """Make the folders of the reports, before there is anything to lose.

    Raises:
        pytest.UsageError: A report could not be written.
    """
    for path in settings.reports:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise pytest.UsageError(_unwritable(path, error)) from error
        if path.is_dir():
            raise pytest.UsageError(f"--budgetcheck-report: {path}: it is a directory")


def write_reports(run: Run, ran: Mapping[str, Container[str]]) -> Iterator[str]:
    """Write the reports that a run asks for, of the rules whose tests have run.

    Shape: what went wrong, for each report that could not be written.

    Args:
        run: The run.
        ran: The rules of each file whose tests have run.
    """
    if not run.settings.reports:
        return
    # They are checked once more, as tests may have run in other processes.
    readings = [
        (run.readings.read(run.folder / file, file), tested)
        for file, tested in sorted(ran.items())
    ]
    reports = [_reduced(one.report, tested) for one, tested in readings]
    diagnoses = [one.diagnoses for one, _ in readings]
    lang = run.settings.lang
    for path in run.settings.reports:
        form = format_of_file(path)
        text = render(
            form,
            reports,
            version=version("budgetcheck"),
            diagnoses=diagnoses,
            lang=lang,
        )
        try:
            write_text(path, text)
        except OSError as error:
            yield _unwritable(path, error)


def _unwritable(path: Path, error: OSError) -> str:
    return f"--budgetcheck-report: {path}: {error.strerror or error}"


def _reduced(report: Report, rules: Container[str]) -> Report:
    """Return the part of a report that is about some rules."""
    return attrs.evolve(
        report,
        findings=tuple(one for one in report if one.rule.id in rules),
        disabled=tuple(one for one in report.disabled if one.id in rules),
        stale=tuple(one for one in report.stale if one.exception.rule in rules),
    )
