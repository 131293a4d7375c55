"""Say whether published budget and final-accounts figures agree with themselves.

A printed figure is an interval of possible truths.
A rule is data that says how truths relate.
Everything else is a reader of rules.
"""

from __future__ import annotations

from budgetcheck.checking import Checker, RuleSet, check, excuse, rules
from budgetcheck.entities import BudgetLine, BudgetTable
from budgetcheck.errors import (
    BudgetCheckError,
    DimensionError,
    FileFault,
    InconsistentFiguresError,
    InvalidConventionError,
    InvalidRuleError,
    LimitError,
    NotationError,
    UnknownPathError,
    UnreadableFileError,
    UnreadableNumberError,
    UnwritableError,
)
from budgetcheck.language.building import read
from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Share,
    Tree,
    When,
)
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Document, Figures
from budgetcheck.language.evidence import Cause, Evidence
from budgetcheck.language.exceptions import KnownException, StaleException
from budgetcheck.language.expressions import Constant, Linear, Sum, Term
from budgetcheck.language.figures import (
    Amount,
    Count,
    Figure,
    Missing,
    NotComputable,
    Percent,
    Stated,
    Word,
)
from budgetcheck.language.findings import Finding
from budgetcheck.language.intervals import Interval
from budgetcheck.language.measures import Measure
from budgetcheck.language.notation import condition_text, parse_condition
from budgetcheck.language.paths import Path
from budgetcheck.language.places import Place
from budgetcheck.language.reading import read_figure
from budgetcheck.language.relations import (
    agrees,
    at_most,
    balances,
    change_of,
    completion_of,
    share_of,
    shares_to_100,
    total_of,
    tree_totals,
)
from budgetcheck.language.reports import Coverage, Report
from budgetcheck.language.rules import Rule
from budgetcheck.language.tables import Printing
from budgetcheck.language.truths import Truths
from budgetcheck.language.units import Unit
from budgetcheck.language.verdicts import Level, Verdict

__all__ = [
    "All",
    "Amount",
    "AnyOf",
    "BudgetCheckError",
    "BudgetLine",
    "BudgetTable",
    "Cause",
    "Checker",
    "Compare",
    "Condition",
    "Constant",
    "Convention",
    "Count",
    "Coverage",
    "DimensionError",
    "Document",
    "Evidence",
    "Figure",
    "Figures",
    "FileFault",
    "Finding",
    "InconsistentFiguresError",
    "Interval",
    "InvalidConventionError",
    "InvalidRuleError",
    "KnownException",
    "Level",
    "LimitError",
    "Linear",
    "Measure",
    "Missing",
    "NotComputable",
    "NotationError",
    "Path",
    "Percent",
    "Place",
    "Printing",
    "Report",
    "Rule",
    "RuleSet",
    "Share",
    "StaleException",
    "Stated",
    "Sum",
    "Term",
    "Tree",
    "Truths",
    "Unit",
    "UnknownPathError",
    "UnreadableFileError",
    "UnreadableNumberError",
    "UnwritableError",
    "Verdict",
    "When",
    "Word",
    "agrees",
    "at_most",
    "balances",
    "change_of",
    "check",
    "completion_of",
    "condition_text",
    "excuse",
    "parse_condition",
    "read",
    "read_figure",
    "rules",
    "share_of",
    "shares_to_100",
    "total_of",
    "tree_totals",
]
