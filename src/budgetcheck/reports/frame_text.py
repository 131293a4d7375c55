"""The text report of a data frame: counts of every rule, and rows in which it fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetcheck.language.safety import safe
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.reports.blocks import BOLD, COLOURS, INDENT, Blocks
from budgetcheck.reports.frame_reports import LEVELS, FrameReport, FrameRow, FrameRule
from budgetcheck.reports.groups import BEST_FIRST, counts_told
from budgetcheck.reports.screens import columns

_LONGEST = 40  # Of a name or a number in a table; what is longer is cut.


def render_frame_text(
    report: FrameReport, *, lang: str = "en", width: int = 100, colour: bool = False
) -> str:
    """Write the report of a data frame for people.

    Args:
        report: The report.
        lang: `en` or `zh`.
        width: Columns to wrap at; a table may be wider.
        colour: Whether to use the colours of a terminal.

    Raises:
        InvalidConventionError: There are no sentences in this language.
    """
    page = _FramePage(report=report, lang=lang, width=width, colour=colour)
    return "\n".join(page.lines()) + "\n"


@attrs.frozen(kw_only=True)
class _FramePage(Blocks):
    report: FrameReport

    def lines(self) -> Iterator[str]:
        report = self.report
        yield from self.wrap(safe(f"{report.name}: {self.size()}"), code=BOLD)
        yield ""
        yield from self.counts()
        for rule in report.broken():
            yield ""
            yield from self.failing(rule)
        yield ""
        yield from self.closing()

    def size(self) -> str:
        """Say how many rows, documents and rules there are."""
        report = self.report
        lines = report.documents is not None
        return self.say(
            "frame.lines" if lines else "frame.rows",
            rows=f"{report.rows:,}",
            documents=f"{report.documents or 0:,}",
            rules=f"{len(report.rules):,}",
        )

    def counts(self) -> Iterator[str]:
        """Write how often each rule said what, in a table."""
        names = [self.say(f"verdict_name.{one.value}").lower() for one in BEST_FIRST]
        rows = [[self.say("frame.rule"), *names]]
        for rule in self.report.rules:
            numbers = [f"{rule.counts[one]:,}" for one in BEST_FIRST]
            rows.append([_cut(rule.name, _LONGEST * 2), *numbers])
        head, *lines = columns(rows, frozenset(range(1, len(BEST_FIRST) + 1)))
        yield self.painted(head, BOLD)
        for rule, line in zip(self.report.rules, lines, strict=True):
            code = COLOURS[rule.worst] if rule.failing else ""
            yield self.painted(line, code) if code else line

    def failing(self, rule: FrameRule) -> Iterator[str]:
        """Write a rule that fails, and some of the rows in which it does."""
        yield from self.headline(rule.rule, rule.name, rule.worst.value, rule.worst)
        if rule.rule.notation != rule.name:
            yield from self.wrap(safe(rule.rule.notation), INDENT)
        yield from self.rows(rule)
        left = rule.failing - len(rule.rows)
        if left:
            yield INDENT + self.say("frame.more", count=f"{left:,}")

    def rows(self, rule: FrameRule) -> Iterator[str]:
        if not rule.rows:
            return
        keys = [name for name, _ in rule.rows[0].key]
        told = [self.say(f"frame.{name}") for name in ("stated", "recomputed")]
        head = [*map(_cut, keys), told[0], "", told[1], self.say("frame.residual")]
        if several := len({one.verdict for one in rule.rows}) > 1:
            head.append(self.say("frame.verdict"))
        table = [head, *(self.cells(rule, one, several) for one in rule.rows)]
        right = {len(keys), len(keys) + 3}
        right |= {at for at in range(len(keys)) if _is_number(rule.rows, at)}
        lines = columns(table, frozenset(right))
        yield ""
        for line in lines:
            yield INDENT + line

    def cells(self, rule: FrameRule, row: FrameRow, verdicts: bool) -> list[str]:  # noqa: FBT001
        """Return the cells of a row: key, numbers and, if asked, the verdict."""
        apart = "" if row.residual is None else f"{row.residual:+,}"
        sign = rule.sign(row.verdict) if row.recomputed is not None else ""
        said = [_cut(_told(value)) for _, value in row.key]
        said += [_cut(row.stated or "–"), sign, _cut(row.recomputed or "–"), apart]
        if verdicts:
            said.append(self.say(f"verdict_name.{row.verdict.value}").lower())
        return said

    def closing(self) -> Iterator[str]:
        """Say where all rows that fail are, and add everything up."""
        report = self.report
        if report.kept and report.failing:
            said = self.say("frame.kept", file=report.kept, count=f"{report.failing:,}")
            yield from self.wrap(safe(said))
        elif report.failing > report.shown:
            counts = {"shown": f"{report.shown:,}", "count": f"{report.failing:,}"}
            yield from self.wrap(self.say("frame.cut", **counts))
        elif not report.failing:
            key = "clean" if report.floor is Level.NOTE else "frame.clean"
            yield self.say(key, level=self.say(f"frame.{report.floor.value}"))
        counts_of = {one: report.total(one) for one in Verdict}
        levels = {f"{one.value}s": f"{report.findings(one):,}" for one in LEVELS}
        yield from self.wrap(
            self.say(
                "summary",
                **levels,
                results=f"{report.checks:,}",
                verdicts=counts_told(counts_of, self.lang, ","),
            )
        )


def _told(value: object) -> str:
    return "–" if value is None else str(value)


def _cut(text: str, limit: int = _LONGEST) -> str:
    said = safe(text)
    return said if len(said) <= limit else said[: limit - 1] + "…"


def _is_number(rows: Sequence[FrameRow], at: int) -> bool:
    return all(isinstance(one.key[at][1], int) for one in rows)
