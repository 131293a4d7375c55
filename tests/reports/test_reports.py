"""Reports: what a person reads, and what another program reads."""

from __future__ import annotations

import json
from datetime import date

import attrs
import pytest
from wcwidth import wcswidth

from budgetcheck import Convention, KnownException, Report, check, excuse, rules
from budgetcheck.files import load
from budgetcheck.language.safety import safe
from budgetcheck.reports import render_explanation, render_json, render_text
from budgetcheck.reports.screens import padded, width_of, wrapped

WAN = Convention(unit="万元", decimals=2)
YUEYANG = "examples/yueyang-2021-figures.toml"


@pytest.fixture(scope="module")
def yueyang() -> Report:
    return check(attrs.evolve(load(YUEYANG), exceptions=()))


def some_report() -> Report:
    figures = {
        "where": "第三部分 二",
        "t": "9.00",
        "a": {"value": "1.00", "where": "表01 第3行", "note": "amended in May"},
        "b": "1.01",
        "s": "0%",
        "z": "0",
        "m": "",
        "g": "0",
    }
    said = rules(
        {
            "sum": "t = a + b",
            "near": "a + a = b + a",
            "none": "s = z / g",
            "blank": "a = m",
            "off": "a = t",
        }
    ).disable("off", reason="t is an estimate")
    return check(figures, said, convention=WAN)


class TestExceptions:
    REPORT = excuse(
        check(
            {"a": "1.00", "b": "5.00", "c": "7.00"},
            {"same": "a = b", "more": "a = c", "less": "b <= c", "late": "c = b"},
        ),
        [
            KnownException("same", reason="it was told"),
            KnownException("more", reason="it was told", until=date(2026, 12, 31)),
            KnownException("less", reason="it was told"),
            KnownException("late", reason="it was told", until=date(2026, 1, 1)),
        ],
        today=date(2026, 6, 30),
    )

    def test_what_is_accepted_stands_by_itself_with_its_reason(self) -> None:
        lines = render_text([self.REPORT]).splitlines()

        assert "ERROR  late" == lines[2]
        assert 1 == sum(line.startswith("ERROR") for line in lines)
        at = lines.index("Known and accepted (2):")
        assert "  same: 1.00 ≠ 5.00; accepted: it was told" == lines[at + 1]
        more = "  more: 1.00 ≠ 7.00; accepted until 2026-12-31: it was told"
        assert more == lines[at + 2]

    def test_exceptions_that_excuse_nothing_are_warnings(self) -> None:
        text = render_text([self.REPORT])

        assert "Exceptions to look at (2):" in text
        assert "less: nothing fails here any more, take it out: it was told" in text
        assert "late: it expired on 2026-01-01: it was told" in text
        assert "errors 1, warnings 2, notes 2; of 4 checks" in text

    def test_a_document_with_nothing_but_stale_exceptions_is_not_clean(self) -> None:
        fine = check({"a": "1", "b": "1"}, {"same": "a = b"})
        known = KnownException("same", reason="it was told")

        assert "Nothing disagrees." in render_text([fine])
        stale = excuse(fine, [known], today=date(2026, 6, 30))
        assert "Nothing disagrees." not in render_text([stale])

    def test_a_rule_that_fails_in_other_rows_is_told_apart(self) -> None:
        rows = [{"x": "1", "y": "1"}, {"x": "1", "y": "9"}]
        report = check(rows, {"same": "rows[*].x = rows[*].y"})
        known = KnownException("same", reason="it was told")

        text = render_text([excuse(report, [known], today=date(2026, 6, 30))])
        assert "the rule fails at rows[1], and an exception names the row" in text


