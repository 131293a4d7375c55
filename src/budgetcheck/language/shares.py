"""Shares: the last stated share of every whole, where that one was adjusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from budgetcheck.language.conditions import All, AnyOf, Condition, Share, When
from budgetcheck.language.conventions import Convention
from budgetcheck.language.expressions import Linear
from budgetcheck.language.grounding import Ground


def last_shares_in(grounds: Iterable[Ground], declared: Convention) -> dict[Share, int]:
    """Return the last stated share of every whole, where that one was adjusted."""
    last: dict[Linear, Share] = {}
    counted: Counter[Linear] = Counter()
    for ground in grounds:
        convention = ground.rule.convention.over(declared)
        if convention.shares_adjusted == "last":
            for share in _shares(ground.condition):
                last[share.whole] = share
                counted[share.whole] += 1
    return {share: counted[whole] for whole, share in last.items()}


def _shares(condition: Condition | None) -> list[Share]:
    match condition:
        case Share():
            return [condition]
        case All(parts) | AnyOf(parts):
            return [share for part in parts for share in _shares(part)]
        case When(_, then):
            return _shares(then)
        case _:
            return []
