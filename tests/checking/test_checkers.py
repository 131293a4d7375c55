"""Documents of any shape meet the same rules."""

import dataclasses
import threading
from decimal import Decimal
from typing import Any, NamedTuple

import attrs
import pytest
from moneyed import Money

import budgetcheck as bc
from budgetcheck.language.nesting import figures_of


@attrs.frozen
class Line:
    code: str
    actual: bc.Amount
    share: bc.Stated


@attrs.frozen
class Spending:
    total: bc.Amount
    lines: tuple[Line, ...]
    title: str = ""
    year: int = 2021


ROWS = [
    {"code": "1", "actual": "60.80", "share": "61.83%"},
    {"code": "2", "actual": "37.54", "share": "38.17%"},
]
PRINTED = {"total": "98.34", "lines": ROWS}
RULES = bc.rules(
    "total = sum(lines[*].actual)", "lines[i].share = lines[i].actual / total"
)


def spending(**other: object) -> Spending:
    return bc.read(Spending, PRINTED | other, unit="万元", decimals=2)


def test_an_entity_and_a_mapping_get_the_same_findings() -> None:
    report = RULES.for_(Spending)(spending())

    assert list(bc.check(PRINTED, RULES, unit="万元", decimals=2)) == list(report)
    assert {bc.Verdict.EXACT} == set(report.verdicts.values())


def test_a_checker_says_what_a_class_does_not_have() -> None:
    with pytest.raises(bc.UnknownPathError, match="did you mean 'total'"):
        bc.rules("totl = sum(lines[*].actual)").for_(Spending)
    with pytest.raises(bc.UnknownPathError, match=r"lines\[\*\]\.actual"):
        bc.rules("total = sum(lines[*].actuals)").for_(Spending)
    with pytest.raises(bc.UnknownPathError):
        bc.rules("total.x = total").for_(Spending)
    with pytest.raises(bc.UnknownPathError):
        bc.rules("total = lines").for_(Spending)


def test_a_disabled_rule_is_not_held_against_the_class() -> None:
    off = bc.rules("x = y").disable("x = y", reason="not in this class")

    assert 0 == len(off.for_(Spending)(spending()))


@dataclasses.dataclass
class Group:
    total: Decimal
    parts: dict[str, Decimal]
    flag: bool = True
    money: Money | None = None


class Pair(NamedTuple):
    group: Group
    printed: str


class Model:
    """What a pydantic model looks like from outside."""

    class Field:
        def is_required(self) -> bool:
            return True

    model_fields = {"total": Field(), "part": Field()}  # noqa: RUF012
    total: bc.Amount
    part: str

    def __init__(self, total: bc.Amount, part: str) -> None:
        self.total, self.part = total, part


def test_dataclasses_named_tuples_and_models_are_checked() -> None:
    group = Group(Decimal("3.00"), {"a": Decimal("1.00"), "b": Decimal("2.01")})
    report = bc.check(
        Pair(group, "3.0"), ["group.total = group.parts.a + group.parts.b"]
    )

    assert [bc.Verdict.ROUNDING] == [one.verdict for one in report]

    amount = bc.Amount("5", "1", bc.Unit.read("元"))
    model = bc.read(Model, {"total": amount, "part": "3"})

    assert [bc.Verdict.CONTRADICTION] == [
        one.verdict for one in bc.check(model, ["total = part"], unit="元", decimals=0)
    ]


def test_a_text_of_an_entity_is_a_figure_only_where_a_rule_says_so() -> None:
    pair = Pair(Group(Decimal("3.0"), {}), "3.0")

    assert bc.check(pair, ["group.total = printed"]).ok
    assert ["group.total", "group.money"] == [
        str(path) for path in bc.check(pair, []).figures
    ]


def test_a_float_in_an_entity_is_refused_where_a_rule_names_it() -> None:
    group: Any = Group(3.0, {})  # type: ignore[arg-type]
    with pytest.raises(bc.UnreadableFileError) as met:
        bc.check(group, ["total = total"])

    assert "total: cannot read '3.0' as a figure: a float is not exact" in str(
        met.value
    )


def test_a_list_of_rows_is_a_document() -> None:
    report = bc.check(
        ROWS, ["sum(rows[*].actual) = 98.34万元"], unit="万元", decimals=2
    )

    assert bc.Verdict.EXACT is next(iter(report)).verdict


@pytest.mark.parametrize("document", ["98.34", 3, None])
def test_what_is_no_document_is_refused(document: object) -> None:
    with pytest.raises(bc.UnreadableNumberError, match="a document is a mapping"):
        bc.check(document, ["a = b"])


