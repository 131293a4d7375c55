"""Grounding: a rule and a document's figures become rules about single figures.

A row index becomes one rule per row, a sum becomes its terms, a tree one sum per
parent. What is missing is kept as `Missing`; a path that nobody has is an error,
and so are figures that cannot be added. All errors are told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import assert_never, cast

import attrs

from budgetcheck.errors import (
    BudgetCheckError,
    DimensionError,
    InvalidRuleError,
    UnknownPathError,
    UnreadableFileError,
)
from budgetcheck.faults import FAULTS_LIMIT, together
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
from budgetcheck.language.dimensions import check_dimensions
from budgetcheck.language.documents import Figures
from budgetcheck.language.expressions import Constant, Linear, Sum, Term, added, figure
from budgetcheck.language.figures import Figure, Missing
from budgetcheck.language.lookups import Known
from budgetcheck.language.paths import EVERY, Index, Path, Step
from budgetcheck.language.places import NOWHERE, Place, placed
from budgetcheck.language.rules import Rule


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


def all_grounds(
    rules: Iterable[Rule], known: Known
) -> tuple[list[Ground], list[BudgetCheckError]]:
    """Return every rule on every row that it is about, and what is wrong with rules.

    Shape: what is wrong with a rule of a file is a `FileFault` at its place.
    """
    found: list[Ground] = []
    # By what they say: rules of one table meet the same code twice.
    faults: dict[str, BudgetCheckError] = {}
    for rule in rules:
        try:
            found += () if rule.disabled else grounds(rule, known)
        except UnreadableFileError as error:
            faults |= {
                str(one): cast("BudgetCheckError", one) for one in error.exceptions
            }
        except BudgetCheckError as error:
            one = placed(error, rule.place)
            faults[str(one)] = one
        if len(faults) >= FAULTS_LIMIT:
            break
    return found, list(faults.values())


def grounds(rule: Rule, known: Known) -> Iterator[Ground]:
    """Yield a rule on every row that it is about.

    Raises:
        UnknownPathError: The rule names a figure which the document does not have.
        DimensionError: The rule puts together what cannot be.
        InvalidRuleError: A tree has a code twice, or a row without one.
        UnreadableFileError: Several of these, or one of a rule that has a place.
    """
    grounder = _Grounder(rule, known.figures, known)
    for at, condition in grounder.rows():
        found = list(grounder.in_row(at, condition))
        grounder.refuse()
        yield from found
    grounder.refuse()


def ground_in_row(rule: Rule, known: Known, row: Step) -> Ground:
    """Return a rule on one row of the list that it runs over."""
    grounder = _Grounder(rule, known.figures, known)
    condition = grounder.expand(at_row(rule.condition, row))
    ground = grounder.ground(str((rule.over or Path(())).then(row)), condition)
    grounder.refuse()
    return ground


@attrs.define
class _Grounder:
    rule: Rule
    figures: Figures
    known: Known
    absent: dict[Path, Figure] = attrs.field(factory=dict)
    faults: dict[object, BudgetCheckError] = attrs.field(factory=dict)

    def refuse(self) -> None:
        if self.faults:
            message = f"{self.rule.place.file or 'a rule'} cannot be checked"
            raise together(message, tuple(self.faults.values()))

    def fault(self, what: object, error: BudgetCheckError, place: Place) -> None:
        """Note what is wrong, once, at a place or at the rule's."""
        self.faults.setdefault(
            what, placed(error, place if place.file else self.rule.place)
        )

    def in_row(self, at: str, condition: Condition | None) -> Iterator[Ground]:
        if isinstance(condition, Tree):
            parents = self.parents(condition)
            if not parents:
                yield Ground(self.rule, at, None, ())
            for row, compare in parents:
                yield self.ground(str(row), compare)
        elif condition is None:
            yield Ground(self.rule, at, None, ())
        else:
            yield self.ground(at, self.expand(condition))

    def ground(self, at: str, condition: Condition) -> Ground:
        # Only an empty tree still ranges over rows, and it has no figures.
        named_once = dict.fromkeys(named_paths(condition))
        paths = [path for path in named_once if not path.ranges]
        named = {path: self.figures.get(path) or self.absent[path] for path in paths}
        try:
            check_dimensions(self.rule.id, condition, named)
        except DimensionError as error:
            self.fault(condition, error, NOWHERE)
        return Ground(self.rule, at, condition, tuple(named.items()))

    def rows(self) -> Iterator[tuple[str, Condition | None]]:
        """Yield the condition for each row of the rule's list, or as it is."""
        condition, over = self.rule.condition, self.rule.over
        if over is None:
            yield "", condition
            return
        rows = self.rows_of(over)
        if rows is None:
            self.refuse()
            yield "", at_row(condition, Index(0))
            return
        if not rows:
            yield "", None
        for row in rows:
            yield str(over.then(row)), at_row(condition, row)

    def rows_of(self, path: Path) -> tuple[Step, ...] | None:
        """Return the rows of a list, or None where the list itself is missing."""
        rows = self.figures.rows.get(self.known.keyed(path))
        if rows is not None:
            return rows
        if self.known.missing_above(path) is None:
            self.unknown(path)
        return None

    def found(self, path: Path) -> Path:
        """Return the path of a figure, or of one that is known to be missing."""
        at = self.known.keyed(path)
        if at in self.figures:
            return at
        missing = self.known.missing_above(at)
        if missing is None and not self.known.has_sibling(at):
            self.unknown(path)
        self.absent[at] = missing or Missing("absent")
        return at

    def unknown(self, path: Path) -> None:
        if not self.known.tolerates(self.rule.id) and path not in self.faults:
            error = UnknownPathError(self.rule.id, str(path), self.known.near(path))
            self.fault(path, error, NOWHERE)

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
        found: list[Path] = []
        for row in rows:
            before = len(self.faults)
            found += self.every(above.then(row, *below))
            if len(self.faults) > before:
                break  # No row has it, or it would be missing only here.
        return found

    def parents(self, tree: Tree) -> list[tuple[Path, Compare]]:
        """Return each parent of a tree, and that it is the sum of its children."""
        position = tree.path.steps.index(EVERY)
        above, below = Path(tree.path.steps[:position]), tree.path.steps[position + 1 :]
        rows = self.rows_of(above)
        if rows is None:
            gone = figure(self.found(above))
            return [(above, Compare(gone, "=", gone))]
        by_code = self.codes(tree, above, rows)
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

    def codes(self, tree: Tree, above: Path, rows: tuple[Step, ...]) -> dict[str, Path]:
        by_code: dict[str, Path] = {}
        for row in rows:
            at = above.then(row)
            code = self.figures.label(at, tree.by)
            if code is None:
                message = f"{at} has no {tree.by}, so it has no place in the tree"
                hint = f'give it {tree.by} = "…", "" for a total'
                self.fault(at, InvalidRuleError(message, hint), self.known.place_of(at))
            elif code in by_code:
                message = f"{at} and {by_code[code]} have the same {tree.by} {code!r}"
                error = InvalidRuleError(message, "a code stands once in a tree")
                self.fault(at, error, self.known.place_of(at))
            elif code:
                by_code[code] = at
        return by_code
