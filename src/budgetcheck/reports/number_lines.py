"""Number lines: what is stated, drawn beside what the other figures allow."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from xml.etree.ElementTree import Element

import attrs

from budgetcheck.language.evidence import Evidence
from budgetcheck.language.intervals import Interval
from budgetcheck.language.measures import Measure
from budgetcheck.language.numbers import decimals_of, fixed
from budgetcheck.reports.markup import tag

_MARGIN = Fraction(1, 12)
_STEPS = (Fraction(1), Fraction(1, 2), Fraction(1, 5))
_ROOM = 34
_TOPS = {"stated": 4, "possible": 26}
_BAND = 14
_AXIS = 48
_HEIGHT = 68


@attrs.frozen(kw_only=True)
class NumberLine:
    """Two intervals on one line, and the numbers that were printed or computed.

    Units: base units, as in the evidence; `measure` says how they are written.

    Attributes:
        stated: The truths behind what is printed.
        possible: What the other figures allow.
        printed: What is printed, if it is a number.
        recomputed: What the other printed figures give, if that is a number.
        low: Where the line begins.
        high: Where it ends.
        measure: How its numbers are written.
    """

    stated: Interval
    possible: Interval
    printed: Fraction | None
    recomputed: Fraction | None
    low: Fraction
    high: Fraction
    measure: Measure

    @classmethod
    def of(cls, evidence: Evidence) -> NumberLine | None:
        """Return the line of a finding; None if there is nothing to compare on it.

        Example:
            >>> one = Evidence(stated_truths=Interval(1, 2), possible=Interval(3, 4))
            >>> line = NumberLine.of(one)
            >>> float(line.low), float(line.high)
            (0.75, 4.25)
        """
        stated, possible = evidence.stated_truths, evidence.possible
        if stated is None or possible is None:
            return None
        ends = (stated.low, stated.high, possible.low, possible.high)
        marks = (*ends, evidence.stated, evidence.recomputed)
        known = [one for one in marks if one is not None]
        if not known:
            return None
        low, high = min(known), max(known)
        measure = evidence.measure
        width = high - low or 24 * measure.scale / 10**measure.decimals
        # An end that is not there gets room for an arrow.
        left, right = (
            width * _MARGIN * (3 if None in pair else 1)
            for pair in (ends[::2], ends[1::2])
        )
        return cls(
            stated=stated,
            possible=possible,
            printed=evidence.stated,
            recomputed=evidence.recomputed,
            low=low - left,
            high=high + right,
            measure=measure,
        )

    @property
    def meets(self) -> bool:
        """Whether a number lies in both intervals."""
        return self.stated.meet(self.possible) is not None

    def place(self, value: Fraction) -> str:
        """Return how far along the line a number stands, in percent."""
        share = (value - self.low) / (self.high - self.low)
        return fixed(100 * share, 2) + "%"

    def ticks(self) -> tuple[tuple[Fraction, str], ...]:
        """Return round numbers to write below the line, two or more.

        Example:
            >>> one = Evidence(stated_truths=Interval(1, 2), possible=Interval(3, 4))
            >>> [text for _, text in NumberLine.of(one).ticks()]
            ['2', '4']
        """
        low, high = self.low / self.measure.scale, self.high / self.measure.scale
        step, first, last = next(
            (step, -(-low // step), high // step)
            for step in _round_steps(high - low)
            if high // step > -(-low // step)
        )
        decimals = decimals_of(step)
        marks = tuple(
            (
                number * step * self.measure.scale,
                fixed(number * step, decimals) + self.measure.suffix,
            )
            for number in range(first, last + 1)
        )
        tight = sum(len(text) for _, text in marks) > _ROOM
        return (marks[0], marks[-1]) if tight else marks


def _round_steps(width: Fraction) -> Iterator[Fraction]:
    """Yield 1, 1/2, 1/5 of powers of ten, from what is wider than the line down."""
    power = Fraction(1)
    while power < width:
        power *= 10
    while power >= width * 10:
        power /= 10
    while True:
        yield from (power * one for one in _STEPS)
        power /= 10


def draw(line: NumberLine, told: str) -> Element:
    """Draw a number line, as wide as there is room for.

    Args:
        line: The line.
        told: The text for those who do not see it.

    Example:
        >>> one = Evidence(stated_truths=Interval(1, 2), possible=Interval(3, 4))
        >>> draw(NumberLine.of(one), "apart").get("aria-label")
        'apart'
    """
    return tag(
        "svg",
        *_axis(line),
        _band(line, line.stated, line.printed, "stated"),
        _band(line, line.possible, line.recomputed, "possible"),
        role="img",
        aria_label=told,
        width="100%",
        height=str(_HEIGHT),
    )


def _axis(line: NumberLine) -> Iterator[Element]:
    level = str(_AXIS)
    yield tag("line", class_="axis", x1="0%", x2="100%", y1=level, y2=level)
    for value, text in line.ticks():
        at = line.place(value)
        yield tag("line", class_="tick", x1=at, x2=at, y1="0", y2=str(_AXIS + 4))
        yield tag("text", text, x=at, y=str(_HEIGHT - 3), text_anchor="middle")


def _band(
    line: NumberLine, interval: Interval, mark: Fraction | None, kind: str
) -> Element:
    """Draw an interval: its ends, what lies between, and the number printed of it."""
    low = line.low if interval.low is None else interval.low
    high = line.high if interval.high is None else interval.high
    top = _TOPS[kind]
    width = fixed(100 * (high - low) / (line.high - line.low), 2) + "%"
    rows = {"y": str(top), "height": str(_BAND)}
    middle = str(top + _BAND // 2)
    return tag(
        "g",
        tag("rect", x=line.place(low), width=width, **rows),
        _end(line, interval.low, top, is_open=interval.low_open),
        _end(line, interval.high, top, is_open=interval.high_open),
        _arrow("0%", top, -1) if interval.low is None else None,
        _arrow("100%", top, 1) if interval.high is None else None,
        None if mark is None else tag("circle", cx=line.place(mark), cy=middle, r="4"),
        class_=kind,
    )


def _end(
    line: NumberLine, value: Fraction | None, top: int, *, is_open: bool
) -> Element | None:
    """Draw the end of an interval; one that does not belong to it is dotted."""
    if value is None:
        return None
    at, below = line.place(value), str(top + _BAND)
    dots = "2 2" if is_open else None
    return tag("line", x1=at, x2=at, y1=str(top), y2=below, stroke_dasharray=dots)


def _arrow(at: str, top: int, direction: int) -> Element:
    """Draw that an interval goes on beyond the line."""
    half = _BAND // 2
    path = f"M0,{top} L{half * direction},{top + half} L0,{top + _BAND} Z"
    return tag("svg", tag("path", d=path), x=at, overflow="visible")
