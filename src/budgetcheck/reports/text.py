"""The text report: what a person wants to read, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from budgetcheck.language.evidence import Cause
from budgetcheck.language.figures import Amount, Count, Figure, figure_text
from budgetcheck.language.findings import Finding, Report
from budgetcheck.language.paths import Path
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.reports.screens import columns, safe, wrapped
from budgetcheck.wording import label, word

_LOUD = (Level.ERROR, Level.WARNING)
_COLOURS = {Level.ERROR: "1;31", Level.WARNING: "1;33", Level.NOTE: "36"}
_ZERO = {
    Cause.NOT_COMPUTABLE: "zero_right",
    Cause.NOT_COMPUTABLE_NEAR_ZERO: "zero_fair",
    Cause.ZERO_OF_ZERO: "zero_wrong",
    Cause.ZERO_OF_ZERO_REFUSED: "zero_wrong",
    Cause.PERCENTAGE_OF_ZERO: "zero_wrong",
    Cause.PERCENTAGE_OF_HIDDEN_ZERO: "zero_wrong",
    Cause.MISSING_ON_ZERO_BASE: "zero_unknown",
}
_BEST_FIRST = (
    *(Verdict.EXACT, Verdict.ROUNDING, Verdict.STRAINED, Verdict.CONTRADICTION),
    *(Verdict.UNDEFINED, Verdict.UNCHECKED),
)
_NAMES_SHOWN = 8
_INDENT = "  "


def render_text(
    reports: Iterable[Report],
    *,
    lang: str = "en",
    width: int = 100,
    colour: bool = False,
) -> str:
    """Write reports for people.

    Args:
        reports: One report per document.
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
    pages = [_Page(one, lang, width, colour) for one in reports]
    return "\n\n".join("\n".join(page.lines()) for page in pages) + "\n"


