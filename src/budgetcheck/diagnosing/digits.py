"""Digits: what makes one printed number of another one, digit by digit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import log10

from budgetcheck.diagnosing.diagnoses import SlipKind
from budgetcheck.language.numbers import decimal_text

POWERS = (1, -1, 2, -2, 3, -3, 4, -4, 6, -6, 8, -8)
_UNITS = {3, 4, 8}  # thousands; 万 and 亿
_PAIR = 2


def digit_slips(
    printed: Decimal, meant: Decimal, quantum: Decimal
) -> Iterator[tuple[SlipKind, int, int]]:
    """Yield what makes `printed` of `meant`: kind, in how many ways it can, places.

    Shape: two numbers in the printed unit; `quantum` is the step of their last digit.

    Example:
        >>> one, other, cent = Decimal("61.38"), Decimal("61.83"), Decimal("0.01")
        >>> [str(kind) for kind, _, _ in digit_slips(one, other, cent)]
        ['swapped_digits']
    """
    if printed == meant.copy_negate():
        yield SlipKind.WRONG_SIGN, 1, 0
        return
    if (printed < 0) == (meant < 0):
        yield from _written(
            decimal_text(abs(printed), quantum), decimal_text(abs(meant), quantum)
        )
    yield from _powers(printed, meant, quantum)


def _written(wrong: str, right: str) -> Iterator[tuple[SlipKind, int, int]]:
    """Compare two texts that have as many decimals."""
    if len(wrong) == len(right):
        yield from _other_digits(wrong, right)
    elif abs(len(wrong) - len(right)) == 1:
        yield from _one_more(wrong, right)


def _other_digits(wrong: str, right: str) -> Iterator[tuple[SlipKind, int, int]]:
    unlike = [at for at, digit in enumerate(right) if wrong[at] != digit]
    if len(unlike) == 1:
        yield SlipKind.ONE_DIGIT, 9 * len(right), 0
    elif len(unlike) == _PAIR and _are_neighbours(right, *unlike):
        one, other = unlike
        if (wrong[one], wrong[other]) == (right[other], right[one]):
            yield SlipKind.SWAPPED_DIGITS, len(right), 0


def _one_more(wrong: str, right: str) -> Iterator[tuple[SlipKind, int, int]]:
    short, long = sorted((wrong, right), key=len)
    more = (at for at in range(len(long)) if long[:at] + long[at + 1 :] == short)
    at = next((one for one in more if long[one] != "."), None)
    if at is None:
        return
    if long is right:
        yield SlipKind.LOST_DIGIT, len(right), 0
    elif long[at] in {long[at - 1 : at], long[at + 1 : at + 2]}:
        yield SlipKind.DOUBLED_DIGIT, len(right), 0


def _are_neighbours(text: str, one: int, other: int) -> bool:
    return other - one == 1 or text[one + 1 : other] == "."


def _powers(
    printed: Decimal, meant: Decimal, quantum: Decimal
) -> Iterator[tuple[SlipKind, int, int]]:
    """Yield by how many places the point is wrong, the last digits rounded away."""
    wrong, right = Fraction(printed), Fraction(meant)
    if not wrong or not right:
        return
    # At most one power of ten lies between two numbers.
    places = round(log10(abs(wrong / right)))
    if places not in POWERS:
        return
    times = Fraction(10) ** places
    near = abs(wrong - right * times) if places < 0 else abs(wrong / times - right)
    if near <= Fraction(quantum) / 2:
        kind = SlipKind.WRONG_UNIT if abs(places) in _UNITS else SlipKind.POWER_OF_TEN
        # Digits that the number meant has not could have been any.
        is_made_up = places > 0 and wrong != right * times
        yield kind, 4 * 10**places if is_made_up else 4, places


def meant_by(printed: Decimal, quantum: Decimal) -> Iterator[Decimal]:
    """Yield the numbers of which one slip of the digits makes the printed one.

    Example:
        >>> found = set(meant_by(Decimal("61.38"), Decimal("0.01")))
        >>> Decimal("61.83") in found, Decimal("613.8") in found
        (True, True)
    """
    text = decimal_text(abs(printed), quantum)
    sign = "-" if printed < 0 else ""
    yield printed.copy_negate()
    for at, digit in enumerate(text):
        if digit == ".":
            continue
        for other in "0123456789":
            yield Decimal(f"{sign}{text[:at]}{other}{text[at + 1 :]}")
            # A digit that was lost before this one.
            yield _shortened(f"{sign}{text[:at]}{other}{text[at:]}", quantum)
        near = at + 1 if text[at + 1 : at + 2] != "." else at + 2
        if near < len(text):
            between = text[at + 1 : near]
            swapped = text[near] + between + digit
            yield Decimal(f"{sign}{text[:at]}{swapped}{text[near + 1 :]}")
            if text[near] == digit:
                yield Decimal(f"{sign}{text[:at] or '0'}{text[at + 1 :]}")
    for places in POWERS:
        exact = Fraction(printed) / Fraction(10) ** places
        yield rounded_to(exact, quantum)


def rounded_to(value: Fraction, quantum: Decimal) -> Decimal:
    """Return the number with as many digits as a quantum has, a half rounded up.

    Example:
        >>> rounded_to(Fraction(2, 3), Decimal("0.01"))
        Decimal('0.67')
    """
    sign, digits, exponent = quantum.as_tuple()
    del sign
    step = Fraction(quantum)
    steps = abs(value) / step
    whole = int(steps + Fraction(1, 2))
    number = whole * int("".join(map(str, digits)))
    return Decimal(f"{'-' if value < 0 and number else ''}{number}E{exponent}")


def _shortened(text: str, quantum: Decimal) -> Decimal:
    return rounded_to(Fraction(text), quantum)
