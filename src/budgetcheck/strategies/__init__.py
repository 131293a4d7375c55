"""Hypothesis strategies: figures, rules, documents that obey them, and broken ones.

Import it in tests: `from budgetcheck import strategies`. The package itself never
does, so that nobody needs Hypothesis who only checks.
"""

from __future__ import annotations

from budgetcheck.strategies.conditions import conditions
from budgetcheck.strategies.conventions import conventions, units
from budgetcheck.strategies.expressions import expressions
from budgetcheck.strategies.figures import figures
from budgetcheck.strategies.intervals import intervals
from budgetcheck.strategies.numbers import amounts, counts, percents
from budgetcheck.strategies.paths import paths
from budgetcheck.strategies.profiles import register_profiles
from budgetcheck.strategies.rules import rule_sets, rules

__all__ = [
    "amounts",
    "conditions",
    "conventions",
    "counts",
    "expressions",
    "figures",
    "intervals",
    "paths",
    "percents",
    "register_profiles",
    "rule_sets",
    "rules",
    "units",
]
