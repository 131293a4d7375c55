"""Parts: which forms of a document are not given at all."""

from __future__ import annotations

import pickle
from decimal import Decimal

import attrs
import pytest
from moneyed import Money

import budgetcheck as bc
from budgetcheck.language.captions import Caption
from budgetcheck.language.parts import MADE_OF, captions_of_parts, parts_not_given


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
    assert {name: (name,) for name in absent} == parts_not_given(whole)


@attrs.frozen
class Joined:
    one: Row | None = None
    other: Row | None = None
    own: Row | None = attrs.field(init=False, default=None)
    both: tuple[Row, ...] | None = attrs.field(
        init=False, default=None, metadata={MADE_OF: ("one", "other")}
    )


@pytest.mark.parametrize(
    ("joined", "parts"),
    [
        (Joined(), ("one", "other")),
        (Joined(one=GIVEN), ("other",)),
        (Joined(GIVEN, GIVEN), ()),
    ],
)
def test_what_is_made_of_parts_lacks_those_that_are_not_given(
    joined: Joined, parts: tuple[str, ...]
) -> None:
    lacking = parts_not_given(joined)

    assert parts == lacking.get("both", ())
    assert ("own",) == lacking["own"]


def test_a_report_names_the_parts_and_not_what_is_made_of_them() -> None:
    report = bc.check(Joined(one=GIVEN), ["both[*].value = one.value"])

    assert ("other", "own") == report.absent
    assert {"other": ("other",), "own": ("own",), "both": ("other",)} == report.lacking


def test_the_report_of_any_class_knows_it() -> None:
    report = bc.check(
        Whole(form=GIVEN), ["form.value = rows[0].value"], missing="unchecked"
    )

    assert ("rows", "named") == report.absent
    assert ("rows", "named") == report.absent
    assert () == bc.check({"a": "1"}, ["a = a"]).absent


@attrs.frozen
class Captioned:
    one: Row | None = attrs.field(default=None, metadata={"zh": "收入决算表"})
    other: Row | None = attrs.field(default=None, metadata={"zh": "支出", "en": "Uses"})
    plain: Row | None = attrs.field(default=None, metadata={"form": "3"})
    joined: tuple[Row, ...] | None = attrs.field(
        init=False, default=None, metadata={MADE_OF: ("one", "other"), "en": "Both"}
    )


def test_parts_that_are_not_given_have_their_captions() -> None:
    assert {"one": Caption(name="one", zh="收入决算表")} == captions_of_parts(
        Captioned(other=GIVEN)
    )


@pytest.mark.parametrize(
    ("lang", "titles"),
    [("en", ["收入决算表", "Uses", "plain"]), ("zh", ["收入决算表", "支出", "plain"])],
)
def test_a_report_titles_parts_in_a_language(lang: str, titles: list[str]) -> None:
    report = bc.check(Captioned(), ["joined[*].value = one.value"])

    assert ("one", "other", "plain") == report.absent
    assert titles == [report.part_titled(name, lang) for name in report.absent]
    assert report == pickle.loads(pickle.dumps(report))  # noqa: S301
    assert report != attrs.evolve(report, captions={})
