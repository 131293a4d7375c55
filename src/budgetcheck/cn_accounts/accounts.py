"""Accounts: all that a department discloses of one year, as one document."""

from __future__ import annotations

from typing import Any

import attrs

from budgetcheck.cn_accounts.fields import FORMS, LABEL, Label, part, text
from budgetcheck.cn_accounts.forms.balancing import (
    AppropriationBalance,
    RevenueExpenditure,
)
from budgetcheck.cn_accounts.forms.classified import (
    BasicExpenditure,
    Expenditure,
    GeneralPublicExpenditure,
    GovernmentFunds,
    Revenue,
    StateCapital,
)
from budgetcheck.cn_accounts.forms.three_public import ThreePublic
from budgetcheck.cn_accounts.items import (
    COVERED,
    PAID,
    STATED,
    Paid,
    covered,
    paid,
    stated,
)
from budgetcheck.cn_accounts.pairs import Shared, derived, paired
from budgetcheck.cn_accounts.texts.narrative import Narrative
from budgetcheck.cn_accounts.texts.self_evaluation import EVALUATION, SelfEvaluation
from budgetcheck.language.parts import MADE_OF


def _form(number: str) -> Any:  # noqa: ANN401 (a field)
    form = FORMS[number]
    return part(form, form.zh, form.en)


@attrs.frozen(kw_only=True)
class Accounts:
    """The final accounts of a department or a unit (部门决算, 单位决算).

    Shape: nine forms, the narrative, and the self-evaluation, each of which need not
    be there, and of each what is printed. The fields at the end are made of the forms:
    `rows_05_03` are the rows that forms 05 and 03 both print, each with a cell of both
    (`Shared`). A code that stands twice in a form is in none of them.
    Units: amounts in their own unit, mostly 万元.
    Undefined: a form, a row or a cell that is not there leaves what is said of it
    unchecked, and a row that only one form prints has no other to be held against.

    Attributes:
        entity: The department or unit.
        year: The year.
        own_evaluation: The self-evaluation, if it is about the same entity.

    Example:
        >>> from budgetcheck.cn_accounts.pack import RULES
        >>> from budgetcheck.language.building import read
        >>> printed = {
        ...     "expenditure": {
        ...         "total": {"total": "98.34"},
        ...         "lines": [
        ...             {"code": "208", "name": "社会保障和就业支出", "total": "5.73"},
        ...             {"code": "212", "name": "城乡社区支出", "total": "92.61"},
        ...         ],
        ...     },
        ... }
        >>> accounts = read(Accounts, printed, unit="万元", decimals=2)
        >>> print(RULES.select("cn.form03.total.sum_of_rows").for_(Accounts)(accounts))
        EXACT         cn.form03.total.sum_of_rows: 98.34 = 5.73 + 92.61
    """

    entity: str = text("部门或单位", "Department or unit")
    year: str = text("年度", "Year")
    revenue_expenditure: RevenueExpenditure | None = _form("01")
    revenue: Revenue | None = _form("02")
    expenditure: Expenditure | None = _form("03")
    appropriation: AppropriationBalance | None = _form("04")
    general_public: GeneralPublicExpenditure | None = _form("05")
    basic: BasicExpenditure | None = _form("06")
    three_public: ThreePublic | None = _form("07")
    government_funds: GovernmentFunds | None = _form("08")
    state_capital: StateCapital | None = _form("09")
    narrative: Narrative | None = attrs.field(
        default=None, metadata={LABEL: Label("决算情况说明", "Narrative")}
    )
    self_evaluation: SelfEvaluation | None = part(
        EVALUATION, EVALUATION.zh, EVALUATION.en
    )
    own_evaluation: SelfEvaluation | None = attrs.field(
        init=False, eq=False, repr=False, metadata={MADE_OF: ("self_evaluation",)}
    )

    @own_evaluation.default
    def _of_this_entity(self) -> SelfEvaluation | None:
        # What is said of another entity is never compared with these accounts.
        said = self.self_evaluation
        return None if said and said.entity not in {"", self.entity} else said

    rows_03_01: tuple[Shared, ...] | None = paired(
        "expenditure.lines[*].total", "revenue_expenditure.classes[*].outturn"
    )
    rows_04_01: tuple[Shared, ...] | None = paired(
        "appropriation.classes[*].total", "revenue_expenditure.classes[*].outturn"
    )
    rows_04_03: tuple[Shared, ...] | None = paired(
        "appropriation.classes[*].total", "expenditure.lines[*].total"
    )
    rows_05_03: tuple[Shared, ...] | None = paired(
        "general_public.lines[*].total", "expenditure.lines[*].total"
    )
    rows_05_04: tuple[Shared, ...] | None = paired(
        "general_public.lines[*].total", "appropriation.classes[*].general_public"
    )
    rows_06_05: tuple[Paid, ...] | None = derived(
        lambda one: paid(one.basic, one.general_public), PAID
    )
    rows_07_06: tuple[Shared, ...] | None = derived(
        lambda one: covered(one.three_public, one.basic), COVERED
    )
    rows_08_03: tuple[Shared, ...] | None = paired(
        "government_funds.lines[*].expenditure", "expenditure.lines[*].total"
    )
    rows_08_04: tuple[Shared, ...] | None = paired(
        "government_funds.lines[*].expenditure",
        "appropriation.classes[*].government_funds",
    )
    rows_09_03: tuple[Shared, ...] | None = paired(
        "state_capital.lines[*].expenditure", "expenditure.lines[*].total"
    )
    rows_09_04: tuple[Shared, ...] | None = paired(
        "state_capital.lines[*].expenditure", "appropriation.classes[*].state_capital"
    )
    classes_text05_form05: tuple[Shared, ...] | None = paired(
        "narrative.general_public.classes[*].outturn",
        "general_public.lines[*].total",
        named=3,
    )
    items_text05_form05: tuple[Shared, ...] | None = paired(
        "narrative.general_public.items[*].outturn",
        "general_public.lines[*].total",
        named=7,
    )
    items_text11_form06: tuple[Shared, ...] | None = derived(
        lambda one: stated(one.narrative, one.basic), STATED
    )
