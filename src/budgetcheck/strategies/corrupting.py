"""Corrupting: an honest document with one slip in it, and what must be found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

import attrs
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from budgetcheck.language.conditions import Condition, named_paths
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.documents import Document
from budgetcheck.language.figures import Figure, Number, figure_text
from budgetcheck.language.nesting import figures_of, names_in
from budgetcheck.language.paths import Path
from budgetcheck.language.rebuilding import with_figures
from budgetcheck.language.rules import Rule, RuleLike, RuleSet, rules_in
from budgetcheck.language.shapes import is_entity
from budgetcheck.strategies.admitting import admitting
from budgetcheck.strategies.sheets import Broken, Changes, Sheet, in_base
from budgetcheck.strategies.slips import Slip, happening

_T = TypeVar("_T")
_Rules: TypeAlias = RuleSet | RuleLike | Iterable[RuleLike] | Mapping[str, RuleLike]

_ROWS = "rows"
_CHOICES = st.integers(0, 2**16 - 1)


@attrs.frozen
class Change:
    """One figure, as it was honestly printed and as it is printed now.

    Attributes:
        path: Where it stands.
        before: The honest figure.
        after: The one with the slip.

    Example:
        >>> from budgetcheck.language.figures import Percent
        >>> before, after = (Percent(one, "0.01") for one in ("61.83", "61.38"))
        >>> change = Change(Path.of("s"), before, after)
        >>> print(change)
        s: 61.83% -> 61.38%
        >>> change.amount
        Fraction(-9, 2000)
    """

    path: Path
    before: Figure
    after: Figure

    @property
    def amount(self) -> Fraction | None:
        """By how much it is more now, in its base unit; None where one is no number."""
        if isinstance(self.before, Number) and isinstance(self.after, Number):
            return in_base(self.after) - in_base(self.before)
        return None

    def __str__(self) -> str:
        return f"{self.path}: {_shown(self.before)} -> {_shown(self.after)}"


@attrs.frozen
class Corruption:
    """What was done to a document, and what must be found in it.

    Shape: `failing` has the id of each rule and the row on which it fails ("" where it
    is of no row): these are CONTRADICTION, and no other rule is.

    Attributes:
        slip: The kind of error.
        changes: The figures that are printed otherwise.
        failing: What must fail, found without asking the checker.

    Example:
        >>> Corruption(Slip.ONE_DIGIT, (), frozenset()).is_silent
        True
    """

    slip: Slip
    changes: tuple[Change, ...]
    failing: Broken

    @property
    def is_silent(self) -> bool:
        """Whether no rule can see it: it is within rounding, or nothing vouches."""
        return not self.failing

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the figures stand that are printed otherwise."""
        return tuple(change.path for change in self.changes)

    @property
    def amount(self) -> Fraction | None:
        """By how much the first figure is more now, in its base unit."""
        return self.changes[0].amount if self.changes else None

    def __str__(self) -> str:
        done = "; ".join(map(str, self.changes))
        names = [f"{rule} @ {at}" if at else rule for rule, at in sorted(self.failing)]
        return f"{self.slip}: {done}; must fail: {', '.join(names) or 'none'}"


