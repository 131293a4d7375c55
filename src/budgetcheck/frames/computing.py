"""Computing: what is wanted of every row, in numpy, some rows at a time.

pandas and PyArrow run each step as a pass of its own over all rows, and to ask them for
one takes longer than the pass itself. Both keep whole numbers as numpy does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from budgetcheck.frames.engines import Frame, arrays_of, with_arrays
from budgetcheck.frames.numbering import Step, Steps, Type
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

Array: TypeAlias = npt.NDArray[Any]
Numbers: TypeAlias = Any  # An array, or one number that stands for all rows.

_ROWS = 2**15  # So many rows of a step or two stay in a processor's cache.
_TYPES: dict[Type, type[np.generic]] = {
    "truth": np.bool_,
    "small": np.int8,
    "whole": np.int64,
}
_COMPARED: dict[Relation, np.ufunc] = {
    "<=": np.less_equal,
    "<": np.less,
    "==": np.equal,
}


@attrs.frozen(eq=False)
class Program:
    """Steps in order, and what of them is wanted.

    Attributes:
        steps: All steps that there are.
        needed: Which of them are run, each after what it is made of.
        wanted: The columns to add, by name, and which step each is.
        last: Which steps nobody reads after a step.
    """

    steps: Sequence[Step]
    needed: tuple[int, ...]
    wanted: Mapping[str, int]
    last: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(cls, steps: Steps, wanted: Mapping[str, int]) -> Program:
        """Return what makes some steps, which are no constants."""
        needed = tuple(
            number
            for number in steps.behind(wanted.values())
            if steps.steps[number].constant is None
        )
        readers: dict[int, int] = {}
        for number in needed:
            readers |= dict.fromkeys((number, *steps.steps[number].parts), number)
        last: dict[int, tuple[int, ...]] = {}
        for number, reader in readers.items():
            if number not in wanted.values():
                last[reader] = (*last.get(reader, ()), number)
        return cls(steps.steps, needed, wanted, last)

    def over(self, frame: Frame) -> Frame:
        """Return a frame with what is wanted of every row."""
        kinds = [self.steps[number].of for number in self.needed]
        names = [one.column for one in kinds if isinstance(one, Given | Flag)]
        columns = arrays_of(frame, names)
        rows = len(frame)
        made = {
            name: np.empty(rows, _TYPES[self.steps[number].type])
            for name, number in self.wanted.items()
        }
        for start in range(0, rows, _ROWS):
            some = slice(start, start + _ROWS)
            found = self.run({name: one[some] for name, one in columns.items()})
            for name, number in self.wanted.items():
                made[name][some] = found[number]
        return with_arrays(frame, made, names)

    def run(self, columns: Mapping[str, Array]) -> dict[int, Numbers]:
        """Run all steps on some rows; what nobody reads any more is not kept."""
        found: dict[int, Numbers] = {}
        for number in self.needed:
            found[number] = self.step(self.steps[number], columns, found)
            for gone in self.last.get(number, ()):
                found.pop(gone, None)
        return found

    def step(
        self, step: Step, columns: Mapping[str, Array], found: Mapping[int, Numbers]
    ) -> Numbers:
        """Run one step."""
        if step.type == "truth":
            return self.truth(step, columns, found)
        if isinstance(step.of, Given):
            return columns[step.of.column].astype(np.int64, copy=False)
        parts = [self.at(part, step.type, found) for part in step.parts]
        return _number(step, parts)

    def truth(
        self, step: Step, columns: Mapping[str, Array], found: Mapping[int, Numbers]
    ) -> Numbers:
        """Say where something is true."""
        match step.of:
            case Flag(column):
                return columns[column].astype(np.bool_, copy=False)
            case Known(value):
                return np.bool_(value)
            case Compared(_, relation, _):
                # Beside a constant, a small number may stay one.
                constants = (self.steps[part].constant for part in step.parts)
                one, other = (
                    found[part] if constant is None else constant
                    for part, constant in zip(step.parts, constants, strict=True)
                )
                return _COMPARED[relation](one, other)
            case Every():
                return reduce(np.logical_and, _each(step.parts, found))
            case Some():
                return reduce(np.logical_or, _each(step.parts, found))
            case _:
                return np.logical_not(found[step.parts[0]])

    def at(self, number: int, type_: Type, found: Mapping[int, Numbers]) -> Numbers:
        """Return what a part is, as a number of a type; a truth stays one."""
        step = self.steps[number]
        if step.constant is not None:
            return _TYPES[type_](step.constant)
        if step.type == "small" and type_ == "whole":
            return found[number].astype(np.int64)
        return found[number]


def _each(parts: Iterable[int], found: Mapping[int, Numbers]) -> list[Numbers]:
    return [found[part] for part in parts]


def _number(step: Step, parts: Sequence[Numbers]) -> Numbers:
    """Return the whole numbers that a step makes of others."""
    match step.of:
        case Added():
            return _added(step.of, parts)
        case Times():
            return np.multiply(*parts)
        case Chosen():
            return np.where(*parts)
        case Least(_, greatest):
            return reduce(np.maximum if greatest else np.minimum, parts)
        case Quotient():
            return np.floor_divide(*parts)
        case _:
            return np.abs(parts[0])


def _added(of: Added, parts: Sequence[Numbers]) -> Numbers:
    """Add up multiples; no sum on the way is larger than was seen to fit."""
    (times, first), *others = zip((one for one, _ in of.terms), parts, strict=True)
    total = np.multiply(first, np.int64(times))
    for times, one in others:
        if times == 1:
            total += one
        elif times == -1:
            total -= one
        else:
            total += np.multiply(one, np.int64(times))
    if of.constant:
        total += np.int64(of.constant)
    return total
