"""Sheets: an honest document as slips see it, its figures where rules use them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import attrs

from budgetcheck.errors import FileFault, together
from budgetcheck.language.conditions import All, AnyOf, Compare, Condition, Share, When
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Figures
from budgetcheck.language.expressions import Linear
from budgetcheck.language.figures import Figure, Number
from budgetcheck.language.forms import Form, collected
from budgetcheck.language.grounding import Ground, all_grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule
from budgetcheck.strategies.expecting import Adjusted, is_impossible

Changes: TypeAlias = Mapping[Path, Figure]
Admits: TypeAlias = Callable[[Path, type], bool]
Broken: TypeAlias = frozenset[tuple[str, str]]


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
class Stated:
    """A percentage that is stated on one row.

    Attributes:
        rule: The rule that says of what.
        share: The percentage, its part and its whole.
    """

    rule: str
    share: Share


@attrs.frozen(kw_only=True, eq=False)
class Sheet:
    """A document's figures, with the rules that name them.

    Attributes:
        figures: All figures.
        grounds: Every rule on every row.
        convention: What the publisher declares.
        admits: Whether a figure of a kind may stand at a path of the document.
    """

    figures: Figures
    grounds: tuple[Ground, ...]
    convention: Convention
    admits: Admits

    @classmethod
    def of(
        cls,
        figures: Figures,
        rules: Iterable[Rule],
        convention: Convention,
        admits: Admits = lambda _path, _kind: True,
    ) -> Sheet:
        """Return the sheet of a document.

        Raises:
            UnknownPathError: A rule names a figure which the document does not have.
            DimensionError: A rule puts together what cannot be.
            UnreadableFileError: Several of these.
        """
        grounded, faults = all_grounds(rules, Known(figures))
        if faults:
            files = [one.file for one in faults if isinstance(one, FileFault)]
            raise together(f"{(*files, 'this')[0]} cannot be checked", faults)
        return cls(
            figures=figures,
            grounds=tuple(grounded),
            convention=convention,
            admits=admits,
        )

    @cached_property
    def naming(self) -> Mapping[Path, list[Ground]]:
        """The rules that name a figure, for each figure that some rule names."""
        found: dict[Path, list[Ground]] = {}
        for ground in self.grounds:
            for path, _ in ground.figures:
                found.setdefault(path, []).append(ground)
        return found

    @cached_property
    def numbers(self) -> Mapping[Path, Number]:
        """The numbers that some rule names, in the document's order."""
        return {
            path: figure
            for path, figure in self.figures.items()
            if isinstance(figure, Number)
            and path in self.naming
            and self.admits(path, type(figure))
        }

    @cached_property
    def plain(self) -> Mapping[Path, Number]:
        """The same without bounds ("70 or more"), which are no one number."""
        return {path: one for path, one in self.numbers.items() if not one.bound}

    @cached_property
    def totals(self) -> tuple[Total, ...]:
        """Every sum of numbers that a rule compares with one number."""
        return tuple(
            total
            for condition in self._conditions
            if isinstance(condition, Compare) and condition.relation == "="
            for one, other in (
                (condition.left, condition.right),
                (condition.right, condition.left),
            )
            for total in self._totals(one, other)
        )

    def _totals(self, one: Linear, other: Linear) -> Iterator[Total]:
        path, parts = one.single, collected(other).coefficients
        if path is None or path in parts or len(parts) <= 1:
            return
        if all(each in self.plain for each in (path, *parts)):
            yield Total(path, parts)

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """Every percentage that is stated of something."""
        return tuple(
            Stated(ground.rule.id, condition)
            for ground in self.grounds
            for condition in _atoms(ground.condition)
            if isinstance(condition, Share)
        )

    @property
    def _conditions(self) -> Iterator[Condition]:
        for ground in self.grounds:
            yield from _atoms(ground.condition)

    def value(self, form: Form) -> Fraction | None:
        """Return what the printed numbers give, or None where one is no number."""
        if not form.coefficients.keys() <= self.plain.keys():
            return None
        return form.at({path: in_base(self.plain[path]) for path in form.coefficients})

    @cached_property
    def adjusted(self) -> Adjusted:
        """The shares that were adjusted to make 100 %, and how many there are."""
        return adjusted_in(self.grounds, self.convention)

    def broken(self, changes: Changes) -> Broken:
        """Return the rules, by id and row, that must fail once figures are changed.

        Shape: only rules that name a changed figure, because no other is touched.
        """
        named = [ground for path in changes for ground in self.naming.get(path, ())]
        once = {(ground.rule.id, ground.at): ground for ground in named}
        return frozenset(
            name
            for name, ground in once.items()
            if is_impossible(
                ground,
                {path: changes.get(path, figure) for path, figure in ground.figures},
                self.convention,
                self.adjusted,
            )
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


def _atoms(condition: Condition | None) -> Iterator[Condition]:
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _atoms(part)
        case When(given, then):
            yield from _atoms(given)
            yield from _atoms(then)
        case None:
            return
        case _:
            yield condition
