"""Evaluating: what nodes of `frames.numbers` are in one row, in plain Python."""

from collections.abc import Mapping
from operator import eq, le, lt
from typing import Any, assert_never

from budgetcheck.frames.numbers import (
    Added,
    Chosen,
    Compared,
    Every,
    Flag,
    Given,
    Kept,
    Known,
    Least,
    Not,
    Quotient,
    Size,
    Some,
    Times,
    Truth,
    Whole,
)

_COMPARED = {"<=": le, "<": lt, "==": eq}


def evaluated(node: Whole, row: Mapping[str, Any]) -> int:
    """Return what a whole number is in a row; it must lie within its bounds."""
    number = _number(node, row)
    if not node.low <= number <= node.high:
        raise AssertionError(f"{number} is not from {node.low} to {node.high}")
    return number


def _number(node: Whole, row: Mapping[str, Any]) -> int:  # noqa: C901 (a case each)
    match node.of:
        case Given(column):
            found = row[column]
            if type(found) is not int:
                raise AssertionError(f"{column} holds {found!r}")
            return found
        case Added(terms, constant):
            return constant + sum(times * evaluated(one, row) for times, one in terms)
        case Times(one, other):
            return evaluated(one, row) * evaluated(other, row)
        case Chosen(test, then, otherwise):
            return evaluated(then if holds(test, row) else otherwise, row)
        case Size(of):
            return abs(evaluated(of, row))
        case Least(several, greatest):
            pick = max if greatest else min
            return pick(evaluated(one, row) for one in several)
        case Kept(of):
            return evaluated(of, row)
        case Quotient(of, by):
            return evaluated(of, row) // evaluated(by, row)
        case _:
            assert_never(node.of)


def holds(truth: Truth, row: Mapping[str, Any]) -> bool:
    """Return whether something is true in a row."""
    match truth:
        case Known(value):
            return value
        case Flag(column):
            found = row[column]
            if type(found) is not bool:
                raise AssertionError(f"{column} holds {found!r}")
            return found
        case Compared(one, relation, other):
            ends = evaluated(one, row), evaluated(other, row)
            return bool(_COMPARED[relation](*ends))
        case Every(parts):
            return all(holds(one, row) for one in parts)
        case Some(parts):
            return any(holds(one, row) for one in parts)
        case Not(of):
            return not holds(of, row)
        case _:
            assert_never(truth)
