"""Nine forms of about 400 coded rows, all of whose figures agree, new for each seed.

There are classes, their headings and their items (类, 款, 项); most cells are blank, as
they are in print: the money of most items comes from one budget.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

import budgetcheck as bc
from budgetcheck.cn_accounts import STANDARD, Accounts

CONVENTION = STANDARD.convention
CLASSES = ("201", "204", "205", "207", "208", "210", "212", "221")
HEADINGS, ITEMS = ("01", "02", "99"), ("01", "02", "99")
FUNDS = ("general_public", "government_funds", "state_capital")
# What form 05 pays, and the items of form 06 that it pays for.
PAID = {
    "2080505": ("30108",),
    "2080506": ("30109",),
    "2101101": ("30110", "30111"),
    "2210201": ("30113",),
}
PERSONNEL = ("30101", "30102", "30103", "30106", "30107", "30112", "30199", "30302")
OPERATING = (
    *("30201", "30202", "30205", "30206", "30207", "30211", "30212", "30213", "30214"),
    *("30215", "30216", "30217", "30218", "30226", "30227", "30228", "30229", "30231"),
    *("30239", "30240", "30299", "31002", "31007", "31013", "31099"),
)
PUBLIC = {
    "overseas_travel": "30212",
    "vehicle_purchase": "31013",
    "vehicle_running": "30231",
    "hospitality": "30217",
}

Printed = dict[str, Any]


@attrs.frozen
class Item:
    """What was spent on an item, in hundredths of the unit."""

    code: str
    basic: int = 0
    project: int = 0
    government_funds: int = 0
    state_capital: int = 0
    business: int = 0

    @property
    def general_public(self) -> int:
        """What the general public budget pays."""
        return self.basic + self.project

    @property
    def appropriated(self) -> int:
        """What the three budgets pay."""
        return sum(getattr(self, fund) for fund in FUNDS)

    @property
    def total(self) -> int:
        """What all money pays."""
        return self.appropriated + self.business


Cells = Mapping[str, Callable[[Item], int]]

REVENUE: Cells = {
    "total": lambda one: one.total,
    "rev_fiscal_appropriation": lambda one: one.appropriated,
    "rev_business": lambda one: one.business,
}
EXPENDITURE: Cells = {
    "total": lambda one: one.total,
    "exp_basic": lambda one: one.basic,
    "exp_project": lambda one: one.appropriated - one.basic,
    "exp_business": lambda one: one.business,
}
GENERAL: Cells = {
    "total": lambda one: one.general_public,
    "exp_basic": lambda one: one.basic,
    "exp_project": lambda one: one.project,
}


def funded(fund: str) -> Cells:
    """Return the cells of form 08 or 09."""

    def spent(one: Item) -> int:
        return int(getattr(one, fund))

    return {
        "opening_balance": lambda one: spent(one) // 3,
        "revenue": spent,
        "expenditure": spent,
        "exp_project": spent,
        "closing_balance": lambda one: spent(one) // 3,
    }


def printed(seed: int = 1) -> Printed:
    """Return nine forms as a person types them: nothing where there is no money."""
    draw = random.Random(seed)  # noqa: S311 (figures, and no secrets)
    items = list(drawn(draw))
    general = [one for one in items if one.general_public]
    balance = draw.randint(1, 9_999_999)
    forms = {
        "revenue": form(items, REVENUE),
        "expenditure": form(items, EXPENDITURE),
        "general_public": form(general, GENERAL),
        **{
            fund: form([one for one in items if getattr(one, fund)], funded(fund))
            for fund in FUNDS[1:]
        },
    }
    basic, economic = economic_form(draw, general)
    return {
        "revenue_expenditure": balances(items, balance),
        "appropriation": appropriation(items, balance),
        "basic": basic,
        "three_public": {"budget": public(economic), "outturn": public(economic)},
        **forms,
    }


def drawn(draw: random.Random) -> Iterable[Item]:
    """Yield the items, in the order of their codes."""
    codes = [f"{a}{b}{c}" for a in CLASSES for b in HEADINGS for c in ITEMS]
    funds = {"2120801", "2120802", "2120899"}
    for code in sorted({*codes, *funds, *PAID, "2230105", "2230199"}):
        one, other = draw.randint(100, 9_999_999), draw.randint(100, 9_999_999)
        if code in funds:
            yield Item(code, government_funds=one)
        elif code.startswith("223"):
            yield Item(code, state_capital=one)
        elif code in PAID:
            yield Item(code, basic=one)
        else:
            kind = draw.choice(["basic", "project", "project", "both"])
            yield Item(
                code,
                basic=0 if kind == "project" else one,
                project=0 if kind == "basic" else other,
                business=draw.randint(1, 99_999) if draw.randint(1, 20) == 1 else 0,
            )


def form(items: list[Item], cells: Cells) -> Printed:
    """Return a form with a row for each item, its heading and its class."""
    codes = sorted({one.code[:end] for one in items for end in (3, 5, 7)})
    below = {
        code: [one for one in items if one.code.startswith(code)] for code in codes
    }
    return {
        "total": row(items, cells),
        "lines": [
            {"code": code, "name": f"科目{code}", **row(below[code], cells)}
            for code in codes
        ],
    }


def row(items: Iterable[Item], cells: Cells) -> Printed:
    """Return the cells of a row that has all these items below it."""
    added = {name: sum(map(cell, items)) for name, cell in cells.items()}
    return {name: text(value) for name, value in added.items() if value}


def text(cents: int) -> str:
    """Return an amount as it is printed."""
    return f"{cents // 100}.{cents % 100:02}"


def by_class(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Return the items of each class."""
    found: dict[str, list[Item]] = {}
    for one in items:
        found.setdefault(one.code[:3], []).append(one)
    return found


