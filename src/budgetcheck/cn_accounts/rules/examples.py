"""Examples: figures under which a rule holds, and figures that break it.

Both are worked out from what the rule says, so that every rule has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

import attrs

from budgetcheck.cn_accounts.rules.cells import Cells, constant_of, kind_of
from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.conditions import Compare, Condition, Share, Tree, When
from budgetcheck.language.paths import EVERY, Key, Path, Step

Cell: TypeAlias = tuple[Step, ...]
Taken: TypeAlias = list[tuple[Decimal, Cell]]

_AMOUNTS = tuple(
    Decimal(cents) / 100 for cents in (1240, 735, 3010, 405, 1820, 260, 995, 2100)
)
_MORE = Decimal("10.00")
_LESS = Decimal("1.00")
_CENT = Decimal("0.01")
_TREE = {"basic": ("302", "30201", "30202")}
_FUNCTIONAL = ("208", "20805", "20808")


@attrs.frozen
class Pair:
    """Printed figures by path: under `holds` a rule holds, `breaks` contradict it."""

    holds: Mapping[str, str]
    breaks: dict[str, str]


def examples_of(condition: Condition) -> Pair:
    """Return an example under which a condition holds, and one that breaks it.

    Shape: paths in an `Accounts`, as `nested()` takes them.

    Raises:
        InvalidRuleError: The condition is of a kind that this pack has no use for.

    Example:
        >>> from budgetcheck.language.notation import parse_condition
        >>> said = "general_public.total.total <= expenditure.total.total"
        >>> examples_of(parse_condition(said)).breaks
        {'general_public.total.total': '22.40', 'expenditure.total.total': '12.40'}
    """
    cells = Cells()
    match condition:
        case Compare():
            return _compared(cells, condition)
        case Share():
            return _stated(cells, condition)
        case Tree(path):
            return _tree(cells, path)
        case When(Compare(guard), then):
            # A guard asks for more than 0, which every figure here is.
            above = _texts({cell: _AMOUNTS[0] for _, cell in cells.of(guard)})
            pair = examples_of(then)
            return Pair(above | {**pair.holds}, above | pair.breaks)
        case _:
            message = "an example is worked out of figures that are compared or shared"
            raise InvalidRuleError(message)


def _compared(cells: Cells, condition: Compare) -> Pair:
    """Return what the first figure must be beside the others, and what it is not."""
    left, right = cells.of(condition.left), cells.of(condition.right)
    first, *rest = (*left, *((times * -1, cell) for times, cell in right))
    given = _amounts(rest)
    value = constant_of(condition.right) - _added(rest, given)
    if kind_of(first[1]) == "word":
        words = ("增加", "减少") if value > 0 else ("减少", "增加")
        return _pair(cells, str(Path(first[1])), words, given)
    if condition.relation == ">":
        held, broken = value + _MORE, value
    elif condition.relation == "<=":
        held, broken = value - _LESS, value + _MORE
    else:
        held, broken = value, value + _MORE
    return _figures(cells, first[1], (held, broken), given)


def _stated(cells: Cells, condition: Share) -> Pair:
    """Return the percentage that two amounts make, and another one."""
    part, whole = cells.of(condition.part), cells.of(condition.whole)
    # What is taken away anywhere is less, and so is a part beside its whole.
    sides = [(-times, cell) for times, cell in (*part, *whole)]
    if not condition.is_change:
        sides += part
    given = _amounts(sides)
    ratio = _added(part, given) / _added(whole, given) * 100
    percent = ratio.quantize(_CENT, ROUND_HALF_UP)
    stated = str(Path(cells.cell(condition.stated.steps)))
    texts = f"{percent:.2f}%", f"{percent + _MORE:.2f}%"
    return _pair(cells, stated, texts, given)


def _tree(cells: Cells, path: Path) -> Pair:
    at = path.steps.index(EVERY)
    codes = _TREE.get(str(path.steps[0]), _FUNCTIONAL)
    parent, *children = (
        cells.cell((*path.steps[:at], Key(code), *path.steps[at + 1 :]))
        for code in codes
    )
    given = dict(zip(children, _AMOUNTS, strict=False))
    value = sum(given.values(), Decimal(0))
    return _figures(cells, parent, (value, value + _MORE), given)


def _amounts(taken: Taken) -> dict[Cell, Decimal]:
    """Return an amount for each cell; what is added up is less than what it is part of.

    Shape: cells that are taken more than 0 times are on the side of the first figure,
    and must leave it more than nothing.
    """
    less = {cell for times, cell in taken if times > 0}
    cells = dict.fromkeys(cell for _, cell in taken)
    return {
        cell: _AMOUNTS[at % len(_AMOUNTS)] / (5 if cell in less else 1)
        for at, cell in enumerate(cells)
    }


def _added(taken: Taken, given: Mapping[Cell, Decimal]) -> Decimal:
    return sum((times * given[cell] for times, cell in taken), Decimal(0))


def _figures(
    cells: Cells,
    first: Cell,
    values: tuple[Decimal, Decimal],
    given: Mapping[Cell, Decimal],
) -> Pair:
    held, broken = (_text(first, value) for value in values)
    return _pair(cells, str(Path(first)), (held, broken), given)


def _pair(
    cells: Cells, first: str, texts: tuple[str, str], given: Mapping[Cell, Decimal]
) -> Pair:
    held, broken = texts
    others = _texts(given)
    return Pair(
        cells.rows | {first: held} | others, cells.rows | {first: broken} | others
    )


def _texts(given: Mapping[Cell, Decimal]) -> dict[str, str]:
    return {str(Path(cell)): _text(cell, value) for cell, value in given.items()}


def _text(cell: Iterable[Step], value: Decimal) -> str:
    kind = kind_of(tuple(cell))
    if kind == "count":
        return f"{value * 100:.0f}"
    return f"{value:.2f}%" if kind == "percent" else f"{value:.2f}"
