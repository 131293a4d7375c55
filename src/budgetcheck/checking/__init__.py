"""Checking: rules × figures → report. The reader that everything else trusts.

`forms` and `ratios` are the exact arithmetic, `comparing` and `sharing` judge the
two atoms, `judging` composes them, `checker` makes findings of it all.
"""

from __future__ import annotations

from budgetcheck.checking.checker import MissingPaths, Rules, check

__all__ = ["MissingPaths", "Rules", "check"]