@attrs.frozen
class _Page:
    report: Report
    lang: str
    width: int
    colour: bool

    def lines(self) -> Iterator[str]:
        yield from self.heading()
        loud = [one for level in _LOUD for one in self.at(level)]
        for finding in loud:
            yield ""
            yield from self.finding(finding)
        yield from self.rounding(loud)
        yield from self.zero_budgets()
        yield from self.unchecked()
        yield from self.other_notes()
        yield from self.closing()
        yield ""
        yield self.summary()

    def at(self, level: Level) -> list[Finding]:
        found = [one for one in self.report if one.level is level]
        return sorted(found, key=lambda one: list(Verdict).index(one.verdict))

    def heading(self) -> Iterator[str]:
        report = self.report
        if report.title:
            yield from self.wrap(safe(report.title), code="1")
        counts = self.say("counts", figures=len(report.figures), results=len(report))
        yield from self.wrap(
            f"{safe(report.name)}: {counts}" if report.name else counts
        )
        if not any(one.level in _LOUD for one in report):
            yield ""
            yield self.say("clean")

    def finding(self, finding: Finding) -> Iterator[str]:
        """Write one finding: which rule, with which numbers, what, why, and where."""
        title = finding.rule.titled(self.lang)
        name = safe(finding.name)
        mark = self.say(finding.level.value)
        headline = f"{mark}  {safe(title)}  [{name}]" if title else f"{mark}  {name}"
        for line in self.wrap(headline):
            yield line.replace(mark, self.painted(mark, _COLOURS[finding.level]), 1)
        said = word(finding, self.lang)
        notation = finding.rule.notation
        if notation != finding.rule.id:
            yield from self.wrap(safe(notation), _INDENT)
        yield from self.wrap(safe(finding.filled), _INDENT, code="1")
        yield ""
        for paragraph in (said.what, said.why, *said.remarks):
            yield from self.wrap(safe(paragraph), _INDENT)
        yield ""
        yield from self.table(finding.figures)
        for path, figure in finding.figures:
            if figure.note:
                yield from self.wrap(safe(f"{path}: {figure.note}"), _INDENT)

    def table(self, figures: Sequence[tuple[Path, Figure]]) -> Iterator[str]:
        rows = [
            (safe(str(path)), safe(_printed(one)), safe(one.place.where), _line(one))
            for path, one in figures
        ]
        for line in columns(rows, frozenset({1})) if rows else ():
            yield _INDENT + line

    def rounding(self, loud: Sequence[Finding]) -> Iterator[str]:
        """List in a line each what only rounding explains."""
        found = [
            one
            for one in self.report
            if one.verdict in {Verdict.ROUNDING, Verdict.STRAINED} and one not in loud
        ]
        plain = [one for one in found if one.cause not in _ZERO]
        yield from self.listed("rounding", plain, _filled)

    def zero_budgets(self) -> Iterator[str]:
        """Say which zero budgets are stated properly, and which are not."""
        if not any(one.cause in _ZERO for one in self.report):
            return
        yield ""
        yield self.painted(self.say("zero_budgets"), "1")
        for key in ("zero_wrong", "zero_unknown", "zero_fair", "zero_right"):
            found = [one for one in self.report if _ZERO.get(one.cause) == key]
            if found:
                yield from self.wrap(self.say(key, count=len(found)), _INDENT)
                for line in self.rows(found, _filled_where):
                    yield _INDENT + line

    def unchecked(self) -> Iterator[str]:
        found = [one for one in self.report if one.verdict is Verdict.UNCHECKED]
        found = [one for one in found if one.level not in _LOUD]
        found = [one for one in found if one.cause not in _ZERO]
        yield from self.listed("unchecked", found, self.what)

    def other_notes(self) -> Iterator[str]:
        """List notes that stand in no other section."""
        shown = {Verdict.ROUNDING, Verdict.STRAINED, Verdict.UNCHECKED}
        found = [
            one
            for one in self.at(Level.NOTE)
            if one.verdict not in shown and one.cause not in _ZERO
        ]
        yield from self.listed("other_notes", found, self.what)

    def closing(self) -> Iterator[str]:
        report, covered = self.report, self.report.coverage
        if report.disabled:
            yield ""
            yield self.say("disabled", count=len(report.disabled))
            for rule in report.disabled:
                yield from self.wrap(safe(f"{rule.id}: {rule.disabled}"), _INDENT)
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
        yield from self.wrap(self.say("parts"))

    def summary(self) -> str:
        counted = [
            self.say(f"verdict.{verdict.value}", count=count)
            for verdict in _BEST_FIRST
            if (count := self.report.counts[verdict])
        ]
        return self.say(
            "summary",
            errors=len(self.at(Level.ERROR)),
            warnings=len(self.at(Level.WARNING)),
            notes=len(self.at(Level.NOTE)),
            results=len(self.report),
            verdicts=("、" if self.lang == "zh" else ", ").join(counted),
        )

    def what(self, finding: Finding) -> str:
        return word(finding, self.lang).what

    def listed(
        self, key: str, found: Sequence[Finding], tell: Callable[[Finding], str]
    ) -> Iterator[str]:
        if found:
            yield ""
            yield self.painted(self.say(key, count=len(found)), "1")
            yield from self.rows(found, tell)

    def rows(
        self, found: Sequence[Finding], tell: Callable[[Finding], str]
    ) -> Iterator[str]:
        for one in found:
            yield from self.wrap(f"{safe(one.name)}: {safe(tell(one))}", _INDENT)

    def wrap(self, text: str, indent: str = "", code: str = "") -> Iterator[str]:
        """Break a text into lines, further ones indented, and paint each."""
        width = self.width - 2 * len(indent)
        for number, line in enumerate(wrapped(text, width)):
            margin = indent + (_INDENT if number and indent else "")
            yield margin + (self.painted(line, code) if code else line)

    def say(self, key: str, **values: object) -> str:
        return label(key, self.lang, **values)

    def painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def _filled(finding: Finding) -> str:
    return finding.filled


def _filled_where(finding: Finding) -> str:
    """Return a rule filled in, and where its first figure, the stated one, stands."""
    where = finding.figures[0][1].place.where if finding.figures else ""
    return f"{finding.filled}  ({where})" if where else finding.filled


def _printed(figure: Figure) -> str:
    """Return a figure as printed, with its unit if that is not printed with it."""
    text = figure.printed or figure_text(figure)
    if isinstance(figure, Amount | Count) and figure.unit.text not in text:
        space = " " if figure.unit.text.isascii() else ""
        return f"{text}{space}{figure.unit.text}"
    return text


def _line(figure: Figure) -> str:
    place = figure.place
    return f"{safe(place.file)}:{place.line}" if place.line else safe(place.file)
