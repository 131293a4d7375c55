"""Exact numbers: what is let in at the door, and how numbers are written."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from budgetcheck import LimitError, UnreadableNumberError
from budgetcheck.language.numbers import (
    check_digits,
    decimal_text,
    decimals_of,
    exact_decimal,
    exact_fraction,
    exponent_of,
    fixed,
    trailing_zeros,
)


@pytest.mark.parametrize(
    "given", ["98.50", "-3", "+3", ".5", "007", 0, -12, Decimal("1E+2"), "9" * 120]
)
def test_a_plain_number_is_taken_as_it_is(given: Decimal | int | str) -> None:
    exact = exact_decimal(given)

    assert Decimal(given) == exact
    assert str(Decimal(given)) == str(exact)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            1.5,
            "cannot read '1.5' as a figure: a float is not exact",
        ),
        (True, "cannot read 'True' as a figure: a bool is not exact"),
        (None, "cannot read 'None' as a figure: a NoneType is not exact"),
        ("1e5", "cannot read '1e5' as a figure: it is not a plain number"),
        ("1.", "it is not a plain number"),
        ("１", "it is not a plain number"),
        (Decimal("NaN"), "cannot read 'NaN' as a figure: it is not a finite number"),
        (Decimal("sNaN"), "cannot read 'sNaN' as a figure: it is not a finite number"),
        (
            Decimal("-Infinity"),
            "cannot read '-Infinity' as a figure: it is not a finite number",
        ),
    ],
)
def test_what_is_no_exact_number_is_refused(given: object, words: str) -> None:
    with pytest.raises(UnreadableNumberError, match=re.escape(words)):
        exact_decimal(given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("longest", "longer"),
    [
        ("9" * 120, "9" * 121),
        (Decimal("9" * 120), Decimal("9" * 121)),
        (Decimal((0, (9,) * 30, 90)), Decimal((0, (9,) * 30, 91))),
        (Decimal((0, (9,) * 30, -90)), Decimal((0, (9,) * 30, -91))),
        (Decimal("1E+119"), Decimal("1E+120")),
        (Decimal("1E-119"), Decimal("1E-120")),
        (2**482, 2**483),
    ],
)
def test_a_number_has_120_digits_or_fewer(
    longest: Decimal | int | str, longer: Decimal | int | str
) -> None:
    assert Decimal(longest) == exact_decimal(longest)
    with pytest.raises(LimitError, match="a number of 121 digits is refused"):
        exact_decimal(longer)


def test_a_coefficient_may_have_many_digits_on_both_sides_of_the_line() -> None:
    long = 10**120 - 1

    assert Fraction(1, long) == exact_fraction(Fraction(1, long))
    assert Fraction(-long) == exact_fraction(Fraction(-long))
    assert Fraction(1, 20) == exact_fraction("0.05")
    for longer in (Fraction(10**120), Fraction(-(10**120)), Fraction(1, 10**120)):
        with pytest.raises(LimitError, match="121"):
            exact_fraction(longer)
    with pytest.raises(LimitError, match="5001"):
        exact_fraction(Fraction(10**5000))


def test_a_limit_is_told_with_what_was_counted() -> None:
    check_digits(120)
    with pytest.raises(LimitError) as met:
        check_digits(121)

    assert LimitError("a number", 121, 120, "digits").args == met.value.args


@pytest.mark.parametrize(
    ("number", "exponent"), [("98.50", -2), ("1E+3", 3), ("0", 0), ("-0.001", -3)]
)
def test_an_exponent_is_that_of_the_last_digit(number: str, exponent: int) -> None:
    assert exponent == exponent_of(Decimal(number))


@pytest.mark.parametrize(
    ("number", "zeros"), [(12000, 3), (7, 0), (10, 1), (101, 0), (-500, 2), (0, 120)]
)
def test_zeros_at_the_end_are_counted(number: int, zeros: int) -> None:
    assert zeros == trailing_zeros(Decimal(number))


@pytest.mark.parametrize(
    ("quantum", "decimals"),
    [
        (Decimal("0.01"), 2),
        (Decimal("0.10"), 1),
        (Decimal(1000), 0),
        (Decimal("0.5"), 1),
        (Fraction(1, 8), 3),
        (Fraction(3, 40), 3),
        (Fraction(1, 3), 120),
        (Decimal(0), 0),
    ],
)
def test_decimals_are_as_many_as_it_takes(
    quantum: Decimal | Fraction, decimals: int
) -> None:
    assert decimals == decimals_of(quantum)


@pytest.mark.parametrize(
    ("value", "quantum", "text"),
    [
        ("35", "0.01", "35.00"),
        ("35.125", "0.01", "35.125"),
        ("-35", "1", "-35"),
        ("1200", "100", "1200"),
        ("0", "0.1", "0.0"),
    ],
)
def test_trimmed_zeros_are_restored(value: str, quantum: str, text: str) -> None:
    assert text == decimal_text(Decimal(value), Decimal(quantum))


@pytest.mark.parametrize(
    ("value", "decimals", "nearest", "down", "up"),
    [
        (Fraction(1, 8), 2, "0.13", "0.12", "0.13"),
        (Fraction(-1, 8), 2, "-0.13", "-0.13", "-0.12"),
        (Fraction(1, 3), 2, "0.33", "0.33", "0.34"),
        (Fraction(5, 2), 0, "3", "2", "3"),
        (Fraction(-5, 2), 0, "-3", "-3", "-2"),
        (Fraction(-1, 1000), 2, "0.00", "-0.01", "0.00"),
        (Fraction(1, 1000), 2, "0.00", "0.00", "0.01"),
        (Fraction(12345, 100), 1, "123.5", "123.4", "123.5"),
        (Fraction(7), 0, "7", "7", "7"),
        (Fraction(0), 1, "0.0", "0.0", "0.0"),
        (Fraction(1, 20), 1, "0.1", "0.0", "0.1"),
        (Fraction(10), 3, "10.000", "10.000", "10.000"),
    ],
)
def test_a_number_is_written_with_so_many_decimals(
    value: Fraction, decimals: int, nearest: str, down: str, up: str
) -> None:
    assert nearest == fixed(value, decimals)
    assert down == fixed(value, decimals, -1)
    assert up == fixed(value, decimals, 1)


def test_a_refusal_says_what_to_give_instead() -> None:
    with pytest.raises(UnreadableNumberError, match=r"give a string, Decimal or int$"):
        exact_decimal(1.5)  # type: ignore[arg-type]
