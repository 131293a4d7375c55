"""Rules: all that the notation can say, and `a = b` first."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from tests.drawing.test_numbers import simplest, some

from budgetcheck import (
    All,
    AnyOf,
    Compare,
    Condition,
    Constant,
    Level,
    Linear,
    Path,
    Rule,
    Share,
    Sum,
    Term,
    Tree,
    Verdict,
    When,
    condition_text,
    parse_condition,
)
from budgetcheck.language.conditions import has_sum, named_paths
from budgetcheck.language.expressions import paths_in
from budgetcheck.language.notation import linear_text, parse_linear, parse_path
from budgetcheck.language.paths import ROW, Index, Key
from budgetcheck.language.rules import RuleSet
from budgetcheck.strategies import conditions, expressions, paths, rule_sets, rules

# Before, Hypothesis counted bytes, and a tree was plainer to it than a comparison.
SHRINKS_BY_CHOICES = hypothesis.__version_info__ >= (6, 130)
AMOUNTS = ("a", "b", "lines[*].x", "sum(lines[*].x)")


def constants(condition: Condition) -> bool:
    return isinstance(condition, Compare) and not any(paths_in(condition.right))


def ended(kind: type) -> Path:
    return some(paths(), lambda path: isinstance(path.steps[-1], kind))


class TestPaths:
    @given(paths())
    def test_they_are_written_and_read(self, path: Path) -> None:
        assert path == parse_path(str(path))
        assert not path.ranges

    def test_every_kind_of_step_is_drawn(self) -> None:
        assert Path.of("a") == simplest(paths())
        for kind in (Index, Key):
            assert {kind, str} == {type(step) for step in ended(kind).steps}


class TestExpressions:
    @given(expressions())
    def test_they_are_written_and_read_and_name_a_figure(self, linear: Linear) -> None:
        assert linear == parse_linear(linear_text(linear))
        assert any(True for _ in paths_in(linear))

    @given(expressions(figures=AMOUNTS, units=["万元"]))
    def test_they_name_what_is_given(self, linear: Linear) -> None:
        given = {term for name in AMOUNTS for term in parse_linear(name).terms}
        figures = {term.of for term in given}
        for term in linear.terms:
            constant = isinstance(term.of, Constant)

            assert constant or term.of in figures
            assert not constant or term.of.unit == "万元" or term.coefficient == 0  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("wanted", "text"),
        [
            (lambda _: True, "a"),
            (lambda one: one.has_sum, "sum(lines[*].a)"),
            (lambda one: len(one.terms) > 2, "a + a + a"),
            (lambda one: one.terms[0].coefficient < 0, "-a"),
            (lambda one: one.terms[0].coefficient == Fraction(1, 3), "a / 3"),
            (lambda one: isinstance(one.terms[0].of, Constant), "0 + a"),
            (lambda one: one.terms[0].coefficient > 10**79, None),
        ],
    )
    def test_the_plainest_is_found_first(
        self, wanted: Callable[[Linear], object], text: str | None
    ) -> None:
        find = simplest if text else some
        found = linear_text(find(expressions(), wanted))

        assert text in {None, found}


class TestConditions:
    @given(conditions())
    def test_they_are_written_and_read_and_make_rules(
        self, condition: Condition
    ) -> None:
        assert condition == parse_condition(condition_text(condition))
        assert condition == Rule(condition).condition

    @given(conditions(figures=AMOUNTS, stated=["s", "a"], by="code"))
    def test_they_name_what_is_given(self, condition: Condition) -> None:
        known = {"a", "b", "s", "lines[i].x", "lines[*].x"}

        assert {path.text("i") for path in named_paths(condition)} <= known

    @pytest.mark.parametrize(
        ("wanted", "text"),
        [
            (lambda _: True, "a = b"),
            (lambda one: isinstance(one, Compare) and one.relation == "<", "a < b"),
            (lambda one: isinstance(one, Share), "a = b / b"),
            (lambda one: isinstance(one, When), "when a = b then a = b"),
            (lambda one: isinstance(one, All), "a = b and a = b"),
            (lambda one: isinstance(one, AnyOf), "a = b or a = b"),
            (lambda one: isinstance(one, Tree), "tree(lines[*].a by code)"),
            (has_sum, None),
            (constants, "a = 0"),
            (lambda one: isinstance(one, When) and constants(one.given), None),
            (lambda one: ROW in next(named_paths(one)).steps, None),
        ],
    )
    def test_the_plainest_is_found_first(
        self, wanted: Callable[[Condition], object], text: str | None
    ) -> None:
        exactly = text if SHRINKS_BY_CHOICES else None
        find = simplest if exactly else some
        found = condition_text(find(conditions(), wanted))

        assert exactly in {None, found}

    def test_a_figure_is_stated_only_where_another_is_left(self) -> None:
        @given(conditions(figures=["a"], stated=["a"]))
        def test(condition: Condition) -> None:
            assert "/ a" not in condition_text(condition).replace(" / 3", "")

        test()

    @pytest.mark.parametrize("kind", [Compare, Share, Tree, All, AnyOf, When])
    @given(data=st.data())
    def test_they_are_of_the_kind_that_is_asked_for(
        self, kind: type[Condition], data: st.DataObject
    ) -> None:
        assert isinstance(data.draw(conditions(kinds=(kind,))), kind)


class TestRules:
    @given(rules())
    def test_their_text_is_their_meaning(self, rule: Rule) -> None:
        assert rule.condition == parse_condition(rule.notation)

    @given(rules(conditions(figures=["a", "b"])))
    def test_they_say_what_is_given(self, rule: Rule) -> None:
        assert {str(path) for path in named_paths(rule.condition)} <= {"a", "b"}

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda rule: rule.id == "支出.合计",
            lambda rule: rule.level is Level.NONE,
            lambda rule: dict(rule.levels).get(Verdict.STRAINED),
            lambda rule: rule.titled("zh"),
            lambda rule: rule.source,
            lambda rule: rule.convention.rounding == "cut_off",
            lambda rule: rule.note,
            lambda rule: rule.disabled,
            lambda rule: rule.holds,
            lambda rule: rule.breaks,
            lambda rule: rule.since,
            lambda rule: rule.until,
        ],
    )
    def test_everything_in_a_header_is_drawn(
        self, wanted: Callable[[Rule], object]
    ) -> None:
        assert wanted(some(rules(), wanted))

    def test_the_plainest_rule_says_nothing_more(self) -> None:
        assert Rule("a = b") == simplest(rules())

    @given(rule_sets())
    def test_each_id_of_a_set_is_there_once(self, given: RuleSet) -> None:
        assert len(given) == len({rule.id for rule in given})

    def test_a_rule_that_is_there_already_gets_a_number(self) -> None:
        found = simplest(
            rule_sets(rules(st.just(parse_condition("a = b"))), min_size=3)
        )

        assert ["a = b", "a = b.2", "a = b.3"] == [rule.id for rule in found]


@pytest.mark.parametrize(
    ("strategy", "problem"),
    [
        (expressions(figures=[]), "no figure"),
        (expressions(figures=["a = b"]), "no figure"),
        (expressions(figures=["a + b"]), "no figure"),
        (expressions(figures=["2 * a"]), "no figure"),
        (expressions(figures=["5%"]), "no figure"),
        (expressions(figures=["1%"]), "no figure"),
        (expressions(units=["9"]), "no unit"),
        (conditions(figures=["one[*].x", "other[*].x"]), "rows of two lists"),
        (conditions(figures=["a"], stated=["sum(lines[*].x)"]), "cannot be a sum"),
        (conditions(figures=["a"], kinds=(Tree,)), "nothing of kinds="),
        (conditions(kinds=(int,)), "nothing of kinds="),
        (rule_sets(min_size=3, max_size=2), "max_size"),
    ],
    ids=repr,
)
def test_wrong_arguments_are_errors_when_drawn(
    strategy: st.SearchStrategy[object], problem: str
) -> None:
    with pytest.raises(InvalidArgument, match=problem):
        some(strategy)


def test_data_may_be_given_as_well() -> None:
    total = Path.of("total")
    given = (total, Sum(parse_linear("sum(lines[*].x)").terms[0].of.path))  # type: ignore[union-attr]

    assert Linear((Term(1, total),)) == simplest(expressions(figures=given))
