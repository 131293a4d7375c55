"""Building: printed texts into an object of a class, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, assert_never

import attrs

from budgetcheck.errors import BudgetCheckError, FileFault, UnreadableFileError
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.fields import (
    Field,
    FigureField,
    GroupField,
    OtherField,
    RowsField,
    TextField,
    exact_zero,
    fitting,
    in_points,
)
from budgetcheck.language.figures import Figure, Missing
from budgetcheck.language.groups import GROUP_KEYS, declared_in
from budgetcheck.language.ordinary import read_plain
from budgetcheck.language.places import NOWHERE, Keys, Place, PlaceOf
from budgetcheck.language.reading import read_figure
from budgetcheck.language.shapes import Shape, shape_of
from budgetcheck.language.tables import Printing
from budgetcheck.language.units import Unit

_T = TypeVar("_T")
_DEPTH = 50


def read(
    cls: type[_T],
    printed: Mapping[str, object],
    *,
    convention: Convention | None = None,
    unit: Unit | str | None = None,
    decimals: int | None = None,
) -> _T:
    """Read printed figures into an object of your own class.

    Shape: `printed` has an entry for each field: a printed text or number for a
    figure, a mapping for a nested object, a list (or a mapping by name) for rows. A
    field that may be `Missing` and is not there is `Missing("absent")`. In a mapping,
    `where`, `note`, `unit` and `decimals` hold for all that is inside it.
    Units: those of the text, else those of the annotation
    (`Annotated[Count, Unit.read("件")]`), else the convention's. A plain number in a
    field that admits no amount but a `Percent` is in percentage points. A field of
    bare numbers (`Decimal`, `int`, `Money`) gets one.

    Args:
        cls: An attrs class, a dataclass, a NamedTuple or a pydantic model.
        printed: The figures, as printed.
        convention: What the publisher declares.
        unit: Short for a convention with this unit.
        decimals: Short for a convention with so many decimals.

    Raises:
        UnreadableFileError: Everything that cannot be read or that the class refuses,
            all at once, by path.
        InvalidRuleError: The class declares no fields.

    Example:
        >>> import attrs
        >>> from budgetcheck.language.figures import Amount
        >>> @attrs.frozen
        ... class Spending:
        ...     total: Amount
        ...     basic: Amount
        >>> spending = read(Spending, {"total": "98.34", "basic": "60.80"}, unit="万元")
        >>> str(spending.total.value)
        '98.34'
    """
    declared = convention or UNDECLARED
    if unit is not None:
        declared = Convention(unit=unit).over(declared)
    if decimals is not None:
        declared = Convention(decimals=decimals).over(declared)
    faults: list[FileFault] = []
    made = built(cls, printed, declared, faults)
    if faults or made is None:
        raise UnreadableFileError(f"{cls.__name__} cannot be read", faults)
    return made


def built(
    cls: type[_T],
    printed: Mapping[str, object],
    convention: Convention,
    faults: list[FileFault],
    place_of: PlaceOf | None = None,
) -> _T | None:
    """Build an object, as `read()` does, or none after noting what is wrong."""
    return _Builder(cls.__name__, faults, place_of).entity(cls, printed, (), convention)


@attrs.define
class _Builder:
    name: str
    faults: list[FileFault]
    place_of: PlaceOf | None
    around: Place = NOWHERE

    def place(self, keys: Keys) -> Place:
        return NOWHERE if self.place_of is None else self.place_of(keys)

    def printed_at(self, keys: Keys) -> Place:
        """Return where a figure stands, and what its group says of where it is."""
        place, where = self.place(keys), self.around.where
        return attrs.evolve(place, where=where) if where else place

    def fault(self, keys: Keys, problem: object) -> None:
        place = self.place(keys)
        if keys and not place.pointer:  # A pointer names the entry already.
            problem = f"{_shown(keys)}: {problem}"
        at = place.line, place.column
        self.faults.append(
            FileFault(place.file or self.name, *at, str(problem), place.pointer)
        )

    def entity(
        self, cls: type[_T], given: object, keys: Keys, convention: Convention
    ) -> _T | None:
        """Return an object of the class, or None after noting what is wrong."""
        made_of: type = cls
        shape = shape_of(made_of)
        if isinstance(given, cls):
            return given
        if not isinstance(given, Mapping) or len(keys) > _DEPTH:
            hint = ": one table [ ]" if isinstance(given, list) else ""
            self.fault(keys, f"a mapping is expected, not {given!r:.60}{hint}")
            return None
        before = len(self.faults)
        for key in given:
            if key not in shape.arguments and key not in GROUP_KEYS:
                at = keys if self.place_of is None else (*keys, str(key))
                self.fault(at, _unknown(key, list(shape.arguments)))
        values = self.in_group(shape, given, keys, convention)
        if len(self.faults) != before:
            return None
        try:
            return cls(**{shape.arguments[name]: one for name, one in values.items()})
        except (TypeError, ValueError) as error:
            # A validator of the class, or a field that is none for us.
            self.fault(keys, f"{cls.__name__} refuses it: {error}")
            return None

    def in_group(
        self,
        shape: Shape,
        given: Mapping[str, object],
        keys: Keys,
        convention: Convention,
    ) -> dict[str, Any]:
        own = (given.keys() & set(GROUP_KEYS)) - shape.arguments.keys()
        if not own:
            return self.values(shape, given, keys, convention)
        said, around = {key: given[key] for key in own}, self.around
        try:
            convention, self.around = declared_in(said, convention, around)
        except BudgetCheckError as error:
            self.fault(keys, error)
        values = self.values(shape, given, keys, convention)
        self.around = around
        return values

    def values(
        self,
        shape: Shape,
        given: Mapping[str, object],
        keys: Keys,
        convention: Convention,
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        alone = self.place_of is None and not self.around.where
        for name, field in shape.fields.items():
            text = given.get(name) if name in shape.arguments else None
            if alone and text.__class__ is str and field.__class__ is FigureField:
                # What most fields are, at once; whatever is not plain goes on below.
                plain = _plain(field, text, convention)
                if plain is not None:
                    values[name] = plain
                    continue
            at = (*keys, name)
            if name in given and name in shape.arguments:
                values[name] = self.value(field, given[name], at, convention)
            elif name in shape.defaults:
                continue
            elif isinstance(field, FigureField) and Missing in field.admits:
                values[name] = Missing("absent")
            else:
                self.fault(at, "it is not there, and the class has no default for it")
        return values

    def value(
        self, field: Field, given: object, keys: Keys, convention: Convention
    ) -> object:
        match field:
            case FigureField():
                return self.figure(field, given, keys, convention)
            case GroupField(of):
                return self.entity(of, given, keys, convention)
            case RowsField():
                return self.rows(field, given, keys, convention)
            case TextField():
                if isinstance(given, str) or given is None:
                    return given
                self.fault(keys, f"a text is expected, not {given!r:.60}")
                return None
            case OtherField():
                return given
            case _:
                assert_never(field)

    def rows(
        self, field: RowsField, given: object, keys: Keys, convention: Convention
    ) -> object:
        if field.by_name and isinstance(given, Mapping):
            return {
                name: self.value(field.row, row, (*keys, name), convention)
                for name, row in given.items()
            }
        if field.by_name or not isinstance(given, list | tuple):
            kind = "a mapping of rows" if field.by_name else "a list of rows"
            rows = isinstance(given, Mapping) and not field.by_name
            hint = ": rows are tables [[ ]]" if rows else ""
            self.fault(keys, f"{kind} is expected, not {given!r:.60}{hint}")
            return None
        return field.kind(
            self.value(field.row, row, (*keys, at), convention)
            for at, row in enumerate(given)
        )

    def figure(
        self, field: FigureField, given: object, keys: Keys, convention: Convention
    ) -> object:
        if field.bare and (given is None or isinstance(given, field.bare)):
            return given
        if field.convention is not UNDECLARED:
            convention = field.convention.over(convention)
        place = self.printed_at(keys)
        try:
            table = Printing.of(given) if isinstance(given, Mapping) else given
            figure = read_figure(table, convention, place=place)
            if not isinstance(figure, field.admits):
                if in_points(field, figure, convention):
                    figure = read_figure(f"{given}%", convention, place=place)
                figure = exact_zero(field, figure, convention)
        except BudgetCheckError as error:
            self.fault(keys, error)
            return None
        found = fitting(field, figure)
        if found is None:
            self.misfit(field, figure, given, keys)
        return found

    def misfit(
        self, field: FigureField, figure: Figure, given: object, keys: Keys
    ) -> None:
        if field.bare:
            wanted = " or ".join(kind.__name__ for kind in field.bare)
            self.fault(keys, f"{given!r:.60} cannot be {wanted}, which is expected")
            return
        wanted = " or ".join(_KINDS[one.__name__] for one in field.admits)
        met = _KINDS[type(figure).__name__]
        self.fault(keys, f"{given!r:.60} is {met}; {wanted} is expected")


def _plain(field: FigureField, text: str, convention: Convention) -> Figure | None:
    """Read a plain number where one may stand."""
    if field.convention is not UNDECLARED or field.bare:
        return None
    figure = read_plain(text, convention)
    return figure if isinstance(figure, field.admits) else None


_KINDS = {
    "Amount": "an amount",
    "Count": "a count (give it a unit)",
    "Percent": "a percentage",
    "Word": "a word",
    "NotComputable": "a mark for “not computable”",
    "Missing": "a missing figure",
}


def _shown(keys: Keys) -> str:
    steps = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return "".join(steps).removeprefix(".")


def _unknown(key: object, names: list[str]) -> str:
    near = get_close_matches(str(key), names, n=1)
    hint = f": did you mean {near[0]!r}?" if near else f": one of {', '.join(names)}"
    return f"{str(key)!r:.60} is not known here{hint}"
