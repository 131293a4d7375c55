"""Fields: what may stand in one field of a class of documents."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

import attrs

from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.figures import (
    Amount,
    Count,
    Figure,
    Missing,
    NotComputable,
    Number,
    Percent,
    Word,
)
from budgetcheck.language.units import NO_UNIT, is_money_type

FIGURES: tuple[type, ...] = (Amount, Count, Percent, Word, NotComputable, Missing)


@attrs.frozen
class FigureField:
    """A field that holds one figure.

    Attributes:
        admits: The kinds of figures that may stand there.
        convention: What the annotation declares: `Annotated[Count, Unit.read("件")]`.
        bare: The kinds of bare numbers that stand there, if no figure may: `Decimal`,
            `int`, `Money`.
    """

    admits: tuple[type, ...] = FIGURES
    convention: Convention = UNDECLARED
    bare: tuple[type, ...] = ()


@attrs.frozen
class TextField:
    """A field that holds a text: a code, a name; a figure only where a rule says so."""


@attrs.frozen
class OtherField:
    """A field that holds no figures: a date, a flag."""


@attrs.frozen
class GroupField:
    """A field that holds an object with fields of its own."""

    of: type


@attrs.frozen
class RowsField:
    """A field that holds rows of one class, in order or by name.

    Attributes:
        of: The class of a row, or the one kind of figure that stands there.
        kind: What holds the rows: `tuple`, `list` or, by name, `dict`.
    """

    of: type
    kind: type = tuple

    @property
    def by_name(self) -> bool:
        """Whether each row has a name instead of a position."""
        return self.kind is dict

    @property
    def row(self) -> FigureField | GroupField:
        """What one row is."""
        return FigureField((self.of,)) if self.of in FIGURES else GroupField(self.of)


Field: TypeAlias = FigureField | TextField | OtherField | GroupField | RowsField


def in_points(field: FigureField, figure: Figure, convention: Convention) -> bool:
    """Say whether a plain number stands where only a percentage may stand."""
    plain = isinstance(figure, Amount) and figure.unit is (convention.unit or NO_UNIT)
    return plain and Percent in field.admits and Amount not in field.admits


def exact_zero(field: FigureField, figure: Figure, convention: Convention) -> Figure:
    """Return the exact 0 that a dash is, where only a number may stand."""
    nil = isinstance(figure, Word) and figure.sense == "nil"
    if not nil or Word in field.admits:
        return figure
    unit = convention.unit or NO_UNIT
    if Count in field.admits and unit.kind == "thing":
        return Count(0, 0, unit, printed=figure.printed, place=figure.place)
    return Amount(0, 0, unit, printed=figure.printed, place=figure.place)


def fitting(field: FigureField, figure: Figure) -> object:
    """Return what a field takes of a figure: itself, a bare number, or None.

    Example:
        >>> fitting(FigureField((Percent,)), Missing("absent"))
    """
    if not field.bare:
        return figure if isinstance(figure, field.admits) else None
    for kind in field.bare:
        if isinstance(figure, Number) and kind is Decimal:
            return figure.value
        if isinstance(figure, Number) and kind is int and figure.value % 1 == 0:
            return int(figure.value)
        if isinstance(figure, Amount) and is_money_type(kind):
            return figure.money
    return None
