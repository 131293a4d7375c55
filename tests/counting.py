"""Counting: what work costs, in calls and not in seconds: the machine may be shared."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

from tests.untraced import untraced

from budgetcheck import BudgetCheckError


def calls(work: Callable[[], object]) -> int:
    """Count the calls of functions that a piece of work takes."""
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        with untraced(), suppress(BudgetCheckError):
            work()
    finally:
        sys.setprofile(before)
    return counted
