"""Possible: which figures must be wrong, found by trying all subsets of them.

The meaning of rules is written down here once more, from the design and the cases of
`semantics.toml`, and truths are looked for by elimination. It shares nothing with
`budgetcheck.diagnosing`, which it is there to check, and is slow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, count, product
from typing import TypeAlias

import attrs
from tests.strategies.elimination import Row, solvable

from budgetcheck import (
    All,
    Amount,
    AnyOf,
    Compare,
    Condition,
    Constant,
    Convention,
    Count,
    Figure,
    Linear,
    Missing,
    NotComputable,
    Path,
    Percent,
    Share,
    Term,
    Tree,
    When,
    Word,
)
from budgetcheck.language.grounding import Ground
from budgetcheck.language.units import Unit

Number: TypeAlias = Amount | Count | Percent
Side: TypeAlias = tuple[Fraction, bool]  # An end, and whether it belongs to it.
Box: TypeAlias = tuple[Side | None, Side | None]
Sum: TypeAlias = tuple[dict[object, Fraction], Fraction]
Way: TypeAlias = tuple[Row, ...]
NOTHING: list[Way] = [()]
ANY: Box = (None, None)
HALF = Fraction(1, 2)


# --- figures --------------------------------------------------------------------------


def box_of(figure: Figure, convention: Convention) -> Box:
    """Return between what the truth of a figure lies."""
    if isinstance(figure, Word):
        nil = (Fraction(0), True)
        more = (Fraction(0), False)
        return {
            "increase": (more, None),
            "decrease": (None, more),
        }.get(figure.sense, (nil, nil))
    if isinstance(figure, Missing | NotComputable):
        return ANY
    box = ANY
    for one in (figure, *figure.also):
        low, high = _printing(one, convention)
        box = _higher(box[0], low), _lower(box[1], high)
    return box


def _printing(one: Number, convention: Convention) -> Box:
    value = Fraction(one.value) * Fraction(one.scale)
    step = Fraction(one.quantum) * Fraction(one.scale)
    if one.bound:
        end = (value, one.bound.startswith("at"))
        return (end, None) if one.bound in {"at_least", "above"} else (None, end)
    is_percent = isinstance(one, Percent)
    declared = convention.percent_rounding if is_percent else convention.rounding
    if not step or (not value and not is_percent and convention.zero == "exact"):
        return (value, True), (value, True)
    if (one.rounding or declared) != "cut_off":
        return (value - step / 2, True), (value + step / 2, True)
    return (
        (value - step, False) if value <= 0 else (value, True),
        (value + step, False) if value >= 0 else (value, True),
    )


def _step(one: Number) -> Fraction:
    return Fraction(one.quantum) * Fraction(one.scale)


def _higher(one: Side | None, other: Side | None) -> Side | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda end: (end[0], not end[1]))


def _lower(one: Side | None, other: Side | None) -> Side | None:
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda end: (end[0], end[1]))


def rows_between(total: Sum, box: Box) -> list[Row]:
    """Return that a sum lies between two ends."""
    factors, constant = total
    low, high = box
    if low is not None and low == high:
        return [Row(factors, constant - low[0], is_equation=True)]
    rows = []
    if low is not None:
        rows.append(Row(factors, constant - low[0], is_strict=not low[1]))
    if high is not None:
        turned = times(total, Fraction(-1))
        rows.append(Row(turned[0], turned[1] + high[0], is_strict=not high[1]))
    return rows


# --- expressions ----------------------------------------------------------------------


def total_of(linear: Linear) -> Sum:
    factors: dict[object, Fraction] = {}
    constant = Fraction(0)
    for term in linear.terms:
        if isinstance(term.of, Path):
            factors[term.of] = factors.get(term.of, Fraction(0)) + term.coefficient
        else:
            constant += term.coefficient * _unit_of(term)
    return factors, constant


def _unit_of(term: Term) -> Fraction:
    assert isinstance(term.of, Constant)
    if term.of.unit == "%":
        return Fraction(1, 100)
    return Fraction(Unit.read(term.of.unit).scale) if term.of.unit else Fraction(1)


def plus(one: Sum, other: Sum, by: Fraction) -> Sum:
    factors = dict(one[0])
    for name, factor in other[0].items():
        factors[name] = factors.get(name, Fraction(0)) + by * factor
    left = {name: factor for name, factor in factors.items() if factor}
    return left, one[1] + by * other[1]


def times(one: Sum, by: Fraction) -> Sum:
    return plus(({}, Fraction(0)), one, by)


def stands(total: Sum, relation: str) -> Row:
    """Return that a sum stands in a relation to 0."""
    if relation.startswith("<"):
        total = times(total, Fraction(-1))
    return Row(*total, is_strict=relation in "<>", is_equation=relation == "=")


# --- rules ----------------------------------------------------------------------------

OPPOSITES = {
    "=": ("<", ">"),
    "<=": (">",),
    ">=": ("<",),
    "<": (">=",),
    ">": ("<=",),
}


@attrs.define
class Meaning:
    """What rules mean, of figures some of which may be anything.

    Attributes:
        figures: The figures as printed.
        convention: What the publisher declares.
        free: Those that may be anything.
    """

    figures: Mapping[Path, Figure]
    convention: Convention
    free: frozenset[Path]
    _fresh: Iterator[int] = attrs.field(factory=count)

    def ways(self, condition: Condition) -> list[Way]:
        """Return in which ways a condition can hold."""
        match condition:
            case Compare(left, relation, right):
                return self.comparison(
                    plus(total_of(left), total_of(right), Fraction(-1)), relation
                )
            case Share():
                return self.ratio(condition)
            case All(parts):
                each = [self.ways(part) for part in parts]
                return [sum(some, ()) for some in product(*each)]
            case AnyOf(parts):
                return [way for part in parts for way in self.ways(part)]
            case When(given, then):
                if self.lacks(self.named(given)):
                    return NOTHING
                return [*self.opposite(given), *self.ways(then)]
            case Tree():
                return NOTHING

    def opposite(self, guard: Condition) -> list[Way]:
        match guard:
            case Compare(left, relation, right):
                total = plus(total_of(left), total_of(right), Fraction(-1))
                return [(stands(total, one),) for one in OPPOSITES[relation]]
            case All(parts):
                return [way for part in parts for way in self.opposite(part)]
            case AnyOf(parts):
                each = [self.opposite(part) for part in parts]
                return [sum(some, ()) for some in product(*each)]
            case _:
                return NOTHING

    def named(self, condition: Condition) -> set[object]:
        match condition:
            case Compare(left, _, right):
                return {*total_of(left)[0], *total_of(right)[0]}
            case Share(stated, part, whole):
                return {stated, *total_of(part)[0], *total_of(whole)[0]}
            case All(parts) | AnyOf(parts):
                return {name for part in parts for name in self.named(part)}
            case When(given, then):
                return self.named(given) | self.named(then)
            case Tree():
                return set()

    def lacks(self, names: Iterable[object]) -> bool:
        return any(
            isinstance(self.figures[name], Missing | NotComputable)  # type: ignore[index]
            for name in names
        )

    def comparison(self, total: Sum, relation: str) -> list[Way]:
        if self.lacks(total[0]):
            return NOTHING
        rows: list[Row] = []
        for name in [*total[0]]:
            word = self.figures[name]  # type: ignore[index]
            if isinstance(word, Word) and word.sense in {"increase", "decrease"}:
                # Some number of its sign, and another one in another rule.
                own = (f"word {next(self._fresh)}", total[0].pop(name))
                total = plus(total, ({own[0]: own[1]}, Fraction(0)), Fraction(1))
                alone: Sum = ({own[0]: Fraction(1)}, Fraction(0))
                if name not in self.free:
                    rows += rows_between(alone, box_of(word, self.convention))
        return [(stands(total, relation), *rows)]

    # --- ratios -----------------------------------------------------------------------

    def ratio(self, share: Share) -> list[Way]:
        stated = self.figures[share.stated]
        part, whole = total_of(share.part), total_of(share.whole)
        if isinstance(stated, Missing) or self.lacks(whole[0]):
            return NOTHING
        if share.stated in self.free:
            return NOTHING
        nothing = stands(whole, "=")
        if isinstance(stated, NotComputable):
            return [(nothing,)]
        if self.lacks(part[0]):
            return NOTHING
        if self.is_nothing_of_nothing(part, whole, stated):
            return [] if self.free.isdisjoint({*part[0], *whole[0]}) else NOTHING
        above = (stands(whole, ">"), *self.quotient(part, whole, stated))
        below = times(whole, Fraction(-1))
        signed = self.convention.negative_base != "absolute"
        turned = times(part, Fraction(-1)) if signed else part
        under = (stands(below, ">"), *self.quotient(turned, below, stated))
        ways: list[Way] = [above, under]
        if isinstance(stated, Word):
            ways.append((nothing,))
        elif self.may_be_of_nothing(whole, stated):
            ways.append((nothing, stands(part, "=")))
        return ways

    def quotient(self, part: Sum, whole: Sum, stated: Figure) -> list[Row]:
        """Return that part is so many times whole, which is above 0."""
        box = box_of(stated, self.convention)
        if (
            self.convention.shares_adjusted == "largest_remainder"
            and isinstance(stated, Percent)
            and not stated.bound
            and stated.quantum
        ):
            value, step = Fraction(stated.value) / 100, Fraction(stated.quantum) / 100
            box = (value - step, False), (value + step, False)
        low, high = box
        rows = []
        if low is not None:
            rows.append(stands(plus(part, whole, -low[0]), ">=" if low[1] else ">"))
        if high is not None:
            rows.append(stands(plus(part, whole, -high[0]), "<=" if high[1] else "<"))
        return rows

    def printed(self, total: Sum) -> Fraction | None:
        found = total[1]
        for name, factor in total[0].items():
            figure = self.figures[name]  # type: ignore[index]
            if isinstance(figure, Word) and figure.sense in {"flat", "nil"}:
                continue
            if not isinstance(figure, Number) or figure.bound:
                return None
            sharp = min((figure, *figure.also), key=_step)
            found += factor * Fraction(sharp.value) * Fraction(sharp.scale)
        return found

    def is_nothing_of_nothing(self, part: Sum, whole: Sum, stated: Figure) -> bool:
        """Say whether it is printed that nothing is 0 % of nothing, and never is."""
        return (
            self.convention.zero_over_zero == "not_computable"
            and isinstance(stated, Number)
            and not stated.value
            and not stated.bound
            and self.printed(part) == 0
            and self.printed(whole) == 0
        )

    def may_be_of_nothing(self, whole: Sum, stated: Number) -> bool:
        """Say whether a number may be stated of nothing, where that is none of it."""
        if self.convention.zero_over_zero != "not_computable" and not stated.value:
            return True
        rows = [Row(*whole, is_equation=True)]
        for name in whole[0]:
            box = box_of(self.figures[name], self.convention)  # type: ignore[index]
            rows += rows_between(({name: Fraction(1)}, Fraction(0)), box)
        return self.printed(whole) != 0 and solvable(rows)


@attrs.frozen
class Page:
    """Figures and ground rules, small enough for all subsets to be tried.

    Attributes:
        figures: Every figure that a rule names.
        grounds: The rules, row by row.
        convention: What the publisher declares.
    """

    figures: Mapping[Path, Figure]
    grounds: tuple[Ground, ...]
    convention: Convention
    _known: dict[object, bool] = attrs.field(init=False, factory=dict, eq=False)

    @classmethod
    def of(cls, grounds: Iterable[Ground], convention: Convention) -> Page:
        live = tuple(one for one in grounds if one.condition is not None)
        named = {path: one for ground in live for path, one in ground.figures}
        blank = convention.blank == "zero"
        read = {
            path: Word("nil") if blank and one == Missing("blank") else one
            for path, one in named.items()
        }
        return cls(read, live, convention)

    def is_possible(
        self, free: Collection[Path] = (), only: Collection[int] | None = None
    ) -> bool:
        """Say whether truths exist that print so, whatever some figures may be.

        Args:
            free: The figures that may be anything.
            only: The numbers of the rules that count; all if not given.
        """
        rules = range(len(self.grounds)) if only is None else only
        key = (frozenset(free), frozenset(rules))
        if key not in self._known:
            self._known[key] = self._looked_at(frozenset(free), sorted(rules))
        return self._known[key]

    def _looked_at(self, free: frozenset[Path], rules: list[int]) -> bool:
        meaning = Meaning(self.figures, self.convention, free)
        named = {
            path
            for number in rules
            for path, _ in self.grounds[number].figures
            if path not in free
        }
        rows: list[Row] = []
        for path in sorted(named, key=str):
            box = box_of(self.figures[path], self.convention)
            rows += rows_between(({path: Fraction(1)}, Fraction(0)), box)
        if not solvable(rows):
            return False
        each = [
            meaning.ways(condition)
            for number in rules
            if (condition := self.grounds[number].condition) is not None
        ]
        open_ways = [ways for ways in each if () not in ways]
        return _some_way(rows, sorted(open_ways, key=len))

    def fewest(self, most: int = 4) -> list[frozenset[Path]] | None:
        """Return every set of the fewest figures that make all possible if free.

        Shape: None if more than `most` are needed.
        """
        names = sorted(self.figures, key=str)
        for size in range(most + 1):
            some = [frozenset(one) for one in combinations(names, size)]
            found = [one for one in some if self.is_possible(one)]
            if found:
                return found
        return None


def _some_way(rows: list[Row], each: list[list[Way]]) -> bool:
    """Say whether rows can be met with one way of each rule."""
    if not each:
        return solvable(rows)
    first, *rest = each
    if len(first) == 1:
        return _some_way([*rows, *first[0]], rest)
    # What is impossible with the rules so far is so with all of them.
    return any(
        solvable([*rows, *way]) and _some_way([*rows, *way], rest) for way in first
    )
