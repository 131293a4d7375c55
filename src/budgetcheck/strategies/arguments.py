"""Arguments of strategies: taken at the door, and refused as Hypothesis refuses.

A wrong argument is an `InvalidArgument` when something is drawn, and not before, so
that a test module can be imported whatever is wrong in it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from hypothesis.errors import InvalidArgument

from budgetcheck.errors import BudgetCheckError
from budgetcheck.language.numbers import exact_fraction
from budgetcheck.language.units import Unit, UnitKind

End: TypeAlias = Fraction | Decimal | int | str | None

DECIMALS_LIMIT = 30


def taken_end(name: str, value: End) -> Fraction | None:
    """Take one end of a range exactly.

    Raises:
        InvalidArgument: It is a float, a boolean or no number.
    """
    if value is None:
        return None
    try:
        return exact_fraction(value)
    except BudgetCheckError as error:
        raise InvalidArgument(f"{name}={value!r}: {error}") from error


def taken_ends(
    min_value: End, max_value: End
) -> tuple[Fraction | None, Fraction | None]:
    """Take both ends of a range.

    Raises:
        InvalidArgument: One is no number, or the least is more than the most.
    """
    low, high = taken_end("min_value", min_value), taken_end("max_value", max_value)
    if low is not None and high is not None and low > high:
        raise InvalidArgument(f"min_value={min_value!r} is above {max_value=}")
    return low, high


def taken_decimals(decimals: object, least: int = -DECIMALS_LIMIT) -> int:
    """Take a number of decimals.

    Raises:
        InvalidArgument: It is no whole number, or out of range.
    """
    if isinstance(decimals, bool) or not isinstance(decimals, int):
        raise InvalidArgument(f"{decimals=} is not a whole number")
    if not least <= decimals <= DECIMALS_LIMIT:
        raise InvalidArgument(f"{decimals=} is not from {least} to {DECIMALS_LIMIT}")
    return decimals


def taken_unit(unit: Unit | str, kind: UnitKind) -> Unit:
    """Take a unit of money, or of things.

    Raises:
        InvalidArgument: It is no unit, or one of the other kind.
    """
    try:
        known = Unit.of(unit)
    except BudgetCheckError as error:
        raise InvalidArgument(f"{unit=}: {error}") from error
    if known.kind != kind:
        raise InvalidArgument(f"{unit=} is a {known.kind}, and not a {kind}")
    return known
