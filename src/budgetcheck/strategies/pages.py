"""Pages: a document as it is being printed, figure by figure."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from budgetcheck.language.dimensions import PERCENT, Dimension
from budgetcheck.language.fields import FigureField
from budgetcheck.language.figures import Amount, Count, Figure, Percent, Word
from budgetcheck.language.paths import Path
from budgetcheck.language.units import Unit
from budgetcheck.strategies import printing
from budgetcheck.strategies.kinds import ANY_AMOUNT
from budgetcheck.strategies.plans import Stated, worth
from budgetcheck.strategies.printing import Style
from budgetcheck.strategies.ways import Way

_SAYING = {Amount, Count, Percent, Word}  # What says how much something is.
_PIECE = Unit("件", 1, "thing")


@attrs.define
class Page:
    """A document as it is being printed.

    Attributes:
        truths: What every figure is; None for a ratio that has no whole.
    """

    draw: st.DrawFn
    kinds: Mapping[Path, Dimension]
    style: Style
    truths: dict[Path, Fraction | None]
    _parts: dict[Path, Fraction] = attrs.field(factory=dict, init=False)
    _compared: set[Path] = attrs.field(factory=set, init=False)

    def follow(self, way: Way) -> None:
        """Work out what is stated of the truths, and what follows from that."""
        self._compared = way.plan.compared
        absolute = self.style.convention.negative_base == "absolute"
        for one in way.plan.later:
            if not isinstance(one, Stated):
                self.truths[one.path] = worth(one.rest, self.truths)
                continue
            part, whole = worth(one.part, self.truths), worth(one.whole, self.truths)
            self.truths[one.path] = None
            if part is not None and whole:
                self.truths[one.path] = part / (abs(whole) if absolute else whole)
            elif part is not None:
                self._parts[one.path] = part

    def printed(self, path: Path, field: FigureField, *, word: bool) -> Figure:
        """Print one figure."""
        if _SAYING.isdisjoint(field.admits):
            found: Figure = field.admits[0]()
            return found
        truth, style, draw = self.truths[path], self.styled(path, field), self.draw
        kind = self.kinds.get(path, ANY_AMOUNT)
        if truth is None:
            part, compared = self._parts.get(path, Fraction(1)), path in self._compared
            admits = _admitted(field, kind)
            return printing.no_ratio(draw, part, style, admits, compared=compared)
        if word:
            return printing.direction(truth)
        if kind == PERCENT:
            return printing.percent(draw, truth, style)
        if not truth:
            mark = printing.nothing(draw, style, field.admits)
            if mark is not None:
                return mark
        if kind[0] == "thing":
            unit = Unit(kind[1], 1, "thing") if kind[1] else _PIECE
            return printing.count(draw, truth, field.convention.unit or unit)
        return printing.amount(draw, truth, style)

    def styled(self, path: Path, field: FigureField) -> Style:
        """Return how a figure is printed, if not like the document."""
        style, own = self.style, field.convention
        currency = self.kinds.get(path, ANY_AMOUNT)
        if own.unit is not None or own.decimals is not None:
            convention = own.over(style.convention)
            decimals = style.decimals if own.decimals is None else own.decimals
            units = (own.unit,) if own.unit else style.units
            style = attrs.evolve(
                style, convention=convention, decimals=decimals, units=units
            )
        if currency[0] == "currency" and currency[1] not in {"", style.unit.name}:
            style = attrs.evolve(style, units=(Unit.currency(currency[1]),))
        return style


def _admitted(field: FigureField, kind: Dimension) -> tuple[type, ...]:
    """Return what may stand for a ratio whose whole is 0."""
    if kind == PERCENT:
        return field.admits
    # A cost per case of no cases is no 0 %.
    return tuple(one for one in field.admits if one is not Percent)
