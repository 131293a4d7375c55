"""Uses: sections 7 to 14 of the narrative, on what money was for."""

from __future__ import annotations

from typing import Annotated

import attrs

from budgetcheck.cn_accounts.fields import text
from budgetcheck.cn_accounts.texts.sections import (
    Changed,
    Counted,
    Direction,
    Part,
    claim,
    claims,
    own_first,
)
from budgetcheck.entities.tables import Printed
from budgetcheck.language.figures import Stated
from budgetcheck.language.units import Unit

_GROUPS, _PERSONS = Unit.read("个"), Unit.read("人次")
_BATCHES, _VEHICLES = Unit.read("批次"), Unit.read("辆")
_SETS, _POINTS = Unit.read("台（套）"), Unit.read("分")


@attrs.frozen(kw_only=True, field_transformer=own_first)
class ExpensesStatement(Changed):
    """The three public expenses together, beside their budget and the prior year.

    Attributes:
        budget: Their budget.
        outturn: What was spent.
        over_budget: By how much that is more than the budget.
        completion: Outturn in percent of that budget.
        direction: The word: 大于, 小于, 持平.

    Example:
        >>> ExpensesStatement().budget.reason
        'absent'
    """

    budget: Printed = claim("预算数", "Budget")
    outturn: Printed = claim("支出决算数", "Outturn")
    over_budget: Printed = claim("比预算增减额", "More or less than the budget")
    completion: Stated = claim("完成预算", "Completion")
    direction: Direction = claim("决算数与预算数相比", "Compared with the budget")


@attrs.frozen(kw_only=True, field_transformer=own_first)
class ExpenseStatement(ExpensesStatement):
    """One of the three public expenses.

    Attributes:
        share: Outturn in percent of the three expenses together.

    Example:
        >>> ExpenseStatement().share.reason
        'absent'
    """

    share: Stated = claim("占“三公”经费的比例", "Share of the three")


@attrs.frozen(kw_only=True)
class ThreePublicStatement:
    """Section 7: the three public expenses (“三公”经费), and what they were for.

    Attributes:
        total: All three together.
        overseas_travel: 因公出国（境）费.
        hospitality: 公务接待费.
        vehicles: Purchase and running of vehicles together.
        vehicle_purchase: 公务用车购置费.
        vehicle_running: 公务用车运行维护费.
        domestic_hospitality: What guests from the country cost.
        foreign_hospitality: What guests from abroad cost.
        delegations: How many groups went abroad.
        travellers: How many persons were in them.
        receptions: How many groups were received.
        guests: How many persons were in them.
        vehicles_bought: How many vehicles were bought.
        vehicles_held: How many are paid for from appropriations.

    Example:
        >>> ThreePublicStatement(total=ExpensesStatement()).total.budget.reason
        'absent'
    """

    total: ExpensesStatement | None = claims("“三公”经费合计", "Three public expenses")
    overseas_travel: ExpenseStatement | None = claims(
        "因公出国（境）费", "Official overseas travel"
    )
    hospitality: ExpenseStatement | None = claims("公务接待费", "Official hospitality")
    vehicles: ExpenseStatement | None = claims(
        "公务用车购置及运行维护费", "Official vehicles"
    )
    vehicle_purchase: ExpenseStatement | None = claims(
        "公务用车购置费", "Vehicle purchase"
    )
    vehicle_running: ExpenseStatement | None = claims(
        "公务用车运行维护费", "Vehicle running and maintenance"
    )
    domestic_hospitality: Printed = claim(
        "国内接待费", "Hospitality to domestic guests"
    )
    foreign_hospitality: Printed = claim("外事接待费", "Hospitality to foreign guests")
    delegations: Annotated[Counted, _GROUPS] = claim("出国团组", "Delegations")
    travellers: Annotated[Counted, _PERSONS] = claim("出国人次", "Travellers")
    receptions: Annotated[Counted, _BATCHES] = claim("接待批次", "Receptions")
    guests: Annotated[Counted, _PERSONS] = claim("接待人次", "Guests")
    vehicles_bought: Annotated[Counted, _VEHICLES] = claim(
        "公务用车购置数", "Vehicles bought"
    )
    vehicles_held: Annotated[Counted, _VEHICLES] = claim(
        "公务用车保有量", "Vehicles held"
    )


@attrs.frozen(kw_only=True)
class FundStatement:
    """Sections 8 and 9: funds, or state capital; 无 where there are none.

    Example:
        >>> FundStatement().revenue.reason
        'absent'
    """

    opening_balance: Printed = claim("年初结转和结余", "Opening balance")
    revenue: Printed = claim("本年收入", "Revenue")
    expenditure: Printed = claim("本年支出", "Expenditure")
    exp_basic: Printed = claim("基本支出", "Basic expenditure")
    exp_project: Printed = claim("项目支出", "Project expenditure")
    closing_balance: Printed = claim("年末结转和结余", "Closing balance")


@attrs.frozen(kw_only=True, field_transformer=own_first)
class OperatingCostsStatement(Changed):
    """Section 10: administrative operating costs (机关运行经费), which organs have.

    Example:
        >>> OperatingCostsStatement().outturn.reason
        'absent'
    """

    outturn: Printed = claim("机关运行经费", "Administrative operating costs")


