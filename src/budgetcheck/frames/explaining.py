"""Explaining: one document of a frame, read by the reader of single documents.

It says what a verdict leaves out: what is stated, what it should be, and why. This is
the only module of frames that knows that reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from budgetcheck.checking import check
from budgetcheck.errors import UnknownRowError
from budgetcheck.frames.nested import nested
from budgetcheck.frames.tables import Table
from budgetcheck.language.conditions import Tree, atoms_in
from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import Missing
from budgetcheck.language.paths import EVERY, ROW, Index, Path
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import RuleSet

_ROWS_LIMIT = 100_000  # Of one document: more than any has.


def document_in_row(
    table: Table, which: Mapping[str, object], rules: RuleSet, convention: Convention
) -> Report:
    """Return the report of a document that is a row.

    Raises:
        UnknownRowError: There is no such row, or there are several.
    """
    found = _rows(table, which)
    if len(found) != 1:
        raise UnknownRowError(str(dict(which)), len(found))
    return check(nested(_figures(table, found[0])), rules, convention=convention)


def document_of_lines(
    lines: Table,
    documents: Table | None,
    over: Path | None,
    which: Mapping[str, object],
    rules: RuleSet,
    convention: Convention,
) -> Report:
    """Return the report of a document whose lines are rows.

    Args:
        lines: The lines.
        documents: The figures of documents, if they stand apart.
        over: The list that the lines are of.
        which: The columns that tell it from others, and their values.
        rules: The rules.
        convention: What the publisher declares.

    Raises:
        UnknownRowError: There is no such document.
    """
    labels = _labels(rules)
    found = _rows(lines, which, labels.values())
    own = [] if documents is None else _rows(documents, which)
    if not found and not own:
        raise UnknownRowError(str(dict(which)), 0)
    figures: dict[Path, Any] = {over: []} if over is not None and not found else {}
    for number, row in enumerate(found):
        for path, figure in _figures(lines, row).items():
            figures[path.in_row(Index(number))] = figure
        for path, name in labels.items():
            figures[path.in_row(Index(number))] = str(row[name])
    if documents is not None:
        absent = dict.fromkeys(documents.sources, Missing("absent"))
        figures |= _figures(documents, own[0]) if own else absent
    return check(nested(figures), rules, convention=convention)


def _figures(table: Table, row: Mapping[str, Any]) -> dict[Path, Any]:
    return {
        path: source.value_in(row[source.name])
        for path, source in table.sources.items()
    }


def _labels(rules: RuleSet) -> dict[Path, str]:
    """Return the columns that have the codes of trees, by their paths in a row."""
    found: dict[Path, str] = {}
    for tree in (atom for rule in rules for atom in atoms_in(rule.condition)):
        if isinstance(tree, Tree):
            steps = tree.path.steps
            found[Path((*steps[: steps.index(EVERY)], ROW, tree.by))] = tree.by
    return found


def _rows(
    table: Table, which: Mapping[str, object], labels: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """Return the rows in which columns have values, as far as rules name them."""
    api, frame = table.engine.api, table.frame
    names = dict.fromkeys(source.name for source in table.sources.values())
    names |= dict.fromkeys(labels)
    for name, value in which.items():
        frame = frame.filter(api.col(name) == value)
    found = table.engine.collected(frame.select(*names).head(_ROWS_LIMIT))
    return list(found.iter_rows(named=True))
