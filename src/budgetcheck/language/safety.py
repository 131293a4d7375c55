"""Safety: texts that strangers wrote, shown without harm."""

from __future__ import annotations

import unicodedata

_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe(text: str) -> str:
    r"""Return a text in which control and bidirectional characters are written out.

    Example:
        >>> print(safe("total\x1b[31m"))
        total\u001b[31m
    """
    return "".join(
        f"\\u{ord(one):04x}" if unicodedata.category(one) in _HARMFUL else one
        for one in text
    )
