"""Relations: each says in Python what the notation says in a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import budgetcheck as bc


@pytest.mark.parametrize(
    ("make", "notation"),
    [
        (lambda: bc.total_of("t", ["a", "b"]), "t = a + b"),
        (lambda: bc.total_of("t - u", ["a"]), "t - u = a"),
        (lambda: bc.total_of("t", ["sum(lines[*].x)", "b"]), "t = sum(lines[*].x) + b"),
        (
            lambda: bc.balances(
                opening="o", inflows=["i"], outflows=["x", "y"], closing="c"
            ),
            "o + i - x - y = c",
        ),
        (
            lambda: bc.balances(
                opening="o", inflows=["i", "j"], outflows=["x"], closing="c"
            ),
            "o + i + j - x = c",
        ),
        (lambda: bc.at_most(["a", "b"], "w"), "a + b <= w"),
        (lambda: bc.agrees("a", "b + c"), "a = b + c"),
        (lambda: bc.share_of("s", "a + b", "t"), "s = (a + b) / t"),
        (lambda: bc.completion_of("s", "a", "b"), "s = a / b"),
        (lambda: bc.change_of("s", "n", "b"), "s = n / b - 1"),
        (lambda: bc.change_of("s", "n", "b + c"), "s = n / (b + c) - 1"),
        (lambda: bc.shares_to_100(["a", "b"]), "a + b = 100%"),
        (lambda: bc.tree_totals("lines[*].x", "code"), "tree(lines[*].x by code)"),
        (
            lambda: bc.tree_totals("a[0].lines[*].x", "id"),
            "tree(a[0].lines[*].x by id)",
        ),
    ],
)
def test_a_relation_is_its_notation(
    make: Callable[[], bc.Condition], notation: str
) -> None:
    relation = make()

    assert bc.parse_condition(notation) == relation
    assert notation == bc.condition_text(relation)
