"""Nesting: nested mappings, lists and entities read into figures by path."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

import attrs

from budgetcheck.errors import (
    BudgetCheckError,
    FileFault,
    LimitError,
    UnreadableNumberError,
)
from budgetcheck.faults import FAULTS_LIMIT, unreadable
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.documents import Figures
from budgetcheck.language.figures import Figure, Missing
from budgetcheck.language.groups import GROUP_KEYS, declared_in
from budgetcheck.language.paths import Index, Path, Step, composed
from budgetcheck.language.places import NOWHERE, Keys, Place, PlaceOf
from budgetcheck.language.reading import read_figure
from budgetcheck.language.shapes import entity_items, is_entity, is_no_figure
from budgetcheck.language.tables import Printing, is_printing
from budgetcheck.shortening import shortened

FIGURES_LIMIT = 2_000_000
DEPTH_LIMIT = 50
LABELS = frozenset({"code", "name"})

Names: TypeAlias = tuple[str, ...]


def figures_of(
    nested: object,
    convention: Convention = UNDECLARED,
    *,
    name: str = "document",
    place_of: PlaceOf = lambda _: NOWHERE,
    named: frozenset[Names] = frozenset(),
    faults: list[FileFault] | None = None,
) -> Figures:
    """Read nested mappings, lists and entities of figures into figures by path.

    Shape: a mapping nests paths (`overseas.budget`), a list makes rows
    (`lines[0]`). A table with `value`, `word` or `missing` is one figure; in a
    group, `where`, `note`, `unit` and `decimals` hold for all that is inside it.
    In a row, `code` and `name` are texts, also where they are whole numbers. An
    entity (attrs, dataclass, NamedTuple, pydantic) nests by its fields; its texts
    are figures only where `named` has them.

    Args:
        nested: The document.
        convention: How its figures are read.
        name: What faults call the document.
        place_of: Where each entry stands in a file.
        named: The figures that rules name, as names without rows.
        faults: Takes what cannot be read, if the rest of the figures is wanted.

    Raises:
        UnreadableFileError: Figures that cannot be read, all at once.
        LimitError: More figures, or deeper nesting, than budgetcheck accepts.

    Example:
        >>> nested = {"overseas": {"budget": "0", "actual": "0", "rate": "n/c"}}
        >>> [str(path) for path in figures_of(nested)]
        ['overseas.budget', 'overseas.actual', 'overseas.rate']
    """
    reader = _Reader(name, place_of, named, faults=[] if faults is None else faults)
    fields = entity_items(nested)
    if isinstance(nested, Mapping):
        reader.group(nested, Path(()), (), convention, NOWHERE)
    elif fields is not None:
        reader.entity(nested, Path(()), (), convention)
    else:
        problem = "a document is a mapping, or an object with fields"
        raise UnreadableNumberError(f"{nested!r:.80}", problem)
    if reader.faults and faults is None:
        raise unreadable(name, reader.faults)
    return Figures(reader.figures, reader.rows, reader.labels)


@attrs.define
class _Reader:
    name: str
    place_of: PlaceOf
    named: frozenset[Names] = frozenset()
    figures: dict[Path, Figure] = attrs.field(factory=dict)
    rows: dict[Path, tuple[Step, ...]] = attrs.field(factory=dict)
    labels: dict[Path, str] = attrs.field(factory=dict)
    faults: list[FileFault] = attrs.field(factory=list)

    def group(
        self,
        table: Mapping[str, object],
        path: Path,
        keys: Keys,
        convention: Convention,
        inherited: Place,
    ) -> None:
        try:
            convention, inherited = declared_in(table, convention, inherited)
        except BudgetCheckError as error:
            self.fault(keys, path, error)
        named: dict[str, str] = {}
        for key, value in table.items():
            if key in GROUP_KEYS:
                continue
            name = _name(key)
            if not name or name in named:
                problem = "a name is a text, and each is given once"
                refused = UnreadableNumberError(repr(key), problem)
                self.fault((*keys, key), path, refused)
                continue
            named[name] = key
            label = name in LABELS and keys and isinstance(keys[-1], int)
            if label and (isinstance(value, str) or type(value) is int):
                self.labels[path.then(name)] = str(value)
                continue
            self.entry(value, path.then(name), (*keys, key), convention, inherited)
        self.rows[path] = tuple(named)

    def entry(
        self,
        value: object,
        path: Path,
        keys: Keys,
        convention: Convention,
        inherited: Place,
    ) -> None:
        if len(keys) > DEPTH_LIMIT:
            raise LimitError("nesting", len(keys), DEPTH_LIMIT, "levels")
        fields = None if isinstance(value, Figure | Printing) else entity_items(value)
        if fields is not None:
            self.entity(value, path, keys, convention)
        elif isinstance(value, Mapping) and not is_printing(value):
            self.group(value, path, keys, convention, inherited)
        elif isinstance(value, list | tuple):
            self.rows[path] = tuple(Index(number) for number in range(len(value)))
            for number, row in enumerate(value):
                at = path.then(Index(number))
                self.entry(row, at, (*keys, number), convention, inherited)
        else:
            self.figure(value, path, keys, convention, inherited)

    def entity(
        self,
        entity: object,
        path: Path,
        keys: Keys,
        convention: Convention,
    ) -> None:
        """Read what is a figure in an entity; a flag and a date are none."""
        names: list[str] = []
        for field, value in entity_items(entity) or ():
            name = composed(field)
            at = path.then(name)
            names.append(name)
            wanted = names_in(at) in self.named
            if isinstance(value, str):
                self.labels[at] = value
            if value is None and (wanted or not is_no_figure(type(entity), field)):
                self.figures[at] = Missing("absent")
            elif wanted or _carries(value) or is_entity(type(value)):
                self.entry(value, at, (*keys, name), convention, NOWHERE)
        self.rows[path] = tuple(names)

    def figure(
        self,
        value: object,
        path: Path,
        keys: Keys,
        convention: Convention,
        inherited: Place,
    ) -> None:
        if len(self.figures) >= FIGURES_LIMIT:
            raise LimitError("a document", len(self.figures), FIGURES_LIMIT, "figures")
        place, where = self.place_of(keys), inherited.where
        place = attrs.evolve(place, where=where) if where else place
        try:
            printed = Printing.of(value) if isinstance(value, Mapping) else value
            self.figures[path] = read_figure(printed, convention, place=place)
        except BudgetCheckError as error:
            self.figures[path] = Missing("not_available", place=place)
            self.fault(keys, path, error)

    def fault(self, keys: Keys, path: Path, error: BudgetCheckError) -> None:
        place = self.place_of(keys)
        problem = str(error)
        if path.steps and not place.pointer:  # A pointer names the figure already.
            problem = f"{shortened(str(path))}: {problem}"
        at = place.line, place.column
        self.faults.append(FileFault(self.name, *at, problem, place.pointer))
        if len(self.faults) >= FAULTS_LIMIT:
            raise unreadable(self.name, self.faults)


def _carries(value: object) -> bool:
    """Say whether there are figures in a value; a list of texts is texts."""
    if isinstance(value, list | tuple) and value:
        return not all(isinstance(one, str) for one in value)
    return isinstance(value, _CARRIERS)


# A text, a whole number (a year) and a flag are figures only where a rule says so.
_CARRIERS = (Decimal, list, tuple, Mapping)


def names_in(path: Path) -> Names:
    """Return a path's names, rows left out.

    Example:
        >>> names_in(Path(("lines", Index(0), "actual")))
        ('lines', 'actual')
    """
    return tuple(step for step in path.steps if isinstance(step, str))


def _name(key: object) -> str:
    return composed(key) if isinstance(key, str) else ""
