"""Relations: each says in Python what the notation says in a line."""

from __future__ import annotations

import pytest

import budgetcheck as bc


@pytest.mark.parametrize(
    ("relation", "notation"),
    [
        (bc.total_of("t", ["a", "b"]), "t = a + b"),
        (bc.total_of("t - u", ["a"]), "t - u = a"),
        (bc.total_of("t", ["sum(lines[*].x)", "b"]), "t = sum(lines[*].x) + b"),
        (
            bc.balances(opening="o", inflows=["i"], outflows=["x", "y"], closing="c"),
            "o + i - x - y = c",
        ),
        (
            bc.balances(opening="o", inflows=["i", "j"], outflows=["x"], closing="c"),
            "o + i + j - x = c",
        ),
        (bc.at_most(["a", "b"], "w"), "a + b <= w"),
        (bc.agrees("a", "b + c"), "a = b + c"),
        (bc.share_of("s", "a + b", "t"), "s = (a + b) / t"),
        (bc.completion_of("s", "a", "b"), "s = a / b"),
        (bc.change_of("s", "n", "b"), "s = n / b - 1"),
        (bc.change_of("s", "n", "b + c"), "s = n / (b + c) - 1"),
        (bc.shares_to_100(["a", "b"]), "a + b = 100%"),
        (bc.tree_totals("lines[*].x", "code"), "tree(lines[*].x by code)"),
        (bc.tree_totals("a[0].lines[*].x", "id"), "tree(a[0].lines[*].x by id)"),
    ],
)
def test_a_relation_is_its_notation(relation: bc.Condition, notation: str) -> None:
    assert bc.parse_condition(notation) == relation
    assert notation == bc.condition_text(relation)
