"""Sources: bytes from a path into valid TOML, with the place of everything in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import attrs

from budgetcheck.errors import FileFault, UnreadableFileError
from budgetcheck.files.toml_places import Keys, Position, positions_in
from budgetcheck.language.places import Place

SIZE_LIMIT = 20_000_000

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@attrs.frozen
class Source:
    """A TOML text, read: its tables, and where each of their entries stands."""

    name: str
    tables: Mapping[str, object]
    positions: Mapping[Keys, Position]

    def place(self, keys: Keys) -> Place:
        """Return where an entry stands, or what it stands in."""
        position = self.position(keys)
        return Place(file=self.name, line=position.line, column=position.column)

    def position(self, keys: Keys) -> Position:
        """Return the position of an entry, or of the nearest table around it."""
        while keys and keys not in self.positions:
            keys = keys[:-1]
        return self.positions.get(keys, Position(1, 1))

    def fault(self, keys: Keys, problem: object) -> FileFault:
        """Return a fault that points at an entry."""
        position = self.position(keys)
        return FileFault(self.name, position.line, position.column, str(problem))


def read_text(path: str | Path, name: str) -> str:
    """Read a file, whatever it turns out to be.

    Args:
        path: Where it is.
        name: What its faults call it.

    Raises:
        UnreadableFileError: It is not there, a directory, too large or no UTF-8.
    """
    place = Path(path)
    try:
        if place.is_dir():
            raise _only(name, "it is a directory")
        size = place.stat().st_size
        if size > SIZE_LIMIT:
            limit = SIZE_LIMIT // 1_000_000
            raise _only(name, f"{size} bytes are too many: the limit is {limit} MB")
        raw = place.read_bytes()
    except OSError as error:
        raise _only(name, error.strerror or str(error)) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = "it is not in UTF-8: save it as UTF-8"
        raise _only(name, problem, line) from error


def source_of(text: str, name: str) -> Source:
    """Read a TOML text.

    Raises:
        UnreadableFileError: The text is empty or no TOML; line and column are given.

    Example:
        >>> source_of("total = 98.50", "a.toml").tables
        {'total': '98.50'}
    """
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise _only(name, "it is empty: a figures file begins with format = 1")
    try:
        # A float stays the text that was typed; so does a whole number, by its place.
        tables = tomllib.loads(text, parse_float=str)
        return Source(name, tables, positions_in(text))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = _AT.search(message)
        line, column = found.groups() if found else (None, None)
        raise _only(
            name,
            f"it is not TOML: {_AT.sub('', message)}",
            int(line) if line else text.count("\n") + 1,
            int(column) if column else None,
        ) from error
    except RecursionError as error:
        raise _only(name, "it is nested too deeply") from error
    except ValueError as error:
        # A whole number longer than Python reads, or a date that is none.
        raise _only(name, f"it holds what cannot be read: {error}") from error


def _only(
    name: str, problem: str, line: int | None = None, column: int | None = None
) -> UnreadableFileError:
    fault = FileFault(name, line, column, problem)
    return UnreadableFileError(f"{name} cannot be read", [fault])
