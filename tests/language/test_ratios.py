"""Ratios exactly: what a stated number may be a ratio of, and every ratio there is."""

from __future__ import annotations

from fractions import Fraction

import pytest

import budgetcheck as bc
from budgetcheck.language.forms import Form, collected
from budgetcheck.language.notation import parse_linear
from budgetcheck.language.ratios import Reach, quotients, reach

P, T = bc.Path.of("p"), bc.Path.of("t")
POSSIBLE = Reach(possible=True, touching=False)
TOUCHING = Reach(possible=True, touching=True)
IMPOSSIBLE = Reach(possible=False, touching=False)


def form(notation: str) -> Form:
    return collected(parse_linear(notation))


def over(
    low: int | None,
    high: int | None,
    *,
    low_open: bool = False,
    high_open: bool = False,
) -> bc.Interval:
    return bc.Interval(low, high, low_open=low_open, high_open=high_open)


@pytest.mark.parametrize(
    ("stated", "part", "expected"),
    [
        (over(1, 2), over(2, 6), POSSIBLE),
        (over(1, 2), over(4, 6), TOUCHING),
        (over(1, 2), over(0, 2), TOUCHING),
        (over(1, 2), over(5, 6), IMPOSSIBLE),
        (over(1, 2), over(0, 1), IMPOSSIBLE),
        (over(1, 2, high_open=True), over(4, 6), IMPOSSIBLE),
        (over(1, 2, low_open=True), over(0, 2), IMPOSSIBLE),
        (over(1, 2), over(4, 6, low_open=True), IMPOSSIBLE),
        (over(1, 2), over(0, 2, high_open=True), IMPOSSIBLE),
        (over(2, 2), over(4, 4), TOUCHING),
        (over(1, 3, low_open=True, high_open=True), over(2, 6), POSSIBLE),
        (over(None, 2), over(3, 3), POSSIBLE),
        (over(None, 2), over(5, 5), IMPOSSIBLE),
        (over(None, 2), over(4, 4), TOUCHING),
        (over(1, None), over(3, 3), POSSIBLE),
        (over(1, None), over(1, 1), IMPOSSIBLE),
        (over(1, None), over(2, 2), TOUCHING),
        (over(None, None), over(-1000, -1000), POSSIBLE),
        (over(1, 2), over(None, 1), IMPOSSIBLE),
        (over(1, 2), over(None, 3), POSSIBLE),
        (over(1, 2), over(3, None), POSSIBLE),
        (over(1, 2), over(5, None), IMPOSSIBLE),
    ],
)
def test_a_part_of_a_whole_of_two_is_reached(
    stated: bc.Interval, part: bc.Interval, expected: Reach
) -> None:
    box = {P: part, T: over(2, 2)}

    assert expected == reach(form("p"), form("t"), stated, box)


@pytest.mark.parametrize("openness", [(True, False), (False, True), (True, True)])
def test_nothing_of_nothing_is_reached_between_open_ends(
    openness: tuple[bool, bool],
) -> None:
    low_open, high_open = openness
    stated = over(1, 2, low_open=low_open, high_open=high_open)
    box = {P: over(0, 0), T: over(0, 0)}

    assert TOUCHING == reach(form("p"), form("t"), stated, box)