def test_a_checker_shared_by_threads_gives_equal_reports() -> None:
    checker = RULES.for_(Spending)
    reports: list[str] = []

    def run() -> None:
        totals = ("98.34", "98.35", "99.00")
        reports.extend(str(checker(spending(total=one))) for one in totals)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert (24, 3) == (len(reports), len(set(reports)))


def test_a_convention_is_given_with_the_document() -> None:
    checker = bc.rules("total = sum(lines[*].actual)").for_(Spending)
    cut = bc.Convention(rounding="cut_off")
    document = spending(total="98.36")

    assert [bc.Verdict.CONTRADICTION] == [one.verdict for one in checker(document)]
    assert [bc.Verdict.CONTRADICTION] == [
        one.verdict for one in checker(document, convention=cut)
    ]
    assert [bc.Verdict.ROUNDING] == [
        one.verdict for one in checker(spending(total="98.35"), convention=cut)
    ]


def test_a_row_is_named_by_its_code_or_its_name_in_every_document() -> None:
    rules = bc.rules('lines["2"].actual = 37.54万元')
    named = {"lines": {"1": ROWS[0], "2": ROWS[1]}, "total": "98.34"}

    assert rules.for_(Spending)(spending()).ok
    assert list(bc.check(spending(), rules)) == list(rules.for_(Spending)(spending()))
    assert bc.check(PRINTED, rules, unit="万元", decimals=2).ok
    assert bc.check(named, rules, unit="万元", decimals=2).ok


def test_a_code_that_two_rows_have_names_neither() -> None:
    twice = spending(lines=[ROWS[0], ROWS[0]])
    rules = bc.rules('total = lines["1"].actual')
    with pytest.raises(bc.InvalidRuleError, match=r"lines\[0\] and lines\[1\] have"):
        rules.for_(Spending)(twice)
    with pytest.raises(bc.InvalidRuleError, match="the same code '1'"):
        bc.check(twice, rules)


def test_a_class_that_lacks_figures_is_told_all_of_them_and_two_near_ones() -> None:
    wrong = bc.rules("lines[*].actua = lines[*].actualx", "totall = totals")
    with pytest.raises(
        bc.UnreadableFileError, match="Spending cannot be checked"
    ) as met:
        wrong.for_(Spending)
    faults = met.value.exceptions

    assert 4 == len(faults)
    assert all(isinstance(one, bc.UnknownPathError) for one in faults)
    assert ["lines[*].actua", "lines[*].actualx", "totall", "totals"] == [
        one.path for one in faults if isinstance(one, bc.UnknownPathError)
    ]


@attrs.frozen
class Alike:
    aab: bc.Amount
    aac: bc.Amount
    aad: bc.Amount


def test_no_more_than_two_near_names_are_told() -> None:
    with pytest.raises(bc.UnknownPathError) as met:
        bc.rules("aaa = aab").for_(Alike)

    assert 2 == len(met.value.near)


def test_a_report_of_a_checker_lists_what_was_not_applied() -> None:
    off = bc.rules("total = total", "x = y").disable("x = y", reason="not here")
    report = off.for_(Spending)(spending())

    assert ["x = y"] == [rule.id for rule in report.disabled]
    assert ["x = y"] == [rule.id for rule in bc.check(spending(), off).disabled]


@pytest.mark.parametrize("document", [spending(), {**PRINTED}])
def test_a_row_that_is_not_there_is_an_error_or_leaves_its_rule_unchecked(
    document: object,
) -> None:
    rule = bc.rules('total = lines["3"].actual')
    with pytest.raises(bc.UnknownPathError, match="lines"):
        bc.check(document, rule)
    report = bc.check(document, rule, missing="unchecked")

    assert [bc.Verdict.UNCHECKED] == [one.verdict for one in report]


@pytest.mark.parametrize(
    ("name", "convention"),
    [
        ("unit", {"unit": "元"}),
        ("decimals", {"decimals": 2}),
        ("percent_decimals", {"percent_decimals": 1}),
    ],
)
def test_a_document_that_was_read_takes_no_convention_of_reading(
    name: str, convention: dict[str, object]
) -> None:
    read = bc.Document(figures=figures_of({"a": "1"}))
    words = f"the document has been read already, and {name} came too late"
    with pytest.raises(bc.InvalidConventionError, match=words) as met:
        bc.check(read, "a = a", convention=bc.Convention.of(convention))

    assert "declare it in the file" in str(met.value)
