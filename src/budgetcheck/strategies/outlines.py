"""Outlines: which figures a document has, before anything is said of their values.

Lists are given rows, rows codes: those that rules name, and a hierarchy where a rule
runs over one. An outline is drawn; what is then drawn of its figures is not its work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from hypothesis import strategies as st

from budgetcheck.language.documents import Figures
from budgetcheck.language.fields import (
    FigureField,
)
from budgetcheck.language.figures import Missing
from budgetcheck.language.paths import Index, Path, Step
from budgetcheck.strategies.plots import Plot


@attrs.frozen(cache_hash=True)
class Outline:
    """The paths of a document's figures, its rows and their labels.

    Attributes:
        figures: What each figure may be.
        rows: The rows of each list, the names of each group.
        lists: Which of these are lists.
        labels: The codes and texts.
        others: What is neither figure nor text; no part of what tells outlines apart.
    """

    figures: tuple[tuple[Path, FigureField], ...]
    rows: tuple[tuple[Path, tuple[Step, ...]], ...]
    lists: frozenset[Path]
    labels: tuple[tuple[Path, str], ...]
    others: tuple[tuple[Path, object], ...] = attrs.field(default=(), eq=False)

    @property
    def is_exact(self) -> bool:
        """Whether bare numbers stand somewhere, which are the truths themselves."""
        return any(field.bare for _, field in self.figures)

    def with_figures(self, by_path: Mapping[Path, Any]) -> Figures:
        """Return the figures of a document of this outline."""
        return Figures(by_path, dict(self.rows), dict(self.labels))

    def blank(self) -> Figures:
        """Return the document with nothing in it yet."""
        return self.with_figures({path: Missing() for path, _ in self.figures})

    def nested(self, by_path: Mapping[Path, Any]) -> dict[str, Any]:
        """Return figures, texts and rows as nested mappings and lists."""
        rows = dict(self.rows)
        values = {**by_path, **dict(self.labels), **dict(self.others)}

        def at(path: Path) -> object:
            if path in values:
                return values[path]
            below = {step: at(path.then(step)) for step in rows[path]}
            return list(below.values()) if path in self.lists else below

        return {str(step): at(Path((step,))) for step in rows[Path(())]}


@st.composite
def outlines(draw: st.DrawFn, plot: Plot, min_rows: int, max_rows: int) -> Outline:
    """Draw the rows and codes of a document."""
    drawing = _Drawing(draw, min_rows, max_rows)
    drawing.names(plot, Path(()))
    return Outline(
        tuple(drawing.figures.items()),
        tuple(drawing.steps.items()),
        frozenset(drawing.lists),
        tuple(drawing.labels.items()),
        tuple(drawing.others.items()),
    )


@attrs.define
class _Drawing:
    draw: st.DrawFn
    min_rows: int
    max_rows: int
    figures: dict[Path, FigureField] = attrs.field(factory=dict)
    steps: dict[Path, tuple[Step, ...]] = attrs.field(factory=dict)
    lists: set[Path] = attrs.field(factory=set)
    labels: dict[Path, str] = attrs.field(factory=dict)
    others: dict[Path, object] = attrs.field(factory=dict)

    def names(self, plot: Plot, path: Path) -> None:
        self.steps[path] = tuple(plot.names)
        for name, below in plot.names.items():
            self.at(below, path.then(name))

    def at(self, plot: Plot, path: Path) -> None:
        if plot.figure is not None:
            self.figures[path] = plot.figure
        elif plot.other is not None:
            self.others[path] = self.draw(plot.other)
        elif plot.row is not None:
            self.rows(plot, plot.row, path)
        elif plot.text:
            if path not in self.labels:
                self.labels[path] = self.draw(_NAMES)
        else:
            self.names(plot, path)

    def rows(self, plot: Plot, row: Plot, path: Path) -> None:
        fewest = max(self.min_rows, plot.fewest, len(plot.keys))
        most = max(fewest, self.max_rows) if plot.most is None else plot.most
        count = self.draw(st.integers(min(fewest, most), most))
        codes = plot.keys + _NO_CODES * (count - len(plot.keys))
        if plot.trees or plot.keys or plot.by_name:
            codes = self.codes(count, plot.keys, deep=bool(plot.trees))
        if not plot.by_name:
            self.lists.add(path)
        steps: list[Step] = [Index(number) for number in range(count)]
        if plot.by_name:
            steps = list(codes)
        self.steps[path] = tuple(steps)
        labels = sorted(plot.trees or {"code"})
        for step, code in zip(steps, codes, strict=True):
            at = path.then(step)
            labelled = bool(code) and not plot.by_name and row.figure is None
            if labelled:
                self.labels |= dict.fromkeys(map(at.then, labels), code)
            self.at(row, at)
            if labelled:
                self.steps[at] = tuple(dict.fromkeys((*labels, *self.steps[at])))

    def codes(self, count: int, keys: list[str], *, deep: bool) -> list[str]:
        """Draw codes that differ: below one another if they make a hierarchy."""
        codes = list(keys)
        below: dict[str, int] = {}
        while len(codes) < count:
            parents = ["", *codes] if deep else [""]
            parent = self.draw(st.sampled_from(parents))
            # A level may be left out: 208, 2080501.
            level = "01" if parent and self.draw(_RARELY) else ""
            code = ""
            while not code or code in codes:
                below[parent] = below.get(parent, 0 if parent else 200) + 1
                code = f"{parent}{below[parent]:02}{level}"
            codes.append(code)
        return codes


_NO_CODES = [""]
# Not any text: Hypothesis takes seconds to learn of all of Unicode.
_NAMES = st.text("abz 款项目（出国）9.-'\"\\\n", max_size=8)
_RARELY = st.sampled_from((False, False, False, True))
