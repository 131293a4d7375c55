"""Balancing: the two forms in which revenue and expenditure stand side by side."""

from __future__ import annotations

import attrs

from budgetcheck.cn_accounts.fields import (
    FORM_01,
    FORM_04,
    Line,
    column,
    labels_of,
    leave_blank,
    part,
    row,
)
from budgetcheck.entities.tables import Printed


@attrs.frozen(kw_only=True)
class ClassLine(Line):
    """A functional class in form 01.

    Attributes:
        outturn: What was spent on it (决算数).

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"code": "208", "outturn": "5.73"}
        >>> read(ClassLine, said, unit="万元").outturn.printed
        '5.73'
    """

    outturn: Printed = column(FORM_01, "2", "决算数", "Outturn")


@attrs.frozen(kw_only=True)
class RevenueExpenditure:
    """Form 01, revenue and expenditure (收入支出决算总表): two lanes.

    Shape: `classes` has a row for each functional class that is printed, with its
    code, which the form itself does not print. Where one kind of revenue is given, the
    others are blank; so is what was used or distributed of a surplus, where the rest of
    the balance is given.

    Example:
        >>> from budgetcheck.cn_accounts.fields import labels_of
        >>> labels_of(RevenueExpenditure)["rev_other"].text
        '八 其他收入'
    """

    rev_general_public: Printed = row(
        FORM_01, "一", "一般公共预算财政拨款收入", "General public appropriation"
    )
    rev_government_funds: Printed = row(
        FORM_01, "二", "政府性基金预算财政拨款收入", "Government-managed funds"
    )
    rev_state_capital: Printed = row(
        FORM_01, "三", "国有资本经营预算财政拨款收入", "State capital operations"
    )
    rev_superior_grants: Printed = row(
        FORM_01, "四", "上级补助收入", "Grants from the superior unit"
    )
    rev_institution_services: Printed = row(
        FORM_01, "五", "事业收入", "Operating revenue of public institutions"
    )
    rev_business: Printed = row(FORM_01, "六", "经营收入", "Business revenue")
    rev_subordinate_remittances: Printed = row(
        FORM_01, "七", "附属单位上缴收入", "Remittances from subordinate units"
    )
    rev_other: Printed = row(FORM_01, "八", "其他收入", "Other revenue")
    revenue_total: Printed = row(FORM_01, "", "本年收入合计", "Total revenue")
    use_of_nonappropriation_surplus: Printed = row(
        FORM_01, "", "使用非财政拨款结余", "Use of non-appropriation surplus"
    )
    opening_balance: Printed = row(FORM_01, "", "年初结转和结余", "Opening balance")
    revenue_grand_total: Printed = row(
        FORM_01, "", "收入总计", "Grand total of revenue"
    )
    classes: tuple[ClassLine, ...] | None = part(
        FORM_01, "支出功能分类", "Functional classes"
    )
    expenditure_total: Printed = row(FORM_01, "", "本年支出合计", "Total expenditure")
    surplus_distribution: Printed = row(
        FORM_01, "", "结余分配", "Distribution of surplus"
    )
    closing_balance: Printed = row(FORM_01, "", "年末结转和结余", "Closing balance")
    expenditure_grand_total: Printed = row(
        FORM_01, "", "支出总计", "Grand total of expenditure"
    )

    def __attrs_post_init__(self) -> None:
        leave_blank(self, _REVENUES)
        for name, beside in _SURPLUS.items():
            leave_blank(self, [name], beside)


_REVENUES = tuple(
    name for name in labels_of(RevenueExpenditure) if name.startswith("rev_")
)
# What is used of a surplus, and distributed, and the rest of the lane that it is in.
_SURPLUS = {
    "use_of_nonappropriation_surplus": (
        *("revenue_total", "opening_balance", "revenue_grand_total"),
    ),
    "surplus_distribution": (
        *("expenditure_total", "closing_balance", "expenditure_grand_total"),
    ),
}


@attrs.frozen(kw_only=True)
class FundsLine(Line):
    """A row of the expenditure lane of form 04, fund by fund.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"code": "221", "total": "6.10", "general_public": "6.10"}
        >>> read(FundsLine, said, unit="万元").total.printed
        '6.10'
    """

    total: Printed = column(FORM_04, "2", "合计", "Total")
    general_public: Printed = column(
        FORM_04, "3", "一般公共预算财政拨款", "General public budget"
    )
    government_funds: Printed = column(
        FORM_04, "4", "政府性基金预算财政拨款", "Government-managed funds"
    )
    state_capital: Printed = column(
        FORM_04, "5", "国有资本经营预算财政拨款", "State capital operations"
    )

    def __attrs_post_init__(self) -> None:
        leave_blank(self, FUNDS)


FUNDS = ("general_public", "government_funds", "state_capital")


@attrs.frozen(kw_only=True)
class AppropriationBalance:
    """Form 04, fiscal appropriations (财政拨款收入支出决算总表): two lanes.

    Shape: the revenue lane has one column, the expenditure lane has four. `classes`
    has a row for each functional class that is printed, with its code. Where what one
    budget pays, or had left, is given, that of the others is blank.

    Example:
        >>> from budgetcheck.cn_accounts.fields import labels_of
        >>> labels_of(AppropriationBalance)["opening_balance"].zh
        '年初财政拨款结转和结余'
    """

    rev_general_public: Printed = row(
        FORM_04, "一", "一般公共预算财政拨款", "General public appropriation"
    )
    rev_government_funds: Printed = row(
        FORM_04, "二", "政府性基金预算财政拨款", "Government-managed funds"
    )
    rev_state_capital: Printed = row(
        FORM_04, "三", "国有资本经营预算财政拨款", "State capital operations"
    )
    revenue_total: Printed = row(FORM_04, "", "本年收入合计", "Total revenue")
    opening_balance: Printed = row(
        FORM_04, "", "年初财政拨款结转和结余", "Opening balance"
    )
    opening_general_public: Printed = row(
        FORM_04, "", "年初：一般公共预算财政拨款", "Opening: general public budget"
    )
    opening_government_funds: Printed = row(
        FORM_04, "", "年初：政府性基金预算财政拨款", "Opening: government funds"
    )
    opening_state_capital: Printed = row(
        FORM_04, "", "年初：国有资本经营预算财政拨款", "Opening: state capital"
    )
    revenue_grand_total: Printed = row(
        FORM_04, "", "收入总计", "Grand total of revenue"
    )
    classes: tuple[FundsLine, ...] | None = part(
        FORM_04, "支出功能分类", "Functional classes"
    )
    expenditure_total: FundsLine | None = part(
        FORM_04, "本年支出合计", "Total expenditure"
    )
    closing_balance: FundsLine | None = part(
        FORM_04, "年末财政拨款结转和结余", "Closing balance"
    )
    expenditure_grand_total: FundsLine | None = part(
        FORM_04, "支出总计", "Grand total of expenditure"
    )

    def __attrs_post_init__(self) -> None:
        for prefix in ("rev", "opening"):
            leave_blank(self, [f"{prefix}_{fund}" for fund in FUNDS])
