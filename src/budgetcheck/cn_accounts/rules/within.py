"""Within: what each form says of its own figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetcheck.cn_accounts.fields import Line, labels_of
from budgetcheck.cn_accounts.forms.balancing import (
    FUNDS,
    AppropriationBalance,
    FundsLine,
)
from budgetcheck.cn_accounts.forms.balancing import RevenueExpenditure as Balance
from budgetcheck.cn_accounts.forms.classified import (
    ExpenditureLine,
    FundLine,
    GeneralPublicLine,
    RevenueLine,
)
from budgetcheck.cn_accounts.rules.saying import SEVEN, SURE, Grade, said
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level

_REVENUES = tuple(name for name in labels_of(Balance) if name.startswith("rev_"))
_SPENDING = ("total", "exp_basic", "exp_project")
_ROW = ("Every row", "各行")
_TOTAL = ("The row of totals", "合计行")

_RECOMPUTED = Grade(evidence=SEVEN)
_LIKE_05 = Grade(evidence=f"as forms 02, 03 and 05: {SEVEN}")
_BALANCED = Grade(evidence="columns of Yunnan 2019-2023", level=Level.WARNING)


def within() -> Iterator[Rule]:
    """Yield the rules that name one form only, in the order of the forms.

    Example:
        >>> print(next(within()).id)
        cn.form01.revenue.sum
    """
    yield from _form_01()
    yield from _classified("02", "revenue", RevenueLine, _columns(RevenueLine))
    yield from _classified(
        "03", "expenditure", ExpenditureLine, _columns(ExpenditureLine)
    )
    yield from _form_04()
    yield from _classified("05", "general_public", GeneralPublicLine, _SPENDING)
    yield from _balances("05", "general_public", "total", _BALANCED)
    yield said(
        "cn.form05.other_budgets.none",
        "general_public.other_budgets[*].total = 0",
        ("Every row of another budget", "其他预算的科目"),
        Grade(evidence="one department, which had shifted its amounts"),
    )
    yield from _form_06()
    yield from _form_07()
    for number, form, evidence in (
        ("08", "government_funds", "two departments, recomputed"),
        ("09", "state_capital", "as form 08: two departments, recomputed"),
    ):
        grade, spending = Grade(evidence=evidence), ("expenditure", *_SPENDING[1:])
        yield from _rows(number, form, spending, grade)
        yield from _balances(number, form, "expenditure", grade)
        yield from _hierarchy(number, form, FundLine, _columns(FundLine), _LIKE_05)


def _form_01() -> Iterator[Rule]:
    at = "revenue_expenditure."
    revenue, opening = ("Total revenue", "本年收入合计"), f"{at}opening_balance"
    spending = ("Total expenditure", "本年支出合计")
    yield said(
        "cn.form01.revenue.sum",
        f"{at}revenue_total = {_plus(at, _REVENUES)}",
        revenue,
    )
    yield said(
        "cn.form01.expenditure.sum_of_rows",
        f"{at}expenditure_total = sum({at}classes[*].outturn)",
        spending,
        _RECOMPUTED,
    )
    yield said(
        "cn.form01.revenue.grand_total",
        f"{at}revenue_grand_total = {at}revenue_total"
        f" + {at}use_of_nonappropriation_surplus + {opening}",
        ("Grand total of revenue", "收入总计"),
    )
    yield said(
        "cn.form01.expenditure.grand_total",
        f"{at}expenditure_grand_total = {at}expenditure_total"
        f" + {at}surplus_distribution + {at}closing_balance",
        ("Grand total of expenditure", "支出总计"),
    )
    yield said(
        "cn.form01.grand_total.equal",
        f"{at}revenue_grand_total = {at}expenditure_grand_total",
        ("Grand total of revenue", "收入总计"),
    )


def _form_04() -> Iterator[Rule]:
    at, labels = "appropriation.", labels_of(AppropriationBalance)
    revenues = [f"rev_{fund}" for fund in FUNDS]
    for whole, parts in (
        ("revenue_total", revenues),
        ("opening_balance", [f"opening_{fund}" for fund in FUNDS]),
    ):
        label = labels[whole]
        notation = f"{at}{whole} = {_plus(at, parts)}"
        yield said(
            f"cn.form04.{whole}.sum", notation, (label.en, label.zh), _RECOMPUTED
        )
    yield said(
        "cn.form04.revenue.grand_total",
        f"{at}revenue_grand_total = {at}revenue_total + {at}opening_balance",
        ("Grand total of revenue", "收入总计"),
        _RECOMPUTED,
    )
    for row in ("classes[*]", *_FORM_04_ROWS):
        name = row.removesuffix("[*]")
        label = labels[name]
        yield said(
            f"cn.form04.{name}.sum",
            f"{at}{row}.total = {_plus(f'{at}{row}.', FUNDS)}",
            _ROW if name == "classes" else (label.en, label.zh),
            _RECOMPUTED,
        )
    yield from _form_04_columns(at)
    yield said(
        "cn.form04.grand_total.equal",
        f"{at}revenue_grand_total = {at}expenditure_grand_total.total",
        ("Grand total of revenue", "收入总计"),
        _RECOMPUTED,
    )


_FORM_04_ROWS = ("expenditure_total", "closing_balance", "expenditure_grand_total")


def _form_04_columns(at: str) -> Iterator[Rule]:
    for name, label in _labelled(FundsLine, ("total", *FUNDS)):
        yield said(
            f"cn.form04.{name}.sum_of_rows",
            f"{at}expenditure_total.{name} = sum({at}classes[*].{name})",
            (f"Total expenditure ({label[0]})", f"本年支出合计（{label[1]}）"),
            _RECOMPUTED,
        )
        yield said(
            f"cn.form04.{name}.grand_total",
            f"{at}expenditure_grand_total.{name}"
            f" = {at}expenditure_total.{name} + {at}closing_balance.{name}",
            (f"Grand total of expenditure ({label[0]})", f"支出总计（{label[1]}）"),
            _RECOMPUTED,
        )


def _form_06() -> Iterator[Rule]:
    yield said(
        "cn.form06.lines.tree",
        "tree(basic.lines[*].outturn by code)",
        ("Outturn", "决算数"),
    )
    for name, chosen, subject in (
        ("exp_personnel", "personnel", ("Personnel expenditure", "人员经费合计")),
        ("exp_goods_services", "operating", ("Operating expenditure", "公用经费合计")),
    ):
        notation = f"basic.{name} = sum(basic.{chosen}_classes[*].outturn)"
        yield said(f"cn.form06.{name}.sum_of_rows", notation, subject)


def _form_07() -> Iterator[Rule]:
    for phase, english, chinese in (
        ("budget", "budget", "预算数"),
        ("outturn", "outturn", "决算数"),
    ):
        at = f"three_public.{phase}."
        yield said(
            f"cn.form07.{phase}_total.sum",
            f"{at}total = {_plus(at, ('overseas_travel', 'vehicles', 'hospitality'))}",
            (f"Total of the {english}", f"{chinese}合计"),
        )
        yield said(
            f"cn.form07.{phase}_vehicles.sum",
            f"{at}vehicles = {_plus(at, ('vehicle_purchase', 'vehicle_running'))}",
            (f"Official vehicles, {english}", f"公务用车{chinese}小计"),
        )


def _classified(
    number: str, form: str, line: type[Line], columns: tuple[str, ...]
) -> Iterator[Rule]:
    """Yield the rules of a form of which the first column is the sum of the others."""
    yield from _rows(number, form, columns, SURE)
    yield from _hierarchy(number, form, line, columns, SURE)


def _rows(
    number: str, form: str, columns: tuple[str, ...], grade: Grade
) -> Iterator[Rule]:
    whole, *parts = columns
    for name, row, subject in (("rows", "lines[*]", _ROW), ("totals", "total", _TOTAL)):
        at = f"{form}.{row}."
        notation = f"{at}{whole} = {_plus(at, parts)}"
        yield said(f"cn.form{number}.{name}.sum", notation, subject, grade)


def _balances(number: str, form: str, spending: str, grade: Grade) -> Iterator[Rule]:
    for name, row, subject in (("rows", "lines[*]", _ROW), ("totals", "total", _TOTAL)):
        at = f"{form}.{row}."
        held, left = f"{at}opening_balance + {at}revenue", f"{at}closing_balance"
        notation = f"{held} = {at}{spending} + {left}"
        yield said(f"cn.form{number}.{name}.balance", notation, subject, grade)


def _hierarchy(
    number: str, form: str, line: type[Line], columns: tuple[str, ...], grade: Grade
) -> Iterator[Rule]:
    for name, subject in _labelled(line, columns):
        yield said(
            f"cn.form{number}.{name}.tree",
            f"tree({form}.lines[*].{name} by code)",
            subject,
            grade,
        )
        yield said(
            f"cn.form{number}.{name}.sum_of_rows",
            f"{form}.total.{name} = sum({form}.classes[*].{name})",
            subject,
            grade,
        )


def _labelled(
    cls: type[Line], columns: Iterable[str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    labels = labels_of(cls)
    for name in columns:
        yield name, (labels[name].en, labels[name].zh)


def _columns(cls: type[Line]) -> tuple[str, ...]:
    return tuple(name for name in labels_of(cls) if name not in labels_of(Line))


def _plus(at: str, names: Iterable[str]) -> str:
    return " + ".join(f"{at}{name}" for name in names)
