"""What a form leaves blank may be left out, and means nothing but zero."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cn_accounts.nine_forms import Printed, accounts_of, nine_forms, report_on

import budgetcheck as bc
from budgetcheck.cn_accounts import (
    RULES,
    Accounts,
    AppropriationBalance,
    ExpenditureLine,
    FundLine,
    FundsLine,
    GeneralPublicLine,
    PublicExpenses,
    RevenueExpenditure,
    RevenueLine,
    labels_of,
)
from budgetcheck.language.figures import Missing

Cell: TypeAlias = tuple[str | int, ...]

CHECKER = RULES.for_(Accounts)
SPENDING = ("exp_basic", "exp_project")
BALANCES = ("opening_balance", "revenue", "closing_balance")
FUNDS = ("general_public", "government_funds", "state_capital")


def starting(cls: type, prefix: str) -> tuple[str, ...]:
    return tuple(name for name in labels_of(cls) if name.startswith(prefix))


# The cells of which all are there if one is.
TOGETHER: dict[type, tuple[tuple[str, ...], ...]] = {
    RevenueLine: (starting(RevenueLine, "rev_"),),
    ExpenditureLine: (starting(ExpenditureLine, "exp_"),),
    GeneralPublicLine: (SPENDING, BALANCES),
    FundLine: (SPENDING, BALANCES),
    FundsLine: (FUNDS,),
    AppropriationBalance: (
        starting(AppropriationBalance, "rev_"),
        starting(AppropriationBalance, "opening_")[1:],
    ),
    RevenueExpenditure: (starting(RevenueExpenditure, "rev_"),),
}
ABSENT, BLANK = Missing("absent"), Missing("blank")
ONE = bc.read_figure("1.00")
FIGURES = st.sampled_from([ONE, bc.read_figure("-"), BLANK, Missing("withheld")])


@pytest.mark.parametrize("cls", TOGETHER)
@given(data=st.data())
def test_cells_are_blank_beside_one_that_is_given(
    cls: type, data: st.DataObject
) -> None:
    names = {name for group in TOGETHER[cls] for name in group}
    chosen = data.draw(st.sets(st.sampled_from(sorted(names))))
    given_cells = {name: data.draw(FIGURES) for name in sorted(chosen)}
    made = cls(**given_cells)

    for group in TOGETHER[cls]:
        otherwise = BLANK if chosen.intersection(group) else ABSENT
        for name in group:
            assert given_cells.get(name, otherwise) == getattr(made, name)


@pytest.mark.parametrize("cls", TOGETHER)
def test_a_total_alone_leaves_the_rest_absent(cls: type) -> None:
    names = {name for group in TOGETHER[cls] for name in group}
    others = {
        name: ONE
        for name in starting(cls, "")
        if name not in {*names, "code", "name"} and "classes" not in name
    }
    made = cls(**others)

    assert {ABSENT} == {getattr(made, name) for name in names}


LANES = {
    "use_of_nonappropriation_surplus": (
        "revenue_total",
        "opening_balance",
        "revenue_grand_total",
    ),
    "surplus_distribution": (
        "expenditure_total",
        "closing_balance",
        "expenditure_grand_total",
    ),
}


@pytest.mark.parametrize("name", LANES)
@given(data=st.data())
def test_a_surplus_is_blank_beside_the_rest_of_its_lane(
    name: str, data: st.DataObject
) -> None:
    chosen = data.draw(st.sets(st.sampled_from(LANES[name])))
    typed: dict[str, Any] = dict.fromkeys(chosen, ONE)
    made = RevenueExpenditure(**typed)

    expected = BLANK if len(chosen) == len(LANES[name]) else ABSENT
    assert expected == getattr(made, name)


@pytest.mark.parametrize(
    ("typed", "blank"),
    [
        ((), ()),
        (("total",), ()),
        (("hospitality",), ("overseas_travel", "vehicles")),
        (("vehicles",), ("overseas_travel", "hospitality")),
        (("vehicle_running",), ("vehicle_purchase",)),
        (
            ("vehicles", "vehicle_running"),
            ("vehicle_purchase", "overseas_travel", "hospitality"),
        ),
        # The subtotal is left out, but it is not 0.
        (("vehicle_running", "hospitality"), ("vehicle_purchase", "overseas_travel")),
    ],
)
def test_the_three_public_expenses_are_blank_but_for_the_subtotal(
    typed: tuple[str, ...], blank: tuple[str, ...]
) -> None:
    figures: dict[str, Any] = dict.fromkeys(typed, ONE)
    made = PublicExpenses(**figures)
    left = {name for name in labels_of(PublicExpenses) if name not in typed}

    assert {*blank} == {name for name in left if getattr(made, name) == BLANK}


def cells(printed: dict[str, Any] | list[Any], above: Cell = ()) -> Iterator[Cell]:
    """Yield where the cells of the kinds stand that are nil, in typed forms."""
    pairs: Iterable[tuple[str | int, Any]]
    pairs = printed.items() if isinstance(printed, dict) else enumerate(printed)
    for name, value in pairs:
        if isinstance(value, dict | list):
            yield from cells(value, (*above, name))
        elif value == "-" and any(name in names for names in KINDS):
            yield (*above, name)


KINDS = [group for groups in TOGETHER.values() for group in groups]
NIL = list(cells(nine_forms()))


def verdicts(printed: Printed) -> list[tuple[str, bc.Verdict]]:
    return [(one.name, one.verdict) for one in CHECKER(accounts_of(printed))]


WHOLE = verdicts(nine_forms())


@given(
    left_out=st.sets(st.sampled_from(NIL)), printed_blank=st.sets(st.sampled_from(NIL))
)
def test_nobody_need_type_what_is_blank(
    left_out: set[Cell], printed_blank: set[Cell]
) -> None:
    printed = nine_forms()
    for *above, last in NIL:
        at: Any = printed
        for name in above:
            at = at[name]
        if (*above, last) in printed_blank:
            at[last] = ""
        elif (*above, last) in left_out:
            del at[last]

    assert WHOLE == verdicts(printed)


def test_a_row_with_one_kind_says_that_there_is_no_other() -> None:
    row = {"total": "98.34", "exp_basic": "60.80"}
    (found,) = report_on({"expenditure": {"total": row}}, "cn.form03.totals.sum")

    assert bc.Verdict.CONTRADICTION is found.verdict


def test_what_is_not_known_is_not_blank() -> None:
    row = {"total": "98.34", "exp_basic": "60.80", "exp_project": "…"}
    (found,) = report_on({"expenditure": {"total": row}}, "cn.form03.totals.sum")

    assert bc.Verdict.UNCHECKED is found.verdict


def test_a_row_with_its_total_only_is_unchecked() -> None:
    row = {"total": "98.34"}
    (found,) = report_on({"expenditure": {"total": row}}, "cn.form03.totals.sum")

    assert bc.Verdict.UNCHECKED is found.verdict
