"""The comparisons of nine forms in a loop written by hand, as people write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from benchmarks import forms

from budgetcheck.cn_accounts import Accounts
from budgetcheck.entities.tables import Printed

SLACK = Decimal("0.02")
NOTHING = Decimal(0)
REVENUES = (
    "rev_superior_grants",
    "rev_institution_services",
    "rev_business",
    "rev_subordinate_remittances",
    "rev_other",
)
FUNDS = forms.FUNDS
REVENUE = ("total", "rev_fiscal_appropriation", *REVENUES)
EXPENDITURE = (
    *("total", "exp_basic", "exp_project", "exp_superior_remittances"),
    *("exp_business", "exp_subordinate_grants"),
)
SPENDING = ("total", "exp_basic", "exp_project")
FUND = ("expenditure", "exp_basic", "exp_project")
BALANCED = (*FUND, "opening_balance", "revenue", "closing_balance")


def value(cell: Printed) -> Decimal:
    """Return the number in a cell, or 0 where it is blank."""
    number: Decimal = getattr(cell, "value", NOTHING)
    return number


def cells(line: object, names: Iterable[str]) -> list[Decimal]:
    """Return the numbers in some cells of a row."""
    return [value(getattr(line, name)) for name in names]


class Loop:
    """The comparisons of the nine forms, as people write them."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts: Any = accounts
        self.compared = self.failed = 0

    def failures(self) -> int:
        """Return how many comparisons fail."""
        self.run()
        return self.failed

    def count(self) -> int:
        """Return how many comparisons there are."""
        self.run()
        return self.compared

    def equal(self, left: Decimal, right: Decimal) -> None:
        """Note whether two sums are equal, but for the tolerance."""
        self.compared += 1
        if abs(left - right) > SLACK:
            self.failed += 1

    def within(self, left: Decimal, right: Decimal) -> None:
        """Note whether one is not more than the other, but for the tolerance."""
        self.compared += 1
        if left > right + SLACK:
            self.failed += 1

    def run(self) -> None:
        """Compare everything, in the order of the forms."""
        self.balances()
        self.classified("revenue", REVENUE, REVENUE)
        self.classified("expenditure", EXPENDITURE, EXPENDITURE)
        self.classified("general_public", SPENDING, SPENDING)
        self.appropriation()
        self.basic()
        self.public()
        for name in FUNDS[1:]:
            self.classified(name, FUND, BALANCED)
            fund = getattr(self.accounts, name)
            for line in (fund.total, *fund.lines):
                opened, revenue, spent, closed = cells(
                    line,
                    ("opening_balance", "revenue", "expenditure", "closing_balance"),
                )
                self.equal(opened + revenue, spent + closed)
        self.pairs()
        self.totals()

    def classified(
        self, name: str, kinds: Sequence[str], columns: Sequence[str]
    ) -> None:
        """Add up every row, every heading and every column of a form."""
        form = getattr(self.accounts, name)
        for line in (form.total, *form.lines):
            total, *parts = cells(line, kinds)
            self.equal(total, sum(parts, NOTHING))
        by_code = {line.code: line for line in form.lines}
        below = headings(by_code)
        for column in columns:
            for code, some in below.items():
                heading = form.total if not code else by_code[code]
                added = sum((value(getattr(line, column)) for line in some), NOTHING)
                self.equal(value(getattr(heading, column)), added)

    def balances(self) -> None:
        """Add up form 01."""
        form = self.accounts.revenue_expenditure
        revenues = cells(form, (*(f"rev_{fund}" for fund in FUNDS), *REVENUES))
        total, spent = value(form.revenue_total), value(form.expenditure_total)
        self.equal(total, sum(revenues, NOTHING))
        self.equal(spent, sum((value(one.outturn) for one in form.classes), NOTHING))
        use = value(form.use_of_nonappropriation_surplus)
        opened, closed = value(form.opening_balance), value(form.closing_balance)
        self.equal(value(form.revenue_grand_total), total + use + opened)
        left = value(form.surplus_distribution) + closed
        self.equal(value(form.expenditure_grand_total), spent + left)
        grand = value(form.revenue_grand_total)
        self.equal(grand, value(form.expenditure_grand_total))

    def appropriation(self) -> None:
        """Add up form 04, fund by fund."""
        form = self.accounts.appropriation
        for prefix, total in (("rev", "revenue_total"), ("opening", "opening_balance")):
            parts = cells(form, (f"{prefix}_{fund}" for fund in FUNDS))
            self.equal(value(getattr(form, total)), sum(parts, NOTHING))
        opened = value(form.opening_balance)
        self.equal(value(form.revenue_grand_total), value(form.revenue_total) + opened)
        spent, closed = form.expenditure_total, form.closing_balance
        grand = form.expenditure_grand_total
        for line in (*form.classes, spent, closed, grand):
            self.equal(value(line.total), sum(cells(line, FUNDS), NOTHING))
        for name in ("total", *FUNDS):
            own, some = value(getattr(spent, name)), form.classes
            added = sum((value(getattr(line, name)) for line in some), NOTHING)
            self.equal(own, added)
            self.equal(value(getattr(grand, name)), own + value(getattr(closed, name)))
        self.equal(value(form.revenue_grand_total), value(grand.total))

    def basic(self) -> None:
        """Add up form 06."""
        form = self.accounts.basic
        by_code = {line.code: line for line in form.lines}
        for code, some in headings(by_code).items():
            if code:
                added = sum((value(line.outturn) for line in some), NOTHING)
                self.equal(value(by_code[code].outturn), added)
        for total, chosen in (
            (form.exp_personnel, form.personnel_classes),
            (form.exp_goods_services, form.operating_classes),
        ):
            self.equal(
                value(total), sum((value(one.outturn) for one in chosen), NOTHING)
            )

    def public(self) -> None:
        """Add up form 07."""
        form = self.accounts.three_public
        for phase in (form.budget, form.outturn):
            parts = cells(phase, ("overseas_travel", "vehicles", "hospitality"))
            self.equal(value(phase.total), sum(parts, NOTHING))
            vehicles = cells(phase, ("vehicle_purchase", "vehicle_running"))
            self.equal(value(phase.vehicles), sum(vehicles, NOTHING))

    def pairs(self) -> None:
        """Hold rows of two forms against each other, by their codes."""
        one = self.accounts
        balance, whole, part = (
            one.revenue_expenditure,
            one.expenditure,
            one.general_public,
        )
        own = one.appropriation
        spent = value(whole.total.total)
        other = spent - value(part.total.total)
        rows = {line.code: value(line.total) for line in whole.lines}
        outturns = {line.code: value(line.outturn) for line in balance.classes}
        classes = {line.code: line for line in own.classes}
        for code, outturn in outturns.items():
            self.equal(rows[code], outturn)
        rest = spent - value(own.expenditure_total.total)
        for code, line in classes.items():
            paid = value(line.total)
            self.within(paid, outturns[code])
            self.within(paid, rows[code])
            self.within(rows[code] - paid, rest)
        for line in part.lines:
            paid = value(line.total)
            self.within(paid, rows[line.code])
            self.within(rows[line.code] - paid, other)
            if line.code in classes:
                self.equal(paid, value(classes[line.code].general_public))
        for fund in FUNDS[1:]:
            for line in getattr(one, fund).lines:
                paid = value(line.expenditure)
                self.within(paid, rows[line.code])
                if line.code in classes:
                    self.equal(paid, value(getattr(classes[line.code], fund)))
        items = {line.code: value(line.outturn) for line in one.basic.lines}
        basic = {line.code: value(line.exp_basic) for line in part.lines}
        for code, some in forms.PAID.items():
            payer = code if code in basic else code[:5]
            self.equal(sum((items[item] for item in some), NOTHING), basic[payer])
        for name, item in forms.PUBLIC.items():
            self.within(items[item], value(getattr(one.three_public.outturn, name)))

    def totals(self) -> None:
        """Hold the totals of all forms against each other."""
        one = self.accounts
        balance, own = one.revenue_expenditure, one.appropriation
        general = one.general_public.total
        revenue, whole = one.revenue.total, one.expenditure.total
        self.equal(value(revenue.total), value(balance.revenue_total))
        appropriated = [value(getattr(balance, f"rev_{fund}")) for fund in FUNDS]
        paid = value(revenue.rev_fiscal_appropriation)
        self.equal(paid, sum(appropriated, NOTHING))
        for name in REVENUES:
            self.equal(value(getattr(revenue, name)), value(getattr(balance, name)))
        self.equal(value(whole.total), value(balance.expenditure_total))
        for fund, amount in zip(FUNDS, appropriated, strict=True):
            self.equal(value(getattr(own, f"rev_{fund}")), amount)
        self.within(value(own.opening_balance), value(balance.opening_balance))
        spent = own.expenditure_total
        self.equal(value(general.total), value(spent.general_public))
        budgets = value(general.total)
        for fund in FUNDS[1:]:
            form = getattr(one, fund).total
            self.equal(value(form.expenditure), value(getattr(spent, fund)))
            self.equal(value(form.revenue), value(getattr(own, f"rev_{fund}")))
            self.equal(value(form.revenue), value(getattr(balance, f"rev_{fund}")))
            budgets += value(form.expenditure)
        self.within(budgets, value(whole.total))
        others = value(balance.expenditure_total) - value(spent.total)
        self.equal(value(whole.total), budgets + others)
        received = value(balance.revenue_total) - sum(appropriated, NOTHING)
        kept = value(balance.opening_balance) - value(balance.closing_balance)
        used = value(balance.use_of_nonappropriation_surplus)
        given = value(balance.surplus_distribution) + value(own.opening_balance)
        left = value(own.closing_balance.total)
        self.equal(others, kept + received + used - given + left)
        form = one.basic
        personnel, operating = value(form.exp_personnel), value(form.exp_goods_services)
        self.equal(personnel + operating, value(general.exp_basic))


def headings(by_code: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the rows below each heading; those below none are below the total."""
    below: dict[str, list[Any]] = {}
    for code, line in by_code.items():
        ends = range(len(code) - 1, 0, -1)
        parent = next((code[:end] for end in ends if code[:end] in by_code), "")
        below.setdefault(parent, []).append(line)
    return below
