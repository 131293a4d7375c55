"""Figures: what a printed text says of the truth, and how it is written."""

from __future__ import annotations

from fractions import Fraction

import pytest

import budgetcheck as bc
from budgetcheck.language.figures import (
    all_printings,
    figure_text,
    sharpest,
    with_also,
)
from budgetcheck.language.truths import Truths, rounded
from budgetcheck.language.verdicts import best, level_named, worst

WAN, YUAN = bc.Unit.read("万元"), bc.Unit.read("元")
THINGS = bc.Unit.read("件")
NEAREST, CUT_OFF = bc.Convention(), bc.Convention(rounding="cut_off")


def between(low: str, high: str, *, open_ends: str = "") -> bc.Interval:
    return bc.Interval(
        Fraction(low),
        Fraction(high),
        low_open="low" in open_ends,
        high_open="high" in open_ends,
    )


def truths(printed: str, usual: bc.Interval, widest: bc.Interval) -> Truths:
    return Truths(bc.Interval.point(Fraction(printed)), usual, widest)


@pytest.mark.parametrize(
    ("figure", "convention", "expected"),
    [
        (
            bc.Amount("1.20", "0.1", WAN),
            NEAREST,
            truths("12000", *[between("11500", "12500")] * 2),
        ),
        (
            bc.Amount("1.2", "0.1", WAN),
            CUT_OFF,
            truths("12000", *[between("12000", "13000", open_ends="high")] * 2),
        ),
        (
            bc.Amount("-1.2", "0.1", WAN, rounding="cut_off"),
            NEAREST,
            truths("-12000", *[between("-13000", "-12000", open_ends="low")] * 2),
        ),
        (
            bc.Amount("1.2", "0.1", WAN, rounding="nearest"),
            CUT_OFF,
            truths("12000", *[between("11500", "12500")] * 2),
        ),
        (
            bc.Amount("1.2", "0", WAN),
            NEAREST,
            truths("12000", *[bc.Interval.point(12000)] * 2),
        ),
        (
            bc.Amount("0", "1", YUAN),
            NEAREST,
            truths("0", bc.Interval.point(0), between("-1/2", "1/2")),
        ),
        (
            bc.Amount("0", "1", YUAN),
            bc.Convention(zero="exact"),
            truths("0", *[bc.Interval.point(0)] * 2),
        ),
        (
            bc.Count("0", "1", THINGS),
            CUT_OFF,
            truths("0", bc.Interval.point(0), between("-1", "1", open_ends="low high")),
        ),
        (
            bc.Percent("0", "1"),
            bc.Convention(zero="exact"),
            truths("0", *[between("-1/200", "1/200")] * 2),
        ),
        (
            bc.Percent("50", "1"),
            CUT_OFF,
            truths("1/2", *[between("0.495", "0.505")] * 2),
        ),
        (
            bc.Percent("50", "1"),
            bc.Convention(percent_rounding="cut_off"),
            truths("1/2", *[between("0.5", "0.51", open_ends="high")] * 2),
        ),
        (
            bc.Count("70", "1", THINGS, bound="at_least"),
            NEAREST,
            Truths.only(bc.Interval(70, None)),
        ),
        (
            bc.Word("increase"),
            NEAREST,
            Truths.only(bc.Interval(0, None, low_open=True)),
        ),
        (
            bc.Word("decrease"),
            NEAREST,
            Truths.only(bc.Interval(None, 0, high_open=True)),
        ),
        (bc.Word("flat"), NEAREST, Truths.only(bc.Interval.point(0))),
        (bc.Word("nil"), NEAREST, Truths.only(bc.Interval.point(0))),
    ],
)
def test_a_printed_text_says_what_the_truth_may_be(
    figure: bc.Amount | bc.Word, convention: bc.Convention, expected: Truths
) -> None:
    assert expected == figure.truths(convention)


def printed_twice(first: str, quantum: str, *also: tuple[str, str]) -> bc.Amount:
    further = tuple(bc.Amount(value, step, YUAN) for value, step in also)
    return bc.Amount(first, quantum, YUAN, also=further)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (
            printed_twice("98", "1", ("98.4", "0.1")),
            truths("98.4", *[between("98.35", "98.45")] * 2),
        ),
        (
            printed_twice("98.4", "0.1", ("98", "1"), ("98.37", "0.01")),
            truths("98.37", *[between("98.365", "98.375")] * 2),
        ),
        (
            printed_twice("0", "1", ("0.4", "0.1")),
            Truths(bc.Interval.point(Fraction("0.4")), None, between("0.35", "0.45")),
        ),
        (
            printed_twice("98", "1", ("99.4", "0.1"), ("98", "1")),
            Truths(bc.Interval.point(Fraction("99.4")), None, None),
        ),
        (
            printed_twice("98", "1", ("98", "1"), ("99.4", "0.1")),
            Truths(bc.Interval.point(Fraction("99.4")), None, None),
        ),
    ],
)
def test_printings_of_one_figure_leave_what_all_of_them_allow(
    figure: bc.Amount, expected: Truths
) -> None:
    assert expected == figure.truths(NEAREST)


