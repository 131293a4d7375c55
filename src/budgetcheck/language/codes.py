"""Codes of a classification: which code may be the heading of which.

A child's code begins with its heading's: 208, 20805, 2080505. Where codes have
separators, they end the levels: 1.1 is a heading of 1.1.1, and not of 1.10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_SEGMENT = 2  # digits of a level that has no separator of its own: 208.05, 208.0501
_FIRST, _LAST = re.compile(r"[^\W_]+"), re.compile(r"[^\W_]+\Z")
_NUMBERED = re.compile(r"(\D*)(\d+)")


def headings_of(code: str) -> Iterator[str]:
    """Yield every code that may be a heading of this one, the nearest first.

    Example:
        >>> [*headings_of("1.10")], [*headings_of("208.0501")][:2]
        (['1.', '1'], ['208.05', '208.'])
        >>> [*headings_of("20805")]
        ['2080', '208', '20', '2']
    """
    ends = range(len(code) - 1, 0, -1)
    if code.isalnum():
        yield from (code[:end] for end in ends)
        return
    yield from (code[:end] for end in ends if _ends_a_level(code, end))


def _ends_a_level(code: str, end: int) -> bool:
    """Say whether a level of a code with separators ends there."""
    above, below = _LAST.search(code[:end]), _FIRST.match(code, end)
    if above is None or below is None:
        return True
    return min(len(above[0]), len(below[0])) >= _SEGMENT


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
