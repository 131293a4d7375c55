"""What a notebook shows of a report."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest

from budgetcheck import KnownException, Report, check, excuse
from budgetcheck.files import load, loads
from budgetcheck.language.notebooks import SHOWN


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
    text = shown(check(load("examples/yueyang-2021.toml")))
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
