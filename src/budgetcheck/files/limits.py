"""Limits: how large and how deep a text may be, found out before it is parsed.

What is counted here costs one look at the text; what it would cost to parse a text
made to hurt is minutes, or all memory.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Format: TypeAlias = Literal["toml", "json"]

SIZE_LIMIT = 20_000_000
ENTRIES_LIMIT = 600_000
DEPTH_LIMIT = 100
WORD_LIMIT = 1000

# A string that is not closed ends with its line, or with the text: no second look.
_QUIET = re.compile(
    r"#[^\n]*+"
    r'|"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5})?'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?'
    r"|'[^'\n]*+'?",
    re.DOTALL,
)
_MANY_DOTS = re.compile(rf"^(?>[^\n.]*+\.){{{DEPTH_LIMIT}}}", re.MULTILINE)
_DEEP_KEY = re.compile(rf"(?>[A-Za-z0-9_-]++[ \t]*+\.[ \t]*+){{{DEPTH_LIMIT}}}")
_LONG_WORD = re.compile(rf"[\w+-]{{{WORD_LIMIT}}}", re.ASCII)
_OPENING = {"toml": "\n,.", "json": "[{,"}


def most_entries(text: str, form: Format) -> int:
    """Return how many tables and values a text holds at most.

    Example:
        >>> most_entries('{"a": [1, 2]}', "json")
        3
    """
    return sum(map(text.count, _OPENING[form]))


def deep_key(text: str) -> int | None:
    """Return where a TOML text has a dotted name of too many parts.

    Example:
        >>> deep_key("a.b.c = 1") is None, deep_key(f"[x.{'a.' * 100}b]")
        (True, 1)
    """
    if _MANY_DOTS.search(text) is None:
        return None
    found = _DEEP_KEY.search(_hushed(text))
    return found and found.start()


def long_word(text: str) -> int | None:
    """Return where a TOML text has a number, or a bare name, longer than any.

    Example:
        >>> long_word("a = 1") is None, long_word(f"a = {'9' * 5000}")
        (True, 4)
    """
    if _LONG_WORD.search(text) is None:
        return None
    found = _LONG_WORD.search(_hushed(text))
    return found and found.start()


def _hushed(text: str) -> str:
    """Return a TOML text of the same length, with a short name for each string."""

    def hushed(found: re.Match[str]) -> str:
        return ("" if found[0].startswith("#") else "x").ljust(len(found[0]))

    return _QUIET.sub(hushed, text)
