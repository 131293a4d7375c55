"""Judging: a ground condition of any kind, parts judged separately."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

import attrs

from budgetcheck.checking.comparing import holds_as_printed, judge_compare, may_fail
from budgetcheck.checking.judgements import Judgement
from budgetcheck.checking.sharing import judge_share
from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Share,
    Tree,
    When,
    named_paths,
)
from budgetcheck.language.conventions import Convention
from budgetcheck.language.evidence import Cause
from budgetcheck.language.figures import Figure, Missing, NotComputable
from budgetcheck.language.paths import Path
from budgetcheck.language.verdicts import Verdict, best, worst


@attrs.frozen
class Judge:
    """What judging a condition needs besides the condition.

    Attributes:
        figures: Every figure that the condition names.
        convention: The rule's convention over the publisher's.
        last_shares: The ratios that were adjusted to make 100 %, and how many shares
            their whole has.
    """

    figures: Mapping[Path, Figure]
    convention: Convention
    last_shares: Mapping[Share, int]

    def judge(self, condition: Condition) -> Judgement:
        """Judge a ground condition."""
        match condition:
            case Compare():
                return judge_compare(condition, self.figures, self.convention)
            case Share():
                adjusted = self.last_shares.get(condition, 0)
                named = self.within(condition)
                return judge_share(condition, named, self.convention, adjusted)
            case All(parts):
                judged = [self.judge(part) for part in parts]
                return _decisive(judged, worst(one.verdict for one in judged))
            case AnyOf(parts):
                judged = [self.judge(part) for part in parts]
                return _decisive(judged, best(one.verdict for one in judged))
            case When():
                return self.when(condition)
            case Tree():
                return Judgement(Verdict.UNDEFINED, Cause.EMPTY_LIST, condition)
            case _:
                assert_never(condition)

    def when(self, condition: When) -> Judgement:
        """Judge a guarded condition; the guard reads printed values."""
        guard = list(self.within(condition.given).values())
        if any(isinstance(one, Missing) for one in guard):
            return Judgement(Verdict.UNCHECKED, Cause.MISSING, condition.given)
        if any(isinstance(one, NotComputable) for one in guard):
            return Judgement(Verdict.UNDEFINED, Cause.GUARD_FALSE, condition.given)
        if not self.is_true(condition.given):
            return Judgement(Verdict.UNDEFINED, Cause.GUARD_FALSE, condition.given)
        judged = self.judge(condition.then)
        if judged.verdict is Verdict.CONTRADICTION and self.may_be_false(
            condition.given
        ):
            return attrs.evolve(
                judged, verdict=Verdict.STRAINED, cause=Cause.GUARD_IN_DOUBT
            )
        return judged

    def is_true(self, guard: Condition) -> bool:
        """Say whether a guard holds of the printed values."""
        match guard:
            case Compare():
                return holds_as_printed(guard, self.within(guard), self.convention)
            case Share():
                return self.judge(guard).verdict is Verdict.EXACT
            case All(parts):
                return all(self.is_true(part) for part in parts)
            case AnyOf(parts):
                return any(self.is_true(part) for part in parts)
            case When(given, then):
                return not self.is_true(given) or self.is_true(then)
            case Tree():
                return True
            case _:
                assert_never(guard)

    def may_be_false(self, guard: Condition) -> bool:
        """Say whether some truths make a guard false; where unsure, yes."""
        match guard:
            case Compare():
                return may_fail(guard, self.within(guard), self.convention)
            case All(parts):
                return any(self.may_be_false(part) for part in parts)
            case AnyOf(parts):
                return all(self.may_be_false(part) for part in parts)
            case Share() | When() | Tree():
                return True
            case _:
                assert_never(guard)

    def within(self, condition: Condition) -> dict[Path, Figure]:
        """Return the figures that a part of the condition names."""
        # An empty tree names rows, and no figure.
        named = (path for path in named_paths(condition) if not path.ranges)
        return {path: self.figures[path] for path in named}


def _decisive(judged: list[Judgement], verdict: Verdict) -> Judgement:
    return next(one for one in judged if one.verdict is verdict)
