"""Evaluating: the self-evaluation that a department reports on itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from budgetcheck.cn_accounts.strategies.catalogue import NAMES, PUBLIC_EXPENSES
from budgetcheck.cn_accounts.strategies.claiming import Claiming
from budgetcheck.cn_accounts.strategies.columns import (
    BALANCES,
    EXPENDITURE,
    with_totals,
)
from budgetcheck.cn_accounts.strategies.filling import Filling, Printed
from budgetcheck.cn_accounts.strategies.styles import Style
from budgetcheck.cn_accounts.strategies.truths import Column, Item, Truths

_INSTITUTIONS = ("局机关", "下属单位")
_WEIGHT = 50  # points for each of two indicators
_PLAIN = ("exp_basic", "exp_project")

_Tables: TypeAlias = Mapping[str, Mapping[str, int]]


def self_evaluation(truths: Truths, style: Style) -> Printed | None:
    """Return the self-evaluation, or none where money went to other entities.

    Its tables have no columns for what was passed on to others, or spent on business.
    """
    if any({*item.paid} - {*_PLAIN} for item in truths.items):
        return None
    said = _Evaluation(truths, style, Filling(style), Claiming(style))
    evaluated, tables = truths.evaluated, said.tables()
    return {
        "entity": evaluated.entity,
        "establishment": str(evaluated.staff + evaluated.vacant),
        "staff": f"{evaluated.staff}人",
        "aggregate": said.institution("汇总", _added(tables)),
        "institutions": [
            said.institution(name, own)
            for name, own in zip(_INSTITUTIONS, tables, strict=True)
        ],
        "carry_over": said.carry_over(tables),
        "three_public": said.three_public(),
        "projects": said.projects(),
        "activities": [said.activity()],
        "indicators": list(said.indicators()),
        "score": f"{truths.told.score}分",
    }


@attrs.frozen
class _Evaluation:
    truths: Truths
    style: Style
    filling: Filling
    claiming: Claiming

    def tables(self) -> tuple[_Tables, _Tables]:
        """Return the tables of both institutions, which share the items."""
        first, second = (self.truths.items[at::2] for at in (0, 1))
        return self._tables(first, is_first=True), self._tables(second, is_first=False)

    def _tables(self, items: tuple[Item, ...], *, is_first: bool) -> _Tables:
        truths, said = self.truths, self.truths.evaluated
        left = _sum(items, BALANCES["opening_balance"])
        other = _sum(items, lambda item: item.received - item.revenue)
        spent = _sum(items, EXPENDITURE["total"])
        basic = _sum(items, EXPENDITURE["exp_basic"])
        if is_first:  # It has what is no item's.
            left += truths.opening - truths.total(BALANCES["opening_balance"])
            other += truths.reserves.used
        by_fund = {
            fund: _sum(
                (item for item in items if item.fund == fund), BALANCES["revenue"]
            )
            for fund in ("general_public", "government_funds", "state_capital")
        }
        other += by_fund.pop("state_capital")
        income = {"carried_forward": left, **by_fund, "other": other}
        total = sum(income.values())
        personnel = basic * said.personnel // 10
        in_use, rented_out, more = said.assets if is_first else (0, 0, 0)
        public = {
            name: truths.public_outturn(name) if is_first else 0
            for name in PUBLIC_EXPENSES
        }
        return {
            "income": {"total": total, "special_account_nontax": 0, **income},
            "expenditure": {
                "total": spent,
                "basic": basic,
                "personnel": personnel,
                "goods_services": basic - personnel,
                "project": spent - basic,
                "year_balance": total - left - spent,
                "cumulative_balance": total - spent,
            },
            "three_public": {
                name: one
                for name, one in with_totals(public).items()
                if name != "vehicles"
            },
            "fixed_assets": {
                "total": in_use + rented_out + more,
                "in_use": in_use,
                "rented_out": rented_out,
                "other": more,
            },
        }

    def institution(self, name: str, tables: _Tables) -> Printed:
        cells = self.filling.cells
        return {"name": name, **{at: cells(table) for at, table in tables.items()}}

    def carry_over(self, tables: Iterable[_Tables]) -> Printed:
        """Tell how last year's balances became what was carried forward."""
        carried = [table["income"]["carried_forward"] for table in tables]
        adjusted, recovered = sum(carried), self.truths.evaluated.recovered
        carried[0] += recovered
        sums = {
            "subtotal": adjusted + recovered,
            "recovered": recovered,
            "adjusted": adjusted,
        }
        return self.filling.cells(sums) | {
            "sources": [
                {"name": name, **self.filling.cells({"amount": amount})}
                for name, amount in zip(_INSTITUTIONS, carried, strict=True)
            ]
        }

    def three_public(self) -> Printed:
        """Tell of the three public expenses, which are within their budget."""
        truths = self.truths
        spent = sum(map(truths.public_outturn, PUBLIC_EXPENSES))
        budget = sum(truths.public.budget.get(name, 0) for name in PUBLIC_EXPENSES)
        before = sum(truths.told.prior_public.values())
        return {
            **self.claiming.completed(spent, max(spent, budget)),
            **self.claiming.changed(spent, before),
        }

    def projects(self) -> Printed:
        project = EXPENDITURE["exp_project"]
        spent = {item.code: project(item) for item in self.truths.items}
        listed = {code: amount for code, amount in spent.items() if amount}
        budget = sum(listed.values()) + self.truths.evaluated.unspent
        return self.filling.cells({"budget": budget}) | {
            "number": str(len(listed)),
            "lines": [
                {"name": f"{NAMES[code]}项目", "number": "1"}
                | self.filling.cells({"amount": amount})
                for code, amount in listed.items()
            ],
        }

    def activity(self) -> Printed:
        """Tell how many cases were handled, and how many more than last year."""
        said, style = self.truths.evaluated, self.style
        due = 10 * said.due
        done = said.handled * said.due
        gain = said.handled - said.handled_before
        return {
            "name": "案件处置",
            "due": f"{due}件",
            "done": f"{done}件",
            "rate": str(style.percent(done, due)),
            "prior_rate": str(style.percent(said.handled_before, 10)),
            "gain": str(style.percent(gain, 10)),
            "parts": [{"name": "线上", "done": f"{done // 2}件"}],
        }

    def indicators(self) -> Iterable[Printed]:
        """Yield a number that is reached, and a rate; both with their points."""
        said, score = self.truths.evaluated, self.truths.told.score
        due, done = 10 * said.due, said.handled * said.due
        yield {
            "name": "处置数量",
            "target": f">= {done}件",
            "result": f"{done}件",
            "weight": str(_WEIGHT),
            "score": str(score // 2),
        }
        yield {
            "name": "处置率",
            "target": ">= 0%",
            "result": str(self.style.percent(done, due)),
            "due": f"{due}件",
            "done": f"{done}件",
            "weight": f"{_WEIGHT}分",
            "score": str(score - score // 2),
        }


def _sum(items: Iterable[Item], column: Column) -> int:
    return sum(map(column, items))


def _added(tables: tuple[_Tables, _Tables]) -> _Tables:
    first, second = tables
    return {
        name: {cell: one + second[name][cell] for cell, one in table.items()}
        for name, table in first.items()
    }
