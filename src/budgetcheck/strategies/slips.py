"""Slips: the kinds of errors that budgets are printed with, and where they happen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from budgetcheck.strategies import miscounts, misprints, misratios
from budgetcheck.strategies.misprints import Place
from budgetcheck.strategies.sheets import Changes, Sheet, turned


class Slip(StrEnum):
    """A kind of error.

    Attributes:
        ONE_DIGIT: One digit is another one.
        SWAPPED_DIGITS: Two neighbouring digits have changed places.
        LOST_DIGIT: A digit is not there.
        POWER_OF_TEN: The number is ten times as much or as little, or a hundred, ….
        WRONG_UNIT: 元 in a column of 万元, or thousands among units.
        WRONG_SIGN: A minus too many or too few.
        PART_DROPPED: A total is added up without one of its parts.
        PART_DOUBLED: A total is added up with one of its parts twice.
        HEADING_AMONG_ITEMS: A total is of a heading and of that heading's items.
        ROWS_SHIFTED: A run of a column stands one row too low, the last one on top.
        NEIGHBOUR_SHARE: A percentage is the one of the next row.
        COMPLEMENT: A percentage is what is left of 100 %.
        WRONG_BASE: A percentage is of another figure.
        RATIO_AS_PERCENT: 0.62 % is printed for 62 %.
        CUT_OFF: A percentage is cut off instead of rounded.
        PERCENTAGE_OF_ZERO: There is a percentage, and its whole is 0.
        NOT_COMPUTABLE: There is none, and its whole is not 0.
        CANCELLING_PAIR: One part of a total is too much, and another one as much too
            little, so that the total agrees.
        WITHIN_ROUNDING: The last digit is one off, and no rule can see it.

    Example:
        >>> Slip("one_digit") is Slip.ONE_DIGIT
        True
    """

    ONE_DIGIT = "one_digit"
    SWAPPED_DIGITS = "swapped_digits"
    LOST_DIGIT = "lost_digit"
    POWER_OF_TEN = "power_of_ten"
    WRONG_UNIT = "wrong_unit"
    WRONG_SIGN = "wrong_sign"
    PART_DROPPED = "part_dropped"
    PART_DOUBLED = "part_doubled"
    HEADING_AMONG_ITEMS = "heading_among_items"
    ROWS_SHIFTED = "rows_shifted"
    NEIGHBOUR_SHARE = "neighbour_share"
    COMPLEMENT = "complement"
    WRONG_BASE = "wrong_base"
    RATIO_AS_PERCENT = "ratio_as_percent"
    CUT_OFF = "cut_off"
    PERCENTAGE_OF_ZERO = "percentage_of_zero"
    NOT_COMPUTABLE = "not_computable"
    CANCELLING_PAIR = "cancelling_pair"
    WITHIN_ROUNDING = "within_rounding"


_PLACES: Mapping[Slip, Callable[[Sheet], Iterator[Place]]] = {
    Slip.ONE_DIGIT: misprints.digits,
    Slip.SWAPPED_DIGITS: misprints.swaps,
    Slip.LOST_DIGIT: misprints.losses,
    Slip.POWER_OF_TEN: misprints.powers,
    Slip.WRONG_UNIT: misprints.units,
    Slip.WRONG_SIGN: misprints.signs,
    Slip.PART_DROPPED: miscounts.dropped,
    Slip.PART_DOUBLED: miscounts.doubled,
    Slip.HEADING_AMONG_ITEMS: miscounts.headings_among_items,
    Slip.ROWS_SHIFTED: miscounts.shifted,
    Slip.NEIGHBOUR_SHARE: misratios.neighbours,
    Slip.COMPLEMENT: misratios.complements,
    Slip.WRONG_BASE: misratios.wrong_bases,
    Slip.RATIO_AS_PERCENT: misratios.ratios,
    Slip.CUT_OFF: misratios.cut_offs,
    Slip.PERCENTAGE_OF_ZERO: misratios.on_zero,
    Slip.NOT_COMPUTABLE: misratios.not_computables,
    Slip.CANCELLING_PAIR: miscounts.cancelling,
    Slip.WITHIN_ROUNDING: misprints.unseen,
}


def happening(
    slips: Iterable[Slip], sheet: Sheet, *, kind: int, place: int, way: int
) -> tuple[Slip, Changes] | None:
    """Return a slip and what it changes, or None where none of the kinds can happen.

    Args:
        slips: The kinds.
        sheet: The document.
        kind: Which kind; if it can happen nowhere, the next one that can.
        place: Which place, in the document's order; or the next one.
        way: Which way at that place.
    """
    for slip in turned(slips, kind):
        for found in turned(_PLACES[slip](sheet), place):
            for changes in found(way):
                return slip, changes
    return None
