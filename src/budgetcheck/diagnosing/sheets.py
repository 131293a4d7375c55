"""Sheets: the figures of one document, and what each rule needs of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from budgetcheck.diagnosing.needs import Need, Reading
from budgetcheck.diagnosing.plainness import Plain
from budgetcheck.diagnosing.plans import Plan
from budgetcheck.diagnosing.systems import System
from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import (
    Figure,
    Missing,
    NotComputable,
    Number,
    Word,
    sharpest,
)
from budgetcheck.language.intervals import Interval
from budgetcheck.language.paths import Path
from budgetcheck.language.truths import Truths

_UNREAD = Fraction(0)  # By its identity: nothing was looked at yet.


@attrs.define(eq=False)
class Sheet:
    """The figures of a document, with the plan of its rules.

    Attributes:
        plan: The rules on every row.
        figures: Every figure that they name, as printed.
    """

    plan: Plan
    figures: Mapping[Path, Figure]
    _truths: dict[tuple[Path, Convention], Truths] = attrs.field(
        init=False, factory=dict
    )
    _boxes: dict[Path, tuple[Interval | None, Fraction]] = attrs.field(
        init=False, factory=dict
    )
    _values: dict[Path, Fraction | None] = attrs.field(init=False, factory=dict)

    def needs_of(self, number: int) -> list[Need]:
        """Return what a ground rule needs."""
        return self.needs_with(number, {})

    def needs_with(self, number: int, instead: Mapping[Path, Figure]) -> list[Need]:
        """Return what a ground rule needs with other figures in some places."""
        ground, convention = self.plan.grounds[number], self.plan.conventions[number]
        figures = {
            path: _read(instead.get(path, self.figures[path]), convention)
            for path, _ in ground.figures
        }
        truths = {
            path: self._truths_of(path, one, convention)
            for path, one in figures.items()
            if not isinstance(one, Missing | NotComputable)
        }
        if ground.condition is None:  # pragma: no cover - plans leave it out
            return []
        reading = Reading(
            figures, truths, convention, self.plan.adjusted, self.plan.forms
        )
        return reading.needs(ground.condition)

    def stating(self, path: Path) -> tuple[int, ...]:
        """Return the rules that state a figure as a ratio, or in which it is a word."""
        if isinstance(self.figures[path], Word):
            return self.plan.naming[path]
        return self.plan.stating.get(path, ())

    def value(self, path: Path) -> Fraction | None:
        """Return what a figure is as printed, in base units; None if no number."""
        found = self._values.get(path, _UNREAD)
        if found is _UNREAD:
            figure = self.figures[path]
            found = None
            if isinstance(figure, Number) and not figure.bound:
                sharp = sharpest(figure)
                found = Fraction(sharp.value) * sharp.scale
            self._values[path] = found
        return found

    def step(self, path: Path) -> Fraction:
        """Return the step of a figure's last digit, in base units; 0 if it is exact."""
        figure = self.figures[path]
        if not isinstance(figure, Number):
            return Fraction(0)
        sharp = sharpest(figure)
        return Fraction(sharp.quantum) * sharp.scale

    def box(self, path: Path) -> Interval | None:
        """Return the interval of a figure; None if its printings contradict."""
        return self._box_and_start(path)[0]

    def start(self, path: Path) -> Fraction:
        """Return what a figure is as printed, or a number of its interval."""
        return self._box_and_start(path)[1]

    def box_of(self, path: Path, figure: Figure) -> tuple[Interval | None, Fraction]:
        """Return the interval of a figure in one place, and what it is as printed.

        Shape: the widest interval, where rules read it differently.
        """
        conventions = (self.plan.conventions[one] for one in self.plan.naming[path])
        found = [
            self._truths_of(path, read, one)
            for one in dict.fromkeys(conventions)
            if not isinstance(read := _read(figure, one), Missing | NotComputable)
        ]
        if not found:
            return Interval(), Fraction(0)
        boxes = [one.widest for one in found]
        known = [box for box in boxes if box is not None]
        box = _hull(known) if len(known) == len(boxes) else None
        return box, _within(box, _nearest_to_zero(found[0].printed))

    def _box_and_start(self, path: Path) -> tuple[Interval | None, Fraction]:
        found = self._boxes.get(path)
        if found is None:
            found = self._boxes[path] = self.box_of(path, self.figures[path])
        return found

    def _truths_of(self, path: Path, figure: Figure, convention: Convention) -> Truths:
        """Return what a figure says of the truth, by a rule's convention."""
        if isinstance(figure, Missing | NotComputable):  # pragma: no cover - has none
            return Truths.only(Interval())
        if figure is not self.figures[path]:
            return figure.truths(convention)
        key = (path, convention)
        if key not in self._truths:
            self._truths[key] = figure.truths(convention)
        return self._truths[key]


def system_of(sheet: Sheet) -> System:
    """Return what a sheet's rules need of its figures, as a system."""
    plain = Plain.of(sheet.plan, sheet.figures)
    several = [
        path
        for path, one in sheet.figures.items()
        if isinstance(one, Number) and one.also
    ]
    torn = [path for path in several if sheet.box(path) is None]
    return System(
        sheet.needs_of,
        sheet.plan.naming,
        [one for one in range(len(sheet.plan.grounds)) if not plain.agrees(one)],
        sheet.box,
        sheet.start,
        plain.scale,
        torn,
    )


def _read(figure: Figure, convention: Convention) -> Figure:
    """Return the zero that a blank stands for, where its publisher declares it so."""
    if convention.blank == "zero" and figure == Missing("blank"):
        return Word("nil", printed="-", place=figure.place)
    return figure


def _nearest_to_zero(printed: Interval) -> Fraction:
    if printed.holds(0):
        return Fraction(0)
    low, high = printed.low, printed.high
    if low is not None and high is not None:
        return low if low > 0 else high
    return next(one for one in (low, high) if one is not None)


def _within(box: Interval | None, value: Fraction) -> Fraction:
    """Return a value, or one in the interval: a word's 0 is none of its own."""
    if box is None or box.holds(value):
        return value
    if box.middle is not None:
        return box.middle
    return box.low + 1 if box.low is not None else (box.high or Fraction(0)) - 1


def _hull(boxes: list[Interval]) -> Interval:
    first, *rest = dict.fromkeys(boxes)
    if not rest:
        return first
    # Conventions differ in how they round, and what is rounded has both its ends.
    lows = (one.low for one in (first, *rest) if one.low is not None)
    highs = (one.high for one in (first, *rest) if one.high is not None)
    return Interval(min(lows), max(highs))
