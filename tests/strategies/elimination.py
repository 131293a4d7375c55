"""Elimination: whether numbers meet linear rows, by getting rid of one after another.

The method of Fourier and Motzkin, on fractions. It is slow, and has nothing in common
with the simplex method, which it is there to check.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

Name: TypeAlias = Hashable
Factors: TypeAlias = Mapping[Any, Fraction]


@attrs.frozen
class Row:
    """A linear expression that is 0 or more, more than 0, or exactly 0."""

    factors: Factors
    constant: Fraction
    is_strict: bool = False
    is_equation: bool = False

    def without(self, name: Name, other: Row) -> Row:
        """Return the row with a name replaced by what an equation says of it."""
        factor = self.factors.get(name)
        if not factor:
            return self
        return attrs.evolve(
            self, **combined(self, other, -factor / other.factors[name])
        )


def combined(one: Row, other: Row, times: Fraction) -> dict[str, Any]:
    factors = dict(one.factors)
    for name, factor in other.factors.items():
        factors[name] = factors.get(name, Fraction(0)) + times * factor
    left = {name: factor for name, factor in factors.items() if factor}
    return {"factors": left, "constant": one.constant + times * other.constant}


def solvable(rows: Iterable[Row]) -> bool:
    """Say whether some numbers meet all rows."""
    left = list(rows)
    while True:
        equation = next((one for one in left if one.is_equation and one.factors), None)
        if equation is None:
            break
        name = next(iter(equation.factors))
        left = [one.without(name, equation) for one in left if one is not equation]
    if not all(_is_true(one) for one in left if not one.factors):
        return False
    return _by_inequalities([one for one in left if one.factors])


def _is_true(row: Row) -> bool:
    if row.is_equation:
        return row.constant == 0
    return row.constant > 0 if row.is_strict else row.constant >= 0


# A row, and the rows that it was made of.
_Made: TypeAlias = tuple[Row, frozenset[int]]


def _by_inequalities(rows: list[Row]) -> bool:
    left: list[_Made] = [(one, frozenset({at})) for at, one in enumerate(rows)]
    gone = 0
    while left:
        left = _tightest(left)
        name = min(_names(left), key=lambda one: _pairs(left, one))
        gone += 1
        joined: list[_Made] = [one for one in left if name not in one[0].factors]
        above = [one for one in left if one[0].factors.get(name, 0) > 0]
        below = [one for one in left if one[0].factors.get(name, 0) < 0]
        for up, made_of in above:
            for down, also_of in below:
                both = made_of | also_of
                # Imbert: what is made of more is told by the others already.
                if len(both) <= gone + 1:
                    joined.append((_met(up, down, name), both))
        if not all(_is_true(one) for one, _ in joined if not one.factors):
            return False
        left = [one for one in joined if one[0].factors]
    return True


def _met(up: Row, down: Row, name: Name) -> Row:
    made = combined(up, down, -up.factors[name] / down.factors[name])
    return attrs.evolve(up, **made, is_strict=up.is_strict or down.is_strict)


def _names(rows: list[_Made]) -> list[Name]:
    return list(dict.fromkeys(name for one, _ in rows for name in one.factors))


def _pairs(rows: list[_Made], name: Name) -> int:
    signs = [one.factors[name] > 0 for one, _ in rows if name in one.factors]
    return sum(signs) * (len(signs) - sum(signs))


def _tightest(rows: list[_Made]) -> list[_Made]:
    """Leave out a row if another one, made of no other rows, says more of its sum."""
    alike: dict[object, list[_Made]] = {}
    for row, made_of in rows:
        by = abs(next(iter(sorted(row.factors.items(), key=str)))[1])
        key = frozenset((name, factor / by) for name, factor in row.factors.items())
        plain = Row(row.factors, row.constant / by, row.is_strict)
        others = alike.setdefault(key, [])
        if not any(_says_more(one, (plain, made_of)) for one in others):
            others[:] = [one for one in others if not _says_more((plain, made_of), one)]
            others.append((plain, made_of))
    return [
        (Row(dict(key), row.constant, row.is_strict), made_of)  # type: ignore[call-overload]
        for key, others in alike.items()
        for row, made_of in others
    ]


def _says_more(one: _Made, other: _Made) -> bool:
    mine = (one[0].constant, not one[0].is_strict)
    return one[1] <= other[1] and mine <= (other[0].constant, not other[0].is_strict)