def corrupted(
    documents: st.SearchStrategy[_T],
    *,
    rules: _Rules | None = None,
    convention: Convention | None = None,
    slips: Iterable[Slip | str] | None = None,
) -> st.SearchStrategy[tuple[_T, Corruption]]:
    """Draw documents with one slip in each, and which rules must now fail.

    Shape: a document as `documents` draws it, of the same class, with a `Corruption`.
    Each draw is an `event()` with the kind of slip, which Hypothesis counts
    (`--hypothesis-show-statistics`).

    Args:
        documents: Draws documents that obey their rules: a `Document`, a
            `BudgetTable`, an object of your own class, a mapping, or a list of rows.
        rules: The rules; the document's own if not given.
        convention: What the publisher declares, over what the document says.
        slips: The kinds of slips; all if not given.

    Raises:
        InvalidArgument: When drawn: no such slip can happen in the document, because
            no rule names a number, or none of the needed kind.
        UnknownPathError: When drawn: a rule names a figure that is not there.
        ValueError: There is no such slip.

    Example:
        >>> printed = {"total": "98.34", "basic": "60.80", "project": "37.54"}
        >>> drawn = corrupted(st.just(printed), rules="total = basic + project")
        >>> from hypothesis import find, settings
        >>> document, corruption = find(
        ...     drawn,
        ...     lambda pair: not pair[1].is_silent,
        ...     settings=settings(database=None, derandomize=True),
        ... )
        >>> document
        {'total': '18.34', 'basic': '60.80', 'project': '37.54'}
        >>> print(corruption)
        one_digit: total: 98.34 -> 18.34; must fail: total = basic + project
    """
    asked = _Asked(
        None if rules is None else _rule_set(rules),
        convention or UNDECLARED,
        tuple(Slip) if slips is None else tuple(map(Slip, slips)),
    )
    return _corrupted(documents, asked)


@attrs.frozen
class _Asked:
    """What is asked for besides documents, short enough for Hypothesis to print."""

    rules: RuleSet | None
    convention: Convention
    slips: tuple[Slip, ...]

    def _repr_pretty_(self, printer: Any, _: object) -> None:  # noqa: ANN401
        # Hypothesis passes over the `__repr__` of a class with attrs.
        printer.text(f"<{len(self.slips)} slips>")


@st.composite
def _corrupted(
    draw: st.DrawFn,
    documents: st.SearchStrategy[_T],
    asked: _Asked,
) -> tuple[_T, Corruption]:
    document = draw(documents)
    sheet = _sheet(document, asked.rules, asked.convention)
    # Always three choices, so that a slip with fewer places shrinks no further.
    kind = draw(st.integers(0, max(1, len(asked.slips) - 1)))
    place, way = draw(_CHOICES), draw(_CHOICES)
    found = happening(asked.slips, sheet, kind=kind, place=place, way=way)
    if found is None:
        message = (
            f"no slip can happen in {type(document).__name__}: of {len(sheet.figures)} "
            f"figures, rules name {len(sheet.numbers)} numbers; "
            f"slips wanted: {', '.join(asked.slips) or 'none'}"
        )
        raise InvalidArgument(message)
    slip, changes = found
    event(f"slip: {slip}")
    corruption = Corruption(
        slip,
        tuple(
            Change(path, sheet.figures[path], after) for path, after in changes.items()
        ),
        sheet.broken(changes),
    )
    return _changed(document, changes), corruption


def _sheet(document: object, rules: RuleSet | None, declared: Convention) -> Sheet:
    if rules is None:
        own = getattr(document, "rules", None)
        rules = own if isinstance(own, RuleSet) else RuleSet()
    applied = tuple(rule for rule in rules if not rule.disabled)
    if isinstance(document, Document):
        figures, declared = document.figures, declared.over(document.convention)
    else:
        nested = {_ROWS: document} if _is_rows(document) else document
        named = (path for rule in applied for path in named_paths(rule.condition))
        figures = figures_of(nested, declared, named=frozenset(map(names_in, named)))
    return Sheet(
        figures=figures,
        rules=applied,
        convention=declared,
        admits=admitting(type(document)),
    )


def _is_rows(document: object) -> bool:
    return isinstance(document, list | tuple) and not is_entity(type(document))


def _changed(document: _T, changes: Changes) -> _T:
    if _is_rows(document):
        changes = {Path(path.steps[1:]): figure for path, figure in changes.items()}
    return with_figures(document, changes)


def _rule_set(given: _Rules) -> RuleSet:
    if isinstance(given, RuleSet):
        return given
    # One notation is one rule, and not a rule for each character.
    if isinstance(given, str | Mapping | Rule | Condition):
        return RuleSet(rules_in(given))
    several: Any = given
    return RuleSet(rules_in(*several))


def _shown(figure: Figure) -> str:
    return getattr(figure, "printed", "") or figure_text(figure)
