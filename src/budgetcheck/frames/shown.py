"""Shown: the numbers of failing rows, as people print them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from budgetcheck.frames.arithmetic import below, chosen, quotient, size
from budgetcheck.frames.numbers import TRUE, Truth, Whole

_DECIMALS_MORE = 2


@attrs.frozen(eq=False)
class Shown:
    """A number as it is written: digits, a point, and what stands behind it.

    Attributes:
        digits: The number without its point.
        decimals: How many digits stand behind the point.
        suffix: `%`, or nothing.
        known: Where there is a number.
    """

    digits: Whole
    decimals: int
    suffix: str
    known: Truth = TRUE

    def parts(self) -> tuple[Truth, Truth, Whole, Whole]:
        """Return where it is, whether it is below 0, what stands around the point."""
        far = size(self.digits)
        before = quotient(far, 10**self.decimals)
        behind = far - before * 10**self.decimals
        return self.known, below(self.digits, 0), before, behind

    def texts(self, *parts: Iterable[Any]) -> list[str | None]:
        """Return the texts of many rows, made of these parts in Python."""
        width, suffix = self.decimals, self.suffix
        return [
            f"{'-' * negative}{before}{f'.{behind:0{width}}' if width else ''}{suffix}"
            if known
            else None
            for known, negative, before, behind in zip(*parts, strict=True)
        ]

    def text(self, api: Any, *parts: Any) -> Any:  # noqa: ANN401 (see `Engine`)
        """Return the text, made of these parts, in the words of an engine."""
        known, negative, before, behind = parts
        sign = api.when(negative).then(api.lit("-")).otherwise(api.lit(""))
        texts = [sign, before.cast(api.String)]
        if self.decimals:
            # One more digit in front keeps the zeros, and is then cut off.
            digits = (behind + 10**self.decimals).cast(api.String).str.slice(1)
            texts += [api.lit("."), digits]
        texts += [api.lit(self.suffix)] if self.suffix else []
        return api.when(known).then(api.concat_str(texts, ignore_nulls=True))


def shown(value: Whole, unit: Fraction, suffix: str = "", least: int = 0) -> Shown:
    """Return a number of so many units, as it is written.

    Args:
        value: How many.
        unit: What one of them is.
        suffix: What stands behind it.
        least: How many decimals it has at least; if they never end, two more.

    Example:
        >>> from budgetcheck.frames.numbers import given
        >>> shown(given("a", 0, 9), Fraction(5, 1000)).decimals
        3
    """
    below_all, decimals = unit.denominator, max(0, least)
    while not below_all % 2:
        below_all //= 2
    while not below_all % 5:
        below_all //= 5
    if below_all > 1:  # As with a third.
        decimals += _DECIMALS_MORE
        parts = size(value) * (2 * unit.numerator * 10**decimals)
        far = quotient(parts + unit.denominator, 2 * unit.denominator)
        return Shown(chosen(below(value, 0), -far, far), decimals, suffix)
    while unit * 10**decimals % 1:
        decimals += 1
    return Shown(value * int(unit * 10**decimals), decimals, suffix)
