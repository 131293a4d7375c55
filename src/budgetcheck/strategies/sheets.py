"""Sheets: an honest document as slips see it, its figures where rules use them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, TypeVar

import attrs

from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Share,
    Tree,
    When,
    atoms_in,
    named_paths,
)
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Figures
from budgetcheck.language.expressions import Linear
from budgetcheck.language.figures import Figure, Number
from budgetcheck.language.forms import Form, collected
from budgetcheck.language.grounding import Ground, ground_in_row, grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.paths import EVERY, ROW, Path, Step
from budgetcheck.language.rules import Rule
from budgetcheck.strategies.expecting import Adjusted, is_impossible

Changes: TypeAlias = Mapping[Path, Figure]
Admits: TypeAlias = Callable[[Path, type], bool]
Broken: TypeAlias = frozenset[tuple[str, str]]

_T = TypeVar("_T")
_ANY: tuple[Step, ...] = (EVERY, ROW)


@attrs.frozen
class Total:
    """A figure that is printed as what others add up to.

    Attributes:
        path: The total.
        parts: What it is made of, each with how often; 1 for most.
    """

    path: Path
    parts: Mapping[Path, Fraction]


@attrs.frozen
class Spot:
    """A rule, and the row on which it is read, if it is read on rows.

    Attributes:
        number: Which of the rules.
        row: The row, or None.
    """

    number: int
    row: Step | None = None


@attrs.frozen(kw_only=True, eq=False)
class Sheet:
    """A document's figures, with the rules that name them.

    Rules are grounded when they are first looked at: most never are.

    Attributes:
        figures: All figures.
        rules: The rules that are applied.
        convention: What the publisher declares.
        admits: Whether a figure of a kind may stand at a path of the document.
    """

    figures: Figures
    rules: tuple[Rule, ...]
    convention: Convention
    admits: Admits = lambda _path, _kind: True
    _known: Known = attrs.field(init=False)
    _grounded: dict[Spot, tuple[Ground, ...]] = attrs.field(init=False, factory=dict)

    @_known.default
    def _default_known(self) -> Known:
        return Known(self.figures)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every rule on every row that it is about, in order."""
        return tuple(
            Spot(number, row)
            for number, rule in enumerate(self.rules)
            for row in self._rows(rule) or (None,)
        )

    def _rows(self, rule: Rule) -> tuple[Step, ...]:
        over = None if isinstance(rule.condition, Tree) else rule.over
        return (
            () if over is None else self.figures.rows.get(self._known.keyed(over), ())
        )

    def spots_with(self, *kinds: type) -> Iterator[Spot]:
        """Yield the spots whose rule says something of a kind."""
        numbers = {
            number
            for number, rule in enumerate(self.rules)
            if any(isinstance(one, kinds) for one in atoms_in(rule.condition))
        }
        return (spot for spot in self.spots if spot.number in numbers)

    def grounds(self, spot: Spot) -> tuple[Ground, ...]:
        """Return the rule of a spot about single figures.

        Raises:
            UnknownPathError: It names a figure which the document does not have.
            DimensionError: It puts together what cannot be.
            UnreadableFileError: Several of these, or one of a rule that has a place.
        """
        if spot not in self._grounded:
            rule, known = self.rules[spot.number], self._known
            self._grounded[spot] = (
                tuple(grounds(rule, known))
                if spot.row is None
                else (ground_in_row(rule, known, spot.row),)
            )
        return self._grounded[spot]

    @cached_property
    def _patterns(self) -> Mapping[Step | None, list[tuple[int, Path]]]:
        """What rules name, by its last name; None where that is any row's."""
        found: dict[Step | None, list[tuple[int, Path]]] = {}
        for number, rule in enumerate(self.rules):
            for path in dict.fromkeys(named_paths(rule.condition)):
                pattern = self._known.keyed(path)
                last = None if pattern.steps[-1] in _ANY else pattern.steps[-1]
                found.setdefault(last, []).append((number, pattern))
        return found

    def _naming(self, path: Path) -> Iterator[tuple[int, Path]]:
        for last in (path.steps[-1], None):
            for number, pattern in self._patterns.get(last, ()):
                if _matches(pattern, path):
                    yield number, pattern

    def touched(self, paths: Iterable[Path]) -> tuple[Spot, ...]:
        """Return the spots that may name one of these figures, each once."""
        found: dict[Spot, None] = {}
        for path in paths:
            for number, pattern in self._naming(path):
                rows = self._rows(self.rules[number])
                if rows and ROW in pattern.steps:
                    rows = (path.steps[pattern.steps.index(ROW)],)
                found |= {Spot(number, row): None for row in rows or (None,)}
        return tuple(found)

    @cached_property
    def numbers(self) -> Mapping[Path, Number]:
        """The numbers that some rule names, in the document's order."""
        return {
            path: figure
            for path, figure in self.figures.items()
            if isinstance(figure, Number)
            and any(True for _ in self._naming(path))
            and self.admits(path, type(figure))
        }

    @cached_property
    def plain(self) -> Mapping[Path, Number]:
        """The same without bounds ("70 or more"), which are no one number."""
        return {path: one for path, one in self.numbers.items() if not one.bound}

    def totals(self, spot: Spot) -> Iterator[Total]:
        """Yield every sum of numbers that a rule compares with one number."""
        for ground in self.grounds(spot):
            for condition in atoms_in(ground.condition):
                if isinstance(condition, Compare) and condition.relation == "=":
                    yield from self._total(condition.left, condition.right)
                    yield from self._total(condition.right, condition.left)

    def _total(self, one: Linear, other: Linear) -> Iterator[Total]:
        path, parts = one.single, collected(other).coefficients
        if path is None or path in parts or len(parts) <= 1:
            return
        if all(each in self.plain for each in (path, *parts)):
            yield Total(path, parts)

    def shares(self, spot: Spot) -> Iterator[Share]:
        """Yield every percentage that a rule says what it is of."""
        for ground in self.grounds(spot):
            for condition in atoms_in(ground.condition):
                if isinstance(condition, Share):
                    yield condition

    def value(self, form: Form) -> Fraction | None:
        """Return what the printed numbers give, or None where one is no number."""
        if not all(path in self.plain for path in form.coefficients):
            return None
        return form.at({path: in_base(self.plain[path]) for path in form.coefficients})

    @cached_property
    def _adjusted(self) -> Adjusted:
        own = (rule.convention.over(self.convention) for rule in self.rules)
        if not any(one.shares_adjusted == "last" for one in own):
            return {}
        every = (ground for spot in self.spots for ground in self.grounds(spot))
        return adjusted_in(every, self.convention)

    def broken(self, changes: Changes) -> Broken:
        """Return the rules, by id and row, that must fail once figures are changed.

        Shape: only rules that name a changed figure, because no other is touched.
        """
        return frozenset(
            (ground.rule.id, ground.at)
            for spot in self.touched(changes)
            for ground in self.grounds(spot)
            if any(path in changes for path, _ in ground.figures)
            and is_impossible(
                ground,
                {path: changes.get(path, figure) for path, figure in ground.figures},
                self.convention,
                self._adjusted,
            )
        )


