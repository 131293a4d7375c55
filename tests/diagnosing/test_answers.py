"""What is diagnosed of a few figures: the cases that random ones brought up."""

from __future__ import annotations

from itertools import product
from math import inf

from budgetcheck import Convention
from budgetcheck.diagnosing import Diagnoses, diagnose


def diagnosed(figures: object, *rules: str, **declared: object) -> Diagnoses:
    return diagnose(
        figures,
        list(rules),
        convention=Convention.of({"unit": "元", "decimals": 2, **declared}),
    )


def answers(found: Diagnoses) -> set[str]:
    """Return the figures of all causes together, one answer of each."""
    return {
        " ".join(sorted(str(path) for one in some for path in one.paths))
        for some in product(*(cause.answers for cause in found))
    }


class TestWords:
    def test_a_word_is_never_the_0_that_it_is_next_to(self) -> None:
        word = {"word": "increase"}
        figures = {"w": word, "a": "1.00", "b": "2.00"}
        found = diagnosed(figures, "when w > 0 then a > b")

        assert {"a", "b", "w"} == answers(found)

    def test_a_bound_is_never_the_number_that_it_is_above(self) -> None:
        figures = {"a": "> 5.00", "b": "5.00", "c": "1.00"}
        found = diagnosed(figures, "when a > 5元 then b = c")

        assert {"a", "b", "c"} == answers(found)

    def test_flat_is_not_suggested_where_it_is_not_flat(self) -> None:
        figures = {"w": {"word": "decrease"}, "a": "2.01", "b": "1.01"}
        found = diagnosed(figures, "w = a - b")
        suspects = {str(one.path): one for one in found.causes[0].suspects}
        senses = [one.figure.sense for one in suspects["w"].suggestions]  # type: ignore[union-attr]

        assert ["increase"] == senses


class TestRatios:
    def test_what_has_a_missing_part_may_be_not_computable(self) -> None:
        figures = {"s": "n/c", "a": {"missing": "withheld"}, "b": "1.00"}

        assert not diagnosed(figures, "s = a / b").causes

    def test_nothing_of_nothing_is_refused_where_it_is_declared(self) -> None:
        figures = {"s": "0%", "a": "0.00", "b": "0.00"}
        found = diagnosed(figures, "s = a / b", zero_over_zero="not_computable")

        assert {"a", "b", "s"} == answers(found)


class TestGuards:
    def test_a_stated_figure_settles_its_own_part_only(self) -> None:
        figures = dict.fromkeys("abcg", "1.00") | {"s": "50%", "d": "5.00"}
        found = diagnosed(figures, "when g > 0 then (s = a / b and c = d)")

        assert {"g"} == answers(found)


class TestSeveral:
    def test_each_rule_that_fails_is_explained(self) -> None:
        figures = {"a": "5.00", "b": "2.00", "c": "2.00"}
        rules = ("a = b + c", "c = a - b")
        found = diagnosed(figures, *rules)

        assert {*rules} == {name for cause in found for name in cause.findings}

    def test_a_figure_with_two_printings_fails_where_it_stands(self) -> None:
        printings = {"value": "1.0", "decimals": 1, "also": [{"value": "1.2"}]}
        found = diagnosed({"a": printings, "b": "1.0"}, "a = b")

        assert ("a = b",) == found.causes[0].findings

    def test_answers_of_all_causes_go_together(self) -> None:
        figures = {"a": "1.01", "b": "2.01", "c": "3.02", "d": "1.01", "t": "-50%"}
        rules = ("when a >= b and c > 0 then d = a", "d <= a", "b <= a", "t = c / d")

        assert {"a c", "b c", "b t"} == answers(diagnosed(figures, *rules))

    def test_rules_that_exclude_each_other_are_told_at_once(self) -> None:
        found = diagnosed({"a": "1.00", "b": "1.00"}, "a < b", "a >= b")

        assert found.is_settled
        assert ("a < b", "a >= b") in {
            clash.findings for cause in found for clash in cause.clashes
        }
        assert not [one for cause in found for one in cause.answers]


class TestWeights:
    def test_to_trust_a_figure_leaves_all_answers_without_it(self) -> None:
        figures = {"t": "9.00", "a": "1.00", "b": "2.00", "c": "50.00"}
        rules = ["t = a + b", "b <= c"]
        found = diagnose(figures, rules, decimals=2, weights={"a": inf})

        assert {"b", "t"} == answers(found)
