"""Of text: what the narrative says of the figures in the forms.

Each belongs to the section that says it, and its id ends with the form.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetcheck.cn_accounts.fields import Label, labels_of
from budgetcheck.cn_accounts.forms.balancing import FUNDS
from budgetcheck.cn_accounts.rules.saying import SHANGHAI_HUNAN, Grade, said
from budgetcheck.cn_accounts.texts.money import (
    ExpenditureStatement,
    OverallStatement,
    RevenueStatement,
)
from budgetcheck.cn_accounts.texts.uses import (
    FundStatement,
    ThreePublicStatement,
)
from budgetcheck.language.conventions import Convention
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level

_PAIRED = Grade(evidence=SHANGHAI_HUNAN)
_USUAL = attrs.evolve(_PAIRED, level=Level.WARNING)
_BLANK_IS_ZERO = attrs.evolve(_PAIRED, convention=Convention(blank="zero"))
_IN_FORM_01 = {
    "revenue": "revenue_total",
    "use_of_nonappropriation_surplus": "use_of_nonappropriation_surplus",
    "opening_balance": "opening_balance",
    "expenditure": "expenditure_total",
    "surplus_distribution": "surplus_distribution",
    "closing_balance": "closing_balance",
}
_IN_FORM_04 = {
    "revenue": "revenue_total",
    "opening_balance": "opening_balance",
    "expenditure": "expenditure_total.total",
    "closing_balance": "closing_balance.total",
}
_ITEMS = ("Every item", "各项")
_EXPENSES = (
    "total",
    "overseas_travel",
    "hospitality",
    "vehicles",
    "vehicle_purchase",
    "vehicle_running",
)


def of_text() -> Iterator[Rule]:
    """Yield the rules that name a section and a form, in the order of the sections.

    Example:
        >>> [rule.id for rule in of_text() if rule.id.startswith("cn.text06")]
        ['cn.text06.total.as_form05', 'cn.text06.personnel.as_form06', \
'cn.text06.goods_services.as_form06']
    """
    yield from _totals()
    yield from _in_totals()
    yield from _parts("02", "revenue", RevenueStatement, "rev_")
    yield from _parts("03", "expenditure", ExpenditureStatement, "exp_")
    yield from _general_public()
    yield from _three_public()
    yield from _funds()
    yield from _costs()


def _totals() -> Iterator[Rule]:
    revenue = ("Grand total", "收、支总计")
    expenditure = ("Grand total of expenditure", "支出总计")
    overall = ("01", "balancing", "revenue_expenditure", "")
    for number, section, form, column in (
        overall,
        ("04", "appropriation", "appropriation", ".total"),
    ):
        at = f"narrative.{section}"
        yield said(
            f"cn.text{number}.total.as_form{number}",
            f"{at}.total = {form}.revenue_grand_total",
            revenue,
            _PAIRED,
        )
        yield said(
            f"cn.text{number}.expenditure_total.as_form{number}",
            f"{at}.expenditure_total = {form}.expenditure_grand_total{column}",
            expenditure,
            _PAIRED,
        )


def _in_totals() -> Iterator[Rule]:
    """Yield what the grand totals consist of, and the three budgets in revenue."""
    statement = labels_of(OverallStatement)
    for number, section, form, cells in (
        ("01", "balancing", "revenue_expenditure", _IN_FORM_01),
        ("04", "appropriation", "appropriation", _IN_FORM_04),
    ):
        for name, cell in cells.items():
            yield said(
                f"cn.text{number}.{name}.as_form{number}",
                f"narrative.{section}.{name} = {form}.{cell}",
                (statement[name].en, statement[name].zh),
                _BLANK_IS_ZERO,
            )
    revenue = labels_of(RevenueStatement)
    for name in FUNDS:
        yield said(
            f"cn.text02.{name}.as_form01",
            f"narrative.revenue.{name}.amount = revenue_expenditure.rev_{name}",
            (revenue[name].en, revenue[name].zh),
            _BLANK_IS_ZERO,
        )


def _parts(number: str, section: str, cls: type, prefix: str) -> Iterator[Rule]:
    for name, label in labels_of(cls).items():
        if name in FUNDS:
            continue
        total = name == "total"
        stated = f"narrative.{section}.{name}" + ("" if total else ".amount")
        printed = f"{section}.total." + ("total" if total else f"{prefix}{name}")
        yield said(
            f"cn.text{number}.{name}.as_form{number}",
            f"{stated} = {printed}",
            (label.en, label.zh),
            _BLANK_IS_ZERO,
        )


def _general_public() -> Iterator[Rule]:
    at = "narrative."
    for rule_id, stated, printed, subject in (
        (
            "cn.text05.outturn.as_form05",
            "general_public.outturn",
            "general_public.total.total",
            ("Expenditure", "财政拨款支出"),
        ),
        (
            "cn.text06.total.as_form05",
            "basic.total",
            "general_public.total.exp_basic",
            ("Basic expenditure", "基本支出"),
        ),
        (
            "cn.text06.personnel.as_form06",
            "basic.personnel.amount",
            "basic.exp_personnel",
            ("Personnel expenditure", "人员经费"),
        ),
        (
            "cn.text06.goods_services.as_form06",
            "basic.goods_services.amount",
            "basic.exp_goods_services",
            ("Operating expenditure", "公用经费"),
        ),
    ):
        yield said(rule_id, f"{at}{stated} = {printed}", subject, _PAIRED)
    for name, subject in (("classes", ("Every class", "各类")), ("items", _ITEMS)):
        at = f"{name}_text05_form05[*]."
        rule_id = f"cn.text05.{name}.as_form05"
        yield said(rule_id, f"{at}own = {at}other", subject, _PAIRED)


def _three_public() -> Iterator[Rule]:
    labels = labels_of(ThreePublicStatement)
    for name in _EXPENSES:
        for phase, english, chinese in (
            ("budget", "budget", "预算数"),
            ("outturn", "outturn", "决算数"),
        ):
            yield said(
                f"cn.text07.{name}_{phase}.as_form07",
                f"narrative.three_public.{name}.{phase} = three_public.{phase}.{name}",
                (f"{labels[name].en}, {english}", f"{labels[name].zh}{chinese}"),
                _BLANK_IS_ZERO,
            )
    for name in _EXPENSES:
        yield from _stated_of_form_07(name, labels[name])


def _stated_of_form_07(name: str, label: Label) -> Iterator[Rule]:
    """Yield percentages and words of a text that prints no budget beside them."""
    at = f"narrative.three_public.{name}."
    outturn, budget = f"three_public.outturn.{name}", f"three_public.budget.{name}"
    sayings = {
        "completion": f"{at}completion = {outturn} / {budget}",
        "direction": f"{at}direction = {outturn} - {budget}",
        "over_budget": f"{at}over_budget = {outturn} - {budget}",
    }
    if name != "total":
        sayings["share"] = f"{at}share = {outturn} / three_public.outturn.total"
    for saying, notation in sayings.items():
        yield said(
            f"cn.text07.{name}.{saying}_form07",
            notation,
            (f"{label.en}, in the form", f"{label.zh}（表中数）"),
            _BLANK_IS_ZERO,
        )


def _funds() -> Iterator[Rule]:
    for text, form, name in (
        ("08", "08", "government_funds"),
        ("09", "09", "state_capital"),
    ):
        for cell, label in labels_of(FundStatement).items():
            yield said(
                f"cn.text{text}.{cell}.as_form{form}",
                f"narrative.{name}.{cell} = {name}.total.{cell}",
                (label.en, label.zh),
                _BLANK_IS_ZERO,
            )


def _costs() -> Iterator[Rule]:
    costs = ("Administrative operating costs", "机关运行经费")
    at = "narrative.operating_costs.outturn"
    yield said(
        "cn.text10.outturn.as_form07",
        f"{at} = three_public.admin_operating_costs",
        costs,
        _USUAL,
    )
    yield said(
        "cn.text10.outturn.within_form06",
        f"{at} <= basic.exp_goods_services",
        costs,
        Grade(evidence="six departments, recomputed", level=Level.WARNING),
    )
    for name, english, chinese in (
        ("conferences", "Conferences", "会议费"),
        ("training", "Training", "培训费"),
    ):
        yield said(
            f"cn.text11.{name}.as_form07",
            f"narrative.general_expenses.{name} = three_public.outturn.{name}",
            (english, chinese),
            _USUAL,
        )
    # What the basic budget pays is part of what is paid in all.
    yield said(
        "cn.text11.items.covers_form06",
        "items_text11_form06[*].other <= items_text11_form06[*].own",
        ("Conferences and training", "会议费和培训费"),
        _USUAL,
    )
