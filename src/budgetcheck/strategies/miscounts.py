"""Miscounts: a total that is added up wrongly, and a column in the wrong rows.

Places as in `misprints`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from budgetcheck.language.figures import Number, Percent
from budgetcheck.language.paths import Index, Path, Step
from budgetcheck.strategies.misprints import Place
from budgetcheck.strategies.reprinting import at_quantum, put_at, step_of
from budgetcheck.strategies.sheets import Changes, Sheet, Total, in_base

_Column: TypeAlias = tuple[Path, tuple[Step, ...]]
_Cells: TypeAlias = list[tuple[Path, Number]]

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


def dropped(sheet: Sheet) -> Iterator[Place]:
    """Find totals that one part can be left out of."""
    for total in sheet.totals:
        yield partial(_without_or_twice, sheet, total, -1)


def doubled(sheet: Sheet) -> Iterator[Place]:
    """Find totals in which one part can be counted twice."""
    for total in sheet.totals:
        yield partial(_without_or_twice, sheet, total, 1)


def _without_or_twice(sheet: Sheet, total: Total, sign: int) -> Iterator[Changes]:
    for part, times in total.parts.items():
        yield from _more(sheet, total, sign * times * in_base(sheet.plain[part]))


def _more(sheet: Sheet, total: Total, more: Fraction) -> Iterator[Changes]:
    """Yield the total with more in it, where that prints another number."""
    old = sheet.plain[total.path]
    new = at_quantum(old, (in_base(old) + more) / old.scale)
    if new.value != old.value:
        yield {total.path: new}


def headings_among_items(sheet: Sheet) -> Iterator[Place]:
    """Find totals in which a heading can be counted beside its own items."""
    items = {
        total.path: total.parts.keys()
        for total in sheet.totals
        if set(total.parts.values()) == {1}
    }
    heading = {part: path for path, parts in items.items() for part in parts}
    for total in sheet.totals:
        parts = total.parts.keys()
        found = [part for part in parts if part in items]
        above = dict.fromkeys(heading[part] for part in parts if part in heading)
        found += [path for path in above if path != total.path and items[path] <= parts]
        yield partial(_with_headings, sheet, total, found)


def _with_headings(sheet: Sheet, total: Total, found: list[Path]) -> Iterator[Changes]:
    for path in found:
        times = total.parts.get(path, Fraction(1))
        yield from _more(sheet, total, times * in_base(sheet.plain[path]))


def cancelling(sheet: Sheet) -> Iterator[Place]:
    """Find two parts of one total, of which one can be more and the other less."""
    for total in sheet.totals:
        for one, other in pairwise(total.parts):
            yield partial(_cancelled, sheet, total, one, other)
            yield partial(_cancelled, sheet, total, other, one)


def _cancelled(sheet: Sheet, total: Total, one: Path, other: Path) -> Iterator[Changes]:
    more, less = sheet.plain[one], sheet.plain[other]
    if more.scale != less.scale or abs(total.parts[one]) != abs(total.parts[other]):
        return
    alike = total.parts[one] == total.parts[other]
    step = max(step_of(more), step_of(less))
    for many in _STEPS:
        by = step * many
        moved = _moved(more, by), _moved(less, -by if alike else by)
        # A number that passes 0, or begins or ends there, is rounded otherwise.
        if moved[0] is not None and moved[1] is not None:
            yield {one: moved[0], other: moved[1]}


def _moved(figure: Number, by: Fraction) -> Number | None:
    value = Fraction(figure.value)
    return at_quantum(figure, value + by) if value * (value + by) > 0 else None


def shifted(sheet: Sheet) -> Iterator[Place]:
    """Find runs of a column that can stand one row too low, the last one on top."""
    for cells in _columns(sheet).values():
        for start in range(len(cells) - 1):
            yield partial(_down, cells[start:])


def _down(cells: _Cells) -> Iterator[Changes]:
    for end in range(2, len(cells) + 1):
        if not _next_to(cells[end - 2], cells[end - 1]):
            return
        run = cells[:end]
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
