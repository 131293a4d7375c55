"""SARIF locations: where figures stand, as code hosts and editors find them.

Every text of a SARIF file that people read is made here, too: it says what it says,
and nothing in it is a control character, a placeholder or a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any
from urllib.parse import quote

from budgetcheck.language.conditions import Compare, Share
from budgetcheck.language.figures import Figure
from budgetcheck.language.findings import Finding
from budgetcheck.language.paths import Path
from budgetcheck.language.places import Place
from budgetcheck.language.safety import safe
from budgetcheck.reports.causes import Case
from budgetcheck.wording.turning import told

# Code hosts refuse a file in which a result has more than a thousand locations.
_MOST_RELATED = 999
# Half characters that no file name decodes to; the others stand for a byte each.
_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def message(*paragraphs: str) -> dict[str, str]:
    r"""Return paragraphs as a message in which nothing is live.

    Example:
        >>> message("{0} is [here](javascript:x)")
        {'text': '{{0}} is [here] (javascript:x)'}
    """
    said = "\n".join(safe(one) for one in paragraphs if one)
    # Braces hold the arguments of a message, and `[text](target)` is a link.
    doubled = said.replace("{", "{{").replace("}", "}}")
    return {"text": doubled.replace("](", "] (")}


def uri_of(file: str) -> str:
    """Return the name of a file as a URI: relative, unless it was named absolutely.

    Example:
        >>> uri_of("./accounts/预算 1.toml")
        'accounts/%E9%A2%84%E7%AE%97%201.toml'
    """
    path = FilePath(_HALVES.sub("\ufffd", file))
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix(), safe="/", errors="surrogateescape")


def location(place: Place, document: str) -> dict[str, Any]:
    """Return where something stands: its file, else the document's, and its line.

    Example:
        >>> location(Place(file="a.toml", line=3, column=5), "")["physicalLocation"]
        ... # doctest: +NORMALIZE_WHITESPACE
        {'artifactLocation': {'uri': 'a.toml'},
         'region': {'startLine': 3, 'startColumn': 5}}
    """
    file = place.file or document
    if not file:
        return {}
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(file)}}
    if place.line:
        region = {"startLine": place.line, "startColumn": place.column}
        physical["region"] = {name: at for name, at in region.items() if at}
    return {"physicalLocation": physical}


def named(name: str) -> dict[str, Any]:
    """Return the name of a rule and its row as a logical location."""
    return {
        "logicalLocations": [{"name": safe(name), "fullyQualifiedName": safe(name)}]
    }


def stated_first(finding: Finding) -> tuple[tuple[Path, Figure], ...]:
    """Return the figures of a finding, the stated one before the others."""
    stated = _stated(finding)
    return tuple(sorted(finding.figures, key=lambda one: one[0] != stated))


def suspects_of(case: Case | None) -> tuple[tuple[Path, Figure], ...]:
    """Return the figures that an answer of a diagnosis doubts, the likeliest first."""
    suspects = case.diagnosis.suspects if case is not None else ()
    return tuple((one.path, one.figure) for one in suspects)


def related(
    figures: Iterable[tuple[Path, Figure]], document: str
) -> list[dict[str, Any]]:
    """Return where figures stand, with their paths, as many as code hosts take."""
    return [
        location(figure.place, document) | {"message": message(str(path))}
        for path, figure in tuple(figures)[:_MOST_RELATED]
    ]


def _stated(finding: Finding) -> Path | None:
    decisive, _ = told(finding)
    match decisive:
        case Share(stated):
            return stated
        case Compare(left, _, right):
            return left.single or right.single
        case _:
            return None
