"""Hypothesis strategies: figures, rules, documents that obey them, and broken ones.

Import it in tests: `from budgetcheck import strategies`. The package itself never
does, so that nobody needs Hypothesis who only checks.
"""

from __future__ import annotations

from importlib.util import find_spec

from budgetcheck.errors import MissingExtraError

if find_spec("hypothesis") is None:
    raise MissingExtraError("budgetcheck.strategies", "hypothesis", "test")

from budgetcheck.strategies.budgets import budgets
from budgetcheck.strategies.conditions import conditions
from budgetcheck.strategies.conventions import conventions, units
from budgetcheck.strategies.corrupting import Change, Corruption, corrupted
from budgetcheck.strategies.expressions import expressions
from budgetcheck.strategies.figures import figures
from budgetcheck.strategies.intervals import intervals
from budgetcheck.strategies.numbers import amounts, counts, percents
from budgetcheck.strategies.obeying import documents, figures_obeying
from budgetcheck.strategies.paths import paths
from budgetcheck.strategies.profiles import register_profiles
from budgetcheck.strategies.rules import rule_sets, rules
from budgetcheck.strategies.slips import Slip
from budgetcheck.strategies.tables import budget_tables

__all__ = [
    "Change",
    "Corruption",
    "Slip",
    "amounts",
    "budget_tables",
    "budgets",
    "conditions",
    "conventions",
    "corrupted",
    "counts",
    "documents",
    "expressions",
    "figures",
    "figures_obeying",
    "intervals",
    "paths",
    "percents",
    "register_profiles",
    "rule_sets",
    "rules",
    "units",
]
