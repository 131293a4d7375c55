"""Settling: what is decided at once, and what is left to the general way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from budgetcheck.checking.settling import (
    AGREES,
    IMPOSSIBLE,
    NOT_COMPUTABLE,
    OF_ZERO,
    ROUNDED,
    Outcome,
    Rounded,
    Weights,
    not_computable,
    sharing,
)

PART, WHOLE = Weights((1,), (1,)), Weights((2,), (1,))
CENT, ONE = "0.01", "1"


def decimals(*numbers: object) -> list[Decimal]:
    return [Decimal(str(number)) for number in numbers]


@pytest.mark.parametrize(
    ("by", "total"),
    [
        ((1,), 2),
        ((-1,), -2),
        ((2,), 4),
        ((1, 1), 5),
        ((1, -1), -1),
        ((-1, -1), -5),
        ((1, 1, 1), 10),
        ((1, -1, -1), -6),
        ((1, 1, -1), 0),
        ((1, 1, -1, -1), -7),
        ((1, -1, -1, 1), 1),
        ((1, -2, 3, 0), 11),
        ((0, 1), 3),
        ((), 0),
    ],
)
def test_a_form_is_added_up(by: tuple[int, ...], total: int) -> None:
    values = decimals(100, 2, 3, 5, 7)
    slots = tuple(range(1, len(by) + 1))

    assert Decimal(total) == Weights(slots, by).reader()(values)


def rows_of(quanta: str) -> dict[int, Rounded]:
    """Return a sum in the last slot, whose rows are rounded by this together."""
    return {2: Rounded(Decimal(quanta), Decimal(0), 2)}


def shared(
    values: tuple[object, ...],
    quanta: tuple[object, ...] = (1, CENT, CENT),
    *,
    part: Weights = PART,
    whole: Weights = WHOLE,
    own: Mapping[int, int] | None = None,
    firm: Mapping[int, Rounded] | None = None,
) -> Outcome | None:
    settle = sharing(0, part, whole, own or {})
    return settle(decimals(*values), decimals(*quanta), firm or {})


@pytest.mark.parametrize(
    ("stated", "part", "whole", "outcome"),
    [
        (50, 1, 2, AGREES),
        (50, "1.01", "2.00", AGREES),
        (50, "-1", "-2", AGREES),
        (-50, "-1", "2", AGREES),
        (51, "1.01", "2.00", AGREES),  # 50.5 is right at the end
        (51, "1.01", "2.01", ROUNDED),  # 49.88 to 50.62
        (52, "1.00", "2.00", IMPOSSIBLE),
        (49, "1.00", "2.01", ROUNDED),  # 49.38 to 50.12
        (49, "1.00", "2.00", IMPOSSIBLE),
        (48, "1.00", "2.00", IMPOSSIBLE),
        (50, "1.00", "-2.00", IMPOSSIBLE),
        (99, "1.00", "0.01", IMPOSSIBLE),
        (99, "0.02", "0.01", IMPOSSIBLE),
        (100, "0.02", "0.01", ROUNDED),
        (1, "0.00", "0.20", None),  # the zero may hide something
        (99, "0.00", "0.20", IMPOSSIBLE),
        (9, "0.00", "0.00", None),
        (9, "0.01", "0.00", OF_ZERO),
        (0, "0.01", "0.00", OF_ZERO),
        (0, "0.00", "0.00", None),
    ],
)
def test_a_share_is_settled_unless_it_is_close_to_a_limit(
    stated: int, part: str, whole: str, outcome: Outcome | None
) -> None:
    assert outcome is shared((stated, part, whole))


def test_a_whole_that_may_be_zero_is_left_to_the_general_way() -> None:
    assert shared((7, 1, ONE), (1, CENT, 2)) is None
    assert shared((7, 1, "-1"), (1, CENT, 2)) is None
    assert IMPOSSIBLE is shared((7, 1, ONE), (1, CENT, 1))


def test_a_figure_in_part_and_whole_moves_both_at_once() -> None:
    both = Weights((1, 2), (1, 1))

    assert AGREES is shared((33, 1, 2), whole=both)
    assert ROUNDED is shared((34, "1.00", "2.00"), (1, "0.04", "0.04"), whole=both)
    assert shared((34, "1.00", "2.00"), (1, CENT, CENT), whole=both) is None
    fine = (1, "0.008", "0.008")
    assert IMPOSSIBLE is shared((34, "1.00", "2.00"), fine, whole=both)


def test_a_figure_of_the_row_moves_the_sum_that_holds_it() -> None:
    values, quanta = (34, "1.00", "3.00"), (1, "0.04", "0.06")
    firm = rows_of("0.06")

    assert ROUNDED is shared(values, quanta, own={1: 2}, firm=firm)
    assert IMPOSSIBLE is shared(values, (1, CENT, CENT), own={1: 2})


def test_no_number_is_right_of_nothing_only() -> None:
    settle = not_computable(Weights((1,), (1,)))

    assert NOT_COMPUTABLE is settle(decimals(0, 0), [], {})
    assert settle(decimals(0, 1), [], {}) is None


def test_a_share_that_is_reached_at_the_very_limit_is_not_settled() -> None:
    quanta = (1, CENT, 0)

    assert shared((50, "1.015", "2.00"), quanta) is None
    assert shared((50, "0.985", "2.00"), quanta) is None
    assert ROUNDED is shared((50, "1.014", "2.00"), quanta)
    assert IMPOSSIBLE is shared((50, "1.016", "2.00"), quanta)
    assert shared((100, "0.01", "0.00"), (0, CENT, CENT)) is None
    assert OF_ZERO is shared((99, "0.01", "0.00"), (0, CENT, CENT))


def test_a_zero_among_the_rows_of_a_sum_widens_what_is_possible_only() -> None:
    values, quanta = (34, "1.00", "3.00"), (1, CENT, "0.03")

    assert shared(values, quanta, own={1: 2}, firm=rows_of("0.02")) is None
    assert ROUNDED is shared(
        values, (1, "0.012", "0.024"), own={1: 2}, firm=rows_of("0.024")
    )
