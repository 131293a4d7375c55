"""Plots: what may stand at each path of a document, as far as rules and classes say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, assert_never, get_type_hints

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
from budgetcheck.language.fields import (
    FIGURES,
    FigureField,
    GroupField,
    OtherField,
    RowsField,
    TextField,
)
from budgetcheck.language.figures import Amount, Count
from budgetcheck.language.paths import EVERY, Index, Key, Path
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
            case _:
                assert_never(field)
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
