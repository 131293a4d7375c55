"""Searching: the causes of one document, with suspects and what they may have been."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from math import inf
from time import monotonic

import attrs

from budgetcheck.diagnosing.attempts import Conflict
from budgetcheck.diagnosing.diagnoses import (
    Answer,
    Clash,
    Diagnoses,
    Diagnosis,
    Doubt,
    Suspect,
)
from budgetcheck.diagnosing.locating import Cause, Locator, UnsettledError
from budgetcheck.diagnosing.sheets import Sheet, system_of
from budgetcheck.diagnosing.simplex import TooManyStepsError
from budgetcheck.diagnosing.slips import Scene
from budgetcheck.diagnosing.suggesting import Suggester
from budgetcheck.diagnosing.systems import System
from budgetcheck.language.paths import Path

_SUSPECTS = 60  # So many answers are looked at closely for one cause,
_UNSEEN = 100.0  # and what the others cost.
_VOUCHED = 0.5  # What each rule that vouches for a figure adds to its cost.
_NOBODY: frozenset[Path] = frozenset()


@attrs.frozen
class Search:
    """The search for what is wrong in one document.

    Attributes:
        sheet: The document.
        system: What its rules need.
        weights: How much figures are trusted.
        until: When to give up (`time.monotonic()`).
    """

    sheet: Sheet
    system: System
    weights: Mapping[Path, float]
    until: float

    @classmethod
    def of(cls, sheet: Sheet, weights: Mapping[Path, float], until: float) -> Search:
        """Begin a search; the rules that plain figures meet are left aside."""
        return cls(sheet, system_of(sheet), weights, until)

    def causes(self) -> Diagnoses:
        """Return everything that is wrong, cause by cause."""
        trusted = [path for path, weight in self.weights.items() if weight == inf]
        locator = Locator(self.system, trusted, self.until)
        try:
            causes = locator.causes()
        except (UnsettledError, TooManyStepsError):
            return Diagnoses((), is_settled=False)
        if not causes:
            return Diagnoses()
        firsts = [one.answers[0] if one.answers else _NOBODY for one in causes]
        return Diagnoses(
            tuple(
                self.diagnosis(cause, _NOBODY.union(*firsts[:at], *firsts[at + 1 :]))
                for at, cause in enumerate(causes)
            )
        )

    def diagnosis(self, cause: Cause, others: frozenset[Path]) -> Diagnosis:
        """Return a cause with its suspects looked at closely, while others are free."""
        clashes = tuple(map(self.clash, cause.conflicts))
        alone = (one.findings[0] for one in clashes if len(one.findings) == 1)
        failing = dict.fromkeys(alone)
        if not cause.answers:
            failing |= dict.fromkeys(self.contradicted(clashes))
        found: list[tuple[float, Answer]] = []
        for number, figures in enumerate(cause.answers):
            paths = sorted(figures, key=self.order.__getitem__)
            if number < _SUSPECTS and monotonic() < self.until:
                free = figures | others
                suggester = Suggester(self.sheet, self.scene, self.system, free)
                looked = [suggester.suspect(path) for path in paths]
            else:
                looked = [(Suspect(p, self.sheet.figures[p]), _UNSEEN) for p in paths]
            suspects = tuple(one for one, _ in looked)
            weight = sum(self.weight(path, failing) for path in paths)
            cost = sum(one for _, one in looked) + _VOUCHED * weight
            found.append((cost, Answer(suspects, weight)))
        least = min((one.weight for _, one in found), default=0)
        # Whom one never doubts does not say which of the others weighs more.
        decides = any(weight != inf for weight in self.weights.values())
        kept = [one for one in found if not decides or one[1].weight == least]
        kept.sort(key=lambda one: one[0])
        return Diagnosis(
            tuple(failing),
            clashes,
            tuple(answer for _, answer in kept),
            tuple(Doubt(path, least) for path, least in cause.otherwise.items()),
            self.is_exact(cause),
        )

    def contradicted(self, clashes: Iterable[Clash]) -> Iterator[str]:
        """Yield the rules of clashes that cannot be met by themselves."""
        owners = (self.system.owners[need] for need in self.system.impossible())
        names = set(map(self.sheet.plan.name_of, owners))
        return (one for clash in clashes for one in clash.findings if one in names)

    @cached_property
    def scene(self) -> Scene:
        """What stands around figures."""
        return Scene(self.sheet.plan.layout, self.sheet.value)

    @cached_property
    def order(self) -> Mapping[Path, int]:
        """Where each figure stands among all."""
        return {path: at for at, path in enumerate(self.sheet.figures)}

    def weight(self, path: Path, failing: Collection[str]) -> float:
        """Return what a figure weighs: as given, or how many rules vouch for it."""
        if path in self.weights:
            return self.weights[path]
        naming = map(self.sheet.plan.name_of, self.sheet.plan.naming[path])
        return sum(name not in failing for name in naming)

    def is_exact(self, cause: Cause) -> bool:
        """Say whether every stated figure that is doubted is stated once."""
        doubted = _NOBODY.union(*cause.answers)
        return all(
            len(self.sheet.plan.naming[path]) == 1
            for path in doubted
            if self.sheet.stating(path)
        )

    def clash(self, conflict: Conflict) -> Clash:
        """Return a conflict by the names of its rules."""
        numbers = sorted({self.system.owners[need] for need in conflict.needs})
        names = dict.fromkeys(map(self.sheet.plan.name_of, numbers))
        figures = sorted(conflict.figures, key=self.order.__getitem__)
        return Clash(tuple(names), tuple(figures))
