"""Standards: the forms that publishers fill in by law, and the rules of these forms.

A standard is data, so that a pack can declare one without knowing who looks it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.rules import Rule, RuleSet


def _titles(
    given: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    return tuple(dict(given).items())


def _in_order(editions: Iterable[int] | None) -> tuple[int, ...] | None:
    return None if editions is None else tuple(sorted(set(editions)))


@attrs.frozen(kw_only=True)
class Practice:
    """What the publishers of a region, or of some editions, do by convention.

    Attributes:
        convention: What they do otherwise than the standard's publishers in general.
        region: Where, as documents call it; empty if everywhere.
        since: The first edition; None if there is no first one.
        until: The last edition; None if there is no last one.

    Example:
        >>> capital = Practice(region="上海", convention=Convention(decimals=2))
        >>> capital.holds(2024, "上海"), capital.holds(2024, "")
        (True, False)
    """

    convention: Convention
    region: str = ""
    since: int | None = None
    until: int | None = None

    def holds(self, edition: int | None, region: str) -> bool:
        """Say whether a document does so; without an edition, if all editions do."""
        if self.region not in {"", region}:
            return False
        if edition is None:
            return self.since is None and self.until is None
        after = self.since is None or edition >= self.since
        return after and (self.until is None or edition <= self.until)


def _several(given: Iterable[Practice]) -> tuple[Practice, ...]:
    return tuple(given)


@attrs.frozen(kw_only=True)
class Standard:
    """A standard of accounts, with the class of its documents and their rules.

    Attributes:
        name: Its name, lower case with hyphens, as files and people call it.
        title: What it is, by language (`en`, `zh`).
        entity: The class of its documents; each field is a form, or a part of them.
        rules: Its rules, of all editions.
        editions: The editions (years) that it knows; None if it has none.
        convention: What its publishers do, if a document declares nothing else.
        practices: What some of them do otherwise; of two that hold, the later one.

    Example:
        >>> @attrs.frozen
        ... class Accounts:
        ...     total: int
        >>> rules = RuleSet((Rule("total >= 0", since=2020),))
        >>> standard = Standard(
        ...     name="city-accounts", entity=Accounts, rules=rules,
        ...     editions=(2019, 2020),
        ... )
        >>> len(standard.rules_in(2019)), len(standard.rules_in(2020))
        (0, 1)
    """

    name: str
    title: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_titles)
    entity: type[object]
    rules: RuleSet = RuleSet()
    editions: tuple[int, ...] | None = attrs.field(default=None, converter=_in_order)
    convention: Convention = UNDECLARED
    practices: tuple[Practice, ...] = attrs.field(default=(), converter=_several)

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions whose publishers do something otherwise."""
        return tuple(dict.fromkeys(one.region for one in self.practices if one.region))

    def convention_in(self, edition: int | None, region: str = "") -> Convention:
        """Return what the publishers of a region did in an edition."""
        found = self.convention
        for one in self.practices:
            if one.holds(edition, region):
                found = one.convention.over(found)
        return found

    def rules_in(self, edition: int | None) -> RuleSet:
        """Return the rules of one edition; without one, those that all editions have.

        Args:
            edition: A year, or None where a document does not say its edition: then
                it is held to nothing that only some editions ask for.
        """
        return attrs.evolve(
            self.rules,
            rules=tuple(one for one in self.rules if self._has(one, edition)),
        )

    def has_edition(self, edition: int) -> bool:
        """Say whether there is such an edition; without any, every year is one."""
        return self.editions is None or edition in self.editions

    def titled(self, lang: str) -> str:
        """Return the title in a language, or an empty text."""
        return dict(self.title).get(lang, "")

    def _has(self, rule: Rule, edition: int | None) -> bool:
        if edition is not None:
            return rule.in_edition(edition)
        if self.editions is None:
            return rule.since is None and rule.until is None
        return all(map(rule.in_edition, self.editions))
