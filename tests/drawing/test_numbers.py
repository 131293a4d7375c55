"""Numbers: read back as they are printed, within their bounds, round ones first."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TypeVar

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from budgetcheck import Amount, Convention, Count, Interval, Percent, Unit, read_figure
from budgetcheck.strategies import amounts, counts, intervals, percents

T = TypeVar("T")


def simplest(
    strategy: st.SearchStrategy[T], wanted: Callable[[T], object] = lambda _: True
) -> T:
    # Without explaining, which tries hundreds of other choices.
    patient = settings(
        database=None,
        deadline=None,
        derandomize=True,
        max_examples=2000,
        phases=(Phase.generate, Phase.shrink),
    )
    return find(strategy, lambda drawn: bool(wanted(drawn)), settings=patient)


def some(
    strategy: st.SearchStrategy[T], wanted: Callable[[T], object] = lambda _: True
) -> T:
    """Return what is wanted, without asking for the simplest."""
    quick = settings(
        database=None,
        deadline=None,
        derandomize=True,
        max_examples=2000,
        phases=(Phase.generate,),
    )
    return find(strategy, lambda drawn: bool(wanted(drawn)), settings=quick)


def decimals_of(figure: Amount) -> int:
    return -int(figure.quantum.as_tuple().exponent)


class TestAmounts:
    @given(amounts())
    def test_they_are_multiples_of_their_quantum_and_read_back(
        self, amount: Amount
    ) -> None:
        declared = Convention(unit=amount.unit, decimals=decimals_of(amount))
        read = read_figure(amount.printed, declared)

        assert 0 == Fraction(amount.value) % Fraction(amount.quantum)
        assert amount == read
        assert amount.printed == read.printed

    @given(st.integers(-99, 99), st.integers(0, 99), st.integers(-3, 5), st.data())
    def test_they_lie_within_their_bounds(
        self, low: int, width: int, decimals: int, data: st.DataObject
    ) -> None:
        one, other = low * 1000, (low + width) * 1000
        amount = data.draw(amounts(one, str(other), unit="元", decimals=decimals))

        assert one <= amount.value <= other
        assert decimals == decimals_of(amount)

    def test_they_shrink_to_round_numbers(self) -> None:
        assert "0.00" == simplest(amounts()).printed
        assert "10000.00" == simplest(amounts(), lambda one: one.value > 1234).printed
        assert "-10000.00" == simplest(amounts(), lambda one: one.value < -5).printed
        assert (
            "100" == simplest(amounts(decimals=0), lambda one: one.value % 1000).printed
        )

    @pytest.mark.parametrize("unit", ["万元", "GBP thousand"])
    def test_they_are_in_the_unit_that_is_given(self, unit: str) -> None:
        assert Unit.read(unit) == simplest(amounts(unit=unit)).unit

    def test_zeros_are_trimmed_and_thousands_grouped_now_and_then(self) -> None:
        whole = amounts(1, decimals=2)

        assert "10000" == simplest(whole, lambda one: "." not in one.printed).printed
        assert "10,000.00" == simplest(whole, lambda one: "," in one.printed).printed

    def test_bounds_choose_decimals_that_fit(self) -> None:
        assert 3 == decimals_of(simplest(amounts("0.001", "0.002")))

    @given(amounts(decimals=3))
    def test_the_ambient_decimal_context_changes_nothing(self, amount: Amount) -> None:
        with localcontext(prec=2):
            assert Fraction(amount.printed.replace(",", "")) == Fraction(amount.value)


class TestCounts:
    @given(counts())
    def test_they_read_back(self, count: Count) -> None:
        read = read_figure(count.printed, Convention(unit=count.unit))

        assert count == read
        assert count.value >= 0

    @given(counts(unit="件"))
    def test_a_count_of_single_things_is_exact(self, count: Count) -> None:
        assert 0 == count.quantum

    @given(counts(-10, 10, unit="件", decimals=1))
    def test_one_that_is_printed_with_decimals_is_not(self, count: Count) -> None:
        assert Decimal("0.1") == count.quantum
        assert count == read_figure(count.printed, Convention(unit=count.unit))

    def test_they_shrink_to_round_numbers(self) -> None:
        found = simplest(counts(), lambda one: one.value > 17)

        assert ("10000", "件") == (found.printed, found.unit.text)


class TestPercents:
    @given(percents())
    def test_they_read_back_with_their_own_decimals(self, percent: Percent) -> None:
        assert percent == read_figure(percent.printed)

    @given(percents(0, 100, decimals=2))
    def test_they_read_back_with_those_that_are_declared(
        self, percent: Percent
    ) -> None:
        declared = Convention(percent_decimals=2)

        assert percent == read_figure(percent.printed, declared)
        assert 0 <= percent.value <= 100

    def test_they_shrink_to_round_numbers(self) -> None:
        assert (
            "100.00%" == simplest(percents(0, 100), lambda one: one.value > 3).printed
        )


class TestIntervals:
    @given(intervals(-3, "4.5", max_denominator=8))
    def test_they_lie_within_their_bounds(self, interval: Interval) -> None:
        assert Interval(-3, Fraction("4.5")).covers(interval)

    @given(intervals(0, allow_open=False))
    def test_without_open_ends_they_are_closed(self, interval: Interval) -> None:
        assert (False, False) == (interval.low_open, interval.high_open)
        assert interval.low is not None
        assert interval.high is not None

    @given(intervals(allow_open=False))
    def test_absent_ends_are_never_open(self, interval: Interval) -> None:
        assert (False, False) == (interval.low_open, interval.high_open)

    def test_what_is_not_allowed_is_not_the_simplest_either(self) -> None:
        def ends(one: Interval) -> object:
            return one.low != one.high and one.low is not None

        closed = simplest(intervals(0, allow_open=False), ends)

        assert Interval(0, 1) == closed
        assert Interval(0, 1) == simplest(intervals(0, allow_absent=False), ends)
        assert Interval.point(0) == simplest(intervals(0, 1, allow_open=False))

    def test_every_shape_is_drawn_and_the_point_0_first(self) -> None:
        def far(one: Interval) -> bool:
            return one.low is None and one.high is None

        assert Interval.point(0) == simplest(intervals())
        assert Interval() == simplest(intervals(), far)
        assert Interval(0, 1, low_open=True, high_open=True) == simplest(
            intervals(), lambda one: one.low_open and one.high_open
        )
        assert Interval(0, None, low_open=True) == simplest(
            intervals(), lambda one: one.low_open and one.high is None
        )


@pytest.mark.parametrize(
    ("strategy", "problem"),
    [
        (amounts(0.5), "not exact"),  # type: ignore[arg-type]
        (amounts(True), "not exact"),  # noqa: FBT003
        (amounts("much"), "not a plain number"),
        (amounts(2, 1), "above"),
        (amounts("0.001", "0.002", decimals=2), "no number with 2 decimals"),
        (amounts(unit="件"), "and not a currency"),
        (amounts(unit="GBX"), "no ISO 4217 currency"),
        (amounts(decimals=31), "not from -30 to 30"),
        (amounts(decimals="2"), "no whole number|not a whole"),  # type: ignore[arg-type]
        (counts(unit="元"), "and not a thing"),
        (counts(decimals=-1), "not from 0 to 30"),
        (percents(decimals=True), "not a whole number"),
        (intervals(0, allow_absent=True), "allow_absent"),
        (intervals("0.001", "0.002"), "no fraction"),
        (intervals(max_denominator=0), "no fraction"),
    ],
    ids=repr,
)
def test_wrong_arguments_are_errors_when_drawn(
    strategy: st.SearchStrategy[object], problem: str
) -> None:
    with pytest.raises(InvalidArgument, match=problem):
        some(strategy)
