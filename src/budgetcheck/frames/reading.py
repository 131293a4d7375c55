"""Reading: the columns of a frame in whole numbers, and what is missing in them.

One pass measures the columns: their bounds, and what they lack. Then each becomes a
column of whole grains and, where needed, columns of truths, so that what is computed
later meets no null, no float and no text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import attrs
import narwhals as nw

from budgetcheck.errors import UnreadableNumberError
from budgetcheck.frames.arithmetic import chosen
from budgetcheck.frames.cells import Printed
from budgetcheck.frames.engines import INT64, Frame
from budgetcheck.frames.numbers import FALSE, Flag, Truth, given
from budgetcheck.frames.sources import Source
from budgetcheck.language.figures import Missing, Word

Facts = Mapping[str, Any]


class Reader(Protocol):
    """How columns of one type are read: prepared first, then asked, then read."""

    @property
    def source(self) -> Source:
        """The column."""

    @property
    def number(self) -> str:
        """What tells its new columns from those of others."""

    def prepared(self, frame: Frame) -> Frame:
        """Return a frame with columns of which facts and figures are made.

        Each row has what it has alone, so that rows may be taken before or after.
        """

    def facts(self) -> Mapping[str, nw.Expr]:
        """Return what has to be known of the whole column, as aggregates."""

    def read(self, facts: Facts, frame: Frame) -> Reading:
        """Return how its figures are read, what is known being given.

        Raises:
            UnreadableNumberError: Something in it is no figure.
        """


@attrs.frozen(eq=False)
class Reading:
    """A column as whole numbers and truths.

    Attributes:
        columns: What to compute first, by the name of the new column.
        printed: What the figures say, made of these.
    """

    columns: Mapping[str, nw.Expr]
    printed: Printed


_FLOATS = 2**53  # Up to here, floats hold every whole number.


@attrs.frozen
class WholeReader:
    """Reads whole numbers: of the last digit, or of units."""

    source: Source
    number: str

    def prepared(self, frame: Frame) -> Frame:
        """Return the frame as it is."""
        return frame

    def facts(self) -> Mapping[str, nw.Expr]:
        """Return the bounds, and how many are missing."""
        column = nw.col(self.source.name)
        facts = {
            "low": column.min(),
            "high": column.max(),
            "lacking": how_many(column.is_null()),
        }
        if self.source.summed:
            # Arrow makes no float of a number that floats do not hold.
            is_large = (column > _FLOATS) | (column < -_FLOATS)
            small = nw.when(~is_large).then(column).cast(nw.Float64)
            facts |= {"size": small.abs().sum(), "large": how_many(is_large)}
        return facts

    def read(self, facts: Facts, frame: Frame) -> Reading:
        """Return the numbers, 0 where one is missing."""
        del frame
        decimals = (self.source.usual_decimals or 0) if self.source.counted else 0
        refuse_coarse(self.source)
        column, lacking = nw.col(self.source.name), known(facts, "lacking")
        bounds = checked(self.source, _bounds(facts, lacking))
        value = column.fill_null(0) if lacking else column
        return made(
            self.source,
            self.number,
            value.cast(nw.Int64),
            bounds,
            decimals=decimals,
            missing=column.is_null() if lacking else None,
        )


@attrs.frozen
class FloatReader:
    """Reads floats whose decimals are declared, exactly."""

    source: Source
    number: str

    @property
    def decimals(self) -> int:
        """The decimals of the floats themselves."""
        return 0 if self.source.counted else self.source.declared.decimals or 0

    @property
    def lacks(self) -> nw.Expr:
        """Where there is no number."""
        column = nw.col(self.source.name)
        return column.is_null() | column.is_nan().fill_null(value=False)

    @property
    def value(self) -> nw.Expr:
        """The number, 0 where there is none."""
        zero = nw.lit(0.0)
        return nw.when(self.lacks).then(zero).otherwise(nw.col(self.source.name))

    @property
    def grains(self) -> nw.Expr:
        """The number in grains, near enough to be rounded to the right one."""
        return (self.value * 10.0**self.decimals).round(0)

    def prepared(self, frame: Frame) -> Frame:
        """Return the frame as it is."""
        return frame

    def facts(self) -> Mapping[str, nw.Expr]:
        """Return the bounds, what is missing, and what has more decimals."""
        off = self.grains / 10.0**self.decimals != self.value
        return {
            "low": self.grains.min(),
            "high": self.grains.max(),
            "lacking": how_many(self.lacks),
            "off": how_many(off),
        }

    def read(self, facts: Facts, frame: Frame) -> Reading:
        """Return the numbers, 0 where one is missing."""
        del frame
        lacking = known(facts, "lacking")
        low, high = known(facts, "low"), known(facts, "high")
        if known(facts, "off") or not -_FLOATS < low <= high < _FLOATS:
            decimals = self.source.usual_decimals
            problem = f"not all of its floats are numbers with {decimals} decimals"
            raise UnreadableNumberError(f"column {self.source.name}", problem)
        decimals = (self.source.usual_decimals or 0) if self.source.counted else None
        return made(
            self.source,
            self.number,
            self.grains.cast(nw.Int64),
            (min(0, low), max(0, high)) if lacking else (low, high),
            decimals=self.decimals if decimals is None else decimals,
            missing=self.lacks if lacking else None,
        )


def how_many(test: nw.Expr) -> nw.Expr:
    """Return in how many rows something is true; PySpark adds no truths."""
    return test.cast(nw.Int64).sum()


def known(facts: Facts, name: str) -> int:
    """Return a fact as a whole number: 0 where there are no rows to say it."""
    try:
        return int(facts[name])
    except (TypeError, ValueError):  # None, NaN or NA, as each library has it.
        return 0


def checked(source: Source, bounds: tuple[int, int]) -> tuple[int, int]:
    """Return the bounds of a column, and refuse those beyond 64 bits.

    Raises:
        UnreadableNumberError: A number is larger.
    """
    largest = max(bounds, key=abs)
    if abs(largest) > INT64:
        problem = f"it counts {largest} of the last digit, and 64 bits hold {INT64}"
        raise UnreadableNumberError(f"column {source.name}", problem)
    return bounds


def refuse_coarse(source: Source) -> None:
    """Refuse numbers of which only zeros at the end say how they were rounded.

    Raises:
        UnreadableNumberError: They are rounded to thousands, say, and not counted.
    """
    if source.is_coarse and not source.counted:
        problem = (
            f"with decimals={source.convention.decimals}, zeros at the end say how it "
            "is rounded, which a number does not keep: declare `decimals` for the "
            "column, or give texts"
        )
        raise UnreadableNumberError(f"column {source.name}", problem)


def made(
    source: Source,
    number: str,
    value: nw.Expr,
    bounds: tuple[int, int],
    *,
    decimals: int,
    missing: nw.Expr | None,
) -> Reading:
    """Return a column of plain numbers of so many decimals."""
    name, lacks = f"__value_{number}", f"__lacks_{number}"
    columns = {name: value}
    lacking: Truth = FALSE
    if missing is not None:
        columns[lacks] = missing
        lacking = Flag(lacks)
    rounded = source.quantum(decimals)
    grains = 0 if rounded is None else 10 ** max(0, decimals - rounded)
    finer = 1
    if rounded is not None and rounded > decimals:  # 35 in a document of two decimals.
        finer = 10 ** (rounded - decimals)
        grains, decimals = 1, rounded
    like = source.figure_in("0")
    said = source.missing if missing is not None else None
    words = _said(said, lacking)
    printed = Printed(
        like=like,
        grain=source.grain(decimals),
        decimals=decimals,
        value=given(name, *bounds) * finer,
        quantum=chosen(words.get("nil", FALSE), 0, grains),
        rounding=source.declared.rounding,
        **words,
    )
    return Reading(columns, printed)


def _said(said: object, where: Truth) -> dict[str, Truth]:
    """Return what a null says, and where."""
    match said:
        case None:
            return {}
        case Missing("blank"):
            return {"missing": where, "blank": where}
        case Missing():
            return {"missing": where}
        case Word():
            return {"word": where, "nil": where}
        case _:
            return {"not_computable": where}


def _bounds(facts: Facts, lacking: int) -> tuple[int, int]:
    low, high = known(facts, "low"), known(facts, "high")
    return (min(0, low), max(0, high)) if lacking else (low, high)
