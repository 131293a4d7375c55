"""Systems: linear equations and bounds, solved exactly, with one value drawn at a time.

What the equations leave free is drawn; the rest follows from it. Where bounds tie
free figures together, each is drawn in turn from the exact range that the others
leave it, starting from values that meet every bound. Nothing is drawn and discarded.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from fractions import Fraction
from math import lcm
from typing import TypeAlias

import attrs

from budgetcheck.language.forms import Form
from budgetcheck.language.intervals import Interval
from budgetcheck.language.paths import Path
from budgetcheck.strategies.simplex import inside

Truths: TypeAlias = dict[Path, Fraction]
Chosen: TypeAlias = Callable[[Path, Interval], Fraction]

ZERO = Fraction(0)
_UP, _ANY = Interval(0, None), Interval(None, None)


@attrs.frozen
class Bound:
    """A form that is 0 or more; above 0 if it is strict."""

    form: Form
    strict: bool = False

    def is_needless(self, floored: Container[Path]) -> bool:
        """Say whether it holds of any figures, some of which are not below 0.

        Raises:
            UnsatisfiableError: It holds of none.
        """
        constant, coefficients = self.form.constant, self.form.coefficients
        met = constant > 0 if self.strict else constant >= 0
        if not coefficients and not met:
            raise UnsatisfiableError
        upwards = (one > 0 and path in floored for path, one in coefficients.items())
        return met and all(upwards)


class UnsatisfiableError(Exception):
    """No figures meet the equations and bounds; never leaves this package."""


@attrs.frozen
class System:
    """Figures that can be drawn one after the other, and those that follow from them.

    Attributes:
        free: The figures to draw, in order.
        solved: What the others are, as forms of the free ones.
        bounds: What ties the free ones together.
        start: Values of the free ones that meet all bounds.
        floored: The free ones that are not below 0.
        denominator: What makes whole numbers of every coefficient.
    """

    free: tuple[Path, ...]
    solved: Mapping[Path, Form]
    bounds: tuple[Bound, ...]
    start: Truths
    floored: frozenset[Path]
    denominator: int

    def drawn(self, chosen: Chosen) -> Truths:
        """Choose every free figure in turn, and return what all figures then are.

        Args:
            chosen: Chooses a figure's value from the range that is left to it.
        """
        truths = dict(self.start)
        slack = [bound.form.at(truths) for bound in self.bounds]
        touching: dict[Path, list[tuple[int, Fraction]]] = {}
        for number, bound in enumerate(self.bounds):
            for path, coefficient in bound.form.coefficients.items():
                touching.setdefault(path, []).append((number, coefficient))
        for path in self.free:
            near = touching.get(path)
            if near is None:
                truths[path] = chosen(path, _UP if path in self.floored else _ANY)
                continue
            low = ZERO if path in self.floored else None
            room = self._room(truths[path], low, near, slack)
            value = room.low if room.is_point else chosen(path, room)
            moved = (value or ZERO) - truths[path]
            truths[path] += moved
            for number, coefficient in near:
                slack[number] += coefficient * moved
        follow = {path: form.at(truths) for path, form in self.solved.items()}
        return truths | follow

    def _room(
        self,
        now: Fraction,
        low: Fraction | None,
        near: Iterable[tuple[int, Fraction]],
        slack: list[Fraction],
    ) -> Interval:
        """Return the values that a figure may take while the others stay."""
        high: Fraction | None = None
        low_open = high_open = False
        for number, coefficient in near:
            end = now - slack[number] / coefficient
            strict = self.bounds[number].strict
            if coefficient > 0 and (low is None or end >= low):
                low_open = strict or (low_open and end == low)
                low = end
            if coefficient < 0 and (high is None or end <= high):
                high_open = strict or (high_open and end == high)
                high = end
        return Interval(low, high, low_open=low_open, high_open=high_open)


@attrs.frozen
class Equation:
    """A form that is 0, and the figure to solve it for, if it can be."""

    form: Form
    total: Path | None = None


def system_of(
    figures: Iterable[Path],
    solved: Mapping[Path, Form],
    bounds: Iterable[Bound],
    *,
    floored: frozenset[Path] = frozenset(),
) -> System:
    """Find values that meet bounds.

    Args:
        figures: Every figure, in the order in which they are to be drawn.
        solved: What follows from equations.
        bounds: What is 0 or more.
        floored: The figures that are not below 0.

    Raises:
        UnsatisfiableError: There are no such figures.
    """
    every = list(dict.fromkeys(figures))
    free = [path for path in every if path not in solved]
    asked = [Bound(put_in(bound.form, solved), bound.strict) for bound in bounds]
    asked += [Bound(form) for path, form in solved.items() if path in floored]
    left = [bound for bound in asked if not bound.is_needless(floored)]
    order = _relaxing_first(free, left)
    start = _start(order, left, floored)
    below = (
        factor.denominator
        for form in solved.values()
        for factor in form.coefficients.values()
    )
    return System(tuple(order), solved, tuple(left), start, floored, lcm(*below))


def put_in(form: Form, known: Mapping[Path, Form]) -> Form:
    """Return a form with figures replaced by what they are."""
    found: dict[Path, Fraction] = {}
    constant = form.constant
    for path, coefficient in form.coefficients.items():
        inner = known.get(path)
        if inner is None:
            found[path] = found.get(path, ZERO) + coefficient
            continue
        constant += coefficient * inner.constant
        for one, factor in inner.coefficients.items():
            found[one] = found.get(one, ZERO) + coefficient * factor
    return Form({path: one for path, one in found.items() if one}, constant)


def solutions_of(equations: Iterable[Equation]) -> dict[Path, Form]:
    """Return what equations make of figures, as forms of those that stay free.

    Raises:
        UnsatisfiableError: They contradict each other.
    """
    solved: dict[Path, Form] = {}
    used_in: dict[Path, set[Path]] = {}
    for equation in equations:
        form = put_in(equation.form, solved)
        if not form.coefficients:
            if form.constant:
                raise UnsatisfiableError
            continue
        *_, pivot = form.coefficients
        if equation.total is not None and equation.total in form.coefficients:
            pivot = equation.total
        factor = -1 / form.coefficients[pivot]
        rest = {p: factor * one for p, one in form.coefficients.items() if p != pivot}
        here = Form(rest, factor * form.constant)
        # What was solved in terms of the pivot is now in terms of the rest.
        for path in used_in.pop(pivot, set()):
            solved[path] = put_in(solved[path], {pivot: here})
            for one in here.coefficients:
                used_in.setdefault(one, set()).add(path)
        solved[pivot] = here
        for one in here.coefficients:
            used_in.setdefault(one, set()).add(pivot)
    return solved


def _relaxing_first(free: list[Path], bounds: list[Bound]) -> list[Path]:
    """Return figures in an order in which wholes come before what they bound."""
    above: dict[Path, list[Path]] = {}
    for bound in bounds:
        signs = bound.form.coefficients.items()
        wholes = [path for path, one in signs if one > 0]
        for path, one in signs:
            if one < 0:
                above.setdefault(path, []).extend(wholes)
    if not above:
        return free
    order: dict[Path, None] = {}
    for path in free:
        _place_after_wholes(path, above, order)
    return list(order)


def _place_after_wholes(
    path: Path, above: dict[Path, list[Path]], order: dict[Path, None]
) -> None:
    ahead, seen = [(path, False)], set[Path]()
    while ahead:
        one, placed = ahead.pop()
        if placed:
            order.setdefault(one)
        elif one not in seen and one not in order:
            seen.add(one)
            ahead.append((one, True))
            ahead += [(whole, False) for whole in above.get(one, ())]


def _start(free: list[Path], bounds: list[Bound], floored: frozenset[Path]) -> Truths:
    """Return values that meet all bounds: 0, or what the simplex method finds."""
    start = dict.fromkeys(free, ZERO)
    for group in _connected(bounds):
        if all(one.form.constant >= 0 and not one.strict for one in group):
            continue
        rows = [(one.form.coefficients, one.form.constant, one.strict) for one in group]
        found = inside(rows, floored=floored)
        if found is None:
            raise UnsatisfiableError
        start |= found
    return start


def _connected(bounds: list[Bound]) -> list[list[Bound]]:
    """Return bounds in groups that have no figure in common."""
    groups: list[tuple[set[Path], list[Bound]]] = []
    for bound in bounds:
        paths, members = set(bound.form.coefficients), [bound]
        apart = []
        for group in groups:
            if group[0].isdisjoint(paths):
                apart.append(group)
            else:
                paths |= group[0]
                members = [*group[1], *members]
        groups = [*apart, (paths, members)]
    return [members for _, members in groups]
