"""Misratios: a percentage that is of something else, or of nothing.

Places as in `misprints`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise, product
from typing import TypeAlias

from budgetcheck.language.conditions import Share
from budgetcheck.language.figures import (
    Figure,
    Missing,
    NotComputable,
    Number,
    Percent,
    Word,
)
from budgetcheck.language.forms import collected
from budgetcheck.language.paths import Path
from budgetcheck.language.reading import read_figure
from budgetcheck.strategies.misprints import Place
from budgetcheck.strategies.reprinting import at_quantum, put_at
from budgetcheck.strategies.sheets import Changes, Sheet, Spot, in_base, turned

_Misstate: TypeAlias = Callable[[Sheet, Number, Share], Iterable[Fraction]]

_PERCENTAGES = (100, 50, 10, 200, 1)
_HUNDRED = 100


def neighbours(sheet: Sheet) -> Iterator[Place]:
    """Find percentages that can be the one of the row, or the rule, above or below."""
    for one, other in pairwise(sheet.spots_with(Share)):
        if one.number == other.number or one.row is other.row is None:
            yield partial(_copied, sheet, one, other)
            yield partial(_copied, sheet, other, one)


def _copied(sheet: Sheet, spot: Spot, near: Spot, first: int) -> Iterator[Changes]:
    every = product(_percentages(sheet, spot), _percentages(sheet, near))
    for (path, old, _), (_, new, _) in turned(every, first):
        if new.value != old.value:
            yield {path: put_at(new, old)}


def complements(sheet: Sheet) -> Iterator[Place]:
    """Find percentages that can be what is left of 100 %."""
    return _misstated(sheet, lambda _sheet, old, _share: [_HUNDRED - _value(old)])


def ratios(sheet: Sheet) -> Iterator[Place]:
    """Find percentages that can be printed as the ratio: 0.62 % for 62 %."""
    return _misstated(sheet, lambda _sheet, old, _share: [_value(old) / _HUNDRED])


def wrong_bases(sheet: Sheet) -> Iterator[Place]:
    """Find percentages that can be taken of another figure.

    It stands beside the right one, or in the part: a change may be taken of now.
    """
    return _misstated(sheet, _of_others)


def _misstated(sheet: Sheet, misstate: _Misstate) -> Iterator[Place]:
    for spot in sheet.spots_with(Share):
        yield partial(_at, sheet, spot, misstate)


def _at(sheet: Sheet, spot: Spot, misstate: _Misstate, first: int) -> Iterator[Changes]:
    every = (
        (path, old, value)
        for path, old, share in _percentages(sheet, spot)
        for value in misstate(sheet, old, share)
    )
    for path, old, value in turned(every, first):
        yield from _printed_as(path, old, value)


def _printed_as(path: Path, figure: Number, value: Fraction) -> Iterator[Changes]:
    new = at_quantum(figure, value)
    if new.value != figure.value:
        yield {path: new}


def _value(figure: Number) -> Fraction:
    return Fraction(figure.value)


def _of_others(sheet: Sheet, _: Number, share: Share) -> Iterator[Fraction]:
    part, whole = collected(share.part), collected(share.whole).coefficients
    value = sheet.value(part)
    rows = dict.fromkeys(Path(path.steps[:-1]) for path in whole)
    near = (row.then(step) for row in rows for step in sheet.figures.rows.get(row, ()))
    for path in dict.fromkeys([*part.coefficients, *near]):
        base = sheet.plain.get(path)
        if base is None or value is None or {path} == whole.keys():
            continue
        if base.value and _are_alike(base, sheet.figures[next(iter(whole))]):
            yield value / in_base(base) * _HUNDRED


def cut_offs(sheet: Sheet) -> Iterator[Place]:
    """Find percentages that can be cut off, where they are rounded."""
    return (partial(_cut_off, sheet, spot) for spot in sheet.spots_with(Share))


def _cut_off(sheet: Sheet, spot: Spot, first: int) -> Iterator[Changes]:
    usual = sheet.convention.percent_rounding
    for path, old, share in turned(_percentages(sheet, spot), first):
        part, whole = (sheet.value(collected(one)) for one in (share.part, share.whole))
        if part is None or not whole or (old.rounding or usual) == "cut_off":
            continue
        new = at_quantum(old, part / whole * _HUNDRED, cut_off=True)
        if new.value != old.value:
            yield {path: new}


def on_zero(sheet: Sheet) -> Iterator[Place]:
    """Find wholes of 0 of which a percentage can be stated, or that can be 0."""
    return (partial(_on_zero, sheet, spot) for spot in sheet.spots_with(Share))


def _on_zero(sheet: Sheet, spot: Spot, first: int) -> Iterator[Changes]:
    for share in turned(sheet.shares(spot), first):
        path, single = share.stated, share.whole.single
        figure = sheet.figures.get(path, Missing())
        if not _is_ratio(sheet, share):
            continue
        if sheet.value(collected(share.whole)) == 0 and _says_nothing(figure):
            for number in _PERCENTAGES if sheet.admits(path, Percent) else ():
                new = read_figure(f"{number}%", sheet.convention)
                yield {path: put_at(new, figure)}
        elif isinstance(figure, Percent) and figure.value and single is not None:
            base = sheet.plain.get(single)
            yield from () if base is None else _printed_as(single, base, Fraction(0))


def not_computables(sheet: Sheet) -> Iterator[Place]:
    """Find percentages of something that can be said not to be computable."""
    return (partial(_not_computable, sheet, spot) for spot in sheet.spots_with(Share))


def _not_computable(sheet: Sheet, spot: Spot, first: int) -> Iterator[Changes]:
    for path, old, share in turned(_percentages(sheet, spot), first):
        whole = sheet.value(collected(share.whole))
        if whole and sheet.admits(path, NotComputable):
            yield {path: put_at(NotComputable(), old)}


def _percentages(sheet: Sheet, spot: Spot) -> Iterator[tuple[Path, Percent, Share]]:
    for share in sheet.shares(spot):
        figure = sheet.plain.get(share.stated)
        if isinstance(figure, Percent):
            yield share.stated, figure, share


def _says_nothing(figure: Figure) -> bool:
    """Say whether a figure is what stands rightly where the whole is 0."""
    nil = isinstance(figure, Word) and figure.sense == "nil"
    zero = isinstance(figure, Percent) and not figure.value
    blank = figure == Missing("blank")
    return nil or zero or blank or isinstance(figure, NotComputable)


def _is_ratio(sheet: Sheet, share: Share) -> bool:
    """Say whether part and whole are alike, so that their ratio is a percentage."""
    forms = collected(share.part), collected(share.whole)
    paths = [path for form in forms for path in form.coefficients]
    figures = [sheet.figures.get(path) for path in paths]
    return all(_are_alike(one, figures[0]) for one in figures)


def _are_alike(one: Figure | None, other: Figure | None) -> bool:
    if isinstance(one, Percent) or isinstance(other, Percent):
        return isinstance(one, Percent) and isinstance(other, Percent)
    if not isinstance(one, Number) or not isinstance(other, Number):
        return False
    return (one.unit.kind, one.unit.name) == (other.unit.kind, other.unit.name)