def balances(items: list[Item], balance: int) -> Printed:
    """Return form 01; what was left of last year is left again."""
    total = sum(one.total for one in items)
    grand = text(total + balance)
    return {
        **{f"rev_{fund}": text(spent(items, fund)) for fund in FUNDS},
        "rev_business": text(spent(items, "business")),
        "revenue_total": text(total),
        "opening_balance": text(balance),
        "revenue_grand_total": grand,
        "classes": [
            {"code": code, "outturn": text(spent(some, "total"))}
            for code, some in by_class(items).items()
        ],
        "expenditure_total": text(total),
        "closing_balance": text(balance),
        "expenditure_grand_total": grand,
    }


def spent(items: Iterable[Item], name: str) -> int:
    """Return what all these items have under a name."""
    return sum(getattr(one, name) for one in items)


def appropriation(items: list[Item], balance: int) -> Printed:
    """Return form 04; what was left is all of the general budget."""
    by_fund: Cells = {
        "total": lambda one: one.appropriated,
        "general_public": lambda one: one.general_public,
        "government_funds": lambda one: one.government_funds,
        "state_capital": lambda one: one.state_capital,
    }
    total, general = spent(items, "appropriated"), spent(items, "general_public")
    grand = {"total": text(total + balance), "general_public": text(general + balance)}
    return {
        **{f"rev_{fund}": text(spent(items, fund)) for fund in FUNDS},
        "revenue_total": text(total),
        "opening_balance": text(balance),
        "opening_general_public": text(balance),
        "revenue_grand_total": text(total + balance),
        "classes": [
            {"code": code, **row(some, by_fund)}
            for code, some in by_class(items).items()
        ],
        "expenditure_total": row(items, by_fund),
        "closing_balance": {"total": text(balance), "general_public": text(balance)},
        "expenditure_grand_total": row(items, by_fund) | grand,
    }


def economic_form(
    draw: random.Random, items: list[Item]
) -> tuple[Printed, Mapping[str, int]]:
    """Return form 06, and what was spent on each of its items."""
    found: dict[str, int] = {}
    for one in items:
        if one.code in PAID:
            found |= parted(draw, one.basic, PAID[one.code])
    rest = spent(items, "basic") - sum(found.values())
    found |= parted(draw, rest, (*PERSONNEL, *OPERATING))
    codes = sorted({*found, *(code[:3] for code in found)})
    added = {
        code: sum(value for one, value in found.items() if one.startswith(code))
        for code in codes
    }
    lines = [{"code": code, "outturn": text(added[code])} for code in codes]
    personnel = added["301"] + added["303"]
    totals = {
        "exp_personnel": text(personnel),
        "exp_goods_services": text(added["302"] + added["310"]),
    }
    return {"lines": lines, **totals}, found


def parted(draw: random.Random, whole: int, codes: tuple[str, ...]) -> dict[str, int]:
    """Return a whole in as many parts as there are codes."""
    ends = sorted(draw.randint(0, whole) for _ in codes[1:])
    pairs = zip((0, *ends), (*ends, whole), strict=True)
    return dict(zip(codes, (end - start for start, end in pairs), strict=True))


def public(economic: Mapping[str, int]) -> Printed:
    """Return a phase of form 07: just what is spent of the basic budget."""
    spent_on = {name: economic[item] for name, item in PUBLIC.items()}
    spent_on["vehicles"] = spent_on["vehicle_purchase"] + spent_on["vehicle_running"]
    spent_on["total"] = sum(
        spent_on[name] for name in ("overseas_travel", "vehicles", "hospitality")
    )
    return {name: text(value) for name, value in spent_on.items()}


def read(texts: Printed) -> Accounts:
    """Read the forms into their class."""
    return bc.read(Accounts, texts, convention=CONVENTION)


def coded_rows(texts: Printed) -> int:
    """Count the rows that have a code."""
    lists = [one.get("lines", one.get("classes", ())) for one in texts.values()]
    return sum(map(len, lists))
