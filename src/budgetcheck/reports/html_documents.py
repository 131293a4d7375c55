"""HTML documents: what a page says of one report, under its headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element

import attrs

from budgetcheck.language.findings import Finding
from budgetcheck.language.numbers import fixed
from budgetcheck.language.paths import Path
from budgetcheck.language.reports import Report
from budgetcheck.language.verdicts import Level
from budgetcheck.reports.causes import Causes
from budgetcheck.reports.groups import BEST_FIRST, LOUD, Found, Groups, group
from budgetcheck.reports.html_causes import Causing
from budgetcheck.reports.html_findings import Cards
from budgetcheck.reports.lacks import told
from budgetcheck.reports.markup import Piece, breakable, tag
from budgetcheck.wording import word, word_stale


@attrs.frozen(kw_only=True)
class Document:
    """Writes all that a page says of one report.

    Attributes:
        report: The report.
        causes: What is wrong, as far as that was asked.
        cards: What writes its findings.
        name: What the addresses of its sections begin with.
        is_one: Whether it is the only document of the page.
    """

    report: Report
    causes: Causes
    cards: Cards
    name: str
    is_one: bool
    groups: Groups = attrs.field(
        init=False,
        default=attrs.Factory(lambda self: group(self.report), takes_self=True),
    )

    def tallies(self) -> dict[str, int]:
        """Count the errors, the warnings, the notes and all checks."""
        report, groups, causes = self.report, self.groups, self.causes
        return {
            "errors": len(groups.errors) + causes.count(Level.ERROR),
            "warnings": len(groups.warnings)
            + len(report.stale)
            + causes.count(Level.WARNING),
            "notes": groups.note_count,
            "checks": len(groups.made),
        }

    def sections(self) -> Iterator[Element]:
        """Write the summary, and then the findings, the worst first."""
        groups = self.groups
        causing = Causing(self.cards, self.report, self.name)
        yield self._summary()
        for key, blocks in self.causes.sections(groups.errors, groups.warnings):
            found = [finding for _, findings in blocks for finding in findings]
            pieces = (causing.explained(*one) for one in blocks)
            yield from self._section(f"page.{key}", found, pieces)
        joint = self.causes.joint
        pieces = (causing.joint(number, one) for number, one in enumerate(joint, 1))
        yield from self._section("diagnosis.joint_rules", joint, pieces)
        yield from self._folded("rounding", groups.rounding, _filled)
        yield from self._zero_budgets()
        yield from self._folded("unchecked", groups.unchecked, self._what)
        yield from self._not_given()
        yield from self._folded("other_notes", groups.notes, self._what)
        yield from self._folded("exceptions", groups.accepted, self._accepted)
        yield from self._stale()
        yield from self._disabled()
        yield from self._rest("silent", groups.silent, self._what)
        yield from self._rest("agreeing", groups.agreeing, _filled)

    def _section(
        self, key: str, found: Sequence[object], pieces: Iterable[Piece]
    ) -> Iterator[Element]:
        """Write a section, if anything stands in it."""
        if found:
            heading = self.cards.say(key, count=len(found)).rstrip(":：")
            name = f"{self.name}:{key.rpartition('.')[2]}"
            yield tag(
                "section",
                tag(f"h{self.cards.depth - 1}", heading, id=f"{name}:title"),
                *pieces,
                id=name,
                aria_labelledby=self._named(f"{name}:title"),
                data_group="",
            )

    def _named(self, heading: str) -> str:
        """Name a section by its heading, among several documents also by theirs."""
        return heading if self.is_one else f"{self.name}:title {heading}"

    def _folded(
        self, key: str, found: Found, tell: Callable[[Finding], str]
    ) -> Iterator[Element]:
        pieces = (self.cards.folded(one, tell(one)) for one in found)
        return self._section(key, found, pieces)

    def _zero_budgets(self) -> Iterator[Element]:
        judged = self.groups.zero_budgets
        return self._section("zero_budgets", judged, self._judged(judged))

    def _judged(self, judged: Iterable[tuple[str, Found]]) -> Iterator[Element]:
        for key, found in judged:
            yield tag("p", self.cards.say(key, count=len(found)), class_="judged")
            for one in found:
                if one.level in LOUD:  # It stands in full above.
                    yield tag("p", self.cards.link(one), " ", one.filled, class_="see")
                else:
                    yield self.cards.folded(one, one.filled)

    def _what(self, finding: Finding) -> str:
        return word(finding, self.cards.lang).what

    def _accepted(self, finding: Finding) -> str:
        known = finding.exception
        reason, until = (known.reason, known.until) if known else ("", None)
        key = "exception_until" if until else "exception"
        return self.cards.say(key, filled=finding.filled, reason=reason, until=until)

    def _stale(self) -> Iterator[Element]:
        stale = self.report.stale
        items = (
            tag("li", word_stale(one, self.cards.lang), data_level="warning")
            for one in stale
        )
        return self._section("stale", stale, [tag("ul", *items, class_="plain")])

    def _disabled(self) -> Iterator[Element]:
        rules = self.report.disabled
        items = (
            tag(
                "li",
                tag("code", *breakable(rule.id)),
                f": {rule.disabled}",
                data_level="none",
            )
            for rule in rules
        )
        return self._section("disabled", rules, [tag("ul", *items, class_="plain")])

    def _rest(
        self, key: str, found: Found, tell: Callable[[Finding], str]
    ) -> Iterator[Element]:
        """Fold away what needs no reader."""
        if found:
            said = self.cards.say(f"page.{key}", count=len(found))
            yield self._folded_away(key, said, found, tell)

    def _not_given(self) -> Iterator[Element]:
        """Fold away what could not be checked, because nobody gave what it is about."""
        for one in self.groups.not_given:
            titled = self.report.part_titled
            said = told(one.key, one.names, self.cards.lang, titled)
            heading = self.cards.say(f"page.{one.key}", count=len(one.findings))
            yield self._folded_away(
                one.key, heading, one.findings, self._what, tag("p", said)
            )

    def _folded_away(
        self,
        key: str,
        said: str,
        found: Found,
        tell: Callable[[Finding], str],
        *above: Element,
    ) -> Element:
        return tag(
            "details",
            tag("summary", tag(f"h{self.cards.depth - 1}", said)),
            *above,
            self.cards.overview(found, said, tell),
            id=f"{self.name}:{key}",
            class_="rest",
            data_group="",
        )

    def _summary(self) -> Element:
        """Say what all findings come to, and which figures are vouched for."""
        say, heading = self.cards.say, f"{self.name}:summary:title"
        loud = self.report.fails(Level.WARNING) or self.causes.fails(Level.WARNING)
        tallies = (
            tag(
                "div",
                tag("dt", say(f"page.count_{key}")),
                tag("dd", str(count)),
                class_=key if count else f"{key} zero",
            )
            for key, count in self.tallies().items()
        )
        return tag(
            "section",
            tag(f"h{self.cards.depth - 1}", say("page.summary"), id=heading),
            None if loud else tag("p", say("clean"), class_="clean"),
            tag("dl", *tallies, class_="tallies"),
            *self._verdicts(),
            *self._coverage(),
            id=f"{self.name}:summary",
            aria_labelledby=self._named(heading),
            class_="summary",
        )

    def _verdicts(self) -> Iterator[Piece]:
        counts = [(one.value, self.groups.counts[one]) for one in BEST_FIRST]
        counted = [(key, count) for key, count in counts if count]
        yield tag("p", self.cards.say("page.verdicts"), class_="label")
        yield _bar(counted)
        items = (
            tag("li", self.cards.say(f"verdict.{key}", count=count), class_=key)
            for key, count in counted
        )
        yield tag("ul", *items, class_="legend")

    def _coverage(self) -> Iterator[Piece]:
        covered = self.report.coverage
        parts = {
            "vouched": covered.vouched,
            "disputed": covered.disputed,
            "unvouched": covered.unvouched,
        }
        counts = {key: len(paths) for key, paths in parts.items()}
        yield _bar(counts.items())
        said = self.cards.say("coverage", total=covered.total, **counts)
        yield tag("p", said)
        yield tag("p", self.cards.say(self.causes.examined))
        yield from self._names("disputed", covered.disputed)
        yield from self._names("unvouched", covered.unvouched)

    def _names(self, key: str, paths: Sequence[Path]) -> Iterator[Element]:
        """Fold away the names of figures."""
        items = (tag("li", tag("code", *breakable(str(path)))) for path in paths)
        if paths:
            said = self.cards.say(f"page.{key}", count=len(paths))
            folded = tag("summary", said), tag("ul", *items, class_="names")
            yield tag("details", *folded, class_=f"paths {key}")


def _bar(counted: Iterable[tuple[str, int]]) -> Element:
    """Draw shares of a whole; their numbers stand beside it."""
    parts = tuple(counted)
    whole, before = sum(count for _, count in parts) or 1, 0
    drawn = []
    for key, count in parts:
        start, width = (
            fixed(Fraction(100 * one, whole), 2) + "%" for one in (before, count)
        )
        drawn.append(tag("rect", x=start, width=width, height="10", class_=key))
        before += count
    size = {"width": "100%", "height": "10"}
    return tag("svg", *drawn, aria_hidden="true", class_="bar", **size)


def _filled(finding: Finding) -> str:
    return finding.filled
