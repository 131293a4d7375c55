"""Conventions: the units in which publishers print, and what else they declare."""

from __future__ import annotations

from typing import Any, get_args

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from budgetcheck.language.conventions import (
    READING_FIELDS,
    Blank,
    Convention,
    NegativeBase,
    Parentheses,
    Rounding,
    SharesAdjusted,
    Zero,
    ZeroOverZero,
)
from budgetcheck.language.units import NO_UNIT, Unit, UnitKind

MONEY = (
    *map(Unit.read, ("万元", "元", "亿元", "GBP", "GBP thousand", "million")),
    *(NO_UNIT, Unit.currency("USD", 1000), Unit.currency("JPY", 10**8)),
)
THINGS = (
    *map(Unit.read, ("件", "人", "辆", "台（套）", "cases", "万件", "亿人")),
    Unit("km²", 1, "thing"),
)

_DRAWN: dict[str, st.SearchStrategy[Any]] = {
    "unit": st.sampled_from((*MONEY, *THINGS)),
    "decimals": st.integers(-3, 4),
    "percent_decimals": st.integers(0, 4),
    "rounding": st.sampled_from(get_args(Rounding)),
    "percent_rounding": st.sampled_from(get_args(Rounding)),
    "zero": st.sampled_from(get_args(Zero)),
    "zero_over_zero": st.sampled_from(get_args(ZeroOverZero)),
    "negative_base": st.sampled_from(get_args(NegativeBase)),
    "blank": st.sampled_from(get_args(Blank)),
    "shares_adjusted": st.sampled_from(get_args(SharesAdjusted)),
    "parentheses": st.sampled_from(get_args(Parentheses)),
}


@st.composite
def units(draw: st.DrawFn, *, kind: UnitKind | None = None) -> Unit:
    """Draw what a printed number is one of: a currency and a scale, or a thing.

    Args:
        draw: Given by Hypothesis.
        kind: `currency` or `thing`; either if not given.

    Raises:
        InvalidArgument: The kind is not known, when drawn.

    Example:
        >>> units(kind="thing")
        units(kind='thing')
    """
    of_kind = {None: (*MONEY, *THINGS), "currency": MONEY, "thing": THINGS}
    if kind not in of_kind:
        raise InvalidArgument(f"{kind=} is none of {', '.join(get_args(UnitKind))}")
    return draw(st.sampled_from(of_kind[kind]))


@st.composite
def conventions(draw: st.DrawFn, *, reading: bool = True) -> Convention:
    """Draw what a publisher declares about its print; nothing at first.

    Args:
        draw: Given by Hypothesis.
        reading: Whether it may declare how figures are read (`unit`, `decimals`,
            `percent_decimals`, `parentheses`), which the convention of one rule
            may not.

    Example:
        >>> conventions(reading=False)
        conventions(reading=False)
    """
    return draw(_CONVENTIONS if reading else _OF_RULES)


def _built(names: list[str]) -> st.SearchStrategy[Convention]:
    told = st.fixed_dictionaries({}, optional={name: _DRAWN[name] for name in names})
    return told.map(Convention.of)


_NAMES = [field.name for field in attrs.fields(Convention)]
_CONVENTIONS = _built(_NAMES)
_OF_RULES = _built([name for name in _NAMES if name not in READING_FIELDS])
