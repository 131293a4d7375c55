"""Rows that two forms print stand side by side, whatever else is in the forms."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cn_accounts.nine_forms import accounts_of, nine_forms, report_on

import budgetcheck as bc
from budgetcheck.cn_accounts import RULES, Accounts, Shared
from budgetcheck.standards import load

PAIRS = tuple(name for name in Accounts.__annotations__ if name.startswith("rows_"))
CODES = st.lists(st.sampled_from(["", "208", "20805", "210", "2101101"]), max_size=8)


def two_forms(own: list[str], other: list[str]) -> Accounts:
    """Return forms 05 and 03 with rows of these codes, in hundreds and in tens."""
    printed = {
        form: {
            "lines": [
                {"code": code, "name": form, "total": f"{at + 1}{zeros}"}
                for at, code in enumerate(codes)
            ]
        }
        for form, codes, zeros in (
            ("general_public", own, "00"),
            ("expenditure", other, "0"),
        )
    }
    return accounts_of(printed)


def shared(accounts: Accounts) -> list[Shared]:
    return list(accounts.rows_05_03 or ())


@given(own=CODES, other=CODES)
def test_a_row_is_paired_if_both_forms_print_its_code_once(
    own: list[str], other: list[str]
) -> None:
    once = [one for one in own if one and own.count(one) == other.count(one) == 1]
    found = shared(two_forms(own, other))

    assert once == [one.code for one in found]
    for one in found:
        assert isinstance(one.own, bc.Amount)
        assert isinstance(one.other, bc.Amount)
        assert 100 * (own.index(one.code) + 1) == one.own.value
        assert 10 * (other.index(one.code) + 1) == one.other.value
        assert "general_public" == one.name


def test_a_row_without_a_name_has_that_of_the_other_form() -> None:
    row = {"code": "208", "total": "5.73"}
    forms = {"general_public": row, "expenditure": row | {"name": "社会保障"}}
    printed = {form: {"lines": [one]} for form, one in forms.items()}

    assert ["社会保障"] == [one.name for one in shared(accounts_of(printed))]


def test_no_pair_of_an_accounts_file_is_left_out() -> None:
    accounts = accounts_of(nine_forms())

    assert 11 == len(PAIRS)
    assert all(getattr(accounts, name) for name in PAIRS)


@pytest.mark.parametrize("name", PAIRS)
def test_nothing_is_paired_with_rows_that_are_not_given(name: str) -> None:
    empty: dict[str, Any] = {form: {} for form in nine_forms()}
    del empty["entity"], empty["year"]

    assert getattr(Accounts(), name) is None
    assert getattr(accounts_of(empty), name) is None


def test_no_document_needs_to_be_told_that_rows_may_be_missing() -> None:
    printed = {"expenditure": {"lines": [{"code": "208", "total": "5.73"}]}}

    assert RULES.for_(Accounts)(accounts_of(printed)).ok


def test_a_code_that_stands_twice_is_told_where_it_does_harm_only() -> None:
    # A form with two such rows has no tree; form 01 has none in any case.
    classes = [{"code": "208", "outturn": "1.00"}, {"code": "208", "outturn": "2.00"}]
    lines = [{"code": "208", "total": "3.00"}]
    printed = {
        "revenue_expenditure": {"classes": classes},
        "expenditure": {"lines": lines},
    }
    report = report_on(printed, "cn.form03.classes.as_form01")

    assert [bc.Verdict.UNDEFINED] == [one.verdict for one in report]


def test_an_item_is_held_against_the_item_that_pays_for_it() -> None:
    printed = nine_forms()
    items = accounts_of(printed).rows_06_05

    assert items is not None
    assert ["30110", "30108", "30109", "30113"] == [one.code for one in items]
    assert {"2.10", "3.82", "1.91", "2.00"} == {
        str(one.other.value) for one in items if isinstance(one.other, bc.Amount)
    }


def item(code: str, outturn: str) -> dict[str, str]:
    return {"code": code, "outturn": outturn}


def insured(*items: dict[str, str]) -> str:
    payer = {"code": "21011", "exp_basic": "2.10"}
    printed = {"basic": {"lines": [*items]}, "general_public": {"lines": [payer]}}
    (found,) = report_on(printed, "cn.form06.items.as_form05")
    return found.verdict.value


@pytest.mark.parametrize(
    ("items", "verdict"),
    [
        ((item("30110", "2.10"),), "exact"),
        ((item("30111", "2.10"),), "exact"),
        ((item("30110", "1.80"), item("30111", "0.30")), "exact"),
        ((item("30110", "2.10"), item("30111", "")), "exact"),
        ((item("30110", "1.80"), item("30111", "0.50")), "contradiction"),
        # Of an item that stands twice, nobody knows which row is meant.
        ((item("30110", "1.80"), *[item("30111", "0.30")] * 2), "undefined"),
        ((item("30112", "2.10"),), "undefined"),
        ((), "undefined"),
    ],
)
def test_medical_insurance_is_one_item_or_two(
    items: tuple[dict[str, str], ...], verdict: str
) -> None:
    assert verdict == insured(*items)


def test_the_three_public_expenses_have_the_basic_part_of_each() -> None:
    items = accounts_of(nine_forms()).rows_07_06

    assert items is not None
    assert ["30217", "30212", "31013", "30231"] == [one.code for one in items]


FILE = """
standard = "cn-departmental-final-accounts"

