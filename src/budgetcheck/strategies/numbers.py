"""Numbers: amounts, counts and percentages, printed as publishers print them.

A number is a multiple of its quantum. It is drawn as a few units of a round step, so
that what fails shrinks to 10000.00, and not to 1234.57.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from budgetcheck.language.figures import Amount, Count, Percent
from budgetcheck.language.units import Unit
from budgetcheck.strategies.arguments import (
    End,
    taken_decimals,
    taken_ends,
    taken_unit,
)
from budgetcheck.strategies.conventions import MONEY, THINGS

_Step: TypeAlias = tuple[int, int, int | None, int | None]

_ROUNDEST = 4  # Ten thousand of a unit is as round as anything.
_DECIMALS = (2, 0, 1, 3, 4, -3)
_FEW_DECIMALS = (2, 0, 1, 3)
_MONEY = st.sampled_from(MONEY)
_THINGS = st.sampled_from(THINGS)
_WRITTEN = ("whole", "trimmed", "grouped")
_UNTRIMMED = ("whole", "grouped")


@st.composite
def amounts(
    draw: st.DrawFn,
    min_value: End = None,
    max_value: End = None,
    *,
    unit: Unit | str | None = None,
    decimals: int | None = None,
) -> Amount:
    """Draw a sum of money as printed, now and then with its zeros trimmed.

    Shape: a multiple of its quantum. Its text is read back as an equal figure under
    a convention with its unit and the decimals of its quantum.
    Units: the bounds are in the amount's own unit (98 is 98 万元).

    Args:
        draw: Given by Hypothesis.
        min_value: The least that is drawn.
        max_value: The most that is drawn.
        unit: Of money; any if not given.
        decimals: Of the quantum, negative where thousands are printed; any number of
            them if not given.

    Raises:
        InvalidArgument: An argument is not what it should be, or no amount with
            these decimals lies in these bounds; when drawn.

    Example:
        >>> amounts(0, unit="万元", decimals=2)
        amounts(min_value=0, unit='万元', decimals=2)
    """
    own = draw(_MONEY) if unit is None else taken_unit(unit, "currency")
    choice = _DECIMALS if decimals is None else (taken_decimals(decimals),)
    printed, many = _printed(draw, min_value, max_value, choice, _WRITTEN)
    return Amount(_value(printed), _quantum(many), own, printed=printed)


@st.composite
def counts(
    draw: st.DrawFn,
    min_value: End = 0,
    max_value: End = None,
    *,
    unit: Unit | str | None = None,
    decimals: int | None = None,
) -> Count:
    """Draw a number of things as printed: exact in 件, rounded in 万件.

    Shape: a multiple of its quantum, which is 0 for a count of single things that is
    printed without decimals. Its text is read back as an equal figure under a
    convention with its unit.
    Units: the bounds are in the count's own unit (23.09 is 23.09 万件).

    Args:
        draw: Given by Hypothesis.
        min_value: The least that is drawn; none below 0 unless it is given.
        max_value: The most that is drawn.
        unit: Of things; any if not given.
        decimals: None of single things if not given, any number of them in 万件.

    Raises:
        InvalidArgument: An argument is not what it should be, or no count with
            these decimals lies in these bounds; when drawn.

    Example:
        >>> counts(max_value=100, unit="件")
        counts(max_value=100, unit='件')
    """
    own = draw(_THINGS) if unit is None else taken_unit(unit, "thing")
    single = own.scale == 1
    choice: tuple[int, ...] = (0,) if single else _FEW_DECIMALS
    if decimals is not None:
        choice = (taken_decimals(decimals, 0),)
    printed, many = _printed(draw, min_value, max_value, choice, _UNTRIMMED)
    quantum = _quantum(many) if many or not single else Decimal(0)
    return Count(_value(printed), quantum, own, printed=printed)


@st.composite
def percents(
    draw: st.DrawFn,
    min_value: End = None,
    max_value: End = None,
    *,
    decimals: int | None = None,
) -> Percent:
    """Draw a percentage as printed.

    Shape: a multiple of its quantum. Its text is read back as an equal figure under
    a convention with these decimals, or without any if they are not given.
    Units: percentage points (61.83 is 61.83 %).

    Args:
        draw: Given by Hypothesis.
        min_value: The least that is drawn.
        max_value: The most that is drawn.
        decimals: Those that the publisher declares, whose zeros may be trimmed; if
            not given, any number of them, which are all printed.

    Raises:
        InvalidArgument: An argument is not what it should be, or no percentage with
            these decimals lies in these bounds; when drawn.

    Example:
        >>> percents(0, 100, decimals=2)
        percents(min_value=0, max_value=100, decimals=2)
    """
    choice = _FEW_DECIMALS if decimals is None else (taken_decimals(decimals, 0),)
    ways = _UNTRIMMED if decimals is None else _WRITTEN
    printed, many = _printed(draw, min_value, max_value, choice, ways)
    return Percent(_value(printed), _quantum(many), printed=f"{printed}%")


def _printed(
    draw: st.DrawFn,
    min_value: End,
    max_value: End,
    decimals: tuple[int, ...],
    ways: tuple[str, ...],
) -> tuple[str, int]:
    """Draw a number within the bounds, a round one first, and its decimals."""
    low, high = taken_ends(min_value, max_value)
    chosen = _chosen(low, high, decimals, ways)
    if chosen is None:
        listed = ", ".join(map(str, decimals))
        raise InvalidArgument(
            f"no number with {listed} decimals lies from {min_value=} to {max_value=}"
        )
    way, (many, step, first, last) = draw(chosen)
    return _written(step * draw(st.integers(first, last)), many, way), many


@lru_cache
def _chosen(
    low: Fraction | None,
    high: Fraction | None,
    decimals: tuple[int, ...],
    ways: tuple[str, ...],
) -> st.SearchStrategy[tuple[str, _Step]] | None:
    # One choice instead of three, because each costs as much as all the rest.
    steps = [step for many in decimals for step in _steps(low, high, many)]
    chosen = [(way, step) for way in ways for step in steps]
    return st.sampled_from(chosen) if chosen else None


def _steps(low: Fraction | None, high: Fraction | None, decimals: int) -> list[_Step]:
    """Return the steps of which a multiple lies within the bounds, round ones first."""
    size = Fraction(10) ** decimals
    steps: list[_Step] = []
    for zeros in range(max(_ROUNDEST + decimals, 0), -1, -1):
        step = 10**zeros
        first = None if low is None else -int(-low * size // step)
        last = None if high is None else int(high * size // step)
        if first is None or last is None or first <= last:
            steps.append((decimals, step, first, last))
    return steps


def _written(number: int, decimals: int, way: str) -> str:
    """Write a number of quanta: all its digits, trimmed, or grouped by commas."""
    sign = "-" if number < 0 else ""
    whole, behind = divmod(abs(number), 10 ** max(decimals, 0))
    whole *= 10 ** max(-decimals, 0)
    shown = f"{whole:,}" if way == "grouped" else str(whole)
    digits = str(behind).rjust(decimals, "0") if decimals > 0 else ""
    if way == "trimmed":
        digits = digits.rstrip("0")
    return f"{sign}{shown}.{digits}" if digits else sign + shown


def _value(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))


def _quantum(decimals: int) -> Decimal:
    return Decimal((0, (1,), -decimals))
