"""Why a rule must hold, and what to do where it does not."""

from __future__ import annotations

import pytest
from tests.untraced import untraced

from budgetcheck import Finding, InvalidConventionError, Rule, check
from budgetcheck.language.evidence import Cause
from budgetcheck.language.findings import Conclusion
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.standards import check_example, standard_named
from budgetcheck.wording import LANGUAGES, reason_for, remedy_for, word

STANDARD = standard_named("cn-departmental-final-accounts")
EXACT = {"value": "2", "exact": True}

# Figures that break a rule, the rule, what its reason begins with, and its remedy.
KINDS: dict[str, tuple[dict[str, object], str, str, str]] = {
    "total": (
        {"t": "9", "a": "1", "b": "2"},
        "t = a + b",
        "A total is the sum",
        "If all parts are right, the total is 3;",
    ),
    "sum over rows": (
        {"t": "9", "rows": [{"a": "1"}, {"a": "2"}]},
        "t = sum(rows[*].a)",
        "A total is the sum",
        "the total is 3;",
    ),
    "tree": (
        {"rows": [{"code": "208", "a": "9"}, {"code": "20805", "a": "3"}]},
        "tree(rows[*].a by code)",
        "In a classification",
        "the heading is 3;",
    ),
    "balance": (
        {"o": "1", "i": "5", "x": "2", "c": "9"},
        "o + i = x + c",
        "Both sides put the same amount together",
        "one side makes 6, the other 11. A figure as large as the difference, 5,",
    ),
    "balance with two subtractions": (
        {"c": "9", "o": "1", "x": "2", "y": "3"},
        "c = o - x - y",
        "Both sides put the same amount together",
        "one side makes 9, the other -4.",
    ),
    "difference": (
        {"d": "9", "a": "1", "b": "2"},
        "d = a - b",
        "What is stated of two figures",
        "the difference is -1;",
    ),
    "word for more": (
        {"d": {"word": "decrease"}, "a": "3", "b": "2"},
        "d = a - b",
        "What is stated of two figures",
        "they give 1, and the word for more",
    ),
    "word for less": (
        {"d": {"word": "increase"}, "a": "1", "b": "2"},
        "d = a - b",
        "What is stated of two figures",
        "they give -1, and the word for less",
    ),
    "word for as much": (
        {"d": {"word": "increase"}, "a": EXACT, "b": EXACT},
        "d = a - b",
        "What is stated of two figures",
        "there is no difference",
    ),
    "word of bounded figures": (
        {"d": {"word": "increase"}, "a": "<=1", "b": "2"},
        "d = a - b",
        "What is stated of two figures",
        "If both figures are right",
    ),
    "equal": (
        {"a": "1", "b": "5"},
        "a = b",
        "The two have to agree",
        "which of the two is right, 1 or 5;",
    ),
    "equal within a part": (
        {"form": {"a": "1", "b": "5"}},
        "form.a = form.b",
        "The two have to agree",
        "which of the two is right, 1 or 5;",
    ),
    "in two parts": (
        {"form": {"a": "1"}, "text": {"a": "5"}},
        "form.a = text.a",
        "The same figure stands in two parts",
        "Compare 1 and 5 with the ledger: one of the two parts",
    ),
    "fixed": (
        {"a": "1"},
        "a = 0",
        "What the figure is of leaves it one value",
        "0 has to be printed",
    ),
    "shares": (
        {"a": "50%", "b": "20%"},
        "a + b = 100%",
        "Shares that divide up a whole",
        "they have to make 100%",
    ),
    "share": (
        {"s": "50%", "a": "10", "b": "40"},
        "s = a / b",
        "A stated ratio",
        "25% should be printed; if 50% is right",
    ),
    "share that is cut off": (
        {"s": {"value": "50.0%", "rounding": "cut_off"}, "a": "20.0", "b": "30.0"},
        "s = a / b",
        "A stated ratio",
        "66.6% should be printed; if 50.0% is right",
    ),
    "change": (
        {"s": "50%", "a": "50", "b": "40"},
        "s = a / b - 1",
        "A stated rate of change",
        "25% should be printed; if 50% is right, look at the sign",
    ),
    "of which": (
        {"a": "4", "b": "5", "t": "4"},
        "a + b <= t",
        "Parts of a whole",
        "the parts make 9, and the whole is 4.",
    ),
    "at most": (
        {"a": "9", "t": "4"},
        "a <= t",
        "What is part of something",
        "9 should be no more than 4.",
    ),
    "order": (
        {"a": "5", "t": "4", "u": "2"},
        "a <= t - u",
        "By what they count",
        "Compare the figures of both sides, 5 and 2,",
    ),
    "order of a difference": (
        {"a": "9", "b": "1", "t": "4"},
        "a - b <= t",
        "By what they count",
        "Compare the figures of both sides, 8 and 4,",
    ),
    "bound": (
        {"a": "-1"},
        "a >= 0",
        "What the figure counts sets it a bound",
        "it cannot be beyond 0",
    ),
    "several, one of which broke": (
        {"a": "1", "b": "1", "c": "5"},
        "a = b and b = c",
        "It joins several relations",
        "which of the two is right, 1 or 5;",
    ),
    "either": (
        {"a": "1", "b": "5", "c": "9"},
        "a = b or b = c",
        "It joins several relations",
        "which of the two is right",
    ),
    "guarded": (
        {"a": "1", "b": "5"},
        "when a > 0 then a = b",
        "The two have to agree",
        "which of the two is right, 1 or 5;",
    ),
    "percentage of zero": (
        {"s": "50%", "a": "1", "b": {"value": "0", "exact": True}},
        "s = a / b",
        "A stated ratio",
        "Print no percentage here",
    ),
    "computable": (
        {"s": "n/c", "a": "1", "b": "4"},
        "s = a / b",
        "A stated ratio",
        "Print 25.00%;",
    ),
    "two printings": (
        {"a": {"value": "1", "also": ["3"]}, "b": "2"},
        "a = b",
        "The two have to agree",
        "which printing is right",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_rule_is_told_by_its_kind(kind: str) -> None:
    figures, rule, reason, remedy = KINDS[kind]
    found = [one for one in check(figures, [rule]) if one.rule.id == rule]
    worst = next(one for one in found if one.verdict is Verdict.CONTRADICTION)

    assert reason_for(worst.rule).startswith(reason)
    assert remedy in remedy_for(worst)
    for lang in LANGUAGES:
        assert "{" not in reason_for(worst.rule, lang) + remedy_for(worst, lang)
    assert "。" in reason_for(worst.rule, "zh")
    assert remedy_for(worst, "zh").endswith("。")


def test_what_holds_needs_no_remedy() -> None:
    (found,) = check({"a": "1", "b": "1"}, ["a = b"]).findings

    assert "" == remedy_for(found)
    assert "" == remedy_for(found, "zh")


def test_a_warning_says_that_there_can_be_a_reason() -> None:
    loud, soft = Rule("a = b"), Rule("a = b", level="warning")

    assert reason_for(soft).startswith(reason_for(loud))
    assert "ask before you correct" in reason_for(soft)
    assert "先问清楚" in reason_for(soft, "zh")


def test_a_guard_is_told_with_the_reason() -> None:
    assert "only where its condition holds" in reason_for(Rule("when a > 0 then a = b"))


def test_a_finding_without_numbers_has_a_remedy_all_the_same() -> None:
    bare = Conclusion(
        Rule("a = b"), Verdict.CONTRADICTION, Level.ERROR, Cause.IMPOSSIBLE
    )

    assert "Compare each of the figures with the ledger." == remedy_for(Finding(bare))


def test_there_is_no_advice_in_other_languages() -> None:
    (found,) = check({"a": "1", "b": "5"}, ["a = b"]).findings

    with pytest.raises(InvalidConventionError):
        reason_for(found.rule, "fr")
    with pytest.raises(InvalidConventionError):
        remedy_for(found, "fr")


@pytest.mark.parametrize("figure", ["total", "part"])
def test_a_figure_put_right_as_advised_mends_the_rule(figure: str) -> None:
    # 98.35 is what the advice names for the total.
    broken = {"total": "98.38", "part": "60.80", "rest": "37.55"}
    rule = "total = part + rest"
    (found,) = check(broken, [rule], decimals=2).findings
    mended = {"total": "98.35", "part": "60.83"}

    assert "the total is 98.35;" in remedy_for(found)
    assert check(broken | {figure: mended[figure]}, [rule], decimals=2).ok


@untraced()
def test_the_figures_that_break_a_standard_name_no_cell_of_another_kind() -> None:
    # A word is never advised where no word is stated, and always where one is.
    for rule in STANDARD.rules:
        for found in check_example(STANDARD, rule.id, "breaks"):
            worded = "the word" in remedy_for(found)
            assert worded == word(found).what.startswith("The text says"), rule.id


def test_an_exact_percentage_that_no_digits_write_is_advised_as_it_is_worked_out() -> (
    None
):
    figures = {"s": {"value": "40%", "exact": True}, "p": "1.00", "w": "3.00"}
    (finding,) = check(figures, ["s = p / w"], unit="元", decimals=2)

    assert "33.33%" in remedy_for(finding, "en")


def test_beside_a_bound_it_advises_what_is_worked_out() -> None:
    figures = {"s": ">= 90%", "p": "1.00", "w": "2.00"}
    (finding,) = check(figures, ["s = p / w"], unit="元", decimals=2)

    assert "50" in remedy_for(finding, "en").partition("should be printed")[0]
