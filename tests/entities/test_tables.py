"""Tables of budget lines, and the rules that come with them."""

import attrs
import pytest

import budgetcheck as bc

COLUMNS = {
    "code": "Code",
    "name": "Name",
    "approved": "Approved",
    "revised": "Revised",
    "outturn": "Outturn",
    "prior": "Prior",
    "execution_rate": "Executed",
    "change": "Change",
    "change_rate": "Change, %",
}


def row(*cells: str) -> dict[str, object]:
    return dict(zip(COLUMNS.values(), cells, strict=True))


ROWS = [
    row("208", "Social", "5.00", "6.00", "5.73", "5.00", "95.5%", "0.73", "14.6%"),
    row("20805", "Pensions", "4.00", "5.00", "4.73", "4.00", "94.6%", "0.73", "18.25%"),
    row("2080505", "Basic", "4.00", "5.00", "4.73", "4.00", "94.6", "0.73", "18.25"),
    row("20899", "Other", "1.00", "1.00", "1.00", "1.00", "100%", "-", "0"),
    row("", "其中：公用", "0.50", "0.50", "0.50", "0.40", "100%", "0.10", "25%"),
    row("212", "Urban", "0.00", "0.00", "0.00", "-", "n/c", "0.00", "n/c"),
    row("", "合计", "5.00", "6.00", "5.73", "5.00", "95.50%", "0.73", "14.60%"),
]


def table(rows: list[dict[str, object]] = ROWS, **columns: str) -> bc.BudgetTable:
    return bc.BudgetTable.read(
        rows, columns=columns or COLUMNS, unit="万元", decimals=2, title="Spending"
    )


def test_a_table_with_headings_totals_and_parts_agrees_with_itself() -> None:
    found = table()
    report = bc.check(found)

    assert ["208", "20805", "2080505", "20899", "212"] == [x.code for x in found.lines]
    assert {bc.Verdict.EXACT, bc.Verdict.UNDEFINED} == set(report.verdicts.values())
    assert "total.revised = lines[0].revised + lines[4].revised" == (
        found.rules["lines.revised.total"].notation
    )
    assert "比上年增减率" == found.rules["total.change_rate"].titled("zh")


@pytest.mark.parametrize(
    ("number", "heading", "cell", "rules"),
    [
        (1, "Outturn", "4.75", {"lines.outturn.tree", "lines.change"}),
        (6, "Approved", "5.03", {"lines.approved.total"}),
        (4, "Prior", "1.03", {"lines.prior.of_which"}),
        (0, "Executed", "96.5%", {"lines.execution_rate"}),
        (6, "Change, %", "15.60%", {"total.change_rate"}),
    ],
)
def test_one_wrong_cell_breaks_the_rules_that_name_it(
    number: int, heading: str, cell: str, rules: set[str]
) -> None:
    wrong = [*ROWS]
    wrong[number] = wrong[number] | {heading: cell}
    report = bc.check(table(wrong))
    broken = {one.rule.id for one in report if one.verdict is bc.Verdict.CONTRADICTION}

    assert rules <= broken


def test_only_printed_columns_have_rules() -> None:
    found = table(code="Code", outturn="Outturn")

    assert ["lines.outturn.tree", "lines.outturn.total", "lines.outturn.of_which"] == [
        rule.id for rule in found.rules
    ]


def test_the_approved_budget_is_the_base_where_none_is_revised() -> None:
    found = table(approved="Approved", outturn="Outturn", execution_rate="Executed")

    assert "lines[*].execution_rate = lines[*].outturn / lines[*].approved" == (
        found.rules["lines.execution_rate"].notation
    )


def test_a_flat_table_is_the_sum_of_its_lines() -> None:
    flat = [ROWS[5], ROWS[6] | {"Outturn": "0.02"}]
    (finding,) = bc.check(table(flat, name="Name", outturn="Outturn"))

    assert "0.02 ≠ 0.00" == finding.filled


def test_columns_that_are_none_are_all_named() -> None:
    with pytest.raises(bc.UnreadableFileError) as met:
        table(aproved="Approved", outturn="Outurn", prior="xyz")

    assert [
        "columns: 'aproved' is no field of a line: did you mean 'approved'?",
        "columns: no column is headed 'Outurn': did you mean 'Outturn'?",
        "columns: no column is headed 'xyz': one of " + ", ".join(COLUMNS.values()),
    ] == [str(one) for one in met.value.exceptions]


def test_cells_that_are_no_figures_are_all_named() -> None:
    bad: list[dict[str, object]] = [
        ROWS[0] | {"Outturn": "12,34.5", "Prior": None},
        {"Code": 3},
    ]

    with pytest.raises(bc.UnreadableFileError) as met:
        table(bad)

    assert [
        "BudgetTable: lines[0].outturn: cannot read '12,34.5' as a figure: "
        "commas group three digits, and none stands behind the point"
    ] == [str(one) for one in met.value.exceptions]


def test_an_entity_with_something_else_called_rules_has_none() -> None:
    @attrs.frozen
    class House:
        rules: str

    assert 0 == len(bc.check(House("no smoking")))


def test_the_budget_that_rates_are_of_can_be_said() -> None:
    rates = [row("", "", "10", "12", "6", "", "60%", "", "")]
    read = bc.BudgetTable.read

    assert not bc.check(read(rates, columns=COLUMNS, unit="元")).ok
    assert bc.check(read(rates, columns=COLUMNS, unit="元", budget="approved")).ok
    with pytest.raises(bc.InvalidConventionError, match="one of revised, approved"):
        read(rates, columns=COLUMNS, budget="final")  # type: ignore[arg-type]


def test_the_rate_of_a_change_is_of_the_prior_year_also_where_it_is_not_printed() -> (
    None
):
    columns = {"outturn": "o", "change": "c", "change_rate": "r"}
    rows = [{"o": "96.66", "c": "-19.22", "r": "-16.59%"}]
    report = bc.check(bc.BudgetTable.read(rows, columns=columns, unit="元"))

    assert ["lines.change_rate"] == [one.rule.id for one in report]
    assert report.ok


def test_a_line_has_rules_of_its_own() -> None:
    part = bc.read(bc.BudgetLine, {"outturn": "0.11"}, unit="元")
    line = bc.read(
        bc.BudgetLine,
        {
            "approved": "1",
            "outturn": "0.1",
            "execution_rate": "20%",
            "of_which": [part],
        },
        unit="元",
        decimals=2,
    )
    report = bc.check(line)

    assert {
        "execution_rate": bc.Verdict.CONTRADICTION,
        "outturn.of_which": bc.Verdict.STRAINED,
    } == report.verdicts


def test_the_rules_of_a_table_make_a_checker() -> None:
    found = table()

    assert found.rules.for_(bc.BudgetTable)(found) == bc.check(found)
