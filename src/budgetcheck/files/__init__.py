"""Documents in: figures files in TOML and JSON, with the place of everything.

`sources` turns bytes into tables and places, which `toml_places` and `json_places`
find, and `figures_files` makes a `Document` of them.
"""

from __future__ import annotations

import os
from pathlib import Path

from budgetcheck.files.figures_files import document_of
from budgetcheck.files.sources import Format, read_text, source_of
from budgetcheck.language.documents import Document

__all__ = ["Format", "load", "loads"]


def load(path: str | Path, *, format: Format | None = None) -> Document:  # noqa: A002
    """Read a figures file.

    Args:
        path: Where it is.
        format: `toml` or `json`; that of the suffix if not given.

    Raises:
        UnreadableFileError: All faults of the file at once, each with its line and
            column, or with its JSON pointer.

    Example:
        >>> document = load("examples/yueyang-2021.toml")
        >>> len(document.figures) > 200
        True
    """
    # A name that is no UTF-8 is still shown as well as it can be.
    name = os.fsencode(path).decode("utf-8", "replace")
    return loads(read_text(path, name), name=name, format=format)


def loads(
    text: str,
    *,
    name: str = "figures.toml",
    format: Format | None = None,  # noqa: A002 (the word of the command line)
) -> Document:
    r"""Read the text of a figures file.

    Args:
        text: TOML or JSON.
        name: What faults and places call it; its suffix says the format.
        format: `toml` or `json`, whatever the name.

    Raises:
        UnreadableFileError: All faults of the text at once, each with its line and
            column, or with its JSON pointer.

    Example:
        >>> document = loads("format = 1\nfigures = { a = 1, b = 1 }")
        >>> [str(path) for path in document.figures]
        ['a', 'b']
        >>> document = loads('{"format": 1, "figures": {"a": 1.50}}', format="json")
        >>> [figure.printed for figure in document.figures.values()]
        ['1.50']
    """
    return document_of(source_of(text, name, format))
