"""Arithmetic: choosing, comparing and joining what is computed for every row.

What bounds decide is decided here, so that no row is asked for it.
"""

from __future__ import annotations

from math import gcd

from budgetcheck.frames.numbers import (
    FALSE,
    TRUE,
    Chosen,
    Compared,
    Every,
    Kept,
    Known,
    Least,
    Not,
    Quotient,
    Relation,
    Size,
    Some,
    Truth,
    Whole,
    added,
    whole,
)


def chosen(test: Truth, then: Whole | int, otherwise: Whole | int) -> Whole:
    """Return one number where something is true, else the other."""
    one, other = whole(then), whole(otherwise)
    if isinstance(test, Known):
        return one if test.value else other
    if one is other or (one.value is not None and one.value == other.value):
        return one
    low, high = min(one.low, other.low), max(one.high, other.high)
    return Whole(Chosen(test, one, other), low, high)


def counted(test: Truth) -> Whole:
    """Return 1 where something is true, else 0."""
    return chosen(test, 1, 0)


def size(of: Whole) -> Whole:
    """Return a number without its sign."""
    if of.low >= 0:
        return of
    return -of if of.high <= 0 else Whole(Size(of), 0, of.largest)


def within(of: Whole, low: int, high: int) -> Whole:
    """Return a number where it lies from `low` to `high`, and 0 elsewhere.

    So narrow bounds keep what is computed of it small.
    """
    if low <= of.low and of.high <= high:
        return of
    inside = every(at_least(of, low), at_most(of, high))
    ends = max(of.low, min(low, 0)), min(of.high, max(high, 0))
    return Whole(Chosen(inside, of, whole(0)), *ends)


def quotient(of: Whole, by: Whole | int) -> Whole:
    """Return how often one number goes into another; both are above 0, or 0 of it.

    Example:
        >>> quotient(whole(7), 2).value
        3
    """
    by = whole(by)
    low, high = max(0, of.low) // max(1, by.high), of.high // max(1, by.low)
    return whole(low) if low == high else Whole(Quotient(of, by), low, high)


def kept(of: Whole) -> Whole:
    """Return a number as one that is computed once, whatever is made of it."""
    plain = of.value is not None or not of.terms()[0] or of.terms() == (((1, of),), 0)
    return of if plain else Whole(Kept(of), of.low, of.high)


def least(*of: Whole, greatest: bool = False) -> Whole:
    """Return the least of several numbers, or the greatest."""
    pick = max if greatest else min
    low, high = pick(one.low for one in of), pick(one.high for one in of)
    if low == high or len(of) == 1:
        return whole(low) if low == high else of[0]
    return Whole(Least(of, greatest), low, high)


def at_most(one: Whole | int, other: Whole | int) -> Truth:
    """Say whether one number is not above another."""
    return _compared(whole(one), "<=", whole(other))


def at_least(one: Whole | int, other: Whole | int) -> Truth:
    """Say whether one number is not below another."""
    return at_most(other, one)


def below(one: Whole | int, other: Whole | int) -> Truth:
    """Say whether one number is below another."""
    return negated(at_most(other, one))


def equal(one: Whole | int, other: Whole | int) -> Truth:
    """Say whether two numbers are the same."""
    return _compared(whole(one), "==", whole(other))


def _compared(one: Whole, relation: Relation, other: Whole) -> Truth:
    """Compare, as far as the bounds do not say it already.

    Beside a constant, multiples are divided by what they have in common, so that
    several comparisons of one sum are of one and the same sum.
    """
    if one.low > other.high or (relation == "==" and one.high < other.low):
        return FALSE
    if one.high <= other.low and (relation == "<=" or one.low == other.high):
        return TRUE
    if one.value is None and other.value is None:
        return Compared(one, relation, other)
    if other.value is None:  # The constant stands on the right.
        if relation == "==":
            return _compared(other, relation, one)
        return negated(_beside(other, "<=", (one.value or 0) - 1))
    return _beside(one, relation, other.value)


def _beside(one: Whole, relation: Relation, constant: int) -> Truth:
    terms, more = one.terms()
    shared = gcd(*(times for times, _ in terms))
    if terms[0][0] < 0:
        shared = -shared  # a - b and b - a are one sum.
    core = added((times // shared, part) for times, part in terms)
    limit = constant - more
    if relation == "==":
        even = limit % shared == 0
        return Compared(core, "==", whole(limit // shared)) if even else FALSE
    if shared > 0:
        return Compared(core, "<=", whole(limit // shared))
    # core >= limit / shared, which is rounded upward.
    return negated(Compared(core, "<=", whole(-(limit // -shared) - 1)))


def negated(of: Truth) -> Truth:
    """Return the opposite."""
    match of:
        case Known(value):
            return FALSE if value else TRUE
        case Not(inner):
            return inner
        case Compared(one, "<=", other):
            return Compared(other, "<", one)
        case Compared(one, "<", other):
            return Compared(other, "<=", one)
        case _:
            return Not(of)


def every(*parts: Truth) -> Truth:
    """Say whether all are true.

    Example:
        >>> every(TRUE, TRUE) is TRUE, every(TRUE, FALSE) is FALSE
        (True, True)
    """
    left = tuple(one for one in parts if one is not TRUE)
    if any(one is FALSE for one in left):
        return FALSE
    if not left:
        return TRUE
    return left[0] if len(left) == 1 else Every(left)


def some(*parts: Truth) -> Truth:
    """Say whether one is true, or more."""
    left = tuple(one for one in parts if one is not FALSE)
    if any(one is TRUE for one in left):
        return TRUE
    if not left:
        return FALSE
    return left[0] if len(left) == 1 else Some(left)
