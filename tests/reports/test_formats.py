"""Formats: each by its name, and by the suffix of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from budgetcheck import BudgetCheckError, check
from budgetcheck.reports import (
    REPORT_FORMATS,
    format_of_file,
    render,
    render_html,
    render_json,
    render_markdown,
    render_sarif,
    render_text,
)

REPORT = check({"a": "1", "b": "3"}, {"same": "a = b"})


class TestRendering:
    def test_each_format_is_what_its_own_function_writes(self) -> None:
        written = {
            name: render(name, [REPORT], version="1", lang="zh", width=60, colour=True)
            for name in REPORT_FORMATS
        }

        assert {
            "text": render_text([REPORT], lang="zh", width=60, colour=True),
            "json": render_json([REPORT], version="1"),
            "html": render_html([REPORT], version="1", lang="zh"),
            "markdown": render_markdown([REPORT], lang="zh"),
            "sarif": render_sarif([REPORT], version="1", lang="zh"),
        } == written

    def test_only_text_has_colours(self) -> None:
        for name in REPORT_FORMATS:
            text = render(name, [REPORT], version="1", colour=True)

            assert ("\x1b" in text) is (name == "text")

    def test_another_format_is_refused_with_the_names_of_all(self) -> None:
        with pytest.raises(BudgetCheckError) as raised:
            render(cast("Any", "pdf"), [REPORT], version="1")

        for name in ("'pdf'", *REPORT_FORMATS):
            assert name in str(raised.value)


class TestFiles:
    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("report.json", "json"),
            ("build/预算.sarif", "sarif"),
            (Path("build") / "report.sarif.json", "sarif"),
            ("REPORT.SARIF.JSON", "sarif"),
            ("report.html", "html"),
            ("report.md", "markdown"),
            ("my.sarif.d/report.json", "json"),
        ],
    )
    def test_the_suffix_says_the_format(self, path: str | Path, name: str) -> None:
        assert name == format_of_file(path)

    @pytest.mark.parametrize("path", ["report", "report.txt", "json", "a.json/b", ""])
    def test_another_suffix_is_refused_with_the_known_ones(self, path: str) -> None:
        with pytest.raises(BudgetCheckError) as raised:
            format_of_file(path)

        assert ".html, .json, .md, .sarif, .sarif.json" in str(raised.value)
