"""Forms kept: what expressions come to, for all documents that have the same rows."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import attrs

from budgetcheck.diagnosing.lines import Line
from budgetcheck.language.conditions import Compare, Relation
from budgetcheck.language.expressions import Linear
from budgetcheck.language.forms import Form, collected


@attrs.define(eq=False)
class Forms:
    """Expressions as forms, and forms as lines, each worked out once.

    Expressions are known by their identity, because they are parts of rules that are
    kept beside them.
    """

    _forms: dict[int, Form] = attrs.field(init=False, factory=dict)
    _differences: dict[int, Form] = attrs.field(init=False, factory=dict)
    _negated: dict[int, Form] = attrs.field(init=False, factory=dict)
    _lines: dict[tuple[int, Relation], tuple[Form, Line]] = attrs.field(
        init=False, factory=dict
    )
    _times: dict[int, int] = attrs.field(init=False, factory=dict)
    _kept: list[object] = attrs.field(init=False, factory=list)

    def of(self, linear: Linear) -> Form:
        """Return what a ground expression is, with every figure once."""
        found = self._forms.get(id(linear))
        if found is None:
            found = self._forms[id(linear)] = collected(linear)
            self._kept.append(linear)
        return found

    def difference(self, compare: Compare) -> Form:
        """Return what stands in the relation of a comparison to 0."""
        found = self._differences.get(id(compare))
        if found is None:
            found = self.of(compare.left).minus(self.of(compare.right))
            self._differences[id(compare)] = found
            self._kept.append(compare)
        return found

    def negated(self, form: Form) -> Form:
        """Return what has to be added to one of these forms to make 0."""
        found = self._negated.get(id(form))
        if found is None:
            found = self._negated[id(form)] = form.negated()
            self._kept.append(form)
        return found

    def line(self, form: Form, relation: Relation) -> Line:
        """Write one of these forms as a line."""
        key = id(form), relation
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = form, Line.of(form, relation)
        return found[1]

    def times(self, form: Form) -> int:
        """Return how many times one of these forms its lines are."""
        found = self._times.get(id(form))
        if found is None:
            line = self.line(form, "=")
            whole = line.constant, *line.factors.values()
            parts = form.constant, *(one for one in form.coefficients.values() if one)
            pairs = zip(whole, parts, strict=True)
            times = (Fraction(one) / part for one, part in pairs if part)
            found = self._times[id(form)] = next(times, Fraction(1)).numerator
        return found

    def ratio(
        self, part: Form, whole: Form, share: Fraction, relation: Relation
    ) -> Line:
        """Return that part less a share of the whole stands in a relation to 0."""
        above, below = self.line(part, "="), self.line(whole, "=")
        one, other = self.times(part), self.times(whole)
        # Both lines in whole numbers still, and in the same of them.
        common = lcm(one, other * share.denominator)
        times = common // one
        less = (common * share / other).numerator
        factors = {path: factor * times for path, factor in above.factors.items()}
        for path, factor in below.factors.items():
            factors[path] = factors.get(path, 0) - factor * less
        return Line(
            {path: factor for path, factor in factors.items() if factor},
            above.constant * times - below.constant * less,
            relation,
        )