class TestText:
    def test_the_worst_comes_first_and_one_line_sums_up(self, yueyang: Report) -> None:
        lines = render_text([yueyang]).splitlines()
        marks = [line.split()[0] for line in lines if line[:5].isupper()]

        assert ["ERROR", "WARNING", "WARNING"] == marks
        assert lines[3].startswith("ERROR")
        assert (
            "errors 1, warnings 2, notes 17; of 162 checks: exact 139, rounding 1, "
            "contradicted 2, undefined 8, unchecked 12" == lines[-1]
        )

    def test_a_finding_tells_rule_numbers_reason_and_place(
        self, yueyang: Report
    ) -> None:
        text = render_text([yueyang])
        (first,) = yueyang.at_least("error")
        place = first.figures[0][1].place

        assert "92 + 121 + 198 + 112 = 523 > 514" in text
        assert "9 条 more than the whole" in text
        assert "It cannot be rounding" in text
        assert place.where in text
        assert f"{YUEYANG}:{place.line}" in text

    def test_zero_budgets_are_told_apart(self, yueyang: Report) -> None:
        text = render_text([yueyang])
        wrong = text.index("a percentage that does not exist")
        unknown = text.index("its part is not printed")
        right = text.index("right to state no percentage")

        assert wrong < text.index("own.procurement.sme.share") < unknown
        assert unknown < text.index("own.procurement.goods_sme.share") < right
        assert right < text.index("own.three_public.vehicle_running.completion")

    def test_it_speaks_chinese(self, yueyang: Report) -> None:
        text = render_text([yueyang], lang="zh")

        assert "其中各项合计523条，比总数514条多9条。" in text
        assert text.endswith("未核对12\n")
        assert "ERROR" not in text

    @pytest.mark.parametrize("width", [60, 88, 120])
    def test_sentences_stay_within_the_width(self, yueyang: Report, width: int) -> None:
        for lang in ("en", "zh"):
            said = render_text([yueyang], lang=lang, width=width).splitlines()
            prose = [line for line in said[3:-1] if YUEYANG not in line]

            assert max(map(wcswidth, prose)) <= width

    def test_columns_are_aligned_behind_chinese_text(self) -> None:
        lines = render_text([some_report()], width=80).splitlines()
        table = [line for line in lines if "第三部分 二" in line or "表01" in line]
        starts = {
            width_of(line[: line.index(where)])
            for line in table
            for where in ("第三部分", "表01")
            if where in line and line.startswith("  ") and "万元" in line
        }

        assert 1 == len(starts)

    def test_every_section_is_there_when_there_is_something_to_say(self) -> None:
        text = render_text([some_report()])

        for words in (
            "ERROR  sum",
            "  a: amended in May",
            "WARNING  near",
            "Zero budgets:",
            "none: 0%: 0.00 / 0.00  (第三部分 二)",
            "Not checked (1):",
            "blank: m is printed blank: nothing is compared.",
            "Rules not applied (1):",
            "off: t is an estimate",
            "Coverage: rules that hold vouch for 2 of 7 figures; 1 stand",
            "No rule vouches for: s, z, m, g",
        ):
            assert words in text

    def test_a_clean_report_says_so_and_nothing_more(self) -> None:
        text = render_text([check({"a": "1", "b": "1"}, ["a = b"])])

        assert "Nothing disagrees." in text
        assert "Zero budgets" not in text
        assert "Not checked" not in text

    def test_rounding_and_other_notes_take_one_line_each(self) -> None:
        figures = {"t": "3.01", "a": "1", "b": "2", "x": "1", "y": "9"}
        quiet = rules("t = a + b").rules[0]
        soft = rules({"soft": "x = y"}).rules[0]
        report = check(
            figures,
            [
                quiet,
                rules({"soft": soft})
                .rules[0]
                .__class__("x = y", id="soft", level="note"),
            ],
            convention=WAN,
        )
        text = render_text([report])

        assert (
            "Off by rounding only (1):\n  t = a + b: 3.01 ≈ 1.00 + 2.00 = 3.00" in text
        )
        assert "Notes (1):\n  soft: 1.00 万元 is printed" in text

    def test_several_documents_follow_each_other(self) -> None:
        one = check({"a": "1", "b": "1"}, ["a = b"])

        assert 2 == render_text([one, one]).count("Nothing disagrees.")

    def test_colour_is_used_only_where_asked(self) -> None:
        assert "\x1b[1;31mERROR" in render_text([some_report()], colour=True)
        assert "\x1b" not in render_text([some_report()])

    def test_no_control_or_bidirectional_character_reaches_the_screen(self) -> None:
        evil = "to\x1b[31mtal\u202e\n"
        report = check(
            {evil: {"value": "1", "where": evil}, "b": "2"}, [f'"{evil}" = b']
        )
        text = render_text([report])

        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\\u001b" in text


