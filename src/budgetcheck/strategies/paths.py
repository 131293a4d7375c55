"""Paths: names of every script and with any character, and steps into lists."""

from __future__ import annotations

from hypothesis import strategies as st

from budgetcheck.language.paths import Index, Key, Path, Step

NAMES = (
    *("a", "b", "c", "total", "basic", "预算", "2080505", "因公出国（境）费"),
    *("when", "sum", "if", "e5", "_", 'a "b"\\', "a\nb\tc\rd", " ", ""),
    "\n\u0301",  # an accent that must not compose with the `n` of its escape
)
# A name from the list, or any text at all.
NAME = st.one_of(st.sampled_from(NAMES), st.text(max_size=4))

_KEYS = st.sampled_from(("20805", "208", "合计", 'a "b"', ""))
_ROWS = st.one_of(
    st.builds(Index, st.integers(0, 99)), st.builds(Key, st.one_of(_KEYS, st.text()))
)
_MORE = st.lists(st.one_of(NAME, _ROWS), max_size=2)


@st.composite
def paths(draw: st.DrawFn) -> Path:
    """Draw where a figure stands in a document: a name, at first, and steps from it.

    Shape: the path of a single figure, which a document can have and a rule can name:
    names, rows by number and entries by key, and no `[*]`.

    Example:
        >>> paths()
        paths()
    """
    steps: list[Step] = [draw(NAME), *draw(_MORE)]
    return Path(tuple(steps))
