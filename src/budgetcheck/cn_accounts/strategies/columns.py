"""Columns: what the columns of forms are of an item, and which items rows are of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TypeAlias

from budgetcheck.cn_accounts.strategies.catalogue import FUNDS
from budgetcheck.cn_accounts.strategies.truths import EARNED, PAID, Column, Item

Columns: TypeAlias = Mapping[str, Column]


def _of(fund: str, column: Column) -> Column:
    return lambda item: column(item) if item.fund == fund else 0


def _earned(kind: str, item: Item) -> int:
    return item.earned.get(kind, 0)


def _paid(kind: str, item: Item) -> int:
    return item.paid.get(kind, 0)


def _all_basic(item: Item) -> int:
    return item.basic + _paid("exp_basic", item)


def _all_project(item: Item) -> int:
    return item.project + _paid("exp_project", item)


BALANCES: Columns = {
    "opening_balance": lambda item: item.opening,
    "revenue": lambda item: item.revenue,
    "closing_balance": lambda item: item.closing,
}
SPENDING: Columns = {
    "exp_basic": lambda item: item.basic,
    "exp_project": lambda item: item.project,
}
REVENUE: Columns = {
    "total": lambda item: item.received,
    "rev_fiscal_appropriation": lambda item: item.revenue,
    **{kind: partial(_earned, kind) for kind in EARNED},
}
EXPENDITURE: Columns = {
    "total": lambda item: item.spent,
    "exp_basic": _all_basic,
    "exp_project": _all_project,
    **{kind: partial(_paid, kind) for kind in PAID[2:]},
}
BY_FUND: Columns = {
    "total": lambda item: item.appropriated,
    **{fund: _of(fund, lambda item: item.appropriated) for fund in FUNDS},
}
CLOSING_BY_FUND: Columns = {
    "total": lambda item: item.closing,
    **{fund: _of(fund, lambda item: item.closing) for fund in FUNDS},
}


def with_totals(expenses: Mapping[str, int]) -> dict[str, int]:
    """Add the totals to the public expenses."""
    vehicles = expenses["vehicle_purchase"] + expenses["vehicle_running"]
    total = vehicles + expenses["overseas_travel"] + expenses["hospitality"]
    return {"total": total, "vehicles": vehicles, **expenses}
