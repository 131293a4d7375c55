"""Texts: columns of printed texts, of which the engine reads the regular ones.

Those become whole grains without leaving the engine (`regulars`). Every other text is
irregular: what it says is looked up (`irregulars`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import narwhals as nw

from budgetcheck.frames.engines import INT64, Frame
from budgetcheck.frames.irregulars import Regular, read_all, texts_in
from budgetcheck.frames.reading import Facts, Reading, how_many, known
from budgetcheck.frames.regulars import Texts
from budgetcheck.frames.sources import Source
from budgetcheck.frames.transcribing import Transcript


@attrs.frozen
class TextReader:
    """Reads printed texts."""

    texts: Texts

    @property
    def source(self) -> Source:
        """The column."""
        return self.texts.source

    @property
    def number(self) -> str:
        """What tells its new columns from those of others."""
        return self.texts.number

    def prepared(self, frame: Frame) -> Frame:
        """Return a frame with what is needed of the texts, computed once."""
        return self.texts.over(frame)

    def facts(self) -> Mapping[str, nw.Expr]:
        """Return the bounds, the decimals, and how many texts are not regular."""
        texts, beyond = self.texts, nw.lit(INT64, dtype=nw.Int64)
        regular = texts.is_regular & ~texts.lacks
        return {
            "low": texts.digits.min(),
            "high": texts.digits.max(),
            "fewest": nw.when(regular).then(texts.shown).otherwise(beyond).min(),
            "most": texts.shown.max(),
            "regular": how_many(regular),
            "rates": how_many(texts.is_rate),
            "odd": how_many(~texts.is_regular),
            "lacking": how_many(texts.lacks),
        }

    def read(self, facts: Facts, frame: Frame) -> Reading:
        """Return the numbers, and what the other texts say."""
        found: list[str] = []
        if known(facts, "odd"):
            name, odd = self.source.name, ~self.texts.is_regular
            found = texts_in(frame, odd, self.texts.text, name)
        rates, regular = known(facts, "rates"), known(facts, "regular")

        def example(rate: bool) -> str:  # noqa: FBT001 (see Regular)
            return self.example(frame, rate=rate)

        seen = Regular(bool(rates), regular > rates, example)
        read = read_all(self.source, found, seen)
        return Transcript(self.texts, read, self.bounds(facts, frame), facts).reading()

    def example(self, frame: Frame, *, rate: bool) -> str:
        """Return a regular text, with a percent sign or without."""
        wanted = self.texts.is_rate if rate else ~self.texts.is_rate & ~self.texts.lacks
        regular = frame.filter(self.texts.is_regular & wanted)
        found: Any = regular.select(self.texts.text.alias("__text")).head(1)
        found = found.collect() if isinstance(found, nw.LazyFrame) else found
        return str(found["__text"].to_list()[0])

    def bounds(self, facts: Facts, frame: Frame) -> Mapping[int, tuple[int, int]]:
        """Return the bounds of the digits, by how many decimals are shown."""
        most = known(facts, "most")
        fewest = min(most, known(facts, "fewest"))
        if fewest == most:
            return {most: (known(facts, "low"), known(facts, "high"))}
        wanted: dict[str, nw.Expr] = {}
        nothing = nw.lit(0, dtype=nw.Int64)
        for shown in range(fewest, most + 1):
            here = (
                nw.when(self.texts.shown == shown)
                .then(self.texts.digits)
                .otherwise(nothing)
            )
            wanted |= {f"low_{shown}": here.min(), f"high_{shown}": here.max()}
        found: Any = frame.select(**wanted)
        found = found.collect() if isinstance(found, nw.LazyFrame) else found
        (row,) = found.rows(named=True)
        return {
            shown: (int(row[f"low_{shown}"]), int(row[f"high_{shown}"]))
            for shown in range(fewest, most + 1)
        }
