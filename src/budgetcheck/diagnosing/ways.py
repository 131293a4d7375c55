"""Ways: in which of several ways conditions that are joined may hold."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import prod
from typing import TypeAlias, assert_never

from budgetcheck.diagnosing.lines import Line
from budgetcheck.language.conditions import All, AnyOf, Condition, Relation, When
from budgetcheck.language.intervals import ZERO, Interval

Way: TypeAlias = tuple[Line, ...]
Ways: TypeAlias = tuple[Way, ...]
NOTHING: Ways = ((),)  # There is a way, and it needs nothing.
WAYS_LIMIT = 64


def parts_of(condition: Condition) -> list[Condition]:
    """Return what a condition comes to in parts of which each must hold.

    A figure that is free may then be whatever one part needs, and the others need
    what they did: `when g then (p and q)` is `when g then p`, and `when g then q`.
    """
    match condition:
        case All(parts):
            return [one for part in parts for one in parts_of(part)]
        case When(given, then):
            return [When(given, part) for part in parts_of(then)]
        case AnyOf(parts):
            each = [parts_of(part) for part in parts]
            if prod(map(len, each)) > WAYS_LIMIT:
                return [condition]
            return [AnyOf(some) for some in product(*each)]
        case _:
            return [condition]


def beside(span: Interval, relation: Relation) -> Relation | None:
    """Return how the rest stands to 0 if something of a span is added to it."""
    if span == ZERO:
        return relation
    above = span.high is None  # It can be any number above 0, or any below.
    if span.low is None and above:
        return None
    match relation:
        case "=":
            return "<" if above else ">"
        case "<=" | "<":
            return "<" if above else None
        case ">=" | ">":
            return None if above else ">"
        case _:
            assert_never(relation)


def every_of(parts: Iterable[Ways]) -> Ways:
    """Return the ways in which all of several conditions hold at once."""
    joined: list[Way] = [()]
    for ways in parts:
        if len(joined) * len(ways) > WAYS_LIMIT:
            continue  # To need less accuses nobody.
        joined = [one + other for one, other in product(joined, ways)]
    return tuple(joined)


def limited(ways: list[Way]) -> Ways:
    """Return the ways, or that nothing is needed where they are too many."""
    return tuple(ways) if len(ways) <= WAYS_LIMIT else NOTHING
