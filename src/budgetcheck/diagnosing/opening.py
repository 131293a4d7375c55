"""Opening: any document as figures by path, with the rules to hold against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from budgetcheck.language.conditions import Condition, named_paths
from budgetcheck.language.conventions import Convention, refuse_reading
from budgetcheck.language.documents import Document, Figures
from budgetcheck.language.lookups import Known, MissingPaths
from budgetcheck.language.nesting import figures_of, names_in
from budgetcheck.language.rules import Rule, RuleLike, RuleSet, rules_in
from budgetcheck.language.shapes import is_entity

Rules: TypeAlias = RuleSet | RuleLike | Iterable[RuleLike] | Mapping[str, RuleLike]


@attrs.frozen
class Opened:
    """A document that is ready to be read.

    Attributes:
        figures: Its figures by path.
        rules: The rules, its own or others.
        declared: What its publisher declares, under what the reader says.
        known: What rules may name.
    """

    figures: Figures
    rules: RuleSet
    declared: Convention
    known: Known

    @classmethod
    def of(
        cls,
        document: object,
        rules: RuleSet | None,
        own: Convention,
        missing: MissingPaths,
    ) -> Opened:
        """Open a document; its own rules count if no others are given.

        Raises:
            InvalidConventionError: A unit or decimals for a document read already.
            UnreadableFileError: Figures that are no numbers.
        """
        unchecked = missing == "unchecked"
        if isinstance(document, Document):
            refuse_reading(own)
            given = document.rules if rules is None else rules
            known = Known(document.figures, unchecked, document.optional)
            declared = own.over(document.convention)
            return cls(document.figures, given, declared, known)
        own_rules = getattr(document, "rules", None)
        if rules is None:
            rules = own_rules if isinstance(own_rules, RuleSet) else RuleSet()
        alone = isinstance(document, list | tuple) and not is_entity(type(document))
        named = frozenset(
            names_in(path) for rule in rules for path in named_paths(rule.condition)
        )
        nested = {"rows": document} if alone else document
        figures = figures_of(nested, own, named=named)
        return cls(figures, rules, own, Known(figures, unchecked))


def rule_set(given: Rules | None) -> RuleSet | None:
    """Return rules as a set; None if there are none given."""
    if given is None or isinstance(given, RuleSet):
        return given
    # One notation is one rule, and not a rule for each character.
    if isinstance(given, str | Mapping | Rule | Condition):
        return RuleSet(rules_in(given))
    return RuleSet(rules_in(*given))
