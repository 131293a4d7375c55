"""Boxes: the truths behind all figures of one rule, at three widths."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import Figure, Missing, NotComputable, Number
from budgetcheck.language.forms import Box, Form
from budgetcheck.language.intervals import Interval
from budgetcheck.language.paths import Path
from budgetcheck.language.truths import Truths


@attrs.frozen
class Boxes:
    """The truths of a rule's figures.

    Attributes:
        printed: Figures taken at their word.
        usual: Every truth that prints so, printed zeros taken as exact.
        widest: The same where printed zeros may hide something.
        only_widest: Whether the printings of one figure agree only if a zero hides.
        torn: A figure whose printings contradict each other, or None.
        beside: Whether a figure, taken at its word, is none of its own truths, as
            where its printings meet beside the sharpest one.
    """

    printed: Box
    usual: Box
    widest: Box
    only_widest: bool
    torn: Path | None
    beside: bool

    @classmethod
    def of(
        cls, figures: Iterable[tuple[Path, Figure]], convention: Convention
    ) -> Boxes:
        """Return the boxes of all figures that have truths."""
        truths: dict[Path, Truths] = {}
        several: list[Path] = []
        for path, figure in figures:
            if isinstance(figure, Missing | NotComputable):
                continue
            truths[path] = figure.truths(convention)
            if isinstance(figure, Number) and figure.also:
                several.append(path)
        widest = {path: one.widest or one.printed for path, one in truths.items()}
        return cls(
            {path: one.printed for path, one in truths.items()},
            {path: one.usual or widest[path] for path, one in truths.items()},
            widest,
            any(one.usual is None for one in truths.values()),
            next((path for path, one in truths.items() if one.widest is None), None),
            any(truths[path].printed.meet(widest[path]) is None for path in several),
        )

    def value(self, form: Form) -> Fraction | None:
        """Return what a form is as printed, or None if a word leaves it open."""
        span = form.over(self.printed)
        return span.low if span.is_point else None


def distance(one: Interval, other: Interval) -> Fraction:
    """Return the least distance between two intervals; 0 where they meet or touch."""
    gaps = [Fraction(0)]
    if one.low is not None and other.high is not None:
        gaps.append(one.low - other.high)
    if other.low is not None and one.high is not None:
        gaps.append(other.low - one.high)
    return max(gaps)
