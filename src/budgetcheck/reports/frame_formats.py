"""Frame formats: the forms that the report of a data frame may have."""

from __future__ import annotations

from typing import Literal, TypeAlias, assert_never, get_args

from budgetcheck.errors import UnwritableError
from budgetcheck.reports.frame_json import render_frame_json
from budgetcheck.reports.frame_markdown import render_frame_markdown
from budgetcheck.reports.frame_reports import FrameReport
from budgetcheck.reports.frame_text import render_frame_text

FrameFormat: TypeAlias = Literal["text", "json", "markdown"]
FRAME_FORMATS: tuple[FrameFormat, ...] = get_args(FrameFormat)


def frame_format(name: str) -> FrameFormat:
    """Return a format that reports of data frames have.

    Raises:
        UnwritableError: They have no such format.

    Example:
        >>> frame_format("markdown")
        'markdown'
    """
    for known in FRAME_FORMATS:
        if name == known:
            return known
    problem = f"{name!r} is none of {', '.join(FRAME_FORMATS)}"
    raise UnwritableError("a report of a data frame", problem)


def render_frame(
    name: FrameFormat,
    report: FrameReport,
    *,
    version: str,
    lang: str = "en",
    width: int = 100,
    colour: bool = False,
) -> str:
    """Write the report of a data frame in a format.

    Args:
        name: The format.
        report: The report.
        version: The version of budgetcheck that made it.
        lang: `en` or `zh`; JSON has no sentences.
        width: Columns to wrap at, in text.
        colour: Whether to use the colours of a terminal, in text.

    Raises:
        InvalidConventionError: There are no sentences in this language.
    """
    match name:
        case "text":
            return render_frame_text(report, lang=lang, width=width, colour=colour)
        case "json":
            return render_frame_json(report, version=version)
        case "markdown":
            return render_frame_markdown(report, lang=lang)
        case _:
            assert_never(name)
