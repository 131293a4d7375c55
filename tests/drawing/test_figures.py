"""Figures: every kind, and everything that may be said of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis.errors import InvalidArgument
from tests.drawing.test_numbers import simplest, some

from budgetcheck import (
    Amount,
    Convention,
    Count,
    Figure,
    Missing,
    NotComputable,
    Percent,
    Printing,
    Unit,
    Word,
    read_figure,
)
from budgetcheck.strategies import conventions, figures, units

KINDS = (Amount, Count, Percent, Word, NotComputable, Missing)


@given(figures(kinds=(Word, NotComputable, Missing)))
def test_what_has_a_text_is_read_from_it(
    figure: Word | NotComputable | Missing,
) -> None:
    match figure:
        case Word(sense) if sense == figure.printed:
            said: object = Printing(word=sense)
        case Missing("withheld" | "absent" | "not_available" as reason, printed=""):
            said = Printing(missing=reason)
        case _:
            said = figure.printed
    read = read_figure(said)

    assert figure == read
    assert figure.printed == read.printed


@given(figures(kinds=(Amount,), unit="万元", decimals=1))
def test_units_and_decimals_of_amounts_may_be_given(figure: Figure) -> None:
    assert isinstance(figure, Amount)
    assert Unit.read("万元") == figure.unit


@pytest.mark.parametrize(
    "wanted",
    [
        *(lambda one, kind=kind: isinstance(one, kind) for kind in KINDS),
        lambda one: one.note,
        lambda one: one.place.where,
        lambda one: one.bound == "below",
        lambda one: one.rounding == "cut_off",
        lambda one: one.also,
        lambda one: isinstance(one, Amount) and one.quantum == 0,
        lambda one: isinstance(one, Percent) and one.also and one.also[0].bound,
        lambda one: isinstance(one, Missing) and one.reason == "withheld",
        lambda one: isinstance(one, Word) and one.sense == "decrease",
    ],
)
def test_everything_that_may_be_said_is_drawn(wanted: Callable[[Any], object]) -> None:
    def has(figure: Figure) -> bool:
        try:
            return bool(wanted(figure))
        except AttributeError:
            return False

    assert has(some(figures(), has))


@given(figures(kinds=(Amount, Count, Percent)))
def test_further_printings_are_of_the_same_figure(figure: Any) -> None:  # noqa: ANN401
    for other in figure.also:
        assert type(figure) is type(other)
        assert () == other.also
        assert getattr(figure, "unit", None) == getattr(other, "unit", None)


@pytest.mark.parametrize("kinds", [(), (str,), (Amount, Unit)])
def test_other_kinds_are_refused_when_drawn(kinds: tuple[type, ...]) -> None:
    with pytest.raises(InvalidArgument, match="are not some of Amount, Count"):
        some(figures(kinds=kinds))


@given(units())
def test_units_have_a_kind(unit: Unit) -> None:
    assert unit.kind in {"currency", "thing"}


@given(units(kind="thing"))
def test_units_of_things_count_things(unit: Unit) -> None:
    assert "thing" == unit.kind


def test_another_kind_of_unit_is_refused_when_drawn() -> None:
    with pytest.raises(InvalidArgument, match="none of currency, thing"):
        some(units(kind="weight"))  # type: ignore[arg-type]


def declaring(name: str) -> Convention:
    return some(conventions(), lambda one: getattr(one, name) is not None)


def test_nothing_is_declared_at_first_and_everything_in_the_end() -> None:
    assert Convention() == simplest(conventions())
    for field in attrs.fields(Convention):
        assert Convention() != declaring(field.name)


@given(conventions(reading=False))
def test_the_convention_of_a_rule_is_not_about_reading(convention: Convention) -> None:
    assert convention.unit is None
    assert convention.decimals is None
