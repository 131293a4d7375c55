"""Rule sets that check: the language's rules, with the reader that reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import attrs

from budgetcheck.checking.checkers import Checker
from budgetcheck.language import rules as language
from budgetcheck.language.rules import RuleLike, rules_in

_T = TypeVar("_T")


@attrs.frozen(eq=False)
class RuleSet(language.RuleSet):
    """Rules in order, each id once; `for_()` makes a checker of them.

    Raises:
        InvalidRuleError: An id is given twice, or there are too many rules.

    Example:
        >>> spending = rules("total = basic + project", "share = basic / total")
        >>> len(spending), [rule.id for rule in spending.select("share*")]
        (2, ['share = basic / total'])
    """

    def for_(self, cls: type[_T]) -> Checker[_T]:
        """Return a checker for the documents of one class.

        Shape: an attrs class, a dataclass, a NamedTuple or a pydantic model. Every
        path of every rule is held against the class, before there is a document.

        Raises:
            UnknownPathError: A rule names a figure which the class does not have.

        Example:
            >>> from budgetcheck.language.building import read
            >>> from budgetcheck.language.figures import Amount
            >>> @attrs.frozen
            ... class Spending:
            ...     total: Amount
            ...     basic: Amount
            ...     project: Amount
            >>> checked = rules("total = basic + project").for_(Spending)
            >>> printed = {"total": "98.34", "basic": "60.80", "project": "37.54"}
            >>> print(checked(read(Spending, printed)))
            EXACT         total = basic + project: 98.34 = 60.80 + 37.54
        """
        return Checker(self, cls)


def rules(*said: RuleLike | language.RuleSet | Mapping[str, RuleLike]) -> RuleSet:
    """Make a rule set from notations, conditions, rules, or ids and notations.

    Raises:
        NotationError: A text is not in the notation.
        InvalidRuleError: An id is given twice.

    Example:
        >>> rules({"spending.total": "total = basic + project"})["spending.total"].id
        'spending.total'
    """
    return RuleSet(rules_in(*said))
