"""Figures: what a document prints, kept as printed, with its interval of truths.

An amount, a count and a percentage know their value, quantum and unit; a word, a
mark and a blank are figures too. The quantum is a field and never guessed from a
Decimal's exponent. The text as printed and its place take no part in equality.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias, assert_never

import attrs
from moneyed import Money

from budgetcheck.language.conventions import Convention, Rounding
from budgetcheck.language.intervals import ZERO, Interval
from budgetcheck.language.numbers import decimal_text, exact_decimal
from budgetcheck.language.places import NOWHERE, Place
from budgetcheck.language.truths import Bound, Truths, ranged, rounded
from budgetcheck.language.units import Unit

Reason: TypeAlias = Literal["blank", "withheld", "not_available", "absent"]
Sense: TypeAlias = Literal["increase", "decrease", "flat", "nil"]


@attrs.frozen(kw_only=True)
class _Number:
    """What amounts, counts and percentages have in common."""

    rounding: Rounding | None = None
    bound: Bound | None = None
    printed: str = attrs.field(default="", eq=False)
    place: Place = attrs.field(default=NOWHERE, eq=False)
    note: str = attrs.field(default="", eq=False)


@attrs.frozen
class Amount(_Number):
    """A sum of money as printed.

    Shape: `also` are further printings of the same figure.
    Units: `value` and `quantum` are in `unit`; a quantum of 0 is an exact figure.

    Attributes:
        value: The number as printed, exactly.
        quantum: The distance between two neighbouring printable numbers.
        unit: Currency and scale.
        rounding: How this figure was rounded, if not as its publisher declares.
        bound: `at_least` for "70 or more"; None for a plain number.
        printed: The text as printed.
        place: Where it is printed.

    Raises:
        UnreadableNumberError: The value is a float, a boolean or no number.

    Example:
        >>> total = Amount("98.34", "0.01", Unit.read("万元"))
        >>> total.money.amount == 983400
        True
        >>> total.truths(Convention()).usual.holds(Fraction("983350"))
        True
    """

    value: Decimal = attrs.field(converter=exact_decimal)
    quantum: Decimal = attrs.field(converter=exact_decimal)
    unit: Unit
    also: tuple[Amount, ...] = ()

    @property
    def money(self) -> Money:
        """The amount as py-moneyed `Money`, in the currency's base unit."""
        return self.unit.money(self.value)

    @property
    def scale(self) -> Fraction:
        """How many base units one printed unit is."""
        return Fraction(self.unit.scale)

    def truths(self, convention: Convention) -> Truths:
        """Return what the printed text says of the truth, in base units."""
        return _truths_of_all((self, *self.also), convention)


@attrs.frozen
class Count(_Number):
    """A number of things as printed: cases, vehicles, persons.

    Units: as for `Amount`. Plain counts are exact (quantum 0); one printed in
    万件 is rounded to its last printed digit.

    Example:
        >>> short = Count("23.09", "0.01", Unit.read("万件"))
        >>> short.truths(Convention()).usual.holds(230911)
        True
    """

    value: Decimal = attrs.field(converter=exact_decimal)
    quantum: Decimal = attrs.field(converter=exact_decimal)
    unit: Unit
    also: tuple[Count, ...] = ()

    @property
    def scale(self) -> Fraction:
        """How many things one printed unit is."""
        return Fraction(self.unit.scale)

    def truths(self, convention: Convention) -> Truths:
        """Return what the printed text says of the truth, in single things."""
        return _truths_of_all((self, *self.also), convention)


@attrs.frozen
class Percent(_Number):
    """A percentage, or a difference in percentage points, as printed.

    Units: `value` and `quantum` in percentage points: 19 % is 19 ± 0.5.
    A printed 0 % is rounded like any other percentage.

    Example:
        >>> Percent("-19", "1").truths(Convention()).usual.holds(Fraction("-0.19"))
        True
    """

    value: Decimal = attrs.field(converter=exact_decimal)
    quantum: Decimal = attrs.field(converter=exact_decimal)
    also: tuple[Percent, ...] = ()

    @property
    def scale(self) -> Fraction:
        """One percentage point as a ratio."""
        return Fraction(1, 100)

    def truths(self, convention: Convention) -> Truths:
        """Return what the printed text says of the truth, as a ratio."""
        return _truths_of_all((self, *self.also), convention)


@attrs.frozen
class Word:
    """A word that stands for a number: increase, decrease, flat, or nil ("-", 无).

    Units: none of its own; it takes the rule's.

    Example:
        >>> Word("increase").truths(Convention()).printed.holds(0)
        False
    """

    sense: Sense
    printed: str = attrs.field(default="", eq=False, kw_only=True)
    place: Place = attrs.field(default=NOWHERE, eq=False, kw_only=True)
    note: str = attrs.field(default="", eq=False, kw_only=True)

    def truths(self, convention: Convention) -> Truths:  # noqa: ARG002 (one shape)
        """Return what the word says of the truth."""
        return Truths.only(_SENSES[self.sense])


