"""Pack: all rules of the nine forms, in the order of the forms."""

from __future__ import annotations

from budgetcheck.checking import RuleSet
from budgetcheck.cn_accounts.rules_across import across
from budgetcheck.cn_accounts.rules_within import within
from budgetcheck.language.rules import Rule


def _form(rule: Rule) -> str:
    return rule.id.split(".")[1]


# Of each form, what it says of itself comes before what others say of it.
RULES = RuleSet(tuple(sorted([*within(), *across()], key=_form)))
