"""Plans: what must hold of the truths so that every rule is obeyed.

Each `or` and each guard is a choice; once they are made, what is left are equations
and bounds, ratios that are stated of what these leave, and figures that follow from
ratios.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias, assert_never

import attrs

from budgetcheck.errors import UnsupportedRuleError
from budgetcheck.language.conditions import (
    OPPOSITE,
    All,
    AnyOf,
    Compare,
    Condition,
    Relation,
    Share,
    Tree,
    When,
)
from budgetcheck.language.forms import Form, collected
from budgetcheck.language.grounding import Ground
from budgetcheck.language.paths import Path
from budgetcheck.strategies.systems import Bound, Equation

Atom: TypeAlias = tuple[str, Compare | Share]
Choose: TypeAlias = Callable[[int], int]
NeedsNumber: TypeAlias = Callable[[Path, bool], bool]

_MET: dict[str, Callable[[Fraction, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def atoms_to_obey(grounds: Iterable[Ground], choose: Choose) -> list[Atom]:
    """Return what must hold so that all rules do.

    Args:
        grounds: The rules on single figures.
        choose: Says which of so many ways is taken.
    """
    return [
        (ground.rule.id, atom)
        for ground in grounds
        if ground.condition is not None
        for atom in _needed(ground.condition, choose)
    ]


def _needed(condition: Condition, choose: Choose) -> Iterator[Compare | Share]:
    match condition:
        case Compare() | Share():
            yield condition
        case All(parts):
            for part in parts:
                yield from _needed(part, choose)
        case AnyOf(parts):
            yield from _needed(parts[choose(len(parts))], choose)
        case When(Compare() as given) if _is_evaded(given, choose):
            yield Compare(given.left, OPPOSITE[given.relation], given.right)
        case When(_, then):
            # What holds anyway also holds where the guard does.
            yield from _needed(then, choose)
        case Tree():
            return  # It has no rows.
        case _:
            assert_never(condition)


def _is_evaded(given: Compare, choose: Choose) -> bool:
    """Choose whether a guard is false, where its opposite can be said."""
    if given.relation not in OPPOSITE:
        return False
    form = collected(given.left).minus(collected(given.right))
    if form.coefficients:
        return bool(choose(2))
    # It names no figure, as sums of no rows do not.
    return not _MET[given.relation](form.constant, 0)


@attrs.frozen
class Stated:
    """A figure that is stated of others: a percentage, or a cost per case."""

    path: Path
    part: Form
    whole: Form


@attrs.frozen
class Followed:
    """A figure that follows from a form of stated ones, which is 0."""

    path: Path
    form: Form

    @property
    def rest(self) -> Form:
        """What the figure is, as a form of the others."""
        factors = dict(self.form.coefficients)
        own = -factors.pop(self.path)
        others = {path: one / own for path, one in factors.items()}
        return Form(others, self.form.constant / own)


@attrs.define
class Plan:
    """What must hold, in the order in which it can be made to hold.

    Attributes:
        equations: What is 0, of figures that are drawn.
        bounds: What is 0 or more, of figures that are drawn.
        later: What is stated of these, and follows from that, in order.
        differences: The figures that rules say to be a difference.
        compared: The later ones that are also compared, so that 0 is not "none".
    """

    equations: list[Equation] = attrs.field(factory=list)
    bounds: list[Bound] = attrs.field(factory=list)
    later: list[Stated | Followed] = attrs.field(factory=list)
    differences: set[Path] = attrs.field(factory=set)
    compared: set[Path] = attrs.field(factory=set)


def plan_of(atoms: list[Atom], needs_number: NeedsNumber) -> Plan:
    """Return how to obey conditions on single figures.

    Args:
        atoms: The conditions.
        needs_number: Whether only a number may be printed of a stated figure, which
            may be one that is also compared, so that its whole may not be 0.

    Raises:
        UnsupportedRuleError: A rule ties stated figures together in a way that is not
            linear in what they are stated of.
    """
    planner = _Planner(Plan())
    for rule, atom in atoms:
        if isinstance(atom, Share):
            planner.state(rule, atom)
    compares = [(rule, atom) for rule, atom in atoms if isinstance(atom, Compare)]
    later: list[tuple[str, Compare, Form]] = []
    for rule, atom in compares:
        form = collected(atom.left).minus(collected(atom.right))
        named = {path: one for path, one in form.coefficients.items() if one}
        form = Form(named, form.constant)
        if planner.stated.keys() & form.coefficients.keys():
            later.append((rule, atom, form))
        else:
            planner.relate(atom.relation, form, _alone(atom))
    for rule, atom, form in later:
        planner.relate_stated(rule, atom, form)
    planner.put_in_order()
    planner.plan.bounds += [
        Bound(one.whole, strict=True)
        for path, (_, one) in planner.stated.items()
        if needs_number(path, path in planner.plan.compared)
    ]
    return planner.plan


@attrs.define
class _Planner:
    plan: Plan
    stated: dict[Path, tuple[str, Stated]] = attrs.field(factory=dict)
    drawn: set[Path] = attrs.field(factory=set)
    followed: dict[Path, tuple[str, Followed]] = attrs.field(factory=dict)

    def state(self, rule: str, share: Share) -> None:
        one = Stated(share.stated, collected(share.part), collected(share.whole))
        known = self.stated.setdefault(share.stated, (rule, one))[1]
        if known != one:
            problem = f"{share.stated} is stated of two different ratios"
            raise UnsupportedRuleError(rule, "strategies", problem)
        self.drawn |= one.part.coefficients.keys() | one.whole.coefficients.keys()

    def relate(self, relation: Relation, form: Form, total: Path | None) -> None:
        self.drawn |= form.coefficients.keys()
        if relation != "=":
            upwards = form if relation in {">", ">="} else form.negated()
            self.plan.bounds.append(Bound(upwards, strict=relation in {"<", ">"}))
            return
        self.plan.equations.append(Equation(form, total))
        if total is not None and _is_difference(form, total):
            self.plan.differences.add(total)

    def relate_stated(self, rule: str, atom: Compare, form: Form) -> None:
        """Relate stated figures: in terms of one whole, or as what others follow."""
        stated = [one for p in form.coefficients if (one := self.stated.get(p))]
        known = self.stated.keys() | self.followed.keys()
        self.plan.compared |= known & form.coefficients.keys()
        others = [path for path in form.coefficients if path not in known]
        wholes = {_hashable(one.whole) for _, one in stated}
        if not others and len(stated) == len(form.coefficients) and len(wholes) == 1:
            self.relate_parts(atom, form, stated[0][1].whole)
            return
        free = [path for path in others if path not in self.drawn]
        if atom.relation != "=" or not free:
            problem = "it ties together figures that are stated of different wholes"
            raise UnsupportedRuleError(rule, "strategies", problem)
        total = _alone(atom)
        path = total if total in free else free[-1]
        self.followed[path] = (rule, Followed(path, form))
        self.plan.compared.add(path)
        self.drawn |= {*others} - {path}

    def relate_parts(self, atom: Compare, form: Form, whole: Form) -> None:
        # Each s is p / T, so that c·s + k = 0 is c·p + k·T = 0 where T is above 0.
        found = Form({}, Fraction(0)).minus(whole, -form.constant)
        for path, coefficient in form.coefficients.items():
            found = found.minus(self.stated[path][1].part, -coefficient)
        self.relate(atom.relation, found, None)
        self.plan.bounds.append(Bound(whole))

    def put_in_order(self) -> None:
        """Order what follows, so that each comes after what it follows from."""
        rules: dict[Path, tuple[str, Stated | Followed]] = {}
        rules |= {**self.stated}
        rules |= {**self.followed}
        waiting = {path: one for path, (_, one) in rules.items()}
        while waiting:
            ready = [
                path
                for path, one in waiting.items()
                if waiting.keys().isdisjoint(_needs(one) - {path})
            ]
            if not ready:
                rule = rules[next(iter(waiting))][0]
                problem = "its figures are stated of one another"
                raise UnsupportedRuleError(rule, "strategies", problem)
            self.plan.later += [waiting.pop(path) for path in ready]


def _needs(one: Stated | Followed) -> set[Path]:
    if isinstance(one, Followed):
        return {*one.form.coefficients}
    return {*one.part.coefficients, *one.whole.coefficients}


def _alone(atom: Compare) -> Path | None:
    """Return the figure that a comparison says all the others to make."""
    return atom.left.single or atom.right.single


def _is_difference(form: Form, total: Path) -> bool:
    own = form.coefficients.get(total, Fraction(0))
    return any(one * own > 0 for p, one in form.coefficients.items() if p != total)


def _hashable(form: Form) -> tuple[frozenset[tuple[Path, Fraction]], Fraction]:
    named = ((path, one) for path, one in form.coefficients.items() if one)
    return frozenset(named), form.constant


def worth(form: Form, values: Mapping[Path, Fraction | None]) -> Fraction | None:
    """Return what a form is worth, or None if a figure cannot be computed."""
    total = form.constant
    for path, coefficient in form.coefficients.items():
        value = values[path]
        if value is None:
            return None
        total += coefficient * value
    return total
