"""Positions: where an entry of a text stands, as lines count and as JSON points."""

from __future__ import annotations

import re
from bisect import bisect_right

import attrs

from budgetcheck.language.places import Keys


class Digits(str):
    """A number as it was typed, which is told from a text by its class.

    Example:
        >>> Digits("98.50") == "98.50", type(Digits("98.50")) is str
        (True, False)
    """

    __slots__ = ()


@attrs.frozen
class Position:
    """Where a value stands, and the text of a number as it was typed.

    Attributes:
        line: Counted from 1.
        column: In characters, counted from 1.
        token: The source text of a scalar that is no string; empty for the rest.
    """

    line: int
    column: int
    token: str = ""


@attrs.frozen
class Lines:
    """Where each line of a text starts."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """Find the lines of a text."""
        return cls((0, *(one.end() for one in re.finditer(r"\n", text))))

    def position(self, offset: int, token: str = "") -> Position:
        r"""Return the line and column of a character of the text.

        Example:
            >>> Lines.of("a\nbc").position(3)
            Position(line=2, column=2, token='')
        """
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1, token)


def pointer(keys: Keys) -> str:
    """Return the JSON pointer of an entry.

    Source: RFC 6901, sections 3 and 4.

    Example:
        >>> pointer(("figures", "lines", 0, "a/b"))
        '/figures/lines/0/a~1b'
    """
    escaped = (str(key).replace("~", "~0").replace("/", "~1") for key in keys)
    return "".join(f"/{key}" for key in escaped)
