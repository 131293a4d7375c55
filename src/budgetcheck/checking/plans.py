"""Plans: a rule made ready for one class, as far as plain figures go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TypeAlias

import attrs

from budgetcheck.checking.judgements import Judgement
from budgetcheck.checking.kinds import kind_of_all
from budgetcheck.checking.layouts import (
    BLANK,
    MISSING,
    NIL,
    NOT_COMPUTABLE,
    PERCENT,
    Kind,
)
from budgetcheck.checking.levels import level_of
from budgetcheck.checking.settling import (
    Firm,
    Outcome,
    Settle,
    Values,
    Weights,
)
from budgetcheck.language.conventions import Convention
from budgetcheck.language.evidence import Cause
from budgetcheck.language.findings import Conclusion
from budgetcheck.language.rules import Rule
from budgetcheck.language.units import Unit
from budgetcheck.language.verdicts import Verdict

Column: TypeAlias = tuple[int, int]  # which list of rows, and which of its columns

LACKING = Outcome(Verdict.UNCHECKED, Cause.MISSING)


@attrs.frozen
class Source:
    """Where a slot comes from: a figure alone, a column of the row, a column's sum.

    Attributes:
        of: The figure, or the column.
        summed: Whether it is the sum of the column.
        blank_is_nil: Whether blanks in the column are added as 0.
    """

    of: int | Column
    summed: bool = attrs.field(default=False, kw_only=True)
    blank_is_nil: bool = attrs.field(default=False, kw_only=True)

    @property
    def is_column(self) -> bool:
        """Whether every row has its own figure there."""
        return isinstance(self.of, tuple) and not self.summed

    @property
    def rows(self) -> int:
        """The list that the column is of."""
        return self.of[0] if isinstance(self.of, tuple) else -1

    @property
    def column(self) -> int:
        """The column."""
        return self.of[1] if isinstance(self.of, tuple) else -1


@attrs.frozen(eq=False)
class Conclusions:
    """What each outcome that was met means for a rule.

    Attributes:
        rule: The rule.
    """

    rule: Rule
    met: dict[Outcome, Conclusion] = attrs.field(factory=dict)

    def of(self, outcome: Outcome) -> Conclusion:
        """Return what an outcome means for the rule."""
        said = self.met.get(outcome)
        if said is None:
            verdict, cause = outcome.verdict, outcome.cause
            judged = Judgement(verdict, cause, self.rule.condition)
            said = Conclusion(self.rule, verdict, level_of(self.rule, judged), cause)
            self.met[outcome] = said
        return said

    def of_all(self, outcomes: Iterable[Outcome | None]) -> dict[Outcome, Conclusion]:
        """Return what each of many outcomes means."""
        return {one: self.of(one) for one in {*outcomes} if one is not None}


@attrs.frozen(eq=False, kw_only=True)
class Plan:
    """One rule, ready.

    Attributes:
        rule: The rule.
        over: The list that its rows come from, by number; None if it has none.
        sources: Of a rule on rows, where each of its slots comes from.
        slots: The slots that it reads.
        stated: The slot of the stated figure, of a ratio.
        first: The slots that decide alone if one of them lacks its figure: all of a
            comparison, the whole of a ratio, a guard.
        blank_is_nil: Whether a blank is 0.
        settle: What settles plain figures; None of a rule with a guard or a constant,
            of which only that nothing is given is told at once.
        otherwise: What settles "cannot be computed".
        lacking: What settles a ratio that lacks a figure beside its whole.
        conclusions: What each outcome that was met means for the rule.
        known: What settles it, for the kinds of figures that were met.
    """

    rule: Rule
    over: int | None
    sources: tuple[Source, ...]
    slots: tuple[int, ...]
    stated: int | None = None
    first: tuple[int, ...]
    blank_is_nil: bool
    settle: Settle | None = None
    otherwise: Settle | None = None
    lacking: Settle | None = None
    conclusions: Conclusions = attrs.field(
        default=attrs.Factory(lambda plan: Conclusions(plan.rule), takes_self=True)
    )
    known: dict[tuple[int, ...], Settle | None] = attrs.field(factory=dict)

    def ready(self, kinds: Sequence[Kind]) -> Settle | None:
        """Return what settles figures of these kinds, if they can be settled."""
        others = [kinds[slot] for slot in self.slots if slot != self.stated]
        kind = kind_of_all(others, blank_is_nil=self.blank_is_nil)
        if kind is None or (self.settle is None and not _NOT_GIVEN.issuperset(others)):
            return None
        if self.stated is not None:
            return self.ready_to_share(kinds[self.stated], kind, kinds)
        if kind is MISSING:
            return nothing_said if self.lacks_first(kinds) else None
        return self.settle

    def ready_to_share(
        self, stated: Kind, kind: Kind, kinds: Sequence[Kind]
    ) -> Settle | None:
        """Return what settles a ratio, of which the whole decides first."""
        if kind is MISSING and self.lacks_first(kinds):
            return nothing_said if stated in _STATED else None
        if not _are_numbers(kinds[slot] for slot in self.first):
            return None
        if kind is MISSING or stated is MISSING:
            return self.lacking if stated in _STATED else None
        if not _are_numbers(kinds[slot] for slot in self.slots if slot != self.stated):
            return None
        if stated is PERCENT:
            return self.settle
        return self.otherwise if stated is NOT_COMPUTABLE else None

    def settle_for(self, kinds: Sequence[Kind], *, keep: bool = True) -> Settle | None:
        """Return what settles figures of these kinds, which may have been met.

        Args:
            kinds: The kinds.
            keep: Whether they stay the same objects for ever.
        """
        key = tuple([id(kinds[slot]) for slot in self.slots])
        if key in self.known:
            return self.known[key]
        settle = self.ready(kinds)
        if keep and len(self.known) < _SIGNATURES:
            self.known[key] = settle
        return settle

    def settle_all(self, kinds: Sequence[Sequence[Kind]]) -> Settle | None:
        """Return what settles every row alike, for the kinds that its slots have."""
        if all(len(some) == 1 for some in kinds):
            return self.ready([one for (one,) in kinds])
        if self.stated is not None:
            return None
        kind = kind_of_all(chain(*kinds), blank_is_nil=self.blank_is_nil)
        return None if kind is None or kind is MISSING else self.settle

    def lacks_first(self, kinds: Sequence[Kind]) -> bool:
        """Say whether a figure is missing without which nothing can be said."""
        first = [kinds[slot] for slot in self.first]
        return kind_of_all(first, blank_is_nil=self.blank_is_nil) is MISSING


_SIGNATURES = 64
_STATED = (PERCENT, NOT_COMPUTABLE, MISSING, BLANK, NIL)
_NOT_GIVEN = frozenset({MISSING, BLANK, NIL})


def _are_numbers(kinds: Iterable[Kind]) -> bool:
    return all(isinstance(kind, Unit) for kind in kinds)


def nothing_said(_: Values, __: Values, ___: Firm) -> Outcome:
    """Settle what lacks a figure."""
    return LACKING


def lacking(whole: Weights) -> Settle:
    """Return what settles a ratio that lacks a figure, if its whole is not 0."""
    of = whole.reader()
    return lambda values, _, __: LACKING if of(values) else None


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
