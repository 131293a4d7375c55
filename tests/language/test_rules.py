"""Rules and rule sets, and the words in which they refuse."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pytest

import budgetcheck as bc
from budgetcheck.language import rules
from budgetcheck.language.expressions import figure, linear_at
from budgetcheck.language.paths import (
    EVERY,
    ROW,
    Index,
    check_figure,
    check_path,
    quoted,
    unquoted,
)

RULES = bc.rules({"total.a": "a = b", "total.b": "a = c", "total.c": "a = d"})
FIVE = bc.Linear((bc.Term(5, bc.Constant()),))
A = figure(bc.Path.of("a"))

REFUSED: list[tuple[Callable[[], object], str]] = [
    (
        lambda: check_path(bc.Path(())),
        "the path '' does not begin with a name\n"
        "  hint: write unit.total or lines[0].actual",
    ),
    (
        lambda: check_path(bc.Path((Index(0), "x"))),
        "the path '[0].x' does not begin with a name\n"
        "  hint: write unit.total or lines[0].actual",
    ),
    (
        lambda: check_path(bc.Path(("x",) * 101)),
        "a path of 101 steps is refused: the limit is 100",
    ),
    (
        lambda: check_path(bc.Path(("x", Index(-1)))),
        "x[-1] has a row before the first\n  hint: rows are counted from 0: lines[0]",
    ),
    (
        lambda: check_figure(bc.Path(("l", ROW, "m", EVERY))),
        "l[i].m[*] is a figure of every row\n  hint: write sum(l[i].m[*])",
    ),
    (
        lambda: bc.Path(("l", ROW, "m", ROW)).row_list,
        "l[*].m[*] has two row indexes\n"
        "  hint: sum over the inner list, or give one row by number or key",
    ),
    (
        lambda: bc.Sum(bc.Path(("l", "x"))),
        "sum(l.x) ranges over no list\n  hint: write sum(l.x[*])",
    ),
    (lambda: bc.Linear(()), "an expression has one term or more"),
    (
        lambda: bc.Rule("a = b", id=""),
        "a rule cannot have an empty id\n"
        "  hint: leave it out, and the notation is the id",
    ),
    (
        lambda: bc.Rule(bc.Compare(FIVE, "=", FIVE)),
        "rule '5 = 5' names no figure",
    ),
    (
        lambda: bc.Rule("a = b", convention=bc.Convention(unit="元")),
        "rule 'a = b': unit is read with the figures\n"
        "  hint: declare it for the document, or for the figure",
    ),
    (
        lambda: bc.Rule("a = b", convention=bc.Convention(decimals=0)),
        "rule 'a = b': decimals is read with the figures\n"
        "  hint: declare it for the document, or for the figure",
    ),
    (
        lambda: RULES["total.d"],
        "there is no rule 'total.d'\n  hint: did you mean 'total.c' or 'total.b'?",
    ),
    (lambda: RULES["zzz"], "there is no rule 'zzz'"),
    (lambda: RULES.select("total.*", "x*"), "there is no rule 'x*'"),
    (
        lambda: RULES.extend({"total.a": "a = b"}),  # type: ignore[arg-type]
        "rule 'total.a' is given twice\n  hint: give each rule its own id",
    ),
    (
        lambda: RULES.disable("total.a", reason=""),
        'a rule is disabled for a reason\n  hint: say reason="…"',
    ),
    (
        lambda: bc.Share(bc.Path.of("a"), A, A),
        "a is stated of itself\n  hint: the stated figure is no part of its ratio",
    ),
]


@pytest.mark.parametrize(
    ("build", "said"), REFUSED, ids=[said[:40] for _, said in REFUSED]
)
def test_what_is_refused_is_refused_in_these_words(
    build: Callable[[], object], said: str
) -> None:
    with pytest.raises(bc.BudgetCheckError) as caught:
        build()

    assert said == str(caught.value)


def test_more_rules_than_anyone_writes_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rules, "RULES_LIMIT", 3)

    assert 3 == len(bc.rules("a = b", {"x": "a = c", "y": "a = d"}))
    for many in (("a = b", {"x": "a = c", "y": "a = d"}, "a = e"), (RULES, "a = b")):
        with pytest.raises(bc.InvalidRuleError) as caught:
            bc.rules(*many)
        assert "4 rules are refused: the limit is 3" == str(caught.value)


def test_levels_are_given_as_words_or_as_pairs() -> None:
    warning = ((bc.Verdict.STRAINED, bc.Level.WARNING),)

    for given in ({bc.Verdict.STRAINED: "warning"}, warning):
        assert warning == bc.Rule("a = b", levels=given).levels


def test_a_path_has_a_hundred_steps_at_most() -> None:
    check_path(bc.Path(("x",) * 100))


def test_a_title_is_told_in_its_language_or_not_at_all() -> None:
    rule = bc.Rule("a = b", title={"en": "Both agree"})

    assert ["Both agree", ""] == [rule.titled(lang) for lang in ("en", "zh")]


def test_rules_are_selected_in_their_own_order() -> None:
    chosen = RULES.select("total.c", "total.?")
    starred = bc.rules({"a[*]": "a = b", "aa": "a = c"}).select("a[*]")

    assert ["total.a", "total.b", "total.c"] == [rule.id for rule in chosen]
    assert ["total.c"] == [rule.id for rule in RULES.select("total.c")]
    assert ["a[*]"] == [rule.id for rule in starred]


def test_a_set_is_a_collection_of_its_rules() -> None:
    assert isinstance(RULES, Collection)
    assert RULES["total.a"] in RULES
    assert bc.Rule("a = z", id="total.a") not in RULES


def test_rules_are_put_behind_others() -> None:
    more = RULES.extend("x = y", bc.Rule("y = z", id="z"))

    assert ["total.a", "total.b", "total.c", "x = y", "z"] == [rule.id for rule in more]


def test_a_rule_takes_the_place_of_the_one_with_its_id() -> None:
    other = bc.Rule("a = z", id="total.b")

    assert ["a = b", "a = z", "a = d"] == [
        rule.notation for rule in RULES.override(other)
    ]
    with pytest.raises(bc.InvalidRuleError, match=r"no rule 'total\.x'"):
        RULES.override(bc.Rule("a = z", id="total.x"))


def test_a_rule_is_disabled_and_the_others_are_not() -> None:
    off = RULES.disable("total.b", "total.c", reason="they are estimates")

    assert ["", *["they are estimates"] * 2] == [rule.disabled for rule in off]


def test_an_id_given_beside_a_rule_replaces_its_own() -> None:
    (named,) = bc.rules({"mine": bc.Rule("a = b", id="theirs", note="n")})

    assert ("mine", "n") == (named.id, named.note)


def test_a_sum_in_a_row_keeps_what_has_no_row() -> None:
    both = bc.Linear(
        (
            bc.Term(1, bc.Sum(bc.Path(("l", ROW, "m", EVERY)))),
            bc.Term(2, bc.Constant("%")),
            bc.Term(3, bc.Path(("l", ROW, "x"))),
        )
    )

    assert [
        bc.Sum(bc.Path(("l", Index(4), "m", EVERY))),
        bc.Constant("%"),
        bc.Path(("l", Index(4), "x")),
    ] == [term.of for term in linear_at(both, Index(4)).terms]
    assert [1, 2, 3] == [term.coefficient for term in linear_at(both, Index(4)).terms]


def test_less_is_added_with_its_sign_turned() -> None:
    less = A.minus(bc.Linear((bc.Term(3, bc.Path.of("b")),)))

    assert [1, -3] == [term.coefficient for term in less.terms]


def test_a_row_is_written_as_a_star_unless_asked_otherwise() -> None:
    path = bc.Path(("lines", ROW, "x"))

    assert ["lines[*].x", "lines[*].x", "lines[i].x"] == [
        str(path),
        path.text(),
        path.text("i"),
    ]


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\rb", 'a"b', "a\\b", "a\\\nb"])
def test_a_quoted_name_is_read_as_it_was(text: str) -> None:
    assert text == unquoted(quoted(text))
    assert "\n" not in quoted(text)
    assert "\t" not in quoted(text)
    assert "\r" not in quoted(text)


def test_an_escaped_line_break_is_a_line_break() -> None:
    assert "a\nb" == unquoted('"a\\\nb"')