@attrs.frozen(kw_only=True)
class NotComputable:
    """The document says that a percentage cannot be computed (无法计算百分比).

    Example:
        >>> NotComputable() == NotComputable(printed="n/c")
        True
    """

    printed: str = attrs.field(default="n/c", eq=False)
    place: Place = attrs.field(default=NOWHERE, eq=False)
    note: str = attrs.field(default="", eq=False)


@attrs.frozen
class Missing:
    """A figure that is not there, and why: four different things.

    Attributes:
        reason: `blank` (printed blank), `withheld`, `not_available` (…), or `absent`.

    Example:
        >>> Missing("withheld") == Missing("blank")
        False
    """

    reason: Reason = "absent"
    printed: str = attrs.field(default="", eq=False, kw_only=True)
    place: Place = attrs.field(default=NOWHERE, eq=False, kw_only=True)
    note: str = attrs.field(default="", eq=False, kw_only=True)


Number: TypeAlias = Amount | Count | Percent
Figure: TypeAlias = Amount | Count | Percent | Word | NotComputable | Missing
Stated: TypeAlias = Percent | Word | NotComputable | Missing

_SENSES = {
    "increase": Interval(0, None, low_open=True),
    "decrease": Interval(None, 0, high_open=True),
    "flat": ZERO,
    "nil": ZERO,
}


def figure_text(figure: Figure) -> str:
    """Return a figure as a rule is filled in with it, trimmed zeros restored.

    Units: written behind counts and never behind amounts.

    Example:
        >>> figure_text(Amount("35", "0.01", Unit.read("万元"), printed="35"))
        '35.00'
        >>> figure_text(Percent("-19", "1"))
        '-19%'
    """
    match figure:
        case Amount() | Count():
            return _bounded(figure, decimal_text(figure.value, figure.quantum))
        case Percent():
            return _bounded(figure, decimal_text(figure.value, figure.quantum) + "%")
        case Word():
            return figure.printed or ("-" if figure.sense == "nil" else figure.sense)
        case NotComputable():
            return figure.printed
        case Missing():
            return figure.printed or figure.reason.replace("_", " ")
        case _:
            assert_never(figure)


def all_printings(figure: Number) -> tuple[Number, ...]:
    """Return a figure's own printing and its further ones, each by itself."""
    return (with_also(figure, ()), *figure.also)


def with_also(figure: Number, also: tuple[Number, ...]) -> Number:
    """Return a figure with other further printings, which are of its own kind."""
    further: Any = also
    return attrs.evolve(figure, also=further)


def sharpest(figure: Number) -> Number:
    """Return the printing with the finest quantum, the first if several have it."""
    return min(all_printings(figure), key=_fineness) if figure.also else figure


def _fineness(figure: Number) -> Fraction:
    return Fraction(figure.quantum) * figure.scale


_SIGNS: dict[Bound, str] = {
    "at_least": "≥",
    "at_most": "≤",
    "above": ">",
    "below": "<",
}


def _bounded(figure: Number, text: str) -> str:
    return f"{_SIGNS[figure.bound]}{text}" if figure.bound else text


def _truths_of_all(printings: tuple[Number, ...], convention: Convention) -> Truths:
    if len(printings) == 1:
        return _truths_of_one(printings[0], convention)
    every = [_truths_of_one(one, convention) for one in printings]
    usual: Interval | None = every[0].usual
    widest: Interval | None = every[0].widest
    for one in every[1:]:
        usual = usual and one.usual and usual.meet(one.usual)
        widest = widest and one.widest and widest.meet(one.widest)
    sharp = printings.index(min(printings, key=_fineness))
    return Truths(every[sharp].printed, usual, widest)


def _scaled(number: Decimal, figure: Number) -> Fraction:
    above, below = number.as_integer_ratio()
    scale = figure.scale
    return Fraction(above * scale.numerator, below * scale.denominator)


def _truths_of_one(figure: Number, convention: Convention) -> Truths:
    value = _scaled(figure.value, figure)
    if figure.bound:
        return Truths.only(ranged(value, figure.bound))
    printed = Interval.point(value)
    quantum = _scaled(figure.quantum, figure)
    if not quantum:
        return Truths.only(printed)
    rounding = figure.rounding or (
        convention.percent_rounding
        if isinstance(figure, Percent)
        else convention.rounding
    )
    every = rounded(value, quantum, rounding or "nearest")
    if value or isinstance(figure, Percent):
        return Truths(printed, every, every)
    nil = convention.zero == "exact"
    return Truths(printed, printed, printed if nil else every)
