"""Planning: a rule into its plan, if it is one that plain figures may settle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from budgetcheck.checking.layouts import Layout
from budgetcheck.checking.plans import Column, Plan, Source, lacking
from budgetcheck.checking.settling import (
    Weights,
    not_computable,
    sharing,
    whole_number,
)
from budgetcheck.checking.summing import comparing
from budgetcheck.language.conditions import (
    Compare,
    Condition,
    Share,
    When,
    named_paths,
)
from budgetcheck.language.expressions import Linear, Sum
from budgetcheck.language.paths import EVERY, ROW, Path, Step
from budgetcheck.language.rules import Rule


def plan_of(
    rule: Rule, layout: Layout, sums: list[Source], *, blank_is_nil: bool = False
) -> Plan | None:
    """Return the plan of a rule, or None if only the general way can read it.

    Args:
        rule: The rule.
        layout: Where the figures of the class stand.
        sums: The columns that rules add up; more are noted here.
        blank_is_nil: Whether a blank is 0.
    """
    if not isinstance(rule.condition, Compare | Share | When):
        return None
    planner = _Planner(rule, rule.over, layout, sums, blank_is_nil)
    try:
        return planner.plan(rule.condition)
    except CannotPlanError:
        return None


class CannotPlanError(Exception):
    """Something in the rule is for the general way."""


@attrs.define
class _Planner:
    rule: Rule
    over: Path | None
    layout: Layout
    sums: list[Source]
    blank_is_nil: bool
    sources: list[Source] = attrs.field(factory=list)
    slots: list[int] = attrs.field(factory=list)

    def plan(self, condition: Compare | Share | When) -> Plan:
        number = None if self.over is None else rows_at(self.layout, self.over)
        if isinstance(condition, When):
            ways: dict[str, Any] = {"first": self.named(condition.given)}
            self.named(condition.then)
        elif isinstance(condition, Share):
            ways = self.share(condition)
        else:
            ways = self.compare(condition)
        return Plan(
            rule=self.rule,
            over=number,
            sources=tuple(self.sources),
            slots=tuple(self.slots),
            blank_is_nil=self.blank_is_nil,
            **({"first": tuple(self.slots)} | ways),
        )

    def compare(self, condition: Compare) -> dict[str, Any]:
        try:
            form = self.weights(condition.left, condition.right)
        except CannotPlanError:
            # Beside a constant, for one, only that nothing is given is told at once.
            return {"first": self.named(condition)}
        # A sum over one row is one figure, which may be the other one rounded.
        sides = (condition.left.terms, condition.right.terms)
        single = all(len(one) == 1 for one in sides)
        apart = self.over is None
        settle = comparing(form, condition.relation, single=single, apart=apart)
        return {"settle": settle}

    def share(self, condition: Share) -> dict[str, Any]:
        stated = self.slot(condition.stated)
        part, whole = self.weights(condition.part), self.weights(condition.whole)
        return {
            "stated": stated,
            "first": whole.slots,
            "settle": sharing(stated, part, whole, self.own()),
            "otherwise": not_computable(whole),
            "lacking": lacking(whole),
        }

    def named(self, condition: Condition) -> tuple[int, ...]:
        """Take all figures that a condition names, and return their slots."""
        paths = named_paths(condition)
        return tuple([self.slot(Sum(path) if path.ranges else path) for path in paths])

    def own(self) -> dict[int, int]:
        """Return, for a figure of the row, the sum over all rows that contains it."""
        sums = {one.of: slot for slot, one in enumerate(self.sources) if one.summed}
        return {
            slot: sums[one.of]
            for slot, one in enumerate(self.sources)
            if not one.summed and one.of in sums
        }

    def weights(self, linear: Linear, less: Linear | None = None) -> Weights:
        found: dict[int, int] = {}
        for side, sign in ((linear, 1), (less, -1)):
            for term in side.terms if side is not None else ():
                times = whole_number(term.coefficient)
                if times is None or not isinstance(term.of, Path | Sum):
                    raise CannotPlanError
                slot = self.slot(term.of)
                found[slot] = found.get(slot, 0) + sign * times
        kept = {slot: times for slot, times in found.items() if times}
        return Weights(tuple(kept), tuple(kept.values()))

    def slot(self, of: Path | Sum) -> int:
        source = self.source(of)
        if self.over is None:
            slot = slot_of(source, self.layout, self.sums)
        else:
            if source not in self.sources:
                self.sources.append(source)
            slot = self.sources.index(source)
        if slot not in self.slots:
            self.slots.append(slot)
        return slot

    def source(self, of: Path | Sum) -> Source:
        if isinstance(of, Sum):
            column = column_at(self.layout, of.path, EVERY)
            source = Source(column, summed=True, blank_is_nil=self.blank_is_nil)
            if source not in self.sums:
                self.sums.append(source)
            return source
        if ROW in of.steps:
            return Source(column_at(self.layout, of, ROW))
        if of not in self.layout.numbers:
            raise CannotPlanError
        return Source(self.layout.numbers[of])


def slot_of(source: Source, layout: Layout, sums: Sequence[Source]) -> int:
    """Return a slot of the whole document: a figure, or a sum behind them all."""
    if isinstance(source.of, int):
        return source.of
    return len(layout.paths) + sums.index(source)


def column_at(layout: Layout, path: Path, index: Step) -> Column:
    """Return the column that a path names, whose rows are meant by an index.

    Raises:
        CannotPlanError: The layout has none there.
    """
    at = path.steps.index(index)
    number, below = rows_at(layout, Path(path.steps[:at])), path.steps[at + 1 :]
    for column, steps in enumerate(layout.rows[number].columns):
        if steps == below:
            return number, column
    raise CannotPlanError


def rows_at(layout: Layout, path: Path) -> int:
    """Return the number of a list.

    Raises:
        CannotPlanError: The layout has none there.
    """
    for number, one in enumerate(layout.rows):
        if one.path == path:
            return number
    raise CannotPlanError
