"""Hitting sets: the fewest figures of which every conflict has one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from math import prod
from typing import TypeVar

_T = TypeVar("_T", bound=Hashable)


def smallest_hitting(conflicts: Iterable[frozenset[_T]]) -> list[frozenset[_T]]:
    """Return every set of the fewest members of which each conflict has one.

    Shape: in the order in which the conflicts name them; none if a conflict has no
    member.

    Example:
        >>> found = smallest_hitting([frozenset("ab"), frozenset("bc")])
        >>> [sorted(one) for one in found]
        [['b']]
    """
    ahead = sorted(_minimal(conflicts), key=len)
    if ahead and not ahead[0]:
        return []
    # One member of each conflict hits them all, so that some size is enough.
    sizes = range(len(ahead) + 1)
    found = (list(dict.fromkeys(_hitting(ahead, one, frozenset()))) for one in sizes)
    return next(filter(None, found))


def clusters(conflicts: Iterable[frozenset[_T]]) -> list[list[frozenset[_T]]]:
    """Return conflicts in groups that have no member in common.

    Example:
        >>> groups = clusters([frozenset("ab"), frozenset("c"), frozenset("bd")])
        >>> [len(group) for group in groups]
        [1, 2]
    """
    groups: list[tuple[set[_T], list[frozenset[_T]]]] = []
    for conflict in conflicts:
        apart = [group for group in groups if group[0].isdisjoint(conflict)]
        joined = [group for group in groups if not group[0].isdisjoint(conflict)]
        members = set(conflict).union(*(group[0] for group in joined))
        within = [one for group in joined for one in group[1]]
        groups = [*apart, (members, [*within, conflict])]
    return [group[1] for group in groups]


def factors(
    sets: Sequence[frozenset[_T]], together: Iterable[frozenset[_T]] = ()
) -> list[list[frozenset[_T]]]:
    """Return the sets of which all the given ones are the combinations, one of each.

    Shape: the given ones alone if they are no such product.

    Args:
        sets: The sets, each of as many members.
        together: Members that are not to be told apart.

    Example:
        >>> pairs = [frozenset(one) for one in ("ac", "ad", "bc", "bd")]
        >>> [[sorted(one) for one in some] for some in factors(pairs)]
        [[['c'], ['d']], [['a'], ['b']]]
        >>> len(factors(pairs[:3]))
        1
    """
    # Members that can stand for each other belong together.
    swaps = [
        one ^ other
        for at, one in enumerate(sets)
        for other in sets[at + 1 :]
        if len(one) == len(other) and len(one ^ other) == 2  # noqa: PLR2004
    ]
    members = dict.fromkeys(member for one in sets for member in _ordered(one))
    known = [one & members.keys() for one in together]
    groups = clusters([*swaps, *known, *(frozenset({one}) for one in members)])
    parts = [
        list(dict.fromkeys(one & frozenset().union(*group) for one in sets))
        for group in groups
    ]
    if prod(map(len, parts)) != len(set(sets)):
        return [list(sets)]
    return parts


def _minimal(conflicts: Iterable[frozenset[_T]]) -> list[frozenset[_T]]:
    kept: list[frozenset[_T]] = []
    for one in sorted(dict.fromkeys(conflicts), key=len):
        if not any(other <= one for other in kept):
            kept.append(one)
    return kept


def _hitting(
    conflicts: Sequence[frozenset[_T]], size: int, without: frozenset[_T]
) -> Iterator[frozenset[_T]]:
    """Yield the sets of so many members, or fewer, that hit every conflict."""
    if not conflicts:
        yield frozenset()
        return
    if size == 0 or _packing(conflicts) > size:
        return
    first = min(conflicts, key=lambda one: len(one - without))
    passed = without
    for member in _ordered(first - without):
        rest = [one for one in conflicts if member not in one]
        for found in _hitting(rest, size - 1, passed):
            yield found | {member}
        passed |= {member}


def _packing(conflicts: Iterable[frozenset[_T]]) -> int:
    """Return how many conflicts, at least, have no member in common."""
    seen: set[_T] = set()
    count = 0
    for one in conflicts:
        if seen.isdisjoint(one):
            seen |= one
            count += 1
    return count


def _ordered(members: Iterable[_T]) -> list[_T]:
    return sorted(members, key=str)
