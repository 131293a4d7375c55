"""Comparing: sums, balances, of-which, equalities and directions, row by row.

The order is that of `checking.comparing`, of which this says the same (a law).
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from budgetcheck.frames.arithmetic import every, negated, some
from budgetcheck.frames.cells import Cell
from budgetcheck.frames.numbers import FALSE, Truth, whole
from budgetcheck.frames.outcomes import Outcome, Residual, Told
from budgetcheck.frames.spans import CellsOf, FrameForm
from budgetcheck.language.conditions import Compare
from budgetcheck.language.expressions import Constant, Linear
from budgetcheck.language.verdicts import Verdict


@attrs.frozen(eq=False)
class Comparison:
    """One comparison, ready to be decided for every row.

    Attributes:
        condition: The comparison.
        cells_of: The figures that a term stands for.
        cells: Every figure that it names.
        left: Its left side.
        right: Its right side.
        form: The left side less the right one.
    """

    condition: Compare
    cells_of: CellsOf
    cells: tuple[Cell, ...]
    left: FrameForm
    right: FrameForm
    form: FrameForm

    @classmethod
    def of(cls, condition: Compare, cells_of: CellsOf) -> Comparison:
        """Collect both sides."""
        left = FrameForm.of(condition.left, cells_of)
        right = FrameForm.of(condition.right, cells_of)
        cells = tuple({**left.cells, **right.cells})
        return cls(condition, cells_of, cells, left, right, left.minus(right))

    def outcome(self) -> Outcome:
        """Decide EXACT, CONTRADICTION, STRAINED, ROUNDING, in this order."""
        form, relation = self.form, self.condition.relation
        usual = form.over("usual")
        strained = some(
            negated(usual.meets(relation)),
            usual.at_limit(relation),
            form.improbable(relation),
        )
        possible = form.over("widest").meets(relation)
        absurd = some(*(cell.not_computable for cell in self.cells))
        lacking, agrees = some(*(cell.missing for cell in self.cells)), self.agrees()
        return Outcome.deciding(
            (absurd, Verdict.UNDEFINED),
            (lacking, Verdict.UNCHECKED),
            (agrees, Verdict.EXACT),
            (negated(possible), Verdict.CONTRADICTION),
            (strained, Verdict.STRAINED),
            otherwise=Verdict.ROUNDING,
            telling=self.told,
            exact=every(agrees, negated(some(absurd, lacking))),
        )

    def told(self) -> Told:
        """Return the numbers: the left side is stated, the right one recomputed."""
        like, unit = self.cells[0].like, self.cells[0].unit
        decimals = max(one.decimals for one in self.cells if one.unit == unit)
        lacking = some(*(test for one in self.cells for test in one.lacking))
        digit = self.form.digit
        apart = Residual(self.form.value * digit.denominator, whole(digit.numerator))
        told = Told(
            apart,
            *(side.shown(like, decimals) for side in (self.left, self.right)),
        )
        return told.where(negated(lacking))

    def agrees(self) -> Truth:
        """Say where it agrees as printed."""
        if self.condition.relation != "=":
            return self.holds()
        left = self.single(self.condition.left)
        right = self.single(self.condition.right)
        return some(self.holds(), _rounds_to(left, right), _rounds_to(right, left))

    def holds(self) -> Truth:
        """Say where it holds of the printed values, as a guard is read."""
        return self.form.over("printed").meets(self.condition.relation)

    def may_fail(self) -> Truth:
        """Say where some truths make it false."""
        return self.form.over("widest").may_differ(self.condition.relation)

    def single(self, linear: Linear) -> Cell | None:
        """Return the one figure that a side is, if it may be one."""
        term = linear.terms[0]
        if len(linear.terms) > 1 or term.coefficient != 1:
            return None
        cells = {} if isinstance(term.of, Constant) else self.cells_of(term.of)
        return next(iter(cells)) if list(cells.values()) == [1] else None


def _rounds_to(coarse: Cell | None, fine: Cell | None) -> Truth:
    """Say where one figure is the other one, printed with fewer digits."""
    if coarse is None or fine is None or coarse is fine:
        return FALSE
    both = FrameForm.made({coarse: Fraction(1), fine: Fraction(-1)}, Fraction(0))
    # The fine one is taken at its word.
    span = both.over("usual", around=(coarse,))
    ranges = some(*(end for one in (coarse, fine) for end in one.absent))
    return every(coarse.single, fine.single, negated(ranges), span.meets("="))
