"""Ranges: what a figure that is free may be, so that all needs can be met."""

from __future__ import annotations

from fractions import Fraction

from budgetcheck.diagnosing.attempts import Attempt
from budgetcheck.diagnosing.exact import Near
from budgetcheck.diagnosing.simplex import TooManyStepsError
from budgetcheck.diagnosing.systems import System
from budgetcheck.language.forms import Form
from budgetcheck.language.intervals import Interval
from budgetcheck.language.paths import Path

WAYS_LIMIT = 200
STEPS_OF_RANGE = 300


def allowed(system: System, path: Path, free: frozenset[Path]) -> Interval | None:
    """Return between which ends a figure may be, by the rules that name it.

    Shape: in base units; None if nothing is allowed. Without ends where nothing binds
    it, or where the ways in which needs may be met are too many.
    """
    found: Interval | None = Interval()
    simple = system.attempt(free).ends_of(path)
    if simple is not None:
        found = _interval(system, *simple)
    elif system.stands_in_lines(path):
        only = Form({path: Fraction(1)}, Fraction(0))
        attempt = system.attempt(free)
        attempt.board.limit(STEPS_OF_RANGE)
        try:
            found = _over_ways(attempt, only)
        except TooManyStepsError:
            found = Interval()
    for ratio in system.ratios_of(path):
        found = found and found.meet(system.quotients(ratio, free))
    return found


def _interval(system: System, low: Near | None, high: Near | None) -> Interval:
    return Interval(
        None if low is None else Fraction(low[0]) / system.scale,
        None if high is None else Fraction(high[0]) / system.scale,
        low_open=low is not None and bool(low[1]),
        high_open=high is not None and bool(high[1]),
    )


def _over_ways(attempt: Attempt, form: Form) -> Interval | None:
    """Return the hull of what each combination of ways allows."""
    while True:
        hull: Interval | None = None
        known = -1
        for seen, _ in enumerate(attempt.every_way()):
            known = attempt.open_needs if known < 0 else known
            one = _ends(attempt, form)
            if attempt.open_needs != known:  # pragma: no cover - takes large rounding
                break  # There are more ways than it seemed.
            hull = one if hull is None else _hull(hull, one or hull)
            if hull == Interval() or seen > WAYS_LIMIT:
                return Interval()
        else:
            return hull


def _hull(one: Interval, other: Interval) -> Interval:
    low = high = None
    low_open = high_open = False
    if one.low is not None and other.low is not None:
        # Of two that begin alike, the closed one holds the end.
        low, low_open = min((one.low, one.low_open), (other.low, other.low_open))
    if one.high is not None and other.high is not None:
        high, is_closed = max(
            (one.high, not one.high_open), (other.high, not other.high_open)
        )
        high_open = not is_closed
    return Interval(low, high, low_open=low_open, high_open=high_open)


def _ends(attempt: Attempt, form: Form) -> Interval | None:
    """Return between which ends a form may be; None if the ways exclude each other."""
    (there, low), (_, high) = (_end(attempt, form, sign) for sign in (-1, 1))
    if not there:  # pragma: no cover - takes large rounding
        return None
    return Interval(
        None if low is None else Fraction(low[0]),
        None if high is None else Fraction(high[0]),
        low_open=low is not None and bool(low[1]),
        high_open=high is not None and bool(high[1]),
    )


def _end(attempt: Attempt, form: Form, sign: int) -> tuple[bool, Near | None]:
    """Return whether all can be met, and the end of a form, or None if it has none.

    Needs that are not met at the end take part from then on, until all are.
    """
    board = attempt.board
    while True:
        if board.repair() is not None:  # pragma: no cover - takes large rounding
            return False, None
        end = board.end(form, sign)
        if end is None or not attempt.take_in():
            return True, end