def test_the_finest_printing_is_the_sharpest_and_the_first_of_several() -> None:
    figure = printed_twice("98", "1", ("98.4", "0.1"), ("98.3", "0.1"))
    coarse = bc.Amount("1", "1", WAN, also=(bc.Amount("9999", "1", YUAN),))

    assert bc.Amount("98.4", "0.1", YUAN) == sharpest(figure)
    assert bc.Amount("9999", "1", YUAN) == sharpest(coarse)
    assert 3 == len(all_printings(figure))
    assert bc.Amount("98", "1", YUAN) == all_printings(figure)[0]
    assert bc.Amount("98", "1", YUAN) == with_also(figure, ())


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (bc.Amount("35", "0.01", WAN), "35.00"),
        (bc.Count("7", "1", THINGS, bound="at_least"), "≥7"),
        (bc.Count("7", "1", THINGS, bound="at_most"), "≤7"),
        (bc.Percent("7.5", "0.1", bound="above"), ">7.5%"),
        (bc.Percent("7", "0.1", bound="below"), "<7.0%"),
        (bc.Word("nil"), "-"),
        (bc.Word("nil", printed="无"), "无"),
        (bc.Word("increase"), "increase"),
        (bc.Word("increase", printed="增长"), "增长"),
        (bc.NotComputable(), "n/c"),
        (bc.NotComputable(printed="无法计算"), "无法计算"),
        (bc.Missing("not_available"), "not available"),
        (bc.Missing("not_available", printed="…"), "…"),
        (bc.Missing(), "absent"),
    ],
)
def test_a_figure_is_written_as_a_rule_is_filled_in_with_it(
    figure: bc.Figure, text: str
) -> None:
    assert text == figure_text(figure)


@pytest.mark.parametrize(
    ("value", "rounding", "expected"),
    [
        (5, "nearest", between("4.5", "5.5")),
        (0, "nearest", between("-0.5", "0.5")),
        (5, "cut_off", between("5", "6", open_ends="high")),
        (Fraction(1, 2), "cut_off", between("0.5", "1.5", open_ends="high")),
        (-5, "cut_off", between("-6", "-5", open_ends="low")),
        (0, "cut_off", between("-1", "1", open_ends="low high")),
    ],
)
def test_rounding_leaves_all_numbers_that_print_so(
    value: Fraction | int, rounding: str, expected: bc.Interval
) -> None:
    assert expected == rounded(Fraction(value), Fraction(1), rounding)  # type: ignore[arg-type]


def test_verdicts_are_ordered_and_what_is_undefined_is_neutral() -> None:
    order = [one for one in bc.Verdict if one is not bc.Verdict.UNDEFINED]

    for place, verdict in enumerate(order):
        for better in order[place:]:
            assert verdict is worst([better, bc.Verdict.UNDEFINED, verdict])
            assert better is best([better, bc.Verdict.UNDEFINED, verdict])
    assert bc.Verdict.UNDEFINED is worst([])
    assert bc.Verdict.UNDEFINED is best([bc.Verdict.UNDEFINED])


def test_levels_are_ordered_by_how_loud_they_are() -> None:
    quiet_to_loud = [bc.Level.NONE, bc.Level.NOTE, bc.Level.WARNING, bc.Level.ERROR]

    for place, level in enumerate(quiet_to_loud):
        for louder in quiet_to_loud[place:]:
            assert louder.reaches(level)
            assert level is louder.at_most(level)
            assert level is level.at_most(louder)
            assert (level is louder) is level.reaches(louder)


def test_a_word_that_is_no_level_is_refused_with_those_that_are() -> None:
    assert bc.Level.NOTE is level_named("note")
    with pytest.raises(bc.InvalidRuleError) as met:
        level_named("loud")

    assert "'loud' is no level" in str(met.value)
    assert "one of error, warning, note, none" in str(met.value)
    assert isinstance(met.value.__cause__, ValueError)