class TestRows:
    LINES = (
        {"code": 208, "name": "Welfare", "a": {"value": "1", "note": "late"}, "b": "3"},
        {"name": "", "a": "1", "b": "3"},
        {"name": "\x1b[31m" + "x" * 100, "a": "1", "b": "4"},
    )

    @pytest.fixture
    def report(self) -> Report:
        return check({"lines": [*self.LINES]}, {"same": "lines[*].a = lines[*].b"})

    def test_a_row_is_told_below_the_figures_and_above_their_notes(
        self, report: Report
    ) -> None:
        lines = render_text([report]).splitlines()
        at = lines.index("  lines[0]: 208 Welfare")

        assert "  lines[0].b  3" == lines[at - 1]
        assert "  lines[0].a: late" == lines[at + 1]

    def test_a_row_without_code_and_name_is_not(self, report: Report) -> None:
        assert "lines[1]:" not in render_text([report])

    def test_a_long_name_is_cut_short_and_nothing_in_it_is_live(
        self, report: Report
    ) -> None:
        text = render_text([report], width=200)
        (line,) = (one for one in text.splitlines() if one.startswith("  lines[2]: "))

        assert r"  lines[2]: \u001b[31m" + "x" * 74 + "…" == line
        assert "\x1b" not in text

    def test_an_explanation_tells_rows_too(self, report: Report) -> None:
        rule = report.findings[0].rule

        assert "\n  lines[0]: 208 Welfare\n" in render_explanation(rule, report)

    def test_programs_are_told_codes_and_names_in_full(self, report: Report) -> None:
        (document,) = json.loads(render_json([report], version="1"))["documents"]
        first, second, third = (one["rows"] for one in document["results"])

        assert [{"path": "lines[0]", "code": "208", "name": "Welfare"}] == first
        assert [] == second
        name = "\x1b[31m" + "x" * 100
        assert [{"path": "lines[2]", "code": None, "name": name}] == third


class TestScreens:
    def test_chinese_text_breaks_anywhere_but_before_what_closes(self) -> None:
        assert ["一二三", "四，五"] == wrapped("一二三四，五", 7)
        assert ["total of", "123456"] == wrapped("total of 123456", 9)
        assert [""] == wrapped("", 9)
        assert ["123456789"] == wrapped("123456789", 4)

    def test_cells_are_filled_up_to_their_width_on_the_screen(self) -> None:
        assert ["合计  ", "  合计"] == [
            padded("合计", 6),
            padded("合计", 6, right=True),
        ]
        assert "a\\u200bb" == safe("a\u200bb")


class TestJson:
    def test_it_has_the_stable_shape(self, yueyang: Report) -> None:
        whole = json.loads(render_json([yueyang], version="1.0"))
        (document,) = whole["documents"]
        first = document["results"][0]

        assert ["budgetcheck", "documents"] == list(whole)
        assert YUEYANG == document["document"]
        assert {
            "exact": 139,
            "rounding": 1,
            "strained": 0,
            "contradiction": 2,
            "undefined": 8,
            "unchecked": 12,
        } == document["summary"]
        assert [] == document["diagnoses"]
        assert 162 == len(document["results"])
        assert {"low", "high", "low_open", "high_open"} == set(first["possible"])
        assert {"path", "printed", "where", "line", "column", "pointer"} == set(
            first["figures"][0]
        )
        assert {"en", "zh"} == set(first["message"])

    def test_numbers_are_texts_in_the_printed_unit_rounded_outward(self) -> None:
        figures = {"s": "61.38%", "p": "60.80", "t": "98.34"}
        report = check(figures, ["s = p / t"], convention=WAN)
        (document,) = json.loads(render_json([report], version="1"))["documents"]
        (one,) = document["results"]

        assert ("61.38", "%") == (one["stated"], one["unit"])
        assert one["recomputed"].startswith("61.82")
        assert ("61.818089", "61.834546") == (
            one["possible"]["low"],
            one["possible"]["high"],
        )
        assert ["60.80", "98.34"] == [one["printed"] for one in one["figures"][1:]]

    def test_what_there_is_not_is_null(self) -> None:
        report = check(
            {"lines": [], "w": {"word": "increase"}, "a": "1"},
            [
                "lines[*].a = lines[*].b",
                "w = a",
            ],
        )
        (document,) = json.loads(render_json([report], version="1"))["documents"]
        empty, word = document["results"]

        assert (None, None, None) == (empty["stated"], empty["possible"], empty["at"])
        assert (None, "0") == (word["stated"], word["possible"]["low"][:1] and "0")
        assert word["unexplained"] == "0"

    def test_what_stays_unexplained_is_never_more_than_it_is(self) -> None:
        books = {"share": "19.1%", "books": "198.7", "total": "1033.8"}
        report = check(books, ["share = books / total"], decimals=1)
        (document,) = json.loads(render_json([report], version="1"))["documents"]
        (one,) = document["results"]

        assert "0.064" == one["unexplained"]
        assert "At least 0.064 percentage points" in one["message"]["en"]

    def test_it_is_the_same_every_time(self, yueyang: Report) -> None:
        once = render_json([yueyang], version="1")
        document = attrs.evolve(load(YUEYANG), exceptions=())

        assert once == render_json([check(document)], version="1")
        assert "其中各项合计523条" in once

    def test_disabled_rules_are_listed_with_their_reason(self) -> None:
        (document,) = json.loads(render_json([some_report()], version="1"))["documents"]

        assert [{"rule": "off", "reason": "t is an estimate"}] == document["disabled"]
