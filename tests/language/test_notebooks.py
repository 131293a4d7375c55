"""What a notebook shows of a report."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import attrs
import pytest

from budgetcheck import KnownException, Report, Rule, check, excuse, read_figure
from budgetcheck.files import load, loads
from budgetcheck.language.notebooks import SHOWN
from budgetcheck.language.places import Place


class Page(HTMLParser):
    """Keeps tags that are open, every tag that was met, and the text of cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: list[str] = []
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.met.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["td"]:
            self.cells[-1] += data


def shown(report: Report) -> str:
    return report._repr_html_()


def test_the_errors_of_a_real_disclosure_stand_first() -> None:
    known = load("examples/yueyang-2021-figures.toml")
    text = shown(check(attrs.evolve(known, exceptions=())))
    page = Page(text)

    assert [] == page.open
    assert "error" == page.cells[0]
    assert "merged.website.parts" == page.cells[2]
    assert "92 + 121 + 198 + 112 = 523 > 514" == page.cells[3]
    assert "附件1 报告 四（五）; 附件1 三、数量指标" == page.cells[4]
    assert "岳阳市城市管理信息中心" in text
    assert "229 figures, 162 checks: " in text
    assert "<summary>159 without error or warning</summary>" in text


def test_a_hostile_document_is_escaped() -> None:
    name = "<script>alert(1)</script>\u202e"
    figures = {name: {"value": "1", "where": "<b>"}, "b": "5"}
    report = check(figures, [f'"{name}" = b'])
    text = shown(report)

    assert "script" not in Page(text).met
    assert "b" not in Page(text).met
    assert "\u202e" not in text
    assert "&lt;script&gt;" in text


def test_nothing_is_folded_away_where_there_is_nothing() -> None:
    assert "<p>0 figures, 0 checks</p>" in shown(Report(()))
    assert "<details>" not in shown(check({"a": "1", "b": "5"}, ["a = b"]))
    assert "<td" not in shown(Report(()))


def test_what_is_printed_without_a_place_shows_its_file() -> None:
    text = 'format = 1\nrules = ["a = b"]\n[figures]\na = 1\nb = 5'
    page = Page(shown(check(loads(text, name="a.toml"))))

    assert "a.toml:4; a.toml:5" == page.cells[4]


def test_a_long_report_is_cut() -> None:
    many = {f"a{number}": "1" for number in range(SHOWN + 5)}
    report = check(many, [f"{name} = {name}" for name in many])

    assert "and 5 more" in shown(report)
    assert SHOWN * 5 == len(Page(shown(report)).cells)


@pytest.mark.parametrize("rule", ["same", "other"])
def test_exceptions_to_look_at_are_named(rule: str) -> None:
    report = check({"a": "1", "b": "5"}, {"same": "a = b"})
    known = KnownException(rule, reason="it was told")
    text = shown(excuse(report, [known], today=date(2026, 6, 30)))

    assert ("exceptions to look at: other" in text) is (rule == "other")


def test_a_row_is_marked_by_how_loudly_it_speaks() -> None:
    figures = {"a": "1", "b": "5", "c": "1"}
    rules = [
        Rule("a = b", id="note", level="note"),
        Rule("a = c", id="none"),
        Rule("a = b", id="warning", level="warning"),
        Rule("a = b", id="error"),
    ]
    text = shown(check(figures, rules))
    edges = re.findall(r"border-left:4px solid ([#a-z0-9]+)", text)
    page = Page(text)

    assert ["#d32f2f", "#f9a825", "#0288d1", "transparent"] == edges
    assert ["error", "warning", "note", "none"] == page.cells[2::5]
    assert ["error", "warning", "note", "none"] == page.cells[0::5]
    assert 2 == text.count("<thead>")


TWO_ROWS = (
    "<div><p>2 figures, 2 checks: contradiction 2</p><table><thead><tr>"
    '<th scope="col" style="C">level</th><th scope="col" style="C">verdict</th>'
    '<th scope="col" style="C">rule</th>'
    '<th scope="col" style="C">with its numbers</th>'
    '<th scope="col" style="C">where</th></tr></thead><tbody>'
    '<tr><td style="C;border-left:4px solid #d32f2f">error</td>'
    '<td style="C">contradiction</td><td style="C">one</td><td style="C">1 ≠ 5</td>'
    '<td style="C">表1; &quot;表2&quot;</td></tr>'
    '<tr><td style="C;border-left:4px solid #d32f2f">error</td>'
    '<td style="C">contradiction</td><td style="C">two</td><td style="C">5 ≠ 1</td>'
    '<td style="C">&quot;表2&quot;; 表1</td></tr>'
    "</tbody></table></div>"
)


def test_a_report_is_this_table() -> None:
    figures = {
        "a": {"value": "1", "where": "表1"},
        "b": {"value": "5", "where": '"表2"'},
    }
    text = shown(check(figures, {"one": "a = b", "two": "b = a"}))
    cell = "text-align:left;vertical-align:top;padding:2px 8px;overflow-wrap:break-word"

    assert TWO_ROWS == text.replace(cell, "C")


def test_a_report_that_fits_is_not_cut() -> None:
    many = {f"a{number}": "1" for number in range(SHOWN)}
    report = check(many, [f"{name} = {name}" for name in many])

    assert "more" not in shown(report)


def test_a_figure_of_a_file_without_lines_shows_the_file() -> None:
    one = read_figure("1", place=Place(file="a.xlsx"))
    five = read_figure("5", place=Place())

    assert "a.xlsx" == Page(shown(check({"a": one, "b": five}, ["a = b"]))).cells[4]
