"""Wording: a finding as sentences, the same facts in both languages."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest

from budgetcheck import (
    Cause,
    Convention,
    Finding,
    InvalidConventionError,
    Level,
    Rule,
    Verdict,
    check,
)
from budgetcheck.language.exceptions import KnownException, StaleException
from budgetcheck.language.findings import Conclusion
from budgetcheck.wording import LANGUAGES, label, word, word_stale

CASES = Path(__file__).parent / "cases" / "wording.json"
WORDED: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))
WAN = Convention(unit="万元", decimals=2)
ONES = [f"p{number}" for number in range(16)]


def finding(figures: dict[str, object], rule: str, **declared: object) -> Finding:
    publisher = Convention.of(declared).over(WAN)
    return check(figures, [rule], convention=publisher).findings[0]


EXAMPLES: dict[Cause, tuple[dict[str, object], str, dict[str, object]]] = {
    Cause.AGREES: ({"a": "1", "b": "1"}, "a = b", {}),
    Cause.ROUNDED: ({"s": "101.86%", "a": "35.66", "b": "35"}, "s = a / b", {}),
    Cause.AT_THE_LIMIT: ({"a": "1.01", "b": "1.00"}, "a = b", {}),
    Cause.IMPROBABLE: (
        {"t": "16.05", **dict.fromkeys(ONES, "1.00")},
        f"t = {' + '.join(ONES)}",
        {},
    ),
    Cause.HIDDEN_BY_ZEROS: ({"t": "0.01", "a": "0", "b": "0"}, "t = a + b", {}),
    Cause.BASE_MAY_BE_ZERO: (
        {"s": "150%", "p": "0.01", "n": "5.01", "d": "5.00"},
        "s = p / (n - d)",
        {},
    ),
    Cause.GUARD_IN_DOUBT: (
        {"a": "1", "b": "5", "g": "0.01"},
        "when g >= 100元 then a = b",
        {},
    ),
    Cause.IMPOSSIBLE: ({"t": "98.36", "a": "60.80", "b": "37.54"}, "t = a + b", {}),
    Cause.PRINTINGS_DIFFER: (
        {"a": {"value": "1", "also": ["2"]}, "b": "1"},
        "a = b",
        {},
    ),
    Cause.PERCENTAGE_OF_ZERO: (
        {"s": "95.89%", "a": "307.82", "b": "0"},
        "s = a / b",
        {},
    ),
    Cause.PERCENTAGE_OF_HIDDEN_ZERO: (
        {"s": "50%", "a": "0", "b": "0"},
        "s = a / b",
        {},
    ),
    Cause.ZERO_OF_ZERO_REFUSED: (
        {"s": "0%", "a": "0", "b": "0"},
        "s = a / b",
        {"zero_over_zero": "not_computable"},
    ),
    Cause.COMPUTABLE: ({"s": "n/c", "a": "0.50", "b": "1.00"}, "s = a / b", {}),
    Cause.NOT_COMPUTABLE_NEAR_ZERO: (
        {"s": "n/c", "n": "5.01", "d": "5.00"},
        "s = d / (n - d)",
        {},
    ),
    Cause.NOT_COMPUTABLE: ({"s": "n/c", "a": "177.17", "b": "0"}, "s = a / b", {}),
    Cause.ZERO_OF_ZERO: ({"s": "0%", "a": "0", "b": "0"}, "s = a / b", {}),
    Cause.NO_NUMBER: ({"a": "1%", "b": "n/c"}, "a = b", {}),
    Cause.GUARD_FALSE: ({"a": "1", "b": "5", "g": "0"}, "when g > 0 then a = b", {}),
    Cause.EMPTY_LIST: ({"lines": []}, "lines[*].a = lines[*].b", {}),
    Cause.MISSING: ({"a": "1", "b": ""}, "a = b", {}),
    Cause.MISSING_ON_ZERO_BASE: (
        {"s": "0%", "a": {"missing": "withheld"}, "b": "0"},
        "s = a / b",
        {},
    ),
}


@pytest.mark.parametrize("cause", list(Cause))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cause_has_a_sentence_in_every_language(cause: Cause, lang: str) -> None:
    figures, rule, declared = EXAMPLES[cause]
    found = finding(figures, rule, **declared)
    said = word(found, lang)

    assert cause is found.cause
    assert said.what
    assert "{" not in said.text
    assert said.what in said.text


SENTENCES = [
    (
        {"t": "98.36", "a": "60.80", "b": "37.54"},
        "t = a + b",
        "98.36 万元 is printed, and the other printed figures give "
        "98.34 万元: "
        "0.02 万元 apart. It cannot be rounding: rounding explains at most "
        "0.015 万元, and at least 0.005 万元 stays unexplained.",
    ),
    (
        {"all": "514条", "a": "300条", "b": "223条"},
        "a + b <= all",
        "The listed parts add up to 523 条, which is 9 条 more than the whole they are "
        "part of, 514 条. It cannot be rounding: these figures are exact.",
    ),
    (
        {"a": "5", "b": "3"},
        "a <= b",
        "5.00 万元 against 3.00 万元: 2.00 万元 on the wrong side. "
        "It cannot be rounding: rounding explains at most 0.01 万元, "
        "and at least 1.99 万元 stays unexplained. "
        "5 is read as 5.00: in this document a figure has 2 decimals, and "
        "trailing zeros are trimmed. 3 is read as 3.00: in this document a figure has "
        "2 decimals, and trailing zeros are trimmed.",
    ),
    (
        {"s": "61.38%", "p": "60.80", "t": "98.34"},
        "s = p / t",
        "61.38% is stated, and the printed figures give 61.83%: 0.4463 percentage points apart. It cannot be rounding: "
        "61.38% stands for 61.375% to 61.385%, and whatever the figures were before "
        "rounding, they give 61.818% to 61.8346%. At least 0.4330 percentage points "
        "stays unexplained.",
    ),
    (
        {"s": "100%", "p": "219392件", "t": "230911件"},
        "s = p / t",
        "100% is stated, and the printed figures give 95.01%: 4.98 percentage points apart. It cannot be rounding: "
        "100% stands for 99.5% to 100.5%, and the figures are exact. At least 4.48 "
        "percentage points stays unexplained.",
    ),
    (
        {"s": "5%", "n": "90.00", "b": "100.00"},
        "s = n / b - 1",
        "5% is stated, and the printed figures give -10.00%: 15 percentage points apart. It cannot be rounding: "
        "5% stands for 4.5% to 5.5%, and whatever the figures were before rounding, "
        "they give -10.01% to -9.99%. At least 14.49 percentage points stays "
        "unexplained. The sign turns round: what is stated as an increase is a "
        "decrease, or the other way about.",
    ),
    (
        {"w": {"word": "decrease"}, "n": "51.72", "b": "38.86"},
        "w = n - b",
        "The text says “decrease”, and the printed figures give 12.86 万元. It cannot "
        "be rounding: before rounding they give 12.85 to 12.87 万元. The text says the "
        "opposite of what its figures give.",
    ),
    (
        {"s": "38.28%", "d": "2570.97", "n": "6714.88"},
        "s = d / n",
        "38.28% is stated, and the printed figures give 38.29%: 0.0076 percentage points apart. It cannot be rounding: "
        "38.28% stands for 38.275% to 38.285%, and whatever the figures were before "
        "rounding, they give 38.2875% to 38.2878%. At least 0.0025 percentage points "
        "stays unexplained.",
    ),
    (
        {"t": ">= 90%", "r": "85%"},
        "r >= t",
        "85% against ≥90%: 4.5 percentage points on the wrong side. It cannot be "
        "rounding: at least 4.5 percentage points stays unexplained.",
    ),
    (
        {"a": {"missing": "withheld"}, "b": "", "c": "…", "d": {"missing": "absent"}},
        "a + b = c + d",
        "a is withheld, b is printed blank, c is printed as not available, d is not "
        "printed: nothing is compared. What is missing is never taken for 0.",
    ),
]


@pytest.mark.parametrize(("figures", "rule", "said"), SENTENCES)
def test_a_sentence_says_what_by_how_much_and_why(
    figures: dict[str, object], rule: str, said: str
) -> None:
    assert said == word(finding(figures, rule)).text


@pytest.mark.parametrize("case", WORDED, ids=[case["rule"][:40] for case in WORDED])
def test_a_finding_is_worded_so_in_both_languages(case: dict[str, Any]) -> None:
    found = finding(case["figures"], case["rule"], **case.get("declared", {}))

    assert [case["en"], case["zh"]] == [word(found, lang).text for lang in LANGUAGES]


@pytest.mark.parametrize("rule", ["w = n - b", "n - b = w"])
def test_a_word_is_held_against_its_figures_on_whichever_side_it_stands(
    rule: str,
) -> None:
    figures: dict[str, object] = {"w": {"word": "flat"}, "n": "51.72", "b": "38.86"}

    assert (
        "The text says “flat”, and the printed figures give 12.86 万元. It cannot be "
        "rounding: before rounding they give 12.85 to 12.87 万元. The text says the "
        "opposite of what its figures give."
    ) == word(finding(figures, rule)).text


def test_chinese_sentences_stand_without_spaces_between() -> None:
    said = word(finding({"a": "5.00", "b": "3.00"}, "a = b"), "zh").text

    assert (
        "列示为5.00万元，按其他列示数字应为3.00万元，相差2.00万元。"
        "不是四舍五入：舍入至多解释0.01万元，至少有1.99万元无法解释。" == said
    )


def test_a_percentage_far_outside_says_that_one_conclusion_turns() -> None:
    said = word(finding({"s": "110%", "n": "90.00", "b": "100.00"}, "s = n / b"))

    assert "over 100%" in said.remarks[0]


def test_a_rule_with_a_note_passes_it_on() -> None:
    rule = Rule("a = b", id="r", note="b is an estimate")
    report = check({"a": "1", "b": "5"}, [rule])

    assert "Note: b is an estimate" in word(report.findings[0]).remarks


def test_a_language_without_sentences_is_refused() -> None:
    with pytest.raises(InvalidConventionError, match="no sentences in 'fr'"):
        word(finding({"a": "1", "b": "1"}, "a = b"), "fr")


def test_labels_are_told_in_both_languages() -> None:
    assert ["Not checked (3):", "未核对（3项）："] == [
        label("unchecked", lang, count=3) for lang in LANGUAGES
    ]


KNOWN = KnownException("r", at="a[9]", reason="it was told")
ROWS = tuple(f"a[{number}]" for number in range(10))


@pytest.mark.parametrize(
    ("stale", "lang", "said"),
    [
        (
            StaleException(KNOWN),
            "en",
            "nothing fails here any more, take it out: it was told",
        ),
        (
            StaleException(KNOWN, elsewhere=ROWS),
            "en",
            "the rule fails at a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], and an "
            'exception names the row as at = "a[0]": it was told',
        ),
        (
            StaleException(attrs.evolve(KNOWN, until=date(2026, 6, 30)), expired=True),
            "en",
            "it expired on 2026-06-30: it was told",
        ),
        (StaleException(KNOWN), "zh", "此处已无问题，请删除：it was told"),
    ],
    ids=["unused", "elsewhere", "expired", "zh"],
)
def test_an_exception_to_look_at_says_why(
    stale: StaleException, lang: str, said: str
) -> None:
    assert f"r @ a[9]: {said}" == word_stale(stale, lang)


def test_a_stale_exception_is_told_in_english_unless_asked_otherwise() -> None:
    stale = StaleException(KNOWN)

    assert word_stale(stale, "en") == word_stale(stale)


def test_a_label_of_another_section_is_named_with_a_dot() -> None:
    assert "exact 3" == label("verdict.exact", "en", count=3)


def templates(lang: str) -> dict[str, Any]:
    text = files("budgetcheck.wording").joinpath(f"{lang}.toml").read_text("utf-8")
    return tomllib.loads(text)


def leaves(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, set[str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}.{key}")
        else:
            yield f"{path}.{key}", set(re.findall(r"\{(\w+)\}", value))


def test_both_languages_have_the_same_keys_and_places_to_fill() -> None:
    english, chinese = dict(leaves(templates("en"))), dict(leaves(templates("zh")))

    assert set(english) == set(chinese)
    for key, names in english.items():
        assert names >= chinese[key] or chinese[key] >= names, key


def test_there_is_a_template_for_every_cause_and_for_nothing_else() -> None:
    labels = {"frame", "missing_reason", "page", "pytest", "report", "words"}
    diagnosed = {"diagnosis", "slip", "slip_of", "slip_small"}
    other = labels | diagnosed | {"reason", "remedy", "verdict", "verdict_name"}

    assert {one.value for one in Cause} == set(templates("en")) - other


BOUNDED: dict[str, tuple[dict[str, object], str, str]] = {
    "49.87% or more": ({"s": "40%", "a": ">=1.00", "b": "2.00"}, "s = a / b", "share"),
    "50.13% or less": ({"s": "90%", "a": "<=1.00", "b": "2.00"}, "s = a / b", "share"),
    "-0.995 万元 or less": (
        {"d": {"word": "increase"}, "a": "<=1.00", "b": "2.00"},
        "d = a - b",
        "direction",
    ),
    "give 3.005 万元 or less": (
        {"t": "9.00", "a": "<=1.00", "b": "2.00"},
        "t = a + b",
        "sum",
    ),
    "against 3.005 万元 or less": (
        {"t": "9.00", "a": "<=1.00", "b": "2.00"},
        "t <= a + b",
        "order",
    ),
    "3.005 万元 or less is printed": (
        {"t": "9.00", "a": "<=1.00", "b": "2.00"},
        "a + b = t",
        "sum on the left",
    ),
    "nothing that the printed figures can stand for gives it": (
        {"s": "-60%", "a": ">=1.00", "b": "0.01", "c": "0.00"},
        "s = a / (b - c)",
        "open",
    ),
}


@pytest.mark.parametrize("words", BOUNDED, ids=[one[2] for one in BOUNDED.values()])
def test_what_bounds_leave_is_said_and_not_that_anything_goes(words: str) -> None:
    figures, rule, _ = BOUNDED[words]
    one = finding(figures, rule)

    assert words in word(one).what
    assert "any value" not in word(one).text
    assert "任意" not in word(one, "zh").text


@pytest.mark.parametrize("rule", ["a = b", "s = a / b", "a <= b"])
def test_a_figure_that_contradicts_itself_is_named_and_no_other(rule: str) -> None:
    again = {"value": "1.00", "also": ["3.00"]}
    figures: dict[str, object] = {"s": "50%", "a": again, "b": "2.00"}
    said = word(finding(figures, rule))

    assert "contradict each other (a: 1.00, 3.00)" in said.what
    assert "2.00" not in said.text
    assert "a: 1.00, 3.00" in word(finding(figures, rule), "zh").what


def test_two_printings_of_a_figure_are_told_side_by_side() -> None:
    again = {"value": "1.00", "also": ["2.00", "2.00"]}
    (one,) = check({"a": again}, [], convention=WAN).findings

    assert [
        "The same figure is printed as 1.00 万元 and as 2.00 万元. It cannot be "
        "rounding: no number is printed in all these ways.",
        "同一数字一处列示为1.00万元，另一处列示为2.00万元。"
        "不是四舍五入：任何一个数舍入后都不可能同时是这几种列示。",
    ] == [word(one, lang).text for lang in LANGUAGES]


def test_an_exact_percentage_stands_for_itself() -> None:
    exact = {"value": "50%", "exact": True}
    one = finding({"s": exact, "a": "1.00", "b": "3.00"}, "s = a / b")

    assert "50% stands for 50%, and" in word(one).why


def test_a_finding_without_numbers_is_worded_all_the_same() -> None:
    bare = Conclusion(
        Rule("a = b"), Verdict.CONTRADICTION, Level.ERROR, Cause.IMPOSSIBLE
    )

    assert "any value" in word(Finding(bare)).what
