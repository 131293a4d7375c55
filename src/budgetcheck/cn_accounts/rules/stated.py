"""Stated: what sections 1 to 6 of the narrative say of their own figures."""

from __future__ import annotations

from collections.abc import Iterator

from budgetcheck.cn_accounts.fields import labels_of
from budgetcheck.cn_accounts.forms.balancing import FUNDS
from budgetcheck.cn_accounts.rules.saying import TEXTS, Grade, said
from budgetcheck.cn_accounts.rules.stating import (
    ADDED,
    LIKELY,
    MEANT,
    STATED,
    changes,
    completions,
    plus,
)
from budgetcheck.cn_accounts.texts.money import (
    BasicStatement,
    ExpenditureStatement,
    RevenueStatement,
)
from budgetcheck.cn_accounts.texts.sections import Part
from budgetcheck.language.fields import GroupField
from budgetcheck.language.rules import Rule
from budgetcheck.language.shapes import shape_of

_ITEMS = ("Every item", "各项")
_CLASSES = ("Every class", "各类")
_GRAND_TOTAL = ("Grand total", "收、支总计")
_SPENT_IN_ALL = ("Grand total of expenditure", "支出总计")
_RECEIVED = ("revenue", "use_of_nonappropriation_surplus", "opening_balance")
_SPENT_OR_LEFT = ("expenditure", "surplus_distribution", "closing_balance")
_SPENT = ("Expenditure of the three budgets", "财政拨款支出")
PAID = (
    "narrative.general_public.outturn + narrative.government_funds.expenditure"
    " + narrative.state_capital.expenditure"
)


def stated() -> Iterator[Rule]:
    """Yield the rules of sections 1 to 6, in their order.

    Example:
        >>> print(next(stated()).notation)
        narrative.balancing.total = narrative.balancing.expenditure_total
    """
    yield from _overall("text01", "balancing", _RECEIVED, _SPENT_OR_LEFT)
    yield from _whole("text02", "revenue", RevenueStatement)
    yield from _by_budget()
    yield from _whole("text03", "expenditure", ExpenditureStatement)
    # Of appropriations, no other surplus is used, and none is distributed.
    yield from _overall("text04", "appropriation", _RECEIVED[::2], _SPENT_OR_LEFT[::2])
    yield from _within_totals()
    yield from _general_public()
    yield from _items()
    yield from _whole("text06", "basic", BasicStatement)
    yield from _basic()


def _overall(
    key: str, section: str, received: tuple[str, ...], spent_or_left: tuple[str, ...]
) -> Iterator[Rule]:
    at = f"narrative.{section}."
    yield said(
        f"cn.{key}.grand_total.equal",
        f"{at}total = {at}expenditure_total",
        ("Grand total of revenue", "收入总计"),
        STATED,
    )
    yield from changes((key, "grand_total"), at, "total", _GRAND_TOTAL)
    spent, by = f"{at}expenditure_total", f"{at}expenditure_difference"
    yield said(
        f"cn.{key}.expenditure_total.change",
        f"{at}expenditure_change = {by} / ({spent} - {by})",
        _SPENT_IN_ALL,
        STATED,
    )
    for total, subject, parts in (
        ("total", _GRAND_TOTAL, received),
        ("expenditure_total", _SPENT_IN_ALL, spent_or_left),
    ):
        yield said(
            f"cn.{key}.{total}.sum",
            f"{at}{total} = {plus(f'{at}{part}' for part in parts)}",
            subject,
            STATED,
        )


def _whole(key: str, section: str, cls: type) -> Iterator[Rule]:
    """Yield that parts add up to their whole, and shares to 100%."""
    at, labels = f"narrative.{section}.", labels_of(cls)
    total = labels["total"]
    fields = shape_of(cls).fields.items()
    every = [name for name, field in fields if field == GroupField(Part)]
    parts = [name for name in every if name not in FUNDS]
    subject = (total.en, total.zh)
    yield said(
        f"cn.{key}.total.sum",
        f"{at}total = {plus(f'{at}{name}.amount' for name in parts)}",
        subject,
        STATED,
    )
    for name in every:
        yield said(
            f"cn.{key}.{name}.share",
            f"{at}{name}.share = {at}{name}.amount / {at}total",
            (labels[name].en, labels[name].zh),
            STATED,
        )
    shares = plus(f"{at}{name}.share" for name in parts)
    yield said(
        f"cn.{key}.total.shares",
        f"when {at}total > 0 then {shares} = 100%",
        subject,
        ADDED,
    )


