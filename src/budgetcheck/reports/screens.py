"""Screens: text as wide as it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wcwidth import wcswidth

_PIECE = re.compile(r"[ ]+|[\x21-\x7e\u00a0-\u2fff]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。、；：！？）》」』】”’％…,.;:!?)]}%")


def width_of(text: str) -> int:
    """Return how many columns a text covers; a Chinese character covers two.

    Example:
        >>> width_of("合计 3")
        6
    """
    return max(0, wcswidth(text))


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return a text filled up with spaces to a width on the screen."""
    space = " " * (width - width_of(text))
    return space + text if right else text + space


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines; between Chinese characters a line may end anywhere.

    Example:
        >>> wrapped("合计为三，其中", 8)
        ['合计为', '三，其中']
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and width_of(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.rstrip() or not lines else lines


def _pieces(text: str) -> Iterator[str]:
    """Yield what stays on one line: a word, or a character with what closes it."""
    held = ""
    for piece in _PIECE.findall(text):
        if held and piece[0] not in _NEVER_FIRST and not piece.isspace():
            yield held
            held = ""
        held += piece
    if held:
        yield held


def columns(rows: Sequence[Sequence[str]], right: frozenset[int]) -> list[str]:
    """Return rows as lines with aligned columns, the last one free."""
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            padded(cell, width, right=number in right)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
