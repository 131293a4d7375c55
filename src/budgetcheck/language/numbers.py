"""Exact numbers: what is let in at the door, and how numbers are written.

Nothing here divides Decimals or reads the ambient decimal context, which a
caller may have set to three digits.
"""

from __future__ import annotations

import re
from decimal import Clamped, Context, Decimal, Inexact, Overflow, Subnormal
from fractions import Fraction

from budgetcheck.errors import LimitError, UnreadableNumberError

DIGITS_LIMIT = 120

# A number that passes unchanged has at most 30 digits, 60 places behind the point.
_SHORT = Context(
    prec=30, Emin=-30, Emax=30, clamp=0, traps=[Clamped, Inexact, Overflow, Subnormal]
)
_TOO_LARGE = 10**DIGITS_LIMIT
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)


def exact_decimal(value: Decimal | int | str) -> Decimal:
    """Take a number at the door as an exact Decimal; refuse what is none.

    Raises:
        UnreadableNumberError: A float, a boolean, NaN, Infinity, or a text that is
            not a plain number.
        LimitError: More digits than anyone prints.

    Example:
        >>> exact_decimal("98.50")
        Decimal('98.50')
    """
    if value.__class__ is Decimal and _is_short(value):
        return value
    given: object = value
    if isinstance(given, bool) or not isinstance(given, Decimal | int | str):
        kind = type(given).__name__
        raise UnreadableNumberError(
            repr(given), f"a {kind} is not exact; give a string, Decimal or int"
        )
    if isinstance(value, str):
        check_digits(len(value))
        if not _PLAIN.fullmatch(value):
            raise UnreadableNumberError(value, "it is not a plain number")
        return Decimal(value)
    if isinstance(value, int):
        check_digits(value.bit_length() // 4)
        return Decimal(value)
    if not value.is_finite():
        raise UnreadableNumberError(str(value), "it is not a finite number")
    _, digits, exponent = value.as_tuple()
    check_digits(len(digits) + abs(int(exponent)))
    return value


def _is_short(value: Decimal) -> bool:
    """Say at once that an ordinary Decimal is finite, and has few digits."""
    try:
        _SHORT.plus(value)
    except ArithmeticError:
        return False
    return value.is_finite()


def exact_fraction(value: Fraction | Decimal | int | str) -> Fraction:
    """Take a coefficient at the door as an exact fraction; refuse what is none.

    Raises:
        UnreadableNumberError: A float, a boolean, or a text that is not a plain number.
        LimitError: More digits than anyone prints, above or below the line.

    Example:
        >>> exact_fraction("0.05")
        Fraction(1, 20)
    """
    exact = value if isinstance(value, Fraction) else Fraction(exact_decimal(value))
    size = max(abs(exact.numerator), exact.denominator)
    if size >= _TOO_LARGE:
        # Counted without writing it, which Python refuses beyond 4,300 digits.
        check_digits(size.bit_length() * 30103 // 100_000 + 1)
    return exact


def check_digits(count: int) -> None:
    """Refuse a number that is longer than anyone prints.

    Raises:
        LimitError: There are too many digits.
    """
    if count > DIGITS_LIMIT:
        raise LimitError("a number", count, DIGITS_LIMIT, "digits")


def exponent_of(value: Decimal) -> int:
    """Return the exponent of a finite Decimal.

    Example:
        >>> exponent_of(Decimal("98.50"))
        -2
    """
    return int(value.as_tuple().exponent)


def trailing_zeros(value: Decimal) -> int:
    """Return how many zeros a whole number ends in; 0 ends in as many as wanted.

    Example:
        >>> trailing_zeros(Decimal(12000)), trailing_zeros(Decimal(0))
        (3, 120)
    """
    number, zeros = int(value), 0
    if not number:
        return DIGITS_LIMIT
    while number % 10 == 0:
        number, zeros = number // 10, zeros + 1
    return zeros


def decimals_of(quantum: Decimal | Fraction) -> int:
    """Return how many decimals a number needs that is a multiple of the quantum.

    Example:
        >>> decimals_of(Decimal("0.01")), decimals_of(Decimal(1000))
        (2, 0)
    """
    _, below = quantum.as_integer_ratio()
    decimals, scale = 0, 1
    while scale % below and decimals < DIGITS_LIMIT:
        scale *= 10
        decimals += 1
    return decimals


def decimal_text(value: Decimal, quantum: Decimal) -> str:
    """Write a printed number with all its decimals, trimmed zeros restored.

    Example:
        >>> decimal_text(Decimal("35"), Decimal("0.01"))
        '35.00'
    """
    decimals = max(decimals_of(quantum), decimals_of(value))
    return fixed(Fraction(value), decimals)


def fixed(value: Fraction, decimals: int, direction: int = 0) -> str:
    """Write a number with so many decimals, rounded half up, down or up.

    Args:
        value: The exact number.
        decimals: How many decimals to write.
        direction: 0 rounds to the nearest (half away from zero), -1 toward minus
            infinity, +1 toward plus infinity.

    Example:
        >>> fixed(Fraction(1, 8), 2), fixed(Fraction(1, 8), 2, direction=-1)
        ('0.13', '0.12')
    """
    above, below = value.numerator * 10**decimals, value.denominator
    if direction < 0:
        units = above // below
    elif direction > 0:
        units = -(-above // below)
    else:
        units = (2 * abs(above) + below) // (2 * below) * (1 if above > 0 else -1)
    digits = str(abs(units)).rjust(decimals + 1, "0")
    sign = "-" if units < 0 else ""
    whole = digits[: len(digits) - decimals]
    return f"{sign}{whole}.{digits[-decimals:]}" if decimals else f"{sign}{whole}"
