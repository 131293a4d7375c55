"""Classified: the forms whose rows have codes, functional or economic.

In `lines` stand all rows as they are printed, headings and items alike; the row of
totals is a field of its own, wherever the form prints it. The fields at the end of
each form are rows of `lines` again: a rule cannot choose rows, so a form does. A row of
which one kind of revenue or expenditure is given has all of them: the others are blank.
"""

from __future__ import annotations

import attrs

from budgetcheck.cn_accounts.fields import (
    FORM_02,
    FORM_03,
    FORM_05,
    FORM_06,
    FORM_08,
    FORM_09,
    Line,
    column,
    labels_of,
    leave_blank,
    part,
    row,
    topmost,
)
from budgetcheck.cn_accounts.forms.classes import OPERATING, OTHER_BUDGETS, PERSONNEL
from budgetcheck.entities.tables import Printed

_FUNDS = (FORM_08, FORM_09)
_SPENDING = ("exp_basic", "exp_project")
_BALANCES = ("opening_balance", "revenue", "closing_balance")


@attrs.frozen(kw_only=True)
class RevenueLine(Line):
    """A row of form 02, by source of revenue."""

    total: Printed = column(FORM_02, "1", "本年收入合计", "Total revenue")
    rev_fiscal_appropriation: Printed = column(
        FORM_02, "2", "财政拨款收入", "Fiscal appropriations"
    )
    rev_superior_grants: Printed = column(
        FORM_02, "3", "上级补助收入", "Grants from the superior unit"
    )
    rev_institution_services: Printed = column(
        FORM_02, "4", "事业收入", "Operating revenue of public institutions"
    )
    rev_business: Printed = column(FORM_02, "5", "经营收入", "Business revenue")
    rev_subordinate_remittances: Printed = column(
        FORM_02, "6", "附属单位上缴收入", "Remittances from subordinate units"
    )
    rev_other: Printed = column(FORM_02, "7", "其他收入", "Other revenue")

    def __attrs_post_init__(self) -> None:
        leave_blank(self, _REVENUES)


_REVENUES = tuple(name for name in labels_of(RevenueLine) if name.startswith("rev_"))


@attrs.frozen(kw_only=True)
class Revenue:
    """Form 02, revenue (收入决算表).

    Attributes:
        total: The row 合计.
        lines: All other rows.
        classes: The topmost of them.

    Example:
        >>> lines = (RevenueLine(code="208"), RevenueLine(code="20805"))
        >>> [line.code for line in Revenue(lines=lines).classes or ()]
        ['208']
    """

    total: RevenueLine | None = part(FORM_02, "合计", "Total", row="合计")
    lines: tuple[RevenueLine, ...] | None = part(FORM_02, "科目", "Items")
    classes: tuple[RevenueLine, ...] | None = attrs.field(
        init=False, eq=False, repr=False
    )

    @classes.default
    def _topmost(self) -> tuple[RevenueLine, ...] | None:
        return topmost(self.lines)


@attrs.frozen(kw_only=True)
class ExpenditureLine(Line):
    """A row of form 03, by kind of expenditure."""

    total: Printed = column(FORM_03, "1", "本年支出合计", "Total expenditure")
    exp_basic: Printed = column(FORM_03, "2", "基本支出", "Basic expenditure")
    exp_project: Printed = column(FORM_03, "3", "项目支出", "Project expenditure")
    exp_superior_remittances: Printed = column(
        FORM_03, "4", "上缴上级支出", "Remittances to the superior unit"
    )
    exp_business: Printed = column(FORM_03, "5", "经营支出", "Business expenditure")
    exp_subordinate_grants: Printed = column(
        FORM_03, "6", "对附属单位补助支出", "Grants to subordinate units"
    )

    def __attrs_post_init__(self) -> None:
        leave_blank(self, _KINDS)


_KINDS = tuple(name for name in labels_of(ExpenditureLine) if name.startswith("exp_"))


@attrs.frozen(kw_only=True)
class Expenditure:
    """Form 03, expenditure (支出决算表).

    Attributes:
        total: The row 合计.
        lines: All other rows.
        classes: The topmost of them.

    Example:
        >>> Expenditure().classes is None
        True
    """

    total: ExpenditureLine | None = part(FORM_03, "合计", "Total", row="合计")
    lines: tuple[ExpenditureLine, ...] | None = part(FORM_03, "科目", "Items")
    classes: tuple[ExpenditureLine, ...] | None = attrs.field(
        init=False, eq=False, repr=False
    )

    @classes.default
    def _topmost(self) -> tuple[ExpenditureLine, ...] | None:
        return topmost(self.lines)


@attrs.frozen(kw_only=True)
class GeneralPublicLine(Line):
    """A row of form 05; some provinces print the balances and the revenue, too."""

    total: Printed = column(FORM_05, "1", "本年支出合计", "Total expenditure")
    exp_basic: Printed = column(FORM_05, "2", "基本支出", "Basic expenditure")
    exp_project: Printed = column(FORM_05, "3", "项目支出", "Project expenditure")
    opening_balance: Printed = column(FORM_05, "", "年初结转和结余", "Opening balance")
    revenue: Printed = column(FORM_05, "", "本年收入", "Revenue")
    closing_balance: Printed = column(FORM_05, "", "年末结转和结余", "Closing balance")

    def __attrs_post_init__(self) -> None:
        leave_blank(self, _SPENDING)
        leave_blank(self, _BALANCES)


