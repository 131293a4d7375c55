"""Links to a catalogue of rules: which rules have one, and which addresses it takes."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.reports.hostile import TRICKS
from tests.reports.pages import read, text

from budgetcheck import BudgetCheckError, Report, Rule, check
from budgetcheck.cli import main
from budgetcheck.files import loads
from budgetcheck.reports import (
    REPORT_FORMATS,
    render,
    render_html,
    render_markdown,
    render_sarif,
)
from budgetcheck.reports.addresses import catalogue_address, rule_address

CATALOGUE = "https://example.org/规则.html?a=1&b=2"
ADDRESS = "https://example.org/%E8%A7%84%E5%88%99.html?a=1&b=2#x.same"
FILE = """\
format = 1

[figures]
a = "1"
b = "3"

[rules]
same = "a = b"
"""


def report(rule: Rule | None = None) -> Report:
    return check({"a": "1", "b": "3"}, [rule or Rule("a = b", id="x.same")])


def sarif_rules(one: Report, catalogue: str) -> list[dict[str, Any]]:
    log = json.loads(render_sarif([one], version="1", catalogue=catalogue))
    rules: list[dict[str, Any]] = log["runs"][0]["tool"]["driver"]["rules"]
    return rules


def outward(page: str) -> list[tuple[str, str]]:
    """Return the links of a page that leave it, with their texts."""
    links = ((one.get("href") or "", text(one)) for one in read(page).iter("a"))
    return [(address, said) for address, said in links if address[0] != "#"]


class TestLinks:
    @pytest.mark.parametrize(
        ("lang", "said"),
        [("en", "x.same in the catalogue of rules"), ("zh", "规则目录中的x.same")],
    )
    def test_a_page_leads_to_the_rule_in_the_catalogue(
        self, lang: str, said: str
    ) -> None:
        page = render_html([report()], version="1", lang=lang, catalogue=CATALOGUE)

        assert [(ADDRESS, said)] == outward(page)

    def test_markdown_leads_there_from_the_name_of_the_rule(self) -> None:
        page = MarkdownIt().render(render_markdown([report()], catalogue=CATALOGUE))

        assert [(ADDRESS, "x.same")] == outward(f"<main>{page}</main>")

    def test_sarif_has_it_as_the_help_of_the_rule(self) -> None:
        (same, ours) = sarif_rules(report(), CATALOGUE)

        assert ADDRESS == same["helpUri"]
        assert "helpUri" not in ours

    def test_sarif_has_no_address_that_is_right_from_one_folder_only(self) -> None:
        assert not any("helpUri" in one for one in sarif_rules(report(), "rules.html"))

    def test_without_a_catalogue_nothing_leaves_the_page(self) -> None:
        assert [] == outward(render_html([report()], version="1"))
        assert "](" not in render_markdown([report()])

    @pytest.mark.parametrize(
        "other", [loads(FILE, name="a.toml").rules["same"], Rule("a = b")]
    )
    def test_a_rule_of_a_file_or_without_a_name_is_in_no_catalogue(
        self, other: Rule
    ) -> None:
        assert rule_address(CATALOGUE, other) is None
        page = render_html([report(other)], version="1", catalogue=CATALOGUE)
        assert [] == outward(page)

    @pytest.mark.parametrize("trick", TRICKS)
    def test_no_id_ends_an_address(self, trick: str) -> None:
        hostile = report(Rule("a = b", id=f"x{trick}"))
        page = render_html([hostile], version="1", catalogue="r.html")
        told = render_markdown([hostile], catalogue="r.html")

        for found in (page, f"<main>{MarkdownIt('gfm-like').render(told)}</main>"):
            ((address, _),) = outward(found)
            expected = f"r.html#x{trick}".replace("\ud800", "?")
            assert expected == unquote(address)


class TestCatalogues:
    @pytest.mark.parametrize(
        ("catalogue", "address"),
        [
            ("https://example.org/rules.html", "https://example.org/rules.html"),
            ("HTTP://example.org", "HTTP://example.org"),
            ("../docs/my rules.html", "../docs/my%20rules.html"),
            ("/srv/rules.html", "/srv/rules.html"),
            ("a%20b.html", "a%20b.html"),
            ('x"><script>', "x%22%3E%3Cscript%3E"),
        ],
    )
    def test_pages_of_the_web_and_files_are_taken(
        self, catalogue: str, address: str
    ) -> None:
        assert address == catalogue_address(catalogue)

    @pytest.mark.parametrize(
        "catalogue",
        [
            *("javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)"),
            *("java\tscript:alert(1)", "\x01javascript:x", "data:text/html,x"),
            *("vbscript:x", "mailto:x@example.org", "ftp://example.org/x"),
            *("//example.org/x", "\\\\example.org\\x", "https:", "https:/x"),
            *("C:\\rules.html", "rules.html#top", "https://[x", "?x", "\u202ex", "\n"),
            *(":", "1a:b"),
        ],
    )
    @pytest.mark.parametrize("name", REPORT_FORMATS)
    def test_what_leads_to_no_page_is_refused(self, catalogue: str, name: str) -> None:
        with pytest.raises(BudgetCheckError, match="cannot be written: a catalogue is"):
            render(name, [report()], version="1", catalogue=catalogue)  # type: ignore[arg-type]

    @given(
        st.text(min_size=1, max_size=20)
        | st.lists(st.sampled_from(TRICKS)).map("".join)
    )
    def test_an_address_is_of_the_web_or_has_no_scheme(self, catalogue: str) -> None:
        try:
            address = catalogue_address(catalogue)
        except BudgetCheckError:
            return

        assert address.isascii()
        assert not set(address) & set("<>\"'`() \\\n#")
        assert ":" not in address.partition("/")[0] or address.lower().startswith(
            ("http://", "https://")
        )


class TestCommand:
    def test_the_reports_lead_to_the_page_that_is_named(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        accounts = "examples/yueyang-2021.toml"
        options = ["--format", "markdown", "--catalogue", "docs/rules.html"]
        main(["check", "--no-exceptions", accounts, *options])

        rule = "cn.evaluation.activities.parts"
        assert f"](<docs/rules.html#{rule}>)" in capsys.readouterr().out

    def test_another_address_is_exit_code_2(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        accounts = "examples/yueyang-2021.toml"

        assert 2 == main(["check", accounts, "--catalogue", "javascript:alert(1)"])
        out, err = capsys.readouterr()
        assert "" == out
        assert err.startswith("a link to 'javascript:alert(1)' cannot be written: ")
