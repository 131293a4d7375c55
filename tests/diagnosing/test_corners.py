"""What is seldom met: guards of every kind, words beside inequalities, hard ones."""

from __future__ import annotations

import pytest

import budgetcheck as bc
from budgetcheck.diagnosing import Diagnoses, diagnose
from budgetcheck.diagnosing.simplex import Table, TooManyStepsError
from budgetcheck.diagnosing.ways import (
    WAYS_LIMIT,
    Way,
    beside,
    every_of,
    limited,
    parts_of,
)
from budgetcheck.language.intervals import ZERO, Interval
from budgetcheck.language.notation import parse_condition
from budgetcheck.language.rules import Rule

ABOVE, BELOW = Interval(0, None, low_open=True), Interval(None, 0, high_open=True)


def diagnosed(figures: object, *rules: str | Rule, **declared: object) -> Diagnoses:
    said = {"unit": "元", "decimals": 2, **declared}
    return diagnose(figures, list(rules), convention=bc.Convention.of(said))


def suspected(found: Diagnoses) -> set[str]:
    return {str(one.path) for cause in found for one in cause.suspects}


class TestGuards:
    ONE = {"value": "1.00", "exact": True}  # noqa: RUF012
    FIGURES = {"g": ONE, "h": ONE, "a": "1.00", "b": "9.00"}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("guard", "expected"),
        [
            ("g = h", {"g", "h", "a", "b"}),
            ("g > 0 and h > 0", {"g", "h", "a", "b"}),
            ("g > 0 or h > 0", {"a", "b"}),
        ],
    )
    def test_a_guard_that_may_be_wrong_is_suspected(
        self, guard: str, expected: set[str]
    ) -> None:
        found = diagnosed(self.FIGURES, f"when {guard} then a = b")

        assert expected == suspected(found)

    @pytest.mark.parametrize(
        "guard", ["s = g / h", "when g > 0 then h > 0", "tree(t[*].x by code)"]
    )
    def test_of_a_guard_whose_opposite_is_unclear_nobody_is_accused(
        self, guard: str
    ) -> None:
        tree = [{"code": "1", "x": "1.00"}, {"code": "11", "x": "1.00"}]
        figures = self.FIGURES | {"s": "100%", "t": tree}

        assert 0 == len(diagnosed(figures, f"when ({guard}) then a = b"))

    def test_a_guard_with_a_missing_figure_accuses_nobody(self) -> None:
        figures = self.FIGURES | {"g": {"missing": "withheld"}}

        assert 0 == len(diagnosed(figures, "when g > 0 then a = b"))

    def test_an_empty_tree_beside_another_rule_accuses_nobody(self) -> None:
        figures = {"t": [{"code": "1", "x": "1.00"}], "a": "1.00"}

        assert 0 == len(diagnosed(figures, "tree(t[*].x by code) or a = 1元"))


class TestWays:
    def test_what_stands_beside_a_word_is_on_the_other_side(self) -> None:
        assert "<" == beside(ABOVE, "=") == beside(ABOVE, "<=") == beside(ABOVE, "<")
        assert ">" == beside(BELOW, "=") == beside(BELOW, ">=") == beside(BELOW, ">")
        assert beside(ABOVE, ">=") is beside(BELOW, "<=") is None
        assert beside(Interval(), "=") is None
        assert "<=" == beside(ZERO, "<=")

    def test_too_many_ways_need_nothing(self) -> None:
        many: list[Way] = [()] * (WAYS_LIMIT + 1)

        assert ((),) == limited(many)
        assert ((),) == every_of([tuple(many)])
        assert 2 == len(limited(many[:2]))

    def test_too_many_parts_of_an_alternative_stay_together(self) -> None:
        seven = " and ".join(f"a{one} = b" for one in range(7))
        rule = parse_condition(" or ".join([f"({seven})"] * 3))

        assert [rule] == parts_of(rule)
        figures = {f"a{one}": "1.00" for one in range(7)} | {"b": "2.00"}
        assert {"b"} <= suspected(diagnosed(figures, Rule(rule)))


