"""Shortening: texts of anybody's, as short as a message should be."""

from __future__ import annotations


def shortened(text: str, limit: int = 80) -> str:
    """Cut a text that goes into a message, so that a hostile one stays short.

    Example:
        >>> shortened("a" * 100, limit=5)
        'aaaa…'
    """
    return text if len(text) <= limit else text[: limit - 1] + "…"


def width(text: str) -> int:
    """Return how many columns a text covers on a screen."""
    # A CJK character covers two columns, and the caret must stand below its place.
    return sum(2 if ord(character) >= 0x1100 else 1 for character in text)  # noqa: PLR2004