def _by_budget() -> Iterator[Rule]:
    """Yield how the three budgets make the appropriations, and stand for them."""
    at, labels = "narrative.revenue.", labels_of(RevenueStatement)
    label, total = labels["fiscal_appropriation"], labels["total"]
    budgets = plus(f"{at}{name}.amount" for name in FUNDS)
    yield said(
        "cn.text02.fiscal_appropriation.sum",
        f"{at}fiscal_appropriation.amount = {budgets}",
        (label.en, label.zh),
        MEANT,
    )
    rest = [name for name in labels if name not in {"total", "fiscal_appropriation"}]
    yield said(
        "cn.text02.total_by_budget.sum",
        f"{at}total = {plus(f'{at}{name}.amount' for name in rest)}",
        (f"{total.en} by budget", f"{total.zh}（分预算）"),
        MEANT,
    )


def _within_totals() -> Iterator[Rule]:
    """Yield what a grand total has besides: balances, and other money."""
    for key, section, english, chinese in (
        ("text02", "revenue", "Total revenue", "本年收入合计"),
        ("text03", "expenditure", "Total expenditure", "本年支出合计"),
        ("text04", "appropriation", "Grand total of appropriations", "财政拨款总计"),
    ):
        yield said(
            f"cn.{key}.total.within_text01",
            f"narrative.{section}.total <= narrative.balancing.total",
            (english, chinese),
            MEANT,
        )
    at, whole = "narrative.appropriation.", "narrative.balancing."
    yield said(
        "cn.text04.prior.within_text01",
        f"{at}total - {at}difference <= {whole}total - {whole}difference",
        ("Grand total of appropriations of the prior year", "上年财政拨款总计"),
        LIKELY,
    )
    yield said(
        "cn.text02.fiscal_appropriation.within_text04",
        f"narrative.revenue.fiscal_appropriation.amount <= {at}total",
        ("Fiscal appropriations", "财政拨款收入"),
        MEANT,
    )


def _general_public() -> Iterator[Rule]:
    at, spent = "narrative.general_public.", "narrative.general_public.outturn"
    own = ("Expenditure", "财政拨款支出")
    funds, total = "narrative.appropriation.", "narrative.expenditure.total"
    yield said(
        "cn.text05.outturn.share_text03", f"{at}share = {spent} / {total}", own, STATED
    )
    yield from changes(("text05", "outturn"), at, "outturn", own)
    yield said(
        "cn.text05.appropriations.within_text04",
        f"{PAID} <= {funds}total",
        _SPENT,
        MEANT,
    )
    yield said(
        "cn.text05.appropriations.within_text03", f"{PAID} <= {total}", _SPENT, MEANT
    )
    yield said(
        "cn.text05.prior.within_text04",
        f"{spent} - {at}difference <= {funds}total - {funds}difference",
        ("Expenditure of the prior year", "上年财政拨款支出"),
        LIKELY,
    )
    paid = PAID.replace("+", "-")
    yield said(
        "cn.text05.rest.within_text01",
        f"{total} - {paid} <= narrative.balancing.total - {funds}total",
        ("Expenditure of other money", "非财政拨款支出"),
        MEANT,
    )
    yield said(
        "cn.text05.outturn.sum_of_rows",
        f"{spent} = sum({at}classes[*].outturn)",
        own,
        STATED,
    )
    yield said(
        "cn.text05.classes.share",
        f"{at}classes[*].share = {at}classes[*].outturn / {spent}",
        _CLASSES,
        STATED,
    )
    yield said(
        "cn.text05.classes.shares",
        f"when {spent} > 0 then sum({at}classes[*].share) = 100%",
        own,
        ADDED,
    )


def _items() -> Iterator[Rule]:
    at = "narrative.general_public."
    yield from completions(("text05", "outturn"), at, ("Expenditure", "财政拨款支出"))
    yield said(
        "cn.text05.items.sum",
        f"{at}outturn = sum({at}items[*].outturn)",
        ("Expenditure by items", "财政拨款支出（按项）"),
        Grade(evidence=f"{TEXTS}: outturns always closed"),
    )
    for budget, subject in (
        ("budget", ("Original budget of the items", "各项年初预算之和")),
        ("revised_budget", ("Revised budget of the items", "各项全年预算之和")),
    ):
        # Items that spent nothing are not listed, and have a budget.
        yield said(
            f"cn.text05.{budget}.part",
            f"sum({at}items[*].{budget}) <= {at}{budget}",
            subject,
            STATED,
        )
    yield said(
        "cn.text05.rows.tree",
        f"tree({at}rows[*].outturn by code)",
        ("Expenditure", "财政拨款支出"),
        STATED,
    )
    yield from completions(("text05", "items"), f"{at}items[*].", _ITEMS)


def _basic() -> Iterator[Rule]:
    yield said(
        "cn.text06.total.within_text03",
        "narrative.basic.total <= narrative.expenditure.basic.amount",
        ("Basic expenditure", "基本支出"),
        MEANT,
    )
    yield said(
        "cn.text06.project.within_text03",
        "narrative.general_public.outturn - narrative.basic.total"
        " <= narrative.expenditure.project.amount",
        ("Project expenditure", "项目支出"),
        MEANT,
    )