class TestConventions:
    def test_rules_may_read_one_figure_in_two_ways(self) -> None:
        cut = Rule("a = b", convention=bc.Convention(rounding="cut_off"))
        found = diagnosed({"a": "1.00", "b": "1.02", "c": "1.02"}, cut, "b = c")

        assert {"a"} == {str(one.path) for one in found.causes[0].answers[0].suspects}

    def test_bounds_and_numbers_have_no_ends_in_common(self) -> None:
        exact = Rule("a >= b", convention=bc.Convention(zero="exact"))
        found = diagnosed({"a": "0.00", "b": ">= 5.00", "c": "<= 5.00"}, exact, "b = c")

        assert {"a", "b"} == suspected(found)

    def test_a_percentage_of_a_base_below_0_by_its_size(self) -> None:
        figures = {"s": "90%", "p": "5.00", "w": "-10.00"}
        found = diagnosed(figures, "s = p / w", negative_base="absolute")
        share = next(
            one for one in found.causes[0].suspects if str(one.path) == "s"
        ).suggestions[0]

        assert "50" == str(getattr(share.figure, "value", None))

    def test_a_bound_that_is_stated_ends_on_one_side(self) -> None:
        figures = {"s": "<= 40%", "p": "5.00", "w": "10.00"}

        assert {"s", "p", "w"} == suspected(diagnosed(figures, "s = p / w"))

    def test_a_bound_on_the_other_side(self) -> None:
        figures = {"s": ">= 60%", "p": "5.00", "w": "10.00"}

        assert {"s", "p", "w"} == suspected(diagnosed(figures, "s = p / w"))

    def test_a_bound_of_nothing_is_no_zero_of_nothing(self) -> None:
        figures = {"s": ">= 5%", "p": "0.00", "w": "0.00"}
        found = diagnosed(figures, "s = p / w", zero_over_zero="not_computable")

        assert 0 == len(found)

    def test_a_percentage_whose_printings_differ_is_none(self) -> None:
        figures = {"s": {"value": "50%", "also": ["60%"]}, "p": "5.00", "w": "10.00"}

        assert {"s"} == suspected(diagnosed(figures, "s = p / w"))

    def test_what_is_now_is_no_change(self) -> None:
        figures = {"s": "110.00%", "now": "1100.00", "before": "1000.00"}
        found = diagnosed(figures, "s = now / before - 1")
        [first, *_] = found.causes[0].suspects[0].suggestions

        assert "level_as_change" == str(first.slip and first.slip.kind)

    def test_a_part_that_is_no_number_has_no_slip(self) -> None:
        figures = {"s": "7%", "p": ">= 5.00", "w": "10.00"}

        assert {"s", "p", "w"} == suspected(diagnosed(figures, "s = p / w"))


class TestRulesThatExcludeEachOther:
    def test_what_else_is_wrong_is_found_beside_them(self) -> None:
        figures = {"a": "1.00", "b": "1.00", "c": "2.00", "d": "2.50"}
        found = diagnosed(figures, "a < b", "a >= b", "c = d")
        settled = [cause for cause in found if cause.answers]
        hopeless = [cause for cause in found if not cause.answers]

        assert [("c = d",)] == [cause.findings for cause in settled]
        assert [("a < b", "a >= b")] == [
            cause.clashes[0].findings for cause in hopeless
        ]
        assert [()] == [cause.findings for cause in hopeless]

    def test_one_that_fails_by_itself_is_a_finding(self) -> None:
        found = diagnosed({"a": "1.00", "b": "5.00"}, "a > b", "a <= b")
        hopeless = [cause for cause in found if not cause.answers]

        assert [("a > b",)] == [cause.findings for cause in hopeless]

    def test_a_figure_whose_printings_differ_may_be_trusted(self) -> None:
        torn = {"value": "1.00", "also": ["2.00"]}
        found = diagnose(
            {"a": torn, "b": "1.00"}, ["a = b"], weights={"a": float("inf")}
        )

        assert [(), ()] == [cause.answers for cause in found]

    def test_a_value_with_two_printings_that_differ_is_suggested_for_nothing(
        self,
    ) -> None:
        torn = {"value": "1.00", "also": ["2.00"]}

        assert {"a"} == suspected(diagnosed({"a": torn, "b": "1.00"}, "a = b"))


class TestSteps:
    def test_after_many_steps_the_first_variable_is_taken(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("budgetcheck.diagnosing.simplex.GREEDY_STEPS", 0)
        table = Table()
        total, part = table.variable(9), table.variable(4)
        rest = table.row({total: 1, part: -1})
        table.bound(rest, ((6, 0), None))

        assert table.repair() is None
        assert table.values[rest] == 6

    def test_without_steps_it_gives_up(self) -> None:
        table = Table()
        one = table.variable(1)
        twice = table.row({one: 2})
        table.bound(one, ((0, 0), (5, 0)))
        table.steps_left = 0

        with pytest.raises(TooManyStepsError):
            table.extreme({twice: 1}, 1)

        table.bound(twice, ((4, 0), None))
        with pytest.raises(TooManyStepsError):
            table.repair()

    def test_a_variable_begins_between_its_bounds(self) -> None:
        table = Table()
        one = table.variable(9)
        table.bound(one, ((0, 0), (5, 0)))

        assert table.values[one] == 5

    def test_a_bound_that_is_met_again_asks_for_nothing(self) -> None:
        table = Table()
        one = table.variable(1)
        twice = table.row({one: 2})
        table.bound(twice, ((4, 0), None))
        table.bound(twice, (None, None))

        assert table.repair() is None
        assert table.values[one] == 1
