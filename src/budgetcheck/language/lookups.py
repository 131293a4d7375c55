"""Lookups: figures by the paths that rules name, and what else may be meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from typing import Literal, TypeAlias

import attrs

from budgetcheck.errors import BudgetCheckError, InvalidRuleError, UnknownPathError
from budgetcheck.language.conditions import named_paths
from budgetcheck.language.documents import Figures
from budgetcheck.language.fields import FigureField, OtherField, TextField
from budgetcheck.language.figures import Missing
from budgetcheck.language.paths import Index, Key, Path, Step, composed
from budgetcheck.language.places import NOWHERE, Place, placed
from budgetcheck.language.rules import Rule
from budgetcheck.language.shapes import field_at, figure_paths

MissingPaths: TypeAlias = Literal["error", "unchecked"]

NEAR_LIMIT = 5000  # So many paths are looked through for a near one,
_NEAR_IN_ALL = 20_000  # and so many for all the paths that nobody has.


@attrs.define
class Known:
    """The figures of a document, among which a path that nobody has may be near one.

    Attributes:
        figures: The figures.
        missing_is_unchecked: A path that nobody has is no error.
        optional: The rules (ids) in which it is none in any case.
    """

    figures: Figures
    missing_is_unchecked: bool = False
    optional: frozenset[str] = frozenset()
    _left: int = attrs.field(default=_NEAR_IN_ALL, init=False)
    _labelled: dict[Path, dict[str, list[Step]]] = attrs.field(factory=dict, init=False)

    def tolerates(self, rule: str) -> bool:
        """Say whether a rule may name what nobody has."""
        return self.missing_is_unchecked or rule in self.optional

    def near(self, path: Path) -> tuple[str, ...]:
        """Return known paths that look like another, while that is cheap."""
        if self._left <= 0:
            return ()
        known = [str(one) for one in islice(self.figures, NEAR_LIMIT)]
        self._left -= len(known)
        return tuple(get_close_matches(str(path), known, n=2, cutoff=0.7))

    def keyed(self, path: Path) -> Path:
        """Return the path with each key replaced by the row that has it."""
        if not any(isinstance(step, Key) for step in path.steps):
            return path
        at = Path(())
        for step in path.steps:
            at = at.then(self._row_by_key(at, step) if isinstance(step, Key) else step)
        return at

    def _row_by_key(self, at: Path, key: Key) -> Step:
        """Return the row that has a code, or else a name; the key if none has it."""
        for label in ("code", "name"):
            rows = self._rows_labelled(at, label).get(key.text, ())
            if len(rows) > 1:
                one, other = (at.then(row) for row in rows[:2])
                message = f"{one} and {other} have the same {label} {key.text!r}"
                raise InvalidRuleError(message, "name a row by its number: [0]")
            if rows:
                return rows[0]
        return key

    def _rows_labelled(self, at: Path, label: str) -> dict[str, list[Step]]:
        """Return the rows of a list by their code or name."""
        if at.then(label) not in self._labelled:
            by_label = self._labelled[at.then(label)] = {}
            for row in self.figures.rows.get(at, ()):
                text = self.figures.label(at.then(row), label)
                if text is not None:
                    by_label.setdefault(composed(text), []).append(row)
        return self._labelled[at.then(label)]

    def missing_above(self, path: Path) -> Missing | None:
        """Return what is declared missing: the group or list that a path is in."""
        for length in range(len(path.steps), 0, -1):
            above = self.figures.get(Path(path.steps[:length]))
            if isinstance(above, Missing):
                return above
        return None

    def has_sibling(self, path: Path) -> bool:
        """Say whether another row has this cell, so that it is missing only here."""
        for position, step in enumerate(path.steps):
            if not isinstance(step, Index):
                continue
            above, below = Path(path.steps[:position]), path.steps[position + 1 :]
            rows = self.figures.rows.get(above, ())
            if step in rows and any(
                above.then(row, *below) in self.figures for row in rows
            ):
                return True
        return False

    def place_of(self, row: Path) -> Place:
        """Return where the first figure of a row stands in its file."""
        steps = self.figures.rows.get(row, ())
        found = (self.figures.get(row.then(step)) for step in steps)
        return next((one.place for one in found if one is not None), NOWHERE)


def misnamed(cls: type, rules: Iterable[Rule]) -> list[BudgetCheckError]:
    """Return an error for every figure that rules name and a class does not have.

    Shape: that of a rule from a file is a `FileFault` at its place.

    Example:
        >>> @attrs.frozen
        ... class Spending:
        ...     total: int
        >>> print(*misnamed(Spending, [Rule("totl >= 0", id="r")]))
        rule 'r' names 'totl', which the document does not have
          hint: did you mean 'total'?
    """
    known: list[str] = []
    faults: list[BudgetCheckError] = []
    for rule in rules:
        named = () if rule.disabled else dict.fromkeys(named_paths(rule.condition))
        for path in named:
            if isinstance(field_at(cls, path), FigureField | TextField | OtherField):
                continue
            known = known or list(islice(figure_paths(cls), NEAR_LIMIT))
            near = tuple(get_close_matches(str(path), known, n=2, cutoff=0.6))
            error = UnknownPathError(rule.id, str(path), near)
            faults.append(placed(error, rule.place))
    return faults
