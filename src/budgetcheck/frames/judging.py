"""Judging: a condition of any kind on every row, parts judged separately.

As in `checking.judging`, of which this says the same (a law).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.frames.arithmetic import every, negated, some
from budgetcheck.frames.cells import Cell
from budgetcheck.frames.comparing import Comparison
from budgetcheck.frames.numbers import FALSE, TRUE, Truth, whole
from budgetcheck.frames.outcomes import NUMBERS, Outcome, best, worst
from budgetcheck.frames.sharing import Ratio
from budgetcheck.frames.spans import CellsOf
from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Share,
    Tree,
    When,
    atoms_in,
)
from budgetcheck.language.conventions import Convention
from budgetcheck.language.expressions import Constant, Linear
from budgetcheck.language.verdicts import Verdict

NOTHING = Outcome(whole(NUMBERS[Verdict.UNDEFINED]), FALSE)


def _empty(_: Tree) -> Outcome:
    """Judge a tree of no row: all others have been written out as sums."""
    return NOTHING


@attrs.frozen(eq=False)
class Judge:
    """What judging a condition needs besides the condition.

    Attributes:
        cells_of: The figures that a term stands for.
        convention: The rule's convention over the publisher's.
        last_shares: The ratios that were adjusted to make 100 %, and how many shares
            their whole has.
        tree: What judges a tree.
    """

    cells_of: CellsOf
    convention: Convention
    last_shares: Mapping[Share, int]
    tree: Callable[[Tree], Outcome] = _empty

    def judge(self, condition: Condition) -> Outcome:
        """Judge a condition."""
        match condition:
            case Compare():
                return Comparison.of(condition, self.cells_of).outcome()
            case Share():
                return self.ratio(condition).outcome()
            case All(parts):
                return worst(self.judge(part) for part in parts)
            case AnyOf(parts):
                return best(self.judge(part) for part in parts)
            case When():
                return self.when(condition)
            case Tree():
                return self.tree(condition)
            case _:
                assert_never(condition)

    def when(self, condition: When) -> Outcome:
        """Judge a guarded condition; the guard reads printed values."""
        named = self.cells(condition.given)
        judged = self.judge(condition.then)
        doubted = every(
            judged.is_(Verdict.CONTRADICTION), self.may_be_false(condition.given)
        )
        absurd = some(*(cell.not_computable for cell in named))
        applies = every(negated(absurd), self.is_true(condition.given))
        lacking = some(*(cell.missing for cell in named))
        outcome = (
            judged.where(doubted, Verdict.STRAINED)
            .where(negated(applies), Verdict.UNDEFINED)
            .where(lacking, Verdict.UNCHECKED)
        )
        asked = every(applies, negated(lacking))
        return attrs.evolve(outcome, telling=lambda: judged.telling().where(asked))

    def is_true(self, guard: Condition) -> Truth:
        """Say where a guard holds of the printed values."""
        match guard:
            case Compare():
                return Comparison.of(guard, self.cells_of).holds()
            case Share():
                return self.ratio(guard).outcome().exact
            case All(parts):
                return every(*(self.is_true(part) for part in parts))
            case AnyOf(parts):
                return some(*(self.is_true(part) for part in parts))
            case When(given, then):
                return some(negated(self.is_true(given)), self.is_true(then))
            case Tree():
                if self.tree is _empty:
                    return TRUE
                message = "a tree guards another condition"
                raise InvalidRuleError(message, "check such documents one by one")
            case _:
                assert_never(guard)

    def may_be_false(self, guard: Condition) -> Truth:
        """Say where some truths make a guard false; where unsure, yes."""
        match guard:
            case Compare():
                return Comparison.of(guard, self.cells_of).may_fail()
            case All(parts):
                return some(*(self.may_be_false(part) for part in parts))
            case AnyOf(parts):
                return every(*(self.may_be_false(part) for part in parts))
            case Share() | When() | Tree():
                return TRUE
            case _:
                assert_never(guard)

    def ratio(self, share: Share) -> Ratio:
        """Collect a ratio."""
        adjusted = self.last_shares.get(share, 0)
        return Ratio.of(share, self.cells_of, self.convention, adjusted)

    def cells(self, condition: Condition) -> list[Cell]:
        """Return the figures that a part of the condition names."""
        sides: list[Linear] = []
        found: dict[Cell, int] = {}
        for atom in atoms_in(condition):
            if isinstance(atom, Compare):
                sides += atom.left, atom.right
            elif isinstance(atom, Share):
                found |= self.cells_of(atom.stated)
                sides += atom.part, atom.whole
        for term in (term for side in sides for term in side.terms):
            if not isinstance(term.of, Constant):
                found |= self.cells_of(term.of)
        return list(found)
