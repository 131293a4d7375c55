"""Where things stand in a JSON text, how its numbers were typed, and what is twice.

`json` reads the text and says none of it. This is a second pass over text that
`json` has accepted, so that it may trust the grammar and only keeps count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import attrs

from budgetcheck.files.positions import Lines, Position
from budgetcheck.language.places import Keys

_SKIP = re.compile(r"[ \t\r\n]*")
# Possessive, so that a long text takes no memory for ways back.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"')
_SCALAR = re.compile(r"[^,\]} \t\r\n]+")
_REFUSED = {
    "NaN": "NaN is no number",
    "Infinity": "Infinity is no number",
    "-Infinity": "-Infinity is no number",
}

Fault = tuple[Keys, Position, str]


def places_in(text: str) -> tuple[Mapping[Keys, Position], tuple[Fault, ...]]:
    """Return the position of every value of a JSON text, and what JSON forbids.

    Shape: keys as a path into what `json.loads()` returns. The faults are keys that
    are given twice, numbers that are none, and texts that are no Unicode.

    Example:
        >>> found, faults = places_in('{"total": 98.50, "total": NaN}')
        >>> found[("total",)]
        Position(line=1, column=11, token='98.50')
        >>> [problem for _, _, problem in faults]
        ["'total' is given twice", 'NaN is no number']
    """
    scanner = _Scanner(text, Lines.of(text))
    scanner.value(())
    return scanner.found, tuple(scanner.faults)


@attrs.define
class _Scanner:
    text: str
    lines: Lines
    at: int = 0
    found: dict[Keys, Position] = attrs.field(factory=dict)
    faults: list[Fault] = attrs.field(factory=list)

    def skip(self) -> None:
        self.take(_SKIP)

    def meets(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def take(self, what: re.Pattern[str]) -> str:
        found = what.match(self.text, self.at)
        taken = found[0] if found else ""
        self.at += len(taken)
        return taken

    def fault(self, keys: Keys, start: int, problem: str) -> None:
        self.faults.append((keys, self.lines.position(start), problem))

    def value(self, keys: Keys) -> None:
        self.skip()
        start = self.at
        self.found[keys] = self.lines.position(start)
        if self.meets("{"):
            self.table(keys)
        elif self.meets("["):
            self.array(keys)
        elif self.meets('"'):
            self.string(keys)
        else:
            token = self.take(_SCALAR)
            self.found[keys] = self.lines.position(start, token)
            if token in _REFUSED:
                self.fault(keys, start, _REFUSED[token])
        self.skip()

    def string(self, keys: Keys) -> str:
        start = self.at
        text = str(json.loads(self.take(_STRING)))
        try:
            text.encode()
        except UnicodeEncodeError:
            self.fault(
                keys, start, "it holds half a character: a surrogate stands alone"
            )
        return text

    def table(self, keys: Keys) -> None:
        self.at += 1
        self.skip()
        while not self.meets("}"):
            start = self.at
            name = self.string(keys)
            self.skip()
            self.at += 1  # The colon.
            if (*keys, name) in self.found:
                self.again((*keys, name), start)
            else:
                self.value((*keys, name))
            self.comma()
        self.at += 1

    def again(self, keys: Keys, start: int) -> None:
        """Pass over a value whose key is there already, and keep the first's places."""
        self.fault(keys, start, f"{keys[-1]!r:.60} is given twice")
        first, self.found = self.found, {}
        self.value(keys)
        self.found = first

    def array(self, keys: Keys) -> None:
        self.at += 1
        self.skip()
        number = 0
        while not self.meets("]"):
            self.value((*keys, number))
            number += 1
            self.comma()
        self.at += 1

    def comma(self) -> None:
        if self.meets(","):
            self.at += 1
            self.skip()
