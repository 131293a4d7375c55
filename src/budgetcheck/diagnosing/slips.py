"""Slips: what would have made a printed figure of the one that was meant.

Each kind is a question about one figure and one value that it may have had; how
likely a kind is, and in how many ways it can happen, says how much it explains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import log

import attrs

from budgetcheck.diagnosing.diagnoses import Slip, SlipKind
from budgetcheck.diagnosing.digits import digit_slips, rounded_to
from budgetcheck.diagnosing.layouts import Layout, Ratio
from budgetcheck.language.figures import Number, Percent, sharpest
from budgetcheck.language.forms import Form
from budgetcheck.language.paths import Path

# Roughly how often errors in tables typed by people are of each kind. Only their
# order of size matters: `python3 dev.py bench diagnosing` shows what comes of it.
COMMON: Mapping[SlipKind, float] = {
    SlipKind.SWAPPED_DIGITS: 0.10,
    SlipKind.ONE_DIGIT: 0.20,
    SlipKind.LOST_DIGIT: 0.06,
    SlipKind.DOUBLED_DIGIT: 0.03,
    SlipKind.POWER_OF_TEN: 0.08,
    SlipKind.WRONG_UNIT: 0.08,
    SlipKind.WRONG_SIGN: 0.05,
    SlipKind.PART_DROPPED: 0.08,
    SlipKind.PART_DOUBLED: 0.05,
    SlipKind.HEADING_AMONG_ITEMS: 0.04,
    SlipKind.ROWS_SHIFTED: 0.05,
    SlipKind.COPIED: 0.05,
    SlipKind.COMPLEMENT: 0.03,
    SlipKind.NEIGHBOUR_SHARE: 0.05,
    SlipKind.RATIO_AS_PERCENT: 0.04,
    SlipKind.LEVEL_AS_CHANGE: 0.02,
    SlipKind.WRONG_BASE: 0.06,
    SlipKind.CUT_OFF: 0.10,
    SlipKind.LAST_SHARE: 0.03,
    SlipKind.PERCENTAGE_OF_ZERO: 0.05,
    SlipKind.NOT_COMPUTABLE: 0.05,
    SlipKind.DIRECTION: 0.05,
}
_UNEXPLAINED = 0.05
_TEN = log(10)
_HUNDREDTH = -2  # A ratio printed as a percentage has a name of its own.


@attrs.frozen
class Scene:
    """What stands around a figure: all that a slip may have to do with.

    Attributes:
        layout: Where the figures stand.
        value_of: What a figure is as printed, in base units; None if no number.
    """

    layout: Layout
    value_of: Callable[[Path], Fraction | None]

    def value(self, form: Form) -> Fraction | None:
        """Return what a form is as printed, or None if a figure is no number."""
        total = form.constant
        for path, factor in form.coefficients.items():
            value = self.value_of(path)
            if value is None:
                return None
            total += factor * value
        return total


@attrs.frozen
class Explained:
    """A slip with how unlikely it is: the larger, the less.

    Attributes:
        slip: The slip.
        cost: How unlikely it is.
        alone: Whether no other kind of slip would do as well.
    """

    slip: Slip | None
    cost: float
    alone: bool = False


def explained(scene: Scene, path: Path, figure: Number, meant: Decimal) -> Explained:
    """Return the likeliest slip that makes a printed figure of the one meant.

    Args:
        scene: What stands around it.
        path: Where the figure stands.
        figure: The printed figure.
        meant: The value that it may have had, in the printed unit.
    """
    best = unexplained(figure)
    kinds: set[SlipKind] = set()
    for slip, ways in _slips(scene, path, sharpest(figure), meant):
        kinds.add(slip.kind)
        cost = log(ways) - log(COMMON[slip.kind])
        if cost < best.cost:
            best = Explained(slip, cost)
    return attrs.evolve(best, alone=best.slip is not None and len(kinds) == 1)


def unexplained(figure: Number) -> Explained:
    """Return what it costs to call a figure wrong and not know how."""
    digits = len(figure.value.as_tuple().digits)
    return Explained(None, digits * _TEN - log(_UNEXPLAINED))


def _slips(
    scene: Scene, path: Path, figure: Number, meant: Decimal
) -> Iterator[tuple[Slip, int]]:
    quantum = step_of(figure)
    for kind, ways, places in digit_slips(figure.value, meant, quantum):
        if not (isinstance(figure, Percent) and places == _HUNDREDTH):
            yield Slip(kind, places=places), ways
    asked = _Asked(scene, path, figure, meant, quantum)
    yield from asked.of_totals()
    if isinstance(figure, Percent):
        yield from asked.of_ratios()
    yield from asked.of_neighbours()


@attrs.frozen
class _Asked:
    """One figure and the value that it may have had, in its scene."""

    scene: Scene
    path: Path
    figure: Number
    meant: Decimal
    quantum: Decimal

    def prints(self, value: Fraction) -> bool:
        """Say whether a value in base units is printed as the figure is."""
        return rounded_to(value / self.figure.scale, self.quantum) == self.figure.value

    def of_totals(self) -> Iterator[tuple[Slip, int]]:
        scene = self.scene
        meant = Fraction(self.meant) * self.figure.scale
        for form in scene.layout.totals.get(self.path, ()):
            parts = form.coefficients
            for part, factor in parts.items():
                more = factor * (scene.value_of(part) or 0)
                if not more:
                    continue
                if self.prints(meant - more):
                    yield Slip(SlipKind.PART_DROPPED, part), len(parts)
                if self.prints(meant + more):
                    heading = part in scene.layout.totals
                    kind = SlipKind.HEADING_AMONG_ITEMS if heading else None
                    yield Slip(kind or SlipKind.PART_DOUBLED, part), len(parts)

    def of_ratios(self) -> Iterator[tuple[Slip, int]]:
        hundredth = Fraction(1, 100)
        meant = Fraction(self.meant) * hundredth
        if self.prints(1 - meant):
            yield Slip(SlipKind.COMPLEMENT), 1
        if self.prints(meant * hundredth):
            yield Slip(SlipKind.RATIO_AS_PERCENT), 1
        for ratio in self.scene.layout.ratios.get(self.path, ()):
            yield from self._of_ratio(ratio, meant)
        yield from self._of_other_shares()

    def _of_ratio(self, ratio: Ratio, meant: Fraction) -> Iterator[tuple[Slip, int]]:
        scene = self.scene
        part, whole = scene.value(ratio.part), scene.value(ratio.whole)
        if part is None or not whole:
            return
        right = part / whole
        if any(one < 0 for one in ratio.part.coefficients.values()) and self.prints(
            meant + 1
        ):
            yield Slip(SlipKind.LEVEL_AS_CHANGE), 1
        if self._is_cut(right):
            yield Slip(SlipKind.CUT_OFF), 1
        if self._is_rest(ratio):
            yield Slip(SlipKind.LAST_SHARE), 1
        others = [
            base
            for base in (*self._bases(ratio),)
            if (value := scene.value_of(base)) and self.prints(part / value)
        ]
        for base in others[:1]:
            yield Slip(SlipKind.WRONG_BASE, base), max(1, len(self._bases(ratio)))

    def _of_other_shares(self) -> Iterator[tuple[Slip, int]]:
        """Yield the neighbour whose share this is, printed there or not."""
        near = [
            one
            for one in self.scene.layout.beside(self.path)
            if one in self.scene.layout.ratios
        ]
        for other in near:
            for ratio in self.scene.layout.ratios[other]:
                part = self.scene.value(ratio.part)
                whole = self.scene.value(ratio.whole)
                if part is not None and whole and self.prints(part / whole):
                    yield Slip(SlipKind.NEIGHBOUR_SHARE, other), min(len(near), 8)
                    return

    def _is_cut(self, right: Fraction) -> bool:
        steps = right / self.figure.scale / Fraction(self.quantum)
        cut = int(steps) * Fraction(self.quantum)
        return cut == Fraction(self.figure.value) != Fraction(self.meant)

    def _is_rest(self, ratio: Ratio) -> bool:
        """Say whether it is what the other shares leave of 100 %, and nearly right."""
        others = [
            value
            for one in dict.fromkeys(self.scene.layout.beside(self.path))
            if (value := self.scene.value_of(one)) is not None
            and any(
                each.whole == ratio.whole
                for each in self.scene.layout.ratios.get(one, ())
            )
        ]
        # Each share may be half a step off, and the last one makes up for all.
        steps = abs(self.figure.value - self.meant) / self.quantum
        is_near = steps <= Decimal(len(others) + 1) / 2
        return bool(others) and is_near and self.prints(1 - sum(others, Fraction(0)))

    def _bases(self, ratio: Ratio) -> list[Path]:
        # Of a change, the base is a difference, and each of its figures is another one.
        alone = (ratio.whole.coefficients, ratio.part.coefficients)
        named = {path for one in alone if len(one) == 1 for path in one}
        near = [
            one
            for path in (*ratio.whole.coefficients, *ratio.part.coefficients)
            for one in (path, *self.scene.layout.beside(path))
            if self.scene.value_of(one) is not None and one not in named
        ]
        return list(dict.fromkeys(near))[:50]

    def of_neighbours(self) -> Iterator[tuple[Slip, int]]:
        value = Fraction(self.figure.value) * self.figure.scale
        if not value:
            return
        near = list(self.scene.layout.beside(self.path))
        for one in near:
            if self.scene.value_of(one) == value:
                yield self._copied(one), max(1, min(len(near), 8))
                return

    def _copied(self, other: Path) -> Slip:
        if self.path in self.scene.layout.ratios and other in self.scene.layout.ratios:
            return Slip(SlipKind.NEIGHBOUR_SHARE, other)
        return Slip(SlipKind.COPIED, other)


def step_of(figure: Number) -> Decimal:
    """Return the step of the last printed digit, also of an exact figure."""
    if figure.quantum:
        return figure.quantum
    exponent = figure.value.as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
