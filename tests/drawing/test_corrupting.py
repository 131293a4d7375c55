"""A document with one slip in it: every slip occurs, and is what it says."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple, TypeVar

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from moneyed import Money
from tests.strategies import honest
from tests.untraced import untraced

from budgetcheck import (
    Amount,
    BudgetLine,
    BudgetTable,
    Convention,
    Document,
    Missing,
    NotComputable,
    Percent,
    Printing,
    RuleSet,
    Stated,
    Unit,
    Verdict,
    check,
    read,
    rules,
)
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.reading import read_figure
from budgetcheck.strategies import Corruption, Slip, corrupted

_T = TypeVar("_T")

YUAN = Convention.of({"unit": "元", "decimals": 2})
ROWS = [
    {"code": "2", "budget": "900.00", "spent": "512.00", "rate": "56.89%"},
    {"code": "201", "budget": "600.00", "spent": "400.00", "rate": "66.67%"},
    {"code": "20101", "budget": "500.00", "spent": "345.00", "rate": "69.00%"},
    {"code": "20102", "budget": "100.00", "spent": "55.00", "rate": "55.00%"},
    {"code": "202", "budget": "300.00", "spent": "112.00", "rate": "37.33%"},
    {"code": "3", "budget": "0.00", "spent": "0.00", "rate": "n/c"},
    {"code": "Total", "budget": "900.00", "spent": "512.00", "rate": "56.89%"},
]
COLUMNS = {
    "code": "code",
    "approved": "budget",
    "outturn": "spent",
    "execution_rate": "rate",
}
TABLE = BudgetTable.read(ROWS, columns=COLUMNS, unit="元", decimals=2)
# Without explaining, which tries hundreds of other choices.
PLAINLY = settings(database=None, phases=(Phase.generate, Phase.shrink))
NO_SHRINKING = settings(
    database=None,
    derandomize=True,
    max_examples=300,
    phases=(Phase.generate,),
    suppress_health_check=tuple(HealthCheck),
)


def contradictions(
    document: object,
    said: str | list[str] | None = None,
    convention: Convention | None = None,
) -> frozenset[tuple[str, str]]:
    report = check(document, said, convention=convention)
    return frozenset(
        (one.rule.id, one.at)
        for one in report.findings
        if one.verdict is Verdict.CONTRADICTION
    )


def plainest(drawn: st.SearchStrategy[_T]) -> _T:
    """Return what a strategy shrinks to."""
    return find(drawn, lambda _: True, settings=PLAINLY)


def one_of(slip: Slip, printed: object = TABLE) -> tuple[object, Corruption]:
    return plainest(corrupted(st.just(printed), slips=[slip]))


class TestWhatMustFail:
    """*Exactly which rules must now fail and which must not.*"""

    @given(corrupted(honest.documents(min_rows=2, max_rows=4)))
    def test_the_checker_finds_what_must_be_found_and_nothing_else(
        self, pair: tuple[Document, Corruption]
    ) -> None:
        document, corruption = pair

        assert corruption.failing == contradictions(document)
        assert corruption.is_silent is not bool(contradictions(document))

    @given(corrupted(st.just(TABLE)))
    def test_so_it_does_in_a_table(self, pair: tuple[BudgetTable, Corruption]) -> None:
        table, corruption = pair

        assert isinstance(table, BudgetTable)
        assert corruption.failing == contradictions(table)

    @given(st.data())
    def test_every_change_is_one_and_reads_as_it_is_printed(
        self, data: st.DataObject
    ) -> None:
        document, corruption = data.draw(corrupted(st.just(TABLE)))
        figures = figures_of(document)

        assert corruption.changes
        for change in corruption.changes:
            assert change.before != change.after
            assert figures[change.path] == change.after
            assert read_figure(change.after.printed, YUAN) == change.after
        others = set(figures) - set(corruption.paths)
        honest_ones = figures_of(TABLE)
        assert all(figures[path] == honest_ones[path] for path in others)


class TestEverySlip:
    """*Which slip*: each kind can happen, and is what it says."""

    @pytest.mark.parametrize("slip", Slip)
    def test_it_can_happen(self, slip: Slip) -> None:
        document, corruption = one_of(slip)

        assert slip is corruption.slip
        assert corruption.failing == contradictions(document)

    def test_a_wrong_unit_is_the_larger_or_the_smaller(self) -> None:
        printed = {"a": "98.34", "b": "98.34"}
        figures = figures_of(printed, Convention.of({"unit": "万元", "decimals": 2}))
        document = Document(figures=figures, rules=rules("a = b"))
        made: set[str] = set()

        @untraced()
        @settings(max_examples=200, database=None, phases=(Phase.generate,))
        @given(corrupted(st.just(document), slips=["wrong_unit"]))
        def draw(pair: tuple[Document, Corruption]) -> None:
            made.add(str(pair[1].changes[0]))

        draw()

        changes = ("98.34 -> 983400.00", "98.34 -> 0.01")
        assert {f"{path}: {one}" for path in "ab" for one in changes} == made

    @pytest.mark.parametrize(
        ("slip", "told"),
        [
            (Slip.ONE_DIGIT, "lines[0].approved: 900.00 -> 100.00"),
            (Slip.SWAPPED_DIGITS, "lines[0].outturn: 512.00 -> 152.00"),
            (Slip.LOST_DIGIT, "lines[0].approved: 900.00 -> 0.00"),
            (Slip.POWER_OF_TEN, "lines[0].approved: 900.00 -> 9000.00"),
            (Slip.WRONG_UNIT, "lines[0].approved: 900.00 -> 0.09"),
            (Slip.WRONG_SIGN, "lines[0].approved: 900.00 -> -900.00"),
            (Slip.PART_DROPPED, "lines[0].approved: 900.00 -> 300.00"),
            (Slip.PART_DOUBLED, "lines[0].approved: 900.00 -> 1500.00"),
            (Slip.HEADING_AMONG_ITEMS, "lines[0].approved: 900.00 -> 1500.00"),
            (
                Slip.ROWS_SHIFTED,
                "lines[0].approved: 900.00 -> 600.00; "
                "lines[1].approved: 600.00 -> 900.00",
            ),
            (Slip.NEIGHBOUR_SHARE, "lines[0].execution_rate: 56.89% -> 66.67%"),
            (Slip.COMPLEMENT, "lines[0].execution_rate: 56.89% -> 43.11%"),
            (Slip.WRONG_BASE, "lines[0].execution_rate: 56.89% -> 100.00%"),
            (Slip.RATIO_AS_PERCENT, "lines[0].execution_rate: 56.89% -> 0.57%"),
            (Slip.CUT_OFF, "lines[0].execution_rate: 56.89% -> 56.88%"),
            (Slip.PERCENTAGE_OF_ZERO, "lines[0].approved: 900.00 -> 0.00"),
            (Slip.NOT_COMPUTABLE, "lines[0].execution_rate: 56.89% -> n/c"),
            (
                Slip.CANCELLING_PAIR,
                "lines[1].approved: 600.00 -> 600.01; "
                "lines[4].approved: 300.00 -> 299.99",
            ),
            (Slip.WITHIN_ROUNDING, "lines[0].approved: 900.00 -> 900.01"),
        ],
    )
    def test_the_plainest_is_at_the_top(self, slip: Slip, told: str) -> None:
        _, corruption = one_of(slip)

        assert told == "; ".join(map(str, corruption.changes))

    def test_a_percentage_is_stated_of_nothing(self) -> None:
        exact = Convention(zero="exact")
        drawn = corrupted(
            st.just(TABLE), slips=["percentage_of_zero"], convention=exact
        )
        document, corruption = find(
            drawn,
            lambda pair: isinstance(pair[1].changes[0].before, NotComputable),
            settings=PLAINLY,
        )

        assert "lines[5].execution_rate: n/c -> 100%" == str(corruption.changes[0])
        assert frozenset({("lines.execution_rate", "lines[5]")}) == corruption.failing
        assert corruption.amount is None
        assert corruption.failing == contradictions(document, convention=exact)
        # Zeros that may hide something may have a percentage: strained.
        assert not contradictions(document)

    @settings(parent=NO_SHRINKING, max_examples=50)
    @given(corrupted(st.just(TABLE), slips=[Slip.CANCELLING_PAIR]))
    def test_a_pair_that_cancels_leaves_its_total(
        self, pair: tuple[BudgetTable, Corruption]
    ) -> None:
        _, corruption = pair
        one, other = corruption.changes

        assert one.amount is not None
        assert other.amount is not None
        assert 0 == one.amount + other.amount

    @given(corrupted(st.just(TABLE), slips=[Slip.WITHIN_ROUNDING]))
    def test_a_change_within_rounding_stays_silent(
        self, pair: tuple[BudgetTable, Corruption]
    ) -> None:
        table, corruption = pair

        assert corruption.is_silent
        assert not contradictions(table)

    def test_signs_of_a_balance_count(self) -> None:
        printed = {"a": "5.00", "b": "3.00", "c": "2.00", "d": "1.00", "e": "5.00"}
        said = "e = a + b - c - d"
        drawn = corrupted(
            st.just(printed), rules=said, convention=YUAN, slips=["cancelling_pair"]
        )
        document, corruption = find(
            drawn,
            lambda pair: str(pair[1].paths[0]) == "b" and str(pair[1].paths[1]) == "c",
            settings=PLAINLY,
        )

        assert Fraction(1, 100) == corruption.amount
        assert corruption.is_silent
        assert "3.01" == document["b"]
        assert "2.01" == document["c"]


@attrs.frozen
class Group:
    spent: Amount
    whole: Amount = attrs.field(alias="budget")
    share: Stated = Missing()


@dataclasses.dataclass(frozen=True)
class Accounts:
    groups: tuple[Group, ...]
    by_name: dict[str, Group]
    total: Decimal
    count: int
    money: Money
    derived: Amount = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "derived", read_figure("3.00", YUAN))


class Pair(NamedTuple):
    total: Amount
    only: Percent


@attrs.frozen
class Loose:
    spent: Amount
    whole: Amount
    mark: NotComputable
    extra: dict[str, object]


class Model:
    """A class that declares and copies its fields as pydantic's models do."""

    class Field:
        def is_required(self) -> bool:
            return True

    model_fields: ClassVar[Mapping[str, Field]] = dict.fromkeys("ab", Field())
    a: Amount
    b: Amount

    def __init__(self, a: Amount, b: Amount) -> None:
        self.a, self.b = a, b

    def model_copy(self, *, update: Mapping[str, Amount]) -> Model:
        return Model(**{"a": self.a, "b": self.b, **update})


