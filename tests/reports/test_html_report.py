"""The HTML report: what stands on the page, and that nothing on it does anything."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from xml.etree.ElementTree import Element

import attrs
import pytest
from tests.reports.every_kind import WAN, of_every_kind
from tests.reports.pages import read, text

from budgetcheck import (
    InvalidConventionError,
    KnownException,
    Report,
    Rule,
    check,
    excuse,
    standards,
)
from budgetcheck.files import load
from budgetcheck.language.evidence import Evidence
from budgetcheck.language.intervals import Interval
from budgetcheck.language.measures import Measure
from budgetcheck.reports import render_html, render_text
from budgetcheck.reports.groups import group
from budgetcheck.reports.markup import unique
from budgetcheck.reports.number_lines import NumberLine, draw
from budgetcheck.wording import LANGUAGES, word

YUEYANG = "examples/yueyang-2021-figures.toml"
HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>"
HEADINGS = {"h1", "h2", "h3", "h4"}
UNSEEN = "\u202e\u2066\x1b[31m\x00\u200b\ud800"


def by_id(page: Element) -> dict[str, Element]:
    named = [(one.attrib["id"], one) for one in page.iter() if "id" in one.attrib]
    assert len(named) == len(dict(named))
    return dict(named)


def classed(page: Element, name: str) -> Iterator[Element]:
    yield from (one for one in page.iter() if name in one.get("class", "").split())


@pytest.fixture(scope="module")
def yueyang() -> Report:
    return check(attrs.evolve(load(YUEYANG), exceptions=()))


def one(figures: dict[str, object], *said: str) -> Report:
    return check(figures, list(said), convention=WAN)


def agreeing(report: Report) -> set[str]:
    return {one.name for one in group(report).agreeing}


def shown(report: Report, lang: str = "en") -> Element:
    return read(render_html([report], version="1", lang=lang))


class TestWhatStandsOnThePage:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_every_finding_with_its_numbers(self, yueyang: Report, lang: str) -> None:
        named = by_id(shown(yueyang, lang))

        for finding in yueyang:
            place = named[finding.name]
            assert finding.name in text(place)
            assert finding.filled in text(place)

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_what_is_no_agreement_in_full(self, yueyang: Report, lang: str) -> None:
        named = by_id(shown(yueyang, lang))
        loud = [one for one in yueyang if one.name not in agreeing(yueyang)]

        assert 23 == len(loud)
        for finding in loud:
            place, said = text(named[finding.name]), word(finding, lang)
            assert finding.rule.notation in place
            for sentence in (said.what, said.why, *said.remarks):
                assert sentence in place
            for path, figure in finding.figures:
                assert str(path) in place
                assert figure.printed in place
                assert figure.place.where in place
                assert f"{YUEYANG}:{figure.place.line}" in place
                assert figure.note in place

    def test_each_finding_has_one_address_which_its_name_links_to(
        self, yueyang: Report
    ) -> None:
        page = shown(yueyang)
        addresses = [one.attrib["href"] for one in page.iter("a")]

        assert all(one.startswith("#") for one in addresses)
        assert {one.removeprefix("#") for one in addresses} <= set(by_id(page))
        assert {finding.name for finding in yueyang} <= {one[1:] for one in addresses}

    def test_the_groups_of_the_text_report_in_its_order(self) -> None:
        page = shown(of_every_kind())
        headings = [text(one).rstrip(":") for one in page.iter("h2")]

        assert [
            "Summary",
            "Errors (2)",
            "Warnings (1)",
            "Off by rounding only (1)",
            "Zero budgets",
            "Not checked (1)",
            "Notes (1)",
            "Known and accepted (2)",
            "Exceptions to look at (1)",
            "Rules not applied (1)",
            "Nothing to compare, or of no level (1)",
            "Agrees as printed (1)",
        ] == headings
        lines = render_text([of_every_kind()]).splitlines()
        printed = [line.rstrip(":") for line in lines if line.endswith(":")]
        assert [line for line in headings if line in printed] == printed

    def test_sections_are_linked_to_by_their_headings(self) -> None:
        page = shown(of_every_kind())
        (contents,) = page.iter("nav")
        named = by_id(page)

        for link in contents.iter("a"):
            section = named[link.attrib["href"].removeprefix("#")]
            assert text(link) == text(next(section.iter("h2")))

    def test_headings_leave_out_no_level(self, yueyang: Report) -> None:
        for reports in ([yueyang], [yueyang, of_every_kind()]):
            page = read(render_html(reports, version="1"))
            levels = [int(one.tag[1]) for one in page.iter() if one.tag in HEADINGS]

            assert 1 == levels[0]
            assert 1 == levels.count(1)
            assert all(b <= a + 1 for a, b in pairwise(levels))

    def test_the_counts_and_the_coverage(self, yueyang: Report) -> None:
        page = shown(yueyang)
        (tallies,) = classed(page, "tallies")

        assert ["1", "2", "17", "162"] == [text(one) for one in tallies.iter("dd")]
        assert f"{YUEYANG}: 229 figures, 162 checks" in text(page)
        assert "rules that hold vouch for 169 of 229 figures" in text(page)
        listed = [text(one) for names in classed(page, "names") for one in names]
        covered = yueyang.coverage
        assert [str(one) for one in (*covered.disputed, *covered.unvouched)] == listed

    def test_a_loud_zero_budget_stands_in_full_once_and_is_linked_to(self) -> None:
        page = shown(one({"s": "95.89%", "a": "307.82", "b": "0"}, "s = a / b"))
        (line,) = classed(page, "see")

        assert "s = a / b 95.89% ≠ 307.82 / 0.00" in text(line)
        assert "#s_%3D_a_/_b" == next(line.iter("a")).get("href")
        assert "article" == by_id(page)["s_=_a_/_b"].tag

    def test_a_clean_report_says_so(self) -> None:
        page = shown(one({"a": "1.00", "b": "1.00"}, "a = b"))

        assert ["Nothing disagrees."] == [text(one) for one in classed(page, "clean")]
        assert [] == list(page.iter("article"))
        (rest,) = classed(page, "rest")
        assert ("details", None) == (rest.tag, rest.get("open"))

    def test_a_report_of_nothing_and_no_report(self) -> None:
        assert "0 figures, 0 checks" in text(shown(Report(())))
        assert "0 documents" in text(read(render_html([], version="1")))

    def test_known_exceptions_with_their_reasons(self) -> None:
        said = text(shown(of_every_kind()))

        assert "1.00 ≠ 5.00; accepted: it was told" in said
        assert "1.00 ≠ 7.00; accepted until 2026-12-31: it was told" in said
        assert "known: nothing fails here any more, take it out: it was told" in said
        assert "off: b is an estimate" in said

    def test_rows_are_told_by_their_codes_and_names(self) -> None:
        lines = [
            {"code": "208", "name": "Welfare", "a": "1", "b": "3"},
            {"name": HOSTILE + UNSEEN, "a": "1", "b": "3"},
            {"a": "1", "b": "3"},
        ]
        page = shown(check({"lines": lines}, ["lines[*].a = lines[*].b"]))
        first, second = (text(found) for found in classed(page, "rows"))

        assert "lines[0]: 208 Welfare" == first
        assert second.startswith(f"lines[1]: {HOSTILE}")
        assert 1 == len(list(page.iter("script")))

    def test_a_source_is_named(self) -> None:
        rule = Rule("a = b", id="x.same", source="Budget Act, article 7")
        page = shown(check({"a": "1", "b": "2"}, [rule]))

        assert ["Source: Budget Act, article 7"] == [
            text(one) for one in classed(page, "source")
        ]


class TestSeveralDocuments:
    def test_each_stands_under_its_title(self, yueyang: Report) -> None:
        other = of_every_kind()
        page = read(render_html([yueyang, other], version="1"))

        assert "2 documents" == text(next(page.iter("h1")))
        titles = [text(one) for one in page.iter("h2")]
        assert [yueyang.title, "Budget check"] == titles
        (contents,) = page.iter("nav")
        assert [
            f"{yueyang.title} errors 1 warnings 2",
            "Budget check errors 2 warnings 2",
        ] == [text(one) for one in contents.iter("a")]

    def test_the_same_rule_has_an_address_in_each(self, yueyang: Report) -> None:
        named = by_id(read(render_html([yueyang, yueyang], version="1")))

        for number in (1, 2):
            for finding in yueyang:
                assert finding.filled in text(named[f"{number}:{finding.name}"])

    def test_an_address_is_never_that_of_another_part(self) -> None:
        said = {"page:main": "a = b", "x y": "a = b", "x_y": "a = b"}
        named = by_id(shown(check({"a": "1", "b": "2"}, said)))

        assert {"page:main", "rule:page:main", "x_y", "x_y.2"} <= set(named)
        assert ["a", "a.2", "a.3"] == list(unique(["a", "a", "a"]))


def hostile() -> Report:
    figures: dict[str, object] = {
        "a": {"value": "1.00", "where": HOSTILE, "note": HOSTILE + UNSEEN},
        "b": "2.00",
        "c": "1.00",
        HOSTILE + UNSEEN: "3.00",
    }
    said = [
        Rule("a = b", id=HOSTILE + UNSEEN, title={"en": HOSTILE + UNSEEN}),
        Rule("b = c", id="noted", note=HOSTILE + UNSEEN, source=HOSTILE),
        Rule("b = a", id="known"),
        Rule("a = c", id="held" + HOSTILE),
        Rule("a = c", id="off", disabled=HOSTILE + UNSEEN),
    ]
    known = [
        KnownException("known", reason=HOSTILE + UNSEEN),
        KnownException("held" + HOSTILE, reason=HOSTILE + UNSEEN),
    ]
    report = excuse(check(figures, said), known, today=date(2026, 1, 1))
    return attrs.evolve(report, name=HOSTILE + UNSEEN, title=HOSTILE + UNSEEN)


class TestNothingOnThePageDoesAnything:
    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize("number", [1, 2])
    def test_hostile_texts_are_texts(self, lang: str, number: int) -> None:
        page = render_html([hostile()] * number, version=HOSTILE, lang=lang)
        tree = read(page)

        assert 1 == len(list(tree.iter("script"))) == page.count("<script")
        assert 1 == len(list(tree.iter("style"))) == page.count("<style")
        assert [] == list(tree.iter("img"))
        assert HOSTILE in text(tree)
        assert {"p", "li", "code", "small"} <= {
            element.tag for element in tree.iter() if HOSTILE in text(element)
        }

    @pytest.mark.parametrize("number", [1, 2])
    def test_what_cannot_be_seen_is_written_out(self, number: int) -> None:
        page = render_html([hostile()] * number, version=UNSEEN)

        assert not set(UNSEEN) - set("[31m") & set(page)
        assert r"\u202e\u2066\u001b[31m\u0000\u200b\ud800" in page
        assert page.encode("utf-8")

    def test_no_attribute_runs_or_asks_for_anything(self, yueyang: Report) -> None:
        for page in (shown(hostile()), shown(yueyang)):
            for element in page.iter():
                for key, value in element.attrib.items():
                    assert not key.startswith("on")
                    assert key not in {"src", "srcset", "style", "action", "data"}
                    assert "href" != key or value.startswith("#")

    def test_the_page_allows_its_own_style_and_script_only(self) -> None:
        page = shown(hostile())
        metas = {one.get("http-equiv"): one.get("content") for one in page.iter("meta")}
        policy = metas["Content-Security-Policy"] or ""
        (style,), (script,) = page.iter("style"), page.iter("script")

        assert policy.startswith("default-src 'none'; ")
        for kind, own in (("style", style), ("script", script)):
            digest = b64encode(sha256(text(own).encode()).digest()).decode()
            assert f"{kind}-src 'sha256-{digest}'" in policy
            assert "http" not in text(own)
            assert "url(" not in text(own)
            assert "@import" not in text(own)

    def test_the_controls_wait_for_the_script(self, yueyang: Report) -> None:
        controls = by_id(shown(yueyang))["page:controls"]
        boxes = [one for one in controls.iter("input") if one.get("type") != "search"]

        assert "hidden" in controls.attrib
        assert ["error", "warning", "note", "none"] == [
            one.get("value") for one in boxes
        ]


class TestEveryReader:
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_the_language_is_named(self, yueyang: Report, lang: str) -> None:
        page = shown(yueyang, lang)

        assert {"en": "en", "zh": "zh-Hans"}[lang] == page.get("lang")
        title = next(page.iter("title"))
        assert yueyang.title == text(title)

    def test_what_is_chinese_is_told_so_on_an_english_page(
        self, yueyang: Report
    ) -> None:
        page = shown(yueyang)
        told = {text(one) for one in page.iter() if one.get("lang") == "zh-Hans"}
        sentences = {text(one) for one in classed(page, "what")}

        assert {yueyang.title, "附件1 报告 四（五）", "重点动态"} <= told
        assert any("条" in one for one in sentences)
        assert set() == sentences & told
        marked = [one for one in shown(yueyang, "zh").iter() if "lang" in one.attrib]
        assert ["html"] == [one.tag for one in marked]

    def test_what_is_japanese_is_not_told_to_be_chinese(self) -> None:
        report = one({"a": "1.00", "b": "1.00"}, "a = b")
        report = attrs.evolve(report, title="予算の表")

        assert "lang" not in next(shown(report).iter("h1")).attrib

    def test_nothing_of_ours_is_english_on_a_chinese_page(self) -> None:
        page = shown(
            one({"a": "1.00", "b": "1.00", "c": "2.00"}, "a = b", "a = c"), "zh"
        )
        (body,) = page.iter("body")
        words = {
            word
            for element in body.iter()
            if element.tag not in {"code", "script"}
            for said in (element.text or "", element.tail or "")
            for word in re.findall("[A-Za-z]{2,}", said)
        }

        assert {"budgetcheck"} == words - {"shown", "total"}

    def test_an_unknown_language_is_refused(self, yueyang: Report) -> None:
        with pytest.raises(InvalidConventionError):
            render_html([yueyang], version="1", lang="fr")

    def test_the_same_figures_give_the_same_page(self, yueyang: Report) -> None:
        once = render_html([yueyang], version="1")

        assert once == render_html(
            [check(attrs.evolve(load(YUEYANG), exceptions=()))], version="1"
        )

    def test_tables_and_drawings_say_what_they_are(self, yueyang: Report) -> None:
        page = shown(yueyang)

        for table in page.iter("table"):
            assert text(next(table.iter("caption")))
            assert all("scope" in head.attrib for head in table.iter("th"))
        for drawing in page.iter("svg"):
            assert drawing.get("aria-label") or drawing.get("aria-hidden") == "true"
        for section in page.iter("section"):
            assert section.get("aria-labelledby") in by_id(page)


def positions(element: Element) -> dict[str, tuple[str, ...]]:
    """Where the ends of the bands, and the marks in them, stand on a number line."""
    return {
        group.attrib["class"]: tuple(
            one.attrib[key]
            for tag, key in (("line", "x1"), ("circle", "cx"))
            for one in group
            if one.tag == tag
        )
        for group in element
        if group.tag == "g"
    }


def value_at(line: NumberLine, place: str) -> Fraction:
    share = Fraction(place.removesuffix("%")) / 100
    return line.low + share * (line.high - line.low)


class TestNumberLines:
    def test_the_ends_are_those_of_the_intervals(self, yueyang: Report) -> None:
        (found,) = (
            one for one in yueyang if one.name == "own.performance.project.completion"
        )
        line = NumberLine.of(found.evidence)
        assert line is not None
        (figure,) = by_id(shown(yueyang))[found.name].iter("figure")
        (drawn,) = (one for one in figure if one.tag == "svg")
        places = positions(drawn)

        expected = {
            "stated": (Fraction("1.01855"), Fraction("1.01865"), Fraction("1.0186")),
            "possible": (
                Fraction(7131, 7001),
                Fraction(7133, 6999),
                Fraction(3566, 3500),
            ),
        }
        exact = (line.high - line.low) / 10_000
        for kind, numbers in expected.items():
            for place, number in zip(places[kind], numbers, strict=True):
                assert abs(value_at(line, place) - number) <= exact
        assert [
            "What is stated stands for 101.855% to 101.865%",
            "The other figures allow 101.8568% to 101.9146%",
        ] == [text(one) for one in figure.iter("li")]
        assert "Number line: the two ranges meet." == drawn.get("aria-label")

    def test_it_says_where_they_do_not_meet(self, yueyang: Report) -> None:
        place = by_id(shown(yueyang))["merged.quality.handling_rate"]

        assert "Number line: the two ranges do not meet." == next(
            place.iter("svg")
        ).get("aria-label")

    def test_a_comparison_has_two_sides(self, yueyang: Report) -> None:
        (figure,) = by_id(shown(yueyang))["merged.website.parts"].iter("figure")

        assert ["The left side is 523 条", "The right side is 514 条"] == [
            text(one) for one in figure.iter("li")
        ]

    def test_a_direction_is_drawn_from_the_side_of_its_word(self) -> None:
        said = one({"d": {"word": "increase"}, "a": "1.00", "b": "2.00"}, "a - b = d")
        (figure,) = shown(said).iter("figure")
        stated, possible = (text(one) for one in figure.iter("li"))

        assert "What is stated stands for 0.00 万元 or more" == stated
        assert "The other figures allow -1.01 to -0.99 万元" == possible

    def test_an_absent_end_is_an_arrow_and_an_open_one_dotted(self) -> None:
        line = NumberLine.of(
            Evidence(
                stated_truths=Interval(0, None, low_open=True),
                possible=Interval(None, 4),
            )
        )
        assert line is not None
        drawn = draw(line, "told")
        arrows = [one.get("x") for one in drawn.iter("svg")][1:]

        assert ["100%", "0%"] == arrows
        assert (Fraction(-1), Fraction(5)) == (line.low, line.high)
        dotted = [one for one in drawn.iter("line") if "stroke-dasharray" in one.attrib]
        assert [line.place(Fraction(0))] == [one.get("x1") for one in dotted]
        assert line.meets

    @pytest.mark.parametrize(
        ("stated", "possible"),
        [
            (None, Interval(0, 1)),
            (Interval(0, 1), None),
            (Interval(), Interval()),
        ],
    )
    def test_without_numbers_there_is_no_line(
        self, stated: Interval | None, possible: Interval | None
    ) -> None:
        assert NumberLine.of(Evidence(stated_truths=stated, possible=possible)) is None

    @pytest.mark.parametrize(
        ("low", "high", "measure", "expected"),
        [
            ("0", "9", Measure(), ["0", "5"]),
            ("3", "3", Measure(), ["2", "4"]),
            (
                "0.9951",
                "1.005",
                Measure(Fraction(1, 100), 0, "%"),
                ["99.5%", "100.0%", "100.5%"],
            ),
            (
                "1000000000000.5",
                "1000000000000.9",
                Measure(),
                ["1000000000000.6", "1000000000000.8"],
            ),
            (
                "-40000",
                "40000",
                Measure(Fraction(10000), 2, "", "万元"),
                ["-4", "-2", "0", "2", "4"],
            ),
        ],
    )
    def test_round_numbers_stand_below(
        self, low: str, high: str, measure: Measure, expected: list[str]
    ) -> None:
        whole = Interval(Fraction(low), Fraction(high))
        line = NumberLine.of(
            Evidence(stated_truths=whole, possible=whole, measure=measure)
        )

        assert line is not None
        assert expected == [text for _, text in line.ticks()]


def test_every_finding_stands_in_one_group() -> None:
    accounts = check(standards.load("examples/yueyang-2021.toml"))
    for report in (of_every_kind(), check(load(YUEYANG)), accounts):
        groups = group(report)
        zero = [one for _, found in groups.zero_budgets for one in found]
        idle = [one for each in groups.not_given for one in each.findings]
        others = [
            one
            for name, found in attrs.asdict(groups, recurse=False).items()
            if name not in {"zero_budgets", "not_given", "made"}
            for one in found
        ]

        names = sorted(one.name for one in (*others, *zero, *idle))
        assert sorted(one.name for one in report) == names
        assert len(report) == len(groups.made) + len(idle)
