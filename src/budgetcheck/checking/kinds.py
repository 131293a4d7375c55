"""Kinds: which figures can be settled together, and which of them lack.

A dash and a blank that stands for 0 go with figures of any kind, and what is missing
leaves a comparison of any kind unchecked.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetcheck.checking.layouts import BLANK, MISSING, NIL, PERCENT, Kind
from budgetcheck.language.units import Unit


def kind_of_all(kinds: Iterable[Kind], *, blank_is_nil: bool) -> Kind:
    """Return the one kind that figures have.

    Shape: NIL if all are nil, MISSING if any of them is missing and the others are of
    one kind, and None where only the general way knows.

    Example:
        >>> kind_of_all([PERCENT, NIL], blank_is_nil=False)
        'percent'
        >>> kind_of_all([PERCENT, BLANK], blank_is_nil=False)
        'missing'
    """
    one: Kind = NIL
    missing = False
    for kind in kinds:
        if kind is NIL or (kind is BLANK and blank_is_nil):
            continue
        if kind is MISSING or kind is BLANK:
            missing = True
        elif not isinstance(kind, Unit) and kind is not PERCENT:
            return None
        elif one is NIL:
            one = kind
        elif kind is not one and kind != one:
            return None
    return MISSING if missing else one
