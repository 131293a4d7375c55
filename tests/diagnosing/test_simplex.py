"""The simplex table, against elimination and against every corner of small problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies.elimination import Row, solvable

from budgetcheck.diagnosing.exact import Bounds, Near, quotient
from budgetcheck.diagnosing.simplex import Table

Factors = Mapping[int, int]
SIZES = st.one_of(st.integers(-4, 4), st.fractions(-4, 4, max_denominator=3))


@attrs.frozen
class Ask:
    """Bounds for a few variables and a few sums, some of them strict."""

    bounds: tuple[Bounds, ...]
    sums: tuple[tuple[Factors, Bounds], ...]


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    low, high = draw(st.one_of(st.none(), SIZES)), draw(st.one_of(st.none(), SIZES))
    if low is not None and high is not None and low > high:
        low, high = high, low
    lower = None if low is None else (low, int(draw(st.booleans())))
    upper = None if high is None else (high, -int(draw(st.booleans())))
    if lower is not None and upper is not None and lower > upper:
        return (low or 0, 0), (high or 0, 0)
    return lower, upper


@st.composite
def asks(draw: st.DrawFn, *, least_sums: int = 0) -> Ask:
    many = draw(st.integers(1, 4))
    every = draw(st.lists(bounds(), min_size=many, max_size=many))
    factors = st.dictionaries(
        st.integers(0, many - 1), st.sampled_from((-3, -1, 1, 2)), max_size=many
    )
    sums = st.lists(st.tuples(factors, bounds()), min_size=least_sums, max_size=4)
    return Ask(tuple(every), tuple(draw(sums)))


def rows_of(factors: Factors, between: Bounds) -> list[Row]:
    low, high = between
    rows = []
    exact = {name: Fraction(one) for name, one in factors.items()}
    if low is not None:
        rows.append(Row(exact, -Fraction(low[0]), is_strict=low[1] > 0))
    if high is not None:
        turned = {name: -one for name, one in exact.items()}
        rows.append(Row(turned, Fraction(high[0]), is_strict=high[1] < 0))
    return rows


def all_rows(ask: Ask, only: Iterable[int] | None = None) -> list[Row]:
    """Return the rows of an ask, or of some of its variables and sums."""
    every: list[tuple[Factors, Bounds]] = [
        *(({number: 1}, one) for number, one in enumerate(ask.bounds)),
        *ask.sums,
    ]
    chosen = range(len(every)) if only is None else only
    return [row for number in chosen for row in rows_of(*every[number])]


def table_of(ask: Ask) -> Table:
    """Return a table of which variables and sums have the numbers of `all_rows`."""
    table = Table()
    for between in ask.bounds:
        table.bound(table.variable(), between)
    for factors, between in ask.sums:
        table.bound(table.row(factors), between)
    return table


def is_between(value: Near, between: Bounds) -> bool:
    low, high = between
    return (low is None or value >= low) and (high is None or value <= high)


def is_repaired(table: Table, ask: Ask) -> bool:
    """Say whether all values are between their bounds, and sums what they add up to."""
    near = [*zip(table.values, table.deltas, strict=True)]
    many = len(ask.bounds)
    added = all(
        near[many + number] == table.total(factors)
        for number, (factors, _) in enumerate(ask.sums)
    )
    every = [*ask.bounds, *(between for _, between in ask.sums)]
    return added and all(map(is_between, near, every))


class TestRepairing:
    """*Bring every variable between its bounds*, or say what excludes what."""

    @given(asks())
    def test_bounds_can_be_met_exactly_if_elimination_says_so(self, ask: Ask) -> None:
        table = table_of(ask)
        conflict = table.repair()

        assert solvable(all_rows(ask)) is (conflict is None)
        assert conflict is not None or is_repaired(table, ask)

    @given(asks(least_sums=1))
    def test_no_bound_of_a_conflict_is_in_vain(self, ask: Ask) -> None:
        conflict = table_of(ask).repair()
        if conflict is not None:
            assert not solvable(all_rows(ask, conflict))
            for one in conflict:
                others = [other for other in conflict if other != one]
                assert solvable(all_rows(ask, others))

    @given(asks(least_sums=1), st.data())
    def test_bounds_come_and_go_without_a_trace(
        self, ask: Ask, data: st.DataObject
    ) -> None:
        table = table_of(ask)
        now = ask
        for _ in range(data.draw(st.integers(1, 6))):
            table.repair()
            now = self.changed(table, now, data)

            assert solvable(all_rows(now)) is (table.repair() is None)

    def changed(self, table: Table, ask: Ask, data: st.DataObject) -> Ask:
        """Put one variable or sum between other bounds."""
        many = len(ask.bounds)
        number = data.draw(st.integers(0, many + len(ask.sums) - 1))
        between = data.draw(bounds())
        table.bound(number, between)
        if number < many:
            each = [*ask.bounds]
            each[number] = between
            return attrs.evolve(ask, bounds=tuple(each))
        sums = [*ask.sums]
        sums[number - many] = (sums[number - many][0], between)
        return attrs.evolve(ask, sums=tuple(sums))


class TestExtremes:
    """*The greatest or least sum of multiples of variables.*"""

    @pytest.mark.parametrize("sign", [-1, 1])
    @given(asks(), st.data())
    def test_an_extreme_is_an_end_and_not_beyond(
        self, sign: int, ask: Ask, data: st.DataObject
    ) -> None:
        table = table_of(ask)
        numbers = st.integers(0, len(ask.bounds) - 1)
        factors = data.draw(
            st.dictionaries(numbers, st.sampled_from((-2, 1, 3)), min_size=1)
        )
        if table.repair() is not None:
            return
        end = table.extreme(factors, sign)

        assert is_repaired(table, ask)

        rows = all_rows(ask)
        far = Fraction(10**9) * sign
        if end is None:
            assert solvable([*rows, *self.beyond(factors, (far, 0), sign)])
            return
        assert solvable([*rows, *self.beyond(factors, (end[0], 0), sign)]) is not bool(
            end[1]
        )
        assert not solvable([*rows, *self.beyond(factors, (end[0], sign), sign)])
        # However little it stays behind, it can be reached.
        behind = Fraction(end[0]) - sign * Fraction(1, 10**9)
        assert solvable([*rows, *self.beyond(factors, (behind, 0), sign)])

    def beyond(self, factors: Factors, end: Near, sign: int) -> list[Row]:
        return rows_of(factors, (end, None) if sign > 0 else (None, end))

    @given(
        st.lists(
            st.tuples(st.integers(-5, 5), st.integers(0, 5)), min_size=2, max_size=3
        ),
        st.lists(
            st.tuples(
                st.lists(st.integers(-2, 2), min_size=3, max_size=3), st.integers(-5, 5)
            ),
            max_size=3,
        ),
        st.lists(st.integers(-2, 2), min_size=3, max_size=3),
    )
    def test_the_greatest_sum_is_that_of_the_best_corner(
        self,
        sides: Sequence[tuple[int, int]],
        cuts: Sequence[tuple[Sequence[int], int]],
        aim: Sequence[int],
    ) -> None:
        table = Table()
        for low, width in sides:
            table.bound(table.variable(), ((low, 0), (low + width, 0)))
        numbers = range(len(sides))
        for factors, most in cuts:
            row = table.row({number: factors[number] for number in numbers})
            table.bound(row, (None, (most, 0)))
        walls = [
            *(
                ([int(at == n) for at in numbers], low)
                for n, (low, _) in enumerate(sides)
            ),
            *(
                ([int(at == n) for at in numbers], low + width)
                for n, (low, width) in enumerate(sides)
            ),
            *(([*factors[: len(sides)]], most) for factors, most in cuts),
        ]
        inside = [
            corner
            for some in combinations(walls, len(sides))
            if (corner := crossing(some)) is not None
            and all(
                low <= one <= low + width
                for one, (low, width) in zip(corner, sides, strict=True)
            )
            and all(
                sum(f * one for f, one in zip(factors, corner, strict=False)) <= most
                for factors, most in cuts
            )
        ]
        sums = [sum(f * one for f, one in zip(aim, c, strict=False)) for c in inside]

        assert bool(inside) is (table.repair() is None)
        if inside:
            found = table.extreme({number: aim[number] for number in numbers}, 1)

            assert (max(sums), 0) == found


def crossing(walls: Sequence[tuple[Sequence[int], int]]) -> list[Fraction] | None:
    """Return the one point where planes cross, or None if that is not one point."""
    rows = [[*map(Fraction, factors), Fraction(at)] for factors, at in walls]
    for column in range(len(rows)):
        pivot = next((row for row in rows[column:] if row[column]), None)
        if pivot is None:
            return None
        rows.remove(pivot)
        rows.insert(column, [one / pivot[column] for one in pivot])
        for number, row in enumerate(rows):
            if number != column and row[column]:
                rows[number] = [
                    one - row[column] * other
                    for one, other in zip(row, rows[column], strict=True)
                ]
    return [row[-1] for row in rows]


class TestNumbers:
    """*Integers as long as they can be.*"""

    def test_large_numbers_are_exact(self) -> None:
        table = Table()
        total, part = table.variable(10**17 + 1), table.variable(10**17)
        rest = table.row({total: 3, part: -3})
        table.bound(total, ((10**17 + 1, 0), (10**17 + 1, 0)))
        table.bound(rest, (None, (1, 0)))

        assert table.repair() is None
        assert Fraction(3 * 10**17 + 2, 3) == table.values[part]

    @given(st.integers(-99, 99), st.integers(1, 9))
    def test_a_quotient_is_an_integer_where_it_can_be(self, a: int, b: int) -> None:
        found = quotient(a, b)

        assert Fraction(a, b) == found
        assert isinstance(found, int) is (a % b == 0)
