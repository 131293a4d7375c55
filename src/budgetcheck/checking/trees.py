"""Trees: headings that are the sums of their items, settled column by column."""

from __future__ import annotations

from decimal import Decimal

import attrs

from budgetcheck.checking.kinds import kind_of_all
from budgetcheck.checking.layouts import MISSING, Kind, Layout, Plain
from budgetcheck.checking.listings import Branch, Listing
from budgetcheck.checking.planning import CannotPlanError, column_at
from budgetcheck.checking.plans import LACKING, Column, Conclusions
from budgetcheck.checking.settling import AGREES, Outcome, Weights
from budgetcheck.checking.summing import rounded_sum
from budgetcheck.language.conditions import Compare, Tree
from budgetcheck.language.expressions import added, figure
from budgetcheck.language.grounding import Ground
from budgetcheck.language.paths import EVERY, Index
from budgetcheck.language.rules import Rule

_ZERO = Decimal(0)  # An int would be turned into a Decimal each time.


@attrs.frozen(eq=False, kw_only=True)
class TreePlan:
    """The rule of a tree, ready.

    Attributes:
        rule: The rule.
        column: The figures that are added up.
        by: The field that has the code of a row.
        blank_is_nil: Whether a blank is 0.
        conclusions: What each outcome that was met means for the rule.
    """

    rule: Rule
    column: Column
    by: str
    blank_is_nil: bool
    conclusions: Conclusions

    def outcomes(self, listing: Listing) -> list[tuple[Branch, Outcome | None]] | None:
        """Return what plain figures say of every heading of a tree.

        Shape: None for a heading that they leave open, and None for all where only the
        general way can say, or refuse, anything.
        """
        branches = listing.tree(self.by)
        if branches is None:
            return None
        column = listing.column(self.column[1])
        alike = self.kind(column.kinds)
        if alike is not None and alike is not MISSING:
            return [(one, _settled(column.plain, one)) for one in branches]
        kinds = [self.kind(_kinds(column.plain, branch)) for branch in branches]
        if None in kinds:
            return None
        return [
            (one, LACKING if kind is MISSING else _settled(column.plain, one))
            for kind, one in zip(kinds, branches, strict=True)
        ]

    def kind(self, kinds: tuple[Kind, ...]) -> Kind:
        """Return the one kind that figures have, as `kind_of_all()` does."""
        return kind_of_all(kinds, blank_is_nil=self.blank_is_nil)

    def ground(self, listing: Listing, branch: Branch) -> Ground:
        """Return the rule on one heading."""
        heading, rows = branch
        number = self.column[1]
        path, below = listing.layout.path, listing.layout.columns[number]
        paths = [path.then(Index(row), *below) for row in (heading, *rows)]
        parent, *children = map(figure, paths)
        figures = listing.figures(number)
        return Ground(
            self.rule,
            listing.places[heading],
            Compare(parent, "=", added(children)),
            tuple(zip(paths, (figures[row] for row in (heading, *rows)), strict=True)),
        )


def tree_plan_of(
    rule: Rule, tree: Tree, layout: Layout, *, blank_is_nil: bool
) -> TreePlan | None:
    """Return the plan of a tree, or None if only the general way can read it."""
    try:
        column = column_at(layout, tree.path, EVERY)
    except CannotPlanError:
        return None
    if tree.by not in layout.rows[column[0]].texts:
        return None
    return TreePlan(
        rule=rule,
        column=column,
        by=tree.by,
        blank_is_nil=blank_is_nil,
        conclusions=Conclusions(rule),
    )


def _kinds(column: Plain, branch: Branch) -> tuple[Kind, ...]:
    heading, rows = branch
    return (column.kinds[heading], *(column.kinds[row] for row in rows))


def _settled(column: Plain, branch: Branch) -> Outcome | None:
    heading, rows = branch
    values = column.values
    residual = values[heading] - sum(map(values.__getitem__, rows), _ZERO)
    if not residual:
        return AGREES
    form = Weights((heading, *rows), (1, *(-1 for _ in rows)))
    single = len(rows) == 1  # One figure, which may be the other one rounded.
    return rounded_sum(form, residual, values, column.quanta, {}, single=single)
