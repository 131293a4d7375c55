"""Headings: what a document calls its rows, by code and name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from budgetcheck.language.paths import Path, composed
from budgetcheck.shortening import shortened

_LABELS = frozenset({"code", "name"})


@attrs.frozen
class Heading:
    """What a document calls one of its rows.

    Attributes:
        code: Its code, or empty.
        name: Its name, or empty.

    Example:
        >>> Heading("208", "社会保障和就业支出").text
        '208 社会保障和就业支出'
    """

    code: str = ""
    name: str = ""

    @property
    def text(self) -> str:
        """The code and the name; cut short where it is very long."""
        return shortened(f"{self.code} {self.name}".strip())


Headings: TypeAlias = Mapping[Path, Heading]
Rows: TypeAlias = tuple[tuple[Path, Heading], ...]


def headings_in(labels: Mapping[Path, str]) -> dict[Path, Heading]:
    """Return what rows are called, where that is more than the key they are kept under.

    Args:
        labels: Codes and names of rows, among other texts.

    Example:
        >>> headings_in({Path.of("named", "name"): "named"})
        {}
    """
    rows = (Path(path.steps[:-1]) for path in labels if path.steps[-1] in _LABELS)
    found = {row: _heading(row, labels) for row in dict.fromkeys(rows) if row.steps}
    return {row: one for row, one in found.items() if one != Heading()}


def _heading(row: Path, labels: Mapping[Path, str]) -> Heading:
    said = (labels.get(row.then(label), "") for label in ("code", "name"))
    # A name that is broken over two lines of a cell is one name.
    code, name = (composed(" ".join(text.split())) for text in said)
    key = row.steps[-1]
    return Heading(
        code="" if code == key else code, name="" if name in {key, code} else name
    )


def rows_named(paths: Iterable[Path], headings: Headings) -> Rows:
    """Return the rows that figures stand in, each once, an outer one before its inner.

    Example:
        >>> from budgetcheck.language.paths import Index
        >>> row = Path(("lines", Index(3)))
        >>> rows_named([row.then("total")], {row: Heading("208")})[0][1]
        Heading(code='208', name='')
    """
    if not headings:
        return ()
    above = (
        Path(path.steps[:length])
        for path in dict.fromkeys(paths)
        for length in range(1, len(path.steps))
    )
    return tuple(
        (row, headings[row]) for row in dict.fromkeys(above) if row in headings
    )
