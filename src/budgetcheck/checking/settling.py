"""Settling: plain figures decided at once, in exact Decimals.

A figure is plain if it is a number rounded to the nearest, without a bound and
printed once. What is not plain, or stands at a limit, is left to `judging`, which
can decide everything; where both decide, they say the same (a law).

Everything runs in the context `EXACT`, whatever the caller's is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Clamped, Context, Decimal, Inexact, Overflow
from fractions import Fraction
from operator import itemgetter
from typing import TypeAlias

import attrs

from budgetcheck.language.evidence import Cause
from budgetcheck.language.verdicts import Verdict

EXACT = Context(
    prec=5000, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[Inexact, Overflow, Clamped]
)
HUNDRED = Decimal(100)
_ZERO = Decimal(0)  # An int would be turned into a Decimal each time.


@attrs.frozen(eq=False)  # There is one of each, so that looking it up is quick.
class Outcome:
    """What a condition says of plain figures."""

    verdict: Verdict
    cause: Cause


@attrs.frozen
class Rounded:
    """By what the figures in a sum over rows are rounded, printed zeros left out.

    Attributes:
        quanta: The sum of their quanta.
        squares: The sum of the squares of these.
        many: How many there are.
    """

    quanta: Decimal
    squares: Decimal
    many: int


Values: TypeAlias = Sequence[Decimal]
Firm: TypeAlias = Mapping[int, "Rounded"]  # of the slots that are sums over rows
Span: TypeAlias = tuple[Decimal, Decimal]
Settle: TypeAlias = Callable[[Values, Values, Firm], Outcome | None]

AGREES = Outcome(Verdict.EXACT, Cause.AGREES)
AT_THE_LIMIT = Outcome(Verdict.STRAINED, Cause.AT_THE_LIMIT)
IMPROBABLE = Outcome(Verdict.STRAINED, Cause.IMPROBABLE)
ROUNDED = Outcome(Verdict.ROUNDING, Cause.ROUNDED)
IMPOSSIBLE = Outcome(Verdict.CONTRADICTION, Cause.IMPOSSIBLE)
NOT_COMPUTABLE = Outcome(Verdict.UNDEFINED, Cause.NOT_COMPUTABLE)
OF_ZERO = Outcome(Verdict.CONTRADICTION, Cause.PERCENTAGE_OF_ZERO)


@attrs.frozen
class Weights:
    """A linear form over slots: a whole multiple for each.

    Attributes:
        slots: Where the figures stand.
        by: How often each is counted.
    """

    slots: tuple[int, ...]
    by: tuple[int, ...]

    def reader(self) -> Callable[[Values], Decimal]:
        """Return a function that adds the form up."""
        plus = [
            slot for slot, times in zip(self.slots, self.by, strict=True) if times > 0
        ]
        minus = [
            slot for slot, times in zip(self.slots, self.by, strict=True) if times < 0
        ]
        if any(abs(times) > 1 for times in self.by) or not plus:
            return self._weighed
        if len(plus) == 1 and not minus:
            return itemgetter(plus[0])
        if len(plus) == 1:
            return _less(plus[0], minus)
        return _balance(plus, minus) if minus else _sum_of(plus)

    def _weighed(self, values: Values) -> Decimal:
        pairs = zip(self.slots, self.by, strict=True)
        return sum((values[slot] * times for slot, times in pairs), Decimal(0))


def _sum_of(slots: Sequence[int]) -> Callable[[Values], Decimal]:
    if len(slots) == 1:
        return itemgetter(slots[0])
    some = itemgetter(*slots)
    return lambda values: sum(some(values), _ZERO)


def _less(slot: int, minus: Sequence[int]) -> Callable[[Values], Decimal]:
    rest = _sum_of(minus)
    if len(minus) == 1:
        return lambda values: values[slot] - rest(values)
    some = itemgetter(*minus)
    return lambda values: values[slot] - sum(some(values), _ZERO)


def _balance(plus: Sequence[int], minus: Sequence[int]) -> Callable[[Values], Decimal]:
    gained, spent = _sum_of(plus), _sum_of(minus)
    return lambda values: gained(values) - spent(values)


def sharing(
    stated: int, part: Weights, whole: Weights, own: Mapping[int, int]
) -> Settle:
    """Return how a stated percentage stands to part / whole.

    Args:
        stated: The slot of the percentage.
        part: What it is a percentage of the whole.
        whole: The whole.
        own: For the slot of a row's figure, the slot of a sum that contains it.
    """
    part_of, whole_of = part.reader(), whole.reader()
    ratio = _Ratio(stated, part, whole, own)

    def settle(values: Values, quanta: Values, firm: Firm) -> Outcome | None:
        base = whole_of(values)
        hundredfold = HUNDRED * part_of(values)
        if not base:
            return ratio.on_zero(hundredfold, values, quanta, firm)
        off = hundredfold - values[stated] * base
        if abs(off + off) <= abs(quanta[stated] * base):
            return AGREES
        return ratio.rounded(hundredfold, base, values, quanta, firm)

    return settle


def not_computable(whole: Weights) -> Settle:
    """Return how "cannot be computed" stands to its whole."""
    of = whole.reader()
    return lambda values, _, __: None if of(values) else NOT_COMPUTABLE


@attrs.frozen(eq=False, repr=False)
class _Ratio:
    stated: int
    part: Weights
    whole: Weights
    own: Mapping[int, int]
    slots: Mapping[int, tuple[Decimal, Decimal]] = attrs.field(init=False)

    def rounded(
        self,
        hundredfold: Decimal,
        base: Decimal,
        values: Values,
        quanta: Values,
        firm: Firm,
    ) -> Outcome | None:
        """Decide a ratio that does not agree as printed, unless close to a limit."""
        weights = {slot: whole for slot, (_, whole) in self.slots.items()}
        if abs(base + base) <= self.slack(weights, values, quanta, firm)[1]:
            return None  # The whole may be 0.
        spans = self.spans(hundredfold, base, values, quanta, firm)
        if not _reached([widest for _, widest in spans], strictly=False):
            return IMPOSSIBLE
        firmly = [usual for usual, _ in spans]
        return ROUNDED if _reached(firmly, strictly=True) else None

    def spans(
        self,
        hundredfold: Decimal,
        base: Decimal,
        values: Values,
        quanta: Values,
        firm: Firm,
    ) -> list[tuple[Span, Span]]:
        """Return what twice 100·part - s·whole may be at both ends of s."""
        half = quanta[self.stated] / 2
        found: list[tuple[Span, Span]] = []
        for end in (values[self.stated] - half, values[self.stated] + half):
            weights = {
                slot: HUNDRED * part - end * whole
                for slot, (part, whole) in self.slots.items()
            }
            off = 2 * (hundredfold - end * base)
            usual, widest = self.slack(weights, values, quanta, firm)
            found.append(((off + usual, off - usual), (off + widest, off - widest)))
        return found

    def on_zero(
        self, hundredfold: Decimal, values: Values, quanta: Values, firm: Firm
    ) -> Outcome | None:
        """Decide a number stated of 0, unless zeros may hide what it is of."""
        spans = self.spans(hundredfold, _ZERO, values, quanta, firm)
        reached = _reached([widest for _, widest in spans], strictly=False)
        return None if reached else OF_ZERO

    @slots.default
    def _weights(self) -> Mapping[int, tuple[Decimal, Decimal]]:
        """Return how often each slot is counted in the part and in the whole."""
        found: dict[int, tuple[Decimal, Decimal]] = {}
        for slot, times in zip(self.part.slots, self.part.by, strict=True):
            found[slot] = (Decimal(times), _ZERO)
        for slot, times in zip(self.whole.slots, self.whole.by, strict=True):
            part, _ = found.get(slot, (_ZERO, _ZERO))
            found[slot] = (part, Decimal(times))
        return found

    def slack(
        self,
        weights: Mapping[int, Decimal],
        values: Values,
        quanta: Values,
        firm: Firm,
    ) -> Span:
        """Return by how much rounding moves a form, in half units: firmly, widely."""
        usual = widest = _ZERO
        for slot, weight in weights.items():
            quantum = quanta[slot]
            if slot in firm:
                solid = firm[slot].quanta
            else:
                solid = quantum if values[slot] else _ZERO
            times = weight
            if slot in self.own:
                # The row's own figure is in the sum as well, and moves both at once.
                inside = weights.get(self.own[slot], _ZERO)
                usual -= abs(inside) * solid
                widest -= abs(inside) * quantum
                times += inside
            usual += abs(times) * solid
            widest += abs(times) * quantum
        return usual, widest


def _reached(spans: Sequence[Span], *, strictly: bool) -> bool:
    """Say whether 0 lies between the least and the greatest of all spans."""
    above = max(high for high, _ in spans)
    below = min(low for _, low in spans)
    return below < 0 < above if strictly else below <= 0 <= above


def whole_number(coefficient: Fraction) -> int | None:
    """Return a coefficient as a whole number, or None if it is none.

    Example:
        >>> whole_number(Fraction(2)), whole_number(Fraction(1, 2))
        (2, None)
    """
    return coefficient.numerator if coefficient.denominator == 1 else None
