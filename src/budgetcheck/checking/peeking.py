"""Peeking: the figures of an object one by one, without reading all of them.

A rule that is not settled at once asks for a few figures of many. What is found by
walking to it is what `figures_of()` reads there; where that is in doubt, all are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.documents import Figures
from budgetcheck.language.fields import OtherField, TextField
from budgetcheck.language.figures import Figure, Missing
from budgetcheck.language.nesting import Names, names_in
from budgetcheck.language.paths import Index, Path, Step
from budgetcheck.language.shapes import Shape, is_entity, shape_of

_T = TypeVar("_T")


def figures_in(
    document: object, named: frozenset[Names], every: Callable[[], Figures]
) -> Figures:
    """Return the figures of an object, each of which is read when it is asked for.

    Args:
        document: The object.
        named: The figures that rules name, as names without rows.
        every: Reads all figures at once.
    """
    walk = _Walk(document, named)
    return Figures(
        _Found(walk.figure, lambda: every().by_path),
        _Found(walk.rows, lambda: every().rows),
        _Found(walk.label, lambda: every().labels),
    )


class _DoubtError(Exception):
    """Only reading everything tells what is there."""


@attrs.frozen(eq=False)
class _Found(Mapping[Path, _T]):
    one: Callable[[Path], _T | None]
    every: Callable[[], Mapping[Path, _T]]

    def __getitem__(self, path: Path) -> _T:
        try:
            found = self.one(path)
        except _DoubtError:
            return self.every()[path]
        if found is None:
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[Path]:
        return iter(self.every())

    def __len__(self) -> int:
        return len(self.every())


@attrs.frozen
class _Walk:
    document: object
    named: frozenset[Names]

    def figure(self, path: Path) -> Figure | None:
        """Return the figure at a path, if there is one."""
        around, value = self.at(path)
        if isinstance(value, Figure):
            return value
        if value is None:
            if not isinstance(path.steps[-1], str):
                raise _DoubtError
            wanted = names_in(path) in self.named
            field = _field_of(around, path.steps[-1])
            text = isinstance(field, TextField | OtherField)
            return None if text and not wanted else Missing("absent")
        if isinstance(value, _Nothing | list | tuple) or is_entity(type(value)):
            return None
        raise _DoubtError

    def rows(self, path: Path) -> tuple[Step, ...] | None:
        """Return the rows of the list at a path, if there is one."""
        _, value = self.at(path)
        if isinstance(value, list | tuple) and not is_entity(type(value)):
            return tuple(map(Index, range(len(value))))
        if value is None or isinstance(value, Figure | _Nothing):
            return None
        raise _DoubtError

    def label(self, path: Path) -> str | None:
        """Return the text at a path, if there is one."""
        _, value = self.at(path)
        if isinstance(value, str):
            return value
        if value is None or isinstance(value, Figure | _Nothing):
            return None
        raise _DoubtError

    def at(self, path: Path) -> tuple[object, object]:
        """Return what stands at a path, and what it stands in."""
        around, value = None, self.document
        for step in path.steps:
            around, value = value, _step(value, step)
        return around, value


@attrs.frozen
class _Nothing:
    """What stands where there is nothing."""


_NOTHING = _Nothing()


def _step(value: object, step: Step) -> object:
    if value is None or isinstance(value, Figure | _Nothing):
        return _NOTHING
    if isinstance(step, str) and is_entity(type(value)):
        known = _field_of(value, step) is not None
        return getattr(value, step) if known else _NOTHING
    if isinstance(step, Index) and isinstance(value, list | tuple):
        there = step.number < len(value) and not is_entity(type(value))
        return value[step.number] if there else _NOTHING
    raise _DoubtError


def _field_of(value: object, name: str) -> object:
    cls: type = type(value)
    shape = _shape(cls)
    if shape is None:
        raise _DoubtError
    return shape.fields.get(name)


@lru_cache(maxsize=512)  # As that of `shape_of`, which does not keep its errors.
def _shape(cls: type) -> Shape | None:
    try:
        return shape_of(cls)
    except InvalidRuleError:
        return None
