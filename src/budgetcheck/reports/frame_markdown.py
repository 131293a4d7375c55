"""The Markdown report of a data frame, for pull requests and job summaries."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.reports.frame_reports import LEVELS, FrameReport, FrameRow, FrameRule
from budgetcheck.reports.groups import counts_told
from budgetcheck.reports.markdown_texts import code, plain
from budgetcheck.wording import label


def render_frame_markdown(report: FrameReport, *, lang: str = "en") -> str:
    """Write the report of a data frame as Markdown.

    Shape: a heading, what every rule counts as a list, and a heading with some rows
    for each rule that fails. What the data says is text and nothing else.

    Args:
        report: The report.
        lang: `en` or `zh`.

    Raises:
        InvalidConventionError: There are no sentences in this language.
    """
    return "\n\n".join(_FramePage(report, lang).blocks()) + "\n"


@attrs.frozen
class _FramePage:
    report: FrameReport
    lang: str

    def say(self, key: str, **values: object) -> str:
        return plain(label(key, self.lang, **values))

    def blocks(self) -> Iterator[str]:
        """Write the whole report, a block of Markdown after the other."""
        report = self.report
        size = {
            "rows": f"{report.rows:,}",
            "documents": f"{report.documents or 0:,}",
            "rules": f"{len(report.rules):,}",
        }
        yield f"## {code(report.name)}"
        lines = report.documents is not None
        yield self.say("frame.lines" if lines else "frame.rows", **size)
        if not report.failing:
            key = "clean" if report.floor is Level.NOTE else "frame.clean"
            yield self.say(key, level=label(f"frame.{report.floor.value}", self.lang))
        counts = {one: report.total(one) for one in Verdict}
        yield self.say(
            "summary",
            **{f"{one.value}s": f"{report.findings(one):,}" for one in LEVELS},
            results=f"{report.checks:,}",
            verdicts=counts_told(counts, self.lang, ","),
        )
        yield "\n".join(
            f"- {code(rule.name)}: {plain(counts_told(rule.counts, self.lang, ','))}"
            for rule in report.rules
        )
        for rule in report.broken():
            yield from self.failing(rule)
        if report.kept and report.failing:
            file, count = code(report.kept), f"{report.failing:,}"
            yield label("frame.kept", self.lang, file=file, count=count)

    def failing(self, rule: FrameRule) -> Iterator[str]:
        """Write a rule that fails, and some of the rows in which it does."""
        mark, title = self.say(rule.worst.value), plain(rule.rule.titled(self.lang))
        name = code(rule.name)
        yield f"### {mark}: {title or name}"
        about = (name if title else "", code(rule.rule.notation))
        yield from filter(None, about if rule.rule.notation != rule.name else about[:1])
        items = [f"- {self.item(rule, one)}" for one in rule.rows]
        left = rule.failing - len(rule.rows)
        if left:
            items.append(f"- {self.say('frame.more', count=f'{left:,}')}")
        yield "\n".join(items)

    def item(self, rule: FrameRule, row: FrameRow) -> str:
        """Write a row: what names it, its numbers, and how far they are apart."""
        joined = "，" if self.lang == "zh" else ", "
        key = joined.join(code(f"{name} {value}") for name, value in row.key)
        sign = rule.sign(row.verdict)
        numbers = code(f"{row.stated or '–'} {sign} {row.recomputed or '–'}")
        apart = "" if row.residual is None else f" ({row.residual:+,})"
        return f"{key}: {numbers}{apart}"
