from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from budgetcheck.strategies.simplex import Bounded, inside

NAMES = "abc"


def bounds() -> st.SearchStrategy[list[Bounded[str]]]:
    factors = st.dictionaries(
        st.sampled_from(NAMES), st.sampled_from((-2, -1, 1, 2)).map(Fraction)
    )
    one = st.tuples(factors, st.integers(-4, 4).map(Fraction), st.booleans())
    return st.lists(one, min_size=1, max_size=6)


def holds(bound: Bounded[str], values: dict[str, Fraction]) -> bool:
    factors, constant, strict = bound
    worth = constant + sum(
        (one * values[name] for name, one in factors.items()), Fraction(0)
    )
    return worth > 0 if strict else worth >= 0


@given(bounds(), st.sets(st.sampled_from(NAMES)).map(frozenset))
def test_what_is_found_meets_every_bound(
    given: list[Bounded[str]], floored: frozenset[str]
) -> None:
    values = inside(given, floored=floored)

    assert values is None or all(holds(bound, values) for bound in given)
    assert values is None or all(
        value >= 0 for name, value in values.items() if name in floored
    )


@given(bounds(), st.booleans())
def test_nothing_is_found_only_where_nothing_is(
    given: list[Bounded[str]],
    floored: bool,  # noqa: FBT001
) -> None:
    values = inside(given, floored=NAMES if floored else ())
    halves = [Fraction(n, 2) for n in range(0 if floored else -8, 9)]
    met = (
        all(holds(bound, dict(zip(NAMES, at, strict=True))) for bound in given)
        for at in product(halves, repeat=len(NAMES))
    )

    assert values is not None or not any(met)


def test_there_is_room_on_both_sides_where_there_can_be() -> None:
    low = ({"a": Fraction(1)}, Fraction(-2), False)
    high = ({"a": Fraction(-1)}, Fraction(8), False)
    values = inside([low, high])

    assert values is not None
    assert 2 < values["a"] < 8


def test_bounds_that_touch_leave_one_value() -> None:
    low = ({"a": Fraction(1)}, Fraction(-2), False)
    high = ({"a": Fraction(-1)}, Fraction(2), False)

    assert {"a": Fraction(2)} == inside([low, high])
    assert inside([low, (high[0], high[1], True)]) is None
