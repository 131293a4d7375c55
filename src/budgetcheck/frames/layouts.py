"""Layouts: what is wanted of every row, ready to be run, however that is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from budgetcheck.frames.engines import Expression, Frame


@attrs.frozen(eq=False)
class Layout:
    """What is wanted of every row, ready to be run.

    Attributes:
        over: Returns a frame with the columns that what is wanted is made of.
        wanted: What is wanted, made of these and of the frame's own columns.
    """

    over: Callable[[Frame], Frame]
    wanted: Mapping[str, Expression]


def as_it_is(frame: Frame) -> Frame:
    """Return the frame."""
    return frame


def in_rounds(rounds: Sequence[Mapping[str, Expression]], frame: Frame) -> Frame:
    """Add columns to a frame, one round after the other."""
    for columns in rounds:
        frame = frame.with_columns(**columns)
    return frame


NOTHING = Layout(as_it_is, {})
