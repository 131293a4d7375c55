"""Obeying: documents of which every rule is true, printed as a publisher would.

Truths are drawn first, and obey the rules exactly; then they are printed, with the
rounding, units and marks of a publisher. So honest documents differ in their last
digits, as real ones do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, TypeVar

from hypothesis import strategies as st

from budgetcheck.language.building import read
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.dimensions import PERCENT, Dimension
from budgetcheck.language.documents import Document
from budgetcheck.language.rules import RuleLike, RuleSet, rules_in
from budgetcheck.language.units import Unit
from budgetcheck.strategies.drawing import WORD, Drawing
from budgetcheck.strategies.plots import plot_of_class, plot_of_rules

_T = TypeVar("_T")
Said: TypeAlias = RuleLike | RuleSet | Mapping[str, RuleLike]

MAX_ROWS = 5


def figures_obeying(
    *rules: Said,
    convention: Convention | None = None,
    units: Mapping[str, Unit | str] | None = None,
    min_rows: int = 0,
    max_rows: int = MAX_ROWS,
) -> st.SearchStrategy[Document]:
    """Draw documents that obey rules, whatever their figures are called.

    Shape: the figures that the rules name; a list has `min_rows` to `max_rows` rows,
    and more where rules name more; a tree has codes that make a hierarchy. The rules
    and the convention stand in the document, so that `check(document)` is all.
    Units: what is stated of something is a percentage, what is compared with a count
    is one, everything else an amount. `units` says otherwise: a unit, `"%"`, or
    `"word"` for a direction, by path (`"lines[*].cases"`).
    Undefined: rules that are linear, and ratios that are stated of what these leave,
    can be obeyed. Where the whole is 0, a mark, a blank or 0 % is printed.

    Args:
        rules: Rules, notations, or rule sets.
        convention: What the publisher declares; drawn if there is none.
        units: The units of figures of which the rules do not tell.
        min_rows: How many rows a list has at least.
        max_rows: How many rows a list has at most.

    Raises:
        InvalidRuleError: When drawn: no figures obey the rules.
        UnsupportedRuleError: When drawn: a rule is not linear in this sense.

    Example:
        >>> figures_obeying("total = basic + project", "share = basic / total")
        _documents(drawing=<2 rules>, min_rows=0, max_rows=5)
    """
    given = RuleSet(rules_in(*rules))
    kinds = {path: _kind(unit) for path, unit in (units or {}).items()}
    drawing = Drawing(given, convention, kinds, plot_of_rules(given))
    return _documents(drawing, min_rows, max_rows)


def documents(
    cls: type[_T],
    *rules: Said,
    convention: Convention | None = None,
    min_rows: int = 0,
    max_rows: int = MAX_ROWS,
) -> st.SearchStrategy[_T]:
    """Draw objects of a class whose figures obey rules.

    Shape: an attrs class, a dataclass, a NamedTuple or a pydantic model, its figures,
    groups and rows filled; what has a default and is in no rule keeps it. With `dict`,
    nested mappings of printed texts, for code that reads texts.
    Units: those of the annotations, else the convention's, else drawn.
    Undefined: as for `figures_obeying()`; a stated figure that admits neither a mark
    nor a blank has a whole that is not 0.

    Args:
        cls: The class, or `dict`.
        rules: Rules, notations, or rule sets.
        convention: What the publisher declares, as it is given to `check()`.
        min_rows: How many rows a list has at least.
        max_rows: How many rows a list has at most.

    Raises:
        InvalidRuleError: The class declares no fields; when drawn: no figures obey
            the rules.
        UnsupportedRuleError: When drawn: a rule is not linear in this sense.

    Example:
        >>> from hypothesis import find
        >>> drawn = find(documents(dict, "total = basic + project"), bool)
        >>> sorted(drawn)
        ['basic', 'project', 'total']
    """
    given = RuleSet(rules_in(*rules))
    asked = plot_of_rules(given)
    if cls is dict:
        declared = convention or UNDECLARED
        drawing = Drawing(given, declared, {}, asked, mixed=False)
        texts: Any = _texts(drawing, min_rows, max_rows)
        return texts  # type: ignore[no-any-return]
    plot = plot_of_class(cls, asked)
    drawing = Drawing(given, convention, {}, plot, mixed=False, plain=True)
    return _entities(drawing, cls, min_rows, max_rows)


@st.composite
def _documents(
    draw: st.DrawFn, drawing: Drawing, min_rows: int, max_rows: int
) -> Document:
    outline = drawing.outline(draw, min_rows, max_rows)
    convention, figures = drawing.figures(draw, outline)
    return Document(
        figures=outline.with_figures(figures),
        rules=drawing.rules,
        convention=convention,
    )


@st.composite
def _texts(draw: st.DrawFn, drawing: Drawing, min_rows: int, max_rows: int) -> object:
    outline = drawing.outline(draw, min_rows, max_rows)
    _, figures = drawing.figures(draw, outline)
    return outline.nested({path: one.printed for path, one in figures.items()})


@st.composite
def _entities(
    draw: st.DrawFn, drawing: Drawing, cls: type[_T], min_rows: int, max_rows: int
) -> _T:
    outline = drawing.outline(draw, min_rows, max_rows)
    convention, figures = drawing.figures(draw, outline)
    return read(cls, outline.nested(figures), convention=convention)


def _kind(said: Unit | str) -> Dimension:
    if said == "word":
        return WORD
    if said == "%":
        return PERCENT
    unit = Unit.of(said)
    return (unit.kind, unit.name)
