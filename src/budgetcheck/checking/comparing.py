"""Comparing: sums, balances, of-which, equalities and directions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property, partial
from typing import assert_never

import attrs

from budgetcheck.checking.judgements import Judgement
from budgetcheck.checking.truths import Boxes, distance
from budgetcheck.language.conditions import OPPOSITE, Compare, Relation
from budgetcheck.language.conventions import Convention
from budgetcheck.language.evidence import Cause, Evidence, Flip
from budgetcheck.language.expressions import Linear
from budgetcheck.language.figures import (
    Figure,
    Missing,
    NotComputable,
    Number,
    Word,
    sharpest,
)
from budgetcheck.language.forms import Box, Form, collected
from budgetcheck.language.intervals import ZERO, Interval
from budgetcheck.language.measures import Measure
from budgetcheck.language.paths import Path
from budgetcheck.language.verdicts import Verdict

# Beyond three standard deviations of independent uniform rounding: σ² = Σw²q²/12,
# so that residual² > 9σ² = (3/4)·Σw²q².
_NINE_TWELFTHS = Fraction(9, 12)
_FEWEST_ROUNDED = 4
_WIDE = frozenset({Cause.HIDDEN_BY_ZEROS, Cause.IMPOSSIBLE})


def judge_compare(
    condition: Compare, figures: Mapping[Path, Figure], convention: Convention
) -> Judgement:
    """Judge one ground comparison: EXACT, CONTRADICTION, STRAINED, ROUNDING."""
    named = {path: figures[path] for path in _paths(condition)}
    if any(isinstance(one, NotComputable) for one in named.values()):
        return Judgement(Verdict.UNDEFINED, Cause.NO_NUMBER, condition)
    if any(isinstance(one, Missing) for one in named.values()):
        return Judgement(Verdict.UNCHECKED, Cause.MISSING, condition)
    boxes = Boxes.of(named.items(), convention)
    case = _Case(condition, named, boxes)
    verdict, cause = case.decided()
    return Judgement(verdict, cause, condition, partial(case.evidence, cause))


def holds_as_printed(
    condition: Compare, figures: Mapping[Path, Figure], convention: Convention
) -> bool:
    """Say whether a comparison holds of the printed values, as a guard is read."""
    boxes = Boxes.of(figures.items(), convention)
    form = collected(condition.left).minus(collected(condition.right))
    return meets(form.over(boxes.printed), condition.relation)


def may_fail(
    condition: Compare, figures: Mapping[Path, Figure], convention: Convention
) -> bool:
    """Say whether some truths make a comparison false."""
    boxes = Boxes.of(figures.items(), convention)
    form = collected(condition.left).minus(collected(condition.right))
    span = form.over(boxes.widest)
    if condition.relation == "=":
        return span != ZERO
    return meets(span, OPPOSITE[condition.relation])


def meets(span: Interval, relation: Relation) -> bool:
    """Say whether some number of an interval stands in the relation to zero.

    Example:
        >>> meets(Interval(0, 1), "<"), meets(Interval(0, 1), "<=")
        (False, True)
    """
    match relation:
        case "=":
            return span.holds(0)
        case "<=":
            return span.low is None or span.low < 0 or span.holds(0)
        case ">=":
            return span.high is None or span.high > 0 or span.holds(0)
        case "<":
            return span.low is None or span.low < 0
        case ">":
            return span.high is None or span.high > 0
        case _:
            assert_never(relation)


def at_limit(span: Interval, relation: Relation) -> bool:
    """Say whether an interval that meets the relation does so with its very end."""
    match relation:
        case "=":
            return span.low == 0 or span.high == 0
        case "<=":
            return span.low == 0
        case ">=":
            return span.high == 0
        case _:
            return False


@attrs.frozen
class _Case:
    condition: Compare
    figures: Mapping[Path, Figure]
    boxes: Boxes

    @cached_property
    def form(self) -> Form:
        return collected(self.condition.left).minus(collected(self.condition.right))

    def decided(self) -> tuple[Verdict, Cause]:
        form, boxes, relation = self.form, self.boxes, self.condition.relation
        if boxes.torn is not None:
            return Verdict.CONTRADICTION, Cause.PRINTINGS_DIFFER
        possible = meets(form.over(boxes.widest), relation)
        if not boxes.only_widest and self.agrees() and (possible or not boxes.beside):
            return Verdict.EXACT, Cause.AGREES
        if not possible:
            return Verdict.CONTRADICTION, Cause.IMPOSSIBLE
        usual = form.over(boxes.usual)
        if boxes.only_widest or not meets(usual, relation):
            return Verdict.STRAINED, Cause.HIDDEN_BY_ZEROS
        if at_limit(usual, relation):
            return Verdict.STRAINED, Cause.AT_THE_LIMIT
        if improbable(form, boxes.usual, relation):
            return Verdict.STRAINED, Cause.IMPROBABLE
        return Verdict.ROUNDING, Cause.ROUNDED

    def agrees(self) -> bool:
        """Say whether the comparison agrees as printed."""
        form, left, right = self.form, self.condition.left, self.condition.right
        if meets(form.over(self.boxes.printed), self.condition.relation):
            return True
        if self.condition.relation != "=":
            return False
        return self.rounds_to(left, right) or self.rounds_to(right, left)

    def rounds_to(self, coarse: Linear, fine: Linear) -> bool:
        """Say whether one figure is the other one, printed with fewer digits."""
        short, long = coarse.single, fine.single
        if short is None or long is None:
            return False
        return self.boxes.usual[short].covers(self.boxes.printed[long])

    def evidence(self, cause: Cause) -> Evidence:
        """Return the numbers: the left side is stated, the right one recomputed."""
        left, right = collected(self.condition.left), collected(self.condition.right)
        box = self.boxes.widest if cause in _WIDE else self.boxes.usual
        stated, recomputed = self.boxes.value(left), self.boxes.value(right)
        residual = None
        if stated is not None and recomputed is not None:
            residual = stated - recomputed
        span = self.form.over(box)
        return Evidence(
            stated=stated,
            recomputed=recomputed,
            residual=residual,
            stated_truths=left.over(box),
            possible=right.over(box),
            unexplained=_unexplained(span, self.condition.relation),
            flips=self.flips(cause),
            measure=_measure(self.figures.values()),
        )

    def flips(self, cause: Cause) -> Flip | None:
        words = [one for one in self.figures.values() if isinstance(one, Word)]
        word = any(one.sense != "nil" for one in words)
        return "direction" if word and cause is Cause.IMPOSSIBLE else None


def improbable(form: Form, box: Box, relation: Relation) -> bool:
    """Say whether rounding alone would hardly ever leave so large a residual.

    It asks for four rounded figures or more; the residual is measured from the
    middles of their intervals.
    """
    middle, squares, rounded = form.constant, Fraction(0), 0
    for path, coefficient in form.coefficients.items():
        width, centre = box[path].width, box[path].middle
        if width is None or centre is None:
            return False
        middle += coefficient * centre
        squares += (coefficient * width) ** 2
        rounded += bool(width and coefficient)
    wrong = relation == "=" or (middle > 0) == (relation in {"<=", "<"})
    beyond = middle**2 > _NINE_TWELFTHS * squares
    return wrong and beyond and rounded >= _FEWEST_ROUNDED


def _unexplained(span: Interval, relation: Relation) -> Fraction:
    allowed = {
        "=": ZERO,
        "<=": Interval(None, 0),
        "<": Interval(None, 0),
        ">=": Interval(0, None),
        ">": Interval(0, None),
    }
    return distance(span, allowed[relation])


def _measure(figures: Iterable[Figure]) -> Measure:
    """Return the measure of the first number, with the finest decimals of all."""
    measure: Measure | None = None
    for figure in figures:
        if not isinstance(figure, Number):
            continue
        one = Measure.of(sharpest(figure))
        if measure is None:
            measure = one
        elif one.scale == measure.scale and one.decimals > measure.decimals:
            measure = attrs.evolve(measure, decimals=one.decimals)
    return measure or Measure()


def _paths(condition: Compare) -> list[Path]:
    forms = collected(condition.left), collected(condition.right)
    return [path for form in forms for path in form.coefficients]
