"""Dimensions: amounts with amounts, cases with cases, percentages apart.

They are checked where paths meet figures, because only figures know them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias, assert_never

from budgetcheck.errors import DimensionError
from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Share,
    Tree,
    When,
)
from budgetcheck.language.expressions import Constant, Linear
from budgetcheck.language.figures import Amount, Count, Figure, Percent
from budgetcheck.language.paths import Path
from budgetcheck.language.units import Unit

Dimension: TypeAlias = tuple[str, str]  # ("currency", "CNY"), ("thing", "件")

PERCENT: Dimension = ("percentage", "")
PLAIN: Dimension = ("number", "")
_Named: TypeAlias = tuple[Dimension, str]

_UNIT_HINTS = {
    "currency": "one rule has one currency: declare `unit` where it is missing",
    "thing": "counts are compared with counts of the same thing",
}


def check_dimensions(
    rule: str, condition: Condition, figures: Mapping[Path, Figure]
) -> None:
    """Refuse a ground condition that adds or compares what cannot be.

    Raises:
        DimensionError: It names both figures.
    """
    match condition:
        case Compare(left, _, right):
            _one_dimension(rule, [*_in(left, figures), *_in(right, figures)])
        case Share():
            _check_share(rule, condition, figures)
        case All(parts) | AnyOf(parts):
            for part in parts:
                check_dimensions(rule, part, figures)
        case When(given, then):
            check_dimensions(rule, given, figures)
            check_dimensions(rule, then, figures)
        case Tree():
            return
        case _:
            assert_never(condition)


def _check_share(rule: str, share: Share, figures: Mapping[Path, Figure]) -> None:
    part = _one_dimension(rule, list(_in(share.part, figures)))
    whole = _one_dimension(rule, list(_in(share.whole, figures)))
    stated = _dimension(figures[share.stated])
    if stated is None or part is None or whole is None:
        return
    name = f"{share.stated} is {_words(stated)}"
    ratio = f"it is stated as {part[1]} / {whole[1]}"
    alike = part[0] == whole[0]
    if alike and stated != PERCENT:
        hint = 'a percentage is printed with its sign: "61.83%"'
        raise DimensionError(rule, name, ratio, hint)
    if not alike and stated != part[0]:
        hint = "a ratio of unlike figures is stated in the unit of its part"
        raise DimensionError(rule, name, ratio, hint)


def _one_dimension(rule: str, named: list[_Named]) -> _Named | None:
    if not named:
        return None
    first = named[0]
    for other in named[1:]:
        if other[0] != first[0] and not _plain_count(first[0], other[0]):
            hint = _UNIT_HINTS[first[0][0]] if first[0][0] == other[0][0] else ""
            if PLAIN in {first[0], other[0]}:
                hint = "a number beside amounts or percentages has a unit: 100%, 50万元"
            raise DimensionError(rule, _said(first), _said(other), hint)
    return next((one for one in named if one[0] != PLAIN), first)


def _plain_count(one: Dimension, other: Dimension) -> bool:
    return {one[0], other[0]} == {"number", "thing"}


def _in(linear: Linear, figures: Mapping[Path, Figure]) -> Iterator[_Named]:
    for term in linear.terms:
        if isinstance(term.of, Path):
            dimension = _dimension(figures[term.of])
            if dimension is not None:
                yield dimension, str(term.of)
        elif isinstance(term.of, Constant) and term.coefficient:
            yield _of_constant(term.of), f"{term.coefficient}{term.of.unit}"


def _dimension(figure: Figure) -> Dimension | None:
    """Return the dimension of a figure; words, marks and blanks take any."""
    match figure:
        case Amount(unit=unit) | Count(unit=unit):
            return (unit.kind, unit.name)
        case Percent():
            return PERCENT
        case _:
            return None


def _of_constant(constant: Constant) -> Dimension:
    if constant.unit in {"", "%"}:
        return PERCENT if constant.unit else PLAIN
    unit = Unit.read(constant.unit)
    return (unit.kind, unit.name)


def _said(named: _Named) -> str:
    return f"{named[1]} is {_words(named[0])}"


def _words(dimension: Dimension) -> str:
    match dimension[0]:
        case "currency":
            code = dimension[1]
            return (
                "an amount of no currency" if code == "XXX" else f"an amount in {code}"
            )
        case "thing":
            return f"a count of {dimension[1]}"
        case "percentage":
            return "a percentage"
        case _:
            return "a plain number"
