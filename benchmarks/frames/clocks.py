"""Timing by the clock, in turns: engines use all processors, and that is their point.

The order changes from round to round, so that nobody always runs after the same one.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Mapping
from statistics import median
from typing import Any

import attrs
from benchmarks.frames.loading import ENGINES, Tables
from benchmarks.frames.outcomes import Outcome
from benchmarks.frames.runners import Runner


@attrs.frozen
class Clocked:
    """What one runner took, round by round, and where it was wrong.

    Attributes:
        seconds: By the clock, one number a round.
        processor: By the processor, all of its cores together.
        disagreements: How often it says something else than the truth.
    """

    seconds: tuple[float, ...]
    processor: tuple[float, ...]
    disagreements: int

    @property
    def middle(self) -> float:
        """The middle of its times."""
        return median(self.seconds)

    def beside(self, other: Clocked) -> float:
        """Return the middle of the ratios of its times to those of another."""
        return _ratio(self.seconds, other.seconds)

    def work_beside(self, other: Clocked) -> float:
        """Return the same of the processor's time, which others disturb less."""
        return _ratio(self.processor, other.processor)

    def more_than(self, other: Clocked) -> float:
        """Return the middle of what it takes more than another."""
        pairs = zip(self.seconds, other.seconds, strict=True)
        return median(mine - theirs for mine, theirs in pairs)


def _ratio(mine: tuple[float, ...], theirs: tuple[float, ...]) -> float:
    return median(one / other for one, other in zip(mine, theirs, strict=True))


def in_turns(
    runners: tuple[Runner, ...], tables: Tables, truth: Outcome, rounds: int
) -> dict[str, Clocked]:
    """Run each once to warm up and to compare, and then time all of them in turns."""
    given = prepared(runners, tables)
    wrong = {
        runner.name: runner.run(given[runner.name]).disagreements(truth)
        for runner in runners
    }
    taken: dict[str, list[tuple[float, float]]] = {}
    for number in range(rounds):
        start = number % len(runners)
        for runner in (*runners[start:], *runners[:start]):
            gc.collect()
            spent = _once(runner, given[runner.name])
            taken.setdefault(runner.name, []).append(spent)
    return {
        name: Clocked(
            tuple(seconds for seconds, _ in times),
            tuple(processor for _, processor in times),
            wrong[name],
        )
        for name, times in taken.items()
    }


def prepared(runners: tuple[Runner, ...], tables: Tables) -> Mapping[str, Any]:
    """Return what each runner takes; those of one engine share their tables."""
    engines = {runner.engine for runner in runners}
    shared = {engine: ENGINES[engine](tables) for engine in sorted(engines)}
    return {runner.name: runner.prepare(shared[runner.engine]) for runner in runners}


def exponent(few: Clocked, many: Clocked, times: float) -> float:
    """Return the power of the number of rows that the time grows with."""
    return math.log(many.middle / few.middle) / math.log(times)


def _once(runner: Runner, given: Any) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    runner.run(given)
    return time.perf_counter() - clock, time.process_time() - processor
