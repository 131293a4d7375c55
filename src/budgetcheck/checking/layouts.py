"""Layouts: where the figures of a class stand, so that all are fetched at once.

The number of rows and their codes are no part of a layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby, repeat
from operator import attrgetter, is_
from typing import Any, TypeAlias

import attrs

from budgetcheck.language.fields import FigureField, GroupField, RowsField, TextField
from budgetcheck.language.figures import (
    Amount,
    Count,
    Missing,
    NotComputable,
    Percent,
    Word,
)
from budgetcheck.language.paths import Path, Step
from budgetcheck.language.shapes import shape_of
from budgetcheck.language.units import NO_UNIT

PERCENT = "percent"
NOT_COMPUTABLE = "not computable"
NIL = "nil"  # A dash is 0 in any unit, and so is a blank where it is declared so.
BLANK = "blank"
MISSING = "missing"
Kind: TypeAlias = object  # a Unit, one of these words, or None: not plain

_DEPTH = 8


@attrs.frozen
class RowsLayout:
    """A list of rows and the figures in each.

    Attributes:
        path: The list.
        columns: The figures of a row, by their path within it.
        texts: Its codes and names.
        complete: Whether these are all the figures that a row can hold.
    """

    path: Path
    columns: tuple[tuple[str, ...], ...]
    texts: frozenset[str] = frozenset()
    complete: bool = True

    def rows(self, document: object) -> object:
        """Return the rows of a document; None, if they or their group are not there.

        Raises:
            AttributeError: The document does not have what its class says.
        """
        return _at(document, self.path.steps)

    def column(self, rows: Sequence[object], number: int) -> list[Any]:
        """Return one figure of every row; absent, if its group is `None`."""
        steps = self.columns[number]
        try:
            return list(map(attrgetter(".".join(steps)), rows))
        except AttributeError:
            if len(steps) == 1:
                raise
            return [_figure(row, steps) for row in rows]


@attrs.frozen
class Section:
    """Figures that stand beside each other in one group.

    Attributes:
        group: The number of the group.
        fetch: Returns the figures of a group.
        absent: What there is without the group.
    """

    group: int
    fetch: Callable[[Any], tuple[Any, ...]]
    absent: tuple[Missing, ...]


@attrs.frozen
class Layout:
    """The figures of a class that stand alone, and its lists of rows.

    Attributes:
        paths: The figures that stand alone.
        groups: The name of each group, and the number of the one that it is in; the
            document itself, which is the first, has neither.
        sections: The figures, group by group.
        rows: The lists of rows.
        complete: Whether these are all the figures that the class can hold, but for
            what its rows can.
        numbers: The position of each figure that stands alone.
    """

    paths: tuple[Path, ...]
    groups: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]
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
        groups = [document]
        for name, above in self.groups[1:]:
            around = groups[above]
            groups.append(None if around is None else getattr(around, name))
        found: list[Any] = []
        for one in self.sections:
            group = groups[one.group]
            found += one.absent if group is None else one.fetch(group)
        return tuple(found)


def _at(document: object, steps: Iterable[Step]) -> object:
    found = document
    for step in steps:
        if found is None:
            return None
        found = getattr(found, str(step))
    return found


def _figure(row: object, steps: Sequence[str]) -> object:
    group = _at(row, steps[:-1])
    return Missing("absent") if group is None else getattr(group, steps[-1])


def layout_of(cls: type) -> Layout:
    """Return the layout of a class, as its annotations tell it."""
    walk = _Walk()
    walk.into(cls, ())
    lists = []
    for steps, row in walk.lists:
        within = _Walk()
        within.into(row, ())
        complete = within.complete and not within.lists
        texts = frozenset(within.texts)
        lists.append(RowsLayout(Path(steps), tuple(within.alone), texts, complete))
    names = [(above[-1], above[:-1]) if above else ("", ()) for above in walk.groups]
    numbers = {above: at for at, above in enumerate(walk.groups)}
    return Layout(
        tuple(map(Path, walk.alone)),
        tuple((name, numbers[above]) for name, above in names),
        tuple(_sections(walk.alone, numbers)),
        tuple(lists),
        walk.complete,
    )


def _sections(
    figures: Iterable[tuple[str, ...]], numbers: Mapping[tuple[str, ...], int]
) -> Iterator[Section]:
    for above, some in groupby(figures, lambda steps: steps[:-1]):
        names = [steps[-1] for steps in some]
        absent = (Missing("absent"),) * len(names)
        yield Section(numbers[above], _several(names), absent)


def _several(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    one = attrgetter(*names)
    return lambda group: (one(group),)


@attrs.define
class _Walk:
    alone: list[tuple[str, ...]] = attrs.field(factory=list)
    groups: list[tuple[str, ...]] = attrs.field(factory=list)
    lists: list[tuple[tuple[str, ...], type]] = attrs.field(factory=list)
    texts: list[str] = attrs.field(factory=list)
    complete: bool = True

    def into(self, cls: type, above: tuple[str, ...]) -> None:
        self.groups.append(above)
        for name, field in shape_of(cls).fields.items():
            match field:
                case FigureField():
                    self.alone.append((*above, name))
                case GroupField(of) if len(above) < _DEPTH:
                    self.into(of, (*above, name))
                case RowsField(row=GroupField(of)) if not field.by_name:
                    self.lists.append(((*above, name), of))
                case TextField():
                    self.texts += () if above else (name,)
                case _:
                    self.complete = False


@attrs.define
class Plain:
    """Figures side by side: values, quanta and kinds; `kinds` says which are plain."""

    values: list[Any]
    quanta: list[Any]
    kinds: list[Kind]
    printed_again: bool = False

    def times(self, count: int) -> Plain:
        """Return the same figures so often."""
        return Plain(
            self.values * count,
            self.quanta * count,
            self.kinds * count,
            self.printed_again,
        )

    def plus(self, more: Plain) -> Plain:
        """Take in the figures that come next."""
        self.values += more.values
        self.quanta += more.quanta
        self.kinds += more.kinds
        self.printed_again |= more.printed_again
        return self


_AT_ONCE = 1000  # More of them would have left the processor's cache when met again.
_NUMBERS = frozenset({Amount, Count, Percent})
_KINDS: dict[type, Callable[[Any], Kind]] = {
    Count: attrgetter("unit"),
    Percent: lambda _: PERCENT,
    NotComputable: lambda _: NOT_COMPUTABLE,
    Word: lambda one: NIL if one.sense == "nil" else None,
    Missing: lambda one: BLANK if one.reason == "blank" else MISSING,
}
_STAND_IN = Amount(0, 0, NO_UNIT)
_VALUE, _QUANTUM = attrgetter("value"), attrgetter("quantum")
_BOUND, _ROUNDING, _ALSO = map(attrgetter, ("bound", "rounding", "also"))
_NONE, _NO_MORE = {None}, {()}


def _no_kind(_: object) -> Kind:
    return None


def plain(figures: Sequence[Any]) -> Plain:
    """Take figures apart; what is no plain number has no kind."""
    if len(figures) > _AT_ONCE:
        parts = (
            plain(figures[start : start + _AT_ONCE])
            for start in range(0, len(figures), _AT_ONCE)
        )
        return reduce(Plain.plus, parts)
    first = figures[0] if figures else None
    if len(figures) > 1 and all(map(is_, figures, repeat(first))):
        return plain(figures[:1]).times(len(figures))  # A column that is all blank.
    # All figures at once and one attribute after the other, which is what is quick.
    classes = list(map(type, figures))
    numbers = figures
    if not _NUMBERS.issuperset(classes):
        pairs = zip(classes, figures, strict=True)
        numbers = [one if cls in _NUMBERS else _STAND_IN for cls, one in pairs]
    kinds = [
        one.unit if cls is Amount else _KINDS.get(cls, _no_kind)(one)
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
