"""Law 5. Verdicts compose.

All and AnyOf commute, associate and are idempotent. Learning a figure that was not
given may settle an UNCHECKED, but never turns what holds (STRAINED, ROUNDING, EXACT)
into anything else, nor a CONTRADICTION.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from hypothesis import example, given
from hypothesis import strategies as st

from budgetcheck import (
    All,
    Amount,
    AnyOf,
    Compare,
    Condition,
    Convention,
    Missing,
    NotComputable,
    Percent,
    Rule,
    Share,
    Verdict,
    When,
    Word,
    check,
    parse_condition,
    strategies,
)

Joined: TypeAlias = Callable[[tuple[Condition, ...]], Condition]
Printed: TypeAlias = Mapping[str, object]

AMOUNTS, PERCENTS = ("a", "b", "c"), ("s", "t")
# Of few values, so that a rule is exact, rounded, strained, contradicted, undefined and
# unchecked about as often.
AMOUNT = st.one_of(
    strategies.amounts("-1", "3", unit="万元", decimals=0),
    strategies.amounts("0.98", "1.02", unit="万元", decimals=2),
    st.sampled_from(("0", "0.00", "≥1", "-", "2.01", "3.02")),
    strategies.figures(kinds=(Amount, Word), unit="万元", decimals=2),
)
PERCENT = st.one_of(
    strategies.percents(-50, 200, decimals=0),
    st.sampled_from(("0%", "50%", "50.00%", "51%", "≥90%", "n/c", "-")),
    strategies.figures(kinds=(Percent, NotComputable, Word)),
)
UNKNOWN = st.sampled_from(
    (Missing("withheld"), Missing("not_available"), Missing("absent"))
)
MISSING = st.one_of(st.just(""), UNKNOWN, strategies.figures(kinds=(Missing,)))
CODES = ("201", "20101", "2010101", "202", "20201")

OF_AMOUNTS = strategies.conditions(figures=AMOUNTS, stated=PERCENTS, units=["万元"])
OF_PERCENTS = strategies.conditions(figures=PERCENTS, units=["%"])
CONDITIONS = st.one_of(
    OF_AMOUNTS,
    OF_AMOUNTS,
    OF_PERCENTS,
    st.builds(lambda *parts: All(parts), OF_AMOUNTS, OF_PERCENTS),
    st.builds(lambda *parts: AnyOf(parts), OF_AMOUNTS, OF_PERCENTS),
    st.builds(When, OF_PERCENTS, OF_AMOUNTS),
)
FLAT = (Compare, Share)
# What is joined is mostly short, because it is nested when it is joined.
PARTS = st.one_of(
    strategies.conditions(figures=AMOUNTS, stated=PERCENTS, units=["万元"], kinds=FLAT),
    strategies.conditions(figures=PERCENTS, units=["%"], kinds=FLAT),
    CONDITIONS,
)
OF_ROWS = strategies.conditions(
    figures=("total", "lines[*].x", "sum(lines[*].x)"),
    stated=("lines[*].s",),
    units=["万元"],
    by="code",
)
SHARES_OF_ROWS = strategies.conditions(
    figures=("lines[*].s", "sum(lines[*].s)"), units=["%"]
)
RULES_OF_ROWS = st.lists(
    st.one_of(OF_ROWS, OF_ROWS, SHARES_OF_ROWS), min_size=1, max_size=2
)
PUBLISHER = Convention(unit="万元", decimals=2)
BOTH: tuple[Joined, ...] = (All, AnyOf)
THREE = {"a": "3.02", "b": "1.01", "c": "2.00"}


class Lesson(NamedTuple):
    """A document with a figure that is not known, and the same one with it."""

    before: Printed
    after: Printed


@st.composite
def documents(draw: st.DrawFn) -> Printed:
    """Draw amounts and percentages by name, one of them not given now and then."""
    printed = {name: draw(AMOUNT) for name in AMOUNTS}
    printed |= {name: draw(PERCENT) for name in PERCENTS}
    gap = draw(st.sampled_from((None, None, *AMOUNTS, *PERCENTS)))
    return printed if gap is None else printed | {gap: draw(MISSING)}


@st.composite
def lessons(draw: st.DrawFn) -> Lesson:
    """Draw a figure that is learned; before that it is unknown, or gone altogether."""
    printed = draw(documents())
    name = draw(st.sampled_from((*AMOUNTS, *PERCENTS)))
    learned = {**printed, name: draw(PERCENT if name in PERCENTS else AMOUNT)}
    without = {key: value for key, value in printed.items() if key != name}
    gone = draw(st.booleans())
    return Lesson(without if gone else {**printed, name: draw(UNKNOWN)}, learned)


@st.composite
def lessons_of_rows(draw: st.DrawFn) -> Lesson:
    """Draw a classification of a few rows, of which one cell is learned."""
    codes = CODES[: draw(st.integers(1, len(CODES)))]
    lines = [{"code": code, "x": draw(AMOUNT), "s": draw(PERCENT)} for code in codes]
    cell = draw(st.sampled_from(("x", "s")))
    row = draw(st.integers(0, len(lines) - 1))
    withheld = [*lines[:row], {**lines[row], cell: draw(UNKNOWN)}, *lines[row + 1 :]]
    total = draw(AMOUNT)
    return Lesson({"total": total, "lines": withheld}, {"total": total, "lines": lines})


DOCUMENTS = documents()


def verdict_of(printed: Printed, condition: Condition) -> Verdict:
    report = check(
        printed, [Rule(condition)], missing="unchecked", convention=PUBLISHER
    )
    return report.findings[0].verdict


SHARE_LEARNED = Lesson({**THREE, "s": {"missing": "withheld"}}, {**THREE, "s": "9%"})


class TestJoining:
    """*All and AnyOf commute, associate and are idempotent.*"""

    @given(DOCUMENTS, PARTS, PARTS)
    def test_the_order_of_parts_does_not_matter(
        self, printed: Printed, one: Condition, other: Condition
    ) -> None:
        for join in BOTH:
            there = verdict_of(printed, join((one, other)))

            assert there is verdict_of(printed, join((other, one)))

    @given(DOCUMENTS, PARTS, PARTS, PARTS)
    def test_the_grouping_of_parts_does_not_matter(
        self, printed: Printed, one: Condition, two: Condition, three: Condition
    ) -> None:
        for join in BOTH:
            flat = verdict_of(printed, join((one, two, three)))

            assert flat is verdict_of(printed, join((join((one, two)), three)))
            assert flat is verdict_of(printed, join((one, join((two, three)))))

    @given(DOCUMENTS, CONDITIONS)
    def test_saying_a_rule_twice_says_no_more(
        self, printed: Printed, condition: Condition
    ) -> None:
        once = verdict_of(printed, condition)
        for join in BOTH:
            assert once is verdict_of(printed, join((condition, condition)))

    @given(DOCUMENTS, PARTS, PARTS)
    def test_a_rule_that_does_not_apply_is_neutral(
        self, printed: Printed, condition: Condition, other: Condition
    ) -> None:
        idle = When(parse_condition("never > 0"), other)
        once = verdict_of(printed, condition)
        for join in BOTH:
            joined = join((condition, idle))

            assert once is verdict_of({**printed, "never": "0"}, joined)

    @given(DOCUMENTS, PARTS, PARTS)
    def test_joined_verdicts_are_one_of_the_parts(
        self, printed: Printed, one: Condition, other: Condition
    ) -> None:
        parts = {verdict_of(printed, one), verdict_of(printed, other)}
        for join in BOTH:
            assert verdict_of(printed, join((one, other))) in parts


def stays(before: Verdict, after: Verdict) -> bool:
    """Say whether a verdict has only become what the law allows."""
    if before.holds:
        return after.holds
    return before is not Verdict.CONTRADICTION or after is Verdict.CONTRADICTION


class TestLearning:
    """*Learning a figure that was not given may settle an UNCHECKED, but never …*"""

    @given(lessons(), CONDITIONS)
    @example(SHARE_LEARNED, parse_condition("a = b + c or s = a / b"))
    @example(SHARE_LEARNED, parse_condition("a < b and s = a / b"))
    @example(SHARE_LEARNED, parse_condition("a = b + c and s = a / b"))
    def test_what_was_settled_stays_settled(
        self, lesson: Lesson, condition: Condition
    ) -> None:
        before = verdict_of(lesson.before, condition)
        after = verdict_of(lesson.after, condition)

        assert stays(before, after), f"{before.name} became {after.name}"

    @given(lessons_of_rows(), RULES_OF_ROWS)
    def test_a_cell_of_a_list_is_learned_alike(
        self, lesson: Lesson, conditions: list[Condition]
    ) -> None:
        rules = {str(at): condition for at, condition in enumerate(conditions)}
        before = check(lesson.before, rules, convention=PUBLISHER)
        after = check(lesson.after, rules, convention=PUBLISHER)

        # What is learned may have several printings, which are then compared as well.
        more = after.verdicts.keys() - before.verdicts.keys()

        assert all(name.startswith("printings.") for name in more)
        assert before.verdicts.keys() <= after.verdicts.keys()
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
