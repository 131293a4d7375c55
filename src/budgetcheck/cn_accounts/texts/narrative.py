"""Narrative: the fourteen sections that explain the forms (决算情况说明)."""

from __future__ import annotations

from typing import Any

import attrs

from budgetcheck.cn_accounts.fields import part
from budgetcheck.cn_accounts.texts.money import (
    BasicStatement,
    ExpenditureStatement,
    GeneralPublicStatement,
    OverallStatement,
    RevenueStatement,
    TotalsStatement,
)
from budgetcheck.cn_accounts.texts.sections import SECTIONS
from budgetcheck.cn_accounts.texts.uses import (
    FundStatement,
    GeneralExpensesStatement,
    OperatingCostsStatement,
    PerformanceStatement,
    ProcurementStatement,
    StateAssetsStatement,
    ThreePublicStatement,
)


def _section(number: str) -> Any:  # noqa: ANN401 (a field)
    section = SECTIONS[number]
    return part(section, section.zh, section.en)


@attrs.frozen(kw_only=True)
class Narrative:
    """What the text of a disclosure states, section by section.

    Shape: fourteen sections, known by their titles; what is not printed is left out.
    Units: amounts in their own unit; shares, changes and completions in percentage
    points.

    Example:
        >>> Narrative().basic is None
        True
    """

    balancing: OverallStatement | None = _section("01")
    revenue: RevenueStatement | None = _section("02")
    expenditure: ExpenditureStatement | None = _section("03")
    appropriation: TotalsStatement | None = _section("04")
    general_public: GeneralPublicStatement | None = _section("05")
    basic: BasicStatement | None = _section("06")
    three_public: ThreePublicStatement | None = _section("07")
    government_funds: FundStatement | None = _section("08")
    state_capital: FundStatement | None = _section("09")
    operating_costs: OperatingCostsStatement | None = _section("10")
    general_expenses: GeneralExpensesStatement | None = _section("11")
    procurement: ProcurementStatement | None = _section("12")
    state_assets: StateAssetsStatement | None = _section("13")
    performance: PerformanceStatement | None = _section("14")
