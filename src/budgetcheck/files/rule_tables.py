"""Rule tables: the `[rules]` of a figures file as a rule set."""

from __future__ import annotations

from typing import Any, TypeAlias

import attrs

from budgetcheck.errors import BudgetCheckError, LimitError
from budgetcheck.files.structuring import Structurer
from budgetcheck.language.places import Keys
from budgetcheck.language.rules import RULES_LIMIT, Rule, RuleSet
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.shortening import shortened

LANGUAGES = ("en", "zh")
NO_RULES = "rules are a table, or a list of notations"

Said: TypeAlias = tuple[Keys, str, object]


@attrs.frozen(kw_only=True)
class RuleTable:
    """A rule in the form of a table."""

    rule: str
    id: str = ""
    level: object = "error"
    title: object = ""
    source: str = ""
    note: str = ""
    disabled: str = ""
    convention: dict[str, object] = attrs.field(factory=dict)
    holds: dict[str, object] = attrs.field(factory=dict)
    breaks: dict[str, object] = attrs.field(factory=dict)
    since: object = None
    until: object = None


def rules_said(
    given: list[object] | dict[str, object], keys: Keys = ("rules",), prefix: str = ""
) -> list[Said]:
    """Return what is said of every rule, with its keys and its id, if it has one.

    Shape: a list has rules without an id; in a table, groups join ids with dots.
    """
    if isinstance(given, list):
        return [((*keys, row), "", one) for row, one in enumerate(given)]
    found: list[Said] = []
    for name, one in given.items():
        rule_id = f"{prefix}{name}"
        if isinstance(one, dict) and "rule" not in one:
            found += rules_said(one, (*keys, name), f"{rule_id}.")
        else:
            found.append(((*keys, name), rule_id, one))
    return found


@attrs.define
class RuleReader:
    """Reads the rules of one file.

    Attributes:
        structurer: Notes what is wrong.
        ids: The ids of all rules that the file has, also those that cannot be read.
    """

    structurer: Structurer
    ids: set[str] = attrs.field(factory=set)

    def rules(self, given: object) -> RuleSet:
        """Return every rule that can be read; what cannot is noted."""
        made: list[Rule] = []
        seen: set[str] = set()
        if not isinstance(given, list | dict):
            self.structurer.fault(("rules",), NO_RULES)
            return RuleSet()
        all_said = rules_said(given)
        if len(all_said) > RULES_LIMIT:
            refused = LimitError("a file", len(all_said), RULES_LIMIT, "rules")
            self.structurer.fault(("rules",), refused)
            return RuleSet()
        for keys, rule_id, said in all_said:
            rule = self.rule(keys, rule_id, said)
            self.ids.add(rule.id if rule else rule_id)
            if rule is None:
                continue
            if rule.id in seen:
                problem = f"rule {shortened(rule.id)!r} is given twice"
                self.structurer.fault(keys, problem)
                continue
            seen.add(rule.id)
            made.append(rule)
        return RuleSet(tuple(made))

    def rule(self, keys: Keys, rule_id: str, said: object) -> Rule | None:
        """Return one rule, or None after noting why it is none."""
        table: RuleTable | None
        if type(said) is str:
            table = RuleTable(rule=said)
        elif isinstance(said, dict):
            table = self.structurer.structured(RuleTable, said, keys)
        else:
            self.structurer.fault(keys, "a rule is a notation, or a table with `rule`")
            return None
        if table is None:
            return None
        within = {
            (*keys, "convention", name): (name, value)
            for name, value in table.convention.items()
        }
        convention = self.structurer.declared(within)
        level, levels = self.levels(table.level, keys)
        chosen = rule_id or table.id
        named: dict[str, Any] = {"id": chosen} if chosen else {}
        try:
            return Rule(
                table.rule,
                **named,
                level=level,
                levels=levels,
                title=self.titles(table.title, keys),
                source=table.source,
                note=table.note,
                disabled=table.disabled,
                convention=convention,
                holds=self.example(table.holds, (*keys, "holds")),
                breaks=self.example(table.breaks, (*keys, "breaks")),
                since=self.year(table.since, (*keys, "since")),
                until=self.year(table.until, (*keys, "until")),
                place=self.structurer.source.place(keys),
            )
        except BudgetCheckError as error:
            self.structurer.fault(
                keys if isinstance(said, str) else (*keys, "rule"), error
            )
            return None

    def levels(
        self, given: object, keys: Keys
    ) -> tuple[Level, tuple[tuple[Verdict, Level], ...]]:
        """Return a rule's level, and those of its verdicts where they differ."""
        if isinstance(given, str):
            return self.structurer.known(
                Level, given, (*keys, "level")
            ) or Level.ERROR, ()
        if not isinstance(given, dict):
            self.structurer.fault(
                (*keys, "level"), "level is a word, or a table of verdicts"
            )
            return Level.ERROR, ()
        own: list[tuple[Verdict, Level]] = []
        for name, word in given.items():
            at = (*keys, "level", name)
            verdict, level = (
                self.structurer.known(Verdict, name, at),
                self.structurer.known(Level, word, at),
            )
            if verdict is not None and level is not None:
                own.append((verdict, level))
        # What a contradiction is, is the rule's own level, and stands once.
        others = tuple(one for one in own if one[0] is not Verdict.CONTRADICTION)
        return dict(own).get(Verdict.CONTRADICTION, Level.ERROR), others

    def titles(self, given: object, keys: Keys) -> dict[str, str]:
        """Return a rule's title by language; one text serves for all."""
        if type(given) is str:  # A number with a point is a text of another class.
            return dict.fromkeys(LANGUAGES, given) if given else {}
        if isinstance(given, dict) and set(given) <= set(LANGUAGES):
            said = {lang: one for lang, one in given.items() if type(one) is str}
            if len(said) == len(given):
                return said
        self.structurer.fault(
            (*keys, "title"), 'title is a text, or { en = "…", zh = "…" }'
        )
        return {}

    def example(
        self, given: dict[str, object], keys: Keys, above: str = ""
    ) -> tuple[tuple[str, str], ...]:
        """Return printed texts by path; groups join names with dots."""
        found: list[tuple[str, str]] = []
        for name, one in given.items():
            at = (*keys, name)
            if isinstance(one, dict):
                found += self.example(one, at, f"{above}{name}.")
            elif isinstance(one, str):
                found.append((f"{above}{name}", str(one)))
            elif type(one) is int:
                token = self.structurer.source.position(at).token
                found.append((f"{above}{name}", token))
            else:
                self.structurer.fault(at, "an example has printed texts, or numbers")
        return tuple(found)

    def year(self, given: object, keys: Keys) -> int | None:
        """Return the year of an edition."""
        if given is None or type(given) is int:
            return given
        self.structurer.fault(keys, f"{keys[-1]} is a year, not {given!r:.60}")
        return None
