"""Where things stand in a TOML text, and how its numbers were typed.

`tomllib` reads the text and says neither. This is a second pass over text that
`tomllib` has accepted, so that it may trust the grammar and only keeps count.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

import attrs

from budgetcheck.files.positions import Lines, Position
from budgetcheck.language.places import Keys

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
# Possessive, so that a long text takes no memory for ways back.
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n\r]+")


def positions_in(text: str) -> Mapping[Keys, Position]:
    r"""Return the position of every table and value of a valid TOML text.

    Shape: keys as a path into what `tomllib.loads()` returns; rows of arrays by
    their index.

    Example:
        >>> found = positions_in("[figures]\ntotal = 98.50")
        >>> found[("figures", "total")]
        Position(line=2, column=9, token='98.50')
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.found


@attrs.define
class _Scanner:
    text: str
    at: int = 0
    found: dict[Keys, Position] = attrs.field(factory=dict)
    lines: Lines = attrs.field(init=False)
    rows: dict[Keys, int] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.lines = Lines.of(self.text)

    def note(self, keys: Keys, start: int, token: str = "") -> None:
        self.found.setdefault(keys, self.lines.position(start, token))

    def skip(self, what: re.Pattern[str] = _SKIP) -> None:
        found = what.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def meets(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def document(self) -> None:
        self.skip()
        table: Keys = ()
        while self.at < len(self.text):
            if self.meets("["):
                table = self.header()
            else:
                self.pair(table)
            self.skip()

    def header(self) -> Keys:
        """Read `[a.b]` or `[[a]]`, and return where its pairs go."""
        start = self.at
        array = self.meets("[[")
        self.at += 2 if array else 1
        keys = self.placed(self.key()[0])
        for length in range(1, len(keys)):
            self.note(keys[:length], start)
        self.at += 2 if array else 1
        if array:
            row = self.rows.get(keys, -1) + 1
            self.rows[keys] = row
            self.note(keys, start)
            keys = (*keys, row)
        self.note(keys, start)
        return keys

    def placed(self, keys: Keys) -> Keys:
        """Return the keys with the current row behind each array of tables."""
        placed: Keys = ()
        for position, key in enumerate(keys):
            placed = (*placed, key)
            if placed in self.rows and position < len(keys) - 1:
                placed = (*placed, self.rows[placed])
        return placed

    def key(self) -> tuple[Keys, int]:
        """Read a dotted key; return its parts and where it starts."""
        parts: list[str] = []
        self.skip(_BLANK)
        start = self.at
        while True:
            bare = _BARE.match(self.text, self.at)
            if bare is not None:
                parts.append(bare[0])
                self.at = bare.end()
            else:
                parts.append(self.string())
            self.skip(_BLANK)
            if not self.meets("."):
                return tuple(parts), start
            self.at += 1
            self.skip(_BLANK)

    def string(self) -> str:
        found = _STRING.match(self.text, self.at)
        source = found[0] if found else ""
        self.at += len(source)
        if "\\" not in source:
            return source[1:-1]  # A name stands on one line.
        value = tomllib.loads(f"x = {source}")["x"]
        return str(value)

    def pair(self, table: Keys) -> None:
        parts, start = self.key()
        for length in range(1, len(parts)):
            self.note((*table, *parts[:length]), start)
        self.at += 1  # The equals sign.
        self.skip(_BLANK)
        self.value((*table, *parts))

    def value(self, keys: Keys) -> None:
        start = self.at
        if self.meets("["):
            self.note(keys, start)
            self.array(keys)
        elif self.meets("{"):
            self.note(keys, start)
            self.inline_table(keys)
        elif self.meets('"') or self.meets("'"):
            self.note(keys, start)
            found = _STRING.match(self.text, self.at)
            self.at = found.end() if found else len(self.text)
        else:
            found = _SCALAR.match(self.text, self.at)
            token = found[0].rstrip() if found else ""
            self.note(keys, start, token)
            self.at += len(token)

    def array(self, keys: Keys) -> None:
        self.at += 1
        number = 0
        self.skip()
        while not self.meets("]"):
            self.value((*keys, number))
            number += 1
            self.comma()
        self.at += 1

    def inline_table(self, keys: Keys) -> None:
        self.at += 1
        self.skip()
        while not self.meets("}"):
            self.pair(keys)
            self.comma()
        self.at += 1

    def comma(self) -> None:
        self.skip()
        if self.meets(","):
            self.at += 1
            self.skip()
