"""Rules and rule sets: a condition with a name, a level and a source.

A rule is data. Its condition is its meaning; the rest is the header that says
where it comes from, how loudly it speaks and which conventions differ for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Self, TypeAlias

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.conditions import Condition, named_paths, row_list
from budgetcheck.language.conventions import READING_FIELDS, UNDECLARED, Convention
from budgetcheck.language.notation import condition_text, parse_condition
from budgetcheck.language.paths import Path
from budgetcheck.language.places import NOWHERE, Place
from budgetcheck.language.verdicts import Level, Verdict, level_named
from budgetcheck.shortening import shortened

RULES_LIMIT = 100_000

Example: TypeAlias = tuple[tuple[str, str], ...]


def _condition(said: Condition | str) -> Condition:
    return parse_condition(said) if isinstance(said, str) else said


def _pairs(
    given: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    return tuple(given.items() if isinstance(given, Mapping) else given)


def _levels(
    given: Mapping[Verdict, Level | str] | Iterable[tuple[Verdict, Level | str]],
) -> tuple[tuple[Verdict, Level], ...]:
    pairs = given.items() if isinstance(given, Mapping) else given
    return tuple((verdict, level_named(level)) for verdict, level in pairs)


def _several(given: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(given)


@attrs.frozen
class Rule:
    """One rule: what must hold, under which name, and where it comes from.

    Attributes:
        condition: The meaning; a text is read as notation.
        id: Stable, dotted, lower case; the notation itself when none is given.
        level: How loudly a contradiction speaks.
        levels: Levels of other verdicts, where they differ from the usual ones.
        title: What the rule says, by language (`en`, `zh`).
        source: Title, number and article of the regulation behind it.
        convention: What differs from the publisher's convention for this rule.
        note: A remark for whoever reads the report.
        disabled: Why the rule is not applied; empty if it is.
        holds: An example under which the rule holds: printed figures by path.
        breaks: An example that breaks it.
        since: The first edition (year) of its standard that has it; None if all have.
        until: The last edition that has it.
        place: Where the rule stands in a file; no part of what it is.

    Raises:
        NotationError: The text is not in the notation.
        InvalidRuleError: The rule names no figure, or pairs rows of two lists, or its
            convention is about reading figures (`unit`, `decimals`), or its id is "".

    Example:
        >>> rule = Rule("total = basic + project", id="expenditure.total")
        >>> rule.notation
        'total = basic + project'
    """

    condition: Condition = attrs.field(converter=_condition)
    id: str = attrs.field(
        default=attrs.Factory(
            lambda rule: condition_text(rule.condition), takes_self=True
        ),
        kw_only=True,
    )
    level: Level = attrs.field(default=Level.ERROR, converter=level_named, kw_only=True)
    levels: tuple[tuple[Verdict, Level], ...] = attrs.field(
        default=(), converter=_levels, kw_only=True
    )
    title: tuple[tuple[str, str], ...] = attrs.field(
        default=(), converter=_pairs, kw_only=True
    )
    source: str = attrs.field(default="", kw_only=True)
    convention: Convention = attrs.field(default=UNDECLARED, kw_only=True)
    note: str = attrs.field(default="", kw_only=True)
    disabled: str = attrs.field(default="", kw_only=True)
    holds: Example = attrs.field(default=(), converter=_pairs, kw_only=True)
    breaks: Example = attrs.field(default=(), converter=_pairs, kw_only=True)
    since: int | None = attrs.field(default=None, kw_only=True)
    until: int | None = attrs.field(default=None, kw_only=True)
    place: Place = attrs.field(default=NOWHERE, eq=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.id:
            hint = "leave it out, and the notation is the id"
            raise InvalidRuleError("a rule cannot have an empty id", hint)
        row_list(self.condition)
        if not any(True for _ in named_paths(self.condition)):
            message = f"rule {shortened(self.id)!r} names no figure"
            raise InvalidRuleError(message)
        for name in READING_FIELDS:
            if getattr(self.convention, name) is not None:
                message = (
                    f"rule {shortened(self.id)!r}: {name} is read with the figures"
                )
                hint = "declare it for the document, or for the figure"
                raise InvalidRuleError(message, hint)

    @property
    def notation(self) -> str:
        """The condition as it is written."""
        return condition_text(self.condition)

    @property
    def over(self) -> Path | None:
        """The list over whose rows the rule is read, or None."""
        return row_list(self.condition)

    def in_edition(self, edition: int) -> bool:
        """Say whether an edition (year) of its standard has the rule.

        Example:
            >>> Rule("a = b", since=2020).in_edition(2019)
            False
        """
        since, until = self.since or edition, self.until or edition
        return since <= edition <= until

    def titled(self, lang: str) -> str:
        """Return the title in a language, or an empty text."""
        return dict(self.title).get(lang, "")


RuleLike: TypeAlias = Rule | Condition | str


@attrs.frozen(eq=False)
class RuleSet:
    """Rules in order, each id once.

    Raises:
        InvalidRuleError: An id is given twice, or there are too many rules.

    Example:
        >>> said = rules_in("total = basic + project", "share = basic / total")
        >>> spending = RuleSet(said)
        >>> len(spending), [rule.id for rule in spending.select("share*")]
        (2, ['share = basic / total'])
    """

    rules: tuple[Rule, ...] = attrs.field(default=(), converter=_several)

    def __attrs_post_init__(self) -> None:
        _check_number(len(self.rules))
        seen: set[str] = set()
        for rule in self.rules:
            if rule.id in seen:
                message = f"rule {shortened(rule.id)!r} is given twice"
                raise InvalidRuleError(message, "give each rule its own id")
            seen.add(rule.id)

    def __eq__(self, other: object) -> bool:
        # The same rules are the same, also where one of the sets can check.
        return isinstance(other, RuleSet) and self.rules == other.rules

    def __hash__(self) -> int:
        return hash(self.rules)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def __contains__(self, rule: object) -> bool:
        # With it a set is a collection, as `pytest.mark.parametrize()` wants one.
        return rule in self.rules

    def __getitem__(self, rule_id: str) -> Rule:
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise self._unknown(rule_id)

    def select(self, *patterns: str) -> Self:
        """Return the rules whose id matches one of the patterns (`*` and `?`).

        Raises:
            InvalidRuleError: A pattern matches no rule.
        """
        chosen: set[str] = set()
        for pattern in patterns:
            found = {
                rule.id
                for rule in self.rules
                if rule.id == pattern or fnmatchcase(rule.id, pattern)
            }
            if not found:
                raise self._unknown(pattern)
            chosen |= found
        return attrs.evolve(
            self, rules=tuple(rule for rule in self.rules if rule.id in chosen)
        )

    def extend(self, *more: RuleLike | RuleSet) -> Self:
        """Return these rules with more behind them.

        Raises:
            InvalidRuleError: An id is there already.
        """
        return attrs.evolve(self, rules=(*self.rules, *rules_in(*more)))

    def override(self, *others: Rule) -> Self:
        """Return these rules with some replaced by others of the same id.

        Raises:
            InvalidRuleError: No rule has such an id.
        """
        new = {rule.id: rule for rule in others}
        for rule_id in new:
            self[rule_id]
        return attrs.evolve(
            self, rules=tuple(new.get(rule.id, rule) for rule in self.rules)
        )

    def disable(self, *rule_ids: str, reason: str) -> Self:
        """Return these rules with some not applied, and the reason why.

        Raises:
            InvalidRuleError: No rule has such an id, or the reason is empty.

        Example:
            >>> given = RuleSet(rules_in("a = b"))
            >>> off = given.disable("a = b", reason="b is an estimate")
            >>> off["a = b"].disabled
            'b is an estimate'
        """
        if not reason:
            message = "a rule is disabled for a reason"
            raise InvalidRuleError(message, 'say reason="…"')
        return self.override(
            *(attrs.evolve(self[rule_id], disabled=reason) for rule_id in rule_ids)
        )

    def _unknown(self, rule_id: str) -> InvalidRuleError:
        near = get_close_matches(rule_id, [rule.id for rule in self.rules], n=2)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else ""
        return InvalidRuleError(f"there is no rule {shortened(rule_id)!r}", hint)


def rules_in(*said: RuleLike | RuleSet | Mapping[str, RuleLike]) -> tuple[Rule, ...]:
    """Return the rules that notations, conditions, rules or ids and notations say.

    Raises:
        NotationError: A text is not in the notation.
        InvalidRuleError: They are too many, which is found out before they are read.

    Example:
        >>> [rule.id for rule in rules_in({"spending.total": "total = basic"}, "a = b")]
        ['spending.total', 'a = b']
    """
    several = (Mapping, RuleSet)
    _check_number(sum(len(one) if isinstance(one, several) else 1 for one in said))
    made: list[Rule] = []
    for one in said:
        if isinstance(one, Mapping):
            made.extend(_named(rule_id, rule) for rule_id, rule in one.items())
        elif isinstance(one, RuleSet):
            made.extend(one.rules)
        elif isinstance(one, Rule):
            made.append(one)
        else:
            made.append(Rule(one))
    return tuple(made)


def _check_number(rules: int) -> None:
    if rules > RULES_LIMIT:
        message = f"{rules} rules are refused: the limit is {RULES_LIMIT}"
        raise InvalidRuleError(message)


def _named(rule_id: str, said: RuleLike) -> Rule:
    if isinstance(said, Rule):
        return attrs.evolve(said, id=rule_id)
    return Rule(said, id=rule_id)
