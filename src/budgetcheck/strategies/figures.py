"""Figures of every kind: numbers with all that may be said of them, words and marks."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any, cast, get_args

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from budgetcheck.language.conventions import Rounding
from budgetcheck.language.fields import FIGURES
from budgetcheck.language.figures import (
    Amount,
    Count,
    Figure,
    Missing,
    NotComputable,
    Number,
    Sense,
    Word,
    with_also,
)
from budgetcheck.language.phrases import (
    DIRECTION_MARKS,
    NIL_MARKS,
    NOT_AVAILABLE_MARKS,
    NOT_COMPUTABLE_MARKS,
)
from budgetcheck.language.places import Place
from budgetcheck.language.truths import Bound
from budgetcheck.language.units import Unit
from budgetcheck.strategies.numbers import amounts, counts, percents

_SIGNS: dict[Bound, str] = {
    "at_least": "≥",
    "at_most": "≤",
    "above": ">",
    "below": "<",
}
_PLACES = st.sampled_from(("第三部分 二", "form 1, row 3", 'a "b"\\\n'))
_NOTES = st.one_of(st.sampled_from(("estimated", "项目全年预算数")), st.text())
_SAID: dict[str, st.SearchStrategy[Any]] = {
    "place": st.builds(Place, where=_PLACES),
    "note": _NOTES,
}
_EXTRAS = {
    "bound": st.sampled_from(get_args(Bound)),
    "rounding": st.sampled_from(get_args(Rounding)),
    "exact": st.booleans(),
    **_SAID,
}
# The names of what is said: most often nothing, because each choice takes its time.
_NOTHING: st.SearchStrategy[list[str]] = st.just([])
_TOLD = st.one_of(_NOTHING, st.lists(st.sampled_from(sorted(_EXTRAS)), max_size=3))
_WORDS = st.sampled_from(
    (
        *(Word("nil", printed=mark) for mark in ("-", *sorted(NIL_MARKS - {"-"}))),
        *(Word(sense, printed=sense) for sense in get_args(Sense)),
        *(Word(sense, printed=mark) for mark, sense in DIRECTION_MARKS.items()),
    )
)
_MISSING = st.sampled_from(
    (
        *(Missing("blank", printed=text) for text in ("", "  ", "\u3000")),
        *(Missing("withheld"), Missing("absent"), Missing("not_available")),
        *(Missing("not_available", printed=one) for one in sorted(NOT_AVAILABLE_MARKS)),
    )
)
_NOT_COMPUTABLE = st.sampled_from(
    [NotComputable(printed=mark) for mark in sorted(NOT_COMPUTABLE_MARKS)]
)
_SELDOM = st.sampled_from((False, False, False, True))
_FURTHER = st.sampled_from((0, 0, 0, 0, 1, 2))
_FINER = st.sampled_from((Decimal("0.01"), Decimal(1), Decimal("0.001"), Decimal(0)))


@st.composite
def figures(
    draw: st.DrawFn,
    *,
    kinds: Collection[type] = FIGURES,
    unit: Unit | str | None = None,
    decimals: int | None = None,
) -> Figure:
    """Draw a figure of any kind, with anything that may be said of it.

    Shape: a number is at first as `amounts()`, `counts()` and `percents()` draw it;
    it may be a bound ("70 or more"), exact, rounded in its own way, and printed also
    elsewhere. A word, a mark and a blank have the text that is read as them.

    Args:
        draw: Given by Hypothesis.
        kinds: Which classes of figures; all if not given.
        unit: Of amounts; any if not given.
        decimals: Of amounts; any number of them if not given.

    Raises:
        InvalidArgument: A kind is no class of figures, or an argument is not what it
            should be; when drawn.

    Example:
        >>> figures(unit="万元", decimals=2)
        figures(unit='万元', decimals=2)
    """
    asked = tuple(kinds)
    if not asked or not set(asked) <= set(FIGURES):
        listed = ", ".join(kind.__name__ for kind in FIGURES)
        raise InvalidArgument(f"{kinds=} are not some of {listed}")
    kind = draw(st.sampled_from(asked))
    if kind is Word:
        return _remarked(draw, draw(_WORDS))
    if kind is NotComputable:
        return _remarked(draw, draw(_NOT_COMPUTABLE))
    if kind is Missing:
        return _remarked(draw, draw(_MISSING))
    number = _number(draw, kind, unit, decimals)
    further = [_further(draw, number) for _ in range(draw(_FURTHER))]
    return with_also(_told(draw, number), tuple(further))


def _number(
    draw: st.DrawFn, kind: type, unit: Unit | str | None, decimals: int | None
) -> Number:
    if kind is Amount:
        return draw(amounts(unit=unit, decimals=decimals))
    return draw(counts()) if kind is Count else draw(percents())


def _told(draw: st.DrawFn, number: Number) -> Number:
    """Say of a number what a publisher may say of it, most often nothing."""
    told: dict[str, Any] = {name: draw(_EXTRAS[name]) for name in draw(_TOLD)}
    if told.pop("exact", False):
        told["quantum"] = Decimal(0)
    if "bound" in told:
        told["printed"] = _SIGNS[told["bound"]] + number.printed
    said: Any = attrs.evolve(number, **told) if told else number
    return cast("Number", said)


def _further(draw: st.DrawFn, number: Number) -> Number:
    """Print a number once more: the same with another quantum, or any other."""
    value = number.value
    if draw(st.booleans()):
        value = Decimal(draw(st.integers(-10_000, 10_000)))
    other: Number = attrs.evolve(
        number, value=value, quantum=draw(_FINER), printed=f"{value:f}"
    )
    return _told(draw, other)


def _remarked(
    draw: st.DrawFn, figure: Word | NotComputable | Missing
) -> Word | NotComputable | Missing:
    return attrs.evolve(figure, note=draw(_NOTES)) if draw(_SELDOM) else figure
