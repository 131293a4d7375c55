"""Comparing: what an interval meets, and only just, and what is improbable."""

from __future__ import annotations

from fractions import Fraction

import pytest

import budgetcheck as bc
from budgetcheck.checking.comparing import at_limit, improbable, meets
from budgetcheck.language.conditions import Relation
from budgetcheck.language.forms import Box, Form

BELOW, ABOVE = bc.Interval(-2, -1), bc.Interval(1, 2)
UP_TO_ZERO, FROM_ZERO = bc.Interval(-1, 0), bc.Interval(0, 1)
OPEN_BELOW = bc.Interval(-1, 0, high_open=True)
OPEN_ABOVE = bc.Interval(0, 1, low_open=True)
BELOW_ANY, ABOVE_ANY = bc.Interval(None, -1), bc.Interval(1, None)
SMALL = bc.Interval(Fraction(1, 4), Fraction(1, 2))


@pytest.mark.parametrize(
    ("relation", "met", "missed"),
    [
        ("=", [UP_TO_ZERO, FROM_ZERO], [BELOW, ABOVE, OPEN_BELOW, OPEN_ABOVE]),
        ("<=", [BELOW, UP_TO_ZERO, FROM_ZERO, BELOW_ANY], [ABOVE, OPEN_ABOVE]),
        (">=", [ABOVE, UP_TO_ZERO, FROM_ZERO, ABOVE_ANY], [BELOW, OPEN_BELOW]),
        ("<", [BELOW, UP_TO_ZERO, OPEN_BELOW, BELOW_ANY], [ABOVE, FROM_ZERO]),
        (">", [ABOVE, FROM_ZERO, OPEN_ABOVE, ABOVE_ANY], [BELOW, UP_TO_ZERO]),
        ("<=", [bc.Interval(-1, 1), OPEN_BELOW], [SMALL]),
        (">=", [bc.Interval(-1, 1), SMALL], []),
        (">", [SMALL], []),
    ],
)
def test_an_interval_meets_a_relation_if_one_of_its_numbers_does(
    relation: Relation, met: list[bc.Interval], missed: list[bc.Interval]
) -> None:
    assert [True] * len(met) == [meets(span, relation) for span in met]
    assert [False] * len(missed) == [meets(span, relation) for span in missed]


@pytest.mark.parametrize(
    ("relation", "from_zero", "up_to_zero"),
    [
        ("=", True, True),
        ("<=", True, False),
        (">=", False, True),
        ("<", False, False),
        (">", False, False),
    ],
)
def test_a_relation_is_met_at_the_very_end_only_if_it_allows_equality(
    relation: Relation,
    from_zero: bool,  # noqa: FBT001
    up_to_zero: bool,  # noqa: FBT001
) -> None:
    assert from_zero is at_limit(FROM_ZERO, relation)
    assert up_to_zero is at_limit(UP_TO_ZERO, relation)
    assert at_limit(ABOVE, relation) is False


def residual(
    middle: int | str, *widths: Fraction | int, times: int = 1
) -> tuple[Form, Box]:
    """Return a form with this value at the middles of figures so wide, from 10 on."""
    paths = [bc.Path.of(f"p{number}") for number in range(len(widths))]
    box = {
        path: bc.Interval(10, 10 + width)
        for path, width in zip(paths, widths, strict=True)
    }
    held = sum(times * (10 + Fraction(width, 2)) for width in widths)
    return Form(dict.fromkeys(paths, Fraction(times)), Fraction(middle) - held), box


@pytest.mark.parametrize(
    ("middle", "widths", "times", "expected"),
    [
        (2, [1, 1, 1, 1], 1, True),  # 4 > 3/4 of 4
        (-2, [1, 1, 1, 1], 1, True),
        (2, [1, 1, 1], 1, False),  # too few are rounded
        (2, [1, 1, 1, 0], 1, False),
        (2, [1, 1, 1, 0, 1], 1, True),
        ("1.7", [1, 1, 1, 1], 1, False),  # 2.89 < 3
        (3, [2, 2, 2, 2], 1, False),  # 9 < 12
        (4, [1, 1, 1, 1], -2, True),  # 16 > 12
        (3, [1, 1, 1, 1], -2, False),  # 9 < 12
        (3, [1] * 12, 1, False),  # three standard deviations, and no more
    ],
)
def test_a_residual_beyond_three_standard_deviations_is_improbable(
    middle: int | str, widths: list[int], times: int, *, expected: bool
) -> None:
    form, box = residual(middle, *widths, times=times)

    assert expected is improbable(form, box, "=")


@pytest.mark.parametrize(
    ("relation", "above", "below"),
    [
        ("<=", True, False),
        ("<", True, False),
        (">=", False, True),
        (">", False, True),
    ],
)
def test_a_residual_on_the_right_side_is_never_improbable(
    relation: Relation,
    above: bool,  # noqa: FBT001
    below: bool,  # noqa: FBT001
) -> None:
    much = residual(2, 1, 1, 1, 1)
    little = residual(-2, 1, 1, 1, 1)
    fraction = residual("0.9", *[Fraction(2, 5)] * 4)

    assert above is improbable(*much, relation)
    assert above is improbable(*fraction, relation)
    assert below is improbable(*little, relation)


def test_a_figure_without_ends_makes_nothing_improbable() -> None:
    form, box = residual(100, 1, 1, 1, 1)
    endless = {**box, bc.Path.of("p0"): bc.Interval(0, None)}

    assert improbable(form, box, "=")
    assert not improbable(form, endless, "=")


def test_a_figure_that_cancels_out_is_not_one_of_four() -> None:
    form, box = residual(2, 1, 1, 1)
    none = bc.Path.of("none")
    more = Form({**form.coefficients, none: Fraction(0)}, form.constant)

    assert not improbable(more, {**box, none: bc.Interval(0, 1)}, "=")


def test_a_word_that_says_nil_turns_no_direction_round() -> None:
    (nil,) = bc.check({"a": "-", "b": "5"}, ["a = b"])
    (fell,) = bc.check({"a": {"word": "decrease"}, "b": "5"}, ["a = b"])

    assert nil.evidence.flips is None
    assert "direction" == fell.evidence.flips