@attrs.frozen(kw_only=True)
class GeneralExpensesStatement:
    """Section 11: conferences, training and events (一般性支出).

    Example:
        >>> GeneralExpensesStatement().training.reason
        'absent'
    """

    conferences: Printed = claim("会议费", "Conferences")
    training: Printed = claim("培训费", "Training")
    trainees: Annotated[Counted, _PERSONS] = claim("培训人次", "Trainees")
    events: Printed = claim("节庆、论坛、赛事等活动费用", "Events")


@attrs.frozen(kw_only=True)
class MicroSmallStatement:
    """Contracts of micro and small firms, with a share in one whole or another.

    Units: the amount in its own unit; shares in percentage points.

    Attributes:
        amount: What the contracts are worth.
        share: Their share in the contracts of all smaller firms.
        share_of_total: Their share in all procurement.
    """

    amount: Printed = claim("金额", "Amount")
    share: Stated = claim("占授予中小企业合同金额的比例", "Share in contracts of SMEs")
    share_of_total: Stated = claim("占采购支出总额的比例", "Share in all procurement")


@attrs.frozen(kw_only=True)
class ProcurementStatement:
    """Section 12: government procurement, and what went to smaller firms.

    Attributes:
        total: All procurement.
        goods: 货物.
        works: 工程.
        services: 服务.
        sme: Contracts of small and medium enterprises, with their share in all.
        micro_small: Those of micro and small ones.
        goods_sme: Contracts of SMEs for goods, with their share in goods.
        works_sme: The same for works.
        services_sme: The same for services.

    Example:
        >>> ProcurementStatement(sme=Part()).sme.amount.reason
        'absent'
    """

    total: Printed = claim("政府采购支出总额", "Procurement")
    goods: Printed = claim("货物支出", "Goods")
    works: Printed = claim("工程支出", "Works")
    services: Printed = claim("服务支出", "Services")
    sme: Part | None = claims("授予中小企业合同金额", "Contracts of SMEs")
    micro_small: MicroSmallStatement | None = claims(
        "授予小微企业合同金额", "Contracts of micro and small enterprises"
    )
    goods_sme: Part | None = claims(
        "货物采购授予中小企业合同金额", "Contracts of SMEs for goods"
    )
    works_sme: Part | None = claims(
        "工程采购授予中小企业合同金额", "Contracts of SMEs for works"
    )
    services_sme: Part | None = claims(
        "服务采购授予中小企业合同金额", "Contracts of SMEs for services"
    )


@attrs.frozen(kw_only=True)
class VehicleStatement:
    """Vehicles of one kind in section 13: the kinds differ by province."""

    name: str = text("车辆类别", "Kind")
    number: Annotated[Counted, _VEHICLES] = claim("数量", "Number")


@attrs.frozen(kw_only=True)
class StateAssetsStatement:
    """Section 13: vehicles and large equipment (国有资产占用情况).

    Example:
        >>> StateAssetsStatement().vehicles.reason
        'absent'
    """

    vehicles: Annotated[Counted, _VEHICLES] = claim("车辆", "Vehicles")
    kinds: tuple[VehicleStatement, ...] | None = claims("其中", "Vehicles by kind")
    general_equipment: Annotated[Counted, _SETS] = claim(
        "大型通用设备", "Large general equipment"
    )
    special_equipment: Annotated[Counted, _SETS] = claim(
        "大型专用设备", "Large special equipment"
    )


@attrs.frozen(kw_only=True)
class ProjectStatement:
    """A project in section 14: 全年预算数, 执行数, 完成预算.

    Attributes:
        budget: The budget for the year, after changes.
        executed: What was spent.
        completion: Spending in percent of that budget.
        direction: The word: 大于, 小于, 持平.
    """

    name: str = text("项目名称", "Project")
    budget: Printed = claim("项目全年预算数", "Budget for the year")
    executed: Printed = claim("执行数", "Executed")
    completion: Stated = claim("完成预算", "Completion")
    direction: Direction = claim("执行数与预算数相比", "Compared with the budget")


@attrs.frozen(kw_only=True)
class PerformanceStatement:
    """Section 14: which money was evaluated, projects, and scores (预算绩效).

    Attributes:
        funds_covered: The money that the evaluation of the whole unit covers.
        general_public: What of it the general public budget paid, and its share.
        government_funds: What of it funds paid.
        state_capital: What of it state capital paid.
        project_funds: The money that evaluations of projects cover.
        projects: The projects whose results are told.
        score: The score of the unit, as the text quotes it.

    Example:
        >>> PerformanceStatement().projects is None
        True
    """

    funds_covered: Printed = claim("整体支出绩效自评涉及资金", "Money evaluated")
    general_public: Part | None = claims(
        "其中：一般公共预算财政拨款", "General public budget"
    )
    government_funds: Printed = claim("其中：政府性基金", "Government-managed funds")
    state_capital: Printed = claim("其中：国有资本经营预算", "State capital operations")
    project_funds: Printed = claim("项目绩效自评涉及资金", "Projects evaluated")
    projects: tuple[ProjectStatement, ...] | None = claims("项目", "Projects")
    score: Annotated[Counted, _POINTS] = claim("得分", "Score")
