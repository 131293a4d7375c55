"""Misratios: a percentage that is of something else, or of nothing.

Places as in `misprints`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise

from budgetcheck.language.figures import (
    Figure,
    Missing,
    NotComputable,
    Number,
    Percent,
    Word,
)
from budgetcheck.language.forms import Form, collected
from budgetcheck.language.paths import Path
from budgetcheck.language.reading import read_figure
from budgetcheck.strategies.misprints import Place
from budgetcheck.strategies.reprinting import at_quantum, put_at
from budgetcheck.strategies.sheets import Changes, Sheet, Stated, in_base

_PERCENTAGES = (100, 50, 10, 200, 1)
_HUNDRED = 100


def neighbours(sheet: Sheet) -> Iterator[Place]:
    """Find percentages that can be the one of the row above or below."""
    groups: dict[Hashable, dict[Path, Percent]] = {}
    for path, figure, stated in _percentages(sheet):
        groups.setdefault(stated.rule, {})[path] = figure
        groups.setdefault(stated.share.whole, {})[path] = figure
    for group in groups.values():
        for one, other in pairwise(group):
            yield partial(_copied, one, group[one], group[other])
            yield partial(_copied, other, group[other], group[one])


def _copied(path: Path, old: Number, new: Number) -> Iterator[Changes]:
    if new.value != old.value:
        yield {path: put_at(new, old)}


def complements(sheet: Sheet) -> Iterator[Place]:
    """Find percentages that can be what is left of 100 %."""
    for path, figure, _ in _percentages(sheet):
        value = _HUNDRED - Fraction(figure.value)
        yield partial(_printed_as, path, figure, value)


def ratios(sheet: Sheet) -> Iterator[Place]:
    """Find percentages that can be printed as the ratio: 0.62 % for 62 %."""
    for path, figure, _ in _percentages(sheet):
        value = Fraction(figure.value) / _HUNDRED
        yield partial(_printed_as, path, figure, value)


def wrong_bases(sheet: Sheet) -> Iterator[Place]:
    """Find percentages that can be taken of another figure.

    It stands beside the right one, or in the part: a change may be taken of now.
    """
    beside: dict[Path, list[Path]] = {}
    for path in sheet.plain:
        beside.setdefault(_row(path), []).append(path)
    for path, figure, stated in _percentages(sheet):
        part, whole = collected(stated.share.part), collected(stated.share.whole)
        rows = dict.fromkeys(map(_row, whole.coefficients))
        near = [one for row in rows for one in beside.get(row, ())]
        bases = dict.fromkeys([*part.coefficients, *near])
        wrong = [one for one in bases if {one} != whole.coefficients.keys()]
        yield partial(_of_others, sheet, path, figure, part, wrong)


def _row(path: Path) -> Path:
    return Path(path.steps[:-1])


def _of_others(
    sheet: Sheet, path: Path, figure: Percent, part: Form, bases: list[Path]
) -> Iterator[Changes]:
    value = sheet.value(part)
    if value is None:
        return
    for one in bases:
        base = sheet.plain.get(one)
        first = next((sheet.plain[each] for each in part.coefficients), None)
        if base is not None and base.value and _are_alike(base, first):
            percentage = value / in_base(base) * _HUNDRED
            yield from _printed_as(path, figure, percentage)


def cut_offs(sheet: Sheet) -> Iterator[Place]:
    """Find percentages that can be cut off, where they are rounded."""
    usual = sheet.convention.percent_rounding
    for path, figure, stated in _percentages(sheet):
        part = sheet.value(collected(stated.share.part))
        whole = sheet.value(collected(stated.share.whole))
        if part is not None and whole and (figure.rounding or usual) != "cut_off":
            new = at_quantum(figure, part / whole * _HUNDRED, cut_off=True)
            yield partial(_copied, path, figure, new)


def on_zero(sheet: Sheet) -> Iterator[Place]:
    """Find wholes of 0 of which a percentage can be stated, or that can be 0."""
    for stated in sheet.stated:
        path, figure = stated.share.stated, sheet.figures.get(stated.share.stated)
        whole, single = collected(stated.share.whole), stated.share.whole.single
        if figure is None or not _is_ratio(sheet, stated):
            continue
        if sheet.value(whole) == 0 and _says_nothing(figure):
            yield partial(_percentages_of_nothing, sheet, path, figure)
        elif single is not None and single in sheet.plain and _is_plain(figure):
            base = sheet.plain[single]
            yield partial(_printed_as, single, base, Fraction(0))


def _percentages_of_nothing(
    sheet: Sheet, path: Path, figure: Figure
) -> Iterator[Changes]:
    if sheet.admits(path, Percent):
        for number in _PERCENTAGES:
            new = read_figure(f"{number}%", sheet.convention)
            yield {path: put_at(new, figure)}


def not_computables(sheet: Sheet) -> Iterator[Place]:
    """Find percentages of something that can be said not to be computable."""
    for path, figure, stated in _percentages(sheet):
        if sheet.value(collected(stated.share.whole)):
            yield partial(_not_computable, sheet, path, figure)


def _not_computable(sheet: Sheet, path: Path, figure: Figure) -> Iterator[Changes]:
    if sheet.admits(path, NotComputable):
        yield {path: put_at(NotComputable(), figure)}


def _percentages(sheet: Sheet) -> Iterator[tuple[Path, Percent, Stated]]:
    for stated in sheet.stated:
        figure = sheet.plain.get(stated.share.stated)
        if isinstance(figure, Percent):
            yield stated.share.stated, figure, stated


def _printed_as(path: Path, figure: Number, value: Fraction) -> Iterator[Changes]:
    new = at_quantum(figure, value)
    if new.value != figure.value:
        yield {path: new}


def _is_plain(figure: Figure) -> bool:
    return isinstance(figure, Percent) and not figure.bound and bool(figure.value)


def _says_nothing(figure: Figure) -> bool:
    """Say whether a figure is what stands rightly where the whole is 0."""
    nil = isinstance(figure, Word) and figure.sense == "nil"
    zero = isinstance(figure, Percent) and not figure.value
    blank = figure == Missing("blank")
    return nil or zero or blank or isinstance(figure, NotComputable)


def _is_ratio(sheet: Sheet, stated: Stated) -> bool:
    """Say whether part and whole are alike, so that their ratio is a percentage."""
    part, whole = collected(stated.share.part), collected(stated.share.whole)
    figures = [
        sheet.figures.get(path) for path in (*part.coefficients, *whole.coefficients)
    ]
    return all(_are_alike(one, figures[0]) for one in figures)


def _are_alike(one: Figure | None, other: Figure | None) -> bool:
    if isinstance(one, Percent) or isinstance(other, Percent):
        return isinstance(one, Percent) and isinstance(other, Percent)
    if not isinstance(one, Number) or not isinstance(other, Number):
        return False
    return (one.unit.kind, one.unit.name) == (other.unit.kind, other.unit.name)
