"""Kinds: which figures are amounts, counts and percentages, as far as rules tell.

Figures that are added or compared are of one kind; a stated figure is a percentage,
unless part and whole are of different kinds. What nothing tells of is an amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from budgetcheck.language.conditions import Compare, Condition, Share, atoms_in
from budgetcheck.language.dimensions import PERCENT, Dimension
from budgetcheck.language.expressions import Constant, Linear, paths_in
from budgetcheck.language.paths import Path
from budgetcheck.language.units import Unit

ANY_AMOUNT: Dimension = ("currency", "")
ANY_COUNT: Dimension = ("thing", "")


def kinds_of(
    conditions: Iterable[Condition], declared: Mapping[Path, Dimension]
) -> dict[Path, Dimension]:
    """Return the kind of every figure of which something is known.

    Args:
        conditions: Ground conditions.
        declared: Kinds that are known from elsewhere.
    """
    atoms = [atom for one in conditions for atom in atoms_in(one)]
    alike = _Alike()
    for path, kind in declared.items():
        alike.learn(path, kind)
    for compare in (atom for atom in atoms if isinstance(atom, Compare)):
        alike.add(compare.left, compare.right)
    shares = [atom for atom in atoms if isinstance(atom, Share)]
    for share in shares:
        alike.add(share.part)
        alike.add(share.whole)
    # Unlike figures first: what is stated of them may be a part elsewhere.
    for share in shares:
        part, whole = _first(share.part), _first(share.whole)
        kinds = {alike.kind(one) for one in (part, whole) if one is not None}
        sorts = {kind and kind[0] for kind in kinds}
        if part is not None and None not in sorts and len(sorts) > 1:
            alike.same(share.stated, part)
    for share in shares:
        if alike.kind(share.stated) in {None, PERCENT}:
            alike.learn(share.stated, PERCENT)
            alike.add(share.part, share.whole)
    found = ((path, alike.kind(path)) for path in alike.above)
    return {path: kind for path, kind in found if kind is not None}


def _first(linear: Linear) -> Path | None:
    return next(paths_in(linear), None)


@attrs.define
class _Alike:
    """Figures of one kind, as far as it is known."""

    above: dict[Path, Path] = attrs.field(factory=dict)
    known: dict[Path, Dimension] = attrs.field(factory=dict)

    def top(self, path: Path) -> Path:
        top = self.above.setdefault(path, path)
        while (above := self.above[top]) is not top:
            top = above
        # The way up is short the next time, however many figures are alike.
        self.above[path] = top
        return top

    def kind(self, path: Path) -> Dimension | None:
        return self.known.get(self.top(path))

    def learn(self, path: Path, kind: Dimension) -> None:
        top = self.top(path)
        if _tells(kind) > _tells(self.known.get(top)):
            self.known[top] = kind

    def same(self, one: Path, other: Path) -> None:
        one, other = self.top(one), self.top(other)
        if one is other:
            return
        self.above[other] = one
        kind = self.known.pop(other, None)
        if kind is not None:
            self.learn(one, kind)

    def add(self, *linears: Linear) -> None:
        """Learn that all figures of some expressions are of one kind."""
        paths = [path for linear in linears for path in paths_in(linear)]
        for path in paths:
            self.same(paths[0], path)
        if not paths:
            return
        for linear in linears:
            for term in linear.terms:
                if isinstance(term.of, Constant) and term.coefficient:
                    self.learn(paths[0], _of_constant(term.of))


def _tells(kind: Dimension | None) -> int:
    """Return how much a kind tells: a name more than that something is counted."""
    vague: tuple[Dimension | None, ...] = (None, ANY_AMOUNT, ANY_COUNT)
    return vague.index(kind) if kind in vague else len(vague)


def _of_constant(constant: Constant) -> Dimension:
    if constant.unit == "%":
        return PERCENT
    if not constant.unit:
        return ANY_COUNT  # A plain number stands beside counts only.
    unit = Unit.read(constant.unit)
    return (unit.kind, unit.name)
