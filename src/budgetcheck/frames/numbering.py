"""Numbering: everything that is wanted of every row, each thing once.

Nodes that say the same get the same number, whoever made them; a number larger than
any type of the engine is refused here, before anything runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias, assert_never

import attrs

from budgetcheck.frames.engines import INT64, Engine
from budgetcheck.frames.numbers import (
    Added,
    Chosen,
    Compared,
    Every,
    Flag,
    Given,
    Kept,
    Known,
    Least,
    Not,
    Quotient,
    Size,
    Some,
    Times,
    Truth,
    Whole,
    WholeNode,
)

Node: TypeAlias = Whole | Truth
Kind: TypeAlias = WholeNode | Truth
Type: TypeAlias = Literal["truth", "small", "whole", "wide"]
_SMALL = 127


class TooWideError(Exception):
    """A number that may be larger than the engine has a type for."""

    def __init__(self, column: str, bound: int, reach: int) -> None:
        super().__init__(column, bound, reach)
        self.column = column
        self.bound = bound
        self.reach = reach


@attrs.frozen(eq=False)
class Step:
    """One thing to compute.

    Attributes:
        of: What.
        parts: The steps that it is made of, in order.
        type: Of which type it is.
        constant: The whole number that it is in every row, if it is one.
    """

    of: Kind
    parts: tuple[int, ...]
    type: Type
    constant: int | None


@attrs.define(eq=False)
class Steps:
    """What there is to compute, each thing after what it is made of.

    Attributes:
        engine: What runs it.
        called: What the columns are called that its own ones were made of.
        steps: The steps.
    """

    engine: Engine
    called: dict[str, str] = attrs.field(factory=dict)
    steps: list[Step] = attrs.field(factory=list)
    _numbers: dict[object, int] = attrs.field(factory=dict)
    _seen: dict[int, tuple[Node, int]] = attrs.field(factory=dict)

    def number(self, node: Node) -> int:
        """Return which step a node is.

        Raises:
            TooWideError: It may be larger than the engine has a type for.
        """
        known = self._seen.get(id(node))
        if known is not None:
            return known[1]
        of = _kind(node)
        if isinstance(of, Kept):
            number = self.number(of.of)
        else:
            parts = tuple(self.number(one) for one in _parts(of))
            key = type(of), _said(of), parts
            if key not in self._numbers:
                # What the engine has no type for is refused, and gets no number.
                self.steps.append(self.step(node, of, parts))
                self._numbers[key] = len(self.steps) - 1
            number = self._numbers[key]
        # The node is kept, so that its identity stays its own.
        self._seen[id(node)] = node, number
        return number

    def behind(self, last: Iterable[int]) -> list[int]:
        """Return the steps that some are made of, and they, in order."""
        found: set[int] = set()
        ahead = list(last)
        while ahead:
            number = ahead.pop()
            if number not in found:
                found.add(number)
                ahead += self.steps[number].parts
        return sorted(found)

    def step(self, node: Node, of: Kind, parts: tuple[int, ...]) -> Step:
        """Return a new step, and refuse what the engine has no type for."""
        if not isinstance(node, Whole):
            return Step(of, parts, "truth", None)
        types = [self.steps[part].type for part in parts]
        reach = _reach(node)
        if reach > self.engine.widest:
            raise TooWideError(*_largest(node), reach)
        type_: Type = "whole"
        if reach > INT64 or "wide" in types:
            type_ = "wide"
        elif isinstance(of, Chosen | Least) and reach <= _SMALL:
            plain = (self.steps[part] for part in parts)
            small = all(
                one.type in {"truth", "small"} or one.constant is not None
                for one in plain
            )
            type_ = "small" if small else "whole"
        return Step(of, parts, type_, node.value)


def _kind(node: Node) -> Kind:
    return node.of if isinstance(node, Whole) else node


def _parts(of: Kind) -> Iterator[Node]:
    """Yield what something is made of, in order."""
    match of:
        case Given() | Flag() | Known():
            pass
        case Added(terms):
            yield from (part for _, part in terms)
        case Times(one, other) | Compared(one, _, other) | Quotient(one, other):
            yield from (one, other)
        case Chosen(test, then, otherwise):
            yield from (test, then, otherwise)
        case Size(inner) | Kept(inner) | Not(inner):
            yield inner
        case Least(several) | Every(several) | Some(several):
            yield from several
        case _:
            assert_never(of)


def _said(of: Kind) -> object:
    """Return what something says beside its parts."""
    match of:
        case Given(column) | Flag(column):
            return column
        case Known(value):
            return value
        case Added(terms, constant):
            return tuple(times for times, _ in terms), constant
        case Compared(_, relation, _):
            return relation
        case Least(_, greatest):
            return greatest
        case Times() | Chosen() | Size() | Kept() | Quotient():
            return None
        case Every() | Some() | Not():
            return None
        case _:
            assert_never(of)


def _reach(node: Whole) -> int:
    """Return the largest size that a number has, or on the way to it."""
    if not isinstance(node.of, Added):
        return node.largest
    far = sum(abs(times) * part.largest for times, part in node.of.terms)
    return max(node.largest, far + abs(node.of.constant))


def _largest(node: Node) -> tuple[str, int]:
    """Return the column of the largest numbers that something is made of."""
    of = _kind(node)
    if isinstance(of, Given) and isinstance(node, Whole):
        return of.column, node.largest
    return max((_largest(part) for part in _parts(of)), key=_bound, default=("", 0))


def _bound(found: tuple[str, int]) -> int:
    return found[1]
