"""Explaining: one rule in full, and everything that it says of the figures."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule
from budgetcheck.language.safety import safe
from budgetcheck.reports.blocks import INDENT, Blocks


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
    blocks = _Explainer(lang=lang, width=width, colour=colour)
    texts = ["\n".join(blocks.rule(rule)) for rule in rules]
    return "\n\n".join(texts or [blocks.say("no_rules")]) + "\n"


def render_explanation(
    rule: Rule,
    report: Report,
    *,
    lang: str = "en",
    width: int = 100,
    colour: bool = False,
) -> str:
    """Write one rule in full, with its every finding, also those that hold.

    Args:
        rule: The rule.
        report: What a document's rules say; findings of other rules are left out.
        lang: `en` or `zh`.
        width: Columns to wrap at.
        colour: Whether to use the colours of a terminal.

    Raises:
        InvalidConventionError: There are no sentences in this language.

    Example:
        >>> from budgetcheck.checking import check
        >>> same = Rule("a = b", id="x.same")
        >>> report = check({"a": "1", "b": "1"}, [same])
        >>> print(render_explanation(same, report))
        x.same
          a = b
          Level if it fails: ERROR.
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
    blocks = _Explainer(lang=lang, width=width, colour=colour)
    return "\n".join(blocks.explanation(rule, report)) + "\n"


@attrs.frozen(kw_only=True)
class _Explainer(Blocks):
    def rule(self, rule: Rule) -> Iterator[str]:
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
        if rule.disabled:
            said = self.say("rule_disabled", reason=safe(rule.disabled))
            yield from self.wrap(said, INDENT)
        for text in (rule.note, rule.place.file and self.where(rule)):
            if text:
                yield from self.wrap(safe(text), INDENT)

    def where(self, rule: Rule) -> str:
        place = rule.place
        return f"{place.file}:{place.line}" if place.line else place.file

    def explanation(self, rule: Rule, report: Report) -> Iterator[str]:
        yield from self.rule(rule)
        found = [one for one in report if one.rule.id == rule.id]
        if not found and not rule.disabled:
            yield ""
            yield self.say("no_findings")
        for one in found:
            yield ""
            key = f"verdict_name.{one.verdict.value}"
            yield from self.headline(one.rule, one.name, key, one.level)
            yield from self.reasons(one)
