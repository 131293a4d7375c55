"""Reprinting: a figure with another number, as it would be printed and read again.

Unit, rounding, place and note stay what they are, and so does the quantum, because as
many decimals are printed. Further printings are left out: they printed the old number.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs

from budgetcheck.language.figures import Figure, Number, Percent, with_also
from budgetcheck.language.numbers import decimals_of, exponent_of, fixed

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: "-"}


def with_text(figure: Number, text: str) -> Number:
    """Return a figure that prints another number, given with all its digits.

    Example:
        >>> old = Percent("-61.83", "0.01", printed="-61.83%")
        >>> with_text(old, "-68.13").printed
        '-68.13%'
    """
    value = Decimal(text)
    bare = with_also(figure, ())
    return attrs.evolve(bare, value=value, printed=_printed(figure, value))


def at_quantum(figure: Number, value: Fraction, *, cut_off: bool = False) -> Number:
    """Return a figure that prints a number with the decimals that it has.

    Args:
        figure: The figure as it is printed now.
        value: The number, in the figure's unit; in percentage points for a percentage.
        cut_off: Whether digits are cut off, instead of rounded half up.

    Example:
        >>> old = Percent("61.83", "0.01")
        >>> at_quantum(old, Fraction("3.456")).printed
        '3.46%'
        >>> at_quantum(old, Fraction("3.456"), cut_off=True).printed
        '3.45%'
    """
    step = step_of(figure)
    units = value / step
    whole = int(units) if cut_off else int(fixed(units, 0))
    return with_text(figure, fixed(whole * step, decimals_of(step)))


def step_of(figure: Number) -> Fraction:
    """Return the distance between two numbers that could be printed, in its unit.

    Example:
        >>> step_of(Percent("19", "1")), step_of(Percent("19.5", "0"))
        (Fraction(1, 1), Fraction(1, 10))
    """
    shown = max(0, -exponent_of(figure.value))
    return Fraction(figure.quantum) or Fraction(1, 10**shown)


def put_at(figure: Figure, at: Figure) -> Figure:
    """Return a figure printed where another one stands."""
    bare = with_also(figure, ()) if isinstance(figure, Number) else figure
    return attrs.evolve(bare, place=at.place, note=at.note)


def digits_of(figure: Number) -> tuple[str, int]:
    """Return a figure's digits without sign and point, and how many are decimals.

    Example:
        >>> digits_of(Percent("-61.83", "0.01"))
        ('6183', 2)
    """
    whole, _, behind = f"{figure.value.copy_abs():f}".partition(".")
    return whole + behind, len(behind)


def with_digits(figure: Number, digits: str, decimals: int) -> Number:
    """Return a figure that prints other digits, with its own sign.

    Example:
        >>> with_digits(Percent("-61.83", "0.01"), "683", 2).printed
        '-6.83%'
    """
    digits = digits.lstrip("0").rjust(decimals + 1, "0")
    whole = digits[: len(digits) - decimals]
    text = f"{whole}.{digits[-decimals:]}" if decimals else whole
    return with_text(figure, f"-{text}" if figure.value < 0 else text)


def _printed(figure: Number, value: Decimal) -> str:
    """Write a number the way in which the figure is printed, with what stands by it."""
    plain = figure.printed.translate(_HALF_WIDTH)
    sign = "-" if value < 0 else ""
    for form in ("f", ",f"):
        before, old, after = plain.partition(format(figure.value.copy_abs(), form))
        if old:
            before = before.rstrip().rstrip("(+-").rstrip()
            after = after.removeprefix(")")
            return f"{before}{sign}{format(value.copy_abs(), form)}{after}"
    return f"{sign}{value.copy_abs():f}{'%' if isinstance(figure, Percent) else ''}"
