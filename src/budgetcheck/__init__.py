"""Say whether published budget and final-accounts figures agree with themselves.

A printed figure is an interval of possible truths.
A rule is data that says how truths relate.
Everything else is a reader of rules.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budgetcheck.checking import Checker, RuleSet, check, excuse, rules
    from budgetcheck.diagnosing import diagnose
    from budgetcheck.entities import BudgetLine, BudgetTable
    from budgetcheck.errors import (
        BudgetCheckError,
        DimensionError,
        FileFault,
        InconsistentFiguresError,
        InvalidConventionError,
        InvalidRuleError,
        LimitError,
        MissingExtraError,
        NotationError,
        UnknownPathError,
        UnknownRowError,
        UnreadableFileError,
        UnreadableNumberError,
        UnsupportedRuleError,
        UnwritableError,
    )
    from budgetcheck.files import load
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
    from budgetcheck.language.headings import Heading
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

# A name is loaded when it is first asked for, so that a program that only might check
# does not wait for what only checking needs.
_PLACES = {
    "checking": "Checker RuleSet check excuse rules",
    "diagnosing": "diagnose",
    "entities": "BudgetLine BudgetTable",
    "errors": (
        "BudgetCheckError DimensionError FileFault InconsistentFiguresError "
        "InvalidConventionError InvalidRuleError LimitError MissingExtraError "
        "NotationError UnknownPathError UnknownRowError UnreadableFileError "
        "UnreadableNumberError UnsupportedRuleError UnwritableError"
    ),
    "files": "load",
    "language.building": "read",
    "language.conditions": "All AnyOf Compare Condition Share Tree When",
    "language.conventions": "Convention",
    "language.documents": "Document Figures",
    "language.evidence": "Cause Evidence",
    "language.exceptions": "KnownException StaleException",
    "language.expressions": "Constant Linear Sum Term",
    "language.figures": "Amount Count Figure Missing NotComputable Percent Stated Word",
    "language.findings": "Finding",
    "language.headings": "Heading",
    "language.intervals": "Interval",
    "language.measures": "Measure",
    "language.notation": "condition_text parse_condition",
    "language.paths": "Path",
    "language.places": "Place",
    "language.reading": "read_figure",
    "language.relations": (
        "agrees at_most balances change_of completion_of share_of shares_to_100 "
        "total_of tree_totals"
    ),
    "language.reports": "Coverage Report",
    "language.rules": "Rule",
    "language.tables": "Printing",
    "language.truths": "Truths",
    "language.units": "Unit",
    "language.verdicts": "Level Verdict",
}
_LISTENER = "_budgetcheck_hypothesis"
_MODULES = {name: module for module, names in _PLACES.items() for name in names.split()}

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
    "Heading",
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
    "MissingExtraError",
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
    "UnknownRowError",
    "UnreadableFileError",
    "UnreadableNumberError",
    "UnsupportedRuleError",
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
    "diagnose",
    "excuse",
    "load",
    "parse_condition",
    "read",
    "read_figure",
    "rules",
    "share_of",
    "shares_to_100",
    "total_of",
    "tree_totals",
]


# Or else a type checker would believe in any name.
if not TYPE_CHECKING:  # pragma: no branch

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        found: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


# In a test that has imported Hypothesis already, our entry point waits for our types.
if _LISTENER in sys.modules:
    sys.modules[_LISTENER].register()
