"""Irregulars: texts that are no plain numbers, each read once by the object reader.

Full width, units, `≥ 90%`, 70余, words, dashes and blanks: there are few of them, and
what each says is known before the rows are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from fractions import Fraction
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from budgetcheck.errors import (
    BudgetCheckError,
    LimitError,
    UnreadableFileError,
    UnreadableNumberError,
)
from budgetcheck.frames.engines import Frame
from budgetcheck.frames.sources import Source
from budgetcheck.language.figures import (
    Figure,
    Missing,
    NotComputable,
    Number,
    Percent,
    Word,
)
from budgetcheck.language.numbers import decimals_of
from budgetcheck.language.units import NO_UNIT, Unit

TEXTS_LIMIT = 10_000
_TOLD = 20  # Of faults of one column: more than anyone corrects by hand.


class Kind(IntEnum):
    """What stands in a row, in an order that lets one comparison tell several."""

    NUMBER = 0
    MISSING = 1
    BLANK = 2
    NOT_COMPUTABLE = 3
    NIL = 4
    FLAT = 5
    INCREASE = 6
    DECREASE = 7
    AT_LEAST = 8
    AT_MOST = 9
    ABOVE = 10
    BELOW = 11


@attrs.frozen
class Irregular:
    """What a text says.

    Units: `value` and `quantum` are in the unit of the column.

    Attributes:
        kind: What it is.
        value: The number, 0 where there is none.
        quantum: What it is rounded to, 0 where it is not.
    """

    kind: Kind
    value: Fraction = Fraction(0)
    quantum: Fraction = Fraction(0)

    @property
    def decimals(self) -> int:
        """How many decimals it takes to write it."""
        return max(decimals_of(self.value), decimals_of(self.quantum))


Irregulars: TypeAlias = Mapping[str, Irregular]


def kind_of(figure: Figure) -> Kind:
    """Return what a figure is.

    Example:
        >>> kind_of(Word("nil")).name, kind_of(Percent(90, 1, bound="at_least")).name
        ('NIL', 'AT_LEAST')
    """
    match figure:
        case Missing(reason):
            return Kind.BLANK if reason == "blank" else Kind.MISSING
        case NotComputable():
            return Kind.NOT_COMPUTABLE
        case Word(sense):
            return Kind[sense.upper()]
        case _:
            return Kind[figure.bound.upper()] if figure.bound else Kind.NUMBER


def texts_in(frame: Frame, wanted: nw.Expr, text: nw.Expr, column: str) -> list[str]:
    """Return the distinct texts of some rows.

    Raises:
        LimitError: There are too many.
    """
    name = "__text"
    found: Any = frame.filter(wanted).select(text.alias(name)).unique()
    found = found.head(TEXTS_LIMIT + 1)
    if isinstance(found, nw.LazyFrame):
        found = found.collect()
    texts = sorted(found[name].to_list())
    if len(texts) > TEXTS_LIMIT:
        what, of = f"column {column!r}", "texts that are no plain numbers, or more,"
        raise LimitError(what, len(texts), TEXTS_LIMIT, of)
    return texts


@attrs.frozen
class Read:
    """The irregular texts of a column, read.

    Attributes:
        source: The column, of which it is known now whether it has percentages, and
            in which unit its figures are.
        irregulars: What each text says.
    """

    source: Source
    irregulars: Irregulars


@attrs.frozen
class Regular:
    """What the regular texts of a column are.

    Attributes:
        rates: Whether there are some with a percent sign.
        others: Whether there are some without.
        example: Returns one, with a percent sign or without.
    """

    rates: bool
    others: bool
    example: Callable[[bool], str]


def read_all(source: Source, texts: Iterable[str], regular: Regular) -> Read:
    """Read the irregular texts of a column.

    Args:
        source: The column.
        texts: Its irregular texts.
        regular: What the others are.

    Raises:
        UnreadableFileError: Some are no figures, or not of the kind or in the unit of
            the column. It tells what is wrong with the first of them.
    """
    faults: list[BudgetCheckError] = []
    figures: dict[str, Figure] = {}
    for text in texts:
        try:
            figures[text] = source.figure_in(text)
        except BudgetCheckError as error:
            faults.append(error)
    numbers = {text: one for text, one in figures.items() if isinstance(one, Number)}
    source = _of_one_kind(source, numbers, regular, faults)
    if not regular.others and not source.percent:
        source = _with_unit(source, numbers)
    found: dict[str, Irregular] = {}
    for text, figure in figures.items():
        try:
            found[text] = _irregular(source, text, figure)
        except UnreadableNumberError as error:
            faults.append(error)
    if faults:
        raise refusal(source.name, faults)
    return Read(source, found)


def refusal(column: str, faults: list[BudgetCheckError]) -> UnreadableFileError:
    """Return what is wrong with a column, as one error."""
    message = f"column {column!r} cannot be read"
    if len(faults) > _TOLD:
        message += f"; {_TOLD} of {len(faults)} faults are"
    return UnreadableFileError(message, faults[:_TOLD])


def _of_one_kind(
    source: Source,
    numbers: Mapping[str, Number],
    regular: Regular,
    faults: list[BudgetCheckError],
) -> Source:
    """Return the column as one of percentages or of others, as its texts say."""
    rates = [text for text, one in numbers.items() if isinstance(one, Percent)]
    others = [text for text, one in numbers.items() if not isinstance(one, Percent)]
    has_rates = regular.rates or bool(rates)
    if source.percent or not has_rates:
        return attrs.evolve(source, percent=bool(source.percent))
    rate = rates[0] if rates else regular.example(True)  # noqa: FBT003 (see Regular)
    if source.percent is None and not others and not regular.others:
        return attrs.evolve(source, percent=True)
    problem = "it is a percentage, and the column is declared to have none"
    if source.percent is None:
        other = others[0] if others else regular.example(False)  # noqa: FBT003
        problem = f"it is a percentage, and {other!r} is none"
    faults.append(UnreadableNumberError(rate, problem))
    return attrs.evolve(source, percent=False)


def _with_unit(source: Source, numbers: Mapping[str, Number]) -> Source:
    """Return the column with the unit that its texts name, if nothing else does."""
    units = [one.unit for one in numbers.values() if not isinstance(one, Percent)]
    if source.unit != NO_UNIT or not units:
        return source
    declared = attrs.evolve(source.declared, unit=min(units, key=_scale))
    return attrs.evolve(source, declared=declared)


def _scale(unit: Unit) -> int:
    return unit.scale


def _irregular(source: Source, text: str, figure: Figure) -> Irregular:
    kind = kind_of(figure)
    if not isinstance(figure, Number):
        return Irregular(kind)
    ratio = Fraction(1)
    if not isinstance(figure, Percent):
        mine, other = source.unit, figure.unit
        if (mine.kind, mine.name) != (other.kind, other.name):
            problem = f"the column is in {mine.text!r}, and it is in {other.text!r}"
            raise UnreadableNumberError(text, problem)
        ratio = Fraction(other.scale, mine.scale)
    bounded = kind is not Kind.NUMBER
    quantum = Fraction(0) if bounded else Fraction(figure.quantum) * ratio
    found = Irregular(kind, Fraction(figure.value) * ratio, quantum)
    scale = 10**found.decimals
    if (found.value * scale).denominator != 1 or (quantum * scale).denominator != 1:
        problem = f"in {source.unit.text!r}, the unit of the column, it has no end"
        raise UnreadableNumberError(text, problem)
    return found
