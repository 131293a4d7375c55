"""Pairs: rows that two forms print of the same code, side by side.

A rule cannot pair the rows of two lists by their codes, so the document does: each
list here has the rows that both forms print, with the two cells that a rule compares.
The cells are the figures of the forms themselves, with their places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeAlias, TypeVar

import attrs

from budgetcheck.cn_accounts.fields import Line
from budgetcheck.entities.tables import Printed
from budgetcheck.language.figures import Missing
from budgetcheck.language.notation import parse_path
from budgetcheck.language.parts import MADE_OF
from budgetcheck.language.paths import Path

Origins: TypeAlias = Mapping[str, tuple[Path, ...]]

_ORIGINS = "origins"
_LEVEL = re.compile(r"[（(][类款项][）)]")
_L = TypeVar("_L", bound=Line)


@attrs.frozen(kw_only=True)
class Shared:
    """A row that two forms print.

    Attributes:
        code: Its code in both.
        name: What the form of the rule calls it, or else the other one.
        own: The cell in the form that the rule belongs to, the later one.
        other: The cell in the other form.

    Example:
        >>> Shared(code="208").own
        Missing(reason='absent', printed='', place=Place(...), note='')
    """

    code: str = ""
    name: str = ""
    own: Printed = Missing("absent")
    other: Printed = Missing("absent")


def paired(own: str, other: str, *, named: int = 0) -> Any:  # noqa: ANN401 (a field)
    """Return the field of the rows that two forms print.

    Args:
        own: The column of one form: `general_public.lines[*].total`.
        other: The column of the other form.
        named: How many digits the codes have of rows that the first one may print by
            name alone, as a text does; 0 if by none.
    """
    mine, theirs = parse_path(own), parse_path(other)
    origins = {"own": (mine,), "other": (theirs,)}
    columns = _Column.at(mine), _Column.at(theirs)
    return derived(partial(_joined, *columns, named), origins)


def derived(made: Callable[[Any], object], origins: Origins) -> Any:  # noqa: ANN401 (a field)
    """Return the field of rows that a document makes of its forms.

    Args:
        made: Makes them of the document.
        origins: For each cell of a row, where forms print it.
    """
    forms = (str(path.steps[0]) for paths in origins.values() for path in paths)
    return attrs.field(
        default=attrs.Factory(made, takes_self=True),
        init=False,
        eq=False,
        repr=False,
        metadata={_ORIGINS: origins, MADE_OF: tuple(dict.fromkeys(forms))},
    )


def origins_of(cls: type, path: Path) -> tuple[Path, ...]:
    """Return where forms print the figure that a path of a document names.

    Shape: the path itself, if it is no cell of rows that the document makes.

    Example:
        >>> from budgetcheck.cn_accounts.accounts import Accounts
        >>> made = parse_path("rows_05_03[*].own")
        >>> [str(one) for one in origins_of(Accounts, made)]
        ['general_public.lines[*].total']
    """
    field = attrs.fields_dict(cls)[str(path.steps[0])]
    origins: Origins | None = field.metadata.get(_ORIGINS)
    return (path,) if origins is None else origins[str(path.steps[-1])]


@attrs.frozen
class _Column:
    """A column of the rows of a form, or of a section of the text."""

    way: tuple[str, ...]
    cell: str

    @classmethod
    def at(cls, path: Path) -> _Column:
        *way, _, cell = map(str, path.steps)
        return cls(tuple(way), cell)

    def lines(self, document: object) -> tuple[Line, ...] | None:
        found: Any = document
        for name in self.way:
            found = found and getattr(found, name)
        lines: tuple[Line, ...] | None = found
        return lines


def by_code(lines: Iterable[_L]) -> dict[str, _L]:
    """Return rows by their codes; none that has no code, or one that others have.

    Example:
        >>> rows = [Line(code="208"), Line(code="210"), Line(code="208"), Line()]
        >>> list(by_code(rows))
        ['210']
    """
    every = tuple(lines)
    found = {line.code: line for line in every}
    if len(found) < len(every):
        times = Counter(line.code for line in every)
        found = {code: line for code, line in found.items() if times[code] == 1}
    found.pop("", None)
    return found


def _joined(
    own: _Column, other: _Column, named: int, document: object
) -> tuple[Shared, ...] | None:
    mine, theirs = own.lines(document), other.lines(document)
    if mine is None or theirs is None:
        return None
    rows = by_code(theirs)
    found = by_code(mine)
    if named:
        found |= _coded_by_name(mine, [one for one in theirs if len(one.code) == named])
    return tuple(
        Shared(
            code=code,
            name=line.name or rows[code].name,
            own=getattr(line, own.cell),
            other=getattr(rows[code], other.cell),
        )
        for code, line in found.items()
        if code in rows
    )


def _coded_by_name(lines: Iterable[_L], others: Iterable[Line]) -> dict[str, _L]:
    """Return rows that have a name and no code, by the code of the row so named."""
    theirs = _by_name(others)
    mine = _by_name(line for line in lines if not line.code)
    return {theirs[name].code: line for name, line in mine.items() if name in theirs}


def _by_name(lines: Iterable[_L]) -> dict[str, _L]:
    """Return rows by their names; none that has no name, or one that others have."""
    every = [(plain_name(line.name), line) for line in lines]
    times = Counter(name for name, _ in every)
    return {name: line for name, line in every if name and times[name] == 1}


def plain_name(name: str) -> str:
    """Return what a classification calls an item, of what a text calls it.

    Example:
        >>> plain_name("社会保障和就业（类）支出")
        '社会保障和就业'
        >>> plain_name("卫生健康支出（类）行政事业单位医疗（款）事业单位医疗(项)。")
        '事业单位医疗'
    """
    said = "".join(name.split()).rstrip("。.：:，,")
    parts = [part for part in _LEVEL.split(said) if part not in {"", "支出"}]
    return parts[-1].removesuffix("支出") if parts else ""
