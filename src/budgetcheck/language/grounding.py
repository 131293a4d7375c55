"""Grounding: a rule and a document's figures become rules about single figures.

A row index becomes one rule per row, a sum becomes its terms, a tree one sum per
parent. What is missing is kept as `Missing`; a path that nobody has is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from fractions import Fraction
from itertools import islice
from typing import assert_never

import attrs

from budgetcheck.errors import InvalidRuleError, UnknownPathError
from budgetcheck.language.codes import parents_in
from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Share,
    Tree,
    When,
    at_row,
    named_paths,
)
from budgetcheck.language.documents import Figures
from budgetcheck.language.expressions import Constant, Linear, Sum, Term, added, figure
from budgetcheck.language.figures import Figure, Missing
from budgetcheck.language.paths import EVERY, Index, Key, Path, Step, composed
from budgetcheck.language.rules import Rule

NEAR_LIMIT = 5000


@attrs.frozen
class Ground:
    """A rule on one row: a condition about single figures, and those figures.

    Attributes:
        rule: The rule.
        at: The row, or empty.
        condition: Without row indices and sums; None over an empty list.
        figures: Every figure that the condition names, in order.
    """

    rule: Rule
    at: str
    condition: Condition | None
    figures: tuple[tuple[Path, Figure], ...]


def grounds(
    rule: Rule, figures: Figures, *, missing_is_unchecked: bool = False
) -> Iterator[Ground]:
    """Yield a rule on every row that it is about.

    Raises:
        UnknownPathError: The rule names a figure which the document does not have.
        InvalidRuleError: A tree has a code twice, or a row without one.
    """
    grounder = _Grounder(rule, figures, missing_is_unchecked)
    for at, condition in grounder.rows():
        if isinstance(condition, Tree):
            parents = grounder.parents(condition)
            if not parents:
                yield Ground(rule, at, None, ())
            for row, compare in parents:
                yield grounder.ground(str(row), compare)
        elif condition is None:
            yield Ground(rule, at, None, ())
        else:
            yield grounder.ground(at, grounder.expand(condition))


def ground_in_row(
    rule: Rule, figures: Figures, row: Step, *, missing_is_unchecked: bool = False
) -> Ground:
    """Return a rule on one row of the list that it runs over."""
    grounder = _Grounder(rule, figures, missing_is_unchecked)
    condition = grounder.expand(at_row(rule.condition, row))
    return grounder.ground(str((rule.over or Path(())).then(row)), condition)


@attrs.define
class _Grounder:
    rule: Rule
    figures: Figures
    missing_is_unchecked: bool
    absent: dict[Path, Figure] = attrs.field(factory=dict)
    labelled: dict[Path, dict[str, list[Step]]] = attrs.field(factory=dict)

    def ground(self, at: str, condition: Condition) -> Ground:
        # Only an empty tree still ranges over rows, and it has no figures.
        named_once = dict.fromkeys(named_paths(condition))
        paths = [path for path in named_once if not path.ranges]
        named = tuple(
            (path, self.figures.get(path) or self.absent[path]) for path in paths
        )
        return Ground(self.rule, at, condition, named)

    def rows(self) -> Iterator[tuple[str, Condition | None]]:
        """Yield the condition for each row of the rule's list, or as it is."""
        condition, over = self.rule.condition, self.rule.over
        if over is None:
            yield "", condition
            return
        rows = self.rows_of(over)
        if rows is None:
            yield "", at_row(condition, Index(0))
            return
        if not rows:
            yield "", None
        for row in rows:
            yield str(over.then(row)), at_row(condition, row)

    def rows_of(self, path: Path) -> tuple[Step, ...] | None:
        """Return the rows of a list, or None where the list itself is missing."""
        rows = self.figures.rows.get(self.keyed(path))
        if rows is not None:
            return rows
        if self.missing_above(path) is None:
            self.unknown(path)
        return None

    def keyed(self, path: Path) -> Path:
        """Return the path with each key replaced by the row that has it."""
        if not any(isinstance(step, Key) for step in path.steps):
            return path
        at = Path(())
        for step in path.steps:
            at = at.then(self.row_by_key(at, step) if isinstance(step, Key) else step)
        return at

    def row_by_key(self, at: Path, key: Key) -> Step:
        """Return the row that has a code, or else a name; the key if none has it."""
        for label in ("code", "name"):
            rows = self.rows_labelled(at, label).get(key.text, ())
            if len(rows) > 1:
                one, other = (at.then(row) for row in rows[:2])
                message = f"{one} and {other} have the same {label} {key.text!r}"
                raise InvalidRuleError(message, "name a row by its number: [0]")
            if rows:
                return rows[0]
        return key

    def rows_labelled(self, at: Path, label: str) -> dict[str, list[Step]]:
        """Return the rows of a list by their code or name."""
        if at.then(label) not in self.labelled:
            by_label = self.labelled[at.then(label)] = {}
            for row in self.figures.rows.get(at, ()):
                text = self.figures.label(at.then(row), label)
                if text is not None:
                    by_label.setdefault(composed(text), []).append(row)
        return self.labelled[at.then(label)]

    def found(self, path: Path) -> Path:
        """Return the path of a figure, or of one that is known to be missing."""
        at = self.keyed(path)
        if at in self.figures:
            return at
        missing = self.missing_above(at)
        if missing is None and not self.has_sibling(at):
            self.unknown(path)
        self.absent[at] = missing or Missing("absent")
        return at

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

    def unknown(self, path: Path) -> None:
        if self.missing_is_unchecked:
            return
        known = [str(one) for one in islice(self.figures, NEAR_LIMIT)]
        near = tuple(get_close_matches(str(path), known, n=2, cutoff=0.7))
        raise UnknownPathError(self.rule.id, str(path), near)

    def expand(self, condition: Condition) -> Condition:
        """Return the condition about single figures, sums and trees written out."""
        match condition:
            case Compare(left, relation, right):
                return Compare(self.linear(left), relation, self.linear(right))
            case Share(stated, part, whole):
                return Share(self.found(stated), self.linear(part), self.linear(whole))
            case All(parts):
                return All(tuple(self.expand(part) for part in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self.expand(part) for part in parts))
            case When(given, then):
                return When(self.expand(given), self.expand(then))
            case Tree():
                sums: list[Condition] = [one for _, one in self.parents(condition)]
                return All(tuple(sums)) if len(sums) > 1 else (*sums, condition)[0]
            case _:
                assert_never(condition)

    def linear(self, linear: Linear) -> Linear:
        terms: list[Term] = []
        for term in linear.terms:
            if isinstance(term.of, Sum):
                paths = self.every(term.of.path)
                terms.extend(Term(term.coefficient, path) for path in paths)
            elif isinstance(term.of, Path):
                terms.append(Term(term.coefficient, self.found(term.of)))
            else:
                terms.append(term)
        return Linear(tuple(terms) or (Term(Fraction(0), Constant()),))

    def every(self, path: Path) -> list[Path]:
        """Return the path once for every row that it ranges over."""
        if EVERY not in path.steps:
            return [self.found(path)]
        position = path.steps.index(EVERY)
        above, below = Path(path.steps[:position]), path.steps[position + 1 :]
        rows = self.rows_of(above)
        if rows is None:
            return [self.found(above)]
        return [one for row in rows for one in self.every(above.then(row, *below))]

    def parents(self, tree: Tree) -> list[tuple[Path, Compare]]:
        """Return each parent of a tree, and that it is the sum of its children."""
        position = tree.path.steps.index(EVERY)
        above, below = Path(tree.path.steps[:position]), tree.path.steps[position + 1 :]
        by_code = self.codes(tree, above)
        children: dict[str, list[str]] = {}
        for code, parent in parents_in(sorted(by_code)).items():
            children.setdefault(parent, []).append(code)
        return [
            (
                by_code[parent],
                Compare(
                    figure(self.found(by_code[parent].then(*below))),
                    "=",
                    added(
                        figure(self.found(by_code[one].then(*below))) for one in codes
                    ),
                ),
            )
            for parent, codes in sorted(children.items())
        ]

    def codes(self, tree: Tree, above: Path) -> dict[str, Path]:
        by_code: dict[str, Path] = {}
        for row in self.rows_of(above) or ():
            at = above.then(row)
            code = self.figures.label(at, tree.by)
            if code is None:
                message = f"{at} has no {tree.by}, so it has no place in the tree"
                raise InvalidRuleError(
                    message, f'give it {tree.by} = "…", "" for a total'
                )
            if code in by_code:
                message = f"{at} and {by_code[code]} have the same {tree.by} {code!r}"
                raise InvalidRuleError(message, "a code stands once in a tree")
            if code:
                by_code[code] = at
        return by_code
