"""Comparing: how two things that should be equal differ, as an auditor would say it.

pytest shows these lines below a failed `assert left == right`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from budgetcheck.language.conventions import UNDECLARED
from budgetcheck.language.figures import Amount, Count, Figure, Number, figure_text
from budgetcheck.language.findings import Finding
from budgetcheck.language.intervals import Interval
from budgetcheck.language.measures import Measure
from budgetcheck.language.numbers import decimals_of
from budgetcheck.language.reports import Report
from budgetcheck.language.safety import safe
from budgetcheck.language.verdicts import Verdict

_MEANINGS = {
    Verdict.CONTRADICTION: "no truths print so",
    Verdict.UNCHECKED: "a figure is missing",
    Verdict.STRAINED: "possible, but hardly",
    Verdict.ROUNDING: "only unrounded truths print so",
    Verdict.EXACT: "agrees as printed",
    Verdict.UNDEFINED: "nothing to compare, properly so",
}
_SHOWN = 10


def difference(left: object, right: object, verbosity: int = 0) -> list[str] | None:
    """Return how two things differ, or None if pytest can say it as well.

    Shape: the comparison in one line, and the differences below it.

    Args:
        left: A figure, an interval, a verdict, a finding or a report.
        right: Another of the same.
        verbosity: With 1 or more, every difference of two reports is told.

    Example:
        >>> from budgetcheck.language.reading import read_figure
        >>> for line in difference(read_figure("98.34"), read_figure("98.36")):
        ...     print(line)
        98.34 == 98.36
        the left is 0.02 less: 2 units in the last printed digit
    """
    lines: Iterator[str]
    if isinstance(left, Figure) and isinstance(right, Figure):
        lines = _figures(left, right)
    elif isinstance(left, Interval) and isinstance(right, Interval):
        lines = _intervals(left, right)
    elif isinstance(left, Verdict) and isinstance(right, Verdict):
        lines = _verdicts(left, right)
    elif isinstance(left, Finding) and isinstance(right, Finding):
        lines = iter((f"{left} == {right}", *_findings(left, right)))
    elif isinstance(left, Report) and isinstance(right, Report):
        lines = _reports(left, right, None if verbosity > 0 else _SHOWN)
    else:
        return None
    return [safe(line) for line in lines]


def _figures(left: Figure, right: Figure) -> Iterator[str]:
    yield f"{_text(left)} == {_text(right)}"
    if not isinstance(left, Number) or type(left) is not type(right):
        yield f"the left is {_kind(left)}, the right {_kind(right)}"
        return
    assert isinstance(right, Number)  # noqa: S101 (told to the type checker)
    units = {one.unit for one in (left, right) if isinstance(one, Amount | Count)}
    if len({(one.name, one.kind) for one in units}) > 1:
        yield "their units differ, and nothing can be said of the amount"
        return
    yield from _values(left, right)
    for name in ("rounding", "bound"):
        if getattr(left, name) != getattr(right, name):
            yield f"{name}: {getattr(left, name)} and {getattr(right, name)}"
    if left.also != right.also:
        yield f"further printings: {len(left.also)} and {len(right.also)}, or others"


def _values(left: Number, right: Number) -> Iterator[str]:
    """Say how far two numbers are apart, and whether rounding explains it."""
    gap = Fraction(left.value) * left.scale - Fraction(right.value) * right.scale
    steps = [Fraction(one.quantum) * one.scale for one in (left, right)]
    if gap:
        word = "more" if gap > 0 else "less"
        said = Measure.of(left).exact_text(abs(gap))
        yield f"the left is {said} {word}{_in_digits(abs(gap), steps)}"
        truths = [one.truths(UNDECLARED).usual for one in (left, right)]
        if any(steps) and _meet(truths[0], truths[1]):
            yield "one truth may print as both"
    elif steps[0] != steps[1]:
        places = (
            f"{_printed_to(left)} on the left and {_printed_to(right)} on the right"
        )
        yield f"the same number, but {places}"


def _in_digits(gap: Fraction, steps: list[Fraction]) -> str:
    step = max(steps)
    if not step:
        return ""
    units = gap / step
    many = f"{units}" if units.denominator == 1 else f"{float(units):.4g}"
    of = "unit" if units == 1 else "units"
    coarser = "" if steps[0] == steps[1] else " of the coarser figure"
    return f": {many} {of} in the last printed digit{coarser}"


def _printed_to(figure: Number) -> str:
    if not figure.quantum:
        return "exact"
    decimals = decimals_of(figure.quantum)
    return f"rounded to {decimals} decimal{'' if decimals == 1 else 's'}"


def _text(figure: Figure) -> str:
    text = figure_text(figure)
    unit = figure.unit.text if isinstance(figure, Amount | Count) else ""
    return f"{text} {unit}".strip()


def _kind(figure: Figure) -> str:
    name = type(figure).__name__
    return {"Amount": "an amount", "Count": "a count", "Percent": "a percentage"}.get(
        name, f"{name} ({_text(figure)})"
    )


def _intervals(left: Interval, right: Interval) -> Iterator[str]:
    yield f"{_range(left)} == {_range(right)}"
    for end in ("low", "high"):
        one, other = getattr(left, end), getattr(right, end)
        open_, shut = getattr(left, f"{end}_open"), getattr(right, f"{end}_open")
        if one != other:
            both = one is not None and other is not None
            gap = f", {_number(abs(one - other))} apart" if both else ""
            yield f"{end}: {_number(one)} and {_number(other)}{gap}"
        elif open_ != shut:
            words = ("open", "closed") if open_ else ("closed", "open")
            yield f"{end}: {_number(one)} is {words[0]} and {words[1]}"
    if not _meet(left, right):
        yield "no number lies in both"


def _range(interval: Interval) -> str:
    left = "(" if interval.low_open or interval.low is None else "["
    right = ")" if interval.high_open or interval.high is None else "]"
    low = "-∞" if interval.low is None else _number(interval.low)
    high = "∞" if interval.high is None else _number(interval.high)
    return f"{left}{low}, {high}{right}"


def _number(value: Fraction | None) -> str:
    return "none" if value is None else Measure().exact_text(value)


def _meet(left: Interval | None, right: Interval | None) -> bool:
    return left is not None and right is not None and left.meet(right) is not None


def _verdicts(left: Verdict, right: Verdict) -> Iterator[str]:
    yield f"{left.name} == {right.name}"
    for one in (left, right):
        yield f"{one.name}: {_MEANINGS[one]}"


def _findings(left: Finding, right: Finding) -> Iterator[str]:
    for attribute in ("name", "verdict", "level", "cause", "filled", "exception"):
        one, other = getattr(left, attribute), getattr(right, attribute)
        if one != other:
            yield f"{attribute}: {_said(one)} and {_said(other)}"


def _said(value: object) -> str:
    return str(getattr(value, "value", value))


def _reports(left: Report, right: Report, shown: int | None) -> Iterator[str]:
    yield f"{len(left)} results == {len(right)} results"
    lefts, rights = ({one.name: one for one in report} for report in (left, right))
    lines = [
        line
        for name in dict.fromkeys((*lefts, *rights))
        if (line := _told(name, lefts.get(name), rights.get(name)))
    ]
    lines += [
        f"they differ in their {attribute}"
        for attribute in (
            *("name", "title", "figures", "headings", "captions"),
            *("disabled", "stale"),
        )
        if getattr(left, attribute) != getattr(right, attribute)
    ]
    yield from lines[:shown]
    if shown is not None and len(lines) > shown:
        yield f"… and {len(lines) - shown} more; use -v to see them"


def _told(name: str, left: Finding | None, right: Finding | None) -> str:
    if left is None or right is None:
        side = "left" if right is None else "right"
        return f"{name}: only on the {side}: {left or right}"
    if left == right:
        return ""
    if left.verdict is not right.verdict:
        return f"{name}: {left.verdict.name} and {right.verdict.name}"
    return f"{name}: {'; '.join(_findings(left, right)) or 'other figures'}"
