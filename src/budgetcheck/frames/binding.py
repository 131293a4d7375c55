"""Binding: which column of a frame each path of the rules is.

A frame of documents has a document in a row, and a column is called as its path is
written: `total.actual`, `lines[0].actual`. What is otherwise is declared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

from budgetcheck.errors import InvalidRuleError, NotationError
from budgetcheck.frames.columns import Column, Columns
from budgetcheck.frames.sources import Source
from budgetcheck.language.conditions import (
    Compare,
    Condition,
    Share,
    Tree,
    atoms_in,
    named_paths,
)
from budgetcheck.language.conventions import Convention
from budgetcheck.language.expressions import Constant, paths_in
from budgetcheck.language.nesting import Names, names_in
from budgetcheck.language.notation import parse_path
from budgetcheck.language.paths import ROW, Path
from budgetcheck.language.rules import Rule
from budgetcheck.shortening import shortened


def declared_by_path(columns: Columns) -> dict[Path, Column]:
    """Return what is declared, by path; a text is the name of a column.

    Raises:
        NotationError: A path is not in the notation.

    Example:
        >>> found = declared_by_path({"total": "sum_total"})
        >>> found[Path.of("total")].name
        'sum_total'
    """
    return {
        parse_path(path): Column(said) if isinstance(said, str) else said
        for path, said in columns.items()
    }


def path_of(column: str) -> Path:
    """Return the path that a column is called by.

    Example:
        >>> path_of("lines[0].actual").steps[1], str(path_of("due to rounding"))
        (Index(number=0), '"due to rounding"')
    """
    try:
        path = parse_path(column)
    except NotationError:
        return Path.of(column)
    return Path.of(column) if ROW in path.steps else path


def percentages(rules: Iterable[Rule], declared: Mapping[Path, Column]) -> set[Names]:
    """Return the figures that rules take for percentages, as names without rows.

    Shape: what is stated as a ratio of figures of one unit, and what stands beside a
    constant with a percent sign.

    Example:
        >>> percentages([Rule("lines[*].share = lines[*].part / lines[*].total")], {})
        {('lines', 'share')}
    """
    units = {names_in(path): one.unit for path, one in declared.items()}
    found: set[Names] = set()
    for rule in rules:
        for atom in atoms_in(rule.condition):
            if isinstance(atom, Share):
                part, of_whole = (
                    {units.get(names_in(one)) for one in paths_in(side)}
                    for side in (atom.part, atom.whole)
                )
                if part == of_whole:
                    found.add(names_in(atom.stated))
            elif isinstance(atom, Compare) and _has_percent(atom):
                both = (*paths_in(atom.left), *paths_in(atom.right))
                found |= {names_in(one) for one in both}
    return found


def _has_percent(compare: Compare) -> bool:
    terms = (*compare.left.terms, *compare.right.terms)
    return any(one.of == Constant("%") and one.coefficient for one in terms)


def source_of(
    path: Path,
    declared: Column,
    convention: Convention,
    percent: Collection[Names],
) -> Source:
    """Return a column as a source of figures."""
    said = declared.percent
    if said is None and names_in(path) in percent and declared.unit is None:
        said = True
    return Source(
        path=str(path),
        name=declared.name or str(path),
        declared=declared,
        convention=convention,
        percent=said,
        counted=False,
    )


def refuse_unnamed(columns: Iterable[str], rules: Iterable[Rule]) -> None:
    """Refuse columns that no rule names: what is misspelt would pass unseen.

    Raises:
        InvalidRuleError: A column is declared for a path that no rule names.
    """
    named = {
        names_in(path): str(path)
        for rule in rules
        for path in _paths_of(rule.condition)
    }
    for path in columns:
        if names_in(parse_path(path)) not in named:
            near = get_close_matches(path, named.values(), n=1)
            hint = f"did you mean {near[0]!r}?" if near else ""
            said = f"a column is declared for {shortened(path)!r}, which no rule names"
            raise InvalidRuleError(said, hint)


def _paths_of(condition: Condition) -> Iterator[Path]:
    """Yield the paths of a condition, and those of the codes of trees."""
    yield from named_paths(condition)
    for atom in atoms_in(condition):
        if isinstance(atom, Tree):
            yield Path((*atom.path.steps[:-1], atom.by))
