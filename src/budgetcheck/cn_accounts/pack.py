"""Pack: all rules of the nine forms, in the order of the forms, as a standard."""

from __future__ import annotations

from budgetcheck.checking import RuleSet
from budgetcheck.cn_accounts.accounts import Accounts
from budgetcheck.cn_accounts.rules_across import across
from budgetcheck.cn_accounts.rules_within import within
from budgetcheck.language.conventions import Convention
from budgetcheck.language.rules import Rule
from budgetcheck.language.standards import Standard
from budgetcheck.language.units import Unit


def _form(rule: Rule) -> str:
    return rule.id.split(".")[1]


# Of each form, what it says of itself comes before what others say of it.
RULES = RuleSet(tuple(sorted([*within(), *across()], key=_form)))

STANDARD = Standard(
    name="cn-departmental-final-accounts",
    title={"en": "Chinese departmental final accounts", "zh": "部门决算公开"},
    entity=Accounts,
    rules=RULES,
    editions=range(2015, 2026),  # The years of the documents that were looked at.
    convention=Convention(unit=Unit.read("万元"), decimals=2),
)
