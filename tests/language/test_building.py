"""Printed figures into one's own classes, all faults at once."""

import dataclasses
from decimal import Decimal
from typing import Annotated, NamedTuple

import attrs
import pytest
from moneyed import Money

import budgetcheck as bc


@attrs.frozen
class Line:
    code: str
    budget: bc.Amount
    actual: bc.Amount
    completion: bc.Stated


@attrs.frozen
class Table:
    total: bc.Amount
    lines: tuple[Line, ...] = ()
    vehicles: Annotated[bc.Count | bc.Missing, bc.Unit.read("辆")] = bc.Missing()
    by_name: dict[str, Line] = attrs.Factory(dict)
    share: bc.Percent | bc.Missing = bc.Missing()


def faults(cls: type, printed: dict[str, object]) -> list[str]:
    with pytest.raises(bc.UnreadableFileError) as met:
        bc.read(cls, printed, unit="万元", decimals=2)
    return [str(one) for one in met.value.exceptions]


def line(**other: object) -> dict[str, object]:
    return {"code": "1", "budget": "2", "actual": "1", "completion": "50%"} | other


def test_rows_and_groups_are_read_into_their_classes() -> None:
    printed = {"total": "1,234.5", "lines": [line()], "by_name": {"基本支出": line()}}
    table = bc.read(Table, printed, unit="万元", decimals=2)

    assert (Decimal("1234.5"), Decimal("0.01")) == (
        table.total.value,
        table.total.quantum,
    )
    assert table.lines[0] == table.by_name["基本支出"]
    assert bc.Percent(Decimal(50), Decimal(1)) == table.lines[0].completion


def test_what_is_not_there_is_absent_where_that_is_admitted() -> None:
    @attrs.frozen
    class Spending:
        rate: bc.Stated

    assert bc.Missing("absent") == bc.read(Spending, {}).rate


def test_an_annotation_gives_a_count_its_unit() -> None:
    table = bc.read(Table, {"total": 1, "vehicles": "3"}, unit="万元")

    assert bc.Count(Decimal(3), Decimal(0), bc.Unit.read("辆")) == table.vehicles


def test_a_plain_number_is_in_percentage_points_where_only_a_percentage_may_be() -> (
    None
):
    table = bc.read(Table, {"total": 1, "share": "61.83"})

    assert bc.Percent(Decimal("61.83"), Decimal("0.01")) == table.share


def test_a_dash_is_an_exact_zero_where_only_an_amount_may_be() -> None:
    table = bc.read(Table, {"total": "—", "vehicles": "无"}, unit="万元", decimals=2)

    assert bc.Amount(Decimal(0), Decimal(0), bc.Unit.read("万元")) == table.total
    assert bc.Count(Decimal(0), Decimal(0), bc.Unit.read("辆")) == table.vehicles
    assert "—" == table.total.printed


def test_an_object_of_the_class_is_taken_as_it_is() -> None:
    first = bc.read(Line, line())

    assert first is bc.read(Table, {"total": 1, "lines": [first]}).lines[0]


def test_all_faults_of_a_document_are_found_at_once() -> None:
    printed: dict[str, object] = {
        "totl": "3",
        "total": "5%",
        "lines": [line(actual="12,34.5"), line(code=3), 7],
        "by_name": [],
        "share": "3万元",
    }

    assert [
        "Table: 'totl' is not known here: did you mean 'total'?",
        "Table: total: '5%' is a percentage; an amount is expected",
        "Table: lines[0].actual: cannot read '12,34.5' as a figure: "
        "commas group three digits, and none stands behind the point",
        "Table: lines[1].code: a text is expected, not 3",
        "Table: lines[2]: a mapping is expected, not 7",
        "Table: by_name: a mapping of rows is expected, not []",
        "Table: share: '3万元' is an amount; a percentage or a missing figure is "
        "expected",
    ] == faults(Table, printed)


def test_a_list_is_expected_where_rows_are() -> None:
    assert [
        "Table: lines: a list of rows is expected, not {}: rows are tables [[ ]]"
    ] == faults(Table, {"total": 1, "lines": {}})


def test_a_figure_that_must_be_there_is_missed_by_its_path() -> None:
    assert [
        "Table: total: it is not there, and the class has no default for it"
    ] == faults(Table, {})


@pytest.mark.parametrize("value", [1.5, True, float("nan"), None, "NaN", "1e9"])
def test_what_is_no_exact_number_is_refused_with_its_path(value: object) -> None:
    assert faults(Table, {"total": value})[0].startswith("Table: total: cannot read")


@dataclasses.dataclass
class Group:
    total: bc.Amount
    rows: list[bc.Amount] = dataclasses.field(default_factory=list)
    note: str | None = None
    year: object = None


class Pair(NamedTuple):
    group: Group
    other: bc.Amount | None = None


def test_dataclasses_and_named_tuples_are_read() -> None:
    pair = bc.read(Pair, {"group": {"total": "3", "rows": ["1", "2"], "year": 2021}})

    assert ([Decimal(1), Decimal(2)], 2021) == (
        [one.value for one in pair.group.rows],
        pair.group.year,
    )


