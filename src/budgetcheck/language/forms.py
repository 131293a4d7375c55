"""Forms: a linear expression with every figure once, over boxes of truths.

Collecting a figure that stands on both sides into one coefficient is what makes
the interval of the whole expression exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

import attrs

from budgetcheck.language.expressions import Constant, Linear, Sum
from budgetcheck.language.intervals import Interval
from budgetcheck.language.paths import Path
from budgetcheck.language.units import Unit

Box = Mapping[Path, Interval]


@attrs.frozen
class Form:
    """A constant plus multiples of figures, in base units."""

    coefficients: Mapping[Path, Fraction]
    constant: Fraction

    def minus(self, other: Form, factor: Fraction = Fraction(1)) -> Form:
        """Return this form less a multiple of the other, each figure once."""
        combined = dict(self.coefficients)
        for path, coefficient in other.coefficients.items():
            combined[path] = combined.get(path, Fraction(0)) - factor * coefficient
        return Form(combined, self.constant - factor * other.constant)

    def negated(self) -> Form:
        """Return what has to be added to this form to make 0."""
        return Form({}, Fraction(0)).minus(self)

    def over(self, box: Box) -> Interval:
        """Return every value that the form takes; exact, each figure occurs once."""
        low, high = _Total(), _Total()
        for path, coefficient in self.coefficients.items():
            if not coefficient:
                continue
            span = box[path]
            down, up = (low, high) if coefficient > 0 else (high, low)
            down.add(coefficient, span.low, is_open=span.low_open)
            up.add(coefficient, span.high, is_open=span.high_open)
        return Interval(
            low.value(self.constant),
            high.value(self.constant),
            low_open=low.is_open,
            high_open=high.is_open,
        )

    def at(self, values: Mapping[Path, Fraction]) -> Fraction:
        """Return the form's value at one choice of truths."""
        return self.constant + sum(
            (
                coefficient * values[path]
                for path, coefficient in self.coefficients.items()
            ),
            Fraction(0),
        )


class _Total:
    """An end of an interval, added up in whole numbers."""

    __slots__ = ("absent", "is_open", "parts")

    def __init__(self) -> None:
        self.parts: dict[int, int] = {}  # What is counted, by its denominator.
        self.absent = self.is_open = False

    def add(self, factor: Fraction, end: Fraction | None, *, is_open: bool) -> None:
        if end is None:
            self.absent = True
            return
        below = factor.denominator * end.denominator
        above = factor.numerator * end.numerator
        self.parts[below] = self.parts.get(below, 0) + above
        self.is_open |= is_open

    def value(self, more: Fraction) -> Fraction | None:
        if self.absent:
            return None
        above, below = more.numerator, more.denominator
        for denominator, numerator in self.parts.items():
            above, below = above * denominator + numerator * below, below * denominator
        return Fraction(above, below)


def collected(linear: Linear) -> Form:
    """Return a ground expression as a form.

    Example:
        >>> from budgetcheck.language.notation import parse_linear
        >>> form = collected(parse_linear("a + b - a + 2万元"))
        >>> [str(value) for value in form.coefficients.values()], str(form.constant)
        (['0', '1'], '20000')
    """
    coefficients: dict[Path, Fraction] = {}
    constant = Fraction(0)
    for term in linear.terms:
        match term.of:
            case Path():
                known = coefficients.get(term.of, Fraction(0))
                coefficients[term.of] = known + term.coefficient
            case Constant():
                constant += term.coefficient * _scale(term.of)
            case Sum():  # pragma: no cover - grounding has written sums out
                message = f"{term.of} is not ground"
                raise TypeError(message)
            case _:
                assert_never(term.of)
    return Form(coefficients, constant)


def _scale(constant: Constant) -> Fraction:
    if constant.unit == "%":
        return Fraction(1, 100)
    return Fraction(Unit.read(constant.unit).scale) if constant.unit else Fraction(1)
