"""The Markdown report: findings for pull requests, wikis and job summaries.

What documents say goes through `markdown_texts`, where every text is inert. It has no
tables, which not every reader of Markdown knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from budgetcheck.language.figures import Figure
from budgetcheck.language.findings import Finding
from budgetcheck.language.paths import Path
from budgetcheck.language.reports import Report
from budgetcheck.language.verdicts import Level
from budgetcheck.reports.addresses import rule_address
from budgetcheck.reports.causes import Case, Causes, Diagnosed, paired
from budgetcheck.reports.cells import cells
from budgetcheck.reports.diagnosed import tell_case
from budgetcheck.reports.groups import Found, Groups, counts_told, group
from budgetcheck.reports.lacks import told
from budgetcheck.reports.markdown_texts import code, plain
from budgetcheck.wording import label, word, word_stale

_NAMES_SHOWN = 8


def render_markdown(
    reports: Iterable[Report],
    *,
    diagnoses: Diagnosed | None = None,
    lang: str = "en",
    catalogue: str = "",
) -> str:
    """Write reports as Markdown, for pull requests, wikis and job summaries.

    Shape: a heading for each document; its errors and warnings in full, and the rest
    folded away under headings. What documents say is text and nothing else: no link,
    no image, no mention of anybody.

    Args:
        reports: One report per document.
        diagnoses: What is wrong in each, or None where that was not asked.
        lang: `en` or `zh`.
        catalogue: The page that tells more of each rule, if there is one: `render()`.

    Raises:
        InvalidConventionError: There are no sentences in this language.
        UnwritableError: The catalogue is no page to link to.

    Example:
        >>> from budgetcheck.checking import check
        >>> report = check({"a": "1", "b": "3"}, {"x.same": "a = b"})
        >>> print(render_markdown([report]).partition("#### ")[2][:24])
        ERROR: `x.same`
        <BLANKLINE>
        `a = b`
    """
    pages = (
        _Page(report=one, causes=causes, lang=lang, catalogue=catalogue)
        for one, causes in paired(reports, diagnoses)
    )
    blocks = [block for page in pages for block in page.blocks()]
    return "\n\n".join(blocks) + "\n"


@attrs.frozen(kw_only=True)
class _Page:
    report: Report
    causes: Causes
    lang: str
    catalogue: str

    def say(self, key: str, **values: object) -> str:
        return plain(label(key, self.lang, **values))

    def blocks(self) -> Iterator[str]:
        """Write the whole report, a block of Markdown after the other."""
        groups = group(self.report)
        yield from self.head(groups)
        for key, blocks in self.causes.sections(groups.errors, groups.warnings):
            count = sum(len(findings) for _, findings in blocks)
            yield f"### {self.say(f'page.{key}', count=count)}"
            for case, findings in blocks:
                yield from self.explained(case, findings)
        yield from self.joint()
        yield from self.stale()
        yield from self.listed("rounding", groups.rounding, _filled)
        yield from self.zero_budgets(groups.zero_budgets)
        yield from self.listed("unchecked", groups.unchecked, self.what)
        yield from self.not_given(groups)
        yield from self.listed("other_notes", groups.notes, self.what)
        yield from self.listed("exceptions", groups.accepted, self.accepted)
        yield from self.disabled()
        yield from self.coverage()

    def head(self, groups: Groups) -> Iterator[str]:
        report = self.report
        yield f"## {plain(report.title) or code(report.name) or self.say('page.title')}"
        figures, made = len(report.figures), len(groups.made)
        counts = self.say("counts", figures=figures, results=made)
        yield ": ".join(filter(None, (code(report.name), counts)))
        if not (report.fails(Level.WARNING) or self.causes.fails(Level.WARNING)):
            yield self.say("clean")
        yield self.say(
            "summary",
            errors=len(groups.errors) + self.causes.count(Level.ERROR),
            warnings=len(groups.warnings)
            + len(report.stale)
            + self.causes.count(Level.WARNING),
            notes=groups.note_count,
            results=made,
            verdicts=counts_told(groups.counts, self.lang),
        )

    def finding(self, finding: Finding) -> Iterator[str]:
        """Write a finding in full, under a heading of its own."""
        rule, said = finding.rule, word(finding, self.lang)
        title = plain(rule.titled(self.lang))
        name = self.name(finding)
        mark = self.say(finding.level.value)
        yield f"#### {mark}: {title or name}"
        about = (name if title else "", code(rule.notation))
        yield from filter(None, about if rule.notation != rule.id else about[:1])
        yield code(finding.filled)
        yield from filter(None, map(plain, (said.what, said.why, *said.remarks)))
        figures = (_figure(path, one) for path, one in finding.figures)
        rows = self.report.rows_of(finding)
        named = (_item(code(str(path)), plain(one.text)) for path, one in rows)
        yield from _list((*figures, *named))
        if rule.source:
            yield self.say("rule_source", source=rule.source)

    def explained(self, case: Case | None, findings: Found) -> Iterator[str]:
        """Write findings, and what explains them: above, if they are several."""
        several = len(findings) > 1
        if case is not None and several:
            yield f"#### {plain(label('diagnosis.cause', self.lang))}"
            yield from self.diagnosis(case)
        for finding in findings:
            yield from self.finding(finding)
        if case is not None and not several:
            yield from self.diagnosis(case)

    def joint(self) -> Iterator[str]:
        """Write which rules exclude each other, though each of them holds."""
        joint = self.causes.joint
        if joint:
            yield f"### {self.say('diagnosis.joint_rules', count=len(joint))}"
        for case in joint:
            yield f"#### {self.say(case.level.value)}"
            yield from self.diagnosis(case)

    def diagnosis(self, case: Case) -> Iterator[str]:
        """Write a diagnosis: the answers as a list, then what is known."""
        told = tell_case(case, self.report, self.lang)
        yield plain(told.lead)
        yield from _list(map(plain, told.answers))
        yield from map(plain, told.remarks)

    def name(self, finding: Finding) -> str:
        """Write the name of a finding, and lead from it to the catalogue."""
        name = code(finding.name)
        address = rule_address(self.catalogue, finding.rule)
        return f"[{name}](<{address}>)" if address else name

    def listed(
        self, key: str, found: Found, tell: Callable[[Finding], str]
    ) -> Iterator[str]:
        """Fold away findings, in a line each."""
        if found:
            yield from self.folded(key, len(found), self.items(found, tell))

    def items(self, found: Found, tell: Callable[[Finding], str]) -> Iterator[str]:
        yield from _list(_item(self.name(one), tell(one)) for one in found)

    def folded(self, key: str, count: int, blocks: Iterable[str]) -> Iterator[str]:
        """Fold away blocks; the line that is left says nothing of a document."""
        heading = label(key, self.lang, count=count).rstrip(":：")
        yield f"<details>\n<summary>{heading}</summary>"
        yield from blocks
        yield "</details>"

    def zero_budgets(self, judged: Sequence[tuple[str, Found]]) -> Iterator[str]:
        if judged:
            blocks = (block for one in judged for block in self.judged(*one))
            yield from self.folded("zero_budgets", len(judged), blocks)

    def judged(self, key: str, found: Found) -> Iterator[str]:
        yield self.say(key, count=len(found))
        yield from self.items(found, _filled)

    def not_given(self, groups: Groups) -> Iterator[str]:
        for one in groups.not_given:
            yield plain(told(one.key, one.names, self.lang, self.report.part_titled))

    def stale(self) -> Iterator[str]:
        """List exceptions that excuse nothing; each is a warning."""
        stale = self.report.stale
        if stale:
            yield f"### {self.say('stale', count=len(stale)).rstrip(':：')}"
            yield from _list(plain(word_stale(one, self.lang)) for one in stale)

    def disabled(self) -> Iterator[str]:
        rules = self.report.disabled
        if rules:
            items = (_item(code(rule.id), plain(rule.disabled)) for rule in rules)
            yield from self.folded("disabled", len(rules), _list(items))

    def coverage(self) -> Iterator[str]:
        covered = self.report.coverage
        counts = {
            "vouched": len(covered.vouched),
            "disputed": len(covered.disputed),
            "unvouched": len(covered.unvouched),
        }
        yield self.say("coverage", total=covered.total, **counts)
        names = [code(str(path)) for path in covered.unvouched]
        if 0 < len(names) <= _NAMES_SHOWN:
            joined = ("、" if self.lang == "zh" else ", ").join(names)
            yield label("unvouched", self.lang, names=joined)
        yield self.say(self.causes.examined)

    def what(self, finding: Finding) -> str:
        return plain(word(finding, self.lang).what)

    def accepted(self, finding: Finding) -> str:
        """Write a finding that is known, and why it is accepted."""
        known = finding.exception
        reason, until = (known.reason, known.until) if known else ("", None)
        key = "exception_until" if until else "exception"
        filled = finding.filled
        return self.say(key, filled=filled, reason=reason, until=until)


def _figure(path: Path, figure: Figure) -> str:
    """Write a figure as printed, where it stands, and its note."""
    name, printed, where, line = cells(path, figure)
    more = (plain(printed), plain(where), code(line), plain(figure.note))
    return _item(code(name), " · ".join(filter(None, more)))


def _item(name: str, said: str) -> str:
    return f"{name}: {said}"


def _list(items: Iterable[str]) -> Iterator[str]:
    """Write a list, if anything is in it."""
    lines = [f"- {item}" for item in items]
    if lines:
        yield "\n".join(lines)


def _filled(finding: Finding) -> str:
    return code(finding.filled)
