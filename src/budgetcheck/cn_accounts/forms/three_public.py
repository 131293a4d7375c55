"""Three public: the form of overseas travel, vehicles and hospitality (三公经费)."""

from __future__ import annotations

import attrs

from budgetcheck.cn_accounts.fields import FORM_07, column, leave_blank, part, row
from budgetcheck.entities.tables import Printed
from budgetcheck.language.parts import is_absent


@attrs.frozen(kw_only=True)
class PublicExpenses:
    """One phase of form 07: the columns 1 to 6, or 7 to 12.

    Conferences and training, which some provinces print beside the three, are no part
    of the total.

    Example:
        >>> from budgetcheck.language.building import read
        >>> said = {"total": "0.40", "hospitality": "0.40"}
        >>> read(PublicExpenses, said, unit="万元").total.printed
        '0.40'
    """

    total: Printed = column(FORM_07, "1, 7", "合计", "Total")
    overseas_travel: Printed = column(
        FORM_07, "2, 8", "因公出国（境）费", "Official overseas travel"
    )
    vehicles: Printed = column(
        FORM_07, "3, 9", "公务用车购置及运行维护费小计", "Official vehicles"
    )
    vehicle_purchase: Printed = column(
        FORM_07, "4, 10", "公务用车购置费", "Vehicle purchase"
    )
    vehicle_running: Printed = column(
        FORM_07, "5, 11", "公务用车运行维护费", "Vehicle running and maintenance"
    )
    hospitality: Printed = column(
        FORM_07, "6, 12", "公务接待费", "Official hospitality"
    )
    conferences: Printed = column(FORM_07, "", "会议费", "Conferences")
    training: Printed = column(FORM_07, "", "培训费", "Training")

    def __attrs_post_init__(self) -> None:
        leave_blank(self, ("vehicle_purchase", "vehicle_running"))
        if is_absent(self.vehicle_purchase):
            leave_blank(self, ("overseas_travel", "vehicles", "hospitality"))
        else:
            # The subtotal may be left out, and is not 0.
            leave_blank(self, ("overseas_travel", "hospitality"), ("vehicles",))


@attrs.frozen(kw_only=True)
class ThreePublic:
    """Form 07, the three public expenses (三公经费): one row, budget and outturn.

    Attributes:
        budget: What was budgeted (预算数).
        outturn: What was spent (决算数).
        admin_operating_costs: 机关运行经费, where the form has it.

    Example:
        >>> ThreePublic(outturn=PublicExpenses()).outturn.total.reason
        'absent'
    """

    budget: PublicExpenses | None = part(FORM_07, "预算数", "Budget")
    outturn: PublicExpenses | None = part(FORM_07, "决算数", "Outturn")
    admin_operating_costs: Printed = row(
        FORM_07, "", "机关运行经费", "Administrative operating costs"
    )
