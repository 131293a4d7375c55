"""Of uses: what sections 7 to 14 of the narrative say of their own figures."""

from __future__ import annotations

from collections.abc import Iterator

from budgetcheck.cn_accounts.fields import Label, labels_of
from budgetcheck.cn_accounts.rules.saying import said
from budgetcheck.cn_accounts.rules.stating import (
    ADDED,
    LIKELY,
    MEANT,
    STATED,
    changes,
    completions,
)
from budgetcheck.cn_accounts.texts.uses import (
    ProcurementStatement,
    ThreePublicStatement,
)
from budgetcheck.language.rules import Rule

_THREE = ("overseas_travel", "hospitality", "vehicles")
_VEHICLES = ("vehicle_purchase", "vehicle_running")
_FOUR = ("overseas_travel", "hospitality", *_VEHICLES)
_PHASES = {"budget": ("Budget", "预算数"), "outturn": ("Outturn", "决算数")}
_TOTAL = ("Three public expenses", "“三公”经费")


def of_uses() -> Iterator[Rule]:
    """Yield the rules of sections 7 to 14, in their order.

    Example:
        >>> next(of_uses()).id
        'cn.text07.budget.sum'
    """
    yield from _three_public()
    yield from _shares_of_three()
    yield from _counted()
    for key, section in (("text08", "government_funds"), ("text09", "state_capital")):
        yield from _funds(key, f"narrative.{section}.")
    yield from _costs()
    yield from _procurement()
    yield said(
        "cn.text13.vehicles.sum",
        "narrative.state_assets.vehicles = sum(narrative.state_assets.kinds[*].number)",
        ("Vehicles", "车辆"),
        LIKELY,
    )
    yield from _performance()
    yield from _projects()


def _three_public() -> Iterator[Rule]:
    at, labels = "narrative.three_public.", labels_of(ThreePublicStatement)
    for phase, subject in (
        ("budget", ("Budget of the three public expenses", "“三公”经费预算数")),
        ("outturn", ("Outturn of the three public expenses", "“三公”经费决算数")),
    ):
        for name, whole, parts in (
            (phase, "total", _THREE),
            # Where vehicles are printed in two parts, and not together.
            (
                f"{phase}_by_four",
                "total",
                ("overseas_travel", "hospitality", *_VEHICLES),
            ),
            (f"{phase}_vehicles", "vehicles", _VEHICLES),
        ):
            notation = f"{at}{whole}.{phase} = " + " + ".join(
                f"{at}{part}.{phase}" for part in parts
            )
            about = _of(labels[whole], phase) if whole == "vehicles" else subject
            if parts == _FOUR:
                about = f"{subject[0]}, in four parts", f"{subject[1]}（分四项）"
            yield said(f"cn.text07.{name}.sum", notation, about, STATED)
    yield said(
        "cn.text07.hospitality.sum",
        f"{at}hospitality.outturn = {at}domestic_hospitality + {at}foreign_hospitality",
        (labels["hospitality"].en, labels["hospitality"].zh),
        LIKELY,
    )
    difference = " + ".join(f"{at}{part}.difference" for part in _THREE)
    yield said(
        "cn.text07.difference.sum",
        f"{at}total.difference = {difference}",
        ("Change of the three public expenses", "“三公”经费增减额"),
        STATED,
    )
    for name in ("total", *_THREE, *_VEHICLES):
        subject = (labels[name].en, labels[name].zh)
        yield from completions(("text07", name), f"{at}{name}.", subject, revised=False)
        yield from changes(("text07", name), f"{at}{name}.", "outturn", subject)


def _of(label: Label, phase: str) -> tuple[str, str]:
    english, chinese = {
        "budget": ("Budget", "预算数"),
        "outturn": ("Outturn", "决算数"),
    }[phase]
    return f"{english} of {label.en.lower()}", f"{label.zh}{chinese}"


def _shares_of_three() -> Iterator[Rule]:
    at, labels = "narrative.three_public.", labels_of(ThreePublicStatement)
    for name in (*_THREE, *_VEHICLES):
        yield said(
            f"cn.text07.{name}.share",
            f"{at}{name}.share = {at}{name}.outturn / {at}total.outturn",
            (labels[name].en, labels[name].zh),
            STATED,
        )
    shares = " + ".join(f"{at}{name}.share" for name in _THREE)
    yield said(
        "cn.text07.total.shares",
        f"when {at}total.outturn > 0 then {shares} = 100%",
        _TOTAL,
        ADDED,
    )


