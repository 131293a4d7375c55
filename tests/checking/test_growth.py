"""A document twice as long costs twice as much, and an equal unit nothing more."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from tests.counting import calls

import budgetcheck as bc


@attrs.frozen
class Row:
    code: str
    actual: bc.Amount
    budget: bc.Amount
    rate: bc.Stated


@attrs.frozen
class Table:
    total: bc.Amount
    rows: tuple[Row, ...]


RULES = {
    "a sum": "total = sum(rows[*].actual)",
    "a ratio in each row": "rows[*].rate = rows[*].actual / rows[*].budget",
    "a share of a sum": "rows[i].rate = rows[i].actual / sum(rows[*].actual)",
    "a tree": "tree(rows[*].actual by code)",
}


def printed(count: int) -> dict[str, object]:
    rows = [
        {"code": f"{at // 9:03}{at % 9 or ''}", "actual": "1.00", "budget": "2.00"}
        | {"rate": "50%"}
        for at in range(count)
    ]
    return {"total": f"{count}.00", "rows": rows}


def read(count: int) -> Table:
    return bc.read(Table, printed(count), unit="万元", decimals=2)


def checked(said: str) -> Callable[[int], Callable[[], object]]:
    checker = bc.rules(said).for_(Table)

    def of(count: int) -> Callable[[], object]:
        table = read(count)
        checker(table)
        return lambda: checker(table)

    return of


def worded(said: str) -> Callable[[int], Callable[[], object]]:
    checker = bc.rules(said).for_(Table)
    return lambda count: lambda: [one.evidence for one in checker(read(count))]


def mapped(said: str) -> Callable[[int], Callable[[], object]]:
    return lambda count: lambda: bc.check(printed(count), [said], unit="万元")


@pytest.mark.parametrize("kind", ["a sum", "a ratio in each row", "a tree"])
@pytest.mark.parametrize("way", [checked, worded, mapped])
def test_a_document_twice_as_long_costs_at_most_twice_as_much(
    way: Callable[[str], Callable[[int], Callable[[], object]]], kind: str
) -> None:
    work = way(RULES[kind])

    assert calls(work(600)) <= 2.2 * calls(work(300))


def test_a_share_of_a_sum_costs_as_much_in_a_long_document() -> None:
    work = checked(RULES["a share of a sum"])

    assert calls(work(600)) <= 2.2 * calls(work(300))


def test_documents_with_units_of_their_own_cost_the_same() -> None:
    checker = bc.rules(*RULES.values()).for_(Table)
    tables = [read(20) for _ in range(200)]
    first, *others = (calls(lambda table=one: checker(table)) for one in tables)  # type: ignore[misc]

    assert first > others[0]
    # A hundredth more, because the collector of garbage may call something, too.
    assert max(others) <= 1.01 * others[0]
