"""Markdown texts: what a document says, as Markdown in which it does nothing.

What parsers of Markdown would take for markup is escaped. What code hosts look for
after that (`@name`, `#1`, addresses, `:smile:`, `$x$`) no escape hides from them, but
they leave code alone: so it becomes code.
"""

from __future__ import annotations

import re

from budgetcheck.language.safety import safe

_RUN = re.compile(r"[!-~]+")
_LIVE = re.compile(
    r"""
    [@#$^] | [!&%][0-9] | ~\w    # people, issues, formulas; more of them on GitLab
    | :[\w/+-] | \bwww\. | \.[A-Za-z]{2}    # :smile:, addresses, what looks like one
    | \bGH-[0-9] | (?<![0-9A-Za-z])[0-9a-f]{7,40}(?![0-9A-Za-z])    # issues, commits
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKUP = re.compile(r"[\\`*_\[\]<>{}&|~]")
_FIRST = re.compile(r"^([-+=]|[0-9]{1,9}(?=[.)](?:\s|$)))")
_TICKS = re.compile("`+")


def plain(text: str) -> str:
    r"""Return a text that Markdown shows as it is.

    Shape: one line, without spaces around it; it may stand anywhere in a line of
    Markdown, beside other text with something between them.

    Example:
        >>> print(plain("1. *Total* <b> of @name"))
        1\. \*Total\* \<b\> of `@name`
    """
    said = safe(text).strip()
    return _FIRST.sub(_escaped_first, _RUN.sub(_inert, said))


def code(text: str) -> str:
    """Return a text as code, or nothing if there is none.

    Example:
        >>> print(code("a = b"), code("a`b"))
        `a = b` ``a`b``
    """
    said = safe(text).strip()
    if not said:
        return ""
    longest = max(map(len, _TICKS.findall(said)), default=0)
    fence = "`" * (longest + 1)
    space = " " if said[0] == "`" or said[-1] == "`" else ""
    return f"{fence}{space}{said}{space}{fence}"


def _inert(run: re.Match[str]) -> str:
    if _LIVE.search(run[0]):
        # A comma behind a name is none of it.
        said = run[0].rstrip(",;")
        return code(said) + run[0][len(said) :]
    return _MARKUP.sub(r"\\\g<0>", run[0])


def _escaped_first(mark: re.Match[str]) -> str:
    """Escape what would make an item of a list of a line that begins with it."""
    return f"{mark[0]}\\" if mark[0].isdigit() else f"\\{mark[0]}"
