"""Misprints: one number printed otherwise, whatever it is a number of.

Each function finds places where its slip may happen. A place is called with a number,
and gives every way in which it can happen there, in order from that number on; the
plainest is the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from budgetcheck.language.figures import Amount, Count, Number
from budgetcheck.language.paths import Path
from budgetcheck.strategies.reprinting import (
    at_quantum,
    digits_of,
    step_of,
    with_digits,
    with_text,
)
from budgetcheck.strategies.sheets import Changes, Sheet, turned

Place: TypeAlias = Callable[[int], Iterator[Changes]]
_Misprint: TypeAlias = Callable[[Number], Iterable[Number]]

_POWERS = (1, -1, 2, -2, 3, -3)
_MYRIAD, _THOUSAND = Fraction(10_000), Fraction(1000)


def digits(sheet: Sheet) -> Iterator[Place]:
    """Find numbers of which one digit can be another one: all."""
    return _misprinted(sheet, _other_digits)


def swaps(sheet: Sheet) -> Iterator[Place]:
    """Find numbers of which two neighbouring digits can change places."""
    return _misprinted(sheet, _swapped)


def losses(sheet: Sheet) -> Iterator[Place]:
    """Find numbers that can lose a digit."""
    return _misprinted(sheet, _lost)


def powers(sheet: Sheet) -> Iterator[Place]:
    """Find numbers whose point can be moved."""
    return _misprinted(sheet, _moved)


def units(sheet: Sheet) -> Iterator[Place]:
    """Find numbers that can be printed in another unit without saying so."""
    return _misprinted(sheet, _in_another_unit)


def signs(sheet: Sheet) -> Iterator[Place]:
    """Find numbers that can have the other sign."""
    return _misprinted(sheet, _turned)


def unseen(sheet: Sheet) -> Iterator[Place]:
    """Find numbers that could be one unit off in the last digit, and none sees it."""
    for path, figure in sheet.plain.items():
        if figure.quantum:
            yield partial(_unseen, sheet, partial(_at, path, figure, _one_unit_off))


def _misprinted(sheet: Sheet, misprint: _Misprint) -> Iterator[Place]:
    for path, figure in sheet.numbers.items():
        yield partial(_at, path, figure, misprint)


def _at(
    path: Path, figure: Number, misprint: _Misprint, first: int
) -> Iterator[Changes]:
    for other in turned(misprint(figure), first):
        if other.value != figure.value:
            yield {path: other}


def _unseen(sheet: Sheet, place: Place, first: int) -> Iterator[Changes]:
    return (changes for changes in place(first) if not sheet.broken(changes))


def _other_digits(figure: Number) -> Iterator[Number]:
    every, decimals, fixed_ones = _digits(figure)
    whole = len(every) + len(fixed_ones) - decimals
    for position, old in enumerate(every):
        for new in "1234567890":
            leads = position == 0 and whole > 1
            if new != old and not (leads and new == "0"):
                changed = every[:position] + new + every[position + 1 :]
                yield with_digits(figure, changed + fixed_ones, decimals)


def _swapped(figure: Number) -> Iterator[Number]:
    every, decimals, fixed_ones = _digits(figure)
    for position in range(len(every) - 1):
        one, other = every[position], every[position + 1]
        # A number that begins with 0 would have lost a digit as well.
        if one != other and (position or other != "0"):
            changed = every[:position] + other + one + every[position + 2 :]
            yield with_digits(figure, changed + fixed_ones, decimals)


def _lost(figure: Number) -> Iterator[Number]:
    every, decimals, fixed_ones = _digits(figure)
    for position in range(len(every) if len(every) > 1 else 0):
        left = every[:position] + every[position + 1 :]
        yield with_digits(figure, left + fixed_ones, decimals)


def _digits(figure: Number) -> tuple[str, int, str]:
    """Return the digits that say something, the decimals, and zeros that say nothing.

    What is rounded to thousands ends in three zeros that nobody mistypes.
    """
    every, decimals = digits_of(figure)
    zeros = len(str(int(step_of(figure)))) - 1
    return every[: len(every) - zeros] or "0", decimals, every[len(every) - zeros :]


def _moved(figure: Number) -> Iterator[Number]:
    for power in _POWERS:
        yield at_quantum(figure, Fraction(figure.value) * Fraction(10) ** power)


def _in_another_unit(figure: Number) -> Iterator[Number]:
    if isinstance(figure, Amount | Count):
        unit, value = figure.unit, Fraction(figure.value)
        western = unit.kind == "currency" and unit.name != "CNY"
        factor = _THOUSAND if western else _MYRIAD
        if unit.scale >= factor:
            yield at_quantum(figure, value * factor)
        yield at_quantum(figure, value / factor)


def _turned(figure: Number) -> Iterator[Number]:
    text = f"{figure.value.copy_negate():f}"
    yield with_text(figure, text)


def _one_unit_off(figure: Number) -> Iterator[Number]:
    value, step = Fraction(figure.value), step_of(figure)
    yield at_quantum(figure, value + step)
    yield at_quantum(figure, value - step)
