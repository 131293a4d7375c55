"""Self-evaluation: the appendix in which a unit reports on its own performance.

It may be about another unit than the accounts are, such as the one that they were
merged into, and is compared with the forms only where it names the same one.
"""

from __future__ import annotations

from typing import Annotated

import attrs

from budgetcheck.cn_accounts.fields import Form, text
from budgetcheck.cn_accounts.texts.sections import Counted, claim, claims
from budgetcheck.cn_accounts.texts.uses import ExpensesStatement
from budgetcheck.entities.tables import Printed
from budgetcheck.language.figures import Amount, Count, Missing, Percent, Stated, Word
from budgetcheck.language.units import Unit

EVALUATION = Form("", "部门整体支出绩效自评", "Self-evaluation", kind="evaluation")

_STAFF, _POINTS = Unit.read("人"), Unit.read("分")
_PROJECTS = Unit.read("个")

Measured = Amount | Count | Percent | Word | Missing


@attrs.frozen(kw_only=True)
class InstitutionIncome:
    """The income of an institution: what was carried forward is a part of it.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"total": "98.34", "carried_forward": "1.20"}
        >>> read(InstitutionIncome, said, unit="万元").carried_forward.printed
        '1.20'
    """

    total: Printed = claim("收入合计", "Total income")
    carried_forward: Printed = claim("上年结转", "Carried forward")
    general_public: Printed = claim("公共财政拨款", "General public appropriation")
    government_funds: Printed = claim("政府基金拨款", "Government-managed funds")
    special_account_nontax: Printed = claim(
        "纳入专户管理的非税收入拨款", "Non-tax revenue in special accounts"
    )
    other: Printed = claim("其他收入", "Other income")


@attrs.frozen(kw_only=True)
class InstitutionExpenditure:
    """The expenditure of an institution, and what is left of its income.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"total": "98.34", "basic": "60.80", "project": "37.54"}
        >>> read(InstitutionExpenditure, said, unit="万元").basic.printed
        '60.80'
    """

    total: Printed = claim("支出合计", "Total expenditure")
    basic: Printed = claim("基本支出", "Basic expenditure")
    personnel: Printed = claim("人员支出", "Personnel expenditure")
    goods_services: Printed = claim("公用支出", "Operating expenditure")
    project: Printed = claim("项目支出", "Project expenditure")
    year_balance: Printed = claim("当年结余", "Balance of the year")
    cumulative_balance: Printed = claim("累计结余", "Cumulative balance")


@attrs.frozen(kw_only=True)
class InstitutionPublicExpenses:
    """The three public expenses of an institution.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"total": "0.40", "hospitality": "0.40"}
        >>> read(InstitutionPublicExpenses, said, unit="万元").hospitality.printed
        '0.40'
    """

    total: Printed = claim("三公经费合计", "Three public expenses")
    hospitality: Printed = claim("公务接待费", "Official hospitality")
    vehicle_running: Printed = claim("公务用车运维费", "Vehicle running")
    vehicle_purchase: Printed = claim("公务用车购置费", "Vehicle purchase")
    overseas_travel: Printed = claim("因公出国费", "Official overseas travel")


@attrs.frozen(kw_only=True)
class InstitutionAssets:
    """The fixed assets of an institution.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"total": "9.00", "in_use": "8.00", "rented_out": "1.00"}
        >>> read(InstitutionAssets, said, unit="万元").in_use.printed
        '8.00'
    """

    total: Printed = claim("固定资产合计", "Fixed assets")
    in_use: Printed = claim("在用固定资产", "In use")
    rented_out: Printed = claim("出租固定资产", "Rented out")
    other: Printed = claim("其他", "Other")


@attrs.frozen(kw_only=True)
class Institution:
    """A row of the four tables: one institution, in each of them.

    Example:
        >>> Institution(name="局机关").income is None
        True
    """

    name: str = text("机构名称", "Institution")
    income: InstitutionIncome | None = claims("年度收入情况", "Income")
    expenditure: InstitutionExpenditure | None = claims(
        "年度支出和结余情况", "Expenditure and balances"
    )
    three_public: InstitutionPublicExpenses | None = claims(
        "三公经费", "Three public expenses"
    )
    fixed_assets: InstitutionAssets | None = claims("固定资产", "Fixed assets")


@attrs.frozen(kw_only=True)
class Carried:
    """What one unit had left at the end of the year before.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"name": "信息中心", "amount": "3.10"}
        >>> read(Carried, said, unit="万元").amount.printed
        '3.10'
    """

    name: str = text("单位", "Unit")
    amount: Printed = claim("上年结转", "Carried forward")


