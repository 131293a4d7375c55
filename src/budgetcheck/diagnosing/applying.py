"""Applying: a document with a suggested figure in the place of the printed one."""

from __future__ import annotations

import re
from typing import TypeVar

import attrs

from budgetcheck.diagnosing.diagnoses import Suggestion
from budgetcheck.language.figures import Figure, NotComputable, Word, figure_text
from budgetcheck.language.rebuilding import with_figures

_T = TypeVar("_T")

# What stands around the digits of a printed number: a sign of its own, a unit.
_AROUND = re.compile(
    r"^[^\d.]*?[-−－(（]?[\d.,，．\s０-９]+[)）]?(?P<after>.*)$", re.DOTALL
)


def apply(document: _T, *suggestions: Suggestion) -> _T:
    """Return a document with suggested figures in the place of the printed ones.

    Nothing is written anywhere: whoever asked decides what becomes of it. The document
    that was given stays as it is.

    Shape: a document of the same class, as `check()` takes it. Where a text or a bare
    number stood, there is one again.

    Args:
        document: The document that was diagnosed.
        suggestions: What to put in, each from a `Suspect` of its diagnosis.

    Example:
        >>> from budgetcheck.diagnosing import diagnose
        >>> printed = {"total": "98.34", "basic": "60.80", "project": "37.45"}
        >>> [cause] = diagnose(printed, ["total = basic + project"])
        >>> suggestion = cause.suspects[0].suggestions[0]
        >>> apply(printed, suggestion)
        {'total': '98.34', 'basic': '60.80', 'project': '37.54'}
    """
    changes = {one.path: _printed(one) for one in suggestions}
    return with_figures(document, changes)


def _printed(suggestion: Suggestion) -> Figure:
    """Return a suggested figure with its text, in the unit that was printed."""
    figure = suggestion.figure
    if figure.printed:
        return figure
    text = figure_text(figure)
    if isinstance(figure, Word | NotComputable):
        return attrs.evolve(figure, printed=text)
    found = _AROUND.match(suggestion.instead_of)
    after = found["after"].strip() if found else ""
    if after and not text.endswith(after):
        text += after
    return attrs.evolve(figure, printed=text)
