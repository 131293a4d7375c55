"""Regulars: printed texts that are plain numbers, which the engine itself can read.

A regular text is a number with or without commas, point and percent sign. What is
needed of the texts is computed once, and kept in columns.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import narwhals as nw

from budgetcheck.frames.engines import Frame
from budgetcheck.frames.sources import Source

# Only ASCII digits, and no group that a library could want to extract.
_REGULAR = r"^-?(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,18})(?:\.[0-9]{1,9})?%?$"
_DIGITS = 18  # With a minus sign: one digit less, which the object reader reads.
NONE = "0"  # A regular text, where there is none, or one that is not regular.


@attrs.frozen
class Texts:
    """The texts of a column, and the columns that are made of them.

    Attributes:
        source: The column.
        number: Its number, by which the new columns are called.
        in_categories: Whether its texts are categories.
    """

    source: Source
    number: str
    in_categories: bool = False

    def over(self, frame: Frame) -> Frame:
        """Return a frame with the columns that the others of this class name."""
        for columns in (self._first(), self._second(), self._third()):
            named = {f"{name}_{self.number}": one for name, one in columns.items()}
            frame = frame.with_columns(**named)
        return frame

    def _first(self) -> Mapping[str, nw.Expr]:
        column = nw.col(self.source.name)
        text = column.cast(nw.String) if self.in_categories else column
        text = text.fill_null(NONE)
        return {"__text": text, "__signed": _signed(text)}

    def _second(self) -> Mapping[str, nw.Expr]:
        short = nw.col(f"__signed_{self.number}").str.len_chars() <= _DIGITS
        regular = self.text.str.contains(_REGULAR) & short
        # Where zeros at the end say something, no number is regular.
        return {"__regular": self.lacks if self.source.is_coarse else regular}

    def _third(self) -> Mapping[str, nw.Expr]:
        signed, none = nw.col(f"__signed_{self.number}"), nw.lit(NONE)
        plain = nw.when(self.is_regular).then(self.text).otherwise(none)
        signed = nw.when(self.is_regular).then(signed).otherwise(none)
        shown = plain.str.replace_all(r"^[^.]*|[^0-9]", "").str.len_chars()
        return {
            "__digits": signed.cast(nw.Int64),
            "__shown": shown.cast(nw.Int64),
            "__rate": plain.str.contains("%", literal=True),
        }

    @property
    def text(self) -> nw.Expr:
        """The texts, and 0 for what is missing."""
        return nw.col(f"__text_{self.number}")

    @property
    def lacks(self) -> nw.Expr:
        """Where there is no text."""
        return nw.col(self.source.name).is_null()

    @property
    def is_regular(self) -> nw.Expr:
        """Where the engine can read the text, or has none."""
        return nw.col(f"__regular_{self.number}")

    @property
    def digits(self) -> nw.Expr:
        """The digits of regular texts as a number, whatever stands behind the point."""
        return nw.col(f"__digits_{self.number}")

    @property
    def shown(self) -> nw.Expr:
        """How many digits of a regular text stand behind the point."""
        return nw.col(f"__shown_{self.number}")

    @property
    def is_rate(self) -> nw.Expr:
        """Where a regular text has a percent sign."""
        return nw.col(f"__rate_{self.number}")


def _signed(text: nw.Expr) -> nw.Expr:
    return text.str.replace_all("[^0-9-]", "")
