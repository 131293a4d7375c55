"""Exact numbers: integers as long as they can be, and what is infinitely near them."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = int | Fraction
# A number, and how many times an infinitely small one is added to it.
Near: TypeAlias = tuple[Number, Number]
Bounds: TypeAlias = tuple[Near | None, Near | None]

FREE: Bounds = (None, None)


def quotient(above: Number, below: Number) -> Number:
    """Return a quotient, as an integer where it is one.

    Example:
        >>> quotient(6, 3), quotient(1, 3)
        (2, Fraction(1, 3))
    """
    if type(above) is int and type(below) is int and above % below == 0:
        return above // below
    found = Fraction(above, below)
    return found.numerator if found.denominator == 1 else found
