"""Money: sections 1 to 6 of the narrative, on revenue and expenditure."""

from __future__ import annotations

import attrs

from budgetcheck.cn_accounts.fields import Line
from budgetcheck.cn_accounts.texts.sections import (
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
class TotalsStatement(Changed):
    """Section 4: grand totals, what they consist of, and how they changed.

    Attributes:
        total: The grand total of revenue, or of both where one figure is printed.
        expenditure_total: That of expenditure, where it is printed by itself.
        expenditure_difference: By how much that is more than in the year before.
        expenditure_change: The same in percent.
        revenue: The revenue of the year in it.
        opening_balance: What was left of the year before.
        expenditure: The expenditure of the year in it.
        closing_balance: What is left.

    Example:
        >>> TotalsStatement().total.reason
        'absent'
    """

    total: Printed = claim("收、支总计", "Grand total")
    expenditure_total: Printed = claim("支出总计", "Grand total of expenditure")
    expenditure_difference: Printed = claim(
        "支出总计比上年增减额", "Change of expenditure on the prior year"
    )
    expenditure_change: Stated = claim(
        "支出总计比上年增减率", "Rate of change of expenditure"
    )
    revenue: Printed = claim("总计中：本年收入", "Revenue of the year in it")
    opening_balance: Printed = claim("总计中：年初结转和结余", "Opening balance in it")
    expenditure: Printed = claim("总计中：本年支出", "Expenditure of the year in it")
    closing_balance: Printed = claim("总计中：年末结转和结余", "Closing balance in it")


@attrs.frozen(kw_only=True)
class OverallStatement(TotalsStatement):
    """Section 1: grand totals, in which other money than appropriations is, too.

    Attributes:
        use_of_nonappropriation_surplus: What of older surplus was used.
        surplus_distribution: What was distributed.

    Example:
        >>> OverallStatement().surplus_distribution.reason
        'absent'
    """

    use_of_nonappropriation_surplus: Printed = claim(
        "总计中：使用非财政拨款结余", "Use of non-appropriation surplus in it"
    )
    surplus_distribution: Printed = claim(
        "总计中：结余分配", "Distribution of surplus in it"
    )


@attrs.frozen(kw_only=True)
class RevenueStatement:
    """Section 2: total revenue, and the share of each source in it.

    Example:
        >>> RevenueStatement().other is None
        True
    """

    total: Printed = claim("本年收入合计", "Total revenue")
    fiscal_appropriation: Part | None = claims("财政拨款收入", "Fiscal appropriations")
    general_public: Part | None = claims(
        "其中：一般公共预算财政拨款收入", "Of which: general public budget"
    )
    government_funds: Part | None = claims(
        "其中：政府性基金预算财政拨款收入", "Of which: government-managed funds"
    )
    state_capital: Part | None = claims(
        "其中：国有资本经营预算财政拨款收入", "Of which: state capital operations"
    )
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

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"code": "208", "outturn": "5.73", "share": "5.94%"}
        >>> read(ClassStatement, said, unit="万元").share.printed
        '5.94%'
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
        over_budget: By how much outturn is more than the original budget.
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
    over_budget: Printed = claim("比年初预算增减额", "More or less than that budget")
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
        over_budget: By how much outturn is more than the original budget.
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
    over_budget: Printed = claim("比年初预算增减额", "More or less than that budget")
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
