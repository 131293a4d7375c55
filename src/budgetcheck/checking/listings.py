"""Listings: the rows of one list of one document, column by column and as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, TypeAlias

import attrs

from budgetcheck.checking.layouts import Kind, Plain, RowsLayout, plain
from budgetcheck.language.codes import parents_in

Branch: TypeAlias = tuple[int, tuple[int, ...]]  # a row, and those that it adds up


@attrs.frozen(eq=False)
class PlainColumn:
    """A figure of every row, taken apart.

    Attributes:
        plain: Values, quanta and kinds.
        kinds: The kinds that there are, each once.
    """

    plain: Plain
    kinds: tuple[Kind, ...]

    @property
    def parts(self) -> tuple[list[Any], list[Any], list[Kind]]:
        """Values, quanta and kinds."""
        return self.plain.values, self.plain.quanta, self.plain.kinds


@attrs.define(eq=False)
class Listing:
    """A list of rows of one document.

    Attributes:
        layout: Where it stands, and its columns.
        rows: The rows; None, if they are not given.
    """

    layout: RowsLayout
    rows: Sequence[object] | None
    _columns: dict[int, PlainColumn] = attrs.field(factory=dict)
    _places: list[str] = attrs.field(factory=list)
    _trees: dict[str, tuple[Branch, ...] | None] = attrs.field(factory=dict)

    def __len__(self) -> int:
        return len(self.rows or ())

    def column(self, number: int) -> PlainColumn:
        """Return a figure of every row, taken apart."""
        found = self._columns.get(number)
        if found is None:
            apart = plain(self.figures(number))
            kinds = {id(kind): kind for kind in apart.kinds}
            found = PlainColumn(apart, tuple(kinds.values()))
            self._columns[number] = found
        return found

    def figures(self, number: int) -> list[Any]:
        """Return a figure of every row."""
        return self.layout.column(self.rows or (), number)

    @property
    def places(self) -> list[str]:
        """Where each row stands, as rules write it: `lines[0]`."""
        if len(self._places) != len(self):
            prefix = str(self.layout.path)
            self._places = [f"{prefix}[{row}]" for row in range(len(self))]
        return self._places

    def tree(self, by: str) -> tuple[Branch, ...] | None:
        """Return each heading with the rows that it is the sum of, by their codes.

        Shape: None, where a row has no code or two have the same, which is an error
        that the general way tells.
        """
        if by not in self._trees:
            self._trees[by] = _branches(list(map(attrgetter(by), self.rows or ())))
        return self._trees[by]


def _branches(codes: Sequence[object]) -> tuple[Branch, ...] | None:
    by_code = {code: row for row, code in enumerate(codes) if isinstance(code, str)}
    with_code = [code for code in codes if code]
    if len(with_code) != len(by_code) - ("" in by_code):
        return None
    if not all(isinstance(code, str) for code in codes):
        return None
    by_code.pop("", None)
    children: dict[str, list[int]] = {}
    for code, parent in parents_in(sorted(by_code)).items():
        children.setdefault(parent, []).append(by_code[code])
    return tuple((by_code[one], tuple(rows)) for one, rows in sorted(children.items()))
