"""Narrating uses: sections 7 to 14 of the text, on what money was for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from budgetcheck.cn_accounts.strategies.catalogue import (
    BESIDE,
    NAMES,
    PUBLIC_EXPENSES,
)
from budgetcheck.cn_accounts.strategies.claiming import Claiming
from budgetcheck.cn_accounts.strategies.columns import (
    BALANCES,
    BY_FUND,
    EXPENDITURE,
    SPENDING,
    with_totals,
)
from budgetcheck.cn_accounts.strategies.filling import Filling, Printed
from budgetcheck.cn_accounts.strategies.styles import Style
from budgetcheck.cn_accounts.strategies.truths import Truths

_PERSONS = 3  # in each group
_OF_FUNDS = {**BALANCES, "expenditure": BY_FUND["total"], **SPENDING}


def on_uses(truths: Truths, style: Style) -> dict[str, Printed]:
    """Return sections 7 to 14 by field."""
    said = _Sections(truths, style, Filling(style), Claiming(style))
    return {
        "three_public": said.three_public(),
        "government_funds": said.funds("government_funds"),
        "state_capital": said.funds("state_capital"),
        "operating_costs": said.operating_costs(),
        "general_expenses": said.general_expenses(),
        "procurement": said.procurement(),
        "state_assets": said.state_assets(),
        "performance": said.performance(),
    }


@attrs.frozen
class _Sections:
    truths: Truths
    style: Style
    filling: Filling
    claiming: Claiming

    def three_public(self) -> Printed:
        """Tell of the three public expenses, and of what they were for."""
        truths, claiming = self.truths, self.claiming
        outturn = with_totals(_each(truths.public_outturn))
        budget = with_totals(_each(lambda name: truths.public.budget.get(name, 0)))
        before = with_totals(_each(lambda name: truths.told.prior_public.get(name, 0)))
        found: Printed = {
            name: claiming.completed(spent, budget[name])
            | claiming.changed(spent, before[name])
            | _share(
                None if name == "total" else claiming.share(spent, outturn["total"])
            )
            for name, spent in outturn.items()
        }
        guests = {"domestic": outturn["hospitality"], "foreign": 0}
        hospitality = {f"{name}_hospitality": one for name, one in guests.items()}
        return found | self.groups(outturn) | self.filling.cells(hospitality)

    def groups(self, outturn: Mapping[str, int]) -> Printed:
        """Count who travelled, who was received, and vehicles."""
        groups, vehicles = self.truths.told.groups, self.truths.told.vehicles
        travelled = groups if outturn["overseas_travel"] else 0
        received = groups if outturn["hospitality"] else 0
        return {
            "delegations": f"{travelled}个",
            "travellers": str(_PERSONS * travelled),
            "receptions": f"{received}批次",
            "guests": str(_PERSONS * received),
            "vehicles_bought": "1" if outturn["vehicle_purchase"] else "0",
            "vehicles_held": str(max(vehicles.values(), default=0)),
        }

    def funds(self, fund: str) -> Printed:
        """Tell of other funds; where there are none, that there are none."""
        items = self.truths.of(fund)
        if not items:
            return dict.fromkeys(("revenue", "expenditure"), "无")
        return self.filling.cells(
            {name: self.truths.total(one, fund) for name, one in _OF_FUNDS.items()}
        )

    def operating_costs(self) -> Printed:
        costs = self.truths.operating_costs
        cells = self.filling.cells({"outturn": costs})
        return cells | self.claiming.changed(costs, self.truths.told.prior[3])

    def general_expenses(self) -> Printed:
        told = {name: self.truths.public_outturn(name) for name in BESIDE}
        cells = self.filling.cells({**told, "events": self.truths.told.events})
        return {**cells, "trainees": str(_PERSONS * bool(told["training"]))}

    def procurement(self) -> Printed:
        """Tell what was bought, and of whom."""
        said, claiming = self.truths.told.procurement, self.claiming
        bought = said.bought
        smaller = {
            name: amount * said.sme.get(name, 0) // 10
            for name, amount in bought.items()
        }
        total, sme = sum(bought.values()), sum(smaller.values())
        micro_small = sme * said.micro_small // 10
        return {
            **self.filling.cells({"total": total, **bought}),
            **{
                f"{name}_sme": claiming.part(amount, bought[name])
                for name, amount in smaller.items()
            },
            "sme": claiming.part(sme, total),
            "micro_small": claiming.part(micro_small, sme)
            | _share(claiming.share(micro_small, total), "share_of_total"),
        }

    def state_assets(self) -> Printed:
        kinds = self.truths.told.vehicles
        return {
            "vehicles": f"{sum(kinds.values())}辆",
            "kinds": [
                {"name": name, "number": str(number)} for name, number in kinds.items()
            ],
            "general_equipment": "1",
            "special_equipment": "0",
        }

    def performance(self) -> Printed:
        """Tell of the money that was evaluated, of projects and of the score."""
        truths, claiming = self.truths, self.claiming
        whole = truths.total(EXPENDITURE["total"])
        by_fund = {name: truths.total(column) for name, column in BY_FUND.items()}
        projects = {item.code: item.project for item in truths.items}
        budgets = truths.told.project_budgets
        cells = self.filling.cells(
            {
                "funds_covered": whole,
                "government_funds": by_fund["government_funds"],
                "state_capital": by_fund["state_capital"],
                "project_funds": sum(projects[code] for code in budgets),
            }
        )
        return {
            **cells,
            "general_public": claiming.part(by_fund["general_public"], whole),
            "projects": [
                {"name": f"{NAMES[code]}项目"}
                | claiming.completed(projects[code], budget, "executed")
                for code, budget in budgets.items()
            ],
            "score": f"{truths.told.score}分",
        }


def _each(amount: Callable[[str], int]) -> dict[str, int]:
    return {name: amount(name) for name in PUBLIC_EXPENSES}


def _share(share: str | None, name: str = "share") -> Printed:
    return {} if share is None else {name: share}
