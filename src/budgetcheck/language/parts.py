"""Parts: which forms of a document of several are not given at all.

A field that a class makes of others may say so beside it, `metadata={MADE_OF: …}`;
where it holds nothing, those of them that are not given are to blame.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from budgetcheck.language.captions import Caption, caption_of
from budgetcheck.language.fields import GroupField, RowsField
from budgetcheck.language.figures import Figure, Missing
from budgetcheck.language.paths import Path
from budgetcheck.language.places import NOWHERE
from budgetcheck.language.shapes import entity_items, is_entity, shape_of
from budgetcheck.language.units import is_money_type

MADE_OF = "made_of"


def parts_not_given(entity: object) -> dict[str, tuple[str, ...]]:
    """Return the fields of an entity that have room for figures and hold none.

    Shape: each with the parts that would have to be given: itself, or what it is made
    of. Only fields that hold an object or rows, such as a form, are parts; a figure by
    itself is none. What is withheld is given: the document says that it is.

    Example:
        >>> import attrs
        >>> @attrs.frozen
        ... class Accounts:
        ...     income: tuple[Missing, ...] | None
        ...     spending: tuple[Missing, ...]
        >>> parts_not_given(Accounts(None, (Missing("withheld"),)))
        {'income': ('income',)}
    """
    cls: type = type(entity)
    fields = shape_of(cls).fields
    empty = [
        name
        for name, value in entity_items(entity) or ()
        if isinstance(fields[name], GroupField | RowsField) and not _given(value)
    ]
    made = {name: parts for name in empty if (parts := _made_of(cls, name))}
    found: dict[str, tuple[str, ...]] = {
        name: (name,) for name in empty if name not in made
    }
    for name, parts in made.items():
        lacking = tuple(part for part in parts if part in found)
        found |= {name: lacking} if lacking else {}
    return found


def captions_of_parts(entity: object) -> dict[str, Caption]:
    """Return what the parts of an entity that are not given are called in print.

    Shape: only those of which the class says it.

    Example:
        >>> import attrs
        >>> @attrs.frozen
        ... class Accounts:
        ...     income: tuple[Missing, ...] = attrs.field(metadata={"en": "Income"})
        >>> captions_of_parts(Accounts(()))["income"].in_language("zh")
        'Income'
    """
    cls: type = type(entity)
    lacking = parts_not_given(entity)
    absent = (name for name, parts in lacking.items() if name in parts)
    captions = {name: caption_of(cls, name) for name in absent}
    return {name: one for name, one in captions.items() if one.en or one.zh}


def given_in(
    entity: object, figures: Mapping[Path, Figure]
) -> tuple[tuple[Path, ...], dict[Path, Path]]:
    """Return the figures of an entity that somebody gave, and where others come from.

    Shape: the paths of figures in fields that the class is given, and for each figure
    in a field that it fills itself the path at which that was given. What a class has
    room for, and nobody gave, is no figure of it, nor is a cell that it takes for
    blank.
    """
    cls: type = type(entity)
    ours: dict[tuple[str, ...], bool] = {}
    given: list[Path] = []
    first: dict[int, Path] = {}
    made: list[tuple[Path, int]] = []
    for path, one in figures.items():
        if is_absent(one) or (isinstance(one, Missing) and one.place == NOWHERE):
            continue
        names = names_of(path)
        if names not in ours:
            ours[names] = _is_argument(cls, names)
        if ours[names]:
            given.append(path)
            first.setdefault(id(one), path)
        else:
            made.append((path, id(one)))
    return tuple(given), {path: first[at] for path, at in made if at in first}


def names_of(path: Path) -> tuple[str, ...]:
    """Return the fields on the way to a figure, whichever rows it is in.

    Example:
        >>> from budgetcheck.language.paths import Index
        >>> names_of(Path(("lines", Index(2), "total")))
        ('lines', 'total')
    """
    return tuple(step for step in path.steps if isinstance(step, str))


def _is_argument(cls: type, names: tuple[str, ...]) -> bool:
    for name in names:
        shape = shape_of(cls)
        if name not in shape.arguments:
            return name not in shape.fields  # A name of a row is no field.
        field = shape.fields[name]
        if isinstance(field, GroupField | RowsField) and is_entity(field.of):
            cls = field.of
    return True


def _made_of(cls: type, name: str) -> tuple[str, ...]:
    field = attrs.fields_dict(cls)[name] if attrs.has(cls) else None
    parts: tuple[str, ...] = field.metadata.get(MADE_OF, ()) if field else ()
    return parts


def is_absent(figure: Figure) -> bool:
    """Say whether a figure is not given at all; what is withheld is.

    Example:
        >>> is_absent(Missing("absent")), is_absent(Missing("withheld"))
        (True, False)
    """
    return isinstance(figure, Missing) and figure.reason == "absent"


def _given(value: object) -> bool:
    if isinstance(value, Figure):
        return not is_absent(value)
    items = entity_items(value)
    if items is not None:
        return any(_given(one) for _, one in items)
    if isinstance(value, Mapping):
        return any(map(_given, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_given, value))
    # A text is a code or a name, and a flag is no figure.
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return number or is_money_type(type(value))
