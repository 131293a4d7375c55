"""Printing: truths as a publisher prints them, rounded, trimmed and marked.

Truths are exact, in base units (元, single things, ratios). A `Style` is how one
document is printed; it is drawn, or follows from the convention that is given.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from budgetcheck.language.conventions import Convention, Rounding
from budgetcheck.language.figures import (
    Amount,
    Count,
    Figure,
    Missing,
    NotComputable,
    Percent,
    Sense,
    Word,
)
from budgetcheck.language.numbers import trailing_zeros
from budgetcheck.language.units import NO_UNIT, Unit

UNITS = tuple(
    Unit.read(text)
    for text in ("元", "万元", "亿元", "GBP", "GBP thousand", "USD million")
)
DECIMALS = 2
_MORE_DECIMALS = 60


@attrs.frozen(kw_only=True)
class Style:
    """How one document is printed.

    Attributes:
        convention: What its publisher declares.
        decimals: How many decimals amounts have.
        percent_decimals: How many percentages have.
        trims: Whether zeros at the end of decimals are left out.
        units: Units of amounts: the publisher's, and others that are printed behind
            the number.
    """

    convention: Convention
    decimals: int
    percent_decimals: int
    trims: bool
    units: tuple[Unit, ...]

    @property
    def unit(self) -> Unit:
        """The unit of figures that name none."""
        return self.convention.unit or NO_UNIT


@st.composite
def money_units(draw: st.DrawFn, currency: str = "") -> Unit:
    """Draw a unit of amounts, in a currency if one is named."""
    found = [unit for unit in UNITS if currency in {"", unit.name}]
    return draw(st.sampled_from(found or [Unit.currency(currency)]))


@st.composite
def declarations(draw: st.DrawFn, currency: str = "") -> Convention:
    """Draw all that a publisher may declare of how truths are printed."""
    return Convention(
        unit=draw(money_units(currency)),
        decimals=draw(st.sampled_from((DECIMALS, 0, 1, 4, -3))),
        percent_decimals=draw(st.sampled_from((None, DECIMALS))),
        rounding=draw(st.sampled_from((None, "cut_off"))),
        percent_rounding=draw(st.sampled_from((None, "cut_off"))),
        zero=draw(st.sampled_from((None, "exact"))),
        negative_base=draw(st.sampled_from((None, "absolute"))),
        blank=draw(st.sampled_from((None, "zero"))),
    )


@st.composite
def styles(
    draw: st.DrawFn, convention: Convention, *, mixed: bool, trimmed: bool
) -> Style:
    """Draw what a convention leaves open.

    What is printed in another unit says so; zeros are left out only where a reader
    knows how many there are.
    """
    decimals, points = convention.decimals, convention.percent_decimals
    unit = convention.unit or NO_UNIT
    every = [unit, *(one for one in UNITS if one.name == unit.name and one != unit)]
    several = mixed and not draw(st.sampled_from((True, True, True, False)))
    return Style(
        convention=convention,
        decimals=draw(st.sampled_from((2, 0, 1))) if decimals is None else decimals,
        percent_decimals=draw(st.sampled_from((2, 1, 0))) if points is None else points,
        trims=trimmed and decimals is not None and draw(st.booleans()),
        units=tuple(every if several else every[:1]),
    )


def amount(draw: st.DrawFn, truth: Fraction, style: Style) -> Amount:
    """Print a truth as an amount."""
    unit, decimals = style.units[0], style.decimals
    if len(style.units) > 1:
        unit = draw(st.sampled_from(style.units))
    convention = style.convention
    exact = truth.numerator, truth.denominator * unit.scale
    text = rounded_text(draw, exact, decimals, convention.rounding)
    if convention.zero == "exact" and truth:
        # Such a publisher does not print 0 for what is not 0.
        while not text.strip("0.") and decimals < _MORE_DECIMALS:
            decimals += 1
            text = rounded_text(draw, exact, decimals, convention.rounding)
    if style.trims:
        text = _trimmed(text)
    value = Decimal(text)
    step = decimals
    if decimals < 0:
        step = max(-trailing_zeros(value), decimals)
    mark = unit.text if unit is not style.unit else ""
    quantum = Decimal((0, (1,), -step))
    return Amount(value, quantum, unit, printed=f"{text}{mark}")


def count(draw: st.DrawFn, truth: Fraction, unit: Unit) -> Count:
    """Print a truth as a count; a number that is not whole, with decimals."""
    whole = truth.denominator == 1
    exact = truth.as_integer_ratio()
    text = rounded_text(draw, exact, 0 if whole else DECIMALS, None)
    quantum = Decimal(0) if whole else Decimal((0, (1,), -DECIMALS))
    return Count(Decimal(text), quantum, unit, printed=f"{text}{unit.text}")


def percent(draw: st.DrawFn, truth: Fraction, style: Style) -> Percent:
    """Print a ratio as a percentage."""
    decimals, convention = style.percent_decimals, style.convention
    exact = truth.numerator * 100, truth.denominator
    text = rounded_text(draw, exact, decimals, convention.percent_rounding)
    if style.trims and convention.percent_decimals is not None:
        text = _trimmed(text)
    quantum = Decimal((0, (1,), -decimals))
    return Percent(Decimal(text), quantum, printed=f"{text}%")


def direction(truth: Fraction) -> Word:
    """Say a truth as a word."""
    sense: Sense = "flat"
    if truth:
        sense = "increase" if truth > 0 else "decrease"
    return Word(sense, printed=sense)


def nothing(draw: st.DrawFn, style: Style, admits: tuple[type, ...]) -> Figure | None:
    """Print an exact zero as a mark or a blank, where that may stand, or not."""
    marks: list[Figure | None] = [None, None]
    if Word in admits:
        marks.append(Word("nil", printed="-"))
    if Missing in admits and style.convention.blank == "zero":
        marks.append(Missing("blank"))
    return draw(st.sampled_from(marks)) if marks[2:] else None


def marks(
    admits: tuple[type, ...], convention: Convention, *, compared: bool
) -> list[Figure]:
    """Return what may stand for a ratio whose whole is 0.

    A dash is also the number 0, and so is a blank where it is declared to be.
    """
    found: list[Figure] = []
    if NotComputable in admits:
        found.append(NotComputable())
    if Missing in admits and convention.blank != "zero":
        found.append(Missing("blank"))
    if Word in admits and not compared:
        found.append(Word("nil", printed="-"))
    return found


def no_ratio(
    draw: st.DrawFn,
    part: Fraction,
    style: Style,
    admits: tuple[type, ...],
    *,
    compared: bool,
) -> Figure:
    """Print what stands where the whole is 0."""
    convention = style.convention
    found = marks(admits, convention, compared=compared)
    accepted = convention.zero_over_zero != "not_computable"
    if Percent in admits and not part and not compared and accepted:
        found.append(Percent(0, 1, printed="0%"))
    return draw(st.sampled_from(found))


def rounded_text(
    draw: st.DrawFn, exact: tuple[int, int], decimals: int, rounding: Rounding | None
) -> str:
    """Write a fraction with so many decimals; a tie goes either way."""
    scale = 10 ** abs(decimals)
    above, below = exact
    if decimals < 0:
        below *= scale
    else:
        above *= scale
    units, rest = divmod(abs(above), below)
    if rounding != "cut_off":
        twice = 2 * rest
        units += twice > below or (twice == below and draw(st.booleans()))
    sign = "-" if above < 0 and units else ""
    if decimals <= 0:
        return f"{sign}{units * scale if decimals else units}"
    digits = str(units).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
