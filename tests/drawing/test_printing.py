"""Printing: truths as they are rounded, trimmed and marked."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from tests.drawing.test_numbers import simplest, some

from budgetcheck import Convention, Figure, Missing, NotComputable, Percent, Unit, Word
from budgetcheck.strategies import printing

YUAN = Unit.read("元")
NIL = Word("nil", printed="-")
EVERY = (Percent, NotComputable, Missing, Word)


def style(**declared: Any) -> printing.Style:  # noqa: ANN401 (any declaration)
    convention = Convention.of({"unit": "元", "decimals": 2} | declared)
    return printing.Style(
        convention=convention,
        decimals=convention.decimals or 0,
        percent_decimals=convention.percent_decimals or 0,
        trims=True,
        units=(convention.unit or YUAN,),
    )


def _fail(strategy: st.SearchStrategy[object]) -> None:
    pytest.fail(f"{strategy} need not be drawn")


NEVER: Any = _fail


@pytest.mark.parametrize(
    ("truth", "text"), [(12_345_678, "12346000"), (-12_345_678, "-12346000"), (9, "0")]
)
def test_thousands_are_rounded_to_thousands(truth: int, text: str) -> None:
    amount = printing.amount(NEVER, Fraction(truth), style(decimals=-3))

    assert text == amount.printed
    assert amount.value == int(text)
    assert amount.quantum == 1000


@pytest.mark.parametrize(
    ("truth", "text"),
    [(Fraction(1, 2), "50%"), (Fraction(1, 3), "33.33%"), (Fraction(1, 8), "12.5%")],
)
def test_zeros_of_a_percentage_are_trimmed_where_its_decimals_are_declared(
    truth: Fraction, text: str
) -> None:
    declared = printing.percent(NEVER, truth, style(percent_decimals=2))

    assert text == declared.printed
    assert Fraction(1, 100) == Fraction(declared.quantum)


@pytest.mark.parametrize(
    ("truth", "sense"), [(0, "flat"), (Fraction(1, 9), "increase"), (-2, "decrease")]
)
def test_a_direction_is_that_of_the_truth(truth: Fraction, sense: str) -> None:
    assert sense == printing.direction(Fraction(truth)).sense


@pytest.mark.parametrize(
    ("admits", "blank", "compared", "found"),
    [
        (EVERY, None, False, [NotComputable(), Missing("blank"), NIL]),
        (EVERY, "zero", False, [NotComputable(), NIL]),
        (EVERY, None, True, [NotComputable(), Missing("blank")]),
        ((Percent,), None, False, []),
    ],
)
def test_what_is_also_a_number_does_not_stand_for_a_ratio_of_nothing(
    admits: tuple[type, ...], blank: str | None, *, compared: bool, found: list[Figure]
) -> None:
    convention = Convention.of({"blank": blank})

    assert found == printing.marks(admits, convention, compared=compared)


def test_only_nothing_of_nothing_is_0_percent() -> None:
    @st.composite
    def of_nothing(draw: st.DrawFn, part: int) -> Figure:
        admits = (Percent, NotComputable)
        return printing.no_ratio(draw, Fraction(part), style(), admits, compared=False)

    assert NotComputable() == simplest(of_nothing(0))
    assert NotComputable() == simplest(of_nothing(1))
    assert "0%" == some(of_nothing(0), lambda one: isinstance(one, Percent)).printed
    with pytest.raises(NoSuchExample):
        some(of_nothing(1), lambda one: isinstance(one, Percent))
