"""Rules across: what two forms say of the same figures.

Each belongs to the later form, and its id ends with the other one.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetcheck.cn_accounts.balancing import RevenueExpenditure
from budgetcheck.cn_accounts.classes import FUNCTIONAL, GENERAL_PUBLIC, Class
from budgetcheck.cn_accounts.fields import labels_of
from budgetcheck.cn_accounts.saying import (
    SEVEN,
    TEMPLATE,
    Grade,
    said,
)
from budgetcheck.language.conventions import Convention
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level

_RECOMPUTED = Grade(evidence=SEVEN)
_USUAL = Grade(evidence=SEVEN, level=Level.WARNING)
_ONE = Grade(evidence="one department, recomputed", level=Level.WARNING)
_BALANCE = ("revenue_expenditure.", "appropriation.")
_FUNDS = ("general_public", "government_funds", "state_capital")


def across() -> Iterator[Rule]:
    """Yield the rules that name two forms or more, in the order of the forms.

    Example:
        >>> [rule.id for rule in across() if rule.id.startswith("cn.form01")]
        ['cn.form01.nonappropriation.balance_form04']
    """
    yield _nonappropriation()
    yield from _form_02()
    yield said(
        "cn.form03.total.as_form01",
        "expenditure.total.total = revenue_expenditure.expenditure_total",
        ("Total expenditure", "本年支出合计"),
        _RECOMPUTED,
    )
    yield from map(_class_as_form_01, FUNCTIONAL)
    yield from _form_04()
    yield from _form_05()
    yield from _form_06()
    yield from _form_07()
    for number in ("08", "09"):
        yield from _funds(number)


def _nonappropriation() -> Rule:
    """Return how what is not appropriated is received, kept and spent."""
    whole, part = _BALANCE
    revenue = f"{whole}revenue_total"
    received = " - ".join([revenue, *(f"{whole}rev_{fund}" for fund in _FUNDS)])
    return said(
        "cn.form01.nonappropriation.balance_form04",
        f"{whole}expenditure_total - {part}expenditure_total.total"
        f" = {whole}opening_balance - {whole}closing_balance + {received}"
        f" + {whole}use_of_nonappropriation_surplus - {whole}surplus_distribution"
        f" - {part}opening_balance + {part}closing_balance.total",
        ("Other money than appropriations", "非财政拨款资金"),
        Grade(evidence=f"{TEMPLATE}; one department, recomputed"),
    )


def _form_02() -> Iterator[Rule]:
    at = "revenue_expenditure."
    yield said(
        "cn.form02.total.as_form01",
        f"revenue.total.total = {at}revenue_total",
        ("Total revenue", "本年收入合计"),
        _RECOMPUTED,
    )
    appropriated = " + ".join(f"{at}rev_{fund}" for fund in _FUNDS)
    yield said(
        "cn.form02.rev_fiscal_appropriation.as_form01",
        f"revenue.total.rev_fiscal_appropriation = {appropriated}",
        ("Fiscal appropriations", "财政拨款收入"),
        _RECOMPUTED,
    )
    for name, label in labels_of(RevenueExpenditure).items():
        if name.startswith("rev_") and name.removeprefix("rev_") not in _FUNDS:
            yield said(
                f"cn.form02.{name}.as_form01",
                f"revenue.total.{name} = {at}{name}",
                (label.en, label.zh),
                _ONE,
            )


def _class_as_form_01(one: Class) -> Rule:
    row = f'["{one.code}"]'
    return said(
        f"cn.form03.class{one.code}.as_form01",
        f"expenditure.lines{row}.total = revenue_expenditure.classes{row}.outturn",
        _named(one),
        _USUAL,
    )


def _form_04() -> Iterator[Rule]:
    whole, part = _BALANCE
    for fund in _FUNDS:
        label = labels_of(RevenueExpenditure)[f"rev_{fund}"]
        yield said(
            f"cn.form04.rev_{fund}.as_form01",
            f"{part}rev_{fund} = {whole}rev_{fund}",
            (label.en, label.zh),
            _RECOMPUTED,
        )
    yield said(
        "cn.form04.opening_balance.within_form01",
        f"{part}opening_balance <= {whole}opening_balance",
        ("Opening balance", "年初财政拨款结转和结余"),
        Grade(evidence="one department, recomputed"),
    )


def _form_05() -> Iterator[Rule]:
    paid = (
        "general_public.total.total + government_funds.total.expenditure"
        " + state_capital.total.expenditure"
    )
    spent = ("Expenditure from appropriations", "财政拨款支出")
    yield said(
        "cn.form05.total.as_form04",
        "general_public.total.total = appropriation.expenditure_total.general_public",
        ("Total expenditure", "本年支出合计"),
        _RECOMPUTED,
    )
    yield said(
        "cn.form05.appropriations.within_form03",
        f"{paid} <= expenditure.total.total",
        spent,
    )
    whole, part = _BALANCE
    yield said(
        "cn.form05.appropriations.adds_form03",
        f"expenditure.total.total = {paid}"
        f" + {whole}expenditure_total - {part}expenditure_total.total",
        spent,
    )
    for one in GENERAL_PUBLIC:
        yield from _class_in_form_05(one)


def _class_in_form_05(one: Class) -> Iterator[Rule]:
    row = f'["{one.code}"].'
    own, all_money = f"general_public.lines{row}total", f"expenditure.lines{row}total"
    at = f"cn.form05.class{one.code}"
    yield said(
        f"{at}.as_form04",
        f"{own} = appropriation.classes{row}general_public",
        _named(one),
        _USUAL,
    )
    yield said(f"{at}.within_form03", f"{own} <= {all_money}", _named(one), _RECOMPUTED)
    # Where there is no other money, the two rows must be equal.
    yield said(
        f"{at}.rest_form03",
        f"{all_money} - {own} <= expenditure.total.total - general_public.total.total",
        _named(one),
        _USUAL,
    )


# An item of form 06, and the functional item that pays for it in form 05.
_PAID_BY = (
    (("30108",), "2080505", "Pension contributions", "机关事业单位基本养老保险缴费"),
    (("30109",), "2080506", "Occupational annuities", "职业年金缴费"),
    (("30110", "30111"), "21011", "Medical insurance", "医疗保险缴费"),
    (("30113",), "2210201", "Housing fund", "住房公积金"),
)


def _form_06() -> Iterator[Rule]:
    yield said(
        "cn.form06.total.as_form05",
        "basic.exp_personnel + basic.exp_goods_services"
        " = general_public.total.exp_basic",
        ("Personnel and operating expenditure", "人员经费与公用经费之和"),
    )
    for items, paid_by, english, chinese in _PAID_BY:
        parts = " + ".join(f'basic.lines["{item}"].outturn' for item in items)
        yield said(
            f"cn.form06.item{items[0]}.as_form05",
            f'{parts} = general_public.lines["{paid_by}"].exp_basic',
            (english, chinese),
            _USUAL,
        )


# What the basic budget pays is part of what is paid in all.
_PART_OF = (
    ("overseas_travel", "30212", "Official overseas travel", "因公出国（境）费"),
    ("vehicle_purchase", "31013", "Vehicle purchase", "公务用车购置费"),
    ("vehicle_running", "30231", "Vehicle running", "公务用车运行维护费"),
    ("hospitality", "30217", "Official hospitality", "公务接待费"),
)


def _form_07() -> Iterator[Rule]:
    blanks = Convention(blank="zero")  # as in the rest of the form
    partly = Grade(level=Level.WARNING, convention=blanks)
    for name, item, english, chinese in _PART_OF:
        yield said(
            f"cn.form07.{name}.covers_form06",
            f'basic.lines["{item}"].outturn <= three_public.outturn.{name}',
            (english, chinese),
            partly,
        )
    yield said(
        "cn.form07.admin_operating_costs.within_form06",
        "three_public.admin_operating_costs <= basic.exp_goods_services",
        ("Administrative operating costs", "机关运行经费"),
        Grade(evidence="six departments, recomputed", level=Level.WARNING),
    )


def _funds(number: str) -> Iterator[Rule]:
    """Yield what form 08, or form 09, has in common with the two balances."""
    form = {"08": "government_funds", "09": "state_capital"}[number]
    whole, part = _BALANCE
    for name, own, other, at, subject in (
        ("expenditure", "expenditure", "04", f"{part}expenditure_total.{form}", _SPENT),
        ("revenue", "revenue", "04", f"{part}rev_{form}", _RECEIVED),
        ("revenue", "revenue", "01", f"{whole}rev_{form}", _RECEIVED),
    ):
        yield said(
            f"cn.form{number}.{name}.as_form{other}",
            f"{form}.total.{own} = {at}",
            subject,
            _FUNDS_FORMS[number],
        )


_FUNDS_FORMS = {
    "08": Grade(evidence="two departments, recomputed"),
    "09": Grade(evidence="as form 08: two departments, recomputed"),
}
_SPENT = ("Expenditure of the funds", "本年支出小计")
_RECEIVED = ("Revenue of the funds", "本年收入")


def _named(one: Class) -> tuple[str, str]:
    return one.en, one.zh
