"""Shapes: what a class of documents holds, field by field.

A shape is read off the annotations of an attrs class, a dataclass, a NamedTuple or
a pydantic model, so that rules can be held against the class before there is a
document, and printed texts can be read into it.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import (
    Annotated,
    Any,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.fields import (
    FIGURES,
    Field,
    FigureField,
    GroupField,
    OtherField,
    RowsField,
    TextField,
)
from budgetcheck.language.paths import Path
from budgetcheck.language.units import Unit, is_money_type

DEPTH = 6


@attrs.frozen
class Shape:
    """What a class holds, field by field.

    Attributes:
        cls: The class.
        fields: What stands in each field, in order.
        defaults: The fields that need not be given.
        arguments: What the class calls the fields that it can be given: their alias.
    """

    cls: type
    fields: Mapping[str, Field] = attrs.field(eq=False)
    defaults: frozenset[str] = frozenset()
    arguments: Mapping[str, str] = attrs.field(factory=dict, eq=False)


def is_entity(cls: object) -> bool:
    """Say whether a class declares its fields.

    Example:
        >>> from budgetcheck.language.figures import Amount
        >>> is_entity(Amount), is_entity(dict)
        (True, False)
    """
    return isinstance(cls, type) and (
        attrs.has(cls)
        or dataclasses.is_dataclass(cls)
        or hasattr(cls, "model_fields")
        or (issubclass(cls, tuple) and hasattr(cls, "_fields"))
    )


@lru_cache(maxsize=512)  # A pure function of the class, and slow.
def shape_of(cls: type) -> Shape:
    """Return the shape of a class.

    Raises:
        InvalidRuleError: The class declares no fields, or its annotations name what
            cannot be found.

    Example:
        >>> @attrs.frozen
        ... class Spending:
        ...     total: Amount
        ...     note: str = ""
        >>> shape_of(Spending).fields["note"]
        TextField()
    """
    if not is_entity(cls):
        message = f"{cls.__name__} is no attrs class, dataclass, NamedTuple or model"
        raise InvalidRuleError(message, "check mappings with check(document, rules)")
    try:
        hints = _hints(cls)
    except NameError as error:
        message = f"the annotations of {cls.__name__} cannot be read: {error}"
        raise InvalidRuleError(
            message, "define the names at the module's top"
        ) from error
    declared = list(_declared(cls))
    fields = {one.name: _field(hints.get(one.name, object)) for one in declared}
    return Shape(
        cls,
        fields,
        frozenset(one.name for one in declared if one.default),
        {one.name: one.argument for one in declared if one.argument},
    )


def _hints(cls: type) -> dict[str, Any]:
    try:
        return get_type_hints(cls, include_extras=True)
    except NameError:
        # In a notebook or a function, our own names may be all that is unknown.
        ours = {one.__name__: one for one in FIGURES}
        return get_type_hints(cls, None, ours, include_extras=True)


@attrs.frozen
class _Declared:
    """A field: whether it has a default, and what its class is given it as, if so."""

    name: str
    default: bool
    argument: str


def _declared(cls: type) -> Iterator[_Declared]:
    found: Any = cls
    if attrs.has(cls):
        yield from _declared_by_attrs(cls)
    elif dataclasses.is_dataclass(cls):
        for field in dataclasses.fields(cls):
            defaults = (field.default, field.default_factory)
            default = defaults != (dataclasses.MISSING, dataclasses.MISSING)
            argument = field.name if field.init else ""
            yield _Declared(field.name, default or not argument, argument)
    elif hasattr(cls, "model_fields"):
        for name, model_field in found.model_fields.items():
            alias = getattr(model_field, "validation_alias", None)
            argument = alias if isinstance(alias, str) else name
            yield _Declared(name, not model_field.is_required(), argument)
    else:
        for name in found._fields:
            yield _Declared(name, name in found._field_defaults, name)


def _declared_by_attrs(cls: type[attrs.AttrsInstance]) -> Iterator[_Declared]:
    for one in attrs.fields(cls):
        if not one.name.startswith("_"):
            default = one.default is not attrs.NOTHING or not one.init
            yield _Declared(one.name, default, one.alias if one.init else "")


def _field(hint: object) -> Field:
    members = _members(hint)
    admitted = tuple(one for one in members if one in FIGURES)
    bare = tuple(one for one in members if one in {int, Decimal} or is_money_type(one))
    if admitted or bare:
        bare = () if admitted else bare
        return FigureField(admitted or FIGURES, _annotated(hint), bare)
    found = (_nested(one) for one in members)
    nested = next((one for one in found if one is not None), None)
    if nested is not None:
        return nested
    return TextField() if str in members else OtherField()


def _annotated(hint: object) -> Convention:
    """Return what an annotation declares beside the type."""
    declared = UNDECLARED
    for extra in get_args(hint)[1:] if get_origin(hint) is Annotated else ():
        if isinstance(extra, Unit):
            declared = Convention(unit=extra).over(declared)
        elif isinstance(extra, Convention):
            declared = extra.over(declared)
    return declared


def _members(hint: object) -> tuple[Any, ...]:
    if get_origin(hint) in {Union, types.UnionType}:
        return tuple(one for part in get_args(hint) for one in _members(part))
    if get_origin(hint) is Annotated:
        return _members(get_args(hint)[0])
    return (hint,)


def _nested(hint: object) -> Field | None:
    if isinstance(hint, type) and is_entity(hint):
        return GroupField(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if not isinstance(origin, type) or not arguments:
        return None
    for kind, known, row in (
        (dict, Mapping, arguments[-1]),
        (list, list, arguments[0]),
        (tuple, Sequence, arguments[0]),
    ):
        if issubclass(origin, known) and is_entity(row):
            return RowsField(row, kind)
    return None


def field_at(cls: type, path: Path) -> Field | None:
    """Return what stands at a path of a class, or None if nothing does.

    Example:
        >>> @attrs.frozen
        ... class Table:
        ...     lines: tuple[Amount, ...]
        ...     title: str
        >>> field_at(Table, Path.of("title"))
        TextField()
        >>> field_at(Table, Path.of("total"))
    """
    field: Field | None = GroupField(cls)
    for step in path.steps:
        match field:
            case GroupField(of) if isinstance(step, str):
                field = shape_of(of).fields.get(step)
            case RowsField() if field.by_name or not isinstance(step, str):
                field = field.row
            case _:
                return None
    return field


def figure_paths(cls: type, depth: int = DEPTH) -> Iterator[str]:
    """Yield the paths of a class's figures as rules write them, for near matches.

    Example:
        >>> @attrs.frozen
        ... class Spending:
        ...     total: Amount
        >>> list(figure_paths(Spending))
        ['total']
    """
    for name, field in shape_of(cls).fields.items():
        match field:
            case FigureField():
                yield name
            case GroupField(of) if depth:
                yield from (f"{name}.{one}" for one in figure_paths(of, depth - 1))
            case RowsField(of) if of in FIGURES:
                yield f"{name}[*]"
            case RowsField(of) if depth:
                yield from (f"{name}[*].{one}" for one in figure_paths(of, depth - 1))
            case _:
                continue


def entity_items(value: object) -> Iterator[tuple[str, object]] | None:
    """Return the fields of an entity with their values, or None if it is none.

    Example:
        >>> list(entity_items(Unit("GBP")))[:2]
        [('name', 'GBP'), ('scale', 1)]
    """
    cls = type(value)
    if not is_entity(cls):
        return None
    return ((one.name, getattr(value, one.name)) for one in _declared(cls))


def is_no_figure(cls: type, name: str) -> bool:
    """Say whether a field is declared to hold a text, a date or a flag.

    Example:
        >>> is_no_figure(Unit, "name"), is_no_figure(Unit, "scale")
        (True, False)
    """
    try:
        return isinstance(shape_of(cls).fields.get(name), TextField | OtherField)
    except InvalidRuleError:
        return False  # Its annotations cannot be read.
