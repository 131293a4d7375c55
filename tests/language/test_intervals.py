"""Intervals: sets of numbers with ends that are open, closed or absent."""

from __future__ import annotations

from fractions import Fraction

import pytest

from budgetcheck import Interval


def test_an_open_end_is_not_in_the_interval() -> None:
    half_open = Interval(0, 1, high_open=True)

    assert half_open.holds(0)
    assert not half_open.holds(1)
    assert half_open.holds(Fraction(999, 1000))


def test_an_absent_end_is_never_reached_and_never_open() -> None:
    upward = Interval(3, None, high_open=True)
    downward = Interval(None, 3, low_open=True)

    assert upward.holds(10**100)
    assert upward.high_open is False
    assert downward.holds(-(10**100))
    assert downward.low_open is False


def test_ends_are_exact_fractions_however_they_are_given() -> None:
    half, whole = Interval(Fraction(1, 2), 3), Interval.point(2)

    assert [Fraction] * 4 == [
        type(end) for end in (half.low, half.high, whole.low, whole.high)
    ]


def test_an_open_point_holds_nothing_even_of_one_and_the_same_number() -> None:
    same = Fraction(1, 3)

    assert Interval(same, same).is_point
    with pytest.raises(ValueError, match="no number lies from 1/3 to 1/3"):
        Interval(same, same, low_open=True)


@pytest.mark.parametrize(
    ("low", "high", "low_open", "high_open"),
    [(1, 0, False, False), (1, 1, True, False), (1, 1, False, True)],
)
def test_an_interval_that_holds_nothing_cannot_be_made(
    low: int,
    high: int,
    low_open: bool,  # noqa: FBT001
    high_open: bool,  # noqa: FBT001
) -> None:
    with pytest.raises(ValueError, match="no number lies"):
        Interval(low, high, low_open=low_open, high_open=high_open)


def test_meeting_at_an_open_end_is_nothing() -> None:
    assert Interval(0, 1, high_open=True).meet(Interval(1, 2)) is None
    assert Interval(0, 1).meet(Interval(1, 2)) == Interval.point(1)
    assert Interval(0, 1).meet(Interval(2, 3)) is None


def test_meeting_keeps_the_tighter_end_and_its_openness() -> None:
    met = Interval(0, 5).meet(Interval(0, 3, low_open=True))

    assert Interval(0, 3, low_open=True) == met
    assert Interval(1, 2) == Interval(None, 2).meet(Interval(1, None))
    assert Interval(0, 1) == Interval(0, 1).meet(Interval(0, 1))
    for one in (Interval(2, 5, low_open=True), Interval(2, 5, high_open=True)):
        assert one == Interval(2, 5).meet(one) == one.meet(Interval(2, 5))
    assert Interval(2, 5) == Interval(0, 5).meet(Interval(2, 7))
    assert Interval(2, 5) == Interval(2, 7).meet(Interval(0, 5))
    assert Interval(1, 2).covers(Interval(1, 2, high_open=True))
    assert not Interval(1, 2).covers(Interval(1, 3))


def test_adding_opens_an_end_if_one_of_both_is_open() -> None:
    added = Interval(0, 1, high_open=True).plus(Interval(1, 2))

    assert Interval(1, 3, high_open=True) == added
    assert Interval(1, None) == Interval(0, 1).plus(Interval(1, None))
    assert Interval(None, 3) == Interval(None, 1).plus(Interval(1, 2))
    assert Interval(None, 3) == Interval(1, 2).plus(Interval(None, 1))


@pytest.mark.parametrize("turned", [False, True])
def test_adding_opens_either_end(turned: bool) -> None:  # noqa: FBT001
    one, other = Interval(0, 1, low_open=True), Interval(1, 2, high_open=True)
    added = other.plus(one) if turned else one.plus(other)

    assert Interval(1, 3, low_open=True, high_open=True) == added


def test_a_negative_factor_turns_the_ends_round() -> None:
    assert Interval(None, 2) == Interval(-1, None).times(-2)
    assert Interval.point(0) == Interval(None, None).times(0)


def test_a_factor_takes_the_openness_of_each_end_along() -> None:
    low, high = Interval(1, 2, low_open=True), Interval(1, 2, high_open=True)

    assert Interval(3, 6, low_open=True) == low.times(3)
    assert Interval(3, 6, high_open=True) == high.times(3)
    assert Interval(-6, -3, high_open=True) == low.times(-3)
    assert Interval(-6, -3, low_open=True) == high.times(-3)
    assert Interval(None, 6) == Interval(None, 2).times(3)


def test_width_and_middle_are_nothing_where_an_end_is_absent() -> None:
    assert Interval(0, None).width is None
    assert Interval(None, 0).middle is None
    assert Fraction(3, 2) == Interval(1, 2).middle
    assert Interval(None, 0).width is None
    assert Interval(0, None).middle is None
    assert Fraction(1) == Interval(1, 2).width
    assert not Interval().is_point
    assert not Interval(1, 2).is_point
