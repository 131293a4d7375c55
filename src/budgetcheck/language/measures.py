"""Measures: how the numbers of one finding are written.

A finding computes in base units (元, single cases, ratios); people read the unit
and the decimals that the document prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

import attrs

from budgetcheck.language.figures import Amount, Count, Figure, Number, Percent
from budgetcheck.language.intervals import Interval
from budgetcheck.language.numbers import decimals_of, fixed

DIGITS_MORE = 24
_END_DIGITS = 30


@attrs.frozen
class Measure:
    """The unit and the decimals in which a finding's numbers are written.

    Units: `scale` base units make one written unit.

    Example:
        >>> Measure(Fraction(1, 100), 2, "%").text(Fraction("1.01886"))
        '101.89%'
    """

    scale: Fraction = Fraction(1)
    decimals: int = 0
    suffix: str = ""
    unit: str = ""

    @classmethod
    def of(cls, figure: Number) -> Measure:
        """Return the measure in which a figure is printed."""
        decimals = max(decimals_of(figure.quantum), decimals_of(figure.value))
        match figure:
            case Percent():
                return cls(figure.scale, decimals, "%", "")
            case Amount(unit=unit) | Count(unit=unit):
                return cls(figure.scale, decimals, "", unit.text)
            case _:
                assert_never(figure)

    def text(self, value: Fraction, more: int = 0, direction: int = 0) -> str:
        """Write a number, half up or in a direction, with more decimals if asked."""
        written = fixed(value / self.scale, self.decimals + more, direction)
        return written + self.suffix

    def exact_text(self, value: Fraction) -> str:
        """Write a number with all its decimals, or rounded where they never end."""
        exact = decimals_of(value / self.scale)
        more = max(0, min(exact, self.decimals + DIGITS_MORE) - self.decimals)
        return self.text(value, more if exact < DIGITS_MORE else 2)

    def least_text(self, value: Fraction, digits: int = DIGITS_MORE) -> str:
        """Write a difference, rounded down, so that "at least" stays true of it.

        Args:
            value: The difference; 0 is none.
            digits: So many decimals are written out, if they end.

        Example:
            >>> Measure(Fraction(1, 100), 1, "%").least_text(Fraction(2, 3000))
            '0.066%'
        """
        exact = decimals_of(value / self.scale)
        if exact < min(self.decimals + digits, DIGITS_MORE):
            return self.exact_text(value)
        texts = (self.text(value, more, -1) for more in range(2, _END_DIGITS))
        telling = (text for text in texts if any(one in text for one in "123456789"))
        return next(telling, self.text(value))

    def like(self, value: Fraction, truths: Interval, other: Fraction) -> str:
        """Write another number as the publisher would who wrote this one.

        Args:
            value: What is written.
            truths: What that stands for.
            other: What is to be written; an empty text says that there is no such way.

        Example:
            >>> cut_off = Interval(Fraction(50, 100), Fraction(51, 100), high_open=True)
            >>> Measure(Fraction(1, 100), 0, "%").like(
            ...     Fraction(50, 100), cut_off, Fraction(2, 3)
            ... )
            '66%'
        """
        texts = (self.text(other, 0, direction) for direction in (0, -1, 1))
        for text in texts:
            written = Fraction(text.removesuffix(self.suffix)) * self.scale
            if truths.holds(other - written + value):
                return text
        return ""

    def apart(self, value: Fraction, other: Fraction) -> str:
        """Write a number with so many digits that it is seen not to be the other.

        It has two decimals or more, because a reader wants to see how far apart.
        What does not round to the other is written so that it does not seem to.

        Example:
            >>> percent = Measure(Fraction(1, 100), 2, "%")
            >>> percent.apart(Fraction("0.382877"), Fraction("0.3829"))
            '38.288%'
            >>> Measure(Fraction(1, 100), 1, "%").apart(
            ...     Fraction("0.203472"), Fraction("0.204")
            ... )
            '20.347%'
        """
        said = Fraction(self.text(other).removesuffix("%"))
        half = Fraction(1, 2 * 10**self.decimals)
        least = half if abs(value / self.scale - said) > half else Fraction(0)
        fewest = max(0, 2 - self.decimals)
        texts = (self.text(value, more) for more in range(fewest, DIGITS_MORE))
        apart = (
            text
            for text in texts
            if abs(Fraction(text.removesuffix("%")) - said) > least
        )
        return next(apart, self.text(value))

    def ends(self, interval: Interval, more: int = 2) -> tuple[str | None, str | None]:
        """Write the ends of an interval, rounded outward; None where absent."""
        low, high = interval.low, interval.high
        return (
            None if low is None else trimmed(self.text(low, more, -1), self),
            None if high is None else trimmed(self.text(high, more, 1), self),
        )


PERCENT = Measure(Fraction(1, 100), 2, "%")
_EACH = Measure(decimals=2)  # Base units, such as 元.


def of_quotient(part: Iterable[Figure], whole: Iterable[Figure]) -> Measure:
    """Return how a quotient of figures is written, which is printed nowhere.

    So much money for one thing is no percentage, whatever stands for it.

    Example:
        >>> from budgetcheck.language.units import Unit
        >>> money = Amount("51", "0.01", Unit.read("万元"))
        >>> people = Count("3", "1", Unit.read("人"))
        >>> of_quotient([money], [people]).text(Fraction(170000))
        '170000.00'
    """
    kinds, others = (
        {type(one) for one in figures if isinstance(one, Number)}
        for figures in (part, whole)
    )
    return PERCENT if kinds & others or not (kinds and others) else _EACH


def trimmed(text: str, measure: Measure) -> str:
    """Drop the zeros behind a measure's decimals that say nothing.

    Example:
        >>> trimmed("98.3350", Measure(decimals=2))
        '98.335'
        >>> trimmed("98", Measure())
        '98'
    """
    number = text.removesuffix(measure.suffix) if measure.suffix else text
    if "." in number:
        whole, _, decimals = number.partition(".")
        kept = decimals[: measure.decimals] + decimals[measure.decimals :].rstrip("0")
        number = f"{whole}.{kept}" if kept else whole
    return number + measure.suffix
