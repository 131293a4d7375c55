"""Rebuilding: a document with other figures at some paths, and all else as it was."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

import attrs

from budgetcheck.language.documents import Document
from budgetcheck.language.figures import Amount, Figure, Number
from budgetcheck.language.parts import given_in
from budgetcheck.language.paths import Index, Path, Step, composed
from budgetcheck.language.shapes import shape_of
from budgetcheck.language.tables import Printing, is_printing
from budgetcheck.language.units import is_money

_T = TypeVar("_T")
_Steps: TypeAlias = tuple[Step, ...]


def with_figures(document: _T, changes: Mapping[Path, Figure]) -> _T:
    """Return a document of the same class with some figures replaced.

    Shape: a `Document`, an object with fields (attrs, dataclass, NamedTuple,
    pydantic), a mapping, or a list of rows. Where a text or a bare number stood, there
    is one again.

    Example:
        >>> from budgetcheck.language.figures import Percent
        >>> printed = {"shares": [{"basic": "61.83%"}, {"basic": "38.17%"}]}
        >>> path = Path(("shares", Index(1), "basic"))
        >>> with_figures(printed, {path: Percent("31.87", "0.01", printed="31.87%")})
        {'shares': [{'basic': '61.83%'}, {'basic': '31.87%'}]}
    """
    changed: Any = document
    if isinstance(document, Document):
        by_path = {**document.figures, **changes}
        figures = attrs.evolve(document.figures, by_path=by_path)
        entity = document.entity
        if entity is not None:
            # A row that was made of another one is changed where it was given.
            _, origins = given_in(entity, document.figures.by_path)
            given = {origins.get(path, path): one for path, one in changes.items()}
            entity = with_figures(entity, given)
        changed = attrs.evolve(document, figures=figures, entity=entity)
    else:
        for path, figure in changes.items():
            changed = _with(changed, path.steps, figure)
    same: _T = changed
    return same


def _with(value: Any, steps: _Steps, figure: Figure) -> Any:  # noqa: ANN401 (any document)
    if not steps:
        return _as_before(value, figure)
    step, *rest = steps
    if isinstance(value, Mapping):
        key = next(key for key in value if composed(str(key)) == step)
        return {**value, key: _with(value[key], tuple(rest), figure)}
    if isinstance(step, Index):
        rows = [*value]
        rows[step.number] = _with(rows[step.number], tuple(rest), figure)
        return type(value)(rows)
    cls: type = type(value)
    name = next(one for one in shape_of(cls).fields if composed(one) == step)
    return _evolved(value, name, _with(getattr(value, name), tuple(rest), figure))


def _evolved(entity: Any, name: str, field: object) -> Any:  # noqa: ANN401 (any document)
    cls: type = type(entity)
    if attrs.has(cls):
        return attrs.evolve(entity, **{shape_of(cls).arguments[name]: field})
    if dataclasses.is_dataclass(cls):
        return dataclasses.replace(entity, **{name: field})
    if issubclass(cls, tuple):
        return entity._replace(**{name: field})
    return entity.model_copy(update={name: field})


def _as_before(old: object, figure: Figure) -> object:
    """Return a figure as what stood there before it: a figure, a text, a number."""
    if isinstance(old, Mapping) and is_printing(old):
        kept = {key: old[key] for key in old if key not in {"also", "word", "missing"}}
        return kept | {"value": _as_before(old.get("value", ""), figure)}
    if isinstance(old, Printing):
        value = _as_before(old.value, figure)
        return attrs.evolve(old, value=value, also=(), word=None, missing=None)
    if isinstance(figure, Amount) and is_money(old):
        return figure.money
    if isinstance(figure, Number) and isinstance(old, int) and figure.value % 1 == 0:
        return int(figure.value)
    if isinstance(figure, Number) and isinstance(old, int | Decimal):
        return figure.value
    return figure if isinstance(old, Figure) else figure.printed
