"""Figure writing: figures as the tables that read back as the same figures.

Nothing is known here of how numbers are read: what is tried is read back, and the
shortest table that gives the figure is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

import attrs

from budgetcheck.errors import BudgetCheckError, LimitError, UnwritableError
from budgetcheck.files.positions import Digits
from budgetcheck.files.texts import Inline
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Figures
from budgetcheck.language.figures import (
    Amount,
    Count,
    Figure,
    Missing,
    NotComputable,
    Number,
    Percent,
    Word,
    with_also,
)
from budgetcheck.language.groups import GROUP_KEYS
from budgetcheck.language.nesting import DEPTH_LIMIT, LABELS
from budgetcheck.language.paths import Index, Path, Step
from budgetcheck.language.reading import read_figure
from budgetcheck.language.tables import SUBSTANCE, Printing
from budgetcheck.language.truths import Bound
from budgetcheck.language.units import NO_CURRENCY, Unit

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_SIGNS: dict[Bound, str] = {
    "at_least": ">=",
    "at_most": "<=",
    "above": ">",
    "below": "<",
}
_FEW = 4  # So many figures of a group stand on one line.
_THINGS = {1: "", 10**4: "万", 10**8: "亿"}


def figure_tables(figures: Figures, convention: Convention) -> dict[str, object]:
    """Return figures as nested tables.

    Raises:
        UnwritableError: A figure that no file can say.

    Example:
        >>> from budgetcheck.language.nesting import figures_of
        >>> figures = figures_of({"a": {"b": "1.50", "c": ""}, "lines": []})
        >>> figure_tables(figures, Convention())
        {'a': {'b': '1.50', 'c': ''}, 'lines': []}
    """
    return _Writer(figures, convention, _children(figures)).group(Path(()), "")


def unit_said(unit: Unit) -> str | Inline | None:
    """Return a unit as a file says it, or None where it cannot.

    Example:
        >>> unit_said(Unit.read("万元")), unit_said(Unit("GBP", 1000))
        ('万元', {'currency': 'GBP', 'scale': 1000})
    """
    if unit.label and _reads_as(unit.label, unit):
        return unit.label
    if unit.kind == "currency":
        named = {} if unit.name == NO_CURRENCY else {"currency": unit.name}
        return Inline(named | {"scale": unit.scale})
    text = f"{_THINGS.get(unit.scale, '')}{unit.name}"
    return text if _reads_as(text, unit) else None


def _reads_as(text: str, unit: Unit) -> bool:
    try:
        return Unit.read(text) == unit
    except BudgetCheckError:
        return False


def _children(figures: Figures) -> dict[Path, tuple[Step, ...]]:
    """Return what stands in each group and list, also where nothing says so."""
    children = {path: dict.fromkeys(steps) for path, steps in figures.rows.items()}
    children.setdefault(Path(()), {})
    for path in (*figures.by_path, *figures.labels):
        for length, step in enumerate(path.steps):
            children.setdefault(Path(path.steps[:length]), {})[step] = None
    return {path: tuple(steps) for path, steps in children.items()}


@attrs.frozen
class _Writer:
    figures: Figures
    convention: Convention
    children: dict[Path, tuple[Step, ...]]
    places: dict[Path, frozenset[str]] = attrs.field(factory=dict)

    def group(self, path: Path, inherited: str) -> dict[str, object]:
        table: dict[str, object] = {}
        where = self.shared(path)
        if where and where != inherited:
            table["where"] = where
        for step in self.children[path]:
            if not isinstance(step, str) or step in {"", *GROUP_KEYS, *SUBSTANCE}:
                problem = f"{step!r:.60} is no name of a figure in a file"
                raise UnwritableError(_named(path), problem)
            table[step] = self.entry(path.then(step), where or inherited)
        few = len(table) <= _FEW and bool(path.steps)
        plain = not any(isinstance(one, dict | list) for one in table.values())
        return Inline(table) if few and plain else table

    def entry(self, path: Path, inherited: str) -> object:
        if len(path.steps) > DEPTH_LIMIT:
            raise LimitError("nesting", len(path.steps), DEPTH_LIMIT, "levels")
        figure, steps = self.figures.by_path.get(path), self.children.get(path)
        in_row = len(path.steps) > 1 and isinstance(path.steps[-2], Index)
        labelled = in_row and path.steps[-1] in LABELS
        if path in self.figures.labels:
            if not labelled or figure is not None or steps:
                raise UnwritableError(_named(path), "it is no code or name of a row")
            return self.figures.labels[path]
        if figure is not None:
            if steps:
                raise UnwritableError(_named(path), "it is a figure and a group")
            said = _Sayer(path, figure.place.where).said(figure, self.convention)
            if figure.place.where and figure.place.where != inherited:
                said["where"] = figure.place.where
            # In a row, a text called code or name would be a label.
            return said if labelled else _shortest(said)
        return self.rows(path, steps or (), inherited)

    def rows(self, path: Path, steps: tuple[Step, ...], inherited: str) -> object:
        """Return a list, or a group; of neither rows nor figures, an empty list."""
        if not any(isinstance(step, Index) for step in steps):
            return self.group(path, inherited) if steps else []
        if steps != tuple(Index(number) for number in range(len(steps))):
            raise UnwritableError(_named(path), "its rows are not 0, 1, 2, …")
        return [self.entry(path.then(step), inherited) for step in steps]

    def shared(self, path: Path) -> str:
        """Return where everything in a group is printed, if that is one place."""
        found = self.found(path)
        return next(iter(found)) if len(found) == 1 else ""

    def found(self, path: Path) -> frozenset[str]:
        if path not in self.places:
            inner = (self.found(path.then(one)) for one in self.children.get(path, ()))
            figure = self.figures.by_path.get(path)
            own = frozenset() if figure is None else frozenset({figure.place.where})
            self.places[path] = own.union(*inner)
        return self.places[path]


@attrs.frozen
class _Sayer:
    """Says one figure; its further printings are printed where it is, or elsewhere."""

    path: Path
    where: str

    def said(self, figure: Figure, convention: Convention) -> Inline:
        """Return the table of a figure, without where it is printed.

        What reads back as printed goes before what is merely the same figure.
        """
        alone = with_also(figure, ()) if isinstance(figure, Number) else figure
        same: Inline | None = None
        for table in _tables(alone):
            found = _read(table, convention)
            if found != alone:
                continue
            if _printed(found) == _printed(alone):
                return self.completed(table, figure, convention)
            same = same or table
        if same is None:
            problem = f"no table reads as {figure.printed or figure!r:.200}"
            raise UnwritableError(_named(self.path), problem)
        return self.completed(same, figure, convention)

    def completed(
        self, table: Inline, figure: Figure, convention: Convention
    ) -> Inline:
        if isinstance(figure, Number) and figure.also:
            if not isinstance(figure, Percent):
                convention = attrs.evolve(convention, unit=figure.unit)
            table["also"] = [self.further(one, convention) for one in figure.also]
        if figure.note:
            table["note"] = figure.note
        return table

    def further(self, figure: Number, convention: Convention) -> object:
        said = self.said(figure, convention)
        if figure.place.where != self.where:
            said["where"] = figure.place.where
        return _shortest(said)


def _named(path: Path) -> str:
    return f"figure {str(path)!r}"


def _shortest(said: Inline) -> object:
    return said["value"] if list(said) == ["value"] else said


def _printed(figure: Figure) -> tuple[str, str]:
    unit = figure.unit.text if isinstance(figure, Amount | Count) else ""
    return figure.printed, unit


def _read(table: Inline, convention: Convention) -> Figure | None:
    try:
        return read_figure(Printing.of(table), convention)
    except BudgetCheckError:
        return None


def _tables(figure: Figure) -> Iterator[Inline]:
    """Yield what could say a figure, the shortest first."""
    printed = _value(figure.printed)
    match figure:
        case Word(sense):
            yield Inline(value=printed)
            yield Inline(word=sense)
        case Missing(reason):
            yield Inline(value=printed)
            yield Inline(missing=reason)
        case NotComputable():
            yield Inline(value=printed)
            yield Inline(value="n/c")
        case Amount() | Count() | Percent():
            yield from _number_tables(figure)
        case _:
            assert_never(figure)


def _number_tables(figure: Number) -> Iterator[Inline]:
    rounding = {"rounding": figure.rounding} if figure.rounding else {}
    for value in (figure.printed, _own_text(figure)):
        for more in _declared(figure):
            for unit in _units(figure):
                yield Inline({"value": _value(value)} | unit | more | rounding)


def _own_text(figure: Number) -> str:
    sign = _SIGNS[figure.bound] if figure.bound else ""
    percent = "%" if isinstance(figure, Percent) else ""
    return f"{sign}{figure.value:f}{percent}"


def _units(figure: Number) -> Iterator[dict[str, object]]:
    yield {}
    said = None if isinstance(figure, Percent) else unit_said(figure.unit)
    if said is not None:
        yield {"unit": said}


def _declared(figure: Number) -> Iterator[dict[str, object]]:
    yield {}
    decimals = _decimals(figure.quantum)
    if decimals is not None:
        yield {"decimals": decimals}
    elif not figure.quantum:
        yield {"exact": True}


def _decimals(quantum: Decimal) -> int | None:
    """Return the decimals that make a quantum, or None if none do."""
    # From the digits, because Decimal arithmetic would obey the caller's context.
    _, digits, exponent = quantum.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    if text.rstrip("0") != "1":
        return None
    return -(int(exponent) + len(text) - 1)


def _value(text: str) -> str:
    return Digits(text) if _PLAIN.fullmatch(text) else text
