"""A small standard, as another project would declare one: two forms, rows by code."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from typing import Annotated, TypeAlias

import attrs
import pytest

import budgetcheck as bc
from budgetcheck.standards import Practice, Standard

NAME = "city-accounts"
Printed: TypeAlias = bc.Amount | bc.Missing
ABSENT = bc.Missing("absent")


def figure(zh: str = "", en: str = "", row: str = "") -> Printed:
    said = {"zh": zh, "en": en, "row": row}
    metadata = {key: text for key, text in said.items() if text}
    made: Printed = attrs.field(default=ABSENT, metadata=metadata)
    return made


@attrs.frozen
class Line:
    code: str = attrs.field(default="", metadata={"zh": "科目编码"})
    name: str = ""
    outturn: Printed = figure("决算数", "Outturn")
    parts: tuple[Line, ...] = ()


@attrs.frozen
class Income:
    fiscal: Printed = figure("财政拨款收入", "Fiscal appropriation", "1")
    other: Printed = figure("其他收入")
    total: Printed = figure(en="Total", row="9")
    fiscal_share: bc.Percent | bc.NotComputable | bc.Missing = ABSENT


@attrs.frozen
class Spending:
    lines: tuple[Line, ...] = attrs.field(default=(), metadata={"zh": "科目"})
    total: Printed = ABSENT
    trips: Annotated[bc.Count | bc.Missing, bc.Unit.read("件")] = ABSENT
    quarters: tuple[bc.Amount, ...] = ()
    offices: dict[str, Line] = attrs.field(factory=dict)


@attrs.frozen
class Accounts:
    income: Income | None = attrs.field(
        default=None, metadata={"zh": "收入决算表", "en": "Income", "form": "1"}
    )
    spending: Spending | None = None
    remark: str = ""


RULES = bc.rules(
    bc.Rule(
        "income.total = income.fiscal + income.other",
        id="income.total",
        title={"en": "Total income", "zh": "收入合计"},
        source="City order 5, article 2",
        holds={"income.total": "3", "income.fiscal": "2", "income.other": "1"},
        breaks={"income.total": "4", "income.fiscal": "2", "income.other": "1"},
    ),
    bc.Rule(
        "income.fiscal_share = income.fiscal / income.total",
        id="income.share",
        level="warning",
        since=2021,
    ),
    {
        "spending.total": "spending.total = sum(spending.lines[*].outturn)",
        "spending.social": 'spending.lines["208"].outturn <= spending.total',
        "spending.lines": "spending.lines[*].outturn >= 0",
        "balance": "income.total = spending.total",
    },
    bc.Rule("spending.trips >= 1件", id="spending.trips", until=2020),
)
STANDARD = Standard(
    name=NAME,
    title={"en": "City accounts", "zh": "市级决算"},
    entity=Accounts,
    rules=RULES,
    editions=(2021, 2020),
    convention=bc.Convention(unit="万元", decimals=2),
    practices=(
        Practice(region="north", convention=bc.Convention(decimals=3)),
        Practice(region="south", until=2020, convention=bc.Convention(decimals=0)),
        Practice(region="south", since=2022, convention=bc.Convention(decimals=1)),
    ),
)

ACCOUNTS = f"""\
standard = "{NAME}"
edition = 2021
title = "City of Example"
lang = "en"

[accounts.income]
where = "form 1"
fiscal = 60.80
other = {{ value = "37.54", where = "row 2", note = "fees" }}
total = 98.34

[accounts.spending]
total = "98.34"
[[accounts.spending.lines]]
code = 208
outturn = 90.00
[[accounts.spending.lines]]
code = "210"
outturn = {{ value = 0.000834, unit = "亿元", decimals = 6 }}
"""


def install(monkeypatch: pytest.MonkeyPatch, **points: str) -> None:
    """Install standards for a test: names with `_` for `-`, and what they mean."""
    group = "budgetcheck.standards"
    found = [
        EntryPoint(name.replace("_", "-"), value, group)
        for name, value in points.items()
    ]
    listed = {group: found}
    monkeypatch.setattr(
        "budgetcheck.standards.entry_points", lambda group: listed[group]
    )


def install_city(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, city_accounts="tests.city:STANDARD")
