"""Plans: a rule made ready for one class, as far as plain figures go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import attrs

from budgetcheck.checking.judgements import Judgement
from budgetcheck.checking.layouts import NOT_COMPUTABLE, PERCENT, Kind, Layout
from budgetcheck.checking.levels import level_of
from budgetcheck.checking.settling import (
    Outcome,
    Settle,
    Weights,
    comparing,
    not_computable,
    sharing,
    whole_number,
)
from budgetcheck.language.conditions import Compare, Share
from budgetcheck.language.conventions import Convention
from budgetcheck.language.expressions import Linear, Sum
from budgetcheck.language.findings import Conclusion
from budgetcheck.language.paths import EVERY, Path, Step
from budgetcheck.language.rules import Rule
from budgetcheck.language.units import Unit

Column: TypeAlias = tuple[int, int]  # which list of rows, and which of its columns


@attrs.frozen
class Source:
    """Where a slot comes from: a figure alone, a column of the row, a column's sum."""

    of: int | Column
    summed: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen(eq=False)
class Plan:
    """One rule, ready.

    Attributes:
        rule: The rule.
        over: The list that its rows come from, by number; None if it has none.
        sources: Of a rule on rows, where each of its slots comes from.
        slots: The slots that it reads.
        stated: The slot of the stated figure, of a ratio.
        settle: What settles plain figures.
        otherwise: What settles "cannot be computed".
        conclusions: What each outcome that was met means for the rule.
    """

    rule: Rule
    over: int | None
    sources: tuple[Source, ...]
    slots: tuple[int, ...]
    stated: int | None
    settle: Settle
    otherwise: Settle | None
    conclusions: dict[Outcome, Conclusion] = attrs.field(factory=dict)

    def ready(self, kinds: Sequence[Kind]) -> Settle | None:
        """Return what settles figures of these kinds, if they can be settled."""
        others = [kinds[slot] for slot in self.slots if slot != self.stated]
        if not _alike(others):
            return None
        if self.stated is None:
            return self.settle
        if not isinstance(others[0], Unit):
            return None
        if kinds[self.stated] is PERCENT:
            return self.settle
        return self.otherwise if kinds[self.stated] is NOT_COMPUTABLE else None

    def conclude(self, outcome: Outcome) -> Conclusion:
        """Return what an outcome means for the rule."""
        verdict, cause = outcome.verdict, outcome.cause
        judged = Judgement(verdict, cause, self.rule.condition)
        said = Conclusion(self.rule, verdict, level_of(self.rule, judged), cause)
        self.conclusions[outcome] = said
        return said


def _alike(kinds: Sequence[Kind]) -> bool:
    first = kinds[0]
    numbers = isinstance(first, Unit) or first is PERCENT
    return numbers and all(one is first or one == first for one in kinds)


def is_usual(convention: Convention) -> bool:
    """Say whether a convention leaves the way in which plain figures are settled.

    Example:
        >>> is_usual(Convention()), is_usual(Convention(rounding="cut_off"))
        (True, False)
    """
    nearest = {None, "nearest"}
    return (
        convention.rounding in nearest
        and convention.percent_rounding in nearest
        and convention.negative_base in {None, "signed"}
        and convention.shares_adjusted in {None, "no"}
    )


def plan_of(rule: Rule, layout: Layout, sums: list[Column]) -> Plan | None:
    """Return the plan of a rule, or None if only the general way can read it.

    Args:
        rule: The rule.
        layout: Where the figures of the class stand.
        sums: The columns that rules add up; more are noted here.
    """
    if not isinstance(rule.condition, Compare | Share):
        return None
    planner = _Planner(rule, rule.over, layout, sums)
    try:
        return planner.plan(rule.condition)
    except _CannotPlanError:
        return None


class _CannotPlanError(Exception):
    """Something in the rule is for the general way."""


@attrs.define
class _Planner:
    rule: Rule
    over: Path | None
    layout: Layout
    sums: list[Column]
    sources: list[Source] = attrs.field(factory=list)
    slots: list[int] = attrs.field(factory=list)

    def plan(self, condition: Compare | Share) -> Plan:
        number = None if self.over is None else self.rows(self.over)
        stated, otherwise = None, None
        if isinstance(condition, Compare):
            settle = self.compare(condition)
        else:
            stated = self.slot(condition.stated)
            part, whole = self.weights(condition.part), self.weights(condition.whole)
            settle = sharing(stated, part, whole, self.own())
            otherwise = not_computable(whole)
        slots = tuple(self.slots)
        return Plan(
            self.rule, number, tuple(self.sources), slots, stated, settle, otherwise
        )

    def compare(self, condition: Compare) -> Settle:
        form = self.weights(condition.left, condition.right)
        # A sum over one row is one figure, which may be the other one rounded.
        sides = (condition.left.terms, condition.right.terms)
        single = all(len(one) == 1 for one in sides)
        return comparing(form, condition.relation, single=single)

    def own(self) -> dict[int, int]:
        """Return, for a figure of the row, the sum over all rows that contains it."""
        return {
            slot: self.sources.index(Source(added, summed=True))
            for slot, (added, summed) in enumerate(map(attrs.astuple, self.sources))
            if not summed and Source(added, summed=True) in self.sources
        }

    def weights(self, linear: Linear, less: Linear | None = None) -> Weights:
        found: dict[int, int] = {}
        for side, sign in ((linear, 1), (less, -1)):
            for term in side.terms if side is not None else ():
                times = whole_number(term.coefficient)
                if times is None or not isinstance(term.of, Path | Sum):
                    raise _CannotPlanError
                slot = self.slot(term.of)
                found[slot] = found.get(slot, 0) + sign * times
        kept = {slot: times for slot, times in found.items() if times}
        return Weights(tuple(kept), tuple(kept.values()))

    def slot(self, of: Path | Sum) -> int:
        source = self.source(of)
        if self.over is None:
            slot = self.alone(source)
        else:
            if source not in self.sources:
                self.sources.append(source)
            slot = self.sources.index(source)
        if slot not in self.slots:
            self.slots.append(slot)
        return slot

    def alone(self, source: Source) -> int:
        """Return a slot of the whole document: a figure, or a sum behind them all."""
        if isinstance(source.of, int):
            return source.of
        return len(self.layout.paths) + self.sums.index(source.of)

    def source(self, of: Path | Sum) -> Source:
        if isinstance(of, Sum):
            at = of.path.steps.index(EVERY)
            above, below = Path(of.path.steps[:at]), of.path.steps[at + 1 :]
            column = self.column(above, below)
            if column not in self.sums:
                self.sums.append(column)
            return Source(column, summed=True)
        over = of.row_list
        if over is not None:
            return Source(self.column(over, of.steps[len(over.steps) + 1 :]))
        if of not in self.layout.numbers:
            raise _CannotPlanError
        return Source(self.layout.numbers[of])

    def column(self, path: Path, below: tuple[Step, ...]) -> Column:
        number = self.rows(path)
        columns = self.layout.rows[number].columns
        for column, steps in enumerate(columns):
            if steps == below:
                return number, column
        raise _CannotPlanError

    def rows(self, path: Path) -> int:
        for number, one in enumerate(self.layout.rows):
            if one.path == path:
                return number
        raise _CannotPlanError
