"""Sources: bytes from a path into valid TOML or JSON, and where everything stands."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import attrs

from budgetcheck.errors import BudgetCheckError, FileFault, UnreadableFileError
from budgetcheck.faults import unreadable
from budgetcheck.files.json_places import places_in
from budgetcheck.files.limits import (
    DEPTH_LIMIT,
    ENTRIES_LIMIT,
    SIZE_LIMIT,
    Format,
    deep_key,
    long_word,
    most_entries,
)
from budgetcheck.files.positions import Digits, Lines, Position, pointer
from budgetcheck.files.toml_places import positions_in
from budgetcheck.files.toml_slips import slips_in
from budgetcheck.language.places import Keys, Place
from budgetcheck.shortening import shortened

__all__ = [
    "SIZE_LIMIT",
    "Format",
    "Source",
    "format_of",
    "read_text",
    "shown",
    "source_of",
]

_FORMATS: Mapping[str, Format] = {"toml": "toml", "json": "json"}

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_AGAIN = re.compile("^Cannot (?=overwrite|mutate|declare)")
_TWICE = "a name is given twice: cannot "
_DIGITS_OF_A_WHOLE_NUMBER = 200


@attrs.frozen
class Source:
    """A TOML or JSON text, read: its tables, and where each of their entries stands."""

    name: str
    tables: Mapping[str, object]
    positions: Mapping[Keys, Position]
    format: Format = "toml"

    def place(self, keys: Keys) -> Place:
        """Return where an entry stands, or what it stands in."""
        position = self.position(keys)
        return Place(
            file=self.name,
            line=position.line,
            column=position.column,
            pointer=self.pointer(keys),
        )

    def position(self, keys: Keys) -> Position:
        """Return the position of an entry, or of the nearest table around it."""
        return self.positions.get(self.present(keys), Position(1, 1))

    def pointer(self, keys: Keys) -> str:
        """Return the JSON pointer of an entry or of what is around it; none in TOML."""
        return pointer(self.present(keys)) if self.format == "json" else ""

    def present(self, keys: Keys) -> Keys:
        """Return as much of the keys as the text has."""
        while keys and keys not in self.positions:
            keys = keys[:-1]
        return keys

    def fault(self, keys: Keys, problem: object) -> FileFault:
        """Return a fault that points at an entry."""
        position = self.position(keys)
        line, column = position.line, position.column
        return FileFault(self.name, line, column, str(problem), self.pointer(keys))


def shown(path: str | Path) -> str:
    """Return the name of a file as well as it can be shown: as UTF-8.

    Example:
        >>> shown(Path("data") / "2021.toml")
        'data/2021.toml'
    """
    return os.fsencode(path).decode("utf-8", "replace")


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
        with place.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte.
        problem = getattr(error, "strerror", None) or str(error)
        raise _only(name, problem) from error
    return decoded(raw, name)


def decoded(raw: bytes, name: str) -> str:
    """Return bytes as text.

    Raises:
        UnreadableFileError: They are too many, or no UTF-8.
    """
    if len(raw) > SIZE_LIMIT:
        limit = SIZE_LIMIT // 1_000_000
        raise _only(name, f"it is too large: the limit is {limit} MB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = "it is not in UTF-8: save it as UTF-8"
        raise _only(name, problem, line) from error


def format_of(name: str, said: str | None = None) -> Format:
    """Return the format of a file: the one that is said, or that of its suffix.

    Raises:
        BudgetCheckError: There is no such format.

    Example:
        >>> format_of("a.JSON"), format_of("a.toml"), format_of("a.json", "toml")
        ('json', 'toml', 'toml')
    """
    if said is None:
        return "json" if name.lower().endswith(".json") else "toml"
    if said in _FORMATS:
        return _FORMATS[said]
    message = f"{said!r:.60} is no format: one of {', '.join(_FORMATS)}"
    raise BudgetCheckError(message)


def source_of(
    text: str, name: str, said: str | None = None, *, placed: bool = True
) -> Source:
    """Read a TOML or JSON text.

    Args:
        text: The text.
        name: What its faults call it.
        said: Its format; that of the name's suffix if not given.
        placed: Whether to find out where everything stands, which takes as long
            again; without it, names given twice in JSON are not found either.

    Raises:
        UnreadableFileError: The text is empty, neither TOML nor JSON, or nested too
            deeply; line and column are given.

    Example:
        >>> source_of("total = 98.50", "a.toml").tables
        {'total': '98.50'}
    """
    form = format_of(name, said)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        first = "format = 1" if form == "toml" else '{ "format": 1'
        raise _only(name, f"it is empty: a figures file begins with {first}")
    entries = most_entries(text, form)
    if entries > ENTRIES_LIMIT:
        problem = f"it may hold {entries} entries, and the limit is {ENTRIES_LIMIT}"
        raise _only(name, f"it is too large: {problem}")
    try:
        text.encode()
        return (_from_json if form == "json" else _from_toml)(text, name, placed)
    except RecursionError as error:
        raise _only(name, "it is nested too deeply") from error
    except UnicodeEncodeError as error:
        problem = "it holds half a character: a surrogate stands alone"
        raise _only(name, problem, text.count("\n", 0, error.start) + 1) from error


def _from_toml(text: str, name: str, placed: bool) -> Source:  # noqa: FBT001 (as asked)
    text = text.replace("\r\n", "\n")
    if (deep := deep_key(text)) is not None:
        at = Lines.of(text).position(deep)
        raise _too_deep(name, at.line, at.column)
    if (long := long_word(text)) is not None:
        at = Lines.of(text).position(long)
        problem = "it holds a number, or a name, that is longer than any"
        raise _only(name, problem, at.line, at.column)
    try:
        # A float stays the text that was typed; so does a whole number, by its place.
        tables = tomllib.loads(text, parse_float=Digits)
    except tomllib.TOMLDecodeError as error:
        raise unreadable(name, _not_toml(name, text, str(error))) from error
    _refuse_depth(tables, name)
    return Source(name, tables, positions_in(text) if placed else {})


def _not_toml(name: str, text: str, message: str) -> list[FileFault]:
    """Return what is not TOML: what the parser met, and all that people slip into."""
    found = _AT.search(message)
    line, column = found.groups() if found else (None, None)
    at = int(line) if line else text.count("\n") + 1
    faults = [
        FileFault(
            name,
            one.line,
            one.column,
            f"it is not TOML: {shortened(one.problem)}\n  hint: {shortened(one.hint)}",
        )
        for one in slips_in(text)
    ]
    if at not in {one.line for one in faults}:
        said = f"it is not TOML: {_AGAIN.sub(_TWICE, _AT.sub('', message))}"
        faults.append(FileFault(name, at, int(column) if column else None, said))
    return faults


def _from_json(text: str, name: str, placed: bool) -> Source:  # noqa: FBT001 (as asked)
    try:
        tables = json.loads(
            text, parse_float=Digits, parse_int=_whole, parse_constant=Digits
        )
    except json.JSONDecodeError as error:
        problem = f"it is not JSON: {error.msg}"
        raise _only(name, problem, error.lineno, error.colno) from error
    _refuse_depth(tables, name)
    positions, faults = places_in(text) if placed else ({}, [])
    if not isinstance(tables, dict):
        raise _only(name, 'it is no table: a figures file begins with { "format": 1')
    source = Source(name, tables, positions, "json")
    if faults:
        found = [
            FileFault(name, at.line, at.column, problem, pointer(keys))
            for keys, at, problem in faults
        ]
        raise unreadable(name, found)
    return source


def _whole(digits: str) -> int | Digits:
    # A number that is too long is refused where it stands, and not by Python.
    return int(digits) if len(digits) < _DIGITS_OF_A_WHOLE_NUMBER else Digits(digits)


def _refuse_depth(tables: object, name: str) -> None:
    """Refuse what would be too deep for those who read it further, level by level."""
    level = [tables]
    for _ in range(DEPTH_LIMIT):
        inner: list[object] = []
        for one in level:
            if isinstance(one, dict):
                inner.extend(one.values())
            elif isinstance(one, list):
                inner.extend(one)
        level = inner
    if level:
        raise _too_deep(name)


def _too_deep(
    name: str, line: int | None = None, column: int | None = None
) -> UnreadableFileError:
    problem = f"it is nested too deeply: the limit is {DEPTH_LIMIT} levels"
    return _only(name, problem, line, column)


def _only(
    name: str, problem: str, line: int | None = None, column: int | None = None
) -> UnreadableFileError:
    fault = FileFault(name, line, column, problem)
    return unreadable(name, [fault])
