"""Pools: what a strategy draws, as many as it takes to see what it can draw.

What is drawn first depends on what is imported, so that no number of draws is sure to
have what is rare; a pool goes on until it has it, or has drawn ten times as many as
that usually takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

import attrs
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.untraced import untraced

T = TypeVar("T")

BATCH = 50
_QUIETLY = settings(
    database=None,
    deadline=None,
    derandomize=False,
    phases=[Phase.generate],
    suppress_health_check=tuple(HealthCheck),
)


def drawn(strategy: st.SearchStrategy[T], examples: int, start: int = 0) -> list[T]:
    """Draw so many, the same each time, and shrink none."""
    found: list[T] = []

    @untraced()
    @seed(start)
    @settings(_QUIETLY, max_examples=examples)
    @given(strategy)
    def note(one: Any) -> None:  # noqa: ANN401 (whatever is drawn)
        found.append(one)

    note()
    return found


@attrs.define
class Pool(Generic[T]):
    """What was drawn so far, and more where it is not enough.

    Attributes:
        strategies: What is drawn in turn.
        most: How many batches are drawn.
    """

    strategies: tuple[st.SearchStrategy[T], ...]
    most: int = 40
    batches: list[list[T]] = attrs.field(factory=list, init=False)

    def __iter__(self) -> Iterator[T]:
        """Yield what was drawn, and then what is drawn now."""
        for number in range(self.most):
            if number == len(self.batches):
                strategy = self.strategies[number % len(self.strategies)]
                self.batches.append(drawn(strategy, BATCH, number))
            yield from self.batches[number]

    def has(self, is_so: Callable[[T], object]) -> bool:
        """Say whether something is drawn that is so."""
        return any(map(is_so, self))
