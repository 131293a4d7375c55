"""Sources: the columns that rules name, and how their figures are printed.

What a row's value is as a figure, is what the object reader makes of its text
(`figure_in()`); the frame reads the same in whole numbers.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from budgetcheck.errors import UnreadableNumberError
from budgetcheck.frames.columns import Column
from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import (
    Amount,
    Count,
    Figure,
    Missing,
    NotComputable,
    Word,
)
from budgetcheck.language.numbers import exact_decimal, fixed
from budgetcheck.language.reading import read_figure
from budgetcheck.language.tables import Printing
from budgetcheck.language.units import NO_UNIT, Unit

_BEYOND = re.compile(r"\s*(以上|以下)?\s*$")


@attrs.frozen(kw_only=True)
class Source:
    """A column that rules name.

    Attributes:
        path: What rules call it.
        name: What the column is called.
        declared: How its figures are printed.
        convention: What the publisher declares.
        percent: Whether they are percentages; None where their texts say it.
        counted: Whether numbers count the last printed digit.
        summed: Whether they are added up, so that the sum of all has to be known.
    """

    path: str
    name: str
    declared: Column
    convention: Convention
    percent: bool | None
    counted: bool
    summed: bool = False

    @property
    def unit(self) -> Unit:
        """The unit of its figures, if they are no percentages."""
        return self.declared.unit or self.convention.unit or NO_UNIT

    @property
    def is_count(self) -> bool:
        """Whether its figures are numbers of things."""
        return not self.percent and self.unit.kind == "thing"

    @property
    def usual_decimals(self) -> int | None:
        """The decimals with which its figures are printed at least, if declared."""
        own = self.declared.decimals
        if own is not None or self.is_count:
            return own
        convention = self.convention
        return convention.percent_decimals if self.percent else convention.decimals

    @property
    def is_coarse(self) -> bool:
        """Whether zeros at the end of its amounts say how they were rounded."""
        if self.percent or self.declared.decimals is not None or self.is_count:
            return False
        return (self.convention.decimals or 0) < 0

    def grain(self, decimals: int) -> Fraction:
        """Return how many base units one is, in the last of so many decimals."""
        scale = Fraction(1, 100) if self.percent else Fraction(self.unit.scale)
        return scale / Fraction(10) ** decimals

    def quantum(self, shown: int) -> int | None:
        """Return to how many decimals a figure is rounded; None if it is exact.

        Args:
            shown: How many decimals it is printed with.
        """
        declared = self.declared
        if declared.exact:
            return None
        if declared.decimals is not None:
            return declared.decimals
        if self.is_count and self.unit.scale == 1 and not shown:
            return None
        usual = self.usual_decimals
        return shown if usual is None else max(shown, usual)

    def figure_in(self, value: object) -> Figure:
        """Return the figure that a value of the column is.

        Raises:
            UnreadableNumberError: It is none.
        """
        if value is None:
            return self.missing
        printed = value if isinstance(value, str) else self.text_of(value)
        figure = self._read(printed)
        if self.percent and isinstance(figure, Amount | Count):
            # The sign stands in the heading: 61.83, and 90以上.
            return self._read(_BEYOND.sub(r"%\1", printed, count=1))
        return figure

    def _read(self, printed: str) -> Figure:
        declared = self.declared
        table = Printing(
            value=printed,
            unit=declared.unit,
            decimals=declared.decimals,
            exact=declared.exact,
            rounding=declared.rounding,
        )
        return read_figure(table, self.convention)

    def value_in(self, value: Any) -> Figure:  # noqa: ANN401 (whatever the engine gives)
        """Return the figure that an engine's value of the column is.

        Shape: NaN is null, and so is what pandas has instead of a whole number.

        Raises:
            UnreadableNumberError: It is none.
        """
        return self.figure_in(None if _lacks(value) else value)

    def text_of(self, value: object) -> str:
        """Return a number of the column as it is printed.

        Raises:
            UnreadableNumberError: It has more decimals than are printed.
        """
        given: Any = value if isinstance(value, int | Decimal) else Decimal(str(value))
        number, usual = exact_decimal(given), self.usual_decimals
        if self.counted:
            sign, digits, exponent = number.as_tuple()
            number = Decimal((sign, digits, int(exponent) - (usual or 0)))
        elif usual is None or isinstance(value, int):
            return f"{number:f}"
        exact, decimals = Fraction(number), usual or 0
        if (exact * Fraction(10) ** decimals).denominator != 1:
            problem = f"it has more than {decimals} decimals"
            raise UnreadableNumberError(str(given), problem)
        return fixed(exact, max(0, decimals))

    @property
    def missing(self) -> Figure:
        """What a null says."""
        match self.declared.null:
            case "not_computable":
                return NotComputable()
            case "nil":
                return Word("nil", printed="-")
            case reason:
                return Missing(reason)


def _lacks(value: Any) -> bool:  # noqa: ANN401 (whatever an engine gives)
    try:
        return value is None or bool(value != value)  # noqa: PLR0124 (only NaN is)
    except TypeError:  # pandas.NA does not say whether it equals itself.
        return True
