"""Documents in and out: figures files in TOML and JSON, with the place of everything.

In: `sources` turns bytes into tables and places, which `toml_places` and `json_places`
find, and `figures_files` makes a `Document` of them, or `accounts_files` of the forms
of a standard.
Out: `writing` and `figure_writing` make tables of a `Document`, and `texts` a text.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from budgetcheck.files.accounts_files import document_in, rules_in
from budgetcheck.files.sources import Format, format_of, read_text, shown, source_of
from budgetcheck.files.writing import text_of, write_text
from budgetcheck.language.documents import Document
from budgetcheck.language.lookups import MissingPaths
from budgetcheck.language.rules import RuleSet

__all__ = ["Format", "dump", "dumps", "load", "load_rules", "loads", "schema"]


def load(
    path: str | Path,
    *,
    format: Format | None = None,  # noqa: A002 (the word of the command line)
    missing: MissingPaths = "error",
) -> Document:
    """Read a figures file.

    Args:
        path: Where it is.
        format: `toml` or `json`; that of the suffix if not given.
        missing: As for `check()`. It matters only where the file is at fault: are
            rules that name a figure which it does not have among its faults?

    Raises:
        UnreadableFileError: All faults of the file at once, each with its line and
            column, or with its JSON pointer.

    Example:
        >>> document = load("examples/yueyang-2021-figures.toml")
        >>> len(document.figures) > 200
        True
    """
    name = shown(path)
    return loads(read_text(path, name), name=name, format=format, missing=missing)


def loads(
    text: str,
    *,
    name: str = "figures.toml",
    format: Format | None = None,  # noqa: A002 (as above)
    missing: MissingPaths = "error",
) -> Document:
    r"""Read the text of a figures file.

    Args:
        text: TOML or JSON.
        name: What faults and places call it; its suffix says the format.
        format: `toml` or `json`, whatever the name.
        missing: As for `load()`.

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
    return document_in(source_of(text, name, format), missing)


def load_rules(path: str | Path, *, format: Format | None = None) -> RuleSet:  # noqa: A002
    """Read the rules of a file; its figures, if it has any, are left alone.

    Args:
        path: Where it is: a file of `format` and `[rules]`, or any figures file.
        format: `toml` or `json`; that of the suffix if not given.

    Raises:
        UnreadableFileError: All faults of the rules at once, or there are none.

    Example:
        >>> len(load_rules("examples/yueyang-2021-figures.toml")) > 100
        True
    """
    name = shown(path)
    return rules_in(source_of(read_text(path, name), name, format))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of figures files (draft 7), which editors complete by.

    Shape: it says which keys there are and what stands in them; what a number or a
    rule may be is for `load()` to say.

    Example:
        >>> sorted(schema()["required"])
        ['figures', 'format']
    """
    text = files(__package__).joinpath("figures.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def dump(
    document: Document,
    path: str | Path,
    *,
    format: Format | None = None,  # noqa: A002 (as above)
) -> None:
    r"""Write a document to a figures file, which is replaced as a whole.

    Args:
        document: The document.
        path: Where to.
        format: `toml` or `json`; that of the suffix if not given.

    Raises:
        UnwritableError: Something that no figures file can say.
        OSError: The file cannot be written.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> document = loads("format = 1\n[figures]\ntotal = 98.34\n")
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "accounts.toml")
        ...     dump(document, path)
        ...     load(path).figures == document.figures
        True
    """
    write_text(path, dumps(document, format=format_of(str(path), format)))


def dumps(document: Document, *, format: Format = "toml") -> str:  # noqa: A002
    r"""Write a document as the text of a figures file.

    Shape: read again, the text gives the same figures, printed text, rows, codes,
    rules and convention; comments and places in the file are not kept.

    Raises:
        UnwritableError: Something that no figures file can say: a quantum that is
            no power of ten, or a unit without a spelling.

    Example:
        >>> document = loads("format = 1\nfigures = { a = 1.50, b = '-' }")
        >>> print(dumps(document), end="")
        format = 1
        <BLANKLINE>
        [figures]
        a = 1.50
        b = "-"
    """
    return text_of(document, format_of("", format))
