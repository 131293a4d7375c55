"""Truths: what a department received and spent, before anything is printed.

Units: whole fen (0.01 元), so that every sum is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias

import attrs

from budgetcheck.cn_accounts.forms.classes import OPERATING
from budgetcheck.cn_accounts.strategies.catalogue import (
    BESIDE,
    GENERAL_PUBLIC,
    PUBLIC_EXPENSES,
)
from budgetcheck.cn_accounts.strategies.told import Evaluated, Told

EARNED = (
    "rev_superior_grants",
    "rev_institution_services",
    "rev_business",
    "rev_subordinate_remittances",
    "rev_other",
)
PAID = (
    "exp_basic",
    "exp_project",
    "exp_superior_remittances",
    "exp_business",
    "exp_subordinate_grants",
)


@attrs.frozen(kw_only=True)
class Item:
    """A functional item (项), with the money of all kinds that went through it.

    Attributes:
        code: Seven digits.
        fund: The budget that pays for it.
        opening: What was left of that budget's money from last year.
        basic: Basic expenditure from that budget.
        project: Project expenditure from it.
        closing: What is left of it.
        earned: Other revenue, by kind.
        paid: Expenditure from other money, by kind.
    """

    code: str
    fund: str = GENERAL_PUBLIC
    opening: int = 0
    basic: int = 0
    project: int = 0
    closing: int = 0
    earned: Mapping[str, int] = attrs.field(factory=dict)
    paid: Mapping[str, int] = attrs.field(factory=dict)

    @property
    def appropriated(self) -> int:
        """What was spent of the budget that pays for it."""
        return self.basic + self.project

    @property
    def revenue(self) -> int:
        """What this budget gave."""
        return self.appropriated + self.closing - self.opening

    @property
    def received(self) -> int:
        """All revenue."""
        return self.revenue + sum(self.earned.values())

    @property
    def spent(self) -> int:
        """All expenditure."""
        return self.appropriated + sum(self.paid.values())


Column: TypeAlias = Callable[[Item], int]


@attrs.frozen(kw_only=True)
class Reserves:
    """Money that is no appropriation, besides what is earned and paid.

    Attributes:
        used: Surplus that was used (使用非财政拨款结余).
        distributed: Surplus that was distributed (结余分配).
        kept: What was there all the year.
    """

    used: int = 0
    distributed: int = 0
    kept: int = 0


@attrs.frozen(kw_only=True)
class Public:
    """The three public expenses, and what some print beside them.

    Attributes:
        budget: What was budgeted, by name.
        more: What projects spent on them.
        operating: Tenths of the operating expenditure that is administrative.
    """

    budget: Mapping[str, int] = attrs.field(factory=dict)
    more: Mapping[str, int] = attrs.field(factory=dict)
    operating: int = 10


@attrs.frozen(kw_only=True)
class Truths:
    """What one department received and spent in one year.

    Attributes:
        entity: What it is called.
        year: The year.
        items: The functional items, in the order of their codes.
        basic: Basic expenditure of the general public budget by economic item.
        reserves: Other money.
        public: The three public expenses.
        told: What only the text tells.
        evaluated: What only the self-evaluation tells.
    """

    entity: str
    year: str
    items: tuple[Item, ...]
    basic: Mapping[str, int]
    reserves: Reserves = Reserves()
    public: Public = Public()
    told: Told = Told()
    evaluated: Evaluated = Evaluated()

    def of(self, fund: str) -> tuple[Item, ...]:
        """Return the items that a budget pays for."""
        return tuple(item for item in self.items if item.fund == fund)

    def total(self, column: Column, fund: str = "") -> int:
        """Return the sum of a column, of one budget or of all."""
        return sum(map(column, self.of(fund) if fund else self.items))

    def spent_on(self, classes: Collection[str]) -> int:
        """Return basic expenditure of some economic classes."""
        spent = (one for code, one in self.basic.items() if code[:3] in classes)
        return sum(spent)

    @property
    def operating_costs(self) -> int:
        """Administrative operating costs (机关运行经费)."""
        return self.spent_on(OPERATING) * self.public.operating // 10

    def public_outturn(self, name: str) -> int:
        """Return what was spent on one of the public expenses, from all budgets."""
        on = {**PUBLIC_EXPENSES, **BESIDE}[name]
        basic = self.basic.get(on, 0)
        return basic + self.public.more.get(name, 0)

    @property
    def opening(self) -> int:
        """All money that was left from last year."""
        appropriated = self.total(lambda item: item.opening)
        return appropriated + self.reserves.kept + max(self._lacking, 0)

    @property
    def closing(self) -> int:
        """All money that is left."""
        appropriated = self.total(lambda item: item.closing)
        return appropriated + self.reserves.kept + max(-self._lacking, 0)

    @property
    def _lacking(self) -> int:
        """What other money was spent beyond what came in."""
        spent = self.total(lambda item: item.spent - item.appropriated)
        earned = self.total(lambda item: item.received - item.revenue)
        return spent + self.reserves.distributed - earned - self.reserves.used
