"""Examples: figures under which a rule holds, and figures that break it.

Both are worked out from what the rule says, so that every rule has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import attrs

from budgetcheck.cn_accounts.accounts import Accounts
from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.conditions import Compare, Condition, Tree
from budgetcheck.language.expressions import Linear, Sum, Term
from budgetcheck.language.fields import GroupField, RowsField
from budgetcheck.language.paths import EVERY, ROW, Index, Key, Path, Step
from budgetcheck.language.shapes import shape_of

_AMOUNTS = tuple(
    Decimal(cents) / 100 for cents in (1240, 735, 3010, 405, 1820, 260, 995, 2100)
)
_MORE = Decimal("10.00")
# What stands in the rows that a form chooses by itself, and where these are printed.
_ROWS = {
    "classes": ("208", "210"),
    "personnel_classes": ("301", "303"),
    "operating_classes": ("302", "310"),
}
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
    if isinstance(condition, Compare):
        return _compared(condition)
    if isinstance(condition, Tree):
        return _tree(condition.path)
    raise _refused()


def _compared(condition: Compare) -> Pair:
    """Return what the first figure must be beside the others, and what it is not."""
    rows = _Numbered()
    left, right = rows.cells(condition.left), rows.cells(condition.right)
    first, *rest = (*left, *((times * -1, cell) for times, cell in right))
    given = {
        # What is taken away is less, so that no amount is negative.
        cell: _AMOUNTS[at % len(_AMOUNTS)] / (5 if times > 0 else 1)
        for at, (times, cell) in enumerate(rest)
    }
    value = -sum((times * given[cell] for times, cell in rest), Decimal(0))
    less = Decimal("1.00") if condition.relation == "<=" else Decimal(0)
    return rows.pair(first[1], value - less, value + _MORE, given)


def _tree(path: Path) -> Pair:
    at = path.steps.index(EVERY)
    codes = _TREE.get(str(path.steps[0]), _FUNCTIONAL)
    rows = _Numbered()
    parent, *children = (
        rows.cell((*path.steps[:at], Key(code), *path.steps[at + 1 :]))
        for code in codes
    )
    given = dict(zip(children, _AMOUNTS, strict=False))
    value = sum(given.values())
    return rows.pair(parent, Decimal(value), value + _MORE, given)


@attrs.define
class _Numbered:
    """Numbers the rows that rules name by code, as a document has them."""

    codes: dict[tuple[Step, ...], list[str]] = attrs.field(factory=dict)
    said: dict[str, str] = attrs.field(factory=dict)

    def cells(self, linear: Linear) -> list[tuple[Decimal, str]]:
        return [one for term in linear.terms for one in self.of_term(term)]

    def of_term(self, term: Term) -> Iterator[tuple[Decimal, str]]:
        times = Decimal(term.coefficient.numerator)  # No rule here halves anything.
        if isinstance(term.of, Path):
            yield times, self.cell(term.of.steps)
        elif isinstance(term.of, Sum):
            steps = term.of.path.steps
            at = steps.index(EVERY)
            for code in _ROWS[str(steps[at - 1])]:
                chosen = (*steps[:at], Key(code), *steps[at + 1 :])
                yield times, self.cell(chosen)
        else:
            raise _refused()

    def cell(self, steps: Iterable[Step]) -> str:
        """Return where a figure is printed, and note the code of its row."""
        found: list[Step] = []
        for step in steps:
            if step == ROW or isinstance(step, Key):
                found[:] = _printed(found)
                found.append(self.row(tuple(found), step))
            else:
                found.append(step)
        return str(Path(tuple(found)))

    def row(self, above: tuple[Step, ...], step: Step) -> Index:
        code = step.text if isinstance(step, Key) else _FUNCTIONAL[0]
        codes = self.codes.setdefault(above, [])
        if code not in codes:
            codes.append(code)
        at = Index(codes.index(code))
        self.said[str(Path((*above, at, "code")))] = code
        return at

    def pair(
        self, cell: str, holds: Decimal, breaks: Decimal, given: dict[str, Decimal]
    ) -> Pair:
        others = {at: f"{value:.2f}" for at, value in given.items()}
        return Pair(
            self.said | {cell: f"{holds:.2f}"} | others,
            self.said | {cell: f"{breaks:.2f}"} | others,
        )


def _printed(above: list[Step]) -> list[Step]:
    """Return the rows that are printed, for those that a form chooses of them."""
    field: object = GroupField(Accounts)
    shape = shape_of(Accounts)
    for step in above:
        shape = shape_of(field.of) if isinstance(field, GroupField) else shape
        field = shape.fields[str(step)]
    derived = isinstance(field, RowsField) and above[-1] not in shape.arguments
    return [*above[:-1], "lines"] if derived else above


def _refused() -> InvalidRuleError:
    message = "an example is worked out of figures that are compared or are a tree"
    return InvalidRuleError(message)
