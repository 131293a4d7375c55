"""Blocks: what text reports are put together from, one finding in full above all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from budgetcheck.language.figures import Figure
from budgetcheck.language.findings import Finding
from budgetcheck.language.headings import Rows
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule
from budgetcheck.language.safety import safe
from budgetcheck.language.verdicts import Level
from budgetcheck.reports.cells import cells
from budgetcheck.reports.diagnosed import Told
from budgetcheck.reports.screens import columns, wrapped
from budgetcheck.wording import label, word

INDENT = "  "
COLOURS = {Level.ERROR: "1;31", Level.WARNING: "1;33", Level.NOTE: "36"}
BOLD = "1"


@attrs.frozen(kw_only=True)
class Blocks:
    """Writes blocks of text for one reader.

    Attributes:
        lang: The reader's language.
        width: Columns to wrap at.
        colour: Whether to use the colours of a terminal.
    """

    lang: str = "en"
    width: int = 100
    colour: bool = False

    def finding(self, finding: Finding, rows: Rows = ()) -> Iterator[str]:
        """Write one finding: which rule, with which numbers, what, why, and where.

        Args:
            finding: The finding.
            rows: The rows that it is about, with what the document calls them.
        """
        level = finding.level
        yield from self.headline(finding.rule, finding.name, level.value, level)
        if finding.rule.notation != finding.rule.id:
            yield from self.wrap(safe(finding.rule.notation), INDENT)
        yield from self.reasons(finding, rows)

    def headline(
        self, rule: Rule, name: str, key: str, level: Level = Level.NOTE
    ) -> Iterator[str]:
        """Write a mark, in the colour of its level, and the title and the name."""
        mark, title = self.say(key), rule.titled(self.lang)
        named = f"{safe(title)}  [{safe(name)}]" if title else safe(name)
        for line in self.wrap(f"{mark}  {named}"):
            yield line.replace(mark, self.painted(mark, COLOURS.get(level, BOLD)), 1)

    def reasons(self, finding: Finding, rows: Rows = ()) -> Iterator[str]:
        """Write the rule filled in, what it says and why, its figures and rows."""
        yield from self.wrap(safe(finding.filled), INDENT, code=BOLD)
        yield ""
        said = word(finding, self.lang)
        for paragraph in (said.what, said.why, *said.remarks):
            if paragraph:
                yield from self.wrap(safe(paragraph), INDENT)
        yield ""
        yield from self.table(finding.figures)
        for path, heading in rows:
            yield from self.wrap(safe(f"{path}: {heading.text}"), INDENT)
        for path, figure in finding.figures:
            if figure.note:
                yield from self.wrap(safe(f"{path}: {figure.note}"), INDENT)

    def diagnosis(self, told: Told, mark: str = "") -> Iterator[str]:
        """Write a diagnosis in words: the answers in a line each, then what is known.

        Args:
            told: The diagnosis.
            mark: What stands before it, if it does not stand below a finding.
        """
        lead = safe(f"{mark}  {told.lead}" if mark else told.lead)
        first, *others = self.wrap(lead, "" if mark else INDENT)
        yield first.replace(mark, self.painted(mark, BOLD), 1) if mark else first
        yield from others
        for answer in told.answers:
            yield from self.wrap(f"- {safe(answer)}", INDENT * 2)
        for remark in told.remarks:
            yield from self.wrap(safe(remark), INDENT)

    def table(self, figures: Sequence[tuple[Path, Figure]]) -> Iterator[str]:
        """Write figures as printed, and where they stand."""
        rows = [tuple(map(safe, cells(path, one))) for path, one in figures]
        for line in columns(rows, frozenset({1})) if rows else ():
            yield INDENT + line

    def wrap(self, text: str, indent: str = "", code: str = "") -> Iterator[str]:
        """Break a text into lines, further ones indented, and paint each."""
        width = self.width - 2 * len(indent)
        for number, line in enumerate(wrapped(text, width)):
            margin = indent + (INDENT if number and indent else "")
            yield margin + (self.painted(line, code) if code else line)

    def say(self, key: str, **values: object) -> str:
        """Return a label in the reader's language."""
        return label(key, self.lang, **values)

    def painted(self, text: str, code: str) -> str:
        """Return a text in a colour, if colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text
