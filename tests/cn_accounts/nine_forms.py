"""Nine forms that agree with themselves and with each other, small and complete."""

from functools import cache
from typing import Any

import budgetcheck as bc
from budgetcheck.cn_accounts import RULES, Accounts

Printed = dict[str, Any]

REVENUES = (
    "rev_superior_grants",
    "rev_institution_services",
    "rev_business",
    "rev_subordinate_remittances",
    "rev_other",
)
FUNDS = ("general_public", "government_funds", "state_capital")


def cells(names: str, printed: str) -> Printed:
    return dict(zip(names.split(), printed.split(), strict=True))


def rows(names: str, *lines: str) -> list[Printed]:
    """Return rows, each of which is printed for all its codes: 208,20805 5.73."""
    found = []
    for line in lines:
        codes, _, printed = line.partition(" ")
        found += [{"code": code} | cells(names, printed) for code in codes.split(",")]
    return found


REVENUE = f"total rev_fiscal_appropriation {' '.join(REVENUES)}"
EXPENDITURE = (
    "total exp_basic exp_project exp_superior_remittances exp_business"
    " exp_subordinate_grants"
)
SPENDING = "total exp_basic exp_project"
FUND = "opening_balance revenue expenditure exp_basic exp_project closing_balance"
BY_FUND = f"total {' '.join(FUNDS)}"
PUBLIC = "total overseas_travel vehicles vehicle_purchase vehicle_running hospitality"


def nine_forms() -> Printed:
    return {
        "entity": "某局",
        "year": "2024",
        "revenue_expenditure": {
            **cells(" ".join(f"rev_{fund}" for fund in FUNDS), "98.00 9.00 3.00"),
            **cells(" ".join(REVENUES), "- 4.00 1.50 - 0.50"),
            "revenue_total": "116.00",
            "use_of_nonappropriation_surplus": "1.00",
            "opening_balance": "4.00",
            "revenue_grand_total": "121.00",
            "classes": rows(
                "outturn", "208 5.73", "210 2.10", "212 103.51", "221 2.00", "223 3.00"
            ),
            "expenditure_total": "116.34",
            "surplus_distribution": "0.16",
            "closing_balance": "4.50",
            "expenditure_grand_total": "121.00",
        },
        "revenue": {
            "total": cells(REVENUE, "116.00 110.00 - 4.00 1.50 - 0.50"),
            "lines": rows(
                REVENUE,
                "208,20805 5.73 5.73 - - - - -",
                "2080505 3.82 3.82 - - - - -",
                "2080506 1.91 1.91 - - - - -",
                "210,21011,2101101 2.10 2.10 - - - - -",
                "212,21201,2120101 103.17 97.17 - 4.00 1.50 - 0.50",
                "221,22102,2210201 2.00 2.00 - - - - -",
                "223,2230105 3.00 3.00 - - - - -",
            ),
        },
        "expenditure": {
            "total": cells(EXPENDITURE, "116.34 60.80 54.54 - 1.00 -"),
            "lines": rows(
                EXPENDITURE,
                "208,20805 5.73 5.73 - - - -",
                "2080505 3.82 3.82 - - - -",
                "2080506 1.91 1.91 - - - -",
                "210,21011,2101101 2.10 2.10 - - - -",
                "212 103.51 50.97 51.54 - 1.00 -",
                "2120101 93.51 50.97 41.54 - 1.00 -",
                "2120801 10.00 - 10.00 - - -",
                "221,22102,2210201 2.00 2.00 - - - -",
                "223,2230105 3.00 - 3.00 - - -",
            ),
        },
        "appropriation": {
            **cells(" ".join(f"rev_{fund}" for fund in FUNDS), "98.00 9.00 3.00"),
            "revenue_total": "110.00",
            "opening_balance": "3.34",
            **cells(" ".join(f"opening_{fund}" for fund in FUNDS), "1.34 2.00 -"),
            "revenue_grand_total": "113.34",
            "classes": rows(
                BY_FUND,
                "208 5.73 5.73 - -",
                "210 2.10 2.10 - -",
                "212 98.51 88.51 10.00 -",
                "221 2.00 2.00 - -",
                "223 3.00 - - 3.00",
            ),
            "expenditure_total": cells(BY_FUND, "111.34 98.34 10.00 3.00"),
            "closing_balance": cells(BY_FUND, "2.00 1.00 1.00 -"),
            "expenditure_grand_total": cells(BY_FUND, "113.34 99.34 11.00 3.00"),
        },
        "general_public": {
            "total": cells(SPENDING, "98.34 60.80 37.54"),
            "lines": rows(
                SPENDING,
                "208,20805 5.73 5.73 -",
                "2080505 3.82 3.82 -",
                "2080506 1.91 1.91 -",
                "210,21011,2101101 2.10 2.10 -",
                "212,21201,2120101 88.51 50.97 37.54",
                "221,22102,2210201 2.00 2.00 -",
            ),
        },
        "basic": {
            "exp_personnel": "45.80",
            "exp_goods_services": "15.00",
            "lines": rows(
                "outturn",
                *("301 44.00", "30101 20.00", "30102 14.17", "30108 3.82"),
                *("30109 1.91", "30110 2.10", "30111 -", "30113 2.00"),
                *("303,30302 1.80", "302 15.00", "30201 13.00", "30212 -"),
                *("30217 0.50", "30231 1.50", "310,31013 -"),
            ),
        },
        "three_public": {
            "budget": cells(PUBLIC, "2.50 - 1.80 - 1.80 0.70"),
            "outturn": cells(PUBLIC, "2.00 - 1.50 - 1.50 0.50"),
            "admin_operating_costs": "15.00",
        },
        "government_funds": {
            "total": cells(FUND, "2.00 9.00 10.00 - 10.00 1.00"),
            "lines": rows(FUND, "212,21208,2120801 2.00 9.00 10.00 - 10.00 1.00"),
        },
        "state_capital": {
            "total": cells(FUND, "- 3.00 3.00 - 3.00 -"),
            "lines": rows(FUND, "223,22301,2230105 - 3.00 3.00 - 3.00 -"),
        },
    }


def accounts_of(printed: Printed) -> Accounts:
    return bc.read(Accounts, printed, unit="万元", decimals=2)


def report_on(printed: Printed, *rule_ids: str) -> bc.Report:
    return checker_of(*rule_ids)(accounts_of(printed))


@cache  # To hold rules against the class takes longer than to check.
def checker_of(*rule_ids: str) -> bc.Checker[Accounts]:
    rules = RULES.select(*rule_ids) if rule_ids else RULES
    return rules.for_(Accounts)
