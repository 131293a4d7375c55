"""Lists: the one list of rules whose rows are those of a long frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import assert_never

import attrs

from budgetcheck.errors import BudgetCheckError, UnknownPathError, UnsupportedRuleError
from budgetcheck.faults import together
from budgetcheck.frames.columns import Column
from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Share,
    Tree,
    When,
    named_paths,
)
from budgetcheck.language.expressions import Linear, Sum, Term
from budgetcheck.language.paths import EVERY, ROW, Path, Step
from budgetcheck.language.places import placed
from budgetcheck.language.rules import Rule

_OVER = (EVERY, ROW)


def list_of(rules: Iterable[Rule]) -> Path | None:
    """Return the list that rules run over, or None if they have none.

    Raises:
        UnsupportedRuleError: They have several, or lists in lists, or name one row.

    Example:
        >>> str(list_of([Rule("total = sum(lines[*].actual)")]))
        'lines'
    """
    found: dict[Path, Rule] = {}
    for rule in rules:
        for path in named_paths(rule.condition):
            at = _list_in(rule, path)
            if at is not None:
                found.setdefault(at, rule)
    if len(found) > 1:
        (one, _), (other, rule) = list(found.items())[:2]
        problem = f"a long frame has the rows of one list, not of {one} and {other}"
        raise UnsupportedRuleError(rule.id, "frames", problem)
    return next(iter(found), None)


def _list_in(rule: Rule, path: Path) -> Path | None:
    over = [place for place, step in enumerate(path.steps) if step in _OVER]
    rows = [step for step in path.steps if not isinstance(step, str)]
    if len(rows) > len(over):
        problem = f"{path} is one row, and a long frame does not tell rows apart"
        raise UnsupportedRuleError(rule.id, "frames", problem)
    if len(over) > 1:
        problem = f"{path} is a list in a list, and a long frame has one"
        raise UnsupportedRuleError(rule.id, "frames", problem)
    return Path(path.steps[: over[0]]) if over else None


def in_row(path: Path) -> Path:
    """Return a path that goes over all rows as the one of the row.

    Example:
        >>> in_row(Path(("lines", EVERY, "actual"))) == Path(("lines", ROW, "actual"))
        True
    """
    return Path(tuple(ROW if step == EVERY else step for step in path.steps))


def summed_in(rules: Iterable[Rule]) -> set[Path]:
    """Return the figures of rows that rules add up, as `in_row()` has them."""
    named = (path for rule in rules for path in named_paths(rule.condition))
    return {in_row(path) for path in named if EVERY in path.steps}


def is_of_rows(path: Path) -> bool:
    """Say whether every row has its own figure there."""
    return any(step in _OVER for step in path.steps)


@attrs.frozen
class Names:
    """The columns of a frame, and how rules call them.

    Attributes:
        columns: The columns.
        declared: What is declared, by path.
    """

    columns: tuple[str, ...]
    declared: Mapping[Path, Column]

    def column(self, path: Path) -> Column | None:
        """Return the column of a path: as declared, by its path, or its last name."""
        declared = self.declared.get(path, Column())
        names = [declared.name] if declared.name else [*_spellings(path), _last(path)]
        name = next((one for one in names if one in self.columns), None)
        return None if name is None else attrs.evolve(declared, name=name)

    def near(self, path: Path) -> tuple[str, ...]:
        """Return columns that are called nearly so."""
        words = [str(path), _last(path)]
        close = (get_close_matches(word, self.columns, n=1) for word in words)
        return tuple(dict.fromkeys(one for found in close for one in found))


def _spellings(path: Path) -> Iterator[str]:
    """Yield what a column of a path may be called, in whole or within its row."""
    yield str(path)
    yield path.text("i")
    steps: tuple[Step, ...] = path.steps
    if ROW in steps:
        within = steps[steps.index(ROW) + 1 :]
        if within:
            yield str(Path(within))


def _last(path: Path) -> str:
    return next(step for step in reversed(path.steps) if isinstance(step, str))


def found_in(
    rules: Iterable[Rule], rows: Names, documents: Names
) -> tuple[dict[Path, Column], dict[Path, Column]]:
    """Return the columns that rules name: those of rows, and those of documents.

    Raises:
        UnknownPathError: A rule names a figure that no column is.
    """
    of_rows: dict[Path, Column] = {}
    of_documents: dict[Path, Column] = {}
    faults: dict[str, BudgetCheckError] = {}
    for rule in rules:
        for path in map(in_row, named_paths(rule.condition)):
            names, found = (
                (rows, of_rows) if is_of_rows(path) else (documents, of_documents)
            )
            column = names.column(path)
            if column is None:
                error = UnknownPathError(rule.id, str(path), names.near(path))
                faults.setdefault(str(error), placed(error, rule.place))
            else:
                found[path] = column
    if faults:
        raise together("the frame cannot be checked", list(faults.values()))
    return of_rows, of_documents


def flattened(condition: Condition) -> Condition:
    """Return a condition whose sums are a figure of a row, as dimensions go."""
    match condition:
        case Compare(left, relation, right):
            return Compare(_single(left), relation, _single(right))
        case Share(stated, part, whole):
            return Share(stated, _single(part), _single(whole))
        case All(parts):
            return All(tuple(map(flattened, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(flattened, parts)))
        case When(given, then):
            return When(flattened(given), flattened(then))
        case Tree():
            return condition
        case _:
            assert_never(condition)


def _single(linear: Linear) -> Linear:
    return Linear(
        Term(
            term.coefficient,
            in_row(term.of.path) if isinstance(term.of, Sum) else term.of,
        )
        for term in linear.terms
    )
