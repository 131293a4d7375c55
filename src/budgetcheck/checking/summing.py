"""Summing: sums, balances and of-which of plain figures, decided at once.

The order is that of `comparing`: what agrees, what no truths allow, what is only
possible at the very limit or hardly probable, and what rounding explains.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import attrs

from budgetcheck.checking.settling import (
    AGREES,
    AT_THE_LIMIT,
    IMPOSSIBLE,
    IMPROBABLE,
    ROUNDED,
    Firm,
    Outcome,
    Rounded,
    Settle,
    Values,
    Weights,
)
from budgetcheck.language.conditions import Relation

_ZERO = Decimal(0)
_FEW = 4


def comparing(
    form: Weights, relation: Relation, *, single: bool, apart: bool = True
) -> Settle:
    """Return how `form` stands to 0.

    Args:
        form: The left side less the right one.
        relation: How it should stand.
        single: Whether both sides may be one figure, and one the other one rounded.
        apart: Whether no figure of a sum over rows is named beside the sum.
    """
    residual_of, stands = form.reader(), _STANDS[relation]
    strict = relation in {"<", ">"}
    single = single and relation == "="

    def settle(values: Values, quanta: Values, firm: Firm) -> Outcome | None:
        residual = residual_of(values)
        if stands(residual):
            return AGREES
        if strict or (firm and not apart):
            return None
        return rounded_sum(form, residual, values, quanta, firm, single=single)

    return settle


_STANDS: dict[Relation, Callable[[Decimal], bool]] = {
    "=": lambda residual: not residual,
    "<=": lambda residual: residual <= 0,
    ">=": lambda residual: residual >= 0,
    "<": lambda residual: residual < 0,
    ">": lambda residual: residual > 0,
}


def rounded_sum(
    form: Weights,
    residual: Decimal,
    values: Values,
    quanta: Values,
    firm: Firm,
    *,
    single: bool,
) -> Outcome | None:
    """Decide a sum that does not agree as printed, unless zeros may hide something.

    Args:
        form: The sum.
        residual: What it comes to.
        values: The figures.
        quanta: Their quanta.
        firm: What the sums over rows are made of.
        single: Whether one figure may be the other one rounded.
    """
    twice = 2 * abs(residual)
    if single and not _equally_fine(form, twice, quanta, firm):
        return None
    slack = _Slack()
    for slot, times in zip(form.slots, form.by, strict=True):
        quantum = quanta[slot]
        if quantum and times:
            slack.add(abs(times), quantum, firm.get(slot), zero=not values[slot])
    if twice > slack.widest:
        return IMPOSSIBLE
    if twice > slack.usual:
        return None
    if twice == slack.usual:
        return AT_THE_LIMIT
    # Beyond three standard deviations of rounding: `comparing.improbable()`.
    beyond = 4 * residual * residual > 3 * slack.squares
    return IMPROBABLE if beyond and slack.many >= _FEW else ROUNDED


def _equally_fine(form: Weights, twice: Decimal, quanta: Values, firm: Firm) -> bool:
    """Say whether neither of two figures can be the other one rounded.

    They differ by more than either is rounded by, or one is a sum of several.
    """
    sums = [firm[slot].many for slot in form.slots if slot in firm]
    if sums:
        return max(sums) > 1
    own = {quanta[slot] for slot in form.slots}
    return len(own) == 1 and twice > max(own)


@attrs.define(eq=False, repr=False)
class _Slack:
    """By how much rounding moves a sum, in half units."""

    usual: Decimal = _ZERO
    widest: Decimal = _ZERO
    squares: Decimal = _ZERO
    many: int = 0

    def add(
        self, times: int, quantum: Decimal, rows: Rounded | None, *, zero: bool
    ) -> None:
        self.widest += quantum * times
        if rows is not None:
            self.usual += rows.quanta * times
            self.squares += rows.squares * times * times
            self.many += rows.many
        elif not zero:
            wide = quantum * times
            self.usual += wide
            self.squares += wide * wide
            self.many += 1
