"""Statements of money: sections 1 to 6 of the narrative, on revenue and expenditure."""

from __future__ import annotations

import attrs

from budgetcheck.cn_accounts.fields import Line
from budgetcheck.cn_accounts.sections import (
    Changed,
    Direction,
    Part,
    claim,
    claims,
    own_first,
)
from budgetcheck.entities.tables import Printed
from budgetcheck.language.figures import Stated


@attrs.frozen(kw_only=True, field_transformer=own_first)
class OverallStatement(Changed):
    """Sections 1 and 4: grand totals, and how they changed (收、支总计).

    Attributes:
        total: The grand total of revenue, or of both where one figure is printed.
        expenditure_total: That of expenditure, where it is printed by itself.

    Example:
        >>> OverallStatement().total.reason
        'absent'
    """

    total: Printed = claim("收、支总计", "Grand total")
    expenditure_total: Printed = claim("支出总计", "Grand total of expenditure")


@attrs.frozen(kw_only=True)
class RevenueStatement:
    """Section 2: total revenue, and the share of each source in it.

    Example:
        >>> RevenueStatement().other is None
        True
    """

    total: Printed = claim("本年收入合计", "Total revenue")
    fiscal_appropriation: Part | None = claims("财政拨款收入", "Fiscal appropriations")
    superior_grants: Part | None = claims(
        "上级补助收入", "Grants from the superior unit"
    )
    institution_services: Part | None = claims(
        "事业收入", "Operating revenue of public institutions"
    )
    business: Part | None = claims("经营收入", "Business revenue")
    subordinate_remittances: Part | None = claims(
        "附属单位上缴收入", "Remittances from subordinate units"
    )
    other: Part | None = claims("其他收入", "Other revenue")


@attrs.frozen(kw_only=True)
class ExpenditureStatement:
    """Section 3: total expenditure, and the share of each kind in it.

    Example:
        >>> ExpenditureStatement(basic=Part()).basic.share.reason
        'absent'
    """

    total: Printed = claim("本年支出合计", "Total expenditure")
    basic: Part | None = claims("基本支出", "Basic expenditure")
    project: Part | None = claims("项目支出", "Project expenditure")
    superior_remittances: Part | None = claims(
        "上缴上级支出", "Remittances to the superior unit"
    )
    business: Part | None = claims("经营支出", "Business expenditure")
    subordinate_grants: Part | None = claims(
        "对附属单位补助支出", "Grants to subordinate units"
    )


@attrs.frozen(kw_only=True)
class ClassStatement(Line):
    """A class in section 5(2): 社会保障和就业（类）支出5.73万元，占5.94%.

    Units: the amount in its own unit; the share in percentage points.
    """

    outturn: Printed = claim("支出决算数", "Outturn")
    share: Stated = claim("占一般公共预算财政拨款支出的比例", "Share")


@attrs.frozen(kw_only=True)
class ItemStatement(Line):
    """An item (项) in section 5(3), with its budget, which no form has.

    Attributes:
        budget: The original budget (年初预算数).
        revised_budget: The budget after changes (调整预算数, 全年预算数).
        outturn: What was spent.
        completion: Outturn in percent of the original budget.
        revised_completion: The same of the revised budget.
        direction: The word: 大于, 小于, 持平; of the budget that is printed.

    Example:
        >>> ItemStatement(code="2080505", name="养老保险缴费").code
        '2080505'
    """

    budget: Printed = claim("年初预算数", "Original budget")
    revised_budget: Printed = claim("全年（调整）预算数", "Revised budget")
    outturn: Printed = claim("支出决算数", "Outturn")
    completion: Stated = claim("完成年初预算", "Completion of the original budget")
    revised_completion: Stated = claim(
        "完成全年预算", "Completion of the revised budget"
    )
    direction: Direction = claim("决算数与预算数相比", "Compared with the budget")


@attrs.frozen(kw_only=True, field_transformer=own_first)
class GeneralPublicStatement(Changed):
    """Section 5: expenditure of the general public budget, as a whole and by items.

    Attributes:
        outturn: What was spent.
        share: The same in percent of total expenditure.
        budget: The original budget.
        revised_budget: The budget after changes.
        completion: Outturn in percent of the original budget.
        revised_completion: The same of the revised budget.
        direction: The word: 大于, 小于, 持平.
        classes: The classes of 5(2).
        items: The items of 5(3); those that spent nothing are mostly left out.
        rows: Both that have a code: each class is the sum of its items.

    Example:
        >>> said = GeneralPublicStatement(
        ...     classes=(ClassStatement(code="208"),),
        ...     items=(ItemStatement(code="2080505"), ItemStatement(name="其他")),
        ... )
        >>> [row.code for row in said.rows or ()]
        ['208', '2080505']
    """

    outturn: Printed = claim("财政拨款支出", "Outturn")
    share: Stated = claim("占本年支出合计的比例", "Share of total expenditure")
    budget: Printed = claim("年初预算数", "Original budget")
    revised_budget: Printed = claim("全年（调整）预算数", "Revised budget")
    completion: Stated = claim("完成年初预算", "Completion of the original budget")
    revised_completion: Stated = claim(
        "完成全年预算", "Completion of the revised budget"
    )
    direction: Direction = claim("决算数与预算数相比", "Compared with the budget")
    classes: tuple[ClassStatement, ...] | None = claims("支出结构", "Classes")
    items: tuple[ItemStatement, ...] | None = claims("具体情况", "Items")
    rows: tuple[ClassStatement, ...] | None = attrs.field(
        init=False, eq=False, repr=False
    )

    @rows.default
    def _coded(self) -> tuple[ClassStatement, ...] | None:
        if self.classes is None or self.items is None:
            return None
        items = (
            ClassStatement(code=one.code, name=one.name, outturn=one.outturn)
            for one in self.items
        )
        return tuple(one for one in (*self.classes, *items) if one.code)


@attrs.frozen(kw_only=True)
class BasicStatement:
    """Section 6: basic expenditure of the general public budget, by use.

    Example:
        >>> BasicStatement().personnel is None
        True
    """

    total: Printed = claim("基本支出", "Basic expenditure")
    personnel: Part | None = claims("人员经费", "Personnel expenditure")
    goods_services: Part | None = claims("公用经费", "Operating expenditure")
