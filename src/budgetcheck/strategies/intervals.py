"""Intervals: with ends that are there or not, open or closed; points now and then."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from budgetcheck.language.intervals import Interval
from budgetcheck.strategies.arguments import End, taken_ends

_Ends: TypeAlias = tuple[Fraction | None, Fraction | None]
_Range: TypeAlias = tuple[int, int | None, int | None]

# As they are written: ( is an open end, and . one that is not there.
_POINT, _CLOSED = "[=]", "[]"
_OPEN, _ABSENT = ("(]", "[)", "()"), (".]", "[.", "..")
_BOTH = (".)", "(.")


@st.composite
def intervals(
    draw: st.DrawFn,
    min_value: End = None,
    max_value: End = None,
    *,
    max_denominator: int = 100,
    allow_open: bool = True,
    allow_absent: bool | None = None,
) -> Interval:
    """Draw an interval, often one that holds a single number.

    Shape: its ends are fractions; at first it is the point 0.

    Args:
        draw: Given by Hypothesis.
        min_value: The least that its numbers may be.
        max_value: The most that its numbers may be.
        max_denominator: Of its ends, which have the same.
        allow_open: Whether an end may be open.
        allow_absent: Whether an end may not be there; if not given, it may where
            nothing bounds it.

    Raises:
        InvalidArgument: An argument is not what it should be, an end may be absent
            that is bounded, or no such fraction lies in the bounds; when drawn.

    Example:
        >>> intervals(0, 1, allow_open=False)
        intervals(min_value=0, max_value=1, allow_open=False)
    """
    ends = taken_ends(min_value, max_value)
    absent = ends == (None, None) if allow_absent is None else allow_absent
    if absent and ends != (None, None):
        raise InvalidArgument(f"{allow_absent=} with {min_value=} and {max_value=}")
    ranges = _ranges(ends, max_denominator)
    if ranges is None:
        problem = f"no fraction from {min_value=} to {max_value=}"
        raise InvalidArgument(f"{problem} has {max_denominator=}")
    below, least, most = draw(ranges)
    numerators = st.integers(least, most)
    shape = draw(_shapes(allow_open=allow_open, absent=absent))
    one = draw(numerators)
    other = one if shape == _POINT else draw(numerators)
    low, high = Fraction(min(one, other), below), Fraction(max(one, other), below)
    # One number alone is no open interval.
    return Interval(
        None if shape[0] == "." else low,
        None if shape[-1] == "." else high,
        low_open=shape[0] == "(" and low < high,
        high_open=shape[-1] == ")" and low < high,
    )


@lru_cache
def _ranges(ends: _Ends, most: int) -> st.SearchStrategy[_Range] | None:
    """Return the denominators of which a multiple is in the bounds, and which are."""
    ranges: list[_Range] = []
    for below in range(1, most + 1):
        first = None if ends[0] is None else -int(-ends[0] * below // 1)
        last = None if ends[1] is None else int(ends[1] * below // 1)
        if first is None or last is None or first <= last:
            ranges.append((below, first, last))
    return st.sampled_from(ranges) if ranges else None


@cache
def _shapes(*, allow_open: bool, absent: bool) -> st.SearchStrategy[str]:
    shapes = [_POINT, _CLOSED, _POINT]
    if allow_open:
        shapes += _OPEN
    if absent:
        shapes += (*_ABSENT, *(_BOTH if allow_open else ()))
    return st.sampled_from(shapes)
