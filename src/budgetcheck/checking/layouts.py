"""Layouts: where the figures of a class stand, so that all are fetched at once.

The number of rows and their codes are no part of a layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import attrgetter
from typing import Any, TypeAlias

import attrs

from budgetcheck.language.fields import FigureField, GroupField, RowsField, TextField
from budgetcheck.language.figures import Amount, Count, Missing, NotComputable, Percent
from budgetcheck.language.paths import Path
from budgetcheck.language.shapes import shape_of
from budgetcheck.language.units import NO_UNIT

PERCENT = "percent"
NOT_COMPUTABLE = "not computable"
Kind: TypeAlias = object  # a Unit, PERCENT, NOT_COMPUTABLE, or None: not plain

_DEPTH = 8


@attrs.frozen
class RowsLayout:
    """A list of rows and the figures in each.

    Attributes:
        path: The list.
        fetch: Returns the rows of a document.
        columns: The figures of a row, by their path within it.
    """

    path: Path
    fetch: attrgetter[Any]
    columns: tuple[tuple[str, ...], ...]

    def column(self, rows: Sequence[object], number: int) -> list[object]:
        """Return one figure of every row."""
        return list(map(attrgetter(".".join(self.columns[number])), rows))


@attrs.frozen
class Layout:
    """The figures of a class that stand alone, and its lists of rows.

    Attributes:
        paths: The figures that stand alone.
        fetch: Returns them, or the one that there is.
        rows: The lists of rows.
        complete: Whether these are all the figures that the class can hold.
        numbers: The position of each figure that stands alone.
    """

    paths: tuple[Path, ...]
    fetch: attrgetter[Any] | None
    rows: tuple[RowsLayout, ...]
    complete: bool
    numbers: dict[Path, int] = attrs.field(
        default=attrs.Factory(
            lambda layout: {path: at for at, path in enumerate(layout.paths)},
            takes_self=True,
        )
    )

    def figures(self, document: object) -> tuple[Any, ...]:
        """Return every figure that stands alone; absent, if its group is `None`.

        Raises:
            AttributeError: The document does not have what its class says.
        """
        if self.fetch is None:
            return ()
        try:
            found = self.fetch(document)
        except AttributeError:
            return tuple(_figure(document, path) for path in self.paths)
        return found if len(self.paths) > 1 else (found,)


def _figure(document: object, path: Path) -> object:
    found = document
    for step in path.steps:
        if found is None:
            return Missing("absent")
        found = getattr(found, str(step))
    return found


def layout_of(cls: type) -> Layout:
    """Return the layout of a class, as its annotations tell it."""
    walk = _Walk()
    walk.into(cls, ())
    lists = []
    for steps, row in walk.lists:
        within = _Walk()
        within.into(row, ())
        walk.complete &= within.complete and not within.lists
        columns = tuple(within.alone)
        lists.append(RowsLayout(Path(steps), attrgetter(".".join(steps)), columns))
    dotted = [".".join(steps) for steps in walk.alone]
    fetch = attrgetter(*dotted) if dotted else None
    return Layout(tuple(map(Path, walk.alone)), fetch, tuple(lists), walk.complete)


@attrs.define
class _Walk:
    alone: list[tuple[str, ...]] = attrs.field(factory=list)
    lists: list[tuple[tuple[str, ...], type]] = attrs.field(factory=list)
    complete: bool = True

    def into(self, cls: type, above: tuple[str, ...]) -> None:
        for name, field in shape_of(cls).fields.items():
            match field:
                case FigureField():
                    self.alone.append((*above, name))
                case GroupField(of) if len(above) < _DEPTH:
                    self.into(of, (*above, name))
                case RowsField(row=GroupField(of)) if not field.by_name:
                    self.lists.append(((*above, name), of))
                case TextField():
                    continue
                case _:
                    self.complete = False


@attrs.define
class Plain:
    """Figures side by side: values, quanta and kinds; `kinds` says which are plain."""

    values: list[Any]
    quanta: list[Any]
    kinds: list[Kind]
    printed_again: bool = False

    def plus(self, more: Plain) -> Plain:
        """Take in the figures that come next."""
        self.values += more.values
        self.quanta += more.quanta
        self.kinds += more.kinds
        self.printed_again |= more.printed_again
        return self


_AT_ONCE = 1000  # More of them would have left the processor's cache when met again.
_NUMBERS = frozenset({Amount, Count, Percent})
_KINDS: dict[type, Kind] = {Percent: PERCENT, NotComputable: NOT_COMPUTABLE}
_STAND_IN = Amount(0, 0, NO_UNIT)
_VALUE, _QUANTUM = attrgetter("value"), attrgetter("quantum")
_BOUND, _ROUNDING, _ALSO = map(attrgetter, ("bound", "rounding", "also"))
_NONE, _NO_MORE = {None}, {()}


def plain(figures: Sequence[Any]) -> Plain:
    """Take figures apart; what is no plain number has no kind."""
    if len(figures) > _AT_ONCE:
        parts = (
            plain(figures[start : start + _AT_ONCE])
            for start in range(0, len(figures), _AT_ONCE)
        )
        return reduce(Plain.plus, parts)
    # All figures at once and one attribute after the other, which is what is quick.
    classes = list(map(type, figures))
    numbers = figures
    if not _NUMBERS.issuperset(classes):
        pairs = zip(classes, figures, strict=True)
        numbers = [one if cls in _NUMBERS else _STAND_IN for cls, one in pairs]
    kinds = [
        one.unit if cls is Amount or cls is Count else _KINDS.get(cls)
        for cls, one in zip(classes, figures, strict=True)
    ]
    again = not _NO_MORE.issuperset(map(_ALSO, numbers))
    usual = _NONE.issuperset(map(_BOUND, numbers))
    if again or not usual or not _NONE.issuperset(map(_ROUNDING, numbers)):
        kinds = [
            None if one.bound or one.rounding or one.also else kind
            for one, kind in zip(numbers, kinds, strict=True)
        ]
    return Plain(list(map(_VALUE, numbers)), list(map(_QUANTUM, numbers)), kinds, again)
