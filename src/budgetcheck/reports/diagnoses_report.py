"""The report of diagnoses: all answers, what they rest on, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from budgetcheck.diagnosing import Diagnoses, Diagnosis
from budgetcheck.language.figures import Figure
from budgetcheck.language.paths import Path
from budgetcheck.language.reports import Report
from budgetcheck.language.safety import safe
from budgetcheck.reports.blocks import BOLD, INDENT, Blocks
from budgetcheck.reports.causes import Case, Causes, Diagnosed, Examined, zip_diagnoses
from budgetcheck.reports.diagnosed import tell_diagnosis
from budgetcheck.reports.groups import group
from budgetcheck.reports.json_diagnoses import diagnoses_json
from budgetcheck.reports.json_texts import as_json

_MOST = 50  # answers, of which more say no more


def render_diagnoses(
    reports: Iterable[Report],
    diagnoses: Diagnosed,
    *,
    lang: str = "en",
    width: int = 100,
    colour: bool = False,
) -> str:
    """Write what is wrong in documents for people, with all answers and proofs.

    Args:
        reports: What the rules say of each document.
        diagnoses: What is wrong in each, or None where that was not asked.
        lang: `en` or `zh`.
        width: Columns to wrap at.
        colour: Whether to use the colours of a terminal.

    Raises:
        InvalidConventionError: There are no sentences in this language, or not as many
            diagnoses as reports.

    Example:
        >>> from budgetcheck.checking import check
        >>> from budgetcheck.diagnosing import diagnose
        >>> figures, rules = {"a": "1", "b": "1"}, ["a = b"]
        >>> reports = [check(figures, rules)]
        >>> print(render_diagnoses(reports, [diagnose(figures, rules)]), end="")
        2 figures, 1 checks
        <BLANKLINE>
        Nothing is wrong: all rules can be true together.
    """
    pages = (
        _Page(report=report, diagnoses=one, lang=lang, width=width, colour=colour)
        for report, one in zip_diagnoses(reports, diagnoses)
    )
    return "\n\n".join("\n".join(page.lines()) for page in pages) + "\n"


def render_diagnoses_json(
    reports: Iterable[Report], diagnoses: Diagnosed, *, version: str
) -> str:
    """Write what is wrong in documents as JSON: the same as in the report of JSON.

    Args:
        reports: What the rules say of each document.
        diagnoses: What is wrong in each, or None where that was not asked.
        version: The version of budgetcheck that made them.

    Raises:
        InvalidConventionError: There are not as many diagnoses as reports.

    Example:
        >>> import json
        >>> from budgetcheck.checking import check
        >>> from budgetcheck.diagnosing import diagnose
        >>> figures, rules = {"a": "1", "b": "1"}, ["a = b"]
        >>> reports = [check(figures, rules)]
        >>> diagnoses = [diagnose(figures, rules)]
        >>> text = render_diagnoses_json(reports, diagnoses, version="1")
        >>> json.loads(text)["documents"]
        [{'document': '', 'title': '', 'examined': 'yes', 'diagnoses': []}]
    """
    documents = [
        {"document": report.name, "title": report.title} | diagnoses_json(report, one)
        for report, one in zip_diagnoses(reports, diagnoses)
    ]
    return as_json({"budgetcheck": version, "documents": documents})


@attrs.frozen(kw_only=True)
class _Page(Blocks):
    report: Report
    diagnoses: Diagnoses | None

    def lines(self) -> Iterator[str]:
        report, causes = self.report, Causes.of(self.report, self.diagnoses)
        if report.title:
            yield from self.wrap(safe(report.title), code=BOLD)
        made = len(group(report).made)
        counts = self.say("counts", figures=len(report.figures), results=made)
        yield from self.wrap(
            f"{safe(report.name)}: {counts}" if report.name else counts
        )
        for number, case in enumerate(causes.cases, 1):
            yield ""
            yield from self.case(case, number)
        yield ""
        yield from self.wrap(self.summary(causes))

    def summary(self, causes: Causes) -> str:
        """Say how many causes there are, or that there is none, or none is known."""
        if causes.examined in {Examined.NOT, Examined.UNSETTLED}:
            return self.say(causes.examined)
        if causes.examined is Examined.FINE:
            return self.say("diagnosis.fine")
        known = len(self.diagnoses or ()) - len(causes.cases)
        said = "diagnosis.count_known" if known else "diagnosis.count"
        return self.say(said, count=len(causes.cases), known=known)

    def case(self, case: Case, number: int) -> Iterator[str]:
        """Write a diagnosis in full: answers, findings, places and proofs."""
        told = tell_diagnosis(
            case.diagnosis,
            self.lang,
            headings=self.report.headings,
            elsewhere=case.elsewhere,
            shown=_MOST,
            full=True,
        )
        mark = self.say("diagnosis.cause_number", number=number)
        yield from self.diagnosis(told, mark)
        if case.findings:
            yield ""
        for finding in case.findings:
            level = self.say(finding.level.value)
            said = f"{level}  {safe(finding.name)}: {safe(finding.filled)}"
            yield from self.wrap(said, INDENT)
        yield ""
        yield from self.table(_suspects(case.diagnosis))
        yield ""
        yield from self.wrap(self.say("diagnosis.proof"), INDENT)
        for proof in told.proofs:
            yield from self.wrap(f"- {safe(proof)}", INDENT * 2)


def _suspects(diagnosis: Diagnosis) -> list[tuple[Path, Figure]]:
    return [(one.path, one.figure) for one in diagnosis.suspects[:_MOST]]
