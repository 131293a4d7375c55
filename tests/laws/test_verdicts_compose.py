"""Law 5. Verdicts compose.

All and AnyOf commute, associate and are idempotent. Learning a figure that was not
given may settle an UNCHECKED, but never turns what holds (STRAINED, ROUNDING, EXACT)
into anything else, nor a CONTRADICTION.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.strategies import documents
from tests.strategies.documents import Lesson, Listed

from budgetcheck import (
    All,
    AnyOf,
    Condition,
    Rule,
    Verdict,
    When,
    check,
    parse_condition,
)

Joined: TypeAlias = Callable[[tuple[Condition, ...]], Condition]
Printed: TypeAlias = Mapping[str, object]

AMOUNTS = {"a": "3.02", "b": "1.01", "c": "2.00"}
SHARE_LEARNED = Lesson(
    {**AMOUNTS, "s": {"missing": "withheld"}}, {**AMOUNTS, "s": "9%"}
)
DOCUMENTS = documents.documents()
CONDITIONS = documents.conditions()
BOTH = pytest.mark.parametrize("join", [All, AnyOf], ids=["and", "or"])


def verdict_of(printed: Printed, condition: Condition) -> Verdict:
    report = check(printed, [Rule(condition)], missing="unchecked")
    return report.findings[0].verdict


@BOTH
class TestJoining:
    """*All and AnyOf commute, associate and are idempotent.*"""

    @given(DOCUMENTS, st.lists(CONDITIONS, min_size=2, max_size=4), st.data())
    def test_the_order_of_parts_does_not_matter(
        self,
        join: Joined,
        printed: Printed,
        parts: list[Condition],
        data: st.DataObject,
    ) -> None:
        shuffled = data.draw(st.permutations(parts))

        assert verdict_of(printed, join(tuple(parts))) is verdict_of(
            printed, join(tuple(shuffled))
        )

    @given(DOCUMENTS, CONDITIONS, CONDITIONS, CONDITIONS)
    def test_the_grouping_of_parts_does_not_matter(
        self,
        join: Joined,
        printed: Printed,
        one: Condition,
        two: Condition,
        three: Condition,
    ) -> None:
        left = verdict_of(printed, join((join((one, two)), three)))
        right = verdict_of(printed, join((one, join((two, three)))))

        assert left is right
        assert left is verdict_of(printed, join((one, two, three)))

    @given(DOCUMENTS, CONDITIONS)
    def test_saying_a_rule_twice_says_no_more(
        self, join: Joined, printed: Printed, condition: Condition
    ) -> None:
        once = verdict_of(printed, condition)

        assert once is verdict_of(printed, join((condition, condition)))

    @given(DOCUMENTS, CONDITIONS, CONDITIONS)
    def test_a_rule_that_does_not_apply_is_neutral(
        self, join: Joined, printed: Printed, condition: Condition, other: Condition
    ) -> None:
        idle = When(parse_condition("never > 0"), other)
        once = verdict_of(printed, condition)

        assert once is verdict_of({**printed, "never": "0"}, join((condition, idle)))

    @given(DOCUMENTS, CONDITIONS, CONDITIONS)
    def test_joined_verdicts_are_one_of_the_parts(
        self, join: Joined, printed: Printed, one: Condition, other: Condition
    ) -> None:
        parts = {verdict_of(printed, one), verdict_of(printed, other)}

        assert verdict_of(printed, join((one, other))) in parts


def stays(before: Verdict, after: Verdict) -> bool:
    """Say whether a verdict has only become what the law allows."""
    if before.holds:
        return after.holds
    return before is not Verdict.CONTRADICTION or after is Verdict.CONTRADICTION


class TestLearning:
    """*Learning a figure that was not given may settle an UNCHECKED, but never …*"""

    @given(documents.lessons() | documents.lessons(gone=True), CONDITIONS)
    @example(SHARE_LEARNED, parse_condition("a = b + c or s = a / b"))
    @example(SHARE_LEARNED, parse_condition("a < b and s = a / b"))
    @example(SHARE_LEARNED, parse_condition("a = b + c and s = a / b"))
    def test_what_was_settled_stays_settled(
        self, lesson: Lesson, condition: Condition
    ) -> None:
        before = verdict_of(lesson.before, condition)
        after = verdict_of(lesson.after, condition)

        assert stays(before, after), f"{before.name} became {after.name}"

    @given(documents.listed(), st.data())
    def test_a_cell_of_a_list_is_learned_alike(
        self, listed: Listed, data: st.DataObject
    ) -> None:
        row = data.draw(st.integers(0, len(listed["lines"]) - 1))
        cell = data.draw(st.sampled_from(("x", "s")))
        learned = data.draw(documents.given_figures("s" if cell == "s" else "a"))
        withheld = documents.with_cell(listed, row, cell, {"missing": "withheld"})
        rules = data.draw(st.lists(documents.rules_of_lists(), min_size=1, max_size=3))
        before = check(withheld, {str(i): rule for i, rule in enumerate(rules)})
        known = documents.with_cell(listed, row, cell, learned)
        after = check(known, {str(i): rule for i, rule in enumerate(rules)})

        assert before.verdicts.keys() == after.verdicts.keys()
        assert [] == [
            f"{name}: {verdict.name} became {after.verdicts[name].name}"
            for name, verdict in before.verdicts.items()
            if not stays(verdict, after.verdicts[name])
        ]

    def test_a_blank_that_rightly_stands_on_a_zero_base_is_a_statement(self) -> None:
        condition = parse_condition("a = b and s = b / c")
        printed = {"a": "1.00", "b": "1.00", "c": "0"}
        verdicts = [
            verdict_of({**printed, "s": stated}, condition)
            for stated in ("", {"missing": "withheld"}, "5%")
        ]

        # To print 5 % where a blank was right is another statement, and no learning.
        assert [Verdict.EXACT, Verdict.UNCHECKED, Verdict.CONTRADICTION] == verdicts
