"""Backing: the numbers behind what was settled at once, without intervals.

They are those that `comparing` and `sharing` give (a law), in Decimals until a number
is done: a Fraction costs as much as twenty-five sums. Everything here runs in the
context `EXACT`, whatever the caller's is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TypeAlias, assert_never

import attrs

from budgetcheck.checking.settling import EXACT
from budgetcheck.language.conditions import Compare, Condition, Relation, Share
from budgetcheck.language.evidence import Cause, Evidence, flips
from budgetcheck.language.expressions import Linear
from budgetcheck.language.figures import Figure, Number, Percent
from budgetcheck.language.intervals import Interval
from budgetcheck.language.measures import PERCENT, Measure
from budgetcheck.language.numbers import decimals_of, exponent_of
from budgetcheck.language.paths import Path

Form: TypeAlias = Mapping[Path, Decimal]

_ZERO, _ONE, _NONE = Decimal(0), Decimal(1), Fraction(0)


def backing(
    condition: Condition | None,
    figures: Mapping[Path, Figure],
    cause: Cause,
    *,
    zero_is_exact: bool,
) -> Evidence | None:
    """Return the numbers behind a verdict on plain figures.

    Args:
        condition: The ground condition.
        figures: Every figure that it names.
        cause: Why the verdict is what it is.
        zero_is_exact: Whether printed zeros hide nothing.

    Returns:
        None where only the general way knows what the figures allow.
    """
    hiding = cause is Cause.IMPOSSIBLE and not zero_is_exact
    numbers = {path: one for path, one in figures.items() if isinstance(one, Number)}
    with localcontext(EXACT):
        box = _Box(numbers, hiding)
        match condition:
            case Compare():
                return _compared(condition, box)
            case Share():
                return _shared(condition, box, cause)
            case _:  # pragma: no cover - nothing else is settled at once
                return None


@attrs.frozen(eq=False, repr=False)
class _Box:
    figures: Mapping[Path, Number]
    hiding: bool

    def slack(self, form: Form) -> Decimal:
        """Return by how much rounding may move a form to either side."""
        twice = _ZERO
        for path, times in form.items():
            figure = self.figures[path]
            if figure.value or self.hiding or isinstance(figure, Percent):
                twice += abs(times) * figure.quantum
        return twice / 2

    def value(self, form: Form) -> Decimal:
        """Return what a form is as printed."""
        figures = self.figures
        return sum((figures[path].value * by for path, by in form.items()), _ZERO)


def _collected(linear: Linear) -> Form:
    form: dict[Path, Decimal] = {}
    for term in linear.terms:
        # A sum over no rows, which is a constant, is not settled at once.
        if isinstance(term.of, Path):  # pragma: no branch
            times = Decimal(term.coefficient.numerator)
            form[term.of] = form[term.of] + times if term.of in form else times
    return form


def _less(form: Form, other: Form, by: Decimal = _ONE) -> Form:
    combined = dict(form)
    for path, times in other.items() if by else ():
        combined[path] = combined.get(path, _ZERO) - by * times
    return combined


def _compared(condition: Compare, box: _Box) -> Evidence:
    left, right = _collected(condition.left), _collected(condition.right)
    form = _less(left, right)
    stated, recomputed = box.value(left), box.value(right)
    residual, slack = stated - recomputed, box.slack(form)
    first = next(iter(box.figures.values()))
    scale = first.scale

    def base(number: Decimal) -> Fraction:
        return _fraction(number, scale)

    def around(value: Decimal, by: Decimal) -> Interval:
        return Interval(base(value - by), base(value + by))

    return Evidence(
        stated=base(stated),
        recomputed=base(recomputed),
        residual=base(residual),
        stated_truths=around(stated, box.slack(left)),
        possible=around(recomputed, box.slack(right)),
        unexplained=base(_unexplained(residual, slack, condition.relation)),
        measure=_measure(first, box.figures.values()),
    )


def _unexplained(residual: Decimal, slack: Decimal, relation: Relation) -> Decimal:
    match relation:
        case "=":
            beyond = abs(residual)
        case "<=" | "<":
            beyond = residual
        case ">=" | ">":
            beyond = -residual
        case _:
            assert_never(relation)
    return max(_ZERO, beyond - slack)


def _fraction(number: Decimal, scale: Fraction) -> Fraction:
    above, below = number.as_integer_ratio()
    return Fraction(above * scale.numerator, below * scale.denominator)


def _measure(first: Number, figures: Iterable[Number]) -> Measure:
    quanta, values = zip(*((one.quantum, one.value) for one in figures), strict=True)
    decimals = max(map(decimals_of, set(quanta)))
    # The sum of Decimals has the decimals of the one that has most.
    if -exponent_of(sum(values, _ZERO)) > decimals:
        decimals = max(decimals, *map(decimals_of, values))
    own = Measure.of(first)
    return own if own.decimals == decimals else attrs.evolve(own, decimals=decimals)


def _shared(condition: Share, box: _Box, cause: Cause) -> Evidence | None:
    number = box.figures.get(condition.stated)
    if number is None:
        return Evidence(measure=PERCENT)
    stated, half = number.value, number.quantum / 2
    value = _fraction(stated, number.scale)
    low = _fraction(stated - half, number.scale)
    high = _fraction(stated + half, number.scale)
    truths = Interval(low, high)
    part, whole = _collected(condition.part), _collected(condition.whole)
    base = box.value(whole)
    if not base:
        return Evidence(stated=value, stated_truths=truths, measure=Measure.of(number))
    shift = _shift(part, whole)
    if shift is None:
        return None
    recomputed = _ratio(box.value(part), base)
    span = _quotients(_less(part, whole, shift), whole, shift, box)
    flip = flips(value, recomputed, is_change=condition.is_change)
    return Evidence(
        stated=value,
        recomputed=recomputed,
        residual=value - recomputed,
        stated_truths=truths,
        possible=None if span is None else Interval(*span),
        unexplained=None if span is None else max(_NONE, low - span[1], span[0] - high),
        flips=None if cause is Cause.AGREES else flip,
        measure=Measure.of(number),
    )


def _shift(part: Form, whole: Form) -> Decimal | None:
    """Return how many wholes the part holds, of every figure of the whole alike.

    With that, part / whole is a ratio of different figures, and a whole number more:
    a change is now / before - 1. None where the figures are mixed otherwise.
    """
    shifts: set[Decimal] = set()
    for path, times in whole.items():
        held = part.get(path, _ZERO)
        if not times or held % times:
            return None
        shifts.add(held / times)
    return shifts.pop() if len(shifts) == 1 else None


def _quotients(
    rest: Form, whole: Form, shift: Decimal, box: _Box
) -> tuple[Fraction, Fraction] | None:
    """Return the least and the greatest ratio, or None where the whole may be 0."""
    base, unsure = box.value(whole), box.slack(whole)
    least, most = abs(base) - unsure, abs(base) + unsure
    if least <= 0:
        return None
    # Exact: no figure is in both.
    middle = box.value(rest) if base > 0 else -box.value(rest)
    slack = box.slack(rest)
    low, high = middle - slack, middle + slack
    more = Fraction(shift)
    return (
        _ratio(low, most if low > 0 else least) + more,
        _ratio(high, least if high > 0 else most) + more,
    )


def _ratio(part: Decimal, whole: Decimal) -> Fraction:
    above, below = part.as_integer_ratio()
    over, under = whole.as_integer_ratio()
    return Fraction(above * under, below * over)
