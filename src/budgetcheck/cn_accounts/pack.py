"""Pack: all rules of the accounts, in the order in which they are printed."""

from __future__ import annotations

from budgetcheck.checking import RuleSet
from budgetcheck.cn_accounts.accounts import Accounts
from budgetcheck.cn_accounts.rules.across import across
from budgetcheck.cn_accounts.rules.evaluated import evaluated
from budgetcheck.cn_accounts.rules.of_text import of_text
from budgetcheck.cn_accounts.rules.of_uses import of_uses
from budgetcheck.cn_accounts.rules.saying import PRINTED_IN
from budgetcheck.cn_accounts.rules.stated import stated
from budgetcheck.cn_accounts.rules.within import within
from budgetcheck.language.conventions import Convention
from budgetcheck.language.rules import Rule
from budgetcheck.language.standards import Practice, Standard
from budgetcheck.language.units import Unit

_ORDER = list(PRINTED_IN)


def _printed_in(rule: Rule) -> int:
    return _ORDER.index(rule.id.split(".")[1])


_ALL = (*within(), *across(), *stated(), *of_uses(), *of_text(), *evaluated())
# Of each form, what it says of itself comes before what others say of it.
RULES = RuleSet(tuple(sorted(_ALL, key=_printed_in)))

STANDARD = Standard(
    name="cn-departmental-final-accounts",
    title={"en": "Chinese departmental final accounts", "zh": "部门决算公开"},
    entity=Accounts,
    rules=RULES,
    editions=range(2015, 2026),  # The years of the documents that were looked at.
    convention=Convention(unit=Unit.read("万元"), decimals=2),
    practices=(
        # Of seven departments, five print the completion of nothing as 0%.
        Practice(region="上海", convention=Convention(zero_over_zero="accepted")),
    ),
)
