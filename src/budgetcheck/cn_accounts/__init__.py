"""Chinese departmental final accounts (部门决算): the nine forms and their rules.

`Accounts` is a document of nine forms, each a class of its own: `balancing` has the
two balances, `classified` the forms whose rows have codes, and `three_public` the
form of the three public expenses. `RULES` are the rules: `rules_within` a form, and
`rules_across` two forms; `pairs` and `items`
put the rows side by side that two forms print.

A form is known by its title, because provinces number the forms differently; the
numbers in ids and sources are those of the official template of 2024. A field is one
line with its labels beside it (`fields`), and titles, sources and examples of rules
are made of labels and of what the rule says (`saying`, `examples`); what is of the
same kind stands in a table of data. Where it was seen that a relation holds is in the
source of its rule, and what holds only mostly is a warning.
"""

from __future__ import annotations

from budgetcheck.cn_accounts.accounts import Accounts
from budgetcheck.cn_accounts.balancing import (
    AppropriationBalance,
    ClassLine,
    FundsLine,
    RevenueExpenditure,
)
from budgetcheck.cn_accounts.classified import (
    BasicExpenditure,
    EconomicLine,
    Expenditure,
    ExpenditureLine,
    FundLine,
    GeneralPublicExpenditure,
    GeneralPublicLine,
    GovernmentFunds,
    Revenue,
    RevenueLine,
    StateCapital,
)
from budgetcheck.cn_accounts.fields import Form, Label, labels_of
from budgetcheck.cn_accounts.items import Paid
from budgetcheck.cn_accounts.pack import RULES, STANDARD
from budgetcheck.cn_accounts.pairs import Shared
from budgetcheck.cn_accounts.three_public import PublicExpenses, ThreePublic

__all__ = [
    "RULES",
    "STANDARD",
    "Accounts",
    "AppropriationBalance",
    "BasicExpenditure",
    "ClassLine",
    "EconomicLine",
    "Expenditure",
    "ExpenditureLine",
    "Form",
    "FundLine",
    "FundsLine",
    "GeneralPublicExpenditure",
    "GeneralPublicLine",
    "GovernmentFunds",
    "Label",
    "Paid",
    "PublicExpenses",
    "Revenue",
    "RevenueExpenditure",
    "RevenueLine",
    "Shared",
    "StateCapital",
    "ThreePublic",
    "labels_of",
]
