"""Law 7. Intervals contain the truth, and are exact where each figure occurs once."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.strategies import accounts
from tests.strategies.accounts import Rounding

from budgetcheck import Convention, Interval, Path, Printing, check, read_figure
from budgetcheck.checking.ratios import quotients, reach
from budgetcheck.language.forms import Form

NAMES = tuple(Path.of(name) for name in "abc")


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Draw a bounded closed interval, often a point."""
    low = draw(st.fractions(-20, 20, max_denominator=8))
    width = draw(st.one_of(st.just(Fraction(0)), st.fractions(0, 5, max_denominator=8)))
    return Interval(low, low + width)


def boxes() -> st.SearchStrategy[dict[Path, Interval]]:
    return st.fixed_dictionaries({name: intervals() for name in NAMES})


def forms() -> st.SearchStrategy[Form]:
    whole = st.integers(-3, 3).map(Fraction)
    return st.builds(Form, st.fixed_dictionaries(dict.fromkeys(NAMES, whole)), whole)


def corners(box: dict[Path, Interval]) -> list[dict[Path, Fraction]]:
    """Every corner of a box: a linear form is extreme at one of them."""
    ends = [(box[name].low, box[name].high) for name in NAMES]
    return [dict(zip(NAMES, corner, strict=True)) for corner in product(*ends)]  # type: ignore[arg-type]


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

    @given(forms(), boxes())
    def test_the_range_of_a_form_is_that_of_its_corners(
        self, form: Form, box: dict[Path, Interval]
    ) -> None:
        values = [form.at(corner) for corner in corners(box)]

        assert Interval(min(values), max(values)) == form.over(box)


class TestRatios:
    """*Exact*, also where a figure stands in part and whole."""

    @given(forms(), forms(), intervals(), boxes())
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

    @given(forms(), forms(), boxes())
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

    @given(forms(), forms(), boxes(), st.fractions(-9, 9, max_denominator=6))
    def test_a_half_open_end_counts_only_from_inside(
        self, part: Form, whole: Form, box: dict[Path, Interval], value: Fraction
    ) -> None:
        closed = reach(part, whole, Interval(value, value + 1), box)
        half = Interval(value, value + 1, high_open=True)
        opened = reach(part, whole, half, box)
        at_the_end = reach(part, whole, Interval.point(value + 1), box)

        assert closed.possible is (opened.possible or at_the_end.possible)

    @given(forms(), forms(), boxes(), st.fractions(-9, 9, max_denominator=6))
    def test_an_absent_end_is_a_very_far_one(
        self, part: Form, whole: Form, box: dict[Path, Interval], value: Fraction
    ) -> None:
        far = Interval(value, value + 10**9)

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

    @given(intervals(), intervals(), st.fractions(-30, 30, max_denominator=8))
    def test_what_both_hold_is_in_their_meeting(
        self, one: Interval, other: Interval, number: Fraction
    ) -> None:
        met = one.meet(other)

        assert (one.holds(number) and other.holds(number)) is (
            met is not None and met.holds(number)
        )

    @given(intervals(), intervals())
    def test_meeting_is_commutative_and_idempotent(
        self, one: Interval, other: Interval
    ) -> None:
        assert one.meet(other) == other.meet(one)
        assert one.meet(one) == one

    @given(intervals(), st.fractions(-3, 3, max_denominator=4))
    def test_a_multiple_and_back_is_the_same(
        self, one: Interval, factor: Fraction
    ) -> None:
        assume(factor)

        assert one == one.times(factor).times(1 / factor)
