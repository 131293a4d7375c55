"""Documents in: TOML figures files, with the line and column of everything.

`sources` turns bytes into tables and places, `toml_places` finds the places, and
`figures_files` makes a `Document` of them.
"""

from __future__ import annotations

import os
from pathlib import Path

from budgetcheck.files.figures_files import document_of
from budgetcheck.files.sources import read_text, source_of
from budgetcheck.language.documents import Document

__all__ = ["load", "loads"]


def load(path: str | Path) -> Document:
    """Read a figures file.

    Raises:
        UnreadableFileError: All faults of the file at once, with line and column.

    Example:
        >>> document = load("examples/yueyang-2021.toml")
        >>> len(document.figures) > 200
        True
    """
    # A name that is no UTF-8 is still shown as well as it can be.
    name = os.fsencode(path).decode("utf-8", "replace")
    return loads(read_text(path, name), name=name)


def loads(text: str, *, name: str = "figures.toml") -> Document:
    r"""Read the text of a figures file.

    Args:
        text: TOML.
        name: What faults and places call it.

    Raises:
        UnreadableFileError: All faults of the text at once, with line and column.

    Example:
        >>> document = loads("format = 1\nfigures = { a = 1, b = 1 }")
        >>> [str(path) for path in document.figures]
        ['a', 'b']
    """
    return document_of(source_of(text, name))
