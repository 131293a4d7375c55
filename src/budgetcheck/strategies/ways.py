"""Ways: how the rules of one outline can be obeyed, found once and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.faults import together
from budgetcheck.language.dimensions import PERCENT, Dimension
from budgetcheck.language.documents import Figures
from budgetcheck.language.forms import Form
from budgetcheck.language.grounding import Ground, all_grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule
from budgetcheck.strategies.kinds import kinds_of
from budgetcheck.strategies.plans import (
    Choose,
    NeedsNumber,
    Plan,
    atoms_to_obey,
    plan_of,
)
from budgetcheck.strategies.systems import (
    System,
    UnsatisfiableError,
    solutions_of,
    system_of,
)

Choices: TypeAlias = tuple[int, ...]
_MOST_CHOICES = 256  # So many ways are tried before rules count as unsatisfiable.


@attrs.define
class Way:
    """One way to obey all rules.

    Attributes:
        plan: What must hold, and what is stated of the figures that are drawn.
        drawn: The figures that are drawn.
        floors: Which of these are not below 0: all; all but differences; counts.
    """

    plan: Plan
    drawn: Sequence[Path]
    floors: Sequence[frozenset[Path]]
    _solved: Mapping[Path, Form] | None = attrs.field(init=False)
    _systems: dict[int, System | None] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        try:
            self._solved = solutions_of(self.plan.equations)
        except UnsatisfiableError:
            self._solved = None

    @property
    def exists(self) -> bool:
        """Whether there are such figures."""
        return any(self.system(floor) is not None for floor in range(len(self.floors)))

    def chosen(self, choose: Choose) -> System:
        """Return the system of a floor that is chosen, or else of the first."""
        order = (choose(len(self.floors)), *range(len(self.floors)))
        return next(one for floor in order if (one := self.system(floor)))

    def system(self, floor: int) -> System | None:
        """Return how to draw figures over a floor, if it can be done."""
        if floor not in self._systems:
            self._systems[floor] = self._found(self.floors[floor])
        return self._systems[floor]

    def _found(self, floored: frozenset[Path]) -> System | None:
        if self._solved is None:
            return None
        try:
            return system_of(
                self.drawn, self._solved, self.plan.bounds, floored=floored
            )
        except UnsatisfiableError:
            return None


@attrs.define
class Ways:
    """The ways to obey rules in documents of one outline.

    Attributes:
        grounds: The rules on single figures.
        kinds: What is known of the kinds of figures.
        figures: Every figure, in order.
        needs_number: Whether a figure is printed as a number, whatever it is.
    """

    grounds: Sequence[Ground]
    kinds: Mapping[Path, Dimension]
    figures: Sequence[Path]
    needs_number: NeedsNumber
    _found: dict[Choices, Way | None] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(
        cls,
        rules: Iterable[Rule],
        figures: Figures,
        declared: Mapping[Path, Dimension],
        needs_number: NeedsNumber,
    ) -> Ways:
        """Find what rules say of the figures of an outline.

        Raises:
            BudgetCheckError: A rule cannot be about such figures.
        """
        grounds, faults = all_grounds(rules, Known(figures))
        if faults:
            raise together("no figures can be drawn", faults)
        conditions = [one.condition for one in grounds if one.condition is not None]
        kinds = kinds_of(conditions, declared)
        return cls(grounds, kinds, [*figures], needs_number)

    def chosen(self, choose: Choose) -> Way:
        """Return the way that is chosen, or the first that there is instead.

        Raises:
            InvalidRuleError: There is none.
            UnsupportedRuleError: A rule is not linear in what is drawn.
        """
        way = self._way(choose) or self._first
        if way is None:
            raise self._refusal()
        return way

    def _way(self, choose: Choose) -> Way | None:
        made: list[int] = []

        def noted(ways: int) -> int:
            made.append(choose(ways))
            return made[-1]

        atoms = atoms_to_obey(self.grounds, noted)
        key = tuple(made)
        if key not in self._found:
            way = self._way_of(plan_of(atoms, self.needs_number))
            self._found[key] = way if way.exists else None
        return self._found[key]

    def _way_of(self, plan: Plan) -> Way:
        after = {one.path for one in plan.later}
        drawn = [path for path in self.figures if path not in after]
        counted = {path for path in drawn if self._is_never_negative(path)}
        floors = [
            frozenset(drawn),
            frozenset({*drawn} - (plan.differences - counted)),
            frozenset(counted),
        ]
        return Way(plan, drawn, [*dict.fromkeys(floors)])

    def _is_never_negative(self, path: Path) -> bool:
        kind = self.kinds.get(path)
        return kind is not None and (kind == PERCENT or kind[0] == "thing")

    @property
    def exist(self) -> bool:
        """Whether there is any way."""
        return self._first is not None

    @cached_property
    def _first(self) -> Way | None:
        """The first way that there is, through all choices in order."""
        choosing = _InOrder()
        for _ in range(_MOST_CHOICES):
            way = self._way(choosing)
            if way is not None:
                return way
            if not choosing.go_on():
                return None
        return None

    def _refusal(self) -> InvalidRuleError:
        """Name rules that contradict each other, as few as it takes."""
        needed = list(dict.fromkeys(one.rule.id for one in self.grounds))
        for rule in [*needed]:
            fewer = [one for one in self.grounds if one.rule.id in {*needed} - {rule}]
            if not attrs.evolve(self, grounds=fewer).exist:
                needed.remove(rule)
        names = " and ".join(map(repr, needed))
        hint = "no truths make them true together"
        return InvalidRuleError(f"no figures obey {names}", hint)


@attrs.define
class _InOrder:
    """All choices, one combination after the other."""

    _taken: list[int] = attrs.field(factory=list)
    _sizes: list[int] = attrs.field(factory=list)

    def __call__(self, count: int) -> int:
        self._sizes.append(count)
        if len(self._taken) < len(self._sizes):
            self._taken.append(0)
        return self._taken[len(self._sizes) - 1]

    def go_on(self) -> bool:
        """Go to the next combination, if there is one."""
        while self._taken and self._taken[-1] + 1 == self._sizes[len(self._taken) - 1]:
            self._taken.pop()
        self._sizes.clear()
        if self._taken:
            self._taken[-1] += 1
        return bool(self._taken)
