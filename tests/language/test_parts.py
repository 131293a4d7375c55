"""Parts: which forms of a document are not given at all."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from moneyed import Money

import budgetcheck as bc
from budgetcheck.language.parts import parts_not_given


@attrs.frozen
class Row:
    code: str = ""
    flag: bool = False
    value: bc.Amount | bc.Missing = bc.Missing("absent")
    bare: Decimal | None = None
    whole: int | None = None
    money: Money | None = None


@attrs.frozen
class Whole:
    form: Row | None = None
    rows: tuple[Row, ...] = ()
    named: dict[str, Row] = attrs.field(factory=dict)
    alone: bc.Amount | bc.Missing = bc.Missing("absent")


GIVEN = Row(value=bc.Missing("withheld"))
ALL = ("form", "rows", "named")


@pytest.mark.parametrize(
    ("whole", "absent"),
    [
        (Whole(), ALL),
        (Whole(Row("208"), (Row(), Row()), {"a": Row(flag=True)}), ALL),
        (Whole(form=GIVEN), ("rows", "named")),
        (Whole(rows=(Row(), GIVEN)), ("form", "named")),
        (Whole(named={"a": GIVEN}), ("form", "rows")),
        (Whole(form=Row(bare=Decimal(0))), ("rows", "named")),
        (Whole(form=Row(whole=0)), ("rows", "named")),
        (Whole(form=Row(money=Money(0, "CNY"))), ("rows", "named")),
    ],
)
def test_a_part_is_given_when_any_figure_in_it_is(
    whole: Whole, absent: tuple[str, ...]
) -> None:
    assert absent == parts_not_given(whole)


def test_the_report_of_any_class_knows_it() -> None:
    report = bc.check(
        Whole(form=GIVEN), ["form.value = rows[0].value"], missing="unchecked"
    )

    assert ("rows", "named") == report.absent
    assert ("rows", "named") == report.absent
    assert () == bc.check({"a": "1"}, ["a = a"]).absent
