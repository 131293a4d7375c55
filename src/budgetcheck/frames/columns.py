"""Columns: how the figures of a column are printed, as its owner declares it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import attrs

from budgetcheck.language.conventions import Rounding
from budgetcheck.language.units import Unit

Null: TypeAlias = Literal[
    "absent", "blank", "withheld", "not_available", "not_computable", "nil"
]


def _unit(declared: object) -> Unit | None:
    return None if declared is None else Unit.of(declared)


@attrs.frozen
class Column:
    """How the figures of one column are printed, where that is not plain from it.

    Attributes:
        name: What the column is called, if not as the path.
        unit: The unit of its figures, if not that of the convention.
        percent: Whether they are percentages; if not given, rules that state the
            figure as a ratio of two of one kind say so.
        decimals: With how many decimals they are printed, if not as the convention
            has it. Floats are refused without. Texts show their own, and decimal
            numbers have those of their type where none are declared here or by the
            convention; numbers that have more than are declared are refused.
        counted: Whether numbers count the last printed digit, so that 9834 is 98.34
            where two decimals are printed. Whole numbers do so, others do not.
        exact: Whether the figures are not rounded.
        null: What a null says: that the figure is `absent`, was `withheld`, is
            `not_available`, was printed `blank`, cannot be computed
            (`not_computable`), or is a dash (`nil`).
        rounding: How the figures were rounded, if not as the publisher declares.

    Raises:
        InvalidConventionError: The unit is none.

    Example:
        >>> Column(decimals=2, null="not_computable").null
        'not_computable'
    """

    name: str | None = None
    unit: Unit | None = attrs.field(default=None, converter=_unit, kw_only=True)
    percent: bool | None = attrs.field(default=None, kw_only=True)
    decimals: int | None = attrs.field(default=None, kw_only=True)
    counted: bool | None = attrs.field(default=None, kw_only=True)
    exact: bool = attrs.field(default=False, kw_only=True)
    null: Null = attrs.field(default="absent", kw_only=True)
    rounding: Rounding | None = attrs.field(default=None, kw_only=True)


Columns: TypeAlias = Mapping[str, "str | Column"]
