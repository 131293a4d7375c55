"""Wide frames: a document in a row, each of its figures in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.faults import together
from budgetcheck.frames.binding import declared_by_path, path_of, percentages, source_of
from budgetcheck.frames.columns import Column, Columns
from budgetcheck.frames.engines import Frame
from budgetcheck.frames.judging import Judge
from budgetcheck.frames.nested import nested
from budgetcheck.frames.questions import Question, asked
from budgetcheck.frames.tables import Table, read
from budgetcheck.language.conventions import Convention
from budgetcheck.language.dimensions import check_dimensions
from budgetcheck.language.figures import Missing
from budgetcheck.language.grounding import Ground, all_grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule, RuleSet
from budgetcheck.language.shares import last_shares_in


def questions_of(
    frame: Frame, rules: RuleSet, convention: Convention, columns: Columns
) -> tuple[Table, list[Question]]:
    """Return what rules ask of every row of a frame.

    Raises:
        UnknownPathError: A rule names a figure that no column is.
        UnsupportedRuleError: The engine cannot say what a rule asks.
    """
    by_path = columns_by_path(frame, columns)
    grounds = grounded(rules, by_path)
    named = {path for one in grounds for path, _ in one.figures}
    percent = percentages(rules, by_path)
    sources = {
        path: source_of(path, by_path[path], convention, percent)
        for path in by_path
        if path in named
    }
    table = read(frame, sources)
    last = last_shares_in(grounds, convention)
    found: list[Question] = []
    for one in grounds:
        if one.condition is None:  # pragma: no cover - no list of columns is empty
            continue
        # What only another row has is a figure that is missing here.
        likes = {**dict(one.figures), **table.likes}
        check_dimensions(one.rule.id, one.condition, likes)
        own = one.rule.convention.over(convention)
        judge = Judge(table.cells_under(own), own, last)
        outcome = asked(one.rule, one.condition, judge, table.steps)
        found.append(Question(one.rule, one.at, outcome))
    return table, found


def columns_by_path(frame: Frame, columns: Columns) -> dict[Path, Column]:
    """Return the columns of a frame by their paths, declared ones as declared.

    Raises:
        InvalidRuleError: A column is declared that the frame does not have.
    """
    names = frame.collect_schema().names()
    declared = declared_by_path(columns)
    found = {path_of(name): Column(name) for name in names}
    for path, one in declared.items():
        name = one.name or (known.name if (known := found.get(path)) else str(path))
        if name not in names:
            hint = f"its columns are {', '.join(names[:20])}"
            raise InvalidRuleError(f"the frame has no column {name!r}", hint)
        found[path] = attrs.evolve(one, name=name)
    return found


def grounded(rules: Iterable[Rule], by_path: Mapping[Path, Column]) -> list[Ground]:
    """Return the rules on the rows that a document of such columns has."""
    figures = figures_of(nested(dict.fromkeys(by_path, Missing())))
    found, faults = all_grounds(rules, Known(figures))
    if faults:
        raise together("the frame cannot be checked", faults)
    return found