class TestEveryClass:
    """*The same type with one slip in it.*"""

    def test_of_your_own_class(self) -> None:
        printed = {"spent": "3.00", "whole": "4.00", "share": "75%"}
        group = read(Group, printed, convention=YUAN)
        accounts = Accounts(
            (group, group), {"x": group}, Decimal("3.00"), 3, Money("3.00", "CNY")
        )
        said = [
            "groups[*].share = groups[*].spent / groups[*].whole",
            "by_name.x.share = by_name.x.spent / by_name.x.whole",
            "total = 3元 and count = 3元",
            "money = derived",
        ]
        seen: dict[str, Any] = {}

        @untraced()
        @settings(parent=NO_SHRINKING)
        @given(corrupted(st.just(accounts), rules=said, convention=YUAN))
        def run(pair: tuple[Accounts, Corruption]) -> None:
            changed, corruption = pair
            assert corruption.failing == contradictions(changed, said, YUAN)
            seen[str(corruption.paths[0])] = changed

        run()

        assert {"total", "count", "money"} < seen.keys()
        assert "derived" not in seen
        assert isinstance(seen["total"].total, Decimal)
        assert type(seen["count"].count) is int
        assert isinstance(seen["money"].money, Money)
        assert isinstance(seen["groups[1].whole"].groups[1], Group)
        assert seen["by_name.x.spent"].by_name["x"] != group

    def test_what_a_field_does_not_admit_does_not_happen(self) -> None:
        pair = read(Pair, {"total": "4.00", "only": "50%"}, convention=YUAN)
        said = ["only = total / total"]
        drawn = corrupted(
            st.just(pair), rules=said, slips=[Slip.NOT_COMPUTABLE, Slip.COMPLEMENT]
        )
        wrong = read(Pair, {"total": "4.00", "only": "25%"}, convention=YUAN)
        changed, corruption = find(
            corrupted(
                st.just(wrong), rules=said, slips=[Slip.NOT_COMPUTABLE, "complement"]
            ),
            lambda _: True,
            settings=PLAINLY,
        )

        assert isinstance(changed, Pair)
        assert Slip.COMPLEMENT is corruption.slip
        with pytest.raises(InvalidArgument, match="no slip can happen in Pair"):
            plainest(drawn)

    def test_a_percentage_is_only_where_one_may_stand(self) -> None:
        printed = {"spent": "3.00", "whole": "0.00", "mark": "n/c", "extra": {}}
        loose = read(Loose, printed | {"extra": {"a": "1.00"}}, convention=YUAN)
        said = ["mark = spent / whole", "extra.a = 1元"]
        changed, corruption = plainest(
            corrupted(
                st.just(loose),
                rules=said,
                convention=YUAN,
                slips=["percentage_of_zero", "one_digit"],
            )
        )

        assert Slip.ONE_DIGIT is corruption.slip
        assert corruption.failing == contradictions(changed, said, YUAN)

    def test_of_a_class_that_copies_itself(self) -> None:
        model = read(Model, {"a": "1.00", "b": "1.00"}, convention=YUAN)
        changed, corruption = plainest(
            corrupted(st.just(model), rules="a = b", convention=YUAN)
        )

        assert isinstance(changed, Model)
        assert "a: 1.00 -> 2.00" == str(corruption.changes[0])
        assert "2.00" == changed.a.printed

    def test_what_has_no_percentage_has_no_wrong_one(self) -> None:
        printed = {"each": "12.50", "cost": "50.00", "cases": "4件", "gone": "…"}
        said = ["each = cost / cases and each > 0", "cost = cost + gone / 1"]
        drawn = corrupted(
            st.just(printed),
            rules=[*said, "each = gone / cases", "cost = each + 4 * each + each"],
            convention=YUAN,
            slips=["percentage_of_zero", "wrong_base", "cut_off", "cancelling_pair"],
        )

        with pytest.raises(InvalidArgument, match="no slip can happen in dict"):
            plainest(drawn)

    def test_parts_that_count_differently_do_not_cancel(self) -> None:
        printed = {"t": "5.00", "a": "1.00", "b": "2.00", "s": "…", "u": "5%"}
        _, corruption = plainest(
            corrupted(
                st.just(printed),
                rules=["t = a + 2 * b", "u = s / a"],
                convention=YUAN,
                slips=["cancelling_pair", "wrong_base", "cut_off", "one_digit"],
            )
        )

        assert Slip.ONE_DIGIT is corruption.slip

    def test_of_rows_and_of_texts_of_every_form(self) -> None:
        rows = [
            {
                "a": {"value": "1,234.50元", "also": ["1234.5"]},
                "b": Printing(value="5"),
            },
            {"a": Decimal("1234.50"), "b": 5},
            {"a": "（１２．５０）", "b": Amount("12.50", "0.01", Unit.read("元"))},
            {"a": "≥ 70", "b": "1"},
        ]
        own = attrs.evolve(YUAN, parentheses="negative")
        said = ["rows[*].a >= rows[*].b"]
        seen: set[tuple[str, str]] = set()

        @untraced()
        @settings(parent=NO_SHRINKING)
        @given(corrupted(st.just(rows), rules=said, convention=own, slips=[*Slip][:6]))
        def run(pair: tuple[list[Mapping[str, object]], Corruption]) -> None:
            changed, corruption = pair
            (change,) = corruption.changes
            seen.add((str(change.path), change.after.printed))
            figures = figures_of({"rows": changed}, own)
            assert figures[change.path] == change.after
            assert type(rows) is type(changed)

        run()

        assert {"rows[0].a", "rows[1].b", "rows[2].a", "rows[3].a"} < {
            path for path, _ in seen
        }
        assert ("rows[0].a", "-1,234.50元") in seen
        assert ("rows[0].a", "4,231.50元") not in seen
        assert ("rows[2].a", "12.50") in seen
        assert ("rows[3].a", "≥-70") in seen

    def test_zeros_of_a_rounded_number_are_not_mistyped(self) -> None:
        own = Convention.of({"unit": "元", "decimals": -3})
        printed = {"a": "12000", "b": "12000"}
        drawn = corrupted(
            st.just(printed), rules="a = b", convention=own, slips=[*Slip][:6]
        )

        @untraced()
        @settings(parent=NO_SHRINKING)
        @given(drawn)
        def run(pair: tuple[Mapping[str, object], Corruption]) -> None:
            changed, corruption = pair
            (change,) = corruption.changes
            assert str(change.after.printed).endswith("000") or (
                "0" == change.after.printed
            )
            assert read_figure(change.after.printed, own) == change.after
            assert corruption.failing == contradictions(
                changed, "a = b", convention=own
            )

        run()


