"""Residuals: what the rules of one figure give for it, and how far off a value is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from budgetcheck.diagnosing.layouts import identities_in
from budgetcheck.diagnosing.sheets import Sheet
from budgetcheck.language.conditions import Compare, Share
from budgetcheck.language.forms import Form
from budgetcheck.language.paths import Path

_LIMIT = 60.0
_AGREES = 0.01


@attrs.frozen
class Pull:
    """One comparison or ratio with everything in it fixed but one figure.

    Shape: it agrees as printed where `slope` times the figure and `constant` are 0.

    Attributes:
        slope: How much a unit of the figure changes the residual.
        constant: The residual where the figure is 0.
        variance: Of the residual, by the rounding of the others.
        slack: By how much it may be off and still agree as printed.
    """

    slope: Fraction
    constant: Fraction
    variance: float
    slack: Fraction

    @property
    def given(self) -> Fraction:
        """The value with which it agrees."""
        return -self.constant / self.slope

    def surprise(self, value: Fraction) -> float:
        """Return how unlikely a value is, as a negative logarithm; 0 if it agrees."""
        residual = abs(self.slope * value + self.constant)
        if residual <= self.slack:
            # The nearer to what it gives, the better, where nothing else decides.
            return float(residual / self.slack) / 100 if self.slack else 0.0
        if not self.variance:
            return _LIMIT
        return min(_LIMIT, float(residual) ** 2 / (2 * self.variance))


@attrs.frozen
class Residuals:
    """What pulls at one figure.

    Attributes:
        pulls: One for each comparison and ratio that says what it should be.
        is_of_zero: Whether the figure is a percentage of a whole that is printed as 0.
    """

    pulls: tuple[Pull, ...]
    is_of_zero: bool = False

    @classmethod
    def of(cls, sheet: Sheet, path: Path, free: frozenset[Path]) -> Residuals:
        """Return what pulls at a figure, of which others that are free know nothing."""
        pulls: list[Pull] = []
        of_zero = False
        for number in sheet.plan.naming[path]:
            ground = sheet.plan.grounds[number]
            absolute = sheet.plan.conventions[number].negative_base == "absolute"
            puller = _Puller(sheet, path, free - {path}, absolute)
            for atom in identities_in(ground.condition):
                of_zero |= puller.is_of_zero(atom)
                pulls += puller.pulls(atom)
        return cls(tuple(pulls), of_zero)

    @property
    def given(self) -> list[Fraction]:
        """What each of them gives, each value once."""
        return list(dict.fromkeys(one.given for one in self.pulls))

    def surprise(self, value: Fraction) -> tuple[float, bool]:
        """Return how unlikely a value is, and whether everything agrees with it."""
        each = [one.surprise(value) for one in self.pulls]
        return sum(each), max(each, default=0) <= _AGREES


@attrs.frozen
class _Puller:
    sheet: Sheet
    path: Path
    unknown: frozenset[Path]
    absolute: bool

    def pulls(self, atom: Compare | Share) -> Iterator[Pull]:
        forms = self.sheet.plan.forms
        if isinstance(atom, Compare):
            yield from self.pull(forms.difference(atom), Fraction(0))
            return
        part, whole = forms.of(atom.part), forms.of(atom.whole)
        if self.absolute and (self.value(whole) or 0) < 0:
            whole = forms.negated(whole)
        if atom.stated == self.path:
            yield from self.stated(part, whole)
            return
        ratio = self.sheet.value(atom.stated)
        if ratio is None or atom.stated in self.unknown:
            return
        size = self.value(whole) or Fraction(0)
        slack = abs(size) * self.sheet.step(atom.stated) / 2
        yield from self.pull(part.minus(whole, ratio), slack)

    def stated(self, part: Form, whole: Form) -> Iterator[Pull]:
        above, below = self.value(part), self.value(whole)
        if above is None or not below:
            return
        step = self.sheet.step(self.path)
        noise = self.variance(part.minus(whole, above / below)) / float(below) ** 2
        noise += float(step) ** 2 / 12
        yield Pull(Fraction(1), -above / below, noise, step / 2)

    def pull(self, form: Form, slack: Fraction) -> Iterator[Pull]:
        slope = form.coefficients.get(self.path)
        value = self.value(form, without=self.path)
        if slope and value is not None:
            noise = self.variance(form) + float(slack) ** 2 / 3
            yield Pull(slope, value, noise, slack)

    def is_of_zero(self, atom: Compare | Share) -> bool:
        if isinstance(atom, Compare) or atom.stated != self.path:
            return False
        return self.value(self.sheet.plan.forms.of(atom.whole)) == 0

    def value(self, form: Form, without: Path | None = None) -> Fraction | None:
        """Return what a form is as printed, or None if that is not known."""
        total = form.constant
        for path, factor in form.coefficients.items():
            if path == without or not factor:
                continue
            value = None if path in self.unknown else self.sheet.value(path)
            if value is None:
                return None
            total += factor * value
        return total

    def variance(self, form: Form) -> float:
        """Return the variance of a form by independent rounding, q²/12 each."""
        total = 0.0
        for path, factor in form.coefficients.items():
            noise = float(factor * self.sheet.step(path))
            total += noise * noise
        return total / 12
