"""Programs: a rule set made ready for one class and one convention."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from budgetcheck.checking.layouts import Kind, Layout
from budgetcheck.checking.planning import plan_of, slot_of
from budgetcheck.checking.plans import Plan, Source, is_usual
from budgetcheck.checking.settling import Settle
from budgetcheck.checking.trees import TreePlan, tree_plan_of
from budgetcheck.language.conditions import Tree
from budgetcheck.language.conventions import Convention
from budgetcheck.language.rules import Rule, RuleSet

AnyPlan: TypeAlias = Plan | TreePlan | Rule

_SIGNATURES = 64


@attrs.frozen(eq=False)
class Program:
    """Rules, ready for any document of one class.

    Attributes:
        layout: Where the figures of the class stand.
        plans: A plan for each rule, or the rule itself where there is none.
        sums: The columns that rules add up.
        declared: What the publisher declares.
        apart: Whether each rule can be judged by itself: not where the last share of
            a whole takes up what the others were rounded by.
        known: What settles each rule, for the kinds of figures that were met.
        units: The units that were met; equal ones of two documents count as one.
    """

    layout: Layout
    plans: tuple[AnyPlan, ...]
    sums: tuple[Source, ...]
    declared: Convention
    apart: bool = True
    known: dict[tuple[int, ...], tuple[tuple[Kind, ...], tuple[Settle | None, ...]]] = (
        attrs.field(factory=dict)
    )
    units: dict[Kind, Kind] = attrs.field(factory=dict)

    @classmethod
    def of(cls, rules: RuleSet, layout: Layout, declared: Convention) -> Program:
        """Make a rule set ready."""
        apart = True
        sums: list[Source] = []
        plans: list[AnyPlan] = []
        for rule in rules:
            if rule.disabled:
                continue
            convention = rule.convention.over(declared)
            apart = apart and convention.shares_adjusted != "last"
            plan = _planned(rule, layout, sums, convention)
            plans.append(plan or rule)
        return cls(layout, tuple(plans), tuple(sums), declared, apart)

    def slot(self, source: Source) -> int:
        """Return where a figure alone, or a sum of a column, stands."""
        return slot_of(source, self.layout, self.sums)

    def settles(self, kinds: list[Kind]) -> tuple[Settle | None, ...]:
        """Return what settles each rule, for figures of these kinds."""
        known = self.known.get(tuple(map(id, kinds)))
        if known is None:
            kinds = self.canonical(kinds)
            key = tuple(map(id, kinds))
            known = self.known.get(key)
        if known is None:
            keep = len(self.units) < _SIGNATURES
            settles = tuple(
                plan.settle_for(kinds, keep=keep)
                if isinstance(plan, Plan) and plan.over is None
                else None
                for plan in self.plans
            )
            if len(self.known) >= _SIGNATURES:
                return settles
            # The kinds are kept, so that their identities stay theirs.
            known = self.known[key] = (tuple(kinds), settles)
        return known[1]

    def canonical(self, kinds: list[Kind]) -> list[Kind]:
        """Return the same kinds, each unit as the equal one that was met first."""
        met = {id(kind): kind for kind in kinds}
        if len(self.units) < _SIGNATURES:
            same = {at: self.units.setdefault(kind, kind) for at, kind in met.items()}
        else:
            same = {at: self.units.get(kind, kind) for at, kind in met.items()}
        return [same[at] for at in map(id, kinds)]


def _planned(
    rule: Rule, layout: Layout, sums: list[Source], convention: Convention
) -> Plan | TreePlan | None:
    if not is_usual(convention):
        return None
    nil = convention.blank == "zero"
    if isinstance(rule.condition, Tree):
        return tree_plan_of(rule, rule.condition, layout, blank_is_nil=nil)
    return plan_of(rule, layout, sums, blank_is_nil=nil)
