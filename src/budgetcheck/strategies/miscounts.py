"""Miscounts: a total that is added up wrongly, and a column in the wrong rows.

Places as in `misprints`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import pairwise, takewhile
from typing import TypeAlias

from budgetcheck.language.conditions import Compare, Tree
from budgetcheck.language.figures import Number, Percent
from budgetcheck.language.paths import Index, Path, Step
from budgetcheck.strategies.misprints import Place
from budgetcheck.strategies.reprinting import at_quantum, put_at, step_of
from budgetcheck.strategies.sheets import Changes, Sheet, Spot, Total, in_base, turned

_Column: TypeAlias = tuple[Path, tuple[Step, ...]]
_Cells: TypeAlias = list[tuple[Path, Number]]

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


def dropped(sheet: Sheet) -> Iterator[Place]:
    """Find totals that one part can be left out of."""
    return (partial(_part, sheet, spot, -1) for spot in _adding(sheet))


def doubled(sheet: Sheet) -> Iterator[Place]:
    """Find totals in which one part can be counted twice."""
    return (partial(_part, sheet, spot, 1) for spot in _adding(sheet))


def _adding(sheet: Sheet) -> Iterator[Spot]:
    return sheet.spots_with(Compare, Tree)


def _part(sheet: Sheet, spot: Spot, sign: int, first: int) -> Iterator[Changes]:
    every = ((one, part) for one in sheet.totals(spot) for part in one.parts)
    for total, part in turned(every, first):
        more = sign * total.parts[part] * in_base(sheet.plain[part])
        yield from _more(sheet, total, more)


def _more(sheet: Sheet, total: Total, more: Fraction) -> Iterator[Changes]:
    """Yield the total with more in it, where that prints another number."""
    old = sheet.plain[total.path]
    new = at_quantum(old, (in_base(old) + more) / old.scale)
    if new.value != old.value:
        yield {total.path: new}


def headings_among_items(sheet: Sheet) -> Iterator[Place]:
    """Find totals in which a heading can be counted beside its own items."""
    # What is added up on one row has no headings.
    every = [spot for spot in _adding(sheet) if spot.row is None]
    return (partial(_heading, sheet, frozenset(every), spot) for spot in every)


def _heading(
    sheet: Sheet, adding: frozenset[Spot], spot: Spot, first: int
) -> Iterator[Changes]:
    totals = tuple(sheet.totals(spot))
    parts = (part for total in totals for part in total.parts)
    items = {
        total.path: total.parts.keys()
        for near in sheet.touched(parts)
        if near in adding
        for total in sheet.totals(near)
    }
    every = (
        (total, heading)
        for total in totals
        for heading in items
        if heading != total.path
        and (heading in total.parts or items[heading] <= total.parts.keys())
    )
    for total, heading in turned(every, first):
        times = total.parts.get(heading, Fraction(1))
        yield from _more(sheet, total, times * in_base(sheet.plain[heading]))


def cancelling(sheet: Sheet) -> Iterator[Place]:
    """Find two parts of one total, of which one can be more and the other less."""
    return (partial(_cancelled, sheet, spot) for spot in _adding(sheet))


def _cancelled(sheet: Sheet, spot: Spot, first: int) -> Iterator[Changes]:
    every = (
        (pair, total, many)
        for total in sheet.totals(spot)
        for near in pairwise(total.parts)
        for many in _STEPS
        for pair in (near, near[::-1])
    )
    for (one, other), total, many in turned(every, first):
        more, less = sheet.plain[one], sheet.plain[other]
        times = total.parts[one], total.parts[other]
        if more.scale != less.scale or abs(times[0]) != abs(times[1]):
            continue
        by = many * max(step_of(more), step_of(less))
        up, down = _moved(more, by), _moved(less, -by if times[0] == times[1] else by)
        if up is not None and down is not None:
            yield {one: up, other: down}


def _moved(figure: Number, by: Fraction) -> Number | None:
    # A number that passes 0, or begins or ends there, is rounded otherwise.
    value = Fraction(figure.value)
    return at_quantum(figure, value + by) if value * (value + by) > 0 else None


def shifted(sheet: Sheet) -> Iterator[Place]:
    """Find runs of a column that can stand one row too low, the last one on top."""
    for cells in _columns(sheet).values():
        for start in range(len(cells) - 1):
            yield partial(_down, cells[start:])


def _down(cells: _Cells, first: int) -> Iterator[Changes]:
    ends = range(1, len(cells))
    alike = takewhile(lambda end: _next_to(cells[end - 1], cells[end]), ends)
    for end in turned(alike, first):
        run = cells[: end + 1]
        sources = [run[-1], *run[:-1]]
        moved = {
            path: put_at(source, old)
            for (path, old), (_, source) in zip(run, sources, strict=True)
            if source.value != old.value
        }
        if moved:
            yield moved


def _columns(sheet: Sheet) -> Mapping[_Column, _Cells]:
    found: dict[_Column, _Cells] = {}
    for path, figure in sheet.numbers.items():
        for position, step in enumerate(path.steps):
            if isinstance(step, Index):
                above, below = Path(path.steps[:position]), path.steps[position + 1 :]
                found.setdefault((above, below), []).append((path, figure))
    return found


def _next_to(one: tuple[Path, Number], other: tuple[Path, Number]) -> bool:
    """Say whether two numbers of a column stand in neighbouring rows, and are alike."""
    (above, first), (below, second) = one, other
    steps = zip(above.steps, below.steps, strict=True)
    (rows,) = [pair for pair in steps if pair[0] != pair[1]]
    follows = (
        isinstance(rows[0], Index)
        and isinstance(rows[1], Index)
        and rows[0].number + 1 == rows[1].number
    )
    return follows and _kind(first) == _kind(second)


def _kind(figure: Number) -> tuple[type, object]:
    unit = None if isinstance(figure, Percent) else figure.unit
    return type(figure), unit
