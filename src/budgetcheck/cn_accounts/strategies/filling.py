"""Filling: cells and rows of forms, from truths, in a style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from budgetcheck.cn_accounts.strategies.catalogue import ECONOMIC_ITEMS, NAMES
from budgetcheck.cn_accounts.strategies.columns import Columns
from budgetcheck.cn_accounts.strategies.styles import Style
from budgetcheck.cn_accounts.strategies.truths import Item

Printed: TypeAlias = dict[str, object]


@attrs.frozen
class Filling:
    """Prints cells and rows in a style."""

    style: Style

    def cells(self, amounts: Mapping[str, int]) -> Printed:
        """Print amounts, without the cells that are left out."""
        texts = ((name, self.style.amount(one)) for name, one in amounts.items())
        return {name: text for name, text in texts if text is not None}

    def form(self, items: Iterable[Item], columns: Columns) -> Printed:
        """Print a form that has rows with codes and a row of totals."""
        every = tuple(items)
        return {
            "total": {"name": "合计"} | self.cells(_summed(every, columns)),
            "lines": self.rows(every, columns, self.style.levels),
        }

    def rows(
        self, items: tuple[Item, ...], columns: Columns, levels: Iterable[int]
    ) -> list[Printed]:
        """Print a row for every code in which something stands, headings first."""
        below: dict[str, list[Item]] = {}
        for item in items:
            # A section without items is printed once.
            for code in {item.code[:level] for level in levels}:
                below.setdefault(code, []).append(item)
        rows = ((code, _summed(below[code], columns)) for code in sorted(below))
        return [
            self.row(code, amounts) for code, amounts in rows if any(amounts.values())
        ]

    def row(self, code: str, amounts: Mapping[str, int]) -> Printed:
        """Print a row."""
        named: Printed = {"code": self.style.code(code), "name": NAMES[code]}
        return named | self.cells(amounts)

    def economic(self, spent: Mapping[str, int]) -> list[Printed]:
        """Print the rows of form 06."""
        every = spent
        if self.style.all_rows:
            every = dict.fromkeys(ECONOMIC_ITEMS, 0) | {**spent}
        below: dict[str, int] = {}
        for code, amount in every.items():
            for level in self.style.economic_levels:
                below[code[:level]] = below.get(code[:level], 0) + amount
        return [self.row(code, {"outturn": below[code]}) for code in sorted(below)]


def _summed(items: Iterable[Item], columns: Columns) -> dict[str, int]:
    every = tuple(items)
    return {name: sum(map(column, every)) for name, column in columns.items()}
