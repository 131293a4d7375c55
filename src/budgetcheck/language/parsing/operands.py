"""Operands: a side of a rule while it is read, multiplied out when it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from budgetcheck.language.expressions import Constant, Linear, Sum, Term
from budgetcheck.language.numbers import exact_fraction
from budgetcheck.language.paths import Path


@attrs.frozen
class Operand:
    """Parts added up, and the factor that multiplies them all.

    The factor stays beside the parts until the side is whole: each term is then
    multiplied once, however deep its parentheses and however long the product.

    Attributes:
        parts: Terms, and operands in parentheses.
        is_plain: Whether it is a plain number, without figures and units.
        has_figure: Whether a figure or a sum is among the terms.
        factor: What every part is multiplied with.
    """

    parts: tuple[Term | Operand, ...]
    is_plain: bool
    has_figure: bool
    factor: Fraction = Fraction(1)

    @classmethod
    def of(cls, of: Path | Sum | Constant, coefficient: Fraction | int = 1) -> Operand:
        """Make an operand of one term."""
        is_plain, has_figure = of == Constant(), isinstance(of, Path | Sum)
        return cls((Term(coefficient, of),), is_plain, has_figure)

    @classmethod
    def added(cls, operands: Iterable[Operand]) -> Operand:
        """Add operands up, in order."""
        parts = tuple(operands)
        if len(parts) == 1:
            return parts[0]
        is_plain = all(part.is_plain for part in parts)
        return cls(parts, is_plain, any(part.has_figure for part in parts))

    def times(self, factor: Fraction | int) -> Operand:
        """Return the operand multiplied.

        Raises:
            LimitError: The factors have become too large.
        """
        return attrs.evolve(self, factor=exact_fraction(self.factor * factor))

    def terms(self) -> Iterator[Term]:
        """Yield every term, multiplied out.

        Raises:
            LimitError: A coefficient has become too large.
        """
        ahead: list[tuple[Term | Operand, Fraction | int]] = [(self, 1)]
        while ahead:
            part, scale = ahead.pop()
            if isinstance(part, Operand):
                scale = (
                    scale if part.factor == 1 else exact_fraction(scale * part.factor)
                )
                ahead.extend((inner, scale) for inner in reversed(part.parts))
            else:
                yield part if scale == 1 else Term(part.coefficient * scale, part.of)

    def linear(self) -> Linear:
        """Return the side of a rule that this is, once it is whole."""
        return Linear(tuple(self.terms()))

    @property
    def plain_value(self) -> Fraction:
        """The value of a plain number.

        Raises:
            LimitError: It has too many digits.
        """
        value = Fraction(0)
        for term in self.terms():
            value = exact_fraction(value + term.coefficient)
        return value

    def plain_scale(self) -> Fraction | None:
        """Return what it multiplies with as a plain number, or None if it is none."""
        return self.plain_value if self.is_plain else None

    def percent_scale(self) -> Fraction | None:
        """Return what it multiplies with as one percentage, or None if it is none."""
        only = self.parts[0]
        if len(self.parts) > 1 or not isinstance(only, Term):
            return None
        if only.of != Constant("%"):
            return None
        return only.coefficient * self.factor / 100


@attrs.frozen
class Ratio:
    """A quotient while it is read: it becomes a `Share` once it is stated."""

    part: Operand
    whole: Operand
    start: int

    def plus(self, number: Fraction, *, first: bool) -> Ratio:
        """Return the ratio with a plain number added, before it or behind it."""
        more = self.whole.times(number)
        parts = (more, self.part) if first else (self.part, more)
        return attrs.evolve(self, part=Operand.added(parts))

    def times(self, factor: int) -> Ratio:
        """Return the ratio multiplied."""
        return attrs.evolve(self, part=self.part.times(factor))
