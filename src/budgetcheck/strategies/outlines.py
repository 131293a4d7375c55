"""Outlines: which figures a document has, before anything is said of their values.

Lists are given rows, rows codes: those that rules name, and a hierarchy where a rule
runs over one. An outline is drawn; what is then drawn of its figures is not its work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_type_hints

import attrs
from hypothesis import strategies as st

from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Condition,
    Tree,
    When,
    named_paths,
)
from budgetcheck.language.documents import Figures
from budgetcheck.language.fields import (
    FIGURES,
    FigureField,
    GroupField,
    OtherField,
    RowsField,
    TextField,
)
from budgetcheck.language.figures import Amount, Count, Missing
from budgetcheck.language.paths import EVERY, Index, Key, Path, Step
from budgetcheck.language.rules import Rule
from budgetcheck.language.shapes import shape_of

ANY = FigureField()


@attrs.define
class Plot:
    """What may stand at a path: a figure, names with more below them, or rows.

    Attributes:
        figure: What is admitted, if a figure stands here.
        text: Whether a text stands here.
        other: What is drawn for something that is neither.
        names: What stands below, by name.
        row: What each row is, if rows stand here.
        by_name: Whether rows have names instead of positions.
        fewest: How many rows there are at least.
        most: How many there are at most, if it is said.
        keys: The rows that rules name by their code.
        trees: The labels by which rules take the rows for a hierarchy.
    """

    figure: FigureField | None = None
    text: bool = False
    other: st.SearchStrategy[object] | None = None
    names: dict[str, Plot] = attrs.field(factory=dict)
    row: Plot | None = None
    by_name: bool = False
    fewest: int = 0
    most: int | None = None
    keys: list[str] = attrs.field(factory=list)
    trees: set[str] = attrs.field(factory=set)


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


def plot_of_rules(rules: Iterable[Rule]) -> Plot:
    """Return what rules name, and where they range over rows."""
    top = Plot()
    for rule in rules:
        for path in named_paths(rule.condition):
            _plot_at(top, path).figure = ANY
        for tree in _trees(rule.condition):
            position = tree.path.steps.index(EVERY)
            _plot_at(top, Path(tree.path.steps[:position])).trees.add(tree.by)
    return top


def _plot_at(top: Plot, path: Path) -> Plot:
    here = top
    for step in path.steps:
        if isinstance(step, str):
            here = here.names.setdefault(step, Plot())
            continue
        if isinstance(step, Index):
            here.fewest = max(here.fewest, step.number + 1)
        if isinstance(step, Key) and step.text not in here.keys:
            here.keys.append(step.text)
        here.row = here.row or Plot()
        here = here.row
    return here


def _trees(condition: Condition) -> Iterator[Tree]:
    match condition:
        case Tree():
            yield condition
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _trees(part)
        case When(given, then):
            yield from _trees(given)
            yield from _trees(then)
        case _:
            return


def plot_of_class(cls: type, asked: Plot, inside: tuple[type, ...] = ()) -> Plot:
    """Return what stands in a class: what rules ask for, and what it must be given.

    Raises:
        InvalidRuleError: The class declares no fields.
    """
    shape = shape_of(cls)
    hints: dict[str, object] = {}
    top = Plot()
    for name, field in shape.fields.items():
        wanted = asked.names.get(name)
        if name not in shape.arguments or (wanted is None and name in shape.defaults):
            continue
        wanted = wanted or Plot()
        match field:
            case FigureField():
                top.names[name] = _plot_of_figure(field, wanted)
            case TextField():
                # A text is a figure where a rule says so.
                top.names[name] = Plot(text=not wanted.figure, figure=wanted.figure)
            case OtherField():
                hints = hints or get_type_hints(cls)
                hint: Any = hints[name]
                top.names[name] = Plot(other=st.from_type(hint))
            case GroupField(of):
                top.names[name] = plot_of_class(of, wanted, (*inside, cls))
            case RowsField(of):
                top.names[name] = _plot_of_rows(field, of, wanted, (*inside, cls))
    return top


def _plot_of_figure(field: FigureField, asked: Plot) -> Plot:
    if field.bare != (int,):
        bare = (Amount,) if field.bare else field.admits
        return Plot(figure=attrs.evolve(field, admits=bare))
    # A whole number may be a year, unless a rule says that it counts something.
    if asked.figure is None:
        return Plot(other=st.integers())
    return Plot(figure=attrs.evolve(field, admits=(Count,)))


def _plot_of_rows(
    field: RowsField, of: type, asked: Plot, inside: tuple[type, ...]
) -> Plot:
    again = of in inside and asked.row is None
    row = Plot(figure=FigureField((of,)))
    if of not in FIGURES:
        row = Plot() if again else plot_of_class(of, asked.row or Plot(), inside)
        codes = {*asked.trees, *(["code"] if asked.keys else [])}
        texts = shape_of(of).fields
        for name in codes & {*texts}:
            row.names[name] = Plot(text=True)
    return Plot(
        row=row,
        by_name=field.by_name,
        fewest=asked.fewest,
        most=0 if again else None,
        keys=asked.keys,
        trees=asked.trees,
    )


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
