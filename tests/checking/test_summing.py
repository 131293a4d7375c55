"""Summing: sums of plain figures, and what is left to the general way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetcheck.checking.settling import (
    AGREES,
    AT_THE_LIMIT,
    IMPOSSIBLE,
    IMPROBABLE,
    ROUNDED,
    Outcome,
    Rounded,
    Weights,
)
from budgetcheck.checking.summing import comparing
from budgetcheck.language.conditions import Relation

SUM = Weights((0, 1, 2), (1, -1, -1))
CENT, TENTH, ONE = "0.01", "0.1", "1"


def decimals(*numbers: object) -> list[Decimal]:
    return [Decimal(str(number)) for number in numbers]


@pytest.mark.parametrize(
    ("values", "quanta", "outcome"),
    [
        ((3, 1, 2), (CENT, CENT, CENT), AGREES),
        ((3.01, 1, 2), (CENT, CENT, CENT), ROUNDED),
        ((2.99, 1, 2), (CENT, CENT, CENT), ROUNDED),
        ((3.01, 1, 2), (CENT, CENT, 0), AT_THE_LIMIT),
        ((3.02, 1, 2), (CENT, CENT, CENT), IMPOSSIBLE),
        ((3.011, 1, 2), (CENT, 0, CENT), IMPOSSIBLE),
        ((3.01, 3, 0), (CENT, CENT, CENT), AT_THE_LIMIT),
        ((3.011, 3, 0), (CENT, CENT, CENT), None),  # the zero may hide something
        ((3.02, 3, 0), (CENT, CENT, CENT), IMPOSSIBLE),
        ((0.01, 0, 0), (CENT, CENT, CENT), None),
        ((3.009, 3, 0), (CENT, CENT, CENT), ROUNDED),
    ],
)
def test_a_sum_is_settled_unless_zeros_may_hide_something(
    values: tuple[float, ...], quanta: tuple[str, ...], outcome: Outcome | None
) -> None:
    settle = comparing(SUM, "=", single=False)

    assert outcome is settle(decimals(*values), decimals(*quanta), {})


@pytest.mark.parametrize(
    ("residual", "by", "outcome"),
    [
        (2, (1,) * 8, ROUNDED),
        (3, (1,) * 8, IMPROBABLE),
        (-3, (1,) * 8, IMPROBABLE),
        (3, (1,) * 12, ROUNDED),  # three standard deviations, and no more
        ("3.1", (1,) * 12, IMPROBABLE),
        (3, (2, 2, 2, 2), ROUNDED),
        ("3.5", (2, 2, 2, -2), IMPROBABLE),
        (3, (*(1,) * 8, 0), IMPROBABLE),
        (1, (1, 1, 1), ROUNDED),
        (5, (1,) * 8, IMPOSSIBLE),
    ],
)
def test_a_sum_of_many_is_strained_where_its_residual_is_improbable(
    residual: int | str, by: tuple[int, ...], outcome: Outcome | None
) -> None:
    many = len(by)
    form = Weights((*range(many), many), (*by, 1))
    values = decimals(*[10] * many, Decimal(residual) - 10 * sum(by))
    settle = comparing(form, "=", single=False)

    assert outcome is settle(values, decimals(*[1] * many, 0), {})


FOUR = Rounded(Decimal(4), Decimal(4), 4)  # Four rows, each rounded by 1.


@pytest.mark.parametrize(
    ("total", "rows", "outcome"),
    [
        (3, FOUR, AGREES),
        (4, FOUR, ROUNDED),
        (5, FOUR, IMPROBABLE),
        ("5.5", FOUR, AT_THE_LIMIT),
        ("5.6", FOUR, IMPOSSIBLE),
        # A fifth row is 0.
        (5, Rounded(Decimal(3), Decimal(3), 3), AT_THE_LIMIT),
        ("5.1", Rounded(Decimal(3), Decimal(3), 3), None),
    ],
)
def test_a_sum_over_rows_is_as_wide_as_its_rows(
    total: int | str, rows: Rounded, outcome: Outcome | None
) -> None:
    form = Weights((0, 1), (1, -1))
    settle = comparing(form, "=", single=False)

    assert outcome is settle(decimals(total, 3), decimals(1, 4), {1: rows})


def test_a_row_beside_the_sum_over_all_rows_is_for_the_general_way() -> None:
    settle = comparing(Weights((0, 1), (1, -1)), "=", single=False, apart=False)

    assert AGREES is settle(decimals(3, 3), decimals(1, 4), {1: FOUR})
    assert settle(decimals(4, 3), decimals(1, 4), {1: FOUR}) is None
    assert IMPOSSIBLE is settle(decimals(9, 3), decimals(1, 4), {})


@pytest.mark.parametrize(
    ("values", "quanta", "outcome"),
    [
        ((1, 1), (ONE, ONE), AGREES),
        ((1, 5), (ONE, ONE), IMPOSSIBLE),
        ((1, 2), (ONE, ONE), AT_THE_LIMIT),
        ((1, "1.4"), (ONE, TENTH), None),
        ((1, "1.5"), (ONE, ONE), None),  # as no publisher prints
        ((1, 9), (ONE, TENTH), None),
    ],
)
def test_one_figure_may_be_the_other_one_rounded(
    values: tuple[object, ...], quanta: tuple[str, ...], outcome: Outcome | None
) -> None:
    settle = comparing(Weights((0, 1), (1, -1)), "=", single=True)

    assert outcome is settle(decimals(*values), decimals(*quanta), {})


def test_a_sum_of_several_is_no_figure_rounded() -> None:
    settle = comparing(Weights((0, 1), (1, -1)), "=", single=True)
    values, quanta = decimals(4, 3), decimals(1, 4)
    one = Rounded(Decimal(1), Decimal(1), 1)

    assert ROUNDED is settle(values, quanta, {1: FOUR})
    assert ROUNDED is settle(values, quanta, {1: FOUR, 9: one})
    assert settle(values, quanta, {1: one}) is None


@pytest.mark.parametrize(
    ("relation", "outcomes"),
    [
        ("<=", (AGREES, AGREES, AGREES, ROUNDED, AT_THE_LIMIT, IMPOSSIBLE)),
        ("<", (AGREES, AGREES, None, None, None, None)),
    ],
)
def test_an_order_is_settled_either_way(
    relation: Relation, outcomes: tuple[Outcome | None, ...]
) -> None:
    quanta = decimals(ONE, ONE)
    least = comparing(Weights((0, 1), (1, -1)), relation, single=True)
    turned: Relation = ">=" if relation == "<=" else ">"
    most = comparing(Weights((0, 1), (1, -1)), turned, single=True)
    values = [decimals(one, 2) for one in (0, 1, 2, "2.5", 3, "3.5")]

    assert [*outcomes] == [least(one, quanta, {}) for one in values]
    assert [*outcomes] == [most(one[::-1], quanta, {}) for one in values]
