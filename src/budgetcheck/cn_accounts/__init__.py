"""Chinese departmental final accounts (部门决算): what is disclosed, and its rules.

`Accounts` is a document of nine forms, a narrative and a self-evaluation, each a class
of its own, in `forms` and `texts`; `pairs` and `items` put the rows side by side that
two of them print. `RULES` are the rules, in `rules`: within a form, across two, what a
text has stated of its figures, of uses and of the forms, and what was evaluated.
`strategies` draw whole accounts.

A form is known by its title, because provinces number the forms differently; the
numbers in ids and sources are those of the official template of 2024. A field is one
line with its labels beside it (`fields`, `texts.sections`), and titles, sources and
examples of rules are made of labels and of what the rule says (`rules.saying`,
`rules.examples`, `rules.cells`); what is of the same kind stands in a table of data.
Where it was seen that a relation holds is in the source of its rule, and what holds
only mostly is a warning.
"""

from __future__ import annotations

from budgetcheck.cn_accounts.accounts import Accounts
from budgetcheck.cn_accounts.fields import Form, Label, labels_of
from budgetcheck.cn_accounts.forms.balancing import (
    AppropriationBalance,
    ClassLine,
    FundsLine,
    RevenueExpenditure,
)
from budgetcheck.cn_accounts.forms.classified import (
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
from budgetcheck.cn_accounts.forms.three_public import PublicExpenses, ThreePublic
from budgetcheck.cn_accounts.items import Paid
from budgetcheck.cn_accounts.pack import RULES, STANDARD
from budgetcheck.cn_accounts.pairs import Shared
from budgetcheck.cn_accounts.texts.money import (
    BasicStatement,
    ClassStatement,
    ExpenditureStatement,
    GeneralPublicStatement,
    ItemStatement,
    OverallStatement,
    RevenueStatement,
    TotalsStatement,
)
from budgetcheck.cn_accounts.texts.narrative import Narrative
from budgetcheck.cn_accounts.texts.sections import Changed, Part
from budgetcheck.cn_accounts.texts.self_evaluation import (
    Activity,
    ActivityPart,
    Carried,
    CarryOver,
    EvaluatedProject,
    EvaluatedProjects,
    Indicator,
    Institution,
    InstitutionAssets,
    InstitutionExpenditure,
    InstitutionIncome,
    InstitutionPublicExpenses,
    SelfEvaluation,
)
from budgetcheck.cn_accounts.texts.uses import (
    ExpensesStatement,
    ExpenseStatement,
    FundStatement,
    GeneralExpensesStatement,
    MicroSmallStatement,
    OperatingCostsStatement,
    PerformanceStatement,
    ProcurementStatement,
    ProjectStatement,
    StateAssetsStatement,
    ThreePublicStatement,
    VehicleStatement,
)

__all__ = [
    "RULES",
    "STANDARD",
    "Accounts",
    "Activity",
    "ActivityPart",
    "AppropriationBalance",
    "BasicExpenditure",
    "BasicStatement",
    "Carried",
    "CarryOver",
    "Changed",
    "ClassLine",
    "ClassStatement",
    "EconomicLine",
    "EvaluatedProject",
    "EvaluatedProjects",
    "Expenditure",
    "ExpenditureLine",
    "ExpenditureStatement",
    "ExpenseStatement",
    "ExpensesStatement",
    "Form",
    "FundLine",
    "FundStatement",
    "FundsLine",
    "GeneralExpensesStatement",
    "GeneralPublicExpenditure",
    "GeneralPublicLine",
    "GeneralPublicStatement",
    "GovernmentFunds",
    "Indicator",
    "Institution",
    "InstitutionAssets",
    "InstitutionExpenditure",
    "InstitutionIncome",
    "InstitutionPublicExpenses",
    "ItemStatement",
    "Label",
    "MicroSmallStatement",
    "Narrative",
    "OperatingCostsStatement",
    "OverallStatement",
    "Paid",
    "Part",
    "PerformanceStatement",
    "ProcurementStatement",
    "ProjectStatement",
    "PublicExpenses",
    "Revenue",
    "RevenueExpenditure",
    "RevenueLine",
    "RevenueStatement",
    "SelfEvaluation",
    "Shared",
    "StateAssetsStatement",
    "StateCapital",
    "ThreePublic",
    "ThreePublicStatement",
    "TotalsStatement",
    "VehicleStatement",
    "labels_of",
]
