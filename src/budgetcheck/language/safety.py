"""Safety: texts that strangers wrote, shown without harm."""

from __future__ import annotations

import unicodedata

_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def unseen_in(text: str) -> frozenset[str]:
    r"""Return the control and bidirectional characters of a text.

    Example:
        >>> sorted(unseen_in("total\x1b[31m\u202e"))
        ['\x1b', '\u202e']
    """
    return frozenset(one for one in set(text) if unicodedata.category(one) in _HARMFUL)


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