def _counted() -> Iterator[Rule]:
    """Yield what counts of groups, persons and vehicles say of each other."""
    at = "narrative.three_public."
    for groups, persons, english, chinese in (
        ("delegations", "travellers", "Official overseas travel", "因公出国（境）"),
        ("receptions", "guests", "Official hospitality", "公务接待"),
    ):
        # Groups and persons are not compared: there are some, or there are none.
        yield said(
            f"cn.text07.{groups}.persons",
            f"when {at}{groups} > 0 then {at}{persons} > 0",
            (english, chinese),
            LIKELY,
        )
    yield said(
        "cn.text07.vehicles_held.within_text13",
        f"{at}vehicles_held <= narrative.state_assets.vehicles",
        ("Vehicles held on appropriations", "财政拨款开支的公务用车保有量"),
        LIKELY,
    )


def _funds(key: str, at: str) -> Iterator[Rule]:
    yield said(
        f"cn.{key}.expenditure.sum",
        f"{at}expenditure = {at}exp_basic + {at}exp_project",
        ("Expenditure", "本年支出"),
        STATED,
    )
    yield said(
        f"cn.{key}.funds.balance",
        f"{at}opening_balance + {at}revenue = {at}expenditure + {at}closing_balance",
        ("The section", "本节"),
        STATED,
    )


def _costs() -> Iterator[Rule]:
    at = "narrative.operating_costs."
    subject = ("Administrative operating costs", "机关运行经费")
    yield from changes(("text10", "outturn"), at, "outturn", subject)
    yield said(
        "cn.text10.outturn.within_text06",
        f"{at}outturn <= narrative.basic.goods_services.amount",
        subject,
        LIKELY,
    )


def _procurement() -> Iterator[Rule]:
    at, labels = "narrative.procurement.", labels_of(ProcurementStatement)
    yield said(
        "cn.text12.total.sum",
        f"{at}total = {at}goods + {at}works + {at}services",
        ("Procurement", "政府采购支出总额"),
        STATED,
    )
    for name, whole in (
        ("sme", "total"),
        ("micro_small", "sme.amount"),
        ("goods_sme", "goods"),
        ("works_sme", "works"),
        ("services_sme", "services"),
    ):
        subject = (labels[name].en, labels[name].zh)
        own = f"{at}{name}"
        yield said(
            f"cn.text12.{name}.part", f"{own}.amount <= {at}{whole}", subject, STATED
        )
        yield said(
            f"cn.text12.{name}.share",
            f"{own}.share = {own}.amount / {at}{whole}",
            subject,
            STATED,
        )
    label = labels["micro_small"]
    yield said(
        "cn.text12.micro_small_of_total.share",
        f"{at}micro_small.share_of_total = {at}micro_small.amount / {at}total",
        (f"{label.en}, in all procurement", f"{label.zh}（对采购支出总额）"),
        STATED,
    )
    yield said(
        "cn.text12.sme.sum",
        f"{at}sme.amount"
        f" = {at}goods_sme.amount + {at}works_sme.amount + {at}services_sme.amount",
        (labels["sme"].en, labels["sme"].zh),
        LIKELY,
    )


def _performance() -> Iterator[Rule]:
    at = "narrative.performance."
    evaluated = ("Money evaluated", "绩效自评涉及资金")
    yield said(
        "cn.text14.funds_covered.as_text03",
        f"{at}funds_covered = narrative.expenditure.total",
        evaluated,
        LIKELY,
    )
    yield said(
        "cn.text14.general_public.as_text05",
        f"{at}general_public.amount = narrative.general_public.outturn",
        ("General public budget evaluated", "自评的一般公共预算财政拨款"),
        LIKELY,
    )
    yield said(
        "cn.text14.general_public.share",
        f"{at}general_public.share = {at}general_public.amount / {at}funds_covered",
        ("General public budget evaluated", "自评的一般公共预算财政拨款"),
        STATED,
    )
    yield said(
        "cn.text14.funds_covered.parts",
        f"{at}general_public.amount + {at}government_funds + {at}state_capital"
        f" <= {at}funds_covered",
        evaluated,
        MEANT,
    )
    yield said(
        "cn.text14.project_funds.within_text03",
        f"{at}project_funds <= narrative.expenditure.project.amount",
        ("Projects evaluated", "项目绩效自评涉及资金"),
        STATED,
    )


def _projects() -> Iterator[Rule]:
    at = "narrative.performance.projects[*]."
    every = ("Every project", "各项目")
    for saying, notation in (
        ("completion", f"{at}completion = {at}executed / {at}budget"),
        ("direction", f"{at}direction = {at}executed - {at}budget"),
    ):
        yield said(f"cn.text14.projects.{saying}", notation, every, STATED)
    yield said(
        "cn.text14.projects.within_text03",
        f"sum({at}executed) <= narrative.expenditure.project.amount",
        ("Execution of the projects", "各项目执行数之和"),
        MEANT,
    )
