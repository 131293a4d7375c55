"""What the built pages have: `dev.py docs` builds them, and runs this."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docs.catalogue_entries import NAMES
from docs.chinese_search import asked

from budgetcheck.standards import standard_named

BUILT = Path(__file__).resolve().parent.parent / "build" / "docs"
STANDARD = standard_named("cn-departmental-final-accounts")
PICTURES = sorted((BUILT.parent.parent / "docs" / "pictures").glob("*.svg"))
PAGES = {"en": "reference/rule-catalogue", "zh": "zh/rule-catalogue"}

pytestmark = pytest.mark.skipif(
    not (BUILT / "searchindex.js").exists(), reason="no pages have been built"
)


class Entries(HTMLParser):
    """Collects the names of the pieces below each rule's anchor."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.rule = ""
        self.is_name = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "section":
            self.rule = str(said["id"]) if said.get("class") == "rule" else ""
            self.found.update({self.rule: []} if self.rule else {})
        self.is_name = tag == "dt" and bool(self.rule)

    def handle_data(self, data: str) -> None:
        if self.is_name:
            self.found[self.rule].append(data)
            self.is_name = False


@pytest.mark.parametrize("lang", PAGES)
def test_each_rule_has_its_anchor_and_its_pieces(lang: str) -> None:
    names = [name for key, name in NAMES[lang].items() if key != "rules"]  # type: ignore[index]
    entries = Entries()
    entries.feed((BUILT / f"{PAGES[lang]}.html").read_text(encoding="utf-8"))

    assert {rule.id: names for rule in STANDARD.rules} == entries.found


def test_a_picture_stands_in_a_frame_in_which_it_can_be_moved() -> None:
    pages = [path.read_text(encoding="utf-8") for path in BUILT.rglob("*.html")]

    for picture in PICTURES:
        drawn = picture.read_text(encoding="utf-8").strip()
        framed = f'<div class="picture-frame" tabindex="0">{drawn}</div>'
        assert any(framed in page for page in pages), picture.name


def test_no_space_stands_between_chinese_sentences() -> None:
    for name in ("index", "disclosure", "rule-catalogue"):
        page = (BUILT / "zh" / f"{name}.html").read_text(encoding="utf-8")
        assert re.findall("[。；：，、]\\s(?=[^\\s<])", page) == []


def test_a_page_says_in_which_language_it_is() -> None:
    for page, lang in (("zh/index", "zh-CN"), ("index", "en")):
        text = (BUILT / f"{page}.html").read_text(encoding="utf-8")
        assert re.search(rf'<html[^>]* lang="{lang}"', text), page


def index() -> dict[str, Any]:
    text = (BUILT / "searchindex.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return found


def pages_with(question: str) -> set[str]:
    """Return the pages that have all terms of a question, as the browser finds them."""
    read = index()
    found = [
        set().union(
            *(_several(read[terms].get(word, ())) for terms in ("terms", "titleterms"))
        )
        for word in asked(question.lower())
    ]
    return {read["docnames"][number] for number in set.intersection(*found)}


def _several(numbers: int | list[int]) -> set[int]:
    return {numbers} if isinstance(numbers, int) else set(numbers)


@pytest.mark.parametrize(
    ("question", "pages"),
    [
        ("三公经费", {"zh/rule-catalogue", "zh/disclosure", "reference/glossary"}),
        ("决算", {"zh/index", "zh/disclosure", "zh/rule-catalogue"}),
        ("完成率", {"zh/disclosure", "reference/glossary"}),
        ("尾差", {"zh/index", "reference/glossary"}),
        ("sarif", {"reference/command-line", "reference/reports"}),
    ],
)
def test_pages_are_found_in_both_languages(question: str, pages: set[str]) -> None:
    found = pages_with(question)

    assert pages <= found
    # A word that is everywhere would be found by an index of nothing as well.
    assert len(found) < len(index()["docnames"])


def test_a_question_of_words_that_no_page_has_together_finds_nothing() -> None:
    assert set() == pages_with("决算三文鱼")


@pytest.mark.parametrize("page", PAGES.values())
def test_the_id_of_a_rule_leads_to_its_entry(page: str) -> None:
    read = index()
    number = read["docnames"].index(page)

    for rule in STANDARD.rules:
        assert [number, rule.id] in read["alltitles"][rule.id], rule.id
