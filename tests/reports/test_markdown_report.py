"""The Markdown report: what it says, in headings, lists and folded parts.

That nothing in it does anything is told by `test_inertness.py`.
"""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from tests.reports.every_kind import of_every_kind
from tests.reports.pages import read, text

from budgetcheck import InvalidConventionError, Report, check, standards
from budgetcheck.reports import render_markdown
from budgetcheck.reports.groups import group
from budgetcheck.reports.markdown_texts import plain
from budgetcheck.wording import LANGUAGES, word

READERS = (MarkdownIt("commonmark"), MarkdownIt("gfm-like"))


def yueyang() -> Report:
    document = standards.load("examples/yueyang-2021.toml")
    return check(document)


def headings(markdown: str) -> list[str]:
    return [line for line in markdown.splitlines() if re.match("#+ |<summary>", line)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_every_finding_that_speaks_is_told(lang: str, reader: MarkdownIt) -> None:
    report = of_every_kind()
    page = read(f"<main>{reader.render(render_markdown([report], lang=lang))}</main>")
    groups = group(report)

    for finding in (*groups.errors, *groups.warnings):
        assert word(finding, lang).what in text(page)
    items = [text(one) for one in page.iter("li")]
    told = (*groups.rounding, *groups.unchecked, *groups.notes, *groups.accepted)
    for finding in told:
        assert any(one.startswith(f"{finding.name}: ") for one in items)
    for finding in groups.agreeing:
        assert finding.name not in {text(one) for one in page.iter("code")}


def test_its_headings_are_those_of_the_other_reports() -> None:
    assert [
        "## Budget check",
        "### Errors (2)",
        "#### ERROR: `wrong`",
        "#### ERROR: `wrong too`",
        "### Warnings (1)",
        "#### WARNING: `mild`",
        "### Exceptions to look at (1)",
        "<summary>Off by rounding only (1)</summary>",
        "<summary>Zero budgets</summary>",
        "<summary>Not checked (1)</summary>",
        "<summary>Notes (1)</summary>",
        "<summary>Known and accepted (2)</summary>",
        "<summary>Rules not applied (1)</summary>",
    ] == headings(render_markdown([of_every_kind()]))


def test_what_is_folded_is_read_as_markdown() -> None:
    for reader in READERS:
        page = read(f"<main>{reader.render(render_markdown([yueyang()]))}</main>")
        folded = list(page.iter("details"))

        assert folded
        for one in folded:
            assert "summary" == one[0].tag
            assert list(one.iter("code"))
            assert "`" not in text(one)


def test_a_figure_has_its_place_and_its_note() -> None:
    figures = {"a": {"value": "1.00", "where": "表1", "note": "estimated"}, "b": "2"}
    written = render_markdown([check(figures, ["a = b"])])

    assert "- `a`: 1.00 · 表1 · estimated\n- `b`: 2\n" in written


def test_a_finding_without_figures_has_no_list() -> None:
    written = render_markdown(
        [check({"lines": [], "b": "1"}, ["sum(lines[*].a) >= 1"])]
    )

    assert "### Errors (1)" in written
    assert "\n- " not in written


def test_what_is_not_given_is_a_line() -> None:
    lines = render_markdown([yueyang()]).splitlines()
    told = [line.partition(" (")[0] for line in lines if "checks not made" in line]

    assert ["Parts not given", "Figures not given"] == told


def test_a_name_that_is_code_leaves_the_comma_behind_it_alone() -> None:
    printed = {"town": {"net": "1"}, "of": "2", "a": "3", "b": "3"}
    en, zh = (
        render_markdown([check(printed, ["a = b"])], lang=lang) for lang in LANGUAGES
    )

    assert "No rule vouches for: `town.net`, `of`\n" in en
    assert "没有规则佐证：`town.net`、`of`\n" in zh
    assert "see `@name`, `a.de`; more" == plain("see @name, a.de; more")


def test_several_documents_have_a_heading_each() -> None:
    other = check({"a": "1", "b": "1"}, ["a = b"])
    written = render_markdown([yueyang(), other])

    titles = [line for line in headings(written) if line.startswith("## ")]
    assert [f"## {yueyang().title}", "## Budget check"] == titles
    assert "Nothing disagrees.\n\nerrors 0, warnings 0, " in written


@pytest.mark.parametrize("reader", READERS)
def test_nothing_of_ours_is_english_in_chinese(reader: MarkdownIt) -> None:
    report = check({"a": "1.00", "b": "1.00", "c": "2.00"}, ["a = b", "a = c"])
    written = render_markdown([report], lang="zh")
    page = read(f"<main>{reader.render(written)}</main>")
    code = "".join(text(one) for one in page.iter("code"))

    words = re.findall("[A-Za-z]{2,}", text(page))
    assert {word for word in words if word not in code} == set()


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InvalidConventionError):
        render_markdown([of_every_kind()], lang="fr")
