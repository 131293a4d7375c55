"""Ratios exactly: can a stated s be P/T, without ever dividing intervals?

`s is P/T` is `P - s·T = 0`. For fixed truths it is linear in s, so its extremes
stand at the ends of the stated interval, and no quotient of intervals is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from budgetcheck.language.forms import Box, Form
from budgetcheck.language.intervals import Interval

_STEPS = 200


@attrs.frozen
class Reach:
    """Whether P - s·T = 0 has a solution, and whether only at the very limit."""

    possible: bool
    touching: bool


def reach(part: Form, whole: Form, stated: Interval, box: Box) -> Reach:
    """Say whether some stated value and some truths make part = stated × whole.

    Possible iff the greatest value of P - s·T is not below 0 and the least is not
    above it: the domain is convex and the form continuous, so 0 is then attained.
    """
    above = below = False
    touches_above = touches_below = False
    for value, inside in _candidates(part, whole, stated, box):
        span = part.minus(whole, value).over(box)
        above |= span.high is None or span.high > 0
        below |= span.low is None or span.low < 0
        touches_above |= inside and span.high == 0 and not span.high_open
        touches_below |= inside and span.low == 0 and not span.low_open
    possible = (above or touches_above) and (below or touches_below)
    return Reach(possible, possible and not (above and below))


def _candidates(
    part: Form, whole: Form, stated: Interval, box: Box
) -> Iterator[tuple[Fraction, bool]]:
    """Yield the stated values to look at, and whether each belongs to the interval."""
    low, high = stated.low, stated.high
    if low is None or high is None:
        yield from _far_out(part, whole, stated, box)
    if low is not None:
        yield low, not stated.low_open
    if high is not None:
        yield high, not stated.high_open
    if low is not None and high is not None and (stated.low_open or stated.high_open):
        # A form that is 0 all the way between two open ends is 0 in the middle.
        yield (low + high) / 2, True


def _far_out(
    part: Form, whole: Form, stated: Interval, box: Box
) -> Iterator[tuple[Fraction, bool]]:
    """Yield values behind which P - s·T changes its slope no more.

    With an absent end the extremes may stand infinitely far out. Beyond every
    quotient of coefficients each extreme is a straight line in s; a point where a
    rising one has passed 0 decides as well as infinity.
    """
    paths = {*part.coefficients, *whole.coefficients}
    pairs = [(part.constant, whole.constant)] + [
        (
            part.coefficients.get(path, Fraction(0)),
            whole.coefficients.get(path, Fraction(0)),
        )
        for path in paths
    ]
    bend = max((abs(p / t) for p, t in pairs if t), default=Fraction(0))
    ends = [abs(end) for end in (stated.low, stated.high) if end is not None]
    start = max([bend, *ends]) + 1
    signs = [sign for sign, end in ((-1, stated.low), (1, stated.high)) if end is None]
    for sign in signs:
        near = part.minus(whole, sign * start).over(box)
        far = part.minus(whole, sign * (start + 1)).over(box)
        yield sign * start, True
        for one, other in ((near.high, far.high), (near.low, far.low)):
            if one is not None and other is not None and one != other:
                yield sign * (start + abs(one / (other - one)) + 1), True


def quotients(part: Form, whole: Form, box: Box) -> Interval | None:
    """Return every value of P/T, exactly, or None where T may be 0.

    A figure in both part and whole moves both at once; Dinkelbach's method walks
    from one corner of the box to a better one until none is better.
    """
    span = whole.over(box)
    if span.low is not None and span.low > 0:
        positive = part, whole
    elif span.high is not None and span.high < 0:
        zero = Form({}, Fraction(0))
        positive = zero.minus(part), zero.minus(whole)
    else:
        return None
    high, high_open = _extreme(*positive, box, 1)
    low, low_open = _extreme(*positive, box, -1)
    return Interval(low, high, low_open=low_open, high_open=high_open)


def _extreme(
    part: Form, whole: Form, box: Box, sign: int
) -> tuple[Fraction | None, bool]:
    paths = {*part.coefficients, *whole.coefficients}
    corner = {path: _some(box[path]) for path in paths}
    best = part.at(corner) / whole.at(corner)
    for _ in range(_STEPS):
        form = part.minus(whole, best)
        span = form.over(box)
        end, is_open = (
            (span.high, span.high_open) if sign > 0 else (span.low, span.low_open)
        )
        if end is None:
            return None, False
        if end == 0:
            return best, is_open
        for path, coefficient in form.coefficients.items():
            upward = coefficient * sign > 0
            corner[path] = (
                _end(box[path], upward=upward) if coefficient else corner[path]
            )
        best = part.at(corner) / whole.at(corner)
    message = (
        "a ratio did not settle"  # pragma: no cover - each step is strictly better
    )
    raise ArithmeticError(message)  # pragma: no cover


def _some(interval: Interval) -> Fraction:
    return next(
        (end for end in (interval.low, interval.high) if end is not None), Fraction(0)
    )


def _end(interval: Interval, *, upward: bool) -> Fraction:
    end = interval.high if upward else interval.low
    return _some(interval) if end is None else end
