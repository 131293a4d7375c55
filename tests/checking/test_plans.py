"""What has no plan goes the general way, and nobody can tell from the report."""

import pickle
from collections.abc import Mapping
from decimal import Decimal

import attrs
import pytest
from tests.untraced import untraced

import budgetcheck as bc
from budgetcheck.checking.running import findings_of
from budgetcheck.language.nesting import figures_of


@attrs.frozen
class Inner:
    a: bc.Figure
    deep: tuple[bc.Amount, ...] = ()


@attrs.frozen
class Table:
    total: bc.Figure
    a: bc.Figure
    rate: bc.Figure
    other: bc.Figure
    third: bc.Figure
    group: Inner | None = None
    rows: tuple[Inner, ...] | None = ()
    more: tuple[Inner, ...] = ()
    named: Mapping[str, Inner] = attrs.Factory(dict)
    name: str = ""
    _hidden: int = 0


UNIT = bc.Unit.read("元")


def amount(value: str, **other: object) -> bc.Amount:
    return bc.Amount(value, "0.01", UNIT, **other)  # type: ignore[arg-type]


PERCENT = bc.Percent("50", "1")


def table(**other: object) -> Table:
    given: dict[str, object] = {
        "total": amount("2"),
        "a": amount("1"),
        "rate": PERCENT,
        "other": PERCENT,
        "third": bc.Percent("100", "1"),
        "group": Inner(amount("2")),
    }
    return Table(**given | other)  # type: ignore[arg-type]


def both(document: Table, *said: str, **declared: object) -> list[bc.Verdict]:
    """Return the verdicts of the quick way, which are those of the general one."""
    convention = bc.Convention.of(declared)
    rules = bc.rules(*said)
    found = list(rules.for_(Table)(document, convention=convention))

    assert list(findings_of(figures_of(document), rules, convention, "error")) == found

    return [one.verdict for one in found]


def test_what_has_no_plan_is_judged_all_the_same() -> None:
    document = table(
        rows=(Inner(amount("1")), Inner(amount("1"))),
        named={"x": Inner(amount("1"))},
    )
    verdicts = both(
        document,
        "total = a and a = a",
        "total = 2元",
        "total = a / 2 + a",
        "total = sum(rows[*].a)",
        "rate = other / third",
        "rate = a / total",
        "total - total = a - a",
        "named.x.a = a",
        "named[*].a = a",
        "sum(more[*].a) = 0元",
        "a <= sum(rows[*].a)",
        "group.a = total",
        "sum(rows[*].deep[*]) <= total",
        "rows[0].a = a",
    )

    assert bc.Verdict.UNCHECKED not in verdicts


def test_a_group_or_a_list_that_is_not_there_goes_the_general_way() -> None:
    rules = bc.rules("total = group.a", "sum(rows[*].a) = total")
    report = rules.for_(Table)(table(group=None, rows=None))

    assert [bc.Verdict.UNCHECKED] * 2 == [one.verdict for one in report]
    assert [bc.Verdict.UNCHECKED] == both(table(rows=None), "sum(rows[*].a) = total")
    assert [bc.Verdict.EXACT, bc.Verdict.UNCHECKED] == both(
        table(group=None), "total = a + a", "total = group.a"
    )
    assert "total" in map(str, report.figures)


def test_an_empty_list_is_undefined_for_a_rule_on_its_rows() -> None:
    assert [bc.Verdict.UNDEFINED] == both(table(), "rows[*].a = total")
    assert [bc.Verdict.CONTRADICTION] == both(table(), "sum(rows[*].a) = total")


def test_an_empty_sum_is_a_zero_base() -> None:
    document = table(rate=bc.NotComputable())

    assert [bc.Verdict.UNDEFINED] == both(document, "rate = a / sum(rows[*].a)")
    assert [bc.Verdict.CONTRADICTION] == both(table(), "rate = a / sum(rows[*].a)")


@attrs.frozen
class Smaller:
    total: bc.Amount
    a: bc.Amount


def test_a_document_unlike_its_class_goes_the_general_way() -> None:
    checker = bc.rules("total = a").for_(Table)
    smaller = Smaller(amount("1"), amount("3"))

    report = checker(smaller)  # type: ignore[arg-type]
    assert [bc.Verdict.CONTRADICTION] == [one.verdict for one in report]


def test_a_ratio_to_a_whole_that_may_be_zero_has_no_bounds() -> None:
    near = table(
        total=amount("1.01"),
        a=amount("1.00"),
        rate=bc.Percent("10000", "1"),
        group=Inner(amount("1.00")),
    )

    assert [bc.Verdict.EXACT] == both(near, "rate = group.a / (total - a)")


def test_what_stands_at_a_limit_goes_the_general_way() -> None:
    near = table(total=amount("1.00"), a=amount("0.99"), group=Inner(amount("0.00")))

    assert [bc.Verdict.STRAINED] == both(near, "total = a + group.a")
    assert [bc.Verdict.STRAINED] == both(near, "rate = group.a / (total - a)")


