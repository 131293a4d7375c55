"""Cells: where the figures that a rule names are printed in an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

import attrs

from budgetcheck.cn_accounts.accounts import Accounts
from budgetcheck.cn_accounts.pairs import origins_of
from budgetcheck.language.expressions import Constant, Linear, Sum, Term
from budgetcheck.language.fields import Field, FigureField, GroupField, RowsField
from budgetcheck.language.figures import Amount, Count, Percent
from budgetcheck.language.paths import EVERY, ROW, Index, Key, Path, Step
from budgetcheck.language.shapes import shape_of

Kind: TypeAlias = Literal["amount", "count", "percent", "word"]

# What stands in the rows that a form chooses by itself, and in all others.
_ROWS = {
    "personnel_classes": ("301", "303"),
    "operating_classes": ("302", "310"),
    "other_budgets": ("223", "234"),
}
_CODES = ("208", "210")
_NAMES = ("甲", "乙")
_CLASS = 3  # The digits of a class; what has more is an item.


def kind_of(steps: Sequence[Step]) -> Kind:
    """Say what is printed where a figure stands, as its class declares it.

    Example:
        >>> kind_of(Path.of("narrative", "basic", "personnel", "share").steps)
        'percent'
    """
    field = _field_at(steps)
    admits = set(field.admits) if isinstance(field, FigureField) else set()
    if Amount in admits:
        return "amount"
    if Count in admits:
        return "count"
    return "percent" if Percent in admits else "word"


def _field_at(steps: Iterable[Step]) -> Field:
    field: Field = GroupField(Accounts)
    for step in steps:
        if isinstance(step, str):
            of = field.of if isinstance(field, GroupField | RowsField) else Accounts
            field = shape_of(of).fields[step]
    return field


@attrs.define
class Cells:
    """The cells of one example, with rows that are numbered as they come up.

    Attributes:
        rows: What tells the rows apart, by path: codes, or names.
    """

    rows: dict[str, str] = attrs.field(factory=dict)
    _found: dict[tuple[Step, ...], list[str]] = attrs.field(factory=dict)

    def of(self, linear: Linear) -> list[tuple[Decimal, tuple[Step, ...]]]:
        """Return the cells of an expression, each with how often it is taken."""
        return [one for term in linear.terms for one in self._of_term(term)]

    def _of_term(self, term: Term) -> Iterator[tuple[Decimal, tuple[Step, ...]]]:
        times = Decimal(term.coefficient.numerator)  # No rule here halves anything.
        if isinstance(term.of, Path):
            yield times, self.cell(origins_of(Accounts, term.of)[0].steps)
        elif isinstance(term.of, Sum):
            steps = term.of.path.steps
            at = steps.index(EVERY)
            for key in self._keys(steps[:at]):
                chosen = (*steps[:at], Key(key), *steps[at + 1 :])
                yield times, self.cell(chosen)

    def cell(self, steps: Iterable[Step]) -> tuple[Step, ...]:
        """Return where a figure is printed, and note what its row is called."""
        found: list[Step] = []
        for step in steps:
            if step == ROW or isinstance(step, Key):
                key = step.text if isinstance(step, Key) else self._keys(found)[0]
                found[:] = _printed(found, key)
                found.append(self._row(tuple(found), key))
            else:
                found.append(step)
        return tuple(found)

    def _keys(self, above: Sequence[Step]) -> tuple[str, ...]:
        return _ROWS.get(str(above[-1]), _CODES if _is_coded(above) else _NAMES)

    def _row(self, above: tuple[Step, ...], key: str) -> Index:
        keys = self._found.setdefault(above, [])
        if key not in keys:
            keys.append(key)
        at = Index(keys.index(key))
        name = "code" if _is_coded(above) else "name"
        self.rows[str(Path((*above, at, name)))] = key
        return at


def constant_of(linear: Linear) -> Decimal:
    """Return what an expression adds that is no figure.

    Example:
        >>> from budgetcheck.language.notation import parse_linear
        >>> constant_of(parse_linear("100%"))
        Decimal('100')
    """
    constants = (term for term in linear.terms if isinstance(term.of, Constant))
    return sum((Decimal(one.coefficient.numerator) for one in constants), Decimal(0))


def _is_coded(above: Iterable[Step]) -> bool:
    field = _field_at(above)
    return isinstance(field, RowsField) and "code" in shape_of(field.of).fields


def _printed(above: list[Step], key: str) -> list[Step]:
    """Return the rows that are printed, for those that a form chooses of them."""
    if above[0] == "own_evaluation":  # The evaluation, if it is of the same entity.
        return ["self_evaluation", *above[1:]]
    owner = _field_at(above[:-1])
    of = owner.of if isinstance(owner, GroupField | RowsField) else Accounts
    if above[-1] in shape_of(of).arguments:
        return above
    if above[-1] == "rows":  # The classes of a text, and its items.
        return [*above[:-1], "classes" if len(key) == _CLASS else "items"]
    return [*above[:-1], "lines"]