def test_a_class_without_fields_is_refused() -> None:
    with pytest.raises(bc.InvalidRuleError, match="int is no attrs class"):
        bc.read(int, {})


def test_annotations_that_name_nothing_are_refused() -> None:
    @attrs.frozen
    class Broken:
        total: "Nothing"  # type: ignore[name-defined]  # noqa: F821

    with pytest.raises(bc.InvalidRuleError, match="annotations of Broken cannot be"):
        bc.read(Broken, {})


def test_an_annotation_may_declare_a_convention() -> None:
    @attrs.frozen
    class Thousands:
        total: Annotated[
            bc.Amount, bc.Convention(unit="GBP thousand", decimals=-3), "a remark"
        ]

    assert Decimal(1000) == bc.read(Thousands, {"total": "12000"}).total.quantum


def test_near_matches_reach_into_groups_and_rows() -> None:
    @attrs.frozen
    class Inner:
        total: bc.Amount
        rows: "tuple[bc.Amount, ...]"
        words: "list[str]"
        pair: "tuple[int, str]"

    @attrs.frozen
    class Outer:
        group: Inner

    with pytest.raises(bc.UnknownPathError, match=r"did you mean 'group.total'"):
        bc.rules("group.totl = 1").for_(Outer)
    with pytest.raises(bc.UnknownPathError, match=r"group\.rows\[\*\]"):
        bc.rules("sum(group.row[*]) = 1").for_(Outer)


@attrs.frozen
class Bare:
    year: int
    rate: Decimal
    cost: Money | None = None
    total: bc.Amount | None = attrs.field(default=None, alias="sum")
    code: str = attrs.field(default="208", validator=attrs.validators.min_len(3))
    doubled: Decimal = attrs.field(init=False)

    @doubled.default
    def _double(self) -> Decimal:
        return 2 * self.rate


def test_a_bare_number_stays_what_the_class_says_it_is() -> None:
    printed = {"year": "2021", "rate": "1,234.50", "cost": "3万元", "total": "1"}
    found = bc.read(Bare, printed)

    assert 2021 == found.year
    assert Decimal("1234.50") == found.rate
    assert Money(30000, "CNY") == found.cost
    assert Bare(2021, Decimal(1)) == bc.read(
        Bare, {"year": 2021, "rate": Decimal(1), "cost": None}
    )
    assert [
        "Bare: year: '20.5' cannot be int, which is expected",
        "Bare: rate: '-' cannot be Decimal, which is expected",
        "Bare: cost: '5%' cannot be Money, which is expected",
    ] == faults(Bare, {"year": "20.5", "rate": "-", "cost": "5%"})


def test_a_class_is_given_its_fields_by_the_names_that_it_takes_them_by() -> None:
    found = bc.read(Bare, {"year": 1, "rate": "2", "total": "1"})

    assert isinstance(found.total, bc.Amount)
    assert bc.check(found, ["doubled = 2 * rate"]).ok
    assert faults(Bare, {"year": 1, "rate": "2", "doubled": "4"})[0].startswith(
        "Bare: 'doubled' is not known here"
    )


def test_what_a_class_refuses_is_a_fault_like_the_others() -> None:
    printed = {"year": 1, "rate": "2", "code": "x"}

    assert faults(Bare, printed) == [
        "Bare: Bare refuses it: Length of 'code' must be >= 3: 1"
    ]


def test_a_text_that_is_not_there_is_no_missing_figure() -> None:
    group = Group(bc.Amount("3", "1", bc.Unit.read("元")))

    assert ["total"] == [str(path) for path in bc.check(group, []).figures]
    assert ["total", "note"] == [
        str(path) for path in bc.check(group, ["total = note"]).figures
    ]


def test_a_class_whose_annotations_cannot_be_read_is_checked_all_the_same() -> None:
    @attrs.frozen
    class Broken:
        total: bc.Amount
        note: "Nothing" = None  # type: ignore[name-defined]  # noqa: F821

    document = {"group": Broken(bc.Amount("3", "1", bc.Unit.read("元")))}

    assert bc.check(document, ["group.total = 3元"]).ok


def test_a_group_lends_what_it_declares_to_all_inside_it() -> None:
    @attrs.frozen
    class Inner:
        total: bc.Amount

    printed = {"where": "form 1", "unit": "元", "decimals": 0, "note": "a"}
    made = bc.read(Inner, printed | {"total": "5"}, unit="万元")

    assert ("元", "form 1") == (made.total.unit.text, made.total.place.where)
    assert 1 == made.total.quantum
    with pytest.raises(bc.UnreadableFileError) as caught:
        bc.read(Inner, {"unit": "5", "total": "x"})
    assert ["Inner: '5' is not a unit", "Inner: total: cannot read 'x'"] == [
        str(one).partition(" as")[0].partition("\n")[0].partition(" (")[0]
        for one in caught.value.exceptions
    ]


def test_a_field_of_that_name_is_the_class_s_own() -> None:
    @attrs.frozen
    class Inner:
        total: bc.Amount
        unit: str = ""

    assert "a thing" == bc.read(Inner, {"total": "5", "unit": "a thing"}).unit
