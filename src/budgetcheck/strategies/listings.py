"""Listings: lines with codes, in columns, before any figure is drawn.

A listing is what a table prints besides its figures. It says its rules itself, as a
`BudgetTable` of such lines does, so that what is drawn obeys what is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import cycle, islice
from typing import Any, Literal, TypeAlias

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from budgetcheck.entities.said import PHASES
from budgetcheck.entities.tables import Budget, BudgetLine, BudgetTable
from budgetcheck.language.fields import FigureField
from budgetcheck.language.figures import Amount
from budgetcheck.language.paths import Index, Path, Step
from budgetcheck.language.rules import RuleSet
from budgetcheck.language.shapes import shape_of
from budgetcheck.language.units import NO_UNIT
from budgetcheck.strategies.outlines import Outline

Scheme: TypeAlias = Literal["none", "running", "classification", "dotted"]

_SCHEMES: tuple[Scheme, ...] = ("none", "running", "classification", "dotted")
_DEPTHS = 3
_RHYTHM = 4  # So many levels are drawn; the lines go through them again and again.
_STARTS = (1, 9)  # After 1.9 comes 1.10.
_TITLE = "of which"
_FIELDS = {
    name: field
    for name, field in shape_of(BudgetLine).fields.items()
    if isinstance(field, FigureField)
}


@attrs.frozen(kw_only=True, cache_hash=True)
class Listing:
    """What a table prints besides its figures.

    Attributes:
        codes: The code of every line, "" where there is none.
        columns: The fields of a line that are printed.
        parts: How many parts of each line are printed below it (其中).
        total: Whether there is a line of totals.
        budget: What execution rates are a percentage of.
        noughts: The lines and phases that are 0, so that nothing is a part of them.
    """

    codes: tuple[str, ...]
    columns: tuple[str, ...]
    parts: tuple[int, ...] = ()
    total: bool = False
    budget: Budget = "revised"
    noughts: tuple[tuple[int, str], ...] = ()

    def rules_at(self, path: str) -> RuleSet:
        """Return the rules of a table of such lines, as a set that only lists them."""
        return _rules_at(self, path)

    def obeyed_at(self, path: str) -> RuleSet:
        """Return what is obeyed: the rules, and which figures are 0."""
        at = f"{path}." if path else ""
        zeros = (f"{at}lines[{line}].{phase} = 0" for line, phase in self.noughts)
        return self.rules_at(path).extend(*zeros)

    def outline(self) -> Outline:
        """Return the outline of a table of such lines."""
        plotted = Plotted()
        plotted.add(self, Path(()))
        return plotted.outline()

    @property
    def phases(self) -> tuple[str, ...]:
        """The columns that are printed of parts: those that are no results."""
        return tuple(name for name in self.columns if name in PHASES)

    def blank(self) -> BudgetTable:
        """Return the table with placeholders for figures."""
        nought: Any = Amount(0, 0, NO_UNIT)
        figures = dict.fromkeys(self.columns, nought)
        part = BudgetLine(**dict.fromkeys(self.phases, nought))
        lines = (
            BudgetLine(code=code, of_which=(part,) * count, **figures)
            for code, count in zip(self.codes, self.counts(), strict=True)
        )
        total = BudgetLine(**figures) if self.total else None
        return BudgetTable(lines, total, budget=self.budget)

    def counts(self) -> tuple[int, ...]:
        """Return how many parts every line has."""
        return self.parts or (0,) * len(self.codes)


@lru_cache(maxsize=256)  # A pure function: rules are read and sorted once.
def _rules_at(listing: Listing, path: str) -> RuleSet:
    return RuleSet(listing.blank().rules_at(path).rules)


@attrs.define
class Plotted:
    """Paths of figures as they are put together: listings, and single figures."""

    figures: dict[Path, FigureField] = attrs.field(factory=dict)
    rows: dict[Path, tuple[Step, ...]] = attrs.field(factory=lambda: {Path(()): ()})
    lists: set[Path] = attrs.field(factory=set)
    labels: dict[Path, str] = attrs.field(factory=dict)

    def outline(self) -> Outline:
        """Return the outline of all that was added."""
        return Outline(
            tuple(self.figures.items()),
            tuple(self.rows.items()),
            frozenset(self.lists),
            tuple(self.labels.items()),
        )

    def add_figure(self, path: Path, field: FigureField) -> None:
        """Add a figure, and the groups in which it stands."""
        self.figures[path] = field
        self._add_groups(path)

    def add(self, listing: Listing, at: Path) -> None:
        """Add the lines of a listing, and its totals."""
        lines = at.then("lines")
        self._add_groups(lines)
        self._add_list(lines, len(listing.codes))
        counts = listing.counts()
        for number, code in enumerate(listing.codes):
            line = lines.then(Index(number))
            self._add_line(line, listing.columns, code, _name(number))
            if any(counts):
                # A line without such parts has an empty list of them.
                parts = line.then("of_which")
                self.rows[line] = (*self.rows[line], "of_which")
                self._add_list(parts, counts[number])
                for part in range(counts[number]):
                    below, name = parts.then(Index(part)), f"{_TITLE}: {_name(part)}"
                    self._add_line(below, listing.phases, "", name)
        if listing.total:
            total = at.then("total")
            self._add_groups(total)
            self._add_line(total, listing.columns, "", "Total")

    def _add_list(self, path: Path, count: int) -> None:
        self.rows[path] = tuple(map(Index, range(count)))
        self.lists.add(path)

    def _add_line(
        self, path: Path, columns: tuple[str, ...], code: str, name: str
    ) -> None:
        self.rows[path] = ("code", "name", *columns)
        self.labels |= {path.then("code"): code, path.then("name"): name}
        self.figures |= {path.then(one): _FIELDS[one] for one in columns}

    def _add_groups(self, path: Path) -> None:
        for end in range(len(path.steps)):
            above, step = Path(path.steps[:end]), path.steps[end]
            if step not in self.rows.get(above, ()):
                self.rows[above] = (*self.rows.get(above, ()), step)


def _name(number: int) -> str:
    return f"Line {number + 1}"


def codes(
    scheme: Scheme, count: int, rhythm: tuple[int, ...], start: int
) -> tuple[str, ...]:
    """Return the codes of so many lines.

    Args:
        scheme: How a classification numbers.
        count: How many lines there are.
        rhythm: The level of one line after the other, over and over.
        start: The number of the first line on every level.

    Example:
        >>> codes("classification", 4, (0, 1, 2), 5)
        ('205', '20505', '2050505', '206')
        >>> codes("dotted", 4, (0, 2, 2, 1), 9)
        ('9', '9.9.9', '9.9.10', '9.10')
    """
    if scheme == "none":
        return ("",) * count
    levels = (0,) if scheme == "running" else rhythm
    return tuple(_numbered(scheme, islice(cycle(levels), count), start))


def _numbered(scheme: Scheme, levels: Iterator[int], start: int) -> Iterator[str]:
    numbers: list[int] = []
    for level in levels:
        # A level that is left out has its first number: 208, 2080501.
        above = [*numbers[:level], *[start] * (level - len(numbers))]
        here = numbers[level] + 1 if level < len(numbers) else start
        numbers = [*above, here]
        if scheme == "classification":
            first, *below = numbers
            yield f"{200 + first}" + "".join(f"{one:02}" for one in below)
        else:
            yield ".".join(map(str, numbers))


@st.composite
def codes_of(draw: st.DrawFn, count: int) -> tuple[str, ...]:
    """Draw the codes of so many lines, from a few numbers."""
    scheme = draw(st.sampled_from(_SCHEMES))
    if scheme == "none":
        return codes(scheme, count, (), 1)
    start = draw(st.sampled_from(_STARTS))
    if scheme == "running":
        return codes(scheme, count, (), start)
    levels = st.integers(0, _DEPTHS - 1)
    rhythm = draw(st.lists(levels, min_size=1, max_size=min(count, _RHYTHM)))
    return codes(scheme, count, tuple(rhythm), start)


@st.composite
def columns(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw the columns of a table: at least one phase, and what follows from them."""
    first = draw(st.sampled_from(("outturn", "approved")))
    found = tuple(one for one in PHASES if one == first or draw(st.booleans()))
    return found + draw(results_of(found)) if "outturn" in found else found


