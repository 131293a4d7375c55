"""What strangers write is shown, and does nothing: in every format of a report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from tests.reports.hostile import TRICKS, texts, told
from tests.reports.pages import read, text

from budgetcheck.language.safety import safe, unseen_in
from budgetcheck.reports import REPORT_FORMATS, ReportFormat, render
from budgetcheck.reports.markdown_texts import code, plain

ALL = "".join(TRICKS)
FEW = settings(max_examples=8)  # Whole reports take long, and every trick is tried.
# As CommonMark has it, and as GitHub does: with tables, strikethrough and addresses.
READERS = (MarkdownIt("commonmark"), MarkdownIt("gfm-like"))
# What code hosts make links, pictures and formulas of, wherever it is no code.
LIVE = re.compile(r"@\w|#\d|\bGH-\d|:\w+:|\$|://|www\.|\b[0-9a-f]{7,40}\b")


def shown(name: ReportFormat, said: str, lang: str = "en") -> str:
    report, diagnoses = told(said)
    return render(name, [report], version="1", lang=lang, diagnoses=[diagnoses])


def squeezed(said: str) -> str:
    """Return a text without spaces, which every format breaks lines at."""
    return "".join(said.split())


def pages(markdown: str) -> Iterator[Element]:
    for reader in READERS:
        yield read(f"<main>{reader.render(markdown)}</main>")


def tags(page: Element, without: set[str]) -> list[str]:
    return [one.tag for one in page.iter() if one.tag not in without]


def outside_code(element: Element) -> Iterator[str]:
    if element.tag != "code":
        yield element.text or ""
        for one in element:
            yield from outside_code(one)
            yield one.tail or ""


@pytest.mark.parametrize("name", REPORT_FORMATS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_format_holds_what_cannot_be_seen(name: ReportFormat, lang: str) -> None:
    written = shown(name, ALL, lang)

    assert {"\n"} == unseen_in(written)
    assert written.encode("utf-8")


@FEW
@given(texts)
def test_whatever_it_is_no_format_holds_what_cannot_be_seen(said: str) -> None:
    for name in REPORT_FORMATS:
        assert {"\n"} == unseen_in(shown(name, said))


class TestText:
    @FEW
    @given(texts)
    @example(ALL)
    def test_it_says_what_was_said(self, said: str) -> None:
        assert squeezed(safe(said)) in squeezed(shown("text", said))


class TestJson:
    @FEW
    @given(texts)
    @example(ALL)
    def test_it_reads_back_as_it_was_said(self, said: str) -> None:
        (document,) = json.loads(shown("json", said))["documents"]

        assert (said, said) == (document["document"], document["title"])
        assert said == document["results"][0]["rule"]
        assert said == document["disabled"][0]["reason"]


class TestSarif:
    @FEW
    @given(texts)
    @example(ALL)
    def test_a_message_has_no_links_and_no_arguments(self, said: str) -> None:
        (run,) = json.loads(shown("sarif", said))["runs"]
        rules = run["tool"]["driver"]["rules"]
        messages = [one["message"]["text"] for one in run["results"]]
        messages += [
            rule[key]["text"]
            for rule in rules
            for key in ("shortDescription", "fullDescription", "help")
            if key in rule
        ]

        assert safe(said) == rules[0]["id"]
        assert not any("helpUri" in rule for rule in rules)
        for one in messages:
            assert "](" not in one
            assert not re.search(r"\{\w", one.replace("{{", ""))


class TestHtml:
    @FEW
    @given(texts)
    @example(ALL)
    def test_the_page_has_the_elements_of_a_harmless_one(self, said: str) -> None:
        page, harmless = read(shown("html", said)), read(shown("html", "harmless"))

        # A long name may be broken at its joints.
        assert tags(harmless, {"wbr"}) == tags(page, {"wbr"})
        assert safe(said) in text(page)


class TestMarkdown:
    @FEW
    @given(texts)
    @example(ALL)
    @example("| a | b |")
    @example("1. a")
    @example("x_y*z*`a`\\")
    def test_the_page_has_the_elements_of_a_harmless_one(self, said: str) -> None:
        harmless = pages(shown("markdown", "harmless"))

        for page, other in zip(pages(shown("markdown", said)), harmless, strict=True):
            assert tags(other, {"code"}) == tags(page, {"code"})
            assert squeezed(safe(said)) in squeezed(text(page))
            assert not LIVE.search("\n".join(outside_code(page)))

    @given(texts)
    @example("`a")
    @example("a`")
    @example("``")
    @example("**@name**")
    @example("$5.00")
    def test_a_text_is_read_as_it_was_written(self, said: str) -> None:
        for write in (plain, code):
            for page in pages(write(said)):
                (paragraph,) = page

                assert safe(said).strip() == text(paragraph)
                assert {"code"} >= {one.tag for one in paragraph}

    @given(texts, texts)
    def test_a_link_leads_from_its_text_only(self, said: str, other: str) -> None:
        written = f"{plain(other)} [{code(said)}](<r.html>) {plain(other)}"
        for page in pages(written):
            (link,) = page.iter("a")

            assert safe(said).strip() == text(link)
            assert "r.html" == link.get("href")

    @pytest.mark.parametrize("said", TRICKS)
    def test_each_trick_does_nothing(self, said: str) -> None:
        for page in pages(f"- {plain(f'a {said} b')}"):
            item = f"a {safe(said)} b"
            assert squeezed(item) == squeezed(text(page))
            assert {"main", "ul", "li"} == set(tags(page, {"code"}))
            assert not LIVE.search("\n".join(outside_code(page)))

    @pytest.mark.parametrize(
        ("said", "written"),
        [("1. a", r"1\. a"), ("2)", r"2\)"), ("- a", r"\- a"), ("= = =", r"\= = =")],
    )
    def test_what_begins_as_a_list_is_none(self, said: str, written: str) -> None:
        assert written == plain(said)

    def test_an_ordinary_text_stays_readable(self) -> None:
        said = "98.34 万元 is printed (第1栏): 0.02 万元 apart, i.e. 2.5%."

        assert said == plain(said)

    def test_no_text_is_nothing(self) -> None:
        assert ("", "") == (plain(" "), code(" "))
