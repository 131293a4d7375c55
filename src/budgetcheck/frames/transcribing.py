"""Transcribing: how the texts of a column become whole grains and truths."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
import narwhals as nw

from budgetcheck.errors import UnreadableNumberError
from budgetcheck.frames.arithmetic import chosen, equal, some
from budgetcheck.frames.cells import Printed
from budgetcheck.frames.engines import INT64
from budgetcheck.frames.irregulars import (
    Irregular,
    Irregulars,
    Kind,
    Read,
    kind_of,
    refusal,
)
from budgetcheck.frames.numbers import FALSE, Flag, Truth, Whole, given
from budgetcheck.frames.reading import Facts, Reading, known
from budgetcheck.frames.regulars import NONE, Texts
from budgetcheck.frames.sources import Source


@attrs.frozen(eq=False)
class Transcript:
    """How a column of texts is read, everything about it being known.

    Attributes:
        texts: Its texts.
        read: What the irregular ones say.
        bounds: The bounds of the regular ones, by how many decimals they show.
        facts: What is known of the whole column.
    """

    texts: Texts
    read: Read
    bounds: Mapping[int, tuple[int, int]]
    facts: Facts

    @property
    def source(self) -> Source:
        """The column."""
        return self.read.source

    @property
    def irregulars(self) -> Irregulars:
        """What its irregular texts say."""
        return self.read.irregulars

    def reading(self) -> Reading:
        """Return the numbers, and what the other texts say."""
        decimals = self.decimals
        columns: dict[str, nw.Expr] = {}
        value = self.value(columns, decimals)
        kind = self.kinds(columns)
        printed = Printed(
            like=self.source.figure_in("0"),
            grain=self.source.grain(decimals),
            decimals=decimals,
            value=value,
            quantum=self.quantum(columns, decimals, kind),
            rounding=self.source.declared.rounding,
            missing=kind(Kind.MISSING, Kind.BLANK),
            blank=kind(Kind.BLANK),
            not_computable=kind(Kind.NOT_COMPUTABLE),
            word=kind(Kind.NIL, Kind.FLAT, Kind.INCREASE, Kind.DECREASE),
            nil=kind(Kind.NIL),
            low_absent=kind(Kind.DECREASE, Kind.AT_MOST, Kind.BELOW),
            high_absent=kind(Kind.INCREASE, Kind.AT_LEAST, Kind.ABOVE),
            low_open=kind(Kind.INCREASE, Kind.ABOVE),
            high_open=kind(Kind.DECREASE, Kind.BELOW),
        )
        return Reading(columns, printed)

    @property
    def decimals(self) -> int:
        """The decimals of the finest unit that is printed."""
        rounded = [self.source.quantum(shown) or 0 for shown in self.bounds]
        odd = [one.decimals for one in self.irregulars.values()]
        return max(*self.bounds, *rounded, *odd, 0)

    def value(self, columns: dict[str, nw.Expr], decimals: int) -> Whole:
        """Return the printed numbers."""
        name = f"__value_{self.texts.number}"
        scales: dict[int, int] = {
            shown: 10 ** (decimals - shown) for shown in self.bounds
        }
        if len(scales) == 1 and not self.irregulars:
            ((shown, scale),) = scales.items()
            columns[name] = self.texts.digits
            return scale * given(name, *self.bounds[shown])
        low, high = self.checked(decimals)
        # The factor is chosen, so that none is multiplied with another row's.
        factor = self.by_shown(lambda shown: nw.lit(scales[shown], dtype=nw.Int64))
        columns[name] = self.texts.digits * factor
        if self.irregulars:
            odd = self.looked_up(lambda one: int(one.value * 10**decimals))
            columns[name] = columns[name] + odd
        return given(name, low, high)

    def checked(self, decimals: int) -> tuple[int, int]:
        """Return the bounds of all numbers, and refuse those beyond int64."""
        ends = [0]  # Where there is no number, or one that is looked up.
        for shown, bounds in self.bounds.items():
            ends += [end * 10 ** (decimals - shown) for end in bounds]
        for text, one in self.irregulars.items():
            end = int(one.value * 10**decimals)
            ends.append(end)
            if abs(end) > INT64:
                raise self.beyond(text, end, decimals)
        low, high = min(ends), max(ends)
        largest = max(-low, high)
        if largest > INT64:
            raise self.beyond("its numbers", largest, decimals)
        return low, high

    def beyond(self, text: str, end: int, decimals: int) -> Exception:
        """Return that a number is larger than 64 bits hold."""
        problem = (
            f"with {decimals} decimals, which the column has, it counts {end} of the "
            f"last digit, and 64 bits hold {INT64}"
        )
        return refusal(self.source.name, [UnreadableNumberError(text, problem)])

    def by_shown(self, make: Callable[[int], nw.Expr]) -> nw.Expr:
        """Return what depends on how many decimals a row shows."""
        *several, last = self.bounds
        made = make(last)
        for shown in several:
            made = nw.when(self.texts.shown == shown).then(make(shown)).otherwise(made)
        return made

    def looked_up(self, what: Callable[[Irregular], int]) -> nw.Expr:
        """Return what irregular texts say, and 0 for the others."""
        texts, none = self.texts, nw.lit(NONE)
        said = {NONE: 0} | {text: what(one) for text, one in self.irregulars.items()}
        text = nw.when(texts.is_regular).then(none).otherwise(texts.text)
        return text.replace_strict(
            list(said), list(said.values()), default=0, return_dtype=nw.Int64()
        )

    def quantum(
        self, columns: dict[str, nw.Expr], decimals: int, kind: Callable[..., Truth]
    ) -> Whole:
        """Return what the numbers are rounded to."""
        grains = {shown: self.grains(shown, decimals) for shown in self.bounds}
        odd = [one for one in self.irregulars.values() if one.kind is Kind.NUMBER]
        each = {int(one.quantum * 10**decimals) for one in odd}
        if known(self.facts, "regular") or not odd:
            each |= set(grains.values())
        if len(each) == 1:
            ranges = kind(*(one for one in Kind if one >= Kind.NIL))
            return chosen(ranges, 0, each.pop())
        name = f"__quantum_{self.texts.number}"
        here = nw.when(self.texts.is_regular & ~self.texts.lacks)
        regular = self.by_shown(lambda shown: nw.lit(grains[shown], dtype=nw.Int64))
        nothing = nw.lit(0, dtype=nw.Int64)
        columns[name] = here.then(regular).otherwise(nothing)
        if self.irregulars:
            columns[name] = columns[name] + self.looked_up(
                lambda one: int(one.quantum * 10**decimals)
            )
        return given(name, 0, max(each))

    def grains(self, shown: int, decimals: int) -> int:
        """Return to how many grains a regular text is rounded."""
        rounded = self.source.quantum(shown)
        return 0 if rounded is None else 10 ** (decimals - rounded)

    def kinds(self, columns: dict[str, nw.Expr]) -> Callable[..., Truth]:
        """Return what says where figures of some kinds stand."""
        texts, number = self.texts, self.texts.number
        null = kind_of(self.source.missing)
        odd = {one.kind for one in self.irregulars.values()} - {Kind.NUMBER}
        lacking = known(self.facts, "lacking") > 0
        if not odd:
            if not lacking:
                return lambda *_: FALSE
            columns[f"__lacks_{number}"] = texts.lacks
            flag = Flag(f"__lacks_{number}")
            return lambda *kinds: flag if null in kinds else FALSE
        name, found = f"__kind_{number}", odd | ({null} if lacking else set())
        said = self.looked_up(lambda one: int(one.kind))
        if lacking:
            absent = nw.lit(int(null), dtype=nw.Int64)
            said = nw.when(texts.lacks).then(absent).otherwise(said)
        columns[name] = said
        kind = given(name, 0, max(found))
        return lambda *kinds: some(*(equal(kind, one) for one in kinds if one in found))
