"""HTML causes: what explains findings, and which rules exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import attrs

from budgetcheck.language.reports import Report
from budgetcheck.reports.causes import Case
from budgetcheck.reports.diagnosed import tell_case
from budgetcheck.reports.groups import Found
from budgetcheck.reports.html_findings import Cards
from budgetcheck.reports.markup import breakable, tag


@attrs.frozen
class Causing:
    """Writes diagnoses as pieces of a page.

    Attributes:
        cards: What writes findings.
        report: The report.
        name: What the addresses of the document begin with.
    """

    cards: Cards
    report: Report
    name: str

    def explained(self, case: Case | None, findings: Found) -> Element:
        """Write findings, and what explains them: above, if they are several."""
        if case is None or len(findings) == 1:
            below = () if case is None else self.diagnosis(case)
            return self.cards.loud(findings[0], *below)
        return tag(
            "div",
            tag("p", self.cards.say("diagnosis.cause"), class_="mark"),
            *self.diagnosis(case),
            *map(self.cards.loud, findings),
            class_="cause",
            data_group="",
        )

    def joint(self, number: int, case: Case) -> Element:
        """Write which rules exclude each other, though each of them holds."""
        name, level = f"{self.name}:joint:{number}", case.level.value
        mark = tag("span", self.cards.say(level), class_="mark")
        said = tag("span", self.cards.say("diagnosis.rule"), class_="title")
        return tag(
            "article",
            tag(f"h{self.cards.depth}", mark, " ", said, id=f"{name}:title"),
            *self.diagnosis(case),
            id=name,
            class_=f"finding {level}",
            data_level=level,
            aria_labelledby=f"{name}:title",
        )

    def diagnosis(self, case: Case) -> Iterator[Element]:
        """Write a diagnosis: the answers as a list, then what is known."""
        told = tell_case(case, self.report, self.cards.lang)
        answers = [tag("li", *breakable(one)) for one in told.answers]
        yield tag(
            "div",
            tag("p", *breakable(told.lead), class_="lead"),
            tag("ul", *answers) if answers else None,
            *(tag("p", *breakable(one)) for one in told.remarks),
            class_="diagnosis",
        )
