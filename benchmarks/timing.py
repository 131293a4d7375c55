"""Timing: pieces of work in turns, so that a busy machine slows all of them alike.

The processor's time is taken, and not that of the clock, which others use as well.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Mapping
from statistics import median

import attrs

Work = Callable[[], object]


@attrs.frozen
class Line:
    """One line of the table: a ratio, the most that it should be, and what it took.

    Attributes:
        name: What was timed, and beside what.
        ratio: Its time over that of the other.
        most: The target, or None where there is none.
        seconds: Its own time.
    """

    name: str
    ratio: float
    most: float | None
    seconds: float

    @property
    def is_met(self) -> bool:
        """Whether the target is reached, or there is none."""
        return self.most is None or self.ratio <= self.most

    def __str__(self) -> str:
        target = "" if self.most is None else f"≤ {self.most:g}"
        said = "" if self.most is None else ("met" if self.is_met else "MISSED")
        time_taken = f"{self.seconds * 1e6:,.0f} µs"
        return f"{self.name:62} {self.ratio:8.2f} {target:>7} {said:7} {time_taken:>14}"


def once(work: Work) -> float:
    """Return how many seconds of the processor a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def in_turns(rounds: Iterable[Mapping[str, Work]]) -> dict[str, list[float]]:
    """Time every piece of work once in each round."""
    taken: dict[str, list[float]] = {}
    for works in rounds:
        gc.collect()
        for name, work in works.items():
            taken.setdefault(name, []).append(once(work))
    return taken


def beside(
    taken: Mapping[str, list[float]], name: str, other: str, most: float | None = None
) -> Line:
    """Compare two pieces of work, round by round."""
    pairs = zip(taken[name], taken[other], strict=True)
    ratio = median(mine / theirs for mine, theirs in pairs)
    return Line(f"{name} / {other}", ratio, most, median(taken[name]))
