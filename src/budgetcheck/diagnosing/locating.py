"""Locating: the fewest figures whose correction makes everything possible again.

Conflicts are gathered until the fewest figures that hit all of them, freed, exclude
nothing more (the implicit hitting set of Reiter's theory of diagnosis, 1987). Each
conflict is proven, so that no smaller set does; each answer is a witness, so that it
does. Conflicts without a figure in common are causes of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import product
from math import prod
from time import monotonic

import attrs

from budgetcheck.diagnosing.attempts import Conflict
from budgetcheck.diagnosing.hitting import clusters, factors, smallest_hitting
from budgetcheck.diagnosing.simplex import STEPS_LIMIT, TooManyStepsError
from budgetcheck.diagnosing.systems import System
from budgetcheck.language.paths import Path

COMBINED_LIMIT = 16
ASKED_LIMIT = 8
STEPS_MORE = 60  # What it takes otherwise is worth so many steps, each time.


class UnsettledError(Exception):
    """The time is over; never leaves this package."""


@attrs.frozen
class Cause:
    """One thing that is wrong: conflicts that no other conflict has a figure of.

    Attributes:
        conflicts: The conflicts.
        answers: Every set of the fewest figures that settles them.
        otherwise: How many other figures must be wrong, at the least, if a figure
            that stands in every answer is right; None if nothing else settles it.
    """

    conflicts: tuple[Conflict, ...]
    answers: tuple[frozenset[Path], ...]
    otherwise: Mapping[Path, int | None]


@attrs.define
class Locator:
    """Asks a system which figures to free.

    Attributes:
        system: The needs of the document.
        trusted: Figures that are never freed.
        until: When to give up (`time.monotonic()`).
    """

    system: System
    trusted: Collection[Path] = ()
    until: float = float("inf")
    _known: dict[frozenset[Path], list[Conflict]] = attrs.field(
        init=False, factory=dict
    )
    _possible: set[frozenset[Path]] = attrs.field(init=False, factory=set)
    _hopeless: list[Conflict] = attrs.field(init=False, factory=list)

    def causes(self) -> list[Cause]:
        """Return everything that is wrong, cause by cause.

        Raises:
            UnsettledError: The time is over.
        """
        self._gather_single()
        while not self._settled():
            pass
        while True:
            groups = self._groups()
            found = [self._answers(group, groups) for group in groups]
            answers = [one for one in found if one is not None]
            if len(answers) == len(groups) and self._go_together(answers):
                break
        parted = [
            part
            for group, some in zip(groups, answers, strict=True)
            for part in _parted(group, some)
        ]
        groups = [group for group, _ in parted]
        return [
            *(self._cause(group, some, groups) for group, some in parted),
            *(Cause((one,), (), {}) for one in self._hopeless),
        ]

    def _gather_single(self) -> None:
        """Gather what each need excludes by itself, which is cheap to see."""
        for number in self.system.impossible():
            figures = self.system.needs[number].figures
            self._add(Conflict(figures, frozenset({number})))
        for conflict in self.system.torn_apart():
            self._add(conflict)

    def _settled(self) -> bool:
        """Free the first answer of each group; False if there is another conflict."""
        return self._may_be_right(self._firsts(self._groups()))

    def _firsts(self, groups: Iterable[list[Conflict]]) -> frozenset[Path]:
        """Return the first answer of each group, all together."""
        chosen: set[Path] = set()
        for group in groups:
            answers = smallest_hitting(one.figures for one in group)
            chosen.update(*answers[:1])
        return frozenset(chosen)

    def _groups(self) -> list[list[Conflict]]:
        by_figures = clusters(self._known)
        return [
            [conflict for one in group for conflict in self._known[one]]
            for group in by_figures
        ]

    def _answers(
        self, group: list[Conflict], groups: list[list[Conflict]]
    ) -> list[frozenset[Path]] | None:
        """Return what settles a group; None if the groups have changed."""
        others = self._others(group, groups)
        firsts = self._firsts(one for one in groups if one is not group)
        found = smallest_hitting(one.figures for one in group)
        right = [
            one
            for one in found
            # To free little is cheap to ask, and mostly enough.
            if self._asked(one | firsts) is None or self._may_be_right(one | others)
        ]
        # What is refused is a conflict more, and it may make the sets larger.
        return right if len(right) == len(found) else None

    def _go_together(self, answers: list[list[frozenset[Path]]]) -> bool:
        """Free one answer of each group; False if that leaves another conflict.

        Where there are too many combinations, each answer is freed with the first ones
        of all other groups.
        """
        if prod(map(len, answers)) <= COMBINED_LIMIT:
            combined = [frozenset().union(*some) for some in product(*answers)]
        else:
            firsts = [some[0] for some in answers]
            combined = [
                one.union(*firsts[:at], *firsts[at + 1 :])
                for at, some in enumerate(answers)
                for one in some
            ]
        return all(map(self._may_be_right, combined))

    def _cause(
        self,
        group: list[Conflict],
        answers: list[frozenset[Path]],
        groups: list[list[Conflict]],
    ) -> Cause:
        """Return a cause with all its answers, and what each cannot do without."""
        others = self._others(group, groups)
        shared = frozenset.intersection(*answers) if answers else frozenset()
        otherwise = {
            figure: self._without(figure, group, others)
            for figure in sorted(shared, key=str)
        }
        return Cause(tuple(group), tuple(answers), otherwise)

    def _others(
        self, group: list[Conflict], groups: list[list[Conflict]]
    ) -> frozenset[Path]:
        return frozenset(
            figure
            for other in groups
            if other is not group
            for one in other
            for figure in one.figures
        )

    def _without(
        self, figure: Path, group: list[Conflict], others: frozenset[Path]
    ) -> int | None:
        """Return how many figures settle a group, at the least, if one is right.

        Shape: None if none do. Each conflict that is found raises what is proven, and
        after a few more of them would cost more than they tell.
        """
        conflicts = {one.figures - {figure} for one in group}
        least = 0
        for _ in range(ASKED_LIMIT):
            found = smallest_hitting(conflicts)
            if not found:
                return None
            least = len(found[0])
            try:
                conflict = self._asked(found[0] | others, STEPS_MORE)
            except TooManyStepsError:  # pragma: no cover - takes large rounding
                break
            if conflict is None:
                break
            conflicts.add(conflict.figures - {figure} - others)
        return least

    # --- asking the system ---------------------------------------------------------

    def _asked(
        self, free: Collection[Path], steps: int = STEPS_LIMIT
    ) -> Conflict | None:
        if monotonic() > self.until:
            raise UnsettledError
        wanted = frozenset(free)
        if wanted in self._possible:
            return None
        conflict = self.system.conflict(wanted, steps, self.until)
        if conflict is None:
            self._possible.add(wanted)
            return None
        return conflict.without(self.trusted)

    def _may_be_right(self, free: Collection[Path]) -> bool:
        conflict = self._asked(free)
        if conflict is None:
            return True
        self._add(conflict)
        return False

    def _add(self, conflict: Conflict) -> None:
        conflict = conflict.without(self.trusted)
        if not conflict.figures:
            self._give_up(conflict)
            return
        alike = self._known.setdefault(conflict.figures, [])
        if conflict not in alike:
            alike.append(conflict)

    def _give_up(self, conflict: Conflict) -> None:
        """Leave out rules that exclude each other whatever any figure is."""
        self._hopeless.append(conflict)
        self.system.ignore(conflict.needs)
        self._possible.clear()
        for figures, alike in [*self._known.items()]:
            kept = [one for one in alike if one.needs.isdisjoint(conflict.needs)]
            if kept:
                self._known[figures] = kept
            else:
                del self._known[figures]


def _parted(
    group: list[Conflict], answers: list[frozenset[Path]]
) -> list[tuple[list[Conflict], list[frozenset[Path]]]]:
    """Return a group in parts that settle it one by one, whatever settles the others.

    Figures of which one rule that fails has several are one part all the same.
    """
    together = (one.figures for one in group if len(one.needs) == 1)
    parts = factors(answers, together)
    return [
        ([one for one in group if all(one.figures & some for some in part)], part)
        for part in parts
    ]
