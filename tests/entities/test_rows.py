"""Rows of printed tables: lines, parts of them, totals, and what they agree to."""

import attrs
import pytest
from tests.untraced import untraced

import budgetcheck as bc

Rows = list[tuple[str, str, str]]


def outturns(*rows: tuple[str, str, str], **given: object) -> bc.BudgetTable:
    """Read a table of codes, names and outturns."""
    return bc.BudgetTable.read(
        [dict(zip(("code", "name", "sum"), one, strict=True)) for one in rows],
        columns={"code": "code", "name": "name", "outturn": "sum"},
        unit="万元",
        decimals=2,
        **given,  # type: ignore[arg-type]
    )


A, B = ("201", "A", "1.00"), ("202", "B", "2.00")
TOTAL = ("", "合计", "3.00")
NONE = ("", "", "")


@pytest.mark.parametrize(
    "rows",
    [
        [A, B, TOTAL],
        [TOTAL, A, B],
        [A, NONE, B, TOTAL, NONE],
        [A, B, ("", "合　 计：", "3.00")],
        [A, B, ("总计", "", "3.00")],
        [A, B, ("", "Grand total", "3.00")],
        [TOTAL, ("", "其中：基本", "2.50"), A, B],
        [A, B, TOTAL, ("", "Of which: basic", "2.50")],
        [A, ("", "  其中：x", "0.30"), ("", "     y", "0.60"), B, TOTAL],
        [TOTAL, ("", "  其中：x", "0.30"), ("", "  A", "1.00"), ("", "  B", "2.00")],
        [A, ("", "其中：x", "0.9"), ("", "  其中：y", "0.8"), B, TOTAL],
        [A, ("", "其中：x", "0.9"), ("", "其中：y", "0.1"), B, TOTAL],
        [A, ("20101", "其中：x", "0.9"), B, TOTAL],
        [("201", "A", "-1.00"), ("", "其中：x", "-0.9"), ("", "合计", "-1.00")],
        [(str(n), "x", "1.00") for n in range(1, 13)] + [("", "合计", "12.00")],
        [
            ("1", "", "11"),
            *((f"1.{n}", "", "1") for n in range(1, 12)),
            ("", "合计", "11"),
        ],
        [("2-08", "", "3"), ("2-08-05", "", "1"), ("2-08-99", "", "2"), TOTAL],
        [("2", "", "3"), ("20101", "", "1"), ("20102", "", "2"), TOTAL],
        [("201", "", "1"), ("20101", "", "1"), ("20299", "", "2"), TOTAL],
        [A, ("", "B", "2.00"), TOTAL],
    ],
)
def test_a_table_that_agrees_is_not_accused(rows: Rows) -> None:
    found = outturns(*rows)
    report = bc.check(found)

    assert found.total is not None
    assert {bc.Verdict.EXACT} == {one.verdict for one in report} - {
        bc.Verdict.UNDEFINED
    }


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([A, B, ("", "Total", "3.10")], "lines.outturn.total"),
        ([("", "其中：x", "1.10"), A, B, TOTAL], "lines.outturn.total"),
        ([A, ("", "其中：x", "1.10"), B, TOTAL], "lines.outturn.of_which"),
        ([TOTAL, ("", "其中：x", "3.10"), A, B], "total.outturn.of_which"),
        ([("1", "", "3"), ("1.1", "", "1"), ("1.10", "", "1")], "lines.outturn.tree"),
    ],
)
def test_a_table_that_does_not_agree_is(rows: Rows, rule: str) -> None:
    report = bc.check(outturns(*rows))
    wrong = [one.rule.id for one in report if one.verdict is bc.Verdict.CONTRADICTION]

    assert [rule] == wrong


def test_rows_that_add_up_others_have_no_place_but_the_total() -> None:
    subtotal = ("", "小计", "1.00")
    with pytest.raises(bc.UnreadableFileError) as met:
        outturns(A, NONE, subtotal, TOTAL, B, TOTAL)

    assert [
        "rows: row 3 is a subtotal, which is no line: leave it out, or read its part "
        "as a table",
        'rows: rows 4 and 6 are both a total: say which with total="…", or read each '
        "part as a table",
    ] == [str(one) for one in met.value.exceptions]
    named = outturns(
        ("", "合计", "1.00"), B, ("", "本年支出合计", "3.00"), total="本年支出合计"
    )
    assert bc.check(named).ok
    assert outturns(A, TOTAL, total="").total is None


def test_an_id_says_what_a_rule_is_about_and_not_which_row() -> None:
    part = ("", "其中：x", "0.10")
    one, other = outturns(A, part, TOTAL), outturns(B, A, part, part, TOTAL)

    assert [rule.id for rule in one.rules] == [rule.id for rule in other.rules]


def test_duplicate_codes_of_a_hierarchy_are_pointed_at() -> None:
    with pytest.raises(bc.InvalidRuleError, match=r"lines\[2\] and lines\[0\] have"):
        bc.check(outturns(A, ("20101", "", "1.00"), A))


@attrs.frozen
class Accounts:
    income: bc.BudgetTable
    expenditure: bc.BudgetTable

    @property
    def rules(self) -> bc.RuleSet:
        return bc.rules(
            self.income.rules_at("income"),
            self.expenditure.rules_at("expenditure"),
            "income.total.outturn = expenditure.total.outturn",
        )


def test_tables_are_parts_of_documents_of_any_shape() -> None:
    accounts = Accounts(outturns(A, B, TOTAL), outturns(A, B, ("", "合计", "3.05")))
    nested = {"income": accounts.income, "expenditure": accounts.expenditure}
    reports = [
        bc.check(accounts),
        bc.check(accounts, accounts.rules),
        accounts.rules.for_(Accounts)(accounts),
        bc.check(nested, accounts.rules),
    ]

    for report in reports:
        assert {
            "income.lines.outturn.total": bc.Verdict.EXACT,
            "expenditure.lines.outturn.total": bc.Verdict.CONTRADICTION,
            "income.total.outturn = expenditure.total.outturn": (
                bc.Verdict.CONTRADICTION
            ),
        } == report.verdicts


@untraced()
def test_a_long_table_is_checked_as_a_short_one_is() -> None:
    heads = [[(f"{n:04}", "", "1.00"), (f"{n:04}01", "", "1.00")] for n in range(1500)]
    rows = [row for pair in heads for row in pair]

    assert bc.check(outturns(*rows, ("", "合计", "1500.00"))).ok
