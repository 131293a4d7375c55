"""Decimals: columns of exact decimal numbers, in whole numbers of the last digit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import attrs
import narwhals as nw

from budgetcheck.errors import UnreadableNumberError
from budgetcheck.frames.engines import Frame
from budgetcheck.frames.reading import (
    Facts,
    Reading,
    checked,
    how_many,
    known,
    made,
    refuse_coarse,
)
from budgetcheck.frames.sources import Source

_DIGITS = 19  # Of the largest number that 64 bits hold.
_MOST = 18  # The decimals of the largest power of ten that they hold.
_STEP = 9  # As many at once.


@attrs.frozen
class DecimalReader:
    """Reads decimals, which are printed with the decimals that are declared.

    Attributes:
        source: The column.
        number: Its number, by which the new columns are called.
        scale: How many decimals its type has.
    """

    source: Source
    number: str
    scale: int

    @property
    def decimals(self) -> int:
        """How many decimals the numbers have, as far as they are printed."""
        if self.source.counted:
            return 0
        usual = self.source.usual_decimals
        return self.scale if usual is None else usual

    @property
    def is_printed(self) -> nw.Expr:
        """Where a number has no more decimals than are printed."""
        text = nw.col(self.source.name).cast(nw.String).fill_null("0")
        ending = rf"\.[0-9]{{0,{self.decimals}}}0*" if self.decimals > 0 else r"\.0*"
        whole = "[0-9]+"
        if self.decimals < 0:
            whole = f"(?:[0-9]*0{{{-self.decimals}}}|0)"
        # Arrow writes a nought of many decimals as 0E-12.
        return text.str.contains(f"^-?(?:{whole}(?:{ending})?|0E-[0-9]+)$")

    def prepared(self, frame: Frame) -> Frame:
        """Return the frame as it is."""
        return frame

    def facts(self) -> Mapping[str, nw.Expr]:
        """Return the bounds, what is missing, and what has more decimals."""
        column = nw.col(self.source.name)
        said = {
            "low": column.min(),
            "high": column.max(),
            "lacking": how_many(column.is_null()),
        }
        if self.decimals < self.scale:
            said["off"] = how_many(~self.is_printed)
        return said

    def read(self, facts: Facts, frame: Frame) -> Reading:
        """Return the numbers, 0 where one is missing."""
        del frame
        refuse_coarse(self.source)
        if "off" in facts and known(facts, "off"):
            problem = (
                f"not all of its numbers are printed with {self.decimals} decimals: "
                "declare as many as they have"
            )
            raise UnreadableNumberError(f"column {self.source.name}", problem)
        if self.decimals > _MOST:
            problem = f"64 bits hold {_MOST} decimals, and no {self.decimals}"
            raise UnreadableNumberError(f"column {self.source.name}", problem)
        lacking, decimals = known(facts, "lacking"), max(0, self.decimals)
        ends = [_grains(facts[end], decimals) for end in ("low", "high")]
        bounds = min(*ends, 0), max(*ends, 0)
        printed = decimals
        if self.source.counted:
            printed = self.source.usual_decimals or 0
        column = nw.col(self.source.name)
        return made(
            self.source,
            self.number,
            self.value(decimals),
            checked(self.source, bounds if lacking else (ends[0], ends[1])),
            decimals=printed,
            missing=column.is_null() if lacking else None,
        )

    def value(self, decimals: int) -> nw.Expr:
        """Return the numbers in whole ones of so many decimals.

        Exact: no number has more decimals, and the bounds are known to fit. In steps,
        because Arrow multiplies no more than 38 digits in all.
        """
        left = decimals
        exact = nw.col(self.source.name).cast(nw.Decimal(_DIGITS, left))
        while left:
            step = min(left, _STEP)
            left -= step
            factor = nw.lit(Decimal(10**step))
            exact = (exact * factor).cast(nw.Decimal(_DIGITS, left))
        return exact.cast(nw.Int64).fill_null(0)


def _grains(number: object, decimals: int) -> int:
    # Without rows there is none, whatever a library has instead.
    exact = Fraction(number) if isinstance(number, Decimal) else Fraction(0)
    return int(exact * 10**decimals)
