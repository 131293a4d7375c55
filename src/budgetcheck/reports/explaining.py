"""Explaining: one rule in full, and everything that it says of the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from budgetcheck.language.findings import Finding
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule
from budgetcheck.language.safety import safe
from budgetcheck.reports.blocks import BOLD, INDENT, Blocks
from budgetcheck.wording import reason_for, remedy_for


def render_rules(
    rules: tuple[Rule, ...],
    *,
    lang: str = "en",
    width: int = 100,
    colour: bool = False,
) -> str:
    """Write rules for people: notation, title, level and source of each.

    Raises:
        InvalidConventionError: There are no labels in this language.

    Example:
        >>> print(render_rules((Rule("a = b", id="x.same"),)), end="")
        x.same
          a = b
          Level if it fails: ERROR.
    """
    blocks = Explainer(lang=lang, width=width, colour=colour)
    texts = ["\n".join(blocks.rule(rule)) for rule in rules]
    return "\n\n".join(texts or [blocks.say("no_rules")]) + "\n"


def render_explanation(
    rule: Rule,
    report: Report,
    *,
    examples: Mapping[str, Report] | None = None,
    lang: str = "en",
    width: int = 100,
    colour: bool = False,
) -> str:
    """Write one rule in full, with its every finding, also those that hold.

    Args:
        rule: The rule.
        report: What a document's rules say; findings of other rules are left out.
        examples: What the rule says of its own examples, by `holds` and `breaks`.
        lang: `en` or `zh`.
        width: Columns to wrap at.
        colour: Whether to use the colours of a terminal.

    Raises:
        InvalidConventionError: There are no sentences in this language.

    Example:
        >>> from budgetcheck.checking import check
        >>> same = Rule("a = b", id="x.same")
        >>> report = check({"a": "1", "b": "1"}, [same])
        >>> print(render_explanation(same, report, width=84))
        x.same
          a = b
          Level if it fails: ERROR.
          Why: The two have to agree: they say the same thing, or one is what the other
            was meant to be.
        <BLANKLINE>
        EXACT  x.same
          1 = 1
        <BLANKLINE>
          Agrees as printed.
        <BLANKLINE>
          a  1
          b  1
        <BLANKLINE>
    """
    blocks = Explainer(lang=lang, width=width, colour=colour)
    lines = blocks.explanation(rule, report, examples or {})
    return "\n".join(lines) + "\n"


@attrs.frozen(kw_only=True)
class Explainer(Blocks):
    """Writes rules, and what they say of figures."""

    def rule(self, rule: Rule) -> Iterator[str]:
        """Write the header of a rule."""
        title = rule.titled(self.lang)
        name = safe(rule.id)
        yield from self.wrap(f"{safe(title)}  [{name}]" if title else name, code="1")
        if rule.notation != rule.id:
            yield from self.wrap(safe(rule.notation), INDENT)
        level = self.say(rule.level.value)
        yield from self.wrap(self.say("rule_level", level=level), INDENT)
        if rule.source:
            said = self.say("rule_source", source=safe(rule.source))
            yield from self.wrap(said, INDENT)
        years = {"rule_since": rule.since, "rule_until": rule.until}
        held = [self.say(key, year=year) for key, year in years.items() if year]
        if held:
            yield from self.wrap(" ".join(held), INDENT)
        if rule.disabled:
            said = self.say("rule_disabled", reason=safe(rule.disabled))
            yield from self.wrap(said, INDENT)
        for text in (rule.note, rule.place.file and self.where(rule)):
            if text:
                yield from self.wrap(safe(text), INDENT)

    def where(self, rule: Rule) -> str:
        """Say where in a file the rule stands."""
        place = rule.place
        return f"{place.file}:{place.line}" if place.line else place.file

    def explanation(
        self, rule: Rule, report: Report, examples: Mapping[str, Report]
    ) -> Iterator[str]:
        """Write a rule in full, why it must hold, and every finding of it."""
        yield from self.rule(rule)
        why = reason_for(rule, self.lang)
        yield from self.wrap(self.say("rule_why", why=why), INDENT)
        if not _about(rule, report) and not rule.disabled and not examples:
            yield ""
            yield self.say("no_findings")
        yield from self.findings(rule, report)
        for kind, one in examples.items():
            yield ""
            yield self.painted(self.say(f"example_{kind}"), BOLD)
            yield from self.findings(rule, one)

    def findings(self, rule: Rule, report: Report) -> Iterator[str]:
        """Write what a report says of one rule."""
        for one in _about(rule, report):
            yield ""
            key = f"verdict_name.{one.verdict.value}"
            yield from self.headline(one.rule, one.name, key, one.level)
            yield from self.reasons(one, report.rows_of(one))
            remedy = safe(remedy_for(one, self.lang))
            if remedy:
                yield ""
                yield from self.wrap(self.say("remedy", remedy=remedy), INDENT)


def _about(rule: Rule, report: Report) -> list[Finding]:
    """Return what a report says of one rule."""
    return [one for one in report if one.rule.id == rule.id]
