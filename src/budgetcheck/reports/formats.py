"""Formats: the forms that a report of findings may have, each by its name.

To add one: its name in `ReportFormat`, its suffix, its branch of `render()`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeAlias, TypedDict, assert_never, get_args

from budgetcheck.errors import UnwritableError
from budgetcheck.language.reports import Report
from budgetcheck.reports.addresses import catalogue_address
from budgetcheck.reports.causes import Diagnosed
from budgetcheck.reports.html_report import render_html
from budgetcheck.reports.json_report import render_json
from budgetcheck.reports.markdown_report import render_markdown
from budgetcheck.reports.sarif_report import render_sarif
from budgetcheck.reports.text import render_text


class _Spoken(TypedDict):
    diagnoses: Diagnosed | None
    lang: str
    catalogue: str


ReportFormat: TypeAlias = Literal["text", "json", "html", "markdown", "sarif"]
REPORT_FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)

# The longer suffix stands before the one that it ends in.
_SUFFIXES: dict[str, ReportFormat] = {
    ".sarif.json": "sarif",
    ".sarif": "sarif",
    ".json": "json",
    ".html": "html",
    ".md": "markdown",
}


def render(  # noqa: PLR0913 (each is a keyword of its own)
    name: ReportFormat,
    reports: Iterable[Report],
    *,
    version: str,
    diagnoses: Diagnosed | None = None,
    lang: str = "en",
    width: int = 100,
    colour: bool = False,
    catalogue: str = "",
) -> str:
    """Write reports in a format.

    Args:
        name: The format.
        reports: One report per document.
        version: The version of budgetcheck that made them.
        diagnoses: What is wrong in each document (`diagnose()`), or None where that
            was not asked.
        lang: `en` or `zh`; JSON has the sentences of both.
        width: Columns to wrap at, in text.
        colour: Whether to use the colours of a terminal, in text.
        catalogue: The page that tells more of each rule of a standard, at its id: an
            address of the web, or a file named from where the report will be. HTML,
            Markdown and SARIF lead there.

    Raises:
        UnwritableError: There is no such format, or the catalogue is no page to link
            to.
        InvalidConventionError: There are no sentences in this language.

    Example:
        >>> from budgetcheck.checking import check
        >>> report = check({"a": "1", "b": "3"}, ["a = b"])
        >>> print(render("text", [report], version="1").splitlines()[2])
        ERROR  a = b
    """
    if name not in REPORT_FORMATS:
        known = ", ".join(REPORT_FORMATS)
        raise UnwritableError("a report", f"{name!r} is none of {known}")
    if catalogue:
        catalogue_address(catalogue)
    spoken: _Spoken = {"diagnoses": diagnoses, "lang": lang, "catalogue": catalogue}
    match name:
        case "text":
            return render_text(
                reports, diagnoses=diagnoses, lang=lang, width=width, colour=colour
            )
        case "json":
            return render_json(reports, version=version, diagnoses=diagnoses)
        case "html":
            return render_html(reports, version=version, **spoken)
        case "markdown":
            return render_markdown(reports, **spoken)
        case "sarif":
            return render_sarif(reports, version=version, **spoken)
        case _:
            assert_never(name)


def format_of_file(path: str | Path) -> ReportFormat:
    """Return the format of a report's file, which its suffix says.

    Raises:
        UnwritableError: The suffix is that of no format.

    Example:
        >>> format_of_file("build/report.sarif.json"), format_of_file("report.json")
        ('sarif', 'json')
    """
    text = str(path)
    for suffix, name in _SUFFIXES.items():
        if text.lower().endswith(suffix):
            return name
    known = ", ".join(sorted(_SUFFIXES))
    raise UnwritableError(text, f"a report's file ends in one of {known}")
