"""Reading numbers as people print them, into figures.

One function, `read_figure()`, takes any printed text or number; what it cannot
read is an error that names the text, and never a silent zero.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import attrs

from budgetcheck.errors import BudgetCheckError, UnreadableNumberError
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
    with_also,
)
from budgetcheck.language.numbers import (
    check_digits,
    exact_decimal,
    exponent_of,
    trailing_zeros,
)
from budgetcheck.language.ordinary import read_plain
from budgetcheck.language.phrases import (
    HALF_WIDTH,
    NOT_AVAILABLE_MARKS,
    PARENTHESES,
    says_not_computable,
    sense_of,
    why_unreadable,
    without_sign,
)
from budgetcheck.language.places import NOWHERE, Place
from budgetcheck.language.tables import Printing
from budgetcheck.language.truths import Bound
from budgetcheck.language.units import NO_UNIT, Unit, is_money, split_money
from budgetcheck.shortening import shortened

_TEXT_LIMIT = 400
_BOUNDS: dict[str, Bound] = {
    ">=": "at_least",
    "≥": "at_least",
    "≧": "at_least",
    "<=": "at_most",
    "≤": "at_most",
    "≦": "at_most",
    ">": "above",
    "<": "below",
}
_AFTER: dict[str, Bound] = {
    "余": "at_least",
    "多": "at_least",
    "以上": "at_least",
    "以下": "at_most",
}
_MIRRORED: dict[Bound, Bound] = {
    "at_least": "at_most",
    "at_most": "at_least",
    "above": "below",
    "below": "above",
}
_POINTS = frozenset({"百分点", "个百分点"})
_PRINTED = re.compile(
    r"""
    (?P<before>>=|<=|[≥≧≤≦<>])?\s*
    (?P<open>\()?\s*
    (?P<sign>[+-])?\s?
    (?P<number>[\d.,][\d.,_'’]*)
    (?P<close>\s*\))?\s*
    (?P<after>余|多)?\s*
    (?P<unit>%|[^\d\s%()][^%]*?)??\s*
    (?P<beyond>以上|以下)?
    """,
    re.VERBOSE | re.ASCII,
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", re.ASCII)
_POWER = re.compile(r"[eE][+-]?\d", re.ASCII)
_UNIT_IN_TEXT = re.compile(r"[A-Z]{3}(?: [a-z]+)?|[^\x00-\x7f]+")


def read_figure(
    printed: object, convention: Convention = UNDECLARED, *, place: Place = NOWHERE
) -> Figure:
    """Read one figure as it is printed.

    Shape: `printed` is a text, an int, a Decimal, a `Money`, a figure, or a
    `Printing` that declares more about it.
    Units: those of the text ("23.09万件"), else those that are declared, else the
    convention's, else none.

    Raises:
        UnreadableNumberError: The text is no number; it is named in the message.
        LimitError: It has more digits than anyone prints.

    Example:
        >>> publisher = Convention(unit="万元", decimals=2)
        >>> figure = read_figure("１,２34.5", publisher)
        >>> str(figure.value), str(figure.quantum), figure.unit.text
        ('1234.5', '0.01', '万元')
        >>> read_figure("61.83％").quantum
        Decimal('0.01')
        >>> read_figure(">= 90%").bound
        'at_least'
    """
    if printed.__class__ is str:
        plain = read_plain(str(printed), convention, place)
        if plain is not None:
            return plain
    if isinstance(printed, Figure):
        return printed
    table = printed if isinstance(printed, Printing) else Printing(value=printed)
    place = place if table.where is None else attrs.evolve(place, where=table.where)
    if table.word:
        return Word(table.word, printed=table.word, place=place, note=table.note)
    if table.missing:
        return Missing(table.missing, place=place, note=table.note)
    figure = _read_value(table, convention, place)
    if not table.also:
        return figure
    if not isinstance(figure, Number):
        problem = "only a number can be printed also elsewhere"
        raise UnreadableNumberError(str(table.value), problem)
    further = tuple(_read_also(one, figure, convention, place) for one in table.also)
    return with_also(figure, further)


def _read_also(
    printed: object, first: Number, convention: Convention, place: Place
) -> Number:
    if not isinstance(first, Percent):
        convention = attrs.evolve(convention, unit=first.unit)
    figure = read_figure(printed, convention, place=place)
    if not isinstance(figure, Number) or _kind(figure) != _kind(first):
        problem = (
            f"it is not what {first.printed!r} is, so it cannot be the same figure"
        )
        raise UnreadableNumberError(figure.printed, problem)
    if figure.also:
        problem = "a further printing has no further printings: list them side by side"
        raise UnreadableNumberError(figure.printed, problem)
    return figure


def _kind(figure: Number) -> tuple[str, str]:
    if isinstance(figure, Percent):
        return ("percentage", "")
    return (figure.unit.kind, figure.unit.name)


def _read_value(table: Printing, convention: Convention, place: Place) -> Figure:
    value, note = table.value, table.note
    if is_money(value):
        number, unit = split_money(value)
        return _number(_Parts(number, unit=unit), table, convention, place, str(number))
    if not isinstance(value, str):
        exact: Any = value
        number = exact_decimal(exact)
        return _number(_Parts(number), table, convention, place, f"{number:f}")
    text = value.strip()
    if len(text) > _TEXT_LIMIT:
        check_digits(len(text))
    plain = text.translate(HALF_WIDTH)
    if not plain:
        return Missing("blank", printed=value, place=place, note=note)
    sense = sense_of(plain)
    if sense is not None:
        return Word(sense, printed=text, place=place, note=note)
    if plain in NOT_AVAILABLE_MARKS:
        return Missing("not_available", printed=text, place=place, note=note)
    if says_not_computable(plain):
        return NotComputable(printed=text, place=place, note=note)
    parts = _signed(text, plain, convention)
    return _number(parts, table, convention, place, text)


def _signed(text: str, plain: str, convention: Convention) -> _Parts:
    """Read a number of which words may say that it is a decrease: 减少23.14万元."""
    sign, rest = without_sign(plain)
    # One character for one, so that the unit is the one that was printed.
    parts = _parse(text[len(plain) - len(rest) :], convention)
    if sign > 0:
        return parts
    bound = _MIRRORED[parts.bound] if parts.bound else None
    # A minus sign would round as the caller's context says.
    number = parts.number.copy_negate() if parts.number else parts.number
    return attrs.evolve(parts, number=number, bound=bound)


@attrs.frozen
class _Parts:
    number: Decimal
    percent: bool = False
    unit: Unit | None = None
    bound: Bound | None = None


def _parse(text: str, convention: Convention) -> _Parts:
    # One character for one, so that a unit can be taken as it was printed: 台（套）.
    found = _PRINTED.fullmatch(text.translate(HALF_WIDTH))
    if found is None:
        raise UnreadableNumberError(text, why_unreadable("", text))
    digits = found["number"]
    check_digits(len(digits))
    if not _GROUPED.fullmatch(digits):
        raise UnreadableNumberError(text, why_unreadable(digits, text))
    negative = found["sign"] == "-"
    if bool(found["open"]) != bool(found["close"]):
        raise UnreadableNumberError(text, "a parenthesis is not closed")
    if found["open"]:
        zero = not digits.strip("0.,")  # Which is no more negative than positive.
        refused = convention.parentheses != "negative" and not zero
        if refused or found["sign"]:
            raise UnreadableNumberError(text, PARENTHESES)
        negative = not zero
    number = Decimal(("-" if negative else "") + digits.replace(",", ""))
    unit = text[slice(*found.span("unit"))]
    unit = "%" if found["unit"] == "%" or unit in _POINTS else unit
    if (
        unit
        and unit != "%"
        and not (_UNIT_IN_TEXT.fullmatch(unit) and unit[0].isalpha())
    ):
        what = "an exponent: write all digits" if _POWER.match(unit) else "not a unit"
        raise UnreadableNumberError(text, f"{shortened(unit)!r} is {what}")
    bounds = [found["before"], found["after"], found["beyond"]]
    given = [bound for bound in bounds if bound]
    if len(given) > 1:
        raise UnreadableNumberError(text, "it has two bounds")
    return _Parts(
        number,
        percent=unit == "%",
        unit=_unit_of(text, unit) if unit and unit != "%" else None,
        bound=(_BOUNDS | _AFTER)[given[0]] if given else None,
    )


def _unit_of(text: str, unit: str) -> Unit:
    try:
        return Unit.read(unit)
    except BudgetCheckError as error:
        raise UnreadableNumberError(text, str(error)) from error


def _number(
    parts: _Parts, table: Printing, convention: Convention, place: Place, printed: str
) -> Figure:
    unit = parts.unit or table.unit or convention.unit or NO_UNIT
    number = parts.number
    shown = max(0, -exponent_of(number))
    fewest = -trailing_zeros(number) if shown == 0 else shown
    common: dict[str, Any] = {
        "rounding": table.rounding,
        "bound": parts.bound,
        "printed": printed,
        "place": place,
        "note": table.note,
    }
    if parts.percent:
        decimals = _decimals(table, shown, convention.percent_decimals)
        return Percent(number, _quantum(table, decimals), **common)
    if unit.kind == "currency":
        declared = convention.decimals
        # A publisher that rounds to thousands declares -3, and prints 12000.
        coarse = declared is not None and declared < 0
        decimals = _decimals(table, fewest if coarse else shown, declared)
        return Amount(number, _quantum(table, decimals), unit, **common)
    exact = table.exact or (unit.scale == 1 and not shown and table.decimals is None)
    quantum = Decimal(0) if exact else _quantum(table, _decimals(table, shown, None))
    return Count(number, quantum, unit, **common)


def _decimals(table: Printing, shown: int, declared: int | None) -> int:
    if table.decimals is not None:
        check_digits(abs(table.decimals))
        return table.decimals
    return max(shown, shown if declared is None else declared)


def _quantum(table: Printing, decimals: int) -> Decimal:
    return Decimal(0) if table.exact else Decimal((0, (1,), -decimals))