def turned(items: Iterable[_T], first: int) -> Iterator[_T]:
    """Yield all items in order, from one on, and then those before it.

    Example:
        >>> list(turned("abc", 4))
        ['b', 'c', 'a']
    """
    every = tuple(items)
    start = first % len(every) if every else 0
    yield from every[start:]
    yield from every[:start]


def _matches(pattern: Path, path: Path) -> bool:
    steps = pattern.steps
    return len(steps) == len(path.steps) and all(
        one == step or one in _ANY for one, step in zip(steps, path.steps, strict=True)
    )


def in_base(figure: Number) -> Fraction:
    """Return the value of a number in its base unit: 元, single things, a ratio.

    Example:
        >>> from budgetcheck.language.figures import Percent
        >>> in_base(Percent("50", "1"))
        Fraction(1, 2)
    """
    return Fraction(figure.value) * figure.scale


def adjusted_in(grounds: Iterable[Ground], declared: Convention) -> Adjusted:
    """Return the last stated share of every whole, and how many the whole has."""
    last: dict[Linear, Share] = {}
    counted: Counter[Linear] = Counter()
    for ground in grounds:
        if ground.rule.convention.over(declared).shares_adjusted == "last":
            for share in _stated_in(ground.condition):
                last[share.whole] = share
                counted[share.whole] += 1
    return {share: counted[whole] for whole, share in last.items()}


def _stated_in(condition: Condition | None) -> Iterator[Share]:
    match condition:
        case Share():
            yield condition
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _stated_in(part)
        case When(_, then):
            yield from _stated_in(then)
        case _:
            return