def test_the_last_share_may_take_up_what_the_others_were_rounded_by() -> None:
    third = bc.Percent("33.3", "0.1")
    document = table(
        total=amount("3000"),
        a=amount("1000"),
        rate=third,
        other=third,
        third=bc.Percent("33.4", "0.1"),
    )
    said = ("rate = a / total", "other = a / total", "third = a / total")

    assert bc.Verdict.CONTRADICTION is both(document, *said)[2]
    assert bc.Verdict.CONTRADICTION not in both(document, *said, shares_adjusted="last")


def test_a_figure_printed_again_has_its_own_finding() -> None:
    again = amount("1", also=(amount("1.02"),))
    rows = (Inner(again),)

    assert [bc.Verdict.CONTRADICTION] == both(table(a=again))
    assert [bc.Verdict.CONTRADICTION] == both(table(rows=rows))


@attrs.frozen
class Row:
    a: bc.Amount


@attrs.frozen
class Rows:
    rows: tuple[Row, ...]


def test_a_class_may_hold_nothing_but_rows() -> None:
    document = Rows((Row(amount("1")), Row(amount("1.00"))))
    rules = bc.rules("rows[*].a = 1元", "rows[i].a <= sum(rows[*].a)")

    assert {bc.Verdict.EXACT} == {one.verdict for one in rules.for_(Rows)(document)}
    again = Rows((Row(amount("1", also=(amount("1.02"),))),))
    assert ["printings.rows[0].a"] == [
        one.rule.id for one in bc.rules().for_(Rows)(again)
    ]


def test_units_met_for_the_first_time_are_settled_again() -> None:
    checker = bc.rules("total = a").for_(Table)
    for number in range(100):
        unit = bc.Unit(f"thing {number}", 1, "thing")
        one = bc.Count(Decimal(number), Decimal(0), unit)

        assert checker(table(total=one, a=one)).ok
    with pytest.raises(bc.DimensionError):
        checker(table(total=one))


def test_reports_findings_and_checkers_survive_pickling() -> None:
    checker = bc.rules("total = a").for_(Table)
    again = pickle.loads(pickle.dumps(checker))  # noqa: S301
    report = checker(table())

    assert checker == again
    assert report == again(table()) == pickle.loads(pickle.dumps(report))  # noqa: S301
    assert hash(report) == hash(again(table()))
    assert report != "report"
    assert report.findings[0] != "finding"
    assert report.findings[0].condition == report.findings[0].decisive


def test_a_sum_over_many_rows_may_be_rounded() -> None:
    rows = tuple(Inner(amount(one)) for one in ("1.01", "2.02", "0"))
    rate = bc.Percent("33.20", "0.01")

    nil = bc.Amount("0", "0", UNIT)
    for total, verdict in (
        ("3.04", bc.Verdict.ROUNDING),
        ("3.05", bc.Verdict.STRAINED),
        ("3.06", bc.Verdict.CONTRADICTION),
    ):
        document = table(rows=rows, total=amount(total), a=nil)

        assert [verdict] == both(document, "total = sum(rows[*].a)")
        assert [verdict] == both(document, "total + a = sum(rows[*].a)")

    assert [bc.Verdict.ROUNDING] == both(
        table(rows=rows, a=amount("1.01"), rate=rate), "rate = a / sum(rows[*].a)"
    )


@untraced()
def test_more_rows_than_are_taken_at_once_are_settled_alike() -> None:
    many = [Inner(amount("1")) for _ in range(2_100)]
    again = Inner(amount("1", also=(amount("1.004"),)))

    for rows, total in ((many, "2100"), ([*many, again], "2101")):
        document = table(rows=tuple(rows), total=amount(total))

        assert {bc.Verdict.EXACT} == {*both(document, "total = sum(rows[*].a)")}


def test_evidence_of_what_cannot_be_computed_has_no_numbers() -> None:
    document = table(rate=bc.NotComputable(), total=amount("0"))
    (finding,) = bc.rules("rate = a / total").for_(Table)(document)

    assert finding.evidence.stated is None
    assert bc.Verdict.UNDEFINED is finding.verdict


def test_evidence_has_the_decimals_of_the_longest_figure() -> None:
    long = bc.Amount("2.0001", "0.01", UNIT)
    (finding,) = bc.rules("total = a + a").for_(Table)(table(total=long))

    assert 4 == finding.evidence.measure.decimals
    assert bc.Verdict.ROUNDING is finding.verdict


def test_evidence_where_the_whole_may_be_nothing_allows_anything() -> None:
    document = table(total=amount("1.00"), a=amount("0.99"), rate=bc.Percent("9900", 1))
    (finding,) = bc.rules("rate = a / (total - a)").for_(Table)(document)

    assert finding.evidence.possible is None
    assert [bc.Verdict.EXACT] == both(document, "rate = a / (total - a)")
