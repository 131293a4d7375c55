"""The fewest figures that hit every conflict, against all subsets."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from budgetcheck.diagnosing.hitting import clusters, smallest_hitting

NAMES = "abcdefg"
CONFLICTS = st.lists(st.frozensets(st.sampled_from(NAMES), max_size=4), max_size=7)


def fewest(conflicts: list[frozenset[str]]) -> list[frozenset[str]]:
    for size in range(len(NAMES) + 1):
        some = [frozenset(one) for one in combinations(NAMES, size)]
        found = [one for one in some if all(one & each for each in conflicts)]
        if found:
            return found
    return []


@given(CONFLICTS)
def test_every_set_of_the_fewest_is_found_once(conflicts: list[frozenset[str]]) -> None:
    found = smallest_hitting(conflicts)

    assert {*fewest(conflicts)} == {*found}
    assert len({*found}) == len(found)


@given(CONFLICTS, st.randoms())
def test_neither_order_nor_repetition_matters(
    conflicts: list[frozenset[str]],
    random: object,
) -> None:
    again = [*conflicts, *conflicts[:2]]
    random.shuffle(again)  # type: ignore[attr-defined]

    assert {*smallest_hitting(conflicts)} == {*smallest_hitting(again)}


@given(CONFLICTS)
def test_groups_have_no_member_in_common_and_cannot_be_split(
    conflicts: list[frozenset[str]],
) -> None:
    every = list(dict.fromkeys(conflicts))
    groups = clusters(every)

    assert {*every} == {one for group in groups for one in group}
    assert len(every) == sum(map(len, groups))
    members = [frozenset[str]().union(*group) for group in groups]
    for one, other in combinations(members, 2):
        assert not one & other
    for group in groups:
        first, *rest = group
        reached, left = {*first}, rest
        while True:
            near = [one for one in left if one & reached]
            if not near:
                break
            reached.update(*near)
            left = [one for one in left if one not in near]
        assert not left


def test_a_conflict_without_a_member_cannot_be_hit() -> None:
    assert [] == smallest_hitting([frozenset(), frozenset("a")])
    assert [frozenset()] == smallest_hitting([])