@attrs.frozen(kw_only=True)
class GeneralPublicExpenditure:
    """Form 05, expenditure of the general public budget (一般公共预算支出).

    Attributes:
        total: The row 合计, first or last.
        lines: All other rows.
        classes: The topmost of them.
        other_budgets: Those of another budget, which should not be here.

    Example:
        >>> lines = (GeneralPublicLine(code="208"), GeneralPublicLine(code="22301"))
        >>> form = GeneralPublicExpenditure(lines=lines)
        >>> [line.code for line in form.other_budgets or ()]
        ['22301']
    """

    total: GeneralPublicLine | None = part(FORM_05, "合计", "Total", row="合计")
    lines: tuple[GeneralPublicLine, ...] | None = part(FORM_05, "科目", "Items")
    classes: tuple[GeneralPublicLine, ...] | None = attrs.field(
        init=False, eq=False, repr=False
    )
    other_budgets: tuple[GeneralPublicLine, ...] | None = attrs.field(
        init=False, eq=False, repr=False
    )

    @classes.default
    def _topmost(self) -> tuple[GeneralPublicLine, ...] | None:
        return topmost(self.lines)

    @other_budgets.default
    def _not_its_own(self) -> tuple[GeneralPublicLine, ...] | None:
        if self.lines is None:
            return None
        return tuple(one for one in self.lines if one.code.startswith(OTHER_BUDGETS))


@attrs.frozen(kw_only=True)
class EconomicLine(Line):
    """A row of form 06, in whichever lane it is printed.

    Attributes:
        outturn: What was spent on it (决算数).
    """

    outturn: Printed = column(FORM_06, "", "决算数", "Outturn")


@attrs.frozen(kw_only=True)
class BasicExpenditure:
    """Form 06, basic expenditure of the general public budget (基本支出).

    Shape: `lines` has the rows of all two or three lanes; which of them are for
    personnel, their codes say.

    Attributes:
        lines: All rows but the totals.
        exp_personnel: 人员经费合计.
        exp_goods_services: 公用经费合计.
        personnel_classes: The topmost rows of 301 and 303.
        operating_classes: The topmost rows of 302, 307, 309-313 and 399.

    Example:
        >>> lines = (EconomicLine(code="301"), EconomicLine(code="302"))
        >>> [line.code for line in BasicExpenditure(lines=lines).operating_classes]
        ['302']
    """

    lines: tuple[EconomicLine, ...] | None = part(FORM_06, "经济分类科目", "Items")
    exp_personnel: Printed = row(FORM_06, "", "人员经费合计", "Personnel expenditure")
    exp_goods_services: Printed = row(
        FORM_06, "", "公用经费合计", "Operating expenditure"
    )
    personnel_classes: tuple[EconomicLine, ...] | None = attrs.field(
        init=False, eq=False, repr=False
    )
    operating_classes: tuple[EconomicLine, ...] | None = attrs.field(
        init=False, eq=False, repr=False
    )

    @personnel_classes.default
    def _personnel(self) -> tuple[EconomicLine, ...] | None:
        return topmost(self.lines, PERSONNEL)

    @operating_classes.default
    def _operating(self) -> tuple[EconomicLine, ...] | None:
        return topmost(self.lines, OPERATING)


@attrs.frozen(kw_only=True)
class FundLine(Line):
    """A row of form 08 or 09; some print only the three columns of expenditure."""

    opening_balance: Printed = column(_FUNDS, "1", "年初结转和结余", "Opening balance")
    revenue: Printed = column(_FUNDS, "2", "本年收入", "Revenue")
    expenditure: Printed = column(_FUNDS, "3", "本年支出小计", "Expenditure")
    exp_basic: Printed = column(_FUNDS, "4", "基本支出", "Basic expenditure")
    exp_project: Printed = column(_FUNDS, "5", "项目支出", "Project expenditure")
    closing_balance: Printed = column(_FUNDS, "6", "年末结转和结余", "Closing balance")

    def __attrs_post_init__(self) -> None:
        leave_blank(self, _SPENDING)
        leave_blank(self, _BALANCES)


@attrs.frozen(kw_only=True)
class GovernmentFunds:
    """Form 08, government-managed funds (政府性基金).

    Attributes:
        total: The row 合计.
        lines: All other rows.
        classes: The topmost of them.

    Example:
        >>> GovernmentFunds().total is None
        True
    """

    total: FundLine | None = part(FORM_08, "合计", "Total", row="合计")
    lines: tuple[FundLine, ...] | None = part(FORM_08, "科目", "Items")
    classes: tuple[FundLine, ...] | None = attrs.field(init=False, eq=False, repr=False)

    @classes.default
    def _topmost(self) -> tuple[FundLine, ...] | None:
        return topmost(self.lines)


@attrs.frozen(kw_only=True)
class StateCapital:
    """Form 09, state capital operations (国有资本经营).

    Attributes:
        total: The row 合计.
        lines: All other rows.
        classes: The topmost of them.

    Example:
        >>> StateCapital().total is None
        True
    """

    total: FundLine | None = part(FORM_09, "合计", "Total", row="合计")
    lines: tuple[FundLine, ...] | None = part(FORM_09, "科目", "Items")
    classes: tuple[FundLine, ...] | None = attrs.field(init=False, eq=False, repr=False)

    @classes.default
    def _topmost(self) -> tuple[FundLine, ...] | None:
        return topmost(self.lines)