@attrs.frozen(kw_only=True)
class CarryOver:
    """How what was left of the year before became what is carried forward.

    Example:
        >>> CarryOver().recovered.reason
        'absent'
    """

    sources: tuple[Carried, ...] | None = claims("上年末结转", "Left by units")
    subtotal: Printed = claim("小计", "Subtotal")
    recovered: Printed = claim("财政收回", "Recovered by the treasury")
    adjusted: Printed = claim("调整后上年结转", "Carried forward after that")


@attrs.frozen(kw_only=True)
class EvaluatedProject:
    """A project, or several that are told of together, and what was spent on it.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"name": "智慧城管", "number": "2个", "amount": "35.66"}
        >>> read(EvaluatedProject, said, unit="万元").number.printed
        '2个'
    """

    name: str = text("项目名称", "Project")
    number: Annotated[Counted, _PROJECTS] = claim("项目个数", "Number")
    amount: Printed = claim("支出金额", "Spent")


@attrs.frozen(kw_only=True)
class EvaluatedProjects:
    """All projects of the unit.

    Example:
        >>> EvaluatedProjects().budget.reason
        'absent'
    """

    number: Annotated[Counted, _PROJECTS] = claim("项目个数", "Number")
    budget: Printed = claim("年初预算合计", "Budget")
    lines: tuple[EvaluatedProject, ...] | None = claims("各项目", "Projects")


@attrs.frozen(kw_only=True)
class ActivityPart:
    """Some of what was done, of one kind.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"name": "基层要闻", "done": "121条"}
        >>> read(ActivityPart, said, unit="万元").done.printed
        '121条'
    """

    name: str = text("名称", "Name")
    done: Measured = claim("完成数", "Done")


@attrs.frozen(kw_only=True)
class Activity:
    """What was to be done, what was, and the rate (处置率, 办结率).

    Attributes:
        due: What was to be done (应处置数).
        done: What was done (处置数).
        rate: Done in percent of due.
        prior_rate: The same the year before.
        gain: By how many percentage points the rate rose.
        parts: What was done, by kind; not all kinds need be told.

    Example:
        >>> Activity(name="案件处置").parts is None
        True
    """

    name: str = text("事项", "Activity")
    due: Measured = claim("应完成数", "Due")
    done: Measured = claim("完成数", "Done")
    rate: Stated = claim("完成率", "Rate")
    prior_rate: Stated = claim("上年完成率", "Rate of the year before")
    gain: Stated = claim("比上年提升", "Gain in percentage points")
    parts: tuple[ActivityPart, ...] | None = claims("其中", "Of which")


@attrs.frozen(kw_only=True)
class Indicator:
    """A performance indicator: its target, what was reached, and its points.

    Units: target and result have the indicator's own: 次, 件, %.

    Attributes:
        target: What was aimed at: ">= 50".
        result: What was reached.
        due: What the result is a percentage of, where that is told.
        done: What of it was done.
        weight: The points that can be had (分值).
        score: The points that were given (得分).

    Example:
        >>> Indicator(name="现场巡查").target.reason
        'absent'
    """

    name: str = text("指标", "Indicator")
    target: Measured = claim("指标值", "Target")
    result: Measured = claim("实际完成值", "Result")
    due: Measured = claim("应完成数", "Due")
    done: Measured = claim("完成数", "Done")
    weight: Annotated[Counted, _POINTS] = claim("分值", "Weight")
    score: Annotated[Counted, _POINTS] = claim("得分", "Score")


@attrs.frozen(kw_only=True)
class SelfEvaluation:
    """The performance self-evaluation of a unit (绩效自评).

    Attributes:
        entity: The unit that it is about; if empty, that of the accounts.
        establishment: The posts that the unit has (编制).
        staff: The persons in them.
        aggregate: The row 汇总 of the four tables.
        institutions: Their other rows.
        carry_over: How the amount carried forward came about.
        three_public: What the report says of the three public expenses.
        projects: What it says of all projects.
        activities: What was done, with rates.
        indicators: Targets and results.
        score: The score of the unit.

    Example:
        >>> SelfEvaluation(entity="某中心").institutions is None
        True
    """

    entity: str = text("评价单位", "Unit")
    establishment: Annotated[Counted, _STAFF] = claim("人员编制", "Posts")
    staff: Annotated[Counted, _STAFF] = claim("实有人数", "Staff")
    aggregate: Institution | None = claims("汇总", "Aggregate")
    institutions: tuple[Institution, ...] | None = claims("各机构", "Institutions")
    carry_over: CarryOver | None = claims("上年结转", "Carry-over")
    three_public: ExpensesStatement | None = claims("三公经费", "Three public expenses")
    projects: EvaluatedProjects | None = claims("项目支出", "Projects")
    activities: tuple[Activity, ...] | None = claims("工作完成情况", "Activities")
    indicators: tuple[Indicator, ...] | None = claims("绩效指标", "Indicators")
    score: Annotated[Counted, _POINTS] = claim("综合得分", "Score")