class TestAsked:
    """What is asked for, and what is not there."""

    def test_the_plainest_slip_is_told_first(self) -> None:
        document, corruption = plainest(corrupted(st.just(TABLE)))

        assert "100.00" == document.lines[0].approved.printed
        assert str(corruption).startswith(
            "one_digit: lines[0].approved: 900.00 -> 100.00; must fail: "
            "lines.approved.total, lines.approved.tree @ lines[0], "
        )
        assert -800 == corruption.amount

    def test_a_slip_that_nobody_sees_says_so(self) -> None:
        _, corruption = one_of(Slip.WITHIN_ROUNDING)

        assert str(corruption).endswith("must fail: none")
        assert Corruption(Slip.CUT_OFF, (), frozenset()).amount is None

    @pytest.mark.parametrize("said", [RuleSet(), rules("a > 0")])
    def test_without_a_number_there_is_no_slip(self, said: RuleSet) -> None:
        drawn = corrupted(st.just({"a": "-", "b": "1.00"}), rules=said)

        with pytest.raises(InvalidArgument, match="rules name 0 numbers"):
            plainest(drawn)

    def test_without_rules_there_is_no_slip(self) -> None:
        with pytest.raises(InvalidArgument, match="rules name 0 numbers"):
            one_of(Slip.ONE_DIGIT, {"a": "1.00"})

    def test_without_kinds_there_is_no_slip(self) -> None:
        drawn = corrupted(st.just({"a": "1.00"}), rules="a > 0", slips=[])

        with pytest.raises(InvalidArgument, match="slips wanted: none"):
            plainest(drawn)

    def test_an_unknown_kind_is_refused_at_once(self) -> None:
        with pytest.raises(ValueError, match="tpyo"):
            corrupted(st.just(TABLE), slips=["tpyo"])

    def test_nothing_is_filtered(self) -> None:
        shown = repr(corrupted(st.integers()))

        assert "_corrupted(documents=integers(), asked=<19 slips>)" == shown

    def test_a_line_is_a_document(self) -> None:
        line = TABLE.lines[0]
        drawn = corrupted(st.just(line), slips=[Slip.COMPLEMENT])
        changed, corruption = plainest(drawn)

        assert isinstance(changed, BudgetLine)
        assert frozenset({("execution_rate", "")}) == corruption.failing


