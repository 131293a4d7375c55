"""The text report: what a person wants to read, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from budgetcheck.language.findings import Finding
from budgetcheck.language.reports import Report
from budgetcheck.language.safety import safe
from budgetcheck.language.verdicts import Level
from budgetcheck.reports.blocks import BOLD, COLOURS, INDENT, Blocks
from budgetcheck.reports.causes import Case, Causes, Diagnosed, paired
from budgetcheck.reports.diagnosed import tell_case
from budgetcheck.reports.groups import Groups, counts_told, group
from budgetcheck.reports.lacks import told
from budgetcheck.wording import word, word_stale

_NAMES_SHOWN = 8


def render_text(
    reports: Iterable[Report],
    *,
    diagnoses: Diagnosed | None = None,
    lang: str = "en",
    width: int = 100,
    colour: bool = False,
) -> str:
    """Write reports for people.

    Args:
        reports: One report per document.
        diagnoses: What is wrong in each, or None where that was not asked.
        lang: `en` or `zh`.
        width: Columns to wrap at.
        colour: Whether to use the colours of a terminal.

    Raises:
        InvalidConventionError: There are no sentences in this language.

    Example:
        >>> from budgetcheck.checking import check
        >>> report = check({"a": "1", "b": "3"}, ["a = b"])
        >>> print(render_text([report]).splitlines()[2])
        ERROR  a = b
    """
    pages = [
        _Page(report=one, causes=causes, lang=lang, width=width, colour=colour)
        for one, causes in paired(reports, diagnoses)
    ]
    return "\n\n".join("\n".join(page.lines()) for page in pages) + "\n"


@attrs.frozen(kw_only=True)
class _Page(Blocks):
    report: Report
    causes: Causes

    @property
    def groups(self) -> Groups:
        """The findings under their headings."""
        return group(self.report)

    def lines(self) -> Iterator[str]:
        groups = self.groups
        yield from self.heading(groups)
        loud = (*groups.errors, *groups.warnings)
        for case, findings in self.causes.grouped(loud):
            yield from self.explained(case, findings)
        for case in self.causes.joint:
            yield ""
            told = tell_case(case, self.report, self.lang)
            yield from self.diagnosis(told, self.say(case.level.value))
        yield from self.listed("rounding", groups.rounding, _filled)
        yield from self.zero_budgets(groups.zero_budgets)
        yield from self.listed("unchecked", groups.unchecked, self.what)
        yield from self.not_given(groups)
        yield from self.listed("other_notes", groups.notes, self.what)
        yield from self.accepted(groups.accepted)
        yield from self.stale()
        yield from self.closing()
        yield ""
        yield self.summary(groups)

    def heading(self, groups: Groups) -> Iterator[str]:
        report = self.report
        if report.title:
            yield from self.wrap(safe(report.title), code=BOLD)
        counts = self.say(
            "counts", figures=len(report.figures), results=len(groups.made)
        )
        yield from self.wrap(
            f"{safe(report.name)}: {counts}" if report.name else counts
        )
        if not (report.fails(Level.WARNING) or self.causes.fails(Level.WARNING)):
            yield ""
            yield self.say("clean")

    def explained(
        self, case: Case | None, findings: Sequence[Finding]
    ) -> Iterator[str]:
        """Write findings, and what explains them: above, if they are several."""
        several = len(findings) > 1
        told = None if case is None else tell_case(case, self.report, self.lang)
        if told is not None and several:
            yield ""
            yield from self.diagnosis(told, self.say("diagnosis.cause"))
        for finding in findings:
            yield ""
            yield from self.finding(finding, self.report.rows_of(finding))
        if told is not None and not several:
            yield ""
            yield from self.diagnosis(told)

    def zero_budgets(
        self, judged: Sequence[tuple[str, Sequence[Finding]]]
    ) -> Iterator[str]:
        """Say which zero budgets are stated properly, and which are not."""
        if judged:
            yield ""
            yield self.painted(self.say("zero_budgets"), BOLD)
        for key, found in judged:
            yield from self.wrap(self.say(key, count=len(found)), INDENT)
            for line in self.rows(found, _filled_where):
                yield INDENT + line

    def not_given(self, groups: Groups) -> Iterator[str]:
        """Say in a line each what is not given at all, and what that costs."""
        for one in groups.not_given:
            yield ""
            said = told(one.key, one.names, self.lang, self.report.part_titled)
            yield from self.wrap(safe(said))

    def accepted(self, found: Sequence[Finding]) -> Iterator[str]:
        """List in a line each what fails and is known to."""
        known = [(one, one.exception) for one in found if one.exception]
        if not known:
            return
        yield ""
        yield self.painted(self.say("exceptions", count=len(known)), BOLD)
        for finding, one in known:
            key = "exception_until" if one.until else "exception"
            values = {"reason": one.reason, "until": one.until or ""}
            said = self.say(key, filled=finding.filled, **values)
            yield from self.wrap(safe(f"{finding.name}: {said}"), INDENT)

    def stale(self) -> Iterator[str]:
        """List exceptions that excuse nothing; each is a warning."""
        stale = self.report.stale
        if not stale:
            return
        yield ""
        heading = self.say("stale", count=len(stale))
        yield self.painted(heading, COLOURS[Level.WARNING])
        for one in stale:
            yield from self.wrap(safe(word_stale(one, self.lang)), INDENT)

    def closing(self) -> Iterator[str]:
        report, covered = self.report, self.report.coverage
        if report.disabled:
            yield ""
            yield self.say("disabled", count=len(report.disabled))
            for rule in report.disabled:
                yield from self.wrap(safe(f"{rule.id}: {rule.disabled}"), INDENT)
        yield ""
        counts = {
            "vouched": len(covered.vouched),
            "disputed": len(covered.disputed),
            "unvouched": len(covered.unvouched),
            "total": covered.total,
        }
        yield from self.wrap(self.say("coverage", **counts))
        names = [str(path) for path in covered.unvouched]
        if 0 < len(names) <= _NAMES_SHOWN:
            yield from self.wrap(self.say("unvouched", names=safe(", ".join(names))))
        yield from self.wrap(self.say(self.causes.examined))

    def summary(self, groups: Groups) -> str:
        return self.say(
            "summary",
            errors=len(groups.errors) + self.causes.count(Level.ERROR),
            warnings=len(groups.warnings)
            + len(self.report.stale)
            + self.causes.count(Level.WARNING),
            notes=groups.note_count,
            results=len(groups.made),
            verdicts=counts_told(groups.counts, self.lang),
        )

    def what(self, finding: Finding) -> str:
        return word(finding, self.lang).what

    def listed(
        self, key: str, found: Sequence[Finding], tell: Callable[[Finding], str]
    ) -> Iterator[str]:
        if found:
            yield ""
            yield self.painted(self.say(key, count=len(found)), BOLD)
            yield from self.rows(found, tell)

    def rows(
        self, found: Sequence[Finding], tell: Callable[[Finding], str]
    ) -> Iterator[str]:
        for one in found:
            yield from self.wrap(f"{safe(one.name)}: {safe(tell(one))}", INDENT)


def _filled(finding: Finding) -> str:
    return finding.filled


def _filled_where(finding: Finding) -> str:
    """Return a rule filled in, and where its first figure, the stated one, stands."""
    where = finding.figures[0][1].place.where if finding.figures else ""
    return f"{finding.filled}  ({where})" if where else finding.filled
