"""Lines: linear expressions that stand in a relation to 0, in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from math import lcm
from typing import TypeAlias, assert_never

import attrs

from budgetcheck.diagnosing.exact import Bounds, Near, Number
from budgetcheck.language.conditions import Relation
from budgetcheck.language.forms import Form
from budgetcheck.language.paths import Path

Span: TypeAlias = tuple[Near | None, Near | None]
NIL: Near = (0, 0)


@attrs.frozen
class Line:
    """A linear expression that stands in a relation to 0."""

    factors: Mapping[Path, int]
    constant: int
    relation: Relation

    @classmethod
    def of(cls, form: Form, relation: Relation) -> Line:
        """Write a form in whole numbers, which changes no relation to 0.

        Example:
            >>> from fractions import Fraction
            >>> half = Form({Path.of("a"): Fraction(1, 2)}, Fraction(-3))
            >>> line = Line.of(half, "=")
            >>> [*line.factors.values()], line.constant
            ([1], -6)
        """
        factors = {path: one for path, one in form.coefficients.items() if one}
        constant = form.constant
        times = lcm(
            constant.denominator, *(one.denominator for one in factors.values())
        )
        return cls(
            {
                path: one.numerator * (times // one.denominator)
                for path, one in factors.items()
            },
            constant.numerator * (times // constant.denominator),
            relation,
        )


def may_hold(relation: Relation, span: Span) -> bool:
    """Say whether some number between two ends stands in a relation to 0."""
    low, high = span
    match relation:
        case "=":
            return (low is None or low <= NIL) and (high is None or high >= NIL)
        case "<=":
            return low is None or low <= NIL
        case "<":
            return low is None or low < NIL
        case ">=":
            return high is None or high >= NIL
        case ">":
            return high is None or high > NIL
        case _:
            assert_never(relation)


def must_hold(relation: Relation, span: Span) -> bool:
    """Say whether every number between two ends stands in a relation to 0."""
    low, high = span
    match relation:
        case "=":
            return low == high == NIL
        case "<=":
            return high is not None and high <= NIL
        case "<":
            return high is not None and high < NIL
        case ">=":
            return low is not None and low >= NIL
        case ">":
            return low is not None and low > NIL
        case _:
            assert_never(relation)


def bounds_of(relation: Relation, at: Number) -> Bounds:
    """Return the bounds of what stands in a relation to a number."""
    match relation:
        case "=":
            return (at, 0), (at, 0)
        case "<=":
            return None, (at, 0)
        case "<":
            return None, (at, -1)
        case ">=":
            return (at, 0), None
        case ">":
            return (at, 1), None
        case _:
            assert_never(relation)
