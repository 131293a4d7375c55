"""Tables of any length: rows with a budget, an outturn and a rate, and a tree."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import attrs

import budgetcheck as bc

CENT = Decimal("0.01")
CONVENTION = bc.Convention(unit="万元", decimals=2)


@attrs.frozen
class Row:
    code: str
    budget: bc.Amount
    actual: bc.Amount
    rate: bc.Stated


@attrs.frozen
class Table:
    total: bc.Amount
    rows: tuple[Row, ...]


SUM = ("total = sum(rows[*].actual)",)
RATES = ("rows[*].rate = rows[*].actual / rows[*].budget",)
TREE = ("tree(rows[*].actual by code)",)


def printed(count: int, seed: int = 1) -> dict[str, Any]:
    """Return a table of so many rows, each a heading or one of its ten items."""
    draw = random.Random(seed)  # noqa: S311 (figures, and no secrets)
    rows: list[dict[str, str]] = []
    total = Decimal(0)
    for at in range(count):
        actual = Decimal(draw.randint(100, 9_999_999)) / 100
        budget = Decimal(draw.randint(100, 9_999_999)) / 100
        rate = (100 * actual / budget).quantize(CENT, ROUND_HALF_UP)
        heading, item = divmod(at, 11)
        code = f"{heading:05}" + (f"{item:02}" if item else "")
        texts = {"budget": f"{budget}", "actual": f"{actual}", "rate": f"{rate}%"}
        rows.append({"code": code, **texts})
        total += actual
    return {"total": f"{total}", "rows": rows}


def read(texts: dict[str, Any]) -> Table:
    """Read a table into its class."""
    return bc.read(Table, texts, convention=CONVENTION)
