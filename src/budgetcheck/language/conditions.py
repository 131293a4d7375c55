"""Conditions: how truths relate. The closed union that readers match on.

Add a node here and mypy names each function that lacks it and ends its `match` in
`assert_never`; docs/explanation/architecture.md also lists those with a general case.
A row index in a path (`lines[*].rate`) makes a condition one rule per row;
`row_list()` says over which list, so no node is needed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias, assert_never

import attrs

from budgetcheck.errors import InvalidRuleError, LimitError
from budgetcheck.language.expressions import Linear, linear_at, paths_in
from budgetcheck.language.paths import (
    EVERY,
    Path,
    Step,
    check_figure,
    check_path,
    composed,
)

DEPTH_LIMIT = 50

Relation: TypeAlias = Literal["=", "<=", ">=", "<", ">"]
# What holds where another relation does not; what is not equal is no relation here.
OPPOSITE: Mapping[Relation, Relation] = {"<=": ">", ">=": "<", "<": ">=", ">": "<="}


@attrs.frozen
class Compare:
    """One expression stands in a relation to another: `total = basic + project`.

    Example:
        >>> from budgetcheck.language.notation import parse_condition
        >>> parse_condition("total = basic + project").relation
        '='
    """

    left: Linear
    relation: Relation
    right: Linear


@attrs.frozen
class Share:
    """A stated percentage of part in whole: `share = basic / total`.

    A completion is `Share(stated, actual, budget)`, a change is
    `Share(stated, now - before, before)`. The stated figure is an amount where
    the part is an amount and the whole a count (cost per case).

    Raises:
        InvalidRuleError: The stated figure occurs in its own part or whole, is not a
            single one, or the whole names no figure.

    Example:
        >>> from budgetcheck.language.notation import parse_condition
        >>> str(parse_condition("share = basic / total").stated)
        'share'
    """

    stated: Path
    part: Linear
    whole: Linear

    @property
    def is_change(self) -> bool:
        """Whether it is of a difference, as changes are: 100% is then no threshold."""
        terms = (*self.part.terms, *self.whole.terms)
        return any(term.coefficient < 0 for term in terms)

    def __attrs_post_init__(self) -> None:
        check_figure(self.stated)
        if self.stated in {*paths_in(self.part), *paths_in(self.whole)}:
            message = f"{self.stated} is stated of itself"
            raise InvalidRuleError(message, "the stated figure is no part of its ratio")
        # A sum over an empty list is 0, and has no figures left.
        nothing = not any(term.coefficient for term in self.whole.terms)
        if not nothing and not any(True for _ in paths_in(self.whole)):
            message = f"the whole of {self.stated} names no figure"
            raise InvalidRuleError(message)


def _several(parts: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(parts)


@attrs.frozen
class All:
    """Every part holds; the parts are judged separately.

    Raises:
        InvalidRuleError: There are fewer than two parts.
        LimitError: The parts are nested deeper than the notation is read.

    Example:
        >>> from budgetcheck.language.notation import parse_condition
        >>> both = parse_condition("a = b and (b = c or b = d)")
        >>> [type(part).__name__ for part in both.parts]
        ['Compare', 'AnyOf']
    """

    parts: tuple[Condition, ...] = attrs.field(converter=_several)

    def __attrs_post_init__(self) -> None:
        _check_several(self.parts)
        _check_depth(self)


@attrs.frozen
class AnyOf:
    """One part holds, or more.

    Raises:
        InvalidRuleError: There are fewer than two parts.
        LimitError: The parts are nested deeper than the notation is read.
    """

    parts: tuple[Condition, ...] = attrs.field(converter=_several)

    def __attrs_post_init__(self) -> None:
        _check_several(self.parts)
        _check_depth(self)


@attrs.frozen
class When:
    """The consequent holds where the guard does, read on printed values.

    Raises:
        LimitError: The conditions are nested deeper than the notation is read.

    Example:
        >>> from budgetcheck.checking import check
        >>> str(check({"f": "0", "a": "1", "b": "9"}, ["when f > 0 then a = b"]))[:9]
        'UNDEFINED'
    """

    given: Condition
    then: Condition

    def __attrs_post_init__(self) -> None:
        _check_depth(self)


@attrs.frozen
class Tree:
    """Each parent is the sum of its nearest present descendants, by code.

    Shape: `path` ranges over one list (`lines[*].actual`); `by` names the code of a
    row, and a child's code starts with its parent's (208, 20805, 2080505).

    Raises:
        InvalidRuleError: The path does not range over one list, or cannot be written.
        LimitError: The path has more steps than the notation reads.
    """

    path: Path
    by: str = attrs.field(converter=composed)

    def __attrs_post_init__(self) -> None:
        check_path(self.path)
        if self.path.steps.count(EVERY) != 1:
            many = "more than one list" if self.path.ranges else "no list"
            message = f"tree({self.path.text('i')} by {self.by}) ranges over {many}"
            raise InvalidRuleError(message, "write tree(lines[*].actual by code)")


Condition: TypeAlias = Compare | Share | All | AnyOf | When | Tree


def _check_several(parts: tuple[Condition, ...]) -> None:
    if len(parts) < 2:  # noqa: PLR2004
        message = "`and` and `or` join two conditions or more"
        raise InvalidRuleError(message)


def _check_depth(condition: Condition) -> None:
    """Refuse what would be written with too many parentheses and guards."""
    ahead: list[tuple[Condition, int]] = [(condition, 0)]
    while ahead:
        one, depth = ahead.pop()
        if depth > DEPTH_LIMIT:
            raise LimitError("a rule", depth, DEPTH_LIMIT, "levels")
        match one:
            case All(parts):
                groups: tuple[type, ...] = (All, AnyOf, When)
                ahead += [(part, depth + isinstance(part, groups)) for part in parts]
            case AnyOf(parts):
                groups = (AnyOf, When)
                ahead += [(part, depth + isinstance(part, groups)) for part in parts]
            case When(given, then):
                ahead.append((given, depth + 1 + isinstance(given, When)))
                ahead.append((then, depth + 1))
            case Compare() | Share() | Tree():
                pass
            case _:
                assert_never(one)


def named_paths(condition: Condition) -> Iterator[Path]:
    """Yield every path that a condition names, in the order in which it is written."""
    match condition:
        case Compare(left, _, right):
            yield from paths_in(left)
            yield from paths_in(right)
        case Share(stated, part, whole):
            yield stated
            yield from paths_in(part)
            yield from paths_in(whole)
        case All(parts) | AnyOf(parts):
            for one in parts:
                yield from named_paths(one)
        case When(given, then):
            yield from named_paths(given)
            yield from named_paths(then)
        case Tree(path, _):
            yield path
        case _:
            assert_never(condition)


def atoms_in(condition: Condition | None) -> Iterator[Compare | Share | Tree]:
    """Yield what a condition joins, guards included; nothing over an empty list.

    Example:
        >>> from budgetcheck.language.notation import parse_condition
        >>> both = parse_condition("a = b and (when c > 0 then s = a / c)")
        >>> [type(one).__name__ for one in atoms_in(both)]
        ['Compare', 'Compare', 'Share']
    """
    match condition:
        case Compare() | Share() | Tree():
            yield condition
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms_in(part)
        case When(given, then):
            yield from atoms_in(given)
            yield from atoms_in(then)
        case None:
            pass
        case _:
            assert_never(condition)


def has_sum(condition: Condition) -> bool:
    """Say whether a sum over a list, or a tree, stands anywhere in the condition."""
    match condition:
        case Compare(one, _, other) | Share(_, one, other):
            return one.has_sum or other.has_sum
        case All(parts) | AnyOf(parts):
            return any(map(has_sum, parts))
        case When(given, then):
            return has_sum(given) or has_sum(then)
        case Tree():
            return True
        case _:
            assert_never(condition)


def row_list(condition: Condition) -> Path | None:
    """Return the list over whose rows a condition is read, if it names a row.

    Raises:
        InvalidRuleError: The condition pairs rows of two lists.
    """
    lists = {path.row_list for path in named_paths(condition)} - {None}
    if len(lists) > 1:
        names = " and ".join(sorted(f"{one}[*]" for one in lists))
        message = f"one rule ranges over rows of one list, not of {names}"
        raise InvalidRuleError(message, 'pair two lists by key: lines["20805"]')
    return next(iter(lists), None)


def at_row(condition: Condition, row: Step) -> Condition:
    """Return the condition with the row index replaced by one row."""
    match condition:
        case Compare(left, relation, right):
            return Compare(linear_at(left, row), relation, linear_at(right, row))
        case Share(stated, part, whole):
            return Share(
                stated.in_row(row), linear_at(part, row), linear_at(whole, row)
            )
        case All(parts):
            return All(tuple(at_row(part, row) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(at_row(part, row) for part in parts))
        case When(given, then):
            return When(at_row(given, row), at_row(then, row))
        case Tree(path, by):
            return Tree(path.in_row(row), by)
        case _:
            assert_never(condition)
