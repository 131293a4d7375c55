"""Notebooks: a report as a small table of HTML, neutral as `str(report)` is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from budgetcheck.language.figures import Figure
from budgetcheck.language.paths import Path
from budgetcheck.language.safety import safe
from budgetcheck.language.verdicts import Level, Verdict

SHOWN = 200
_HEADINGS = ("level", "verdict", "rule", "with its numbers", "where")
_EDGES = {Level.ERROR: "#d32f2f", Level.WARNING: "#f9a825", Level.NOTE: "#0288d1"}
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_CELL = "text-align:left;vertical-align:top;padding:2px 8px;overflow-wrap:break-word"


class Shown(Protocol):
    """What a row is made of: a finding."""

    @property
    def name(self) -> str:
        """The rule's id and the row."""

    @property
    def level(self) -> Level:
        """How loudly it speaks."""

    @property
    def verdict(self) -> Verdict:
        """What it says."""

    @property
    def filled(self) -> str:
        """The rule with its numbers."""

    @property
    def figures(self) -> tuple[tuple[Path, Figure], ...]:
        """The figures of the rule."""


def html_report(
    title: str, figures: int, findings: Sequence[Shown], stale: Sequence[str] = ()
) -> str:
    """Return findings as HTML: the loud ones open, the others folded away.

    Shape: one element without scripts, outside links or page-wide styles, whose text
    is escaped, for a notebook in light or dark.

    Example:
        >>> html_report("a < b", 2, ())
        '<div><p><strong>a &lt; b</strong> 2 figures, 0 checks</p></div>'
    """
    loud = [one for one in findings if one.level.reaches(Level.WARNING)]
    loud.sort(key=lambda one: list(Level).index(one.level))
    rest = [one for one in findings if not one.level.reaches(Level.WARNING)]
    counts = Counter(one.verdict for one in findings)
    counted = ", ".join(
        f"{verdict.value} {counts[verdict]}" for verdict in Verdict if counts[verdict]
    )
    heading = f"<strong>{_text(title)}</strong> " if title else ""
    summary = f"{figures} figures, {len(findings)} checks"
    parts = [f"<p>{heading}{summary}{': ' * bool(counted)}{counted}</p>"]
    if loud:
        parts.append(_table(loud))
    if stale:
        parts.append(f"<p>exceptions to look at: {_text(', '.join(stale))}</p>")
    if rest:
        folded = f"{len(rest)} without error or warning"
        parts.append(f"<details><summary>{folded}</summary>{_table(rest)}</details>")
    return f"<div>{''.join(parts)}</div>"


def _table(findings: Sequence[Shown]) -> str:
    head = "".join(f'<th scope="col" style="{_CELL}">{one}</th>' for one in _HEADINGS)
    body = "".join(map(_row, findings[:SHOWN]))
    left = len(findings) - SHOWN
    more = f"<p>and {left} more</p>" if left > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _row(finding: Shown) -> str:
    edge = _EDGES.get(finding.level, "transparent")
    texts = (
        finding.level.value,
        finding.verdict.value,
        finding.name,
        finding.filled,
        "; ".join(dict.fromkeys(_places(finding.figures))),
    )
    first = f"{_CELL};border-left:4px solid {edge}"
    cells = (
        f'<td style="{_CELL if number else first}">{_text(one)}</td>'
        for number, one in enumerate(texts)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _places(figures: Iterable[tuple[Path, Figure]]) -> Iterator[str]:
    for _, figure in figures:
        place = figure.place
        line = f"{place.file}:{place.line}" if place.line else place.file
        if place.where or line:
            yield place.where or line


def _text(text: str) -> str:
    return safe(text).translate(_ESCAPED)