@pytest.mark.parametrize(
    ("stated", "part", "whole", "expected"),
    [
        # p = s * (p + t) has no solution with s above 1 unless t is below 0.
        (over(2, None), over(1, 5), over(1, 3), IMPOSSIBLE),
        (over(2, None), over(1, 5), over(-4, -3), POSSIBLE),
        (over(None, -1), over(1, 5), over(1, 3), IMPOSSIBLE),
        (over(None, -1), over(1, 5), over(-9, -3), POSSIBLE),
        (over(10**6, None), over(1, 1), over(-1, 0), POSSIBLE),
    ],
)
def test_a_part_that_is_in_its_whole_is_followed_as_far_as_it_takes(
    stated: bc.Interval, part: bc.Interval, whole: bc.Interval, expected: Reach
) -> None:
    assert expected == reach(form("p"), form("p + t"), stated, {P: part, T: whole})


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (over(1, 2), over(4, 8), bc.Interval(Fraction(1, 8), Fraction(1, 2))),
        (over(-2, 1), over(4, 8), bc.Interval(Fraction(-1, 2), Fraction(1, 4))),
        (over(-2, -1), over(4, 8), bc.Interval(Fraction(-1, 2), Fraction(-1, 8))),
        (over(1, 2), over(-8, -4), bc.Interval(Fraction(-1, 2), Fraction(-1, 8))),
        (over(3, 3), over(6, 6), bc.Interval.point(Fraction(1, 2))),
        (over(1, 2), over(0, 8), None),
        (over(1, 2), over(-8, 0), None),
        (over(1, 2), over(-1, 1), None),
        (over(1, 2), over(None, 8), None),
        (over(None, 2), over(4, 8), bc.Interval(None, Fraction(1, 2))),
        (over(1, None), over(4, 8), bc.Interval(Fraction(1, 8), None)),
        (
            over(1, 2, high_open=True),
            over(4, 8),
            bc.Interval(Fraction(1, 8), Fraction(1, 2), high_open=True),
        ),
        (
            over(1, 2),
            over(4, 8, high_open=True),
            bc.Interval(Fraction(1, 8), Fraction(1, 2), low_open=True),
        ),
    ],
)
def test_every_quotient_lies_between_the_ends(
    part: bc.Interval, whole: bc.Interval, expected: bc.Interval | None
) -> None:
    assert expected == quotients(form("p"), form("t"), {P: part, T: whole})


def test_a_figure_in_part_and_whole_moves_both_at_once() -> None:
    box = {P: over(1, 3), T: over(1, 2)}
    shared = quotients(form("p"), form("p + t"), box)
    change = quotients(form("p - t"), form("t"), box)

    assert bc.Interval(Fraction(1, 3), Fraction(3, 4)) == shared
    assert bc.Interval(Fraction(-1, 2), 2) == change
    assert bc.Interval.point(2) == quotients(form("2 * p"), form("p"), box)


def test_a_constant_moves_nothing() -> None:
    box = {P: over(1, 3), T: over(2, 2)}

    assert bc.Interval(2, 3) == quotients(form("p + 3"), form("t"), box)
    assert POSSIBLE == reach(form("p + 3"), form("t"), over(2, None), box)
    assert IMPOSSIBLE == reach(form("p + 3"), form("t"), over(4, None), box)


def test_a_negative_whole_is_reached_at_the_other_end() -> None:
    negative = {P: over(-2, 0), T: over(-2, -2)}

    assert TOUCHING == reach(form("p"), form("t"), over(1, 2), negative)
    assert POSSIBLE == reach(form("p"), form("t"), over(0, 2), negative)


@pytest.mark.parametrize("whole", ["t", "p + t", "1/20 * p + t", "t - p", "3", "t + 5"])
@pytest.mark.parametrize("part", ["p", "10 * p", "p - t", "1/50 * p + t", "p + 2", "2"])
@pytest.mark.parametrize(
    "ends",
    [((1, 3), (4, 9)), ((-3, -1), (4, 9)), ((-2, 1), (8, 9)), ((1, 3), (-9, -7))],
)
def test_an_endless_range_is_reached_up_to_the_last_quotient_and_no_further(
    part: str, whole: str, ends: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    box = {P: over(*ends[0]), T: over(*ends[1])}
    stated = quotients(form(part), form(whole), box)
    assert stated is not None
    assert stated.low is not None
    assert stated.high is not None
    bit = Fraction(1, 1000)

    for met in (bc.Interval(stated.high, None), bc.Interval(None, stated.low)):
        assert reach(form(part), form(whole), met, box).possible
    for missed in (
        bc.Interval(stated.high + bit, None),
        bc.Interval(None, stated.low - bit),
    ):
        assert not reach(form(part), form(whole), missed, box).possible
    assert reach(form(part), form(whole), bc.Interval(), box).possible