[[accounts.expenditure.lines]]
code = "208"
total = 5.73

[[accounts.general_public.lines]]
code = "208"
total = 6.73
"""


def test_a_finding_leads_to_the_cells_of_the_forms(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(FILE, encoding="utf-8")
    document = load(file)
    found = bc.check(document, document.rules.select("cn.form05.rows.within_form03"))
    (finding,) = found.at_least("error")
    lines = FILE.splitlines()

    assert ["total = 6.73", "total = 5.73"] == [
        lines[(figure.place.line or 0) - 1] for _, figure in finding.figures
    ]


def test_a_report_blames_the_forms_for_rows_that_are_not_paired() -> None:
    report = report_on({"general_public": {"lines": [{"code": "208", "total": "1"}]}})

    assert ("expenditure",) == report.lacking["rows_05_03"]
    assert not {*PAIRS} & {*report.absent}


def text_and_form(*stated: dict[str, str]) -> Accounts:
    lines = [
        {"code": "208", "name": "社会保障和就业支出", "total": "5.73"},
        {"code": "2080505", "name": "养老保险缴费支出", "total": "5.73"},
        {"code": "2120101", "name": "行政运行", "total": "1"},
        {"code": "2210101", "name": "行政运行", "total": "2"},
    ]
    said = {"classes": [*stated], "items": [*stated]}
    return accounts_of(
        {"general_public": {"lines": lines}, "narrative": {"general_public": said}}
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("社会保障和就业（类）支出", "208"),
        ("社会保障和就业支出", "208"),
        ("社会保障和就业支出（类）行政事业单位养老（款）养老保险缴费(项)。", "2080505"),
        ("社会保障和就业支出(类) 养老保险缴费 支出（项）", "2080505"),
    ],
)
def test_a_text_names_rows_where_a_form_has_codes(name: str, code: str) -> None:
    accounts = text_and_form({"name": name, "outturn": "5.37"})
    found = (*accounts.classes_text05_form05, *accounts.items_text05_form05)  # type: ignore[misc]

    assert [code] == [one.code for one in found]
    assert "cn.text05." in str(RULES.for_(Accounts)(accounts).at_least("error")[0])


@pytest.mark.parametrize("name", ["行政运行", "教育支出", "", "（类）"])
def test_a_name_that_no_row_or_several_have_is_in_no_pair(name: str) -> None:
    accounts = text_and_form({"name": name, "outturn": "5.37"})

    assert ((), ()) == (accounts.classes_text05_form05, accounts.items_text05_form05)


def test_rows_of_a_text_that_are_named_alike_are_in_no_pair() -> None:
    row = {"name": "社会保障和就业支出", "outturn": "5.37"}

    assert () == text_and_form(row, row).classes_text05_form05


def test_what_a_document_makes_of_its_figures_is_counted_once(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    blank = FILE.replace(
        "total = 5.73", 'total = 5.73\nexp_basic = 5.73\nexp_project = ""'
    )
    file.write_text(blank.replace("6.73", "5.73"), encoding="utf-8")
    report = bc.check(load(file))

    # The kinds that are left out are taken for blank, and nobody gave them.
    assert [
        "expenditure.lines[0].total",
        "expenditure.lines[0].exp_basic",
        "expenditure.lines[0].exp_project",
        "general_public.lines[0].total",
    ] == [str(path) for path in report.figures]
    # Only rows that are put side by side say something of the last one.
    assert () == report.coverage.unvouched
    assert report == copy.deepcopy(report)
