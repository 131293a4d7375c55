"""Laying out: what is computed for every row, as expressions that an engine runs.

What several things are made of becomes a column of its own for a while, so that no
engine computes it twice, and no expression grows with the number of rules that read
it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial, reduce
from operator import and_, eq, le, lt, or_
from typing import Any

import attrs

from budgetcheck.frames.computing import Program
from budgetcheck.frames.engines import Engine, Expression
from budgetcheck.frames.layouts import Layout, in_rounds
from budgetcheck.frames.numbering import Node, Step, Steps, Type
from budgetcheck.frames.numbers import (
    Added,
    Chosen,
    Compared,
    Every,
    Flag,
    Given,
    Known,
    Least,
    Quotient,
    Relation,
    Some,
    Times,
)

PREFIX = "__budgetcheck_"
_COMPARED: dict[Relation, Any] = {"<=": le, "<": lt, "==": eq}
_PLAIN = 3  # Of so few steps, a thing is sooner computed twice than kept.


def laid_out(
    wanted: Mapping[str, Node],
    steps: Steps,
    named: Mapping[str, Node] | None = None,
    names: Mapping[int, Expression] | None = None,
) -> Layout:
    """Lay out everything that is wanted, by name.

    Args:
        wanted: What is wanted.
        steps: What it is made of; what is not there yet is added.
        named: What else is wanted, each number of it under its name.
        names: The names of numbers; where numpy computes, these stay numbers.
    """
    numbers = {name: steps.number(node) for name, node in wanted.items()}
    others = {name: steps.number(node) for name, node in (named or {}).items()}
    if steps.engine.in_blocks:
        return _computed(steps, numbers | others)
    return _Writer(steps, steps.engine.api, numbers, others, names or {}).layout()


def _computed(steps: Steps, numbers: Mapping[str, int]) -> Layout:
    """Lay out numbers that numpy computes: each is a column then."""
    api = steps.engine.api
    made: dict[str, int] = {}
    wanted: dict[str, Expression] = {}
    for name, number in numbers.items():
        constant = steps.steps[number].constant
        if constant is None:
            made[f"{PREFIX}{number}"] = number
            wanted[name] = api.col(f"{PREFIX}{number}")
        else:
            wanted[name] = api.lit(constant, dtype=api.Int64)
    return Layout(Program.of(steps, made).over, wanted)


@attrs.define(eq=False)
class _Writer:
    of: Steps
    api: Any
    wanted: Mapping[str, int]
    others: Mapping[str, int]
    names: Mapping[int, Expression]
    literals: dict[tuple[int, Type], Expression] = attrs.field(factory=dict)
    sizes: dict[int, int] = attrs.field(factory=dict)
    rounds: dict[int, int] = attrs.field(factory=dict)
    written: dict[int, Expression] = attrs.field(factory=dict)

    @property
    def engine(self) -> Engine:
        """What runs it."""
        return self.of.engine

    @property
    def steps(self) -> list[Step]:
        """All steps, needed or not."""
        return self.of.steps

    def layout(self) -> Layout:
        last = [*self.wanted.values(), *self.others.values()]
        needed = self.of.behind(last)
        uses = Counter(part for one in needed for part in self.steps[one].parts)
        uses.update(last)
        held: list[dict[str, Expression]] = []
        for number in needed:
            step = self.steps[number]
            if step.constant is not None:  # It is written where it is needed.
                self.rounds[number] = 0
                continue
            after = max((self.rounds[part] for part in step.parts), default=0)
            expression = self.write(step)
            size = 1 + sum(self.sizes.get(part, 0) for part in step.parts)
            if uses[number] > 1 and size > _PLAIN:
                held += [{} for _ in range(after + 1 - len(held))]
                held[after][f"{PREFIX}{number}"] = expression
                after, expression = after + 1, self.api.col(f"{PREFIX}{number}")
                size = 0
            self.sizes[number] = size
            self.rounds[number] = after
            self.written[number] = expression
        wanted = {name: self.last(number) for name, number in self.wanted.items()}
        wanted |= {name: self.named(number) for name, number in self.others.items()}
        return Layout(partial(in_rounds, held), wanted)

    def last(self, number: int) -> Expression:
        """Return what is wanted at the end, also where it is a constant."""
        step = self.steps[number]
        if step.constant is not None:
            return self.literal(step.constant, step.type)
        return self.written[number]

    def named(self, number: int) -> Expression:
        """Return what stands for a number in every row."""
        step = self.steps[number]
        if step.constant is not None:
            return self.names[step.constant]
        if isinstance(step.of, Chosen):
            test, then, otherwise = step.parts
            rest = self.named(otherwise)
            return (
                self.api.when(self.written[test]).then(self.named(then)).otherwise(rest)
            )
        return self.engine.verdict(self.written[number])

    def write(self, step: Step) -> Expression:
        """Write one step, made of those before it."""
        return self.truth(step) if step.type == "truth" else self.whole(step)

    def truth(self, step: Step) -> Expression:
        """Write what is true or false."""
        match step.of:
            case Flag(column):
                return self.api.col(column)
            case Known(value):
                return self.api.lit(value)
            case Compared():
                return self.compared(step.of, step.parts)
            case _:
                return self.joined(step)

    def joined(self, step: Step) -> Expression:
        """Write what is true where others are."""
        parts = [self.written[part] for part in step.parts]
        match step.of:
            case Every():
                return reduce(and_, parts)
            case Some():
                return reduce(or_, parts)
            case _:
                return ~parts[0]

    def whole(self, step: Step) -> Expression:
        """Write a whole number."""
        type_, of = step.type, step.of
        match of:
            case Given(column):
                return self.api.col(column)
            case Added():
                return self.added(of, step)
            case Times():
                one, other = (self.at(part, type_) for part in step.parts)
                return one * other
            case Chosen():
                return self.chosen(step)
            case Quotient():
                one, other = (self.at(part, type_) for part in step.parts)
                return self.engine.quotient(one, other, is_wide=type_ == "wide")
            case Least(_, greatest):
                pick = self.api.max_horizontal if greatest else self.api.min_horizontal
                return pick(*(self.at(part, type_) for part in step.parts))
            case _:
                return self.at(step.parts[0], type_).abs()

    def chosen(self, step: Step) -> Expression:
        """Write one number or another; two constants have to tell their type."""
        test, *either = step.parts
        constants = [self.steps[part].constant for part in either]
        then, otherwise = (
            self.at(part, step.type)
            if constant is None or step.type != "whole" or None not in constants
            else constant
            for part, constant in zip(either, constants, strict=True)
        )
        return self.api.when(self.written[test]).then(then).otherwise(otherwise)

    def added(self, of: Added, step: Step) -> Expression:
        """Write multiples added up; what is taken away comes last."""
        pairs = zip((times for times, _ in of.terms), step.parts, strict=True)
        ordered = sorted(pairs, key=_is_taken_away)
        (times, first), *others = ordered
        total: Expression = self.at(first, step.type)
        total = total if times == 1 else total * self.factor(times, step.type)
        for times, part in others:
            one = self.at(part, step.type)
            one = one if abs(times) == 1 else one * self.factor(abs(times), step.type)
            total = total + one if times > 0 else total - one
        if of.constant:
            total = total + self.factor(of.constant, step.type)
        return total

    def compared(self, of: Compared, parts: tuple[int, ...]) -> Expression:
        """Write a comparison of two numbers of one type."""
        types = {self.steps[part].type for part in parts}
        constants = [self.steps[part].constant is not None for part in parts]
        wide = "wide" in types
        type_: Type = "wide" if wide else "whole"
        if not wide and types <= {"small", "whole"} and any(constants):
            # A small number beside a constant stays one.
            type_ = "small" if "small" in types else "whole"
        one, other = (
            self.at(part, type_)
            if wide or self.steps[part].constant is None
            else self.steps[part].constant
            for part in parts
        )
        said: Expression = _COMPARED[of.relation](one, other)
        return said

    def at(self, number: int, type_: Type) -> Expression:
        """Return a number as one of a type."""
        step = self.steps[number]
        if step.constant is not None:
            return self.literal(step.constant, type_)
        expression = self.written[number]
        if step.type == type_ or (step.type == "wide" and type_ != "wide"):
            return expression
        if type_ == "wide":
            return expression.cast(self.wide)
        return expression.cast(self.api.Int64) if step.type == "small" else expression

    def literal(self, value: int, type_: Type) -> Expression:
        """Return a constant of a type; each is made once."""
        key = value, type_
        if key not in self.literals:
            self.literals[key] = self.constant(value, type_)
        return self.literals[key]

    def constant(self, value: int, type_: Type) -> Expression:
        """Make a constant of a type."""
        if type_ == "wide":
            return self.api.lit(value).cast(self.wide)
        small = type_ == "small"
        return self.api.lit(value, dtype=self.api.Int8 if small else self.api.Int64)

    def factor(self, value: int, type_: Type) -> Expression:
        """Return a constant beside a column: plain where the engine takes its type."""
        return self.literal(value, type_) if type_ == "wide" else value

    @property
    def wide(self) -> Any:  # noqa: ANN401 (as narwhals has it)
        """The type beyond int64."""
        return self.engine.wide


def _is_taken_away(pair: tuple[int, int]) -> bool:
    return pair[0] < 0
