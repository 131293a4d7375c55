"""Plainness: rules that plain figures meet as they are printed, seen at a glance.

Most rules of most documents hold to the last digit. They need nothing of the exact
system until a figure in them moves, and whether they hold is a sum of integers.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

import attrs

from budgetcheck.diagnosing.lines import Line, may_hold
from budgetcheck.diagnosing.plans import Plan
from budgetcheck.language.conditions import All, Compare, Condition, Share
from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import Figure, Number, Percent
from budgetcheck.language.paths import Path


@attrs.frozen
class Plain:
    """The figures that are plain numbers, printed once.

    Attributes:
        plan: The rules.
        figures: Every figure that they name.
        values: The plain ones, in whole numbers of a common unit.
        scale: How many of these one base unit is; halves of the last digits are
            whole numbers, too.
    """

    plan: Plan
    figures: Mapping[Path, Figure]
    values: Mapping[Path, int]
    scale: int

    @classmethod
    def of(cls, plan: Plan, figures: Mapping[Path, Figure]) -> Plain:
        """Return the plain figures among those of a document."""
        exact: dict[Path, Fraction] = {}
        halves: set[tuple[Fraction, Fraction]] = set()
        for path, one in figures.items():
            if isinstance(one, Number) and not one.bound and not one.also:
                exact[path] = Fraction(one.value) * one.scale
                halves.add((Fraction(one.quantum), one.scale))
        steps = {(quantum * scale / 2).denominator for quantum, scale in halves}
        scale = lcm(*steps, *{one.denominator for one in exact.values()})
        values = {
            path: one.numerator * (scale // one.denominator)
            for path, one in exact.items()
        }
        return cls(plan, figures, values, scale)

    def agrees(self, number: int) -> bool:
        """Say whether a rule is met by plain figures, as printed; if unsure, no."""
        condition = self.plan.grounds[number].condition
        if condition is None:  # pragma: no cover - plans leave it out
            return True
        return self._is_met(condition, self.plan.conventions[number])

    def _is_met(self, condition: Condition, convention: Convention) -> bool:
        match condition:
            case Compare():
                form = self.plan.forms.difference(condition)
                value = self._value(self.plan.forms.line(form, condition.relation))
                if value is None:
                    return False
                return may_hold(condition.relation, ((value, 0), (value, 0)))
            case Share():
                return self._is_ratio(condition, convention)
            case All(parts):
                return all(self._is_met(part, convention) for part in parts)
            case _:
                return False

    def _is_ratio(self, share: Share, convention: Convention) -> bool:
        """Say whether the figures give what is printed as the stated percentage."""
        stated, forms = self.figures[share.stated], self.plan.forms
        if share.stated not in self.values or not isinstance(stated, Percent):
            return False
        part, whole = forms.of(share.part), forms.of(share.whole)
        above = self._value(forms.line(part, "="))
        below = self._value(forms.line(whole, "="))
        if above is None or below is None or below <= 0:
            return False
        value, step = Fraction(stated.value) / 100, Fraction(stated.quantum) / 100
        is_cut = (stated.rounding or convention.percent_rounding) == "cut_off"
        if is_cut and value <= 0:
            return False
        found = Fraction(above * forms.times(whole), below * forms.times(part))
        least = value if is_cut else value - step / 2
        return least <= found <= value + step / 2

    def _value(self, line: Line) -> int | None:
        value = line.constant * self.scale
        for path, factor in line.factors.items():
            known = self.values.get(path)
            if known is None:
                return None
            value += factor * known
        return value
