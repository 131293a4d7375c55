"""Reaching: what values an interval or a ratio can take, for `expecting`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from budgetcheck.language.conditions import Relation
from budgetcheck.language.forms import Box, Form
from budgetcheck.language.intervals import Interval

# Beyond whatever two printed numbers can give: it stands for an end that is absent.
_ENDLESS = Fraction(10**500)


def meets(span: Interval, relation: Relation) -> bool:
    """Say whether some number of an interval stands in the relation to zero.

    Example:
        >>> meets(Interval(0, 1), "<"), meets(Interval(0, 1), "<=")
        (False, True)
    """
    below, above = _below(span), _above(span)
    match relation:
        case "=":
            return span.holds(0)
        case "<=":
            return below or span.holds(0)
        case ">=":
            return above or span.holds(0)
        case "<":
            return below
        case ">":
            return above
        case _:
            assert_never(relation)


def reaches(part: Form, whole: Form, stated: Interval, box: Box) -> bool:
    """Say whether some truths make part = stated × whole.

    For one stated value, part - stated × whole takes an interval of values. Its ends
    bend outward over the stated ones, so that the farthest stand at the stated ends;
    and what takes a value above 0 and one below takes 0 between them.

    Example:
        >>> from budgetcheck.language.notation import parse_linear
        >>> from budgetcheck.language.forms import collected
        >>> part, whole = (collected(parse_linear(name)) for name in "pt")
        >>> box = {
        ...     path: Interval(one, one + 1)
        ...     for form, one in ((part, 1), (whole, 4))
        ...     for path in form.coefficients
        ... }
        >>> [
        ...     reaches(part, whole, Interval.point(Fraction(one, 10)), box)
        ...     for one in (1, 2, 5, 6)
        ... ]
        [False, True, True, False]
    """
    met = [
        (part.minus(whole, value).over(box), inside) for value, inside in _ends(stated)
    ]
    nil = any(inside and span.holds(0) for span, inside in met)
    above = any(_above(span) for span, _ in met)
    below = any(_below(span) for span, _ in met)
    return nil or (above and below)


def around(value: Fraction, by: Fraction, *, is_open: bool) -> Interval:
    """Return all numbers that are so near to one.

    Example:
        >>> around(Fraction(1), Fraction(1), is_open=True).holds(2)
        False
    """
    return Interval(value - by, value + by, low_open=is_open, high_open=is_open)


def _ends(stated: Interval) -> Iterator[tuple[Fraction, bool]]:
    """Yield both ends and the middle, and whether each belongs to the interval."""
    low = -_ENDLESS if stated.low is None else stated.low
    high = _ENDLESS if stated.high is None else stated.high
    yield low, not stated.low_open
    if low < high:
        yield high, not stated.high_open
        yield (low + high) / 2, True


def _below(span: Interval) -> bool:
    return span.low is None or span.low < 0


def _above(span: Interval) -> bool:
    return span.high is None or span.high > 0
