"""Drawn lines: documents of several lines each, as a long frame and as nested ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st
from tests.frames.drawn import (
    Choices,
    Printing,
    Row,
    cells,
    conventions,
    with_gaps,
)

from budgetcheck import Convention
from budgetcheck.frames import Column
from budgetcheck.frames.columns import Null

# The columns of lines, of which `s` is a percentage, and those of documents.
LINES = ("x", "y", "z", "s")
TOTALS = ("t", "o", "u")
_PERCENTAGES = ("s", "u")
_OF_LINES = (
    "lines[*].x = lines[*].y + lines[*].z",
    "lines[*].s = lines[*].x / lines[*].y",
    "lines[i].s = lines[i].x / sum(lines[*].x)",
    "lines[i].s = lines[i].x / (sum(lines[*].x) + sum(lines[*].y))",
    "lines[i].s = lines[i].x / sum(lines[*].y)",
    "lines[i].s = (sum(lines[*].x) - lines[i].x) / sum(lines[*].x)",
    "lines[*].s = lines[*].x / t",
    "lines[*].s = lines[*].x / lines[*].y - 1",
    "lines[*].x <= t",
    "lines[i].x <= sum(lines[*].y) - lines[i].z",
    "lines[i].x = sum(lines[*].x)",
    "when lines[*].x > 0 then lines[*].y <= lines[*].x",
    "when t > 0 then lines[*].y <= lines[*].x",
    "lines[*].x < lines[*].y or lines[*].s = lines[*].x / lines[*].y",
    "lines[i].s = lines[i].x / sum(lines[*].x) and lines[i].x + o <= t",
    "lines[*].s <= u",
)
_OF_DOCUMENTS = (
    "t = sum(lines[*].x)",
    "t + o = sum(lines[*].x) - 2 * sum(lines[*].y)",
    "u = sum(lines[*].x) / t",
    "u = sum(lines[*].x) / sum(lines[*].y) - 1",
    "sum(lines[*].s) = 100%",
    "sum(lines[*].x) = sum(lines[*].y)",
    "sum(lines[*].x) + sum(lines[*].y) <= 3 * o",
    "t <= o",
    "when t > 0 then t = sum(lines[*].x) and o <= t",
    "t = sum(lines[*].x) or t = sum(lines[*].y)",
    "u = (t - o) / o",
)


@attrs.frozen
class Long:
    """A long frame: a line in a row, and a row for each document beside it.

    Attributes:
        rules: Notations by id.
        convention: What the publisher declares.
        columns: How the columns are printed, by their names.
        lines: The lines by document; a document may have none.
        totals: The figures of documents; one may have none.
    """

    rules: Mapping[str, str]
    convention: Convention
    columns: Mapping[str, Column]
    lines: Mapping[int, Sequence[Row]]
    totals: Mapping[int, Row]

    @property
    def numbers(self) -> list[int]:
        """The documents, as they are told apart."""
        return sorted({*(one for one, of in self.lines.items() if of), *self.totals})

    def document(self, number: int) -> dict[str, Any]:
        """Return a document as the object reader reads it."""
        found: dict[str, Any] = {
            "lines": [
                {name: self.figure(name, value) for name, value in line.items()}
                for line in self.lines.get(number, ())
            ]
        }
        own = self.totals.get(number)
        for name in TOTALS:
            lacks: object = {"missing": "absent"}
            found[name] = lacks if own is None else self.figure(name, own[name])
        return found

    def figure(self, name: str, value: int | None) -> object:
        """Return a figure as it is printed."""
        return Printing(self.columns[name], self.convention).figure(value)

    def declared(self) -> dict[str, Column]:
        """Return the columns by the paths that rules call them."""
        return {
            (f"lines[*].{name}" if name in LINES else name): one
            for name, one in self.columns.items()
        }


@st.composite
def long_frames(draw: st.DrawFn, *, most_lines: int = 4) -> Long:
    """Draw documents with lines, of which the sums nearly add up."""
    choices = Choices(draw)
    said = [choices.pick(_OF_LINES), choices.pick(_OF_DOCUMENTS)]
    if choices.seldom(2):
        said.append(choices.pick((*_OF_DOCUMENTS, *_OF_LINES)))
    rules = {f"rule {number}": one for number, one in enumerate(said)}
    convention = conventions(choices)
    # The last share of a long frame is not known to be the last.
    convention = attrs.evolve(convention, shares_adjusted=None)
    columns = {name: _column(choices, name) for name in (*LINES, *TOTALS)}
    lines: dict[int, list[Row]] = {}
    totals: dict[int, Row] = {}
    for number in range(choices.pick((1, 2, 3))):
        many = draw(st.integers(0, most_lines))
        lines[number] = [cells(choices, LINES) for _ in range(many)]
        if not many or not choices.seldom(4):
            totals[number] = cells(choices, TOTALS)
        _repair(choices, lines[number], totals.get(number))
    return Long(
        rules,
        convention,
        columns,
        {
            number: [with_gaps(choices, one) for one in several]
            for number, several in lines.items()
        },
        {number: with_gaps(choices, one) for number, one in totals.items()},
    )


def _column(choices: Choices, name: str) -> Column:
    nulls: tuple[Null, ...] = ("absent", "not_computable", "blank", "nil", "withheld")
    is_percentage = name in _PERCENTAGES
    return Column(
        unit=None if is_percentage else choices.pick((None, None, None, "万元")),
        percent=True if is_percentage else None,
        decimals=choices.pick((None, None, None, 2, 0)),
        exact=choices.seldom(10),
        rounding=choices.pick((None, None, None, "cut_off")),
        null=choices.pick(nulls),
    )


def _repair(choices: Choices, lines: Sequence[Row], own: Row | None) -> None:
    """Make sums and percentages of the numbers nearly right."""
    of_x = sum(line["x"] or 0 for line in lines)
    for line in lines:
        x, y = line["x"] or 0, line["y"] or 0
        whole = choices.pick((y, of_x))
        if whole and not choices.seldom(3):
            times = choices.pick((100, 10_000))
            line["s"] = (2 * x * times + whole) // (2 * whole) + _off(choices)
        if choices.seldom(3):
            line["x"] = y + (line["z"] or 0) + _off(choices)
    if own is not None and not choices.seldom(3):
        own["t"] = sum(line["x"] or 0 for line in lines) + _off(choices)


def _off(choices: Choices) -> int:
    return choices.pick((0, 0, 1, -1, 2))
