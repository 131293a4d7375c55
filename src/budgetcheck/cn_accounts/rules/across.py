"""Across: what two forms say of the same figures.

Each belongs to the later form, and its id ends with the other one.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetcheck.cn_accounts.fields import labels_of
from budgetcheck.cn_accounts.forms.balancing import FUNDS, RevenueExpenditure
from budgetcheck.cn_accounts.rules.saying import (
    SEVEN,
    TEMPLATE,
    Grade,
    said,
)
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level

_RECOMPUTED = Grade(evidence=SEVEN)
_USUAL = Grade(evidence=SEVEN, level=Level.WARNING)
_AS_TOTALS = Grade(evidence=f"as the totals: {TEMPLATE}", level=Level.WARNING)
_ONE = Grade(evidence="one department, recomputed", level=Level.WARNING)
_BALANCE = ("revenue_expenditure.", "appropriation.")


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
    yield said("cn.form03.classes.as_form01", _row("03_01", "="), _CLASS, _USUAL)
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
    received = " - ".join([revenue, *(f"{whole}rev_{fund}" for fund in FUNDS)])
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
    appropriated = " + ".join(f"{at}rev_{fund}" for fund in FUNDS)
    yield said(
        "cn.form02.rev_fiscal_appropriation.as_form01",
        f"revenue.total.rev_fiscal_appropriation = {appropriated}",
        ("Fiscal appropriations", "财政拨款收入"),
        _RECOMPUTED,
    )
    for name, label in labels_of(RevenueExpenditure).items():
        if name.startswith("rev_") and name.removeprefix("rev_") not in FUNDS:
            yield said(
                f"cn.form02.{name}.as_form01",
                f"revenue.total.{name} = {at}{name}",
                (label.en, label.zh),
                _ONE,
            )


def _form_04() -> Iterator[Rule]:
    whole, part = _BALANCE
    for fund in FUNDS:
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
    at = "cn.form04.classes"
    yield said(f"{at}.within_form01", _row("04_01", "<="), _CLASS, _AS_TOTALS)
    yield said(f"{at}.within_form03", _row("04_03", "<="), _CLASS, _AS_TOTALS)
    spent = f"expenditure.total.total - {part}expenditure_total.total"
    yield said(f"{at}.rest_form03", _rest("04_03", spent), _CLASS, _AS_TOTALS)


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
    at = "cn.form05.rows"
    yield said("cn.form05.classes.as_form04", _row("05_04", "="), _CLASS, _USUAL)
    yield said(f"{at}.within_form03", _row("05_03", "<="), _ROW, _RECOMPUTED)
    # Where there is no other money, the two rows must be equal.
    rest = _rest("05_03", "expenditure.total.total - general_public.total.total")
    yield said(f"{at}.rest_form03", rest, _ROW, _USUAL)


def _form_06() -> Iterator[Rule]:
    yield said(
        "cn.form06.total.as_form05",
        "basic.exp_personnel + basic.exp_goods_services"
        " = general_public.total.exp_basic",
        ("Personnel and operating expenditure", "人员经费与公用经费之和"),
    )
    yield said(
        "cn.form06.items.as_form05",
        "rows_06_05[*].own + rows_06_05[*].further = rows_06_05[*].other",
        ("Every insurance and the housing fund", "社会保险缴费和住房公积金"),
        _USUAL,
    )


def _form_07() -> Iterator[Rule]:
    # What the basic budget pays is part of what is paid in all.
    yield said(
        "cn.form07.items.covers_form06",
        "rows_07_06[*].other <= rows_07_06[*].own",
        ("Every item", "各项"),
        Grade(level=Level.WARNING),
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
    at, evidence = f"cn.form{number}", f"as the totals: {_FUNDS_FORMS[number].evidence}"
    warned = Grade(evidence=evidence, level=Level.WARNING)
    yield said(f"{at}.classes.as_form04", _row(f"{number}_04", "="), _CLASS, warned)
    yield said(f"{at}.rows.within_form03", _row(f"{number}_03", "<="), _ROW, _AS_TOTALS)


_FUNDS_FORMS = {
    "08": Grade(evidence="two departments, recomputed"),
    "09": Grade(evidence="as form 08: two departments, recomputed"),
}
_SPENT = ("Expenditure of the funds", "本年支出小计")
_RECEIVED = ("Revenue of the funds", "本年收入")


_CLASS = ("Every class", "各类")
_ROW = ("Every row", "各行")


def _row(pair: str, relation: str) -> str:
    """Return how every row of a form stands to the one of the same code in another."""
    return f"rows_{pair}[*].own {relation} rows_{pair}[*].other"


def _rest(pair: str, all_other_money: str) -> str:
    return f"rows_{pair}[*].other - rows_{pair}[*].own <= {all_other_money}"
