"""What was found in the published forms of seven departments gets its verdict.

Where only a difference was noted down, the figures around it are round ones.
"""

import attrs
import pytest
from tests.cn_accounts.nine_forms import report_on

import budgetcheck as bc
from budgetcheck.language.examples import nested


@attrs.frozen
class Fact:
    """Printed figures, one under the other, of the department with a letter."""

    said: str
    rule: str
    verdict: str
    printed: str
    level: str = "none"

    @property
    def figures(self) -> dict[str, str]:
        lines = (line.split() for line in self.printed.strip().splitlines())
        return {path: "" if value == "_" else value for path, value in lines}


FACTS = (
    Fact(
        "A total of revenue is off by 0.01",
        "cn.form01.revenue.grand_total",
        "rounding",
        """
        revenue_expenditure.revenue_grand_total 4125.50
        revenue_expenditure.revenue_total 4100.00
        revenue_expenditure.use_of_nonappropriation_surplus 5.49
        revenue_expenditure.opening_balance 20.00
        """,
        "note",
    ),
    Fact(
        "Two grand totals differ",
        "cn.form01.grand_total.equal",
        "contradiction",
        """
        revenue_expenditure.revenue_grand_total 4125.49
        revenue_expenditure.expenditure_grand_total 4143.91
        """,
        "error",
    ),
    Fact(
        "E: the classes of form 01 miss their total by 0.02, in ten rows",
        "cn.form01.expenditure.sum_of_rows",
        "rounding",
        "revenue_expenditure.expenditure_total 100.02\n"
        + "\n".join(
            f"revenue_expenditure.classes[{row}].outturn 10.00" for row in range(10)
        ),
        "note",
    ),
    Fact(
        "B: 12.88 was spent of 112.88 that was no appropriation, and 100.00 is left",
        "cn.form01.nonappropriation.balance_form04",
        "exact",
        """
        revenue_expenditure.expenditure_total 6012.88
        appropriation.expenditure_total.total 6000.00
        revenue_expenditure.opening_balance -
        revenue_expenditure.closing_balance 100.00
        revenue_expenditure.revenue_total 6112.88
        revenue_expenditure.rev_general_public 6000.00
        revenue_expenditure.rev_government_funds -
        revenue_expenditure.rev_state_capital -
        revenue_expenditure.use_of_nonappropriation_surplus -
        revenue_expenditure.surplus_distribution -
        appropriation.opening_balance -
        appropriation.closing_balance.total -
        """,
    ),
    Fact(
        "C: other revenue is the same in forms 01 and 02",
        "cn.form02.rev_other.as_form01",
        "exact",
        """
        revenue.total.rev_other 6.20
        revenue_expenditure.rev_other 6.20
        """,
    ),
    Fact(
        "B, C: a class of form 01 was moved by 0.01, so that the column closes",
        "cn.form03.classes.as_form01",
        "strained",
        """
        expenditure.lines[0].code 210
        expenditure.lines[0].total 265.43
        revenue_expenditure.classes[0].code 210
        revenue_expenditure.classes[0].outturn 265.42
        """,
        "note",
    ),
    Fact(
        "E: class 221 is paid by two funds",
        "cn.form04.classes.sum",
        "exact",
        """
        appropriation.classes[0].code 221
        appropriation.classes[0].total 1181.78
        appropriation.classes[0].general_public 1076.78
        appropriation.classes[0].government_funds 105.00
        appropriation.classes[0].state_capital -
        """,
    ),
    Fact(
        "G: class 207 is paid by two funds",
        "cn.form04.classes.sum",
        "exact",
        """
        appropriation.classes[0].code 207
        appropriation.classes[0].total 17130.42
        appropriation.classes[0].general_public 17127.62
        appropriation.classes[0].government_funds 2.80
        appropriation.classes[0].state_capital -
        """,
    ),
    Fact(
        "C: a grand total of 2961.68",
        "cn.form04.revenue.grand_total",
        "exact",
        """
        appropriation.revenue_grand_total 2961.68
        appropriation.revenue_total 2940.05
        appropriation.opening_balance 21.63
        """,
    ),
    Fact(
        "C: the opening balance of appropriations is part of all that was left",
        "cn.form04.opening_balance.within_form01",
        "exact",
        """
        appropriation.opening_balance 21.63
        revenue_expenditure.opening_balance 49.14
        """,
    ),
    Fact(
        "E: what two budgets paid is all expenditure",
        "cn.form05.appropriations.adds_form03",
        "exact",
        """
        expenditure.total.total 20323.21
        general_public.total.total 20218.21
        government_funds.total.expenditure 105.00
        state_capital.total.expenditure -
        revenue_expenditure.expenditure_total 20323.21
        appropriation.expenditure_total.total 20323.21
        """,
    ),
    Fact(
        "B: other money paid 12.88",
        "cn.form05.appropriations.adds_form03",
        "exact",
        """
        expenditure.total.total 6012.88
        general_public.total.total 6000.00
        government_funds.total.expenditure -
        state_capital.total.expenditure -
        revenue_expenditure.expenditure_total 6012.88
        appropriation.expenditure_total.total 6000.00
        """,
    ),
    Fact(
        "B: appropriations are not all expenditure",
        "cn.form05.appropriations.within_form03",
        "exact",
        """
        expenditure.total.total 6012.88
        general_public.total.total 6000.00
        government_funds.total.expenditure -
        state_capital.total.expenditure -
        """,
    ),
    Fact(
        "B: personnel and operating expenditure is the basic one of form 05",
        "cn.form06.total.as_form05",
        "exact",
        """
        basic.exp_personnel 4800.00
        basic.exp_goods_services 564.75
        general_public.total.exp_basic 5364.75
        """,
    ),
    Fact(
        "B: it is not the basic expenditure from all money of form 03",
        "cn.form06.total.as_form05",
        "contradiction",
        """
        basic.exp_personnel 4800.00
        basic.exp_goods_services 564.75
        general_public.total.exp_basic 5377.64
        """,
        "error",
    ),
    Fact(
        "F: pension contributions differ by 0.01 between forms 05 and 06",
        "cn.form06.items.as_form05",
        "strained",
        """
        basic.lines[0].code 30108
        basic.lines[0].outturn 210.01
        general_public.lines[0].code 2080505
        general_public.lines[0].exp_basic 210.00
        """,
        "note",
    ),
    Fact(
        "Blanks of the three public expenses are zeros",
        "cn.form07.outturn_total.sum",
        "exact",
        """
        three_public.outturn.total 1.50
        three_public.outturn.overseas_travel _
        three_public.outturn.vehicles 1.50
        three_public.outturn.hospitality _
        """,
    ),
    Fact(
        "E: more hospitality in form 06 than in all is a warning",
        "cn.form07.items.covers_form06",
        "contradiction",
        """
        basic.lines[0].code 30217
        basic.lines[0].outturn 3.00
        three_public.outturn.hospitality 2.00
        """,
        "warning",
    ),
    Fact(
        "B: administrative operating costs are less than operating expenditure",
        "cn.form07.admin_operating_costs.within_form06",
        "exact",
        """
        three_public.admin_operating_costs 400.00
        basic.exp_goods_services 564.75
        """,
    ),
    Fact(
        "E: government-managed funds paid 105.00",
        "cn.form08.expenditure.as_form04",
        "exact",
        """
        government_funds.total.expenditure 105.00
        appropriation.expenditure_total.government_funds 105.00
        """,
    ),
    Fact(
        "G: government-managed funds paid 2002.80",
        "cn.form08.expenditure.as_form04",
        "exact",
        """
        government_funds.total.expenditure 2002.80
        appropriation.expenditure_total.government_funds 2002.80
        """,
    ),
)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.said)
def test_a_fact_gets_its_verdict(fact: Fact) -> None:
    (found,) = report_on(nested(fact.figures), fact.rule)

    assert (fact.verdict, fact.level) == (found.verdict.value, found.level.value)


def test_a_row_of_its_own_can_be_read_in_either_order() -> None:
    # Shanghai prints a budget beside each outturn, and others one after the other.
    figures = {
        "three_public.outturn.total": "2.00",
        "three_public.budget.total": "3.00",
    }
    report = report_on(nested(figures), "cn.form07.*")

    assert {bc.Verdict.UNCHECKED} == {one.verdict for one in report}
