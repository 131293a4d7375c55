"""Printing percentages: half up, and at the ends of what two amounts allow."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PERCENT = 10_000  # hundredths of a percent in one

Array = NDArray[np.int64]


def half_up(parts: Array, wholes: Array, down: NDArray[np.bool_]) -> Array:
    """Return hundredths of a percent, rounded half up or else half down; 0 of 0."""
    sign = np.sign(parts) * np.sign(wholes)
    twice = 2 * np.maximum(np.abs(wholes), 1)
    shifted = 2 * PERCENT * np.abs(parts) + twice // 2
    up = shifted // twice
    tied = shifted % twice == 0
    return np.where(wholes == 0, 0, sign * (up - (tied & down)))


def printed_at_the_end(parts: Array, wholes: Array, high: NDArray[np.bool_]) -> Array:
    """Return the greatest or the least percentage that can be true.

    Both amounts may be off by half a unit, and so may the percentage. It holds of
    parts that are not negative, and of positive wholes.
    """
    greatest = _floor_of(PERCENT * (2 * parts + 1), 2 * wholes - 1)
    least = -_floor_of(-PERCENT * (2 * parts - 1), 2 * wholes + 1)
    return np.where(high, greatest, np.where(parts == 0, 0, least))


def _floor_of(above: Array, below: Array) -> Array:
    """Return the greatest whole number that is not above a quotient and a half."""
    return (2 * above + below) // (2 * below)
