"""Building: printed texts into an object of a class, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
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
)
from budgetcheck.language.figures import (
    Amount,
    Count,
    Figure,
    Missing,
    Number,
    Percent,
    Word,
)
from budgetcheck.language.ordinary import read_plain
from budgetcheck.language.reading import read_figure
from budgetcheck.language.shapes import Shape, shape_of
from budgetcheck.language.tables import Printing
from budgetcheck.language.units import NO_UNIT, Unit, is_money_type

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
    field that may be `Missing` and is not there is `Missing("absent")`.
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
    builder = _Builder(cls.__name__)
    made = builder.entity(cls, printed, "", declared)
    if builder.faults or made is None:
        raise UnreadableFileError(f"{cls.__name__} cannot be read", builder.faults)
    return made


@attrs.define
class _Builder:
    name: str
    faults: list[FileFault] = attrs.field(factory=list)

    def fault(self, path: str, problem: object) -> None:
        at = f"{path}: " if path else ""
        self.faults.append(FileFault(self.name, None, None, f"{at}{problem}"))

    def entity(
        self, cls: type[_T], given: object, path: str, convention: Convention
    ) -> _T | None:
        """Return an object of the class, or None after noting what is wrong."""
        made_of: type = cls
        shape = shape_of(made_of)
        if isinstance(given, cls):
            return given
        if not isinstance(given, Mapping) or path.count(".") > _DEPTH:
            self.fault(path, f"a mapping is expected, not {given!r:.60}")
            return None
        before = len(self.faults)
        for key in given:
            if key not in shape.arguments:
                self.fault(path, _unknown(key, list(shape.arguments)))
        values = self.values(shape, given, path, convention)
        if len(self.faults) != before:
            return None
        try:
            return cls(**{shape.arguments[name]: one for name, one in values.items()})
        except (TypeError, ValueError) as error:
            # A validator of the class, or a field that is none for us.
            self.fault(path, f"{cls.__name__} refuses it: {error}")
            return None

    def values(
        self,
        shape: Shape,
        given: Mapping[str, object],
        path: str,
        convention: Convention,
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, field in shape.fields.items():
            text = given.get(name) if name in shape.arguments else None
            if text.__class__ is str and field.__class__ is FigureField:
                # What most fields are, at once; whatever is not plain goes on below.
                plain = _plain(field, text, convention)
                if plain is not None:
                    values[name] = plain
                    continue
            at = f"{path}.{name}" if path else name
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
        self, field: Field, given: object, path: str, convention: Convention
    ) -> object:
        match field:
            case FigureField():
                return self.figure(field, given, path, convention)
            case GroupField(of):
                return self.entity(of, given, path, convention)
            case RowsField():
                return self.rows(field, given, path, convention)
            case TextField():
                if isinstance(given, str) or given is None:
                    return given
                self.fault(path, f"a text is expected, not {given!r:.60}")
                return None
            case OtherField():
                return given
            case _:
                assert_never(field)

    def rows(
        self, field: RowsField, given: object, path: str, convention: Convention
    ) -> object:
        if field.by_name and isinstance(given, Mapping):
            return {
                name: self.value(field.row, row, f"{path}.{name}", convention)
                for name, row in given.items()
            }
        if field.by_name or not isinstance(given, list | tuple):
            kind = "a mapping of rows" if field.by_name else "a list of rows"
            self.fault(path, f"{kind} is expected, not {given!r:.60}")
            return None
        return field.kind(
            self.value(field.row, row, f"{path}[{at}]", convention)
            for at, row in enumerate(given)
        )

    def figure(
        self, field: FigureField, given: object, path: str, convention: Convention
    ) -> object:
        if field.bare and (given is None or isinstance(given, field.bare)):
            return given
        if field.convention is not UNDECLARED:
            convention = field.convention.over(convention)
        try:
            table = Printing.of(given) if isinstance(given, Mapping) else given
            figure = read_figure(table, convention)
            if not isinstance(figure, field.admits):
                if _in_points(field, figure, convention):
                    figure = read_figure(f"{given}%", convention)
                figure = _exact_zero(field, figure, convention)
        except BudgetCheckError as error:
            self.fault(path, error)
            return None
        if field.bare:
            return self.bare(field, figure, given, path)
        if isinstance(figure, field.admits):
            return figure
        wanted = " or ".join(_KINDS[one.__name__] for one in field.admits)
        met = _KINDS[type(figure).__name__]
        self.fault(path, f"{given!r:.60} is {met}; {wanted} is expected")
        return None

    def bare(
        self, field: FigureField, figure: Figure, given: object, path: str
    ) -> object:
        """Return a bare number where the class has no place for a figure."""
        for kind in field.bare:
            if isinstance(figure, Number) and kind is Decimal:
                return figure.value
            if isinstance(figure, Number) and kind is int and figure.value % 1 == 0:
                return int(figure.value)
            if isinstance(figure, Amount) and is_money_type(kind):
                return figure.money
        wanted = " or ".join(kind.__name__ for kind in field.bare)
        self.fault(path, f"{given!r:.60} cannot be {wanted}, which is expected")
        return None


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


def _in_points(field: FigureField, figure: Figure, convention: Convention) -> bool:
    """Say whether a plain number stands where only a percentage may stand."""
    plain = isinstance(figure, Amount) and figure.unit is (convention.unit or NO_UNIT)
    return plain and Percent in field.admits and Amount not in field.admits


def _exact_zero(field: FigureField, figure: Figure, convention: Convention) -> Figure:
    """Return the exact 0 that a dash is, where only a number may stand."""
    nil = isinstance(figure, Word) and figure.sense == "nil"
    if not nil or Word in field.admits:
        return figure
    unit = convention.unit or NO_UNIT
    if Count in field.admits and unit.kind == "thing":
        return Count(0, 0, unit, printed=figure.printed)
    return Amount(0, 0, unit, printed=figure.printed)


def _unknown(key: object, names: list[str]) -> str:
    near = get_close_matches(str(key), names, n=1)
    hint = f": did you mean {near[0]!r}?" if near else f": one of {', '.join(names)}"
    return f"{str(key)!r:.60} is not known here{hint}"