@pytest.mark.parametrize(
    ("printed", "rule", "slip"),
    [
        ({"a": {"value": "1", "exact": True}, "b": "1.00"}, "a = b", "within_rounding"),
        ({"s": "50%", "r": "50%"}, "s = r", "wrong_unit"),
        ({"t": "1.00", "a": "1.00", "b": "-"}, "t = a + b", "part_dropped"),
        (
            {"s": "50%", "a": "1", "b": "1", "c": "1"},
            "s = a / (b + c)",
            "percentage_of_zero",
        ),
    ],
)
def test_where_a_kind_cannot_happen_the_next_one_does(
    printed: dict[str, object], rule: str, slip: str
) -> None:
    seen = set()

    @untraced()
    @settings(parent=NO_SHRINKING, max_examples=30)
    @given(corrupted(st.just(printed), rules=rule, slips=[slip, "one_digit"]))
    def note(pair: tuple[object, Corruption]) -> None:
        seen.add(pair[1].slip)

    note()

    assert Slip.ONE_DIGIT in seen


def test_rows_and_a_document_stay_what_they_are() -> None:
    rows = ({"a": "1.00", "b": "1.00"}, {"a": "2.00", "b": "2.00"})
    said = ["rows[*].a = rows[*].b"]
    own = Convention.of({"unit": "元", "decimals": 2})
    figures = figures_of({"rows": rows}, own)
    document = Document(figures=figures, rules=rules(*said), convention=own)
    changed, first = plainest(corrupted(st.just(rows), rules=said, convention=own))
    other, second = plainest(corrupted(st.just(document)))

    assert ({"a": "2.00", "b": "1.00"}, rows[1]) == changed
    assert attrs.evolve(document, figures=other.figures) == other
    assert str(first) == str(second)
    assert figures_of({"rows": changed}, own) == other.figures
