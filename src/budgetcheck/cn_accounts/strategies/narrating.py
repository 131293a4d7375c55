"""Narrating: sections 1 to 6 of the text, on revenue and expenditure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from budgetcheck.cn_accounts.forms.classes import OPERATING, PERSONNEL
from budgetcheck.cn_accounts.strategies.catalogue import (
    FUNDS,
    GENERAL_PUBLIC,
    NAMES,
)
from budgetcheck.cn_accounts.strategies.claiming import Claiming
from budgetcheck.cn_accounts.strategies.columns import (
    BALANCES,
    BY_FUND,
    EXPENDITURE,
    REVENUE,
    Columns,
)
from budgetcheck.cn_accounts.strategies.filling import Filling, Printed
from budgetcheck.cn_accounts.strategies.styles import Style
from budgetcheck.cn_accounts.strategies.truths import Item, Truths


def on_money(truths: Truths, style: Style) -> dict[str, Printed]:
    """Return sections 1 to 6 by field."""
    said = _Sections(truths, style, Filling(style), Claiming(style))
    general, appropriated, rest, _ = truths.told.prior
    before = general + appropriated
    reserves = truths.reserves
    left = truths.total(BALANCES["opening_balance"])
    all_money = {
        "revenue": truths.total(REVENUE["total"]),
        "use_of_nonappropriation_surplus": reserves.used,
        "opening_balance": truths.opening,
        "expenditure": truths.total(EXPENDITURE["total"]),
        "surplus_distribution": reserves.distributed,
        "closing_balance": truths.closing,
    }
    appropriations = {
        "revenue": truths.total(BALANCES["revenue"]),
        "opening_balance": left,
        "expenditure": truths.total(BY_FUND["total"]),
        "closing_balance": truths.total(BALANCES["closing_balance"]),
    }
    whole = truths.opening + all_money["revenue"] + reserves.used
    return {
        "balancing": said.overall(whole, before + rest, all_money),
        "revenue": said.parts(REVENUE, "rev_") | said.by_fund(),
        "expenditure": said.parts(EXPENDITURE, "exp_"),
        "appropriation": said.overall(
            appropriations["revenue"] + left, before, appropriations
        ),
        "general_public": said.general_public(general),
        "basic": said.basic(),
    }


@attrs.frozen
class _Sections:
    truths: Truths
    style: Style
    filling: Filling
    claiming: Claiming

    def overall(self, total: int, before: int, of: Mapping[str, int]) -> Printed:
        """Tell of a grand total, and what it consists of."""
        claimed = self.claiming.changed(total, before)
        again = {
            f"expenditure_{name}": claimed[name]
            for name in ("difference", "change")
            if name in claimed
        }
        cells = {"total": total, "expenditure_total": total, **of}
        return {**self.filling.cells(cells), **claimed, **again}

    def by_fund(self) -> Printed:
        """Tell of the revenue that each budget gave."""
        total = self.truths.total(REVENUE["total"])
        return {
            fund: self.claiming.part(
                self.truths.total(BALANCES["revenue"], fund), total
            )
            for fund in FUNDS
        }

    def parts(self, columns: Columns, prefix: str) -> Printed:
        """Tell of revenue, or expenditure, and of the share of each kind."""
        total = self.truths.total(columns["total"])
        return self.filling.cells({"total": total}) | {
            name.removeprefix(prefix): self.claiming.part(
                self.truths.total(column), total
            )
            for name, column in columns.items()
            if name != "total"
        }

    def general_public(self, before: int) -> Printed:
        """Tell of the general public budget, its classes and its items."""
        truths, told, claiming = self.truths, self.truths.told, self.claiming
        items = truths.of(GENERAL_PUBLIC)
        listed = [item for item in items if item.appropriated]
        spent = sum(item.appropriated for item in items)
        budget = sum(told.budgets.get(item.code, 0) for item in listed) + told.unlisted
        revised = sum(map(_revised, items))
        return {
            **claiming.completed(spent, budget),
            **claiming.revised(spent, revised),
            **claiming.changed(spent, before),
            **_share(claiming.share(spent, truths.total(EXPENDITURE["total"]))),
            "classes": [
                self.filling.row(code, {"outturn": outturn})
                | _share(claiming.share(outturn, spent))
                for code, outturn in _by_class(listed).items()
            ],
            "items": [
                {"code": item.code, "name": NAMES[item.code]}
                | claiming.completed(item.appropriated, told.budgets.get(item.code, 0))
                | claiming.revised(item.appropriated, _revised(item))
                for item in listed
            ],
        }

    def basic(self) -> Printed:
        """Tell of basic expenditure by use."""
        uses = {
            "personnel": self.truths.spent_on(PERSONNEL),
            "goods_services": self.truths.spent_on(OPERATING),
        }
        total = sum(uses.values())
        return self.filling.cells({"total": total}) | {
            name: self.claiming.part(amount, total) for name, amount in uses.items()
        }


def _revised(item: Item) -> int:
    # What is not spent is left.
    return item.appropriated + item.closing


def _share(share: str | None) -> Printed:
    return {} if share is None else {"share": share}


def _by_class(items: Iterable[Item]) -> dict[str, int]:
    found: dict[str, int] = {}
    for item in items:
        code = item.code[:3]
        found[code] = found.get(code, 0) + item.appropriated
    return found
