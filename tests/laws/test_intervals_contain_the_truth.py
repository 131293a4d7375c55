"""Law 7. Intervals contain the truth, and are exact where each figure occurs once."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import accounts
from tests.strategies.accounts import Rounding

from budgetcheck import (
    Amount,
    Convention,
    Count,
    Interval,
    Path,
    Percent,
    Printing,
    check,
    read_figure,
    strategies,
)
from budgetcheck.language.figures import all_printings, with_also
from budgetcheck.language.forms import Form, collected
from budgetcheck.language.ratios import quotients, reach

NAMES = tuple(Path.of(name) for name in "abc")


# Few numbers of few digits, so that ends meet now and then.
BOUNDED = strategies.intervals(-20, 25, max_denominator=8, allow_open=False)
ANY = strategies.intervals(max_denominator=8)
WHOLE = st.integers(-3, 3).map(Fraction)
FORMS = st.one_of(
    strategies.expressions(figures=NAMES, units=[""]).map(collected),
    st.builds(Form, st.fixed_dictionaries(dict.fromkeys(NAMES, WHOLE)), WHOLE),
)
BOXES = st.fixed_dictionaries(dict.fromkeys(NAMES, BOUNDED))
FACTORS = (Fraction(-3), Fraction(-1), Fraction(-1, 4), Fraction(2, 3), Fraction(2))
ANY_BOXES = st.fixed_dictionaries(dict.fromkeys(NAMES, ANY))
FIGURES = strategies.figures(kinds=(Amount, Count, Percent))


def corners(box: dict[Path, Interval]) -> list[dict[Path, Fraction]]:
    """Every corner of a box: a linear form is extreme at one of them."""
    ends = [(box[name].low, box[name].high) for name in NAMES]
    return [dict(zip(NAMES, corner, strict=True)) for corner in product(*ends)]  # type: ignore[arg-type]


def inside(interval: Interval, eighths: int) -> Fraction:
    """Return a number of the interval, so many eighths of the way through it."""
    low, high = interval.low, interval.high
    if low is None:
        low = Fraction(-99) if high is None else high - 99
    high = low + 99 if high is None else high
    number = low + (high - low) * Fraction(eighths, 8)
    return number if interval.holds(number) else (low + high) / 2


class TestPrinting:
    """*Intervals contain the truth.*"""

    @given(accounts.truths(), accounts.roundings(), st.integers(-3, 4), st.data())
    def test_a_printed_figure_contains_the_truth_it_was_printed_from(
        self, truth: Fraction, rounding: Rounding, decimals: int, data: st.DataObject
    ) -> None:
        quantum = Fraction(10) ** -decimals
        tie_up = data.draw(st.booleans())
        units = accounts.rounded_units(truth / quantum, rounding, tie_up=tie_up)
        text = accounts.decimal_text(units, max(0, decimals))
        if decimals < 0:
            text += "0" * -decimals
        figure = read_figure(
            Printing(value=text, decimals=decimals), Convention(rounding=rounding)
        )
        truths = figure.truths(Convention(rounding=rounding))  # type: ignore[union-attr]

        assert truths.widest is not None
        assert truths.widest.holds(truth)
        assert not units or truths.usual == truths.widest

    @given(accounts.truths(), accounts.roundings(), st.data())
    def test_further_printings_contain_the_truth_together(
        self, truth: Fraction, rounding: Rounding, data: st.DataObject
    ) -> None:
        tables = [
            data.draw(accounts.printings(truth, rounding=rounding, decimals=decimals))[
                0
            ]
            for decimals in (2, 0, 3)
        ]
        # A table's own decimals are those it prints: trimmed zeros need a document.
        for table, decimals in zip(tables, (2, 0, 3), strict=True):
            table["decimals"] = decimals
        printing = Printing.of({**tables[0], "also": tables[1:]})
        figure = read_figure(printing, Convention(rounding=rounding))
        truths = figure.truths(Convention(rounding=rounding))  # type: ignore[union-attr]

        assert truths.widest is not None
        assert truths.widest.holds(truth)

    @given(FIGURES, strategies.conventions())
    def test_what_is_printed_is_usual_and_what_is_usual_is_possible(
        self, figure: Amount | Count | Percent, convention: Convention
    ) -> None:
        truths = with_also(figure, ()).truths(convention)

        assert truths.usual is not None
        assert truths.widest is not None
        assert truths.usual.covers(truths.printed)
        assert truths.widest.covers(truths.usual)

    @given(FIGURES, strategies.conventions())
    def test_each_further_printing_leaves_fewer_truths(
        self, figure: Amount | Count | Percent, convention: Convention
    ) -> None:
        together = figure.truths(convention).widest
        for one in all_printings(figure):
            alone = one.truths(convention).widest

            assert alone is not None
            assert together is None or alone.covers(together)

    @given(accounts.sums(relation="="))
    def test_the_possible_interval_contains_the_true_total(
        self, account: accounts.Account
    ) -> None:
        report = check(
            account.printed,
            [account.rule],
            convention=Convention.of(account.convention),
        )
        possible = report.findings[0].evidence.possible
        hidden = any(
            not Fraction(str(table["value"]))  # type: ignore[index]
            for table in account.printed.values()
        )
        left, _, _ = account.rule.partition(" = ")
        parts = {name: v for name, v in account.truths.items() if name != "total"}
        both = account.truths["total"]

        assert possible is not None
        assert parts
        assert hidden or possible.holds(both), left


class TestForms:
    """*Exact where each figure occurs once*: a linear form over a box."""

    @given(FORMS, BOXES)
    def test_the_range_of_a_form_is_that_of_its_corners(
        self, form: Form, box: dict[Path, Interval]
    ) -> None:
        values = [form.at(corner) for corner in corners(box)]

        assert Interval(min(values), max(values)) == form.over(box)

    @given(FORMS, ANY_BOXES)
    def test_it_is_what_its_figures_add_up_to_whatever_their_ends(
        self, form: Form, box: dict[Path, Interval]
    ) -> None:
        added = Interval.point(form.constant)
        for path, coefficient in form.coefficients.items():
            added = added.plus(box[path].times(coefficient))

        assert added == form.over(box)

    @given(FORMS, ANY_BOXES, st.integers(0, 8))
    def test_it_holds_the_form_of_any_truths(
        self, form: Form, box: dict[Path, Interval], eighths: int
    ) -> None:
        truths = {path: inside(box[path], eighths) for path in NAMES}

        assert form.over(box).holds(form.at(truths))


class TestRatios:
    """*Exact*, also where a figure stands in part and whole."""

    @given(FORMS, FORMS, BOUNDED, BOXES)
    def test_a_ratio_is_possible_exactly_if_corners_say_so(
        self, part: Form, whole: Form, stated: Interval, box: dict[Path, Interval]
    ) -> None:
        values = [
            part.at(corner) - end * whole.at(corner)
            for corner in corners(box)
            for end in (stated.low, stated.high)
            if end is not None
        ]
        possible = min(values) <= 0 <= max(values)

        assert possible is reach(part, whole, stated, box).possible

    @given(FORMS, FORMS, BOXES)
    def test_the_quotients_of_a_box_are_those_of_its_corners(
        self, part: Form, whole: Form, box: dict[Path, Interval]
    ) -> None:
        wholes = [whole.at(corner) for corner in corners(box)]
        found = quotients(part, whole, box)
        if min(wholes) <= 0 <= max(wholes):
            assert found is None
            return
        values = [part.at(corner) / whole.at(corner) for corner in corners(box)]

        assert Interval(min(values), max(values)) == found

    @given(FORMS, FORMS, BOXES, st.fractions(-9, 9, max_denominator=6))
    def test_a_half_open_end_counts_only_from_inside(
        self, part: Form, whole: Form, box: dict[Path, Interval], value: Fraction
    ) -> None:
        closed = reach(part, whole, Interval(value, value + 1), box)
        half = Interval(value, value + 1, high_open=True)
        opened = reach(part, whole, half, box)
        at_the_end = reach(part, whole, Interval.point(value + 1), box)

        assert closed.possible is (opened.possible or at_the_end.possible)

    @given(FORMS, FORMS, BOXES, st.fractions(-9, 9, max_denominator=6))
    def test_an_absent_end_is_a_very_far_one(
        self, part: Form, whole: Form, box: dict[Path, Interval], value: Fraction
    ) -> None:
        far = Interval(value, value + 10**300)  # Farther than any coefficient.

        assert (
            reach(part, whole, far, box).possible
            is reach(part, whole, Interval(value, None), box).possible
        )

    def test_a_naive_quotient_would_be_too_wide(self) -> None:
        a, rest = NAMES[:2]
        half = Fraction(1, 200)
        box = {
            a: Interval(Fraction("98.54") - half, Fraction("98.54") + half),
            rest: Interval(Fraction("24.91") - half, Fraction("24.91") + half),
        }
        one = Fraction(1)
        found = quotients(
            Form({a: one}, Fraction(0)), Form({a: one, rest: one}, Fraction(0)), box
        )
        low, high = Fraction("98.535"), Fraction("98.545")
        naive = high / (low + Fraction("24.905")) - low / (high + Fraction("24.915"))

        assert found is not None
        assert found.width is not None
        assert naive / found.width == pytest.approx(2.6, abs=0.05)


class TestAlgebra:
    """*Intervals* are sets of numbers, and meet, add and scale as sets do."""

    @given(ANY, ANY, st.fractions(-30, 30, max_denominator=8))
    def test_what_both_hold_is_in_their_meeting(
        self, one: Interval, other: Interval, number: Fraction
    ) -> None:
        met = one.meet(other)

        assert (one.holds(number) and other.holds(number)) is (
            met is not None and met.holds(number)
        )

    @given(ANY, ANY)
    def test_meeting_is_commutative_and_idempotent(
        self, one: Interval, other: Interval
    ) -> None:
        assert one.meet(other) == other.meet(one)
        assert one.meet(one) == one

    @given(ANY, st.sampled_from(FACTORS))
    def test_a_multiple_and_back_is_the_same(
        self, one: Interval, factor: Fraction
    ) -> None:
        assert one == one.times(factor).times(1 / factor)