@st.composite
def noughts_of(
    draw: st.DrawFn, count: int, columns: tuple[str, ...]
) -> tuple[tuple[int, str], ...]:
    """Draw a line, or none, of which nothing is budgeted, and perhaps nothing spent."""
    if not draw(st.booleans()):
        return ()
    line, spent = draw(st.integers(0, count - 1)), draw(st.booleans())
    phases = (one for one in PHASES if one in columns)
    return tuple((line, one) for one in phases if not spent or one != "outturn")


@st.composite
def results_of(draw: st.DrawFn, phases: tuple[str, ...]) -> tuple[str, ...]:
    """Draw the columns that follow from the outturn and other phases."""
    found: list[str] = []
    if not {"approved", "revised"}.isdisjoint(phases) and draw(st.booleans()):
        found.append("execution_rate")
    if draw(st.booleans()):
        found.append("change")
    if not {"prior", "change"}.isdisjoint((*phases, *found)) and draw(st.booleans()):
        found.append("change_rate")
    return tuple(found)


def check_lines(min_lines: int, max_lines: int, fewest: int) -> None:
    """Refuse numbers of lines that cannot be.

    Raises:
        InvalidArgument: They are no whole numbers, or too few, or crossed.
    """
    for name, value in (("min_lines", min_lines), ("max_lines", max_lines)):
        if isinstance(value, bool) or not isinstance(value, int):
            message = f"{name}={value!r} is no whole number"
            raise InvalidArgument(message)
        if value < fewest:
            message = f"{name}={value!r} is less than {fewest}"
            raise InvalidArgument(message)
    if min_lines > max_lines:
        message = f"min_lines={min_lines} is more than max_lines={max_lines}"
        raise InvalidArgument(message)
