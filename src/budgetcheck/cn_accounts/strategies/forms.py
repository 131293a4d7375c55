"""Forms: all nine, as one department prints them of its truths."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from budgetcheck.cn_accounts.forms.classes import FUNCTIONAL, OPERATING, PERSONNEL
from budgetcheck.cn_accounts.strategies.catalogue import (
    BESIDE,
    FUNDS,
    GENERAL_PUBLIC,
    PUBLIC_EXPENSES,
)
from budgetcheck.cn_accounts.strategies.columns import (
    BALANCES,
    BY_FUND,
    CLOSING_BY_FUND,
    EXPENDITURE,
    REVENUE,
    SPENDING,
    Columns,
    with_totals,
)
from budgetcheck.cn_accounts.strategies.filling import Filling, Printed
from budgetcheck.cn_accounts.strategies.styles import Style
from budgetcheck.cn_accounts.strategies.truths import EARNED, Column, Truths


def printed_forms(truths: Truths, style: Style) -> dict[str, Printed]:
    """Return the forms that are printed, by field."""
    forms = _Forms(truths, style, Filling(style))
    found = {name: make(forms) for name, make in FORMS.items()}
    return {name: form for name, form in found.items() if form is not None}


@attrs.frozen
class _Forms:
    truths: Truths
    style: Style
    filling: Filling

    def balance(self) -> Printed:
        """Print form 01."""
        truths, reserves = self.truths, self.truths.reserves
        received, spent = REVENUE["total"], EXPENDITURE["total"]
        total = truths.total(received)
        whole = total + reserves.used + truths.opening
        return {
            "classes": self.classes({"outturn": spent}),
            **self.filling.cells(
                {
                    **self.by_fund("rev_", lambda item: item.revenue),
                    **{kind: truths.total(REVENUE[kind]) for kind in EARNED},
                    "revenue_total": total,
                    "use_of_nonappropriation_surplus": reserves.used,
                    "opening_balance": truths.opening,
                    "revenue_grand_total": whole,
                    "expenditure_total": truths.total(spent),
                    "surplus_distribution": reserves.distributed,
                    "closing_balance": truths.closing,
                    "expenditure_grand_total": whole,
                }
            ),
        }

    def by_fund(self, prefix: str, column: Column) -> Mapping[str, int]:
        return {f"{prefix}{fund}": self.truths.total(column, fund) for fund in FUNDS}

    def classes(self, columns: Columns) -> list[Printed]:
        """Print the classes of one of the two balances."""
        found = self.filling.rows(self.truths.items, columns, (3,))
        if not self.style.all_rows:
            return found
        printed = {str(row["code"]): row for row in found}
        empty = dict.fromkeys(columns, 0)
        return [
            printed.get(one.code, self.filling.row(one.code, empty))
            for one in FUNCTIONAL
        ]

    def revenue(self) -> Printed:
        return self.filling.form(self.truths.items, REVENUE)

    def expenditure(self) -> Printed:
        return self.filling.form(self.truths.items, EXPENDITURE)

    def appropriation(self) -> Printed:
        """Print form 04."""
        truths, filling = self.truths, self.filling
        revenue = self.by_fund("rev_", lambda item: item.revenue)
        opening = self.by_fund("opening_", lambda item: item.opening)
        received, left = sum(revenue.values()), sum(opening.values())
        spent, closing = (
            {name: truths.total(column) for name, column in columns.items()}
            for columns in (BY_FUND, CLOSING_BY_FUND)
        )
        whole = {name: spent[name] + closing[name] for name in spent}
        return {
            "classes": self.classes(BY_FUND),
            "expenditure_total": filling.cells(spent),
            "closing_balance": filling.cells(closing),
            "expenditure_grand_total": filling.cells(whole),
            **filling.cells(
                {
                    **revenue,
                    "revenue_total": received,
                    "opening_balance": left,
                    **opening,
                    "revenue_grand_total": received + left,
                }
            ),
        }

    def general_public(self) -> Printed:
        columns = {"total": BY_FUND["total"], **SPENDING}
        if self.style.balances:
            columns |= BALANCES
        return self.filling.form(self.truths.of(GENERAL_PUBLIC), columns)

    def basic(self) -> Printed:
        """Print form 06."""
        truths = self.truths
        totals = {
            "exp_personnel": truths.spent_on(PERSONNEL),
            "exp_goods_services": truths.spent_on(OPERATING),
        }
        return {
            "lines": self.filling.economic(truths.basic),
            **self.filling.cells(totals),
        }

    def three_public(self) -> Printed:
        """Print form 07."""
        truths, cells = self.truths, self.filling.cells
        names = (*PUBLIC_EXPENSES, *(BESIDE if self.style.beside else ()))
        outturn = {name: truths.public_outturn(name) for name in names}
        budget = {name: truths.public.budget.get(name, 0) for name in names}
        costs = {"admin_operating_costs": truths.operating_costs}
        return {
            "budget": cells(with_totals(budget)),
            "outturn": cells(with_totals(outturn)),
            **(cells(costs) if self.style.beside else {}),
        }

    def fund(self, fund: str) -> Printed | None:
        """Print form 08 or 09, or none where nothing is in it."""
        items = self.truths.of(fund)
        if not items and not self.style.empty_forms:
            return None
        columns = {"expenditure": BY_FUND["total"], **SPENDING}
        if self.style.fund_balances:
            columns |= BALANCES
        return self.filling.form(items, columns)


FORMS: Mapping[str, Callable[[_Forms], Printed | None]] = {
    "revenue_expenditure": _Forms.balance,
    "revenue": _Forms.revenue,
    "expenditure": _Forms.expenditure,
    "appropriation": _Forms.appropriation,
    "general_public": _Forms.general_public,
    "basic": _Forms.basic,
    "three_public": _Forms.three_public,
    "government_funds": lambda forms: forms.fund("government_funds"),
    "state_capital": lambda forms: forms.fund("state_capital"),
}
