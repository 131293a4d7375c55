"""HTML findings: one result in full, folded away, or in a row of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote
from xml.etree.ElementTree import Element

import attrs

from budgetcheck.language.conditions import Compare
from budgetcheck.language.figures import Figure
from budgetcheck.language.findings import Finding
from budgetcheck.language.headings import Rows
from budgetcheck.language.paths import Path
from budgetcheck.language.safety import safe
from budgetcheck.reports.addresses import rule_address
from budgetcheck.reports.cells import cells
from budgetcheck.reports.markup import Piece, breakable, tag
from budgetcheck.reports.number_lines import NumberLine, draw
from budgetcheck.wording import label, word
from budgetcheck.wording.sentences import word_ranges
from budgetcheck.wording.turning import told


@attrs.frozen(kw_only=True)
class Cards:
    """Writes results as pieces of a page.

    Attributes:
        lang: The reader's language.
        catalogue: The page that tells more of each rule, if there is one.
        depth: The level of the heading of a finding.
        anchors: The `id` of each finding on the page, by the finding's identity.
        rows_of: Says which rows a finding is about: `Report.rows_of`.
    """

    lang: str
    catalogue: str
    depth: int
    anchors: Mapping[int, str]
    rows_of: Callable[[Finding], Rows]

    def say(self, key: str, **values: object) -> str:
        """Return a label in the reader's language."""
        return label(key, self.lang, **values)

    def titled(self, finding: Finding) -> str:
        """Return the title of the rule; its name, if it has none."""
        return finding.rule.titled(self.lang) or finding.name

    def loud(self, finding: Finding, *below: Element) -> Element:
        """Write a finding in full, under a heading of its own, and more below it."""
        anchor = self.anchors[id(finding)]
        verdict = f"verdict_name.{finding.verdict.value}"
        return tag(
            "article",
            tag(
                f"h{self.depth}",
                tag("span", self.say(finding.level.value), class_="mark"),
                " ",
                tag("span", self.say(verdict), class_="verdict"),
                " ",
                tag("span", self.titled(finding), class_="title"),
                id=f"{anchor}:title",
            ),
            self.name(finding),
            self.filled(finding),
            *self.reasons(finding),
            *below,
            id=anchor,
            class_=f"finding {finding.level.value}",
            data_level=finding.level.value,
            aria_labelledby=f"{anchor}:title",
        )

    def folded(self, finding: Finding, said: str) -> Element:
        """Write a finding in a line, and in full when it is opened."""
        title, level = finding.rule.titled(self.lang), finding.level.value
        return tag(
            "details",
            tag(
                "summary",
                tag("span", title, class_="title") if title else None,
                " " if title else None,
                tag("code", *breakable(finding.name)),
                " ",
                tag("span", said, class_="said"),
            ),
            tag(
                "div",
                self.name(finding),
                None if said == finding.filled else self.filled(finding),
                *self.reasons(finding),
                class_="body",
            ),
            id=self.anchors[id(finding)],
            class_=f"finding {level}",
            data_level=level,
        )

    def filled(self, finding: Finding) -> Element:
        """Write a rule with its numbers."""
        return tag("p", finding.filled, class_="filled")

    def name(self, finding: Finding) -> Element:
        """Write the rule's name, which is its address on the page, and its notation."""
        rule = finding.rule
        pieces: tuple[Piece, ...] = ()
        if rule.notation != rule.id:
            notation = tag("code", *breakable(rule.notation), class_="notation")
            pieces = (" ", notation)
        return tag("p", self.link(finding), *pieces, class_="name")

    def link(self, finding: Finding) -> Element:
        """Link to a finding by its name."""
        address = "#" + quote(safe(self.anchors[id(finding)]))
        return tag("a", tag("code", *breakable(finding.name)), href=address)

    def reasons(self, finding: Finding) -> Iterator[Piece]:
        """Write what a finding says and why, its number line, figures and rows."""
        said = word(finding, self.lang)
        yield tag("p", said.what, class_="what")
        for remark in (said.why, *said.remarks):
            yield tag("p", remark) if remark else None
        yield self.number_line(finding)
        caption = self.say("page.figures_of", name=finding.name)
        yield self.table(finding.figures, caption) if finding.figures else None
        yield self.rows(finding)
        if finding.rule.source:
            source = self.say("rule_source", source=finding.rule.source)
            yield tag("p", source, class_="source")
        yield self.more(finding)

    def more(self, finding: Finding) -> Piece:
        """Lead to what a catalogue tells of the rule."""
        address = rule_address(self.catalogue, finding.rule)
        if address is None:
            return None
        said = self.say("page.catalogue", rule=finding.rule.id)
        return tag("p", tag("a", said, href=address), class_="source")

    def number_line(self, finding: Finding) -> Piece:
        """Draw what is stated and what the other figures allow, if both are there."""
        decisive, evidence = told(finding)
        line = NumberLine.of(evidence)
        if line is None:
            return None
        is_order = isinstance(decisive, Compare) and decisive.relation != "="
        kinds = ("left", "right") if is_order else ("stated", "possible")
        seen = "sides" if is_order else "meet" if line.meets else "apart"
        legend = (
            tag("li", self.say(f"page.line_{kind}", range=one), class_=key)
            for kind, key, one in zip(
                kinds,
                ("stated", "possible"),
                word_ranges(finding, self.lang),
                strict=True,
            )
        )
        return tag(
            "figure",
            draw(line, self.say(f"page.line_{seen}")),
            tag("figcaption", tag("ul", *legend)),
            class_="number-line",
        )

    def table(self, figures: Sequence[tuple[Path, Figure]], caption: str) -> Element:
        """Write figures as printed, with their notes, and where they stand."""
        heads = ("page.figure", "page.printed", "page.where")
        return tag(
            "table",
            tag("caption", caption, class_="unseen"),
            self.head(heads),
            tag("tbody", *(_row(path, figure) for path, figure in figures)),
            class_="figures",
        )

    def rows(self, finding: Finding) -> Piece:
        """Write what the document calls the rows of a finding, if it has names."""
        items = [
            tag("li", tag("code", *breakable(str(path))), ": ", tag("span", one.text))
            for path, one in self.rows_of(finding)
        ]
        return tag("ul", *items, class_="rows") if items else None

    def head(self, keys: Iterable[str]) -> Element:
        """Write the head of a table."""
        return tag(
            "thead", tag("tr", *(tag("th", self.say(key), scope="col") for key in keys))
        )

    def overview(
        self,
        findings: Iterable[Finding],
        caption: str,
        tell: Callable[[Finding], str],
    ) -> Element:
        """Write results in a row each."""
        heads = ("page.rule", "page.numbers")
        rows = (
            tag(
                "tr",
                tag(
                    "th",
                    tag("span", title, class_="title") if title else None,
                    " " if title else None,
                    self.link(one),
                    scope="row",
                ),
                tag("td", tell(one), class_="said"),
                id=self.anchors[id(one)],
                data_level=one.level.value,
            )
            for one in findings
            for title in (one.rule.titled(self.lang),)
        )
        return tag(
            "table",
            tag("caption", caption, class_="unseen"),
            self.head(heads),
            tag("tbody", *rows),
            class_="overview",
        )


def _row(path: Path, figure: Figure) -> Element:
    name, printed, where, line = cells(path, figure)
    return tag(
        "tr",
        tag(
            "th",
            tag("code", *breakable(name)),
            tag("small", figure.note) if figure.note else None,
            scope="row",
        ),
        tag("td", printed, class_="number"),
        tag(
            "td",
            tag("span", where) if where else None,
            tag("small", *breakable(line)) if line else None,
        ),
    )
