"""Ordinary figures: what most are, a number and perhaps a percent sign, read at once.

Whatever is not ordinary is left to `reading`, which can read everything.
"""

from __future__ import annotations

import re
from decimal import Decimal

from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import Amount, Percent
from budgetcheck.language.places import NOWHERE, Place
from budgetcheck.language.units import NO_UNIT

_ORDINARY = re.compile(
    r"(-?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,18})(?:\.(\d{1,9}))?)(%?)", re.ASCII
)
_STEPS = tuple(Decimal((0, (1,), -decimals)) for decimals in range(31))


def read_plain(
    text: str, convention: Convention, place: Place = NOWHERE
) -> Amount | Percent | None:
    """Read what most figures are, a number and perhaps a percent sign, quickly.

    Example:
        >>> read_plain("n/c", Convention())
    """
    found = _ORDINARY.fullmatch(text)
    if found is None:
        return None
    digits, behind, percent = found.groups("")
    number = Decimal(digits.replace(",", "") if "," in digits else digits)
    shown = len(behind)
    if percent:
        declared = convention.percent_decimals
        quantum = _STEPS[shown if declared is None else max(shown, declared)]
        return Percent(value=number, quantum=quantum, printed=text, place=place)
    unit, declared = convention.unit or NO_UNIT, convention.decimals
    if unit.kind != "currency" or (declared is not None and declared < 0):
        return None
    quantum = _STEPS[shown if declared is None else max(shown, declared)]
    return Amount(number, quantum, unit, printed=text, place=place)
