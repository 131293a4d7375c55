"""The notation: what is read, what is written, and that they are one."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import random_rules, random_texts
from tests.untraced import untraced

from budgetcheck import (
    BudgetCheckError,
    Condition,
    InvalidRuleError,
    Linear,
    NotationError,
    Path,
    Rule,
    Share,
    Tree,
    condition_text,
    parse_condition,
)
from budgetcheck.language.conditions import row_list
from budgetcheck.language.notation import linear_text, parse_linear, parse_path
from budgetcheck.language.paths import ROW, Key, composed, quoted, unquoted
from budgetcheck.strategies import conditions

WRITTEN = [
    "total = basic + project",
    "opening + income - spending = closing",
    "basic_share = basic / total",
    "change = now / before - 1",
    "change = delta / (now - delta)",
    "a + b + c <= total",
    "total.actual = sum(lines[*].actual)",
    "lines[*].completion = lines[*].actual / lines[*].budget",
    "lines[i].share = lines[i].actual / sum(lines[*].actual)",
    "shares.a + shares.b + shares.c = 100%",
    "direction = actual - budget",
    "when fund.total > 0 then t3 = t5 + fund.total",
    "tree(lines[*].actual by code)",
    "s = 1 - p / t",
    "a = b / 3",
    "a = 2 * b / 3",
    "a = 0.05 * b",
    "a >= 50万元",
    'a >= 50"GBP thousand"',
    'a >= 50"_x"',
    'a >= 50"e5"',
    'a >= 50"E"',
    "a = b and b = c or c = d",
    "a = b and (b = c or c = d)",
    "(a = b and b = c) and c = d",
    "a = b or (when c > 0 then d = e)",
    "when a > 0 then when b > 0 then c = d",
    "when (when a > 0 then b > 0) then c = d",
    '"2080505"."when" = lines["20805"].actual + lines[0].actual',
    "a = -b - c",
    "s = (-a) / t",
    "s = (a + b) / (c - d)",
    "s = 5万元 / t",
    "决算 <= 预算",
    "0 * a = 0",
    "a = sum(lines[i].items[*].x) - lines[i].y",
    "lines[i].x > 0 and tree(lines[i].items[*].y by code)",
    "lines[i].x > 0 or tree(lines[i].items[*].y by code)",
    "when lines[i].x > 0 then tree(lines[i].items[*].y by code)",
    "when tree(lines[i].items[*].y by code) then lines[i].x > 0",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_what_is_written_as_it_should_be_is_written_so_again(text: str) -> None:
    assert text == condition_text(parse_condition(text))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a=b+c", "a = b + c"),
        ("a = 5% * b", "a = 0.05 * b"),
        ("a = b * 5%", "a = 0.05 * b"),
        ("a = 2 * 3 * b", "a = 6 * b"),
        ("a = 2 * 5%", "a = 10%"),
        ("a = 5% * 2", "a = 10%"),
        ("a = 5% * (2 + 1)", "a = 15%"),
        ("a = 50万元 * 5%", "a = 2.5万元"),
        ("a = 5% * 50万元", "a = 2.5万元"),
        ("a = b - (c - d)", "a = b - c + d"),
        ("a = 2 * (b + 1万元)", "a = 2 * b + 2万元"),
        ("a = b / 2 / 2", "a = 0.25 * b"),
        ("a = 3 / 2 * b", "a = 1.5 * b"),
        ("a = b - -5元", "a = b + 5元"),
        ("s = p / t + 1", "s = (p + t) / t"),
        ("s = 1 + p / t", "s = (t + p) / t"),
        ("s = -1 + p / t", "s = (-t + p) / t"),
        ("s = p / t - (3 - 1)", "s = (p - 2 * t) / t"),
        ("s = -(p / 2 + q) / t", "s = (-0.5 * p - q) / t"),
        ("a = 2 * (b - 3 * (c - d) / 2) + e", "a = 2 * b - 3 * c + 3 * d + e"),
        (
            "a = b - sum(2 * (l[*].x - l[*].y))",
            "a = b - 2 * sum(l[*].x) + 2 * sum(l[*].y)",
        ),
        ("a = (1 + 2) * 3 * b", "a = 9 * b"),
        ("a = b / (1 + 2)", "a = b / 3"),
        ("s = -p / t", "s = (-p) / t"),
        ("s = 100 * p / t", "s = 100 * p / t"),
        ("a = sum(2 * l[*].x - l[*].y)", "a = 2 * sum(l[*].x) - sum(l[*].y)"),
        ("lines[row].a = lines[row].b", "lines[*].a = lines[*].b"),
        ("(a = b)", "a = b"),
        ("e\u0301 = b", "é = b"),
        ("a >= 50 万元", "a >= 50万元"),
        ('"total" = b', "total = b"),
    ],
)
def test_what_is_typed_loosely_is_written_in_one_way(typed: str, written: str) -> None:
    assert written == condition_text(parse_condition(typed))


# (text, where the caret stands, words of the message, words of the hint)
FAULTS = [
    ("", 0, "the rule is empty", "write total"),
    ("   ", 3, "the rule is empty", "write total"),
    ("a + b", 5, "expected a relation", "write ="),
    ("a =", 3, "the rule ends", ""),
    ("= a", 0, "not '='", "one '='"),
    ("a = + b", 4, "not '+'", ""),
    ("a == b", 2, "no relation", "write '='"),
    ("a != b", 2, "no relation", "what holds"),
    ("a <> b", 2, "no relation", "what holds"),
    ("a ≠ b", 2, "not in the notation", "what holds"),
    ("a =< b", 2, "no relation", "write '<='"),
    ("a => b", 2, "no relation", "write '>='"),
    ("a ≤ b", 2, "not in the notation", "write '<='"),
    ("a ≥ b", 2, "not in the notation", "write '>='"),
    ("a ＝ b", 2, "not in the notation", "write '='"),
    ("（a） = b", 0, "not in the notation", "write '('"),
    ("a = b ＋ c", 6, "not in the notation", "write '+'"),
    ("a = b，c", 5, "not in the notation", "write ','"),
    ("a = 5％", 5, "not in the notation", "write '%'"),
    ("a = b − c", 6, "not in the notation", "write '-'"),
    ("a = 2 × b", 6, "not in the notation", "write '*'"),
    ("a = b ÷ c", 6, "not in the notation", "write '/'"),
    ("a = b = c", 6, "two sides", "and b = c"),
    ("a + b = c / d", 0, "one figure states a ratio", "s = c / d"),
    ("2 * a = c / d", 0, "one figure states a ratio", "s = c / d"),
    ("a / b = c", 2, "right of '='", "write c = a / b"),
    ("a / b = c / d", 2, "right of '='", ""),
    ("x <= a / b", 2, "a ratio is stated", "compare"),
    ("a = b * c", 6, "two figures are multiplied", "s = p / t"),
    ("a = (b + 5%) * c", 13, "two figures are multiplied", "s = p / t"),
    ("a = b / c / d", 10, "one divisor", "s = p / t"),
    ("a = p / t + b", 12, "only a plain number", "s = a / b - 1"),
    ("a = b - p / t", 4, "only a plain number", "s = a / b - 1"),
    ("a = p / t + 1 - 2", 16, "one number is added", "s = a / b - 1"),
    ("a = 1 + 2 + p / t", 8, "one number is added", "s = a / b - 1"),
    ("a = 1 + p / t - 2", 16, "one number is added", "s = a / b - 1"),
    ("a = p / t + q / u", 14, "one ratio", "two rules"),
    ("s = p / t * 100", 10, "not multiplied", "no * 100"),
    ("a = b / 0", 6, "divided by 0", ""),
    ("a = b / 5元", 6, "a unit and no figure", "plain number"),
    ("a = (b / c) + d", 7, "no part of an expression", "divisor comes last"),
    ("a = 12,345元", 6, "no commas", "write 12345"),
    ("a = 12,345,678.90元", 6, "no commas", "write 12345678.90"),
    ("a = 12_345元", 6, "no underscores", "write 12345"),
    ("a = 1.2.3", 7, "one decimal point", ""),
    ("a = 7.x", 5, "ends in a digit", "write 7 or 7.0"),
    ("a = 1e5", 5, "no exponent", "all its digits"),
    ("a = 5.", 5, "ends in a digit", "write 5 or 5.0"),
    ("a = .75", 4, "not '.'", "write 0.75"),
    ("a = .b", 4, "not '.'", ""),
    ("a.2080505 = b", 2, "is no name", 'write "2080505"'),
    ("a.when = b", 2, "is no name", 'write "when"'),
    ("by = b", 0, "not 'by'", "in quotes"),
    ('"a = b', 0, "not closed", "end it"),
    ("lines[0 = b", 8, "bracket is not closed", "end it"),
    ("(a + b = c", 10, "parenthesis is not closed", "end it"),
    ("a = (b + c", 10, "parenthesis is not closed", "end it"),
    ("a = b)", 5, "no '('", ""),
    ("(a + b", 6, "parenthesis is not closed", "end it"),
    ("lines[] = b", 6, "expected a row", "lines[*]"),
    ("lines[-1] = b", 6, "expected a row", "lines[0]"),
    ("lines[1.5] = b", 6, "expected a row", "lines[0]"),
    ("a. = b", 3, "expected a name", "one '='"),
    ("a = sum lines[*].x", 8, "expected '('", "sum(lines"),
    ("a = sum(lines.x)", 8, "rows of a list", "lines.x[*]"),
    ("a = sum(lines[*].x + 5元)", 4, "no list", "sum(lines"),
    ("a = sum(sum(lines[*].x))", 8, "a sum stands in a sum", "one sum"),
    ("a = sum(lines[*].x / lines[*].y)", 19, "not summed", "sum(lines"),
    ("a = sum(lines[*].x", 18, "parenthesis is not closed", "end it"),
    ("tree(lines[*].x)", 15, "expected 'by'", "by code"),
    ("tree lines[*].x", 5, "expected '('", "by code"),
    ("tree(lines.x by code)", 5, "rows of a list", "[*]"),
    ("tree(a[*].b[*].x by code)", 0, "one list", "by code"),
    ("tree(lines[*].x by 5)", 19, "name of the code", "by code"),
    ("tree(lines[*].x by code", 23, "parenthesis is not closed", "end it"),
    ("when a > 0", 10, "expected 'then'", "when … then"),
    ("a = b then c = d", 6, "'then' without 'when'", "when … then"),
    ("a = b and when c > 0 then d = e", 10, "stands first", "(when"),
    ("a = b when c > 0", 6, "stands first", ""),
    ("if a > 0 then b = c", 0, "not in the notation", "when … then"),
    ("when a > 0 then b = c else d = e", 22, "not in the notation", "two rules"),
    ("not a = b", 0, "not in the notation", "turn the relation"),
    ("a = b && c = d", 6, "no relation", "write 'and'"),
    ("a = b || c = d", 6, "no relation", "write 'or'"),
    ("a = b AND c = d", 6, "not in the notation", "write 'and'"),
    ("a = b c = d", 6, "ends before this", "'and' or 'or'"),
    ("a = b; c = d", 5, "not in the notation", "join conditions"),
    ("a = b # total", 6, "not in the notation", "join conditions"),
    ("1 = 1", 0, "names no figure", ""),
    ("s = s / t", 0, "stated of itself", "no part"),
    ("a = 5 台（套）", 7, "not in the notation", "write '('"),
    ("a = 5ABC", 5, "is no ISO 4217 currency", "write 50万元"),
    ('a = 5""', 5, "is not a unit", "write 50万元"),
    ("lines[*].a = rows[*].b", 13, "one row index", "by key"),
    ("lines[i].a = lines[j].b", 19, "one row index", "[i]"),
    ("lines[*].a = lines[i].b", 19, "one row index", "[*]"),
    ("lines[*].a[*].b = c", 0, "one row index", "by number or key"),
    ("c = lines[i].a[i].b", 4, "one row index", "by number or key"),
    ("c = sum(lines[i].a[i].b[*].d)", 8, "one row index", "by number or key"),
    ("a = b + 'c'", 8, "not in the notation", "double quotes"),
    ("因公出国（境）费 = a", 4, "not in the notation", "quote a name"),
    ("a ∈ b", 2, "not in the notation", "in quotes"),
    ("a = (when b > 0 then c = d)", 5, "not 'when'", "in quotes"),
    ("a = b - - c", 8, "not '-'", "parentheses"),
    ("a = -(b) * then", 11, "not 'then'", "in quotes"),
]


@pytest.mark.parametrize(("text", "at", "problem", "hint"), FAULTS)
def test_every_fault_has_its_caret_its_message_and_its_hint(
    text: str, at: int, problem: str, hint: str
) -> None:
    with pytest.raises(NotationError) as caught:
        parse_condition(text)

    assert at == caught.value.position
    assert problem in caught.value.problem
    assert hint in caught.value.hint
    assert bool(hint) is bool(caught.value.hint)


def test_the_caret_stands_below_its_place_also_behind_chinese() -> None:
    with pytest.raises(NotationError) as caught:
        parse_condition("预算 == 决算")
    _, text, caret, hint = str(caught.value).splitlines()

    assert "  预算 == 决算" == text
    assert "       ^" == caret
    assert "  hint: write '='" == hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a" * 10_001, "a rule of 10001 characters is refused"),
        ("a = " + "9" * 121, "a number of 121 digits is refused"),
        ("(" * 60 + "a" + ")" * 60 + " = b", "50 levels deep"),
        ("when a > 0 then " * 60 + "b = c", "50 levels deep"),
        ("a" + ".b" * 120 + " = c", "at most 100 steps"),
    ],
)
def test_what_is_too_large_is_refused(text: str, words: str) -> None:
    with pytest.raises(BudgetCheckError, match=words):
        parse_condition(text)


def test_a_rule_of_many_terms_is_read_whole() -> None:
    many = " + ".join(f"a{number}" for number in range(1200))

    assert many == linear_text(parse_linear(many))


def test_one_side_and_one_path_are_read_by_themselves() -> None:
    assert Path(("lines", ROW, "x")) == parse_path("lines[*].x")
    assert "sum(lines[*].items[*].x)" != linear_text(
        parse_linear("sum(lines[i].items[*].x)")
    )
    for text in ("a / b", "a = b", "a b"):
        with pytest.raises(NotationError):
            parse_linear(text)
    with pytest.raises(NotationError):
        parse_path("a + b")
    with pytest.raises(NotationError):
        parse_path("5")


def test_what_cannot_be_meant_cannot_be_built() -> None:
    with pytest.raises(InvalidRuleError, match="one term"):
        Linear(())
    with pytest.raises(InvalidRuleError, match="no list"):
        Tree(Path.of("a"), "code")
    with pytest.raises(InvalidRuleError, match="names no figure"):
        Share(Path.of("s"), parse_linear("a"), parse_linear("5元"))


class TestThereAndBack:
    """Data, text and data again are the same; text is normalised once."""

    @pytest.mark.parametrize("before", ["\n", "\t", "\r", "\\", '"', "\\n", "n", ""])
    def test_a_name_with_an_accent_behind_an_escape_survives(self, before: str) -> None:
        accents = [one for one in map(chr, range(0x3000)) if unicodedata.combining(one)]
        names = [
            before + one + other for one in accents for other in ("", "\u0301", "n")
        ]
        names = list(map(composed, names))
        broken = [name for name in names if unquoted(composed(quoted(name))) != name]

        assert [] == broken

    @given(st.text('\n\t\r\\"ntra\u0301\u0323\u0338é', max_size=6))
    def test_a_name_of_any_escapes_survives(self, name: str) -> None:
        path = Path((name, Key(name)))

        assert path == parse_path(str(path))

    @untraced()
    def test_random_rules_survive_being_written_and_read(self) -> None:
        random = Random(20211231)
        for _ in range(10 * settings().max_examples):  # Thorough: ten thousand.
            condition = random_rules.condition(random)
            text = condition_text(condition)
            again = parse_condition(text)

            assert condition == again
            assert text == condition_text(again)

    @untraced()
    def test_random_texts_of_the_grammar_are_read_and_survive_as_data(self) -> None:
        random = Random(20211231)
        for _ in range(5 * settings().max_examples):
            condition = parse_condition(random_texts.rule(random))
            text = condition_text(condition)

            assert condition == parse_condition(text)

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(conditions())
    def test_a_random_rule_survives_being_written_and_read(
        self, condition: Condition
    ) -> None:
        text = condition_text(condition)
        again = parse_condition(text)

        assert condition == again
        assert text == condition_text(again)
        assert row_list(condition) == Rule(text).over

    @given(st.sampled_from(WRITTEN), st.data())
    def test_a_damaged_rule_is_read_or_refused_and_nothing_else(
        self, text: str, data: st.DataObject
    ) -> None:
        at = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 3))
        put = data.draw(st.text(max_size=3) | st.sampled_from(["(", "[", '"', "sum("]))
        damaged = text[:at] + put + text[at + length :]
        try:
            condition = parse_condition(damaged)
        except NotationError as error:
            inside, said = 0 <= error.position <= len(error.text), str(error)
        else:
            inside, said = True, condition_text(condition)
            assert condition == parse_condition(said)

        assert inside
        assert said
