"""Codes of a classification: which code is the heading of which.

A child's code begins with its heading's: 208, 20805, 2080505. Where codes have
separators, they end the levels: 1.1 is a heading of 1.1.1, and not of 1.10, nor is
1 one of 10.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

_SEGMENT = 2  # digits of a level that has no separator of its own: 208.05, 208.0501
_FIRST, _LAST = re.compile(r"[^\W_]+"), re.compile(r"[^\W_]+\Z")
_NUMBERED = re.compile(r"(\D*)(\d+)")


def parents_in(codes: Collection[str]) -> dict[str, str]:
    """Return the nearest heading of every code that has one.

    Example:
        >>> parents_in(["208", "20805", "2080505", "2089901"])
        {'20805': '208', '2080505': '20805', '2089901': '208'}
        >>> parents_in(["1", "1.1", "1.10", "10"])
        {'1.1': '1', '1.10': '1'}
    """
    known = {code for code in codes if code}
    if all(map(str.isalnum, known)):
        nearest = _nearest(known)
        return {code: nearest[code] for code in codes if code in nearest}
    found: dict[str, str] = {}
    for code in codes:
        parent = next((one for one in _headings(code) if one in known), None)
        if parent is not None:
            found[code] = parent
    return found


def _nearest(codes: Collection[str]) -> dict[str, str]:
    """Return the longest other code that each begins with, if there is one."""
    found: dict[str, str] = {}
    above: list[str] = []
    for code in sorted(codes):  # All that a code begins with stand before it.
        while above and not code.startswith(above[-1]):
            above.pop()
        if above:
            found[code] = above[-1]
        above.append(code)
    return found


def are_running_numbers(codes: Sequence[str]) -> bool:
    """Say whether codes only count the rows: 1, 2, 3, …, 10.

    The 1 of such a list is no heading of 10.

    Example:
        >>> are_running_numbers(["9", "10", "11"]), are_running_numbers(["1", "10"])
        (True, False)
    """
    found = map(_NUMBERED.fullmatch, codes)
    numbers = [(one[1], int(one[2])) for one in found if one is not None]
    return len(numbers) == len(codes) > 1 and all(
        (letters, number + 1) == after for (letters, number), after in pairwise(numbers)
    )


def _headings(code: str) -> Iterator[str]:
    """Yield every code that may be a heading of this one, the nearest first."""
    for end in range(len(code) - 1, 0, -1):
        if _ends_a_level(code, end):
            yield code[:end]


def _ends_a_level(code: str, end: int) -> bool:
    """Say whether a level of a code ends there, where codes have separators."""
    above, below = _LAST.search(code[:end]), _FIRST.match(code, end)
    if above is None or below is None:
        return True
    return min(len(above[0]), len(below[0])) >= _SEGMENT
