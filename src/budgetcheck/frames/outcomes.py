"""Outcomes: the verdict of one condition on every row, as a number of that row.

A verdict's number is its place in `Verdict`, from the worst to the best, so that `and`
is the least of several and `or` the greatest; UNDEFINED, which comes last, is neutral.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from budgetcheck.frames.arithmetic import (
    at_least,
    chosen,
    equal,
    every,
    least,
    negated,
    quotient,
    size,
)
from budgetcheck.frames.numbers import TRUE, Truth, Whole, whole
from budgetcheck.frames.shown import Shown
from budgetcheck.language.verdicts import Verdict

NUMBERS = {verdict: number for number, verdict in enumerate(Verdict)}
_UNDEFINED = NUMBERS[Verdict.UNDEFINED]


@attrs.frozen(eq=False)
class Residual:
    """By how much what is stated differs, in units of the last digit.

    Shape: `above / below`, rounded to the nearest; a tie towards 0, as it agrees.
    `below` is positive, or 0 where there is nothing to compare. `known` says where
    the figures are there.
    """

    above: Whole
    below: Whole
    known: Truth = TRUE

    def parts(self) -> tuple[Truth, Whole]:
        """Return where there is one, and how many units it is."""
        return every(self.known, at_least(self.below, 1)), self.units

    @property
    def units(self) -> Whole:
        """How many units it is."""
        if self.below.value == 1:
            return self.above
        of = least(self.below, whole(1), greatest=True)
        units = quotient(size(self.above) * 2 + of - 1, of * 2)
        return chosen(at_least(self.above, 0), units, -units)


@attrs.frozen(eq=False)
class Told:
    """The numbers behind an outcome, where they can be told.

    Attributes:
        residual: How far apart the figures are; None of several conditions, which
            are stated in different units.
        stated: What is stated, as it is written.
        recomputed: What the other figures give.
    """

    residual: Residual | None = None
    stated: Shown | None = None
    recomputed: Shown | None = None

    def where(self, test: Truth) -> Told:
        """Return the same numbers, told only where something is true."""
        numbers: dict[str, Any] = {
            name: attrs.evolve(one, known=every(one.known, test))
            for name, one in attrs.asdict(self, recurse=False).items()
            if one is not None
        }
        return Told(**numbers)


@attrs.frozen(eq=False)
class Outcome:
    """What a condition says of every row.

    Attributes:
        number: The verdict.
        exact: Where it is EXACT, found with as little work as can be.
        telling: Returns the numbers behind it.
    """

    number: Whole
    exact: Truth
    telling: Callable[[], Told] = Told

    @classmethod
    def deciding(
        cls,
        *cases: tuple[Truth, Verdict],
        otherwise: Verdict,
        telling: Callable[[], Told],
        exact: Truth,
    ) -> Outcome:
        """Return the verdict of the first case that is true.

        Args:
            cases: What is true, and the verdict then.
            otherwise: The verdict where none is.
            telling: Returns the numbers behind it.
            exact: Where it is EXACT, which is seen with less than all before it.
        """
        number = whole(NUMBERS[otherwise])
        for test, verdict in reversed(cases):
            number = chosen(test, NUMBERS[verdict], number)
        return cls(number, exact, telling)

    def where(self, test: Truth, verdict: Verdict) -> Outcome:
        """Return this outcome, and another verdict where something is true."""
        number = chosen(test, NUMBERS[verdict], self.number)
        return attrs.evolve(self, number=number, exact=every(self.exact, negated(test)))

    def is_(self, verdict: Verdict) -> Truth:
        """Say where it is a verdict."""
        return equal(self.number, NUMBERS[verdict])


def worst(parts: Iterable[Outcome]) -> Outcome:
    """Return the verdict of conditions that must all hold."""
    number = least(*(one.number for one in parts))
    exact = equal(number, NUMBERS[Verdict.EXACT])
    return Outcome(number, exact)


def best(parts: Iterable[Outcome]) -> Outcome:
    """Return the verdict of conditions of which one must hold."""
    low = [chosen(one.is_(Verdict.UNDEFINED), -1, one.number) for one in parts]
    highest = least(*low, greatest=True)
    number = chosen(equal(highest, -1), _UNDEFINED, highest)
    exact = equal(number, NUMBERS[Verdict.EXACT])
    return Outcome(number, exact)
