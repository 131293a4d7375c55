"""Checking: rules × figures → report. The reader that everything else trusts.

`comparing` and `sharing` judge the two atoms, `judging` composes them, `checker`
makes findings of it all.
"""

from __future__ import annotations

from budgetcheck.checking.checker import Rules, check
from budgetcheck.checking.checkers import Checker
from budgetcheck.checking.excusing import excuse
from budgetcheck.checking.rule_sets import RuleSet, rules
from budgetcheck.checking.running import MissingPaths

__all__ = [
    "Checker",
    "MissingPaths",
    "RuleSet",
    "Rules",
    "check",
    "excuse",
    "rules",
]
