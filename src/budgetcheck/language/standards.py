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
class Standard:
    """A standard of accounts, with the class of its documents and their rules.

    Attributes:
        name: Its name, lower case with hyphens, as files and people call it.
        title: What it is, by language (`en`, `zh`).
        entity: The class of its documents; each field is a form, or a part of them.
        rules: Its rules, of all editions.
        editions: The editions (years) that it knows; None if it has none.
        convention: What its publishers do, if a document declares nothing else.

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
