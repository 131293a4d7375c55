"""Conditions: what cannot be built, what they name, and over which rows they range."""

from __future__ import annotations

import re

import pytest

import budgetcheck as bc
from budgetcheck.language.conditions import (
    at_row,
    atoms_in,
    has_sum,
    named_paths,
    row_list,
)
from budgetcheck.language.expressions import figure
from budgetcheck.language.paths import ROW, Index

A, B, C, D = (figure(bc.Path.of(name)) for name in "abcd")
SAME, OTHER = bc.Compare(A, "=", B), bc.Compare(C, "<=", D)
PARSED = bc.parse_condition


@pytest.mark.parametrize(
    ("notation", "names"),
    [
        ("a + b = c", "a b c"),
        ("a = b / c", "a b c"),
        ("a = b and c = d", "a b c d"),
        ("a = b or c = d", "a b c d"),
        ("when a > b then c = d", "a b c d"),
        ("tree(lines[*].n by code)", "lines[*].n"),
        ("a = sum(lines[*].n)", "a lines[*].n"),
    ],
)
def test_paths_are_named_in_the_order_in_which_they_are_written(
    notation: str, names: str
) -> None:
    assert names.split() == [str(path) for path in named_paths(PARSED(notation))]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("a = b", False),
        ("a = sum(lines[*].n)", True),
        ("sum(lines[*].n) = a", True),
        ("a = b / c", False),
        ("a = sum(lines[*].n) / c", True),
        ("a = b / sum(lines[*].n)", True),
        ("a = b and a = sum(lines[*].n)", True),
        ("a = b and c = d", False),
        ("a = sum(lines[*].n) or a = b", True),
        ("when a > 0 then b = c", False),
        ("when sum(lines[*].n) > 0 then b = c", True),
        ("when a > 0 then b = sum(lines[*].n)", True),
        ("tree(lines[*].n by code)", True),
    ],
)
def test_a_sum_is_found_wherever_it_stands(notation: str, *, expected: bool) -> None:
    assert expected is has_sum(PARSED(notation))


@pytest.mark.parametrize(
    ("notation", "at_second"),
    [
        ("l[i].a = l[i].b", "l[1].a = l[1].b"),
        ("l[i].a <= t", "l[1].a <= t"),
        ("l[i].a = l[i].b / l[i].c", "l[1].a = l[1].b / l[1].c"),
        ("l[i].a = l[i].b / t", "l[1].a = l[1].b / t"),
        ("l[i].a = t and t = l[i].b", "l[1].a = t and t = l[1].b"),
        ("l[i].a = t or t = l[i].b", "l[1].a = t or t = l[1].b"),
        ("when l[i].a > 0 then l[i].b = t", "when l[1].a > 0 then l[1].b = t"),
        ("tree(l[i].of[*].n by code)", "tree(l[1].of[*].n by code)"),
    ],
)
def test_a_condition_is_read_on_one_row(notation: str, at_second: str) -> None:
    condition = PARSED(notation)

    assert bc.Path.of("l") == row_list(condition)
    assert PARSED(at_second) == at_row(condition, Index(1))
    assert row_list(PARSED(at_second)) is None


def test_rows_of_two_lists_are_not_paired() -> None:
    words = "one rule ranges over rows of one list, not of a[*] and b[*]"
    hint = 'pair two lists by key: lines["20805"]'
    rows = [figure(bc.Path((name, ROW, "x"))) for name in "ba"]
    with pytest.raises(bc.InvalidRuleError, match=re.escape(words)) as met:
        row_list(bc.Compare(rows[0], "=", rows[1]))

    assert hint in str(met.value)


@pytest.mark.parametrize("kind", [bc.All, bc.AnyOf])
def test_two_parts_or_more_are_joined(kind: type[bc.All | bc.AnyOf]) -> None:
    assert (SAME, OTHER) == kind(part for part in (SAME, OTHER)).parts
    for parts in ((), (SAME,)):
        with pytest.raises(bc.InvalidRuleError, match="`and` and `or` join two cond"):
            kind(parts)


def test_a_share_is_stated_of_figures_other_than_itself() -> None:
    s = bc.Path.of("s")
    zero = bc.Linear((bc.Term(0, bc.Constant()),))
    for part, whole in ((figure(s), B), (A, figure(s))):
        with pytest.raises(bc.InvalidRuleError, match=r"^s is stated of itself") as met:
            bc.Share(s, part, whole)
        assert "the stated figure is no part of its ratio" in str(met.value)
    with pytest.raises(bc.InvalidRuleError, match=r"^the whole of s names no figure"):
        bc.Share(s, A, PARSED("a = 5").right)  # type: ignore[union-attr]

    assert zero == bc.Share(s, A, zero).whole


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("a.b", r"^tree\(a\.b by code\) ranges over no list"),
        ("a[*].b[*].c", r"^tree\(a\[\*\]\.b\[\*\]\.c by code\) .* more than one list"),
    ],
)
def test_a_tree_ranges_over_one_list(path: str, words: str) -> None:
    steps = bc.parse_condition(f"t = sum({path})" if "*" in path else f"t = {path}")
    (*_, named) = named_paths(steps)
    with pytest.raises(bc.InvalidRuleError, match=words) as met:
        bc.Tree(named, "code")

    assert "write tree(lines[*].actual by code)" in str(met.value)


def nested(kinds: str, levels: int) -> bc.Condition:
    """Return a condition inside so many others, of these kinds in turn."""
    condition: bc.Condition = SAME
    for level in range(levels):
        match kinds[level % len(kinds)]:
            case "a":
                condition = bc.All((SAME, condition))
            case "o":
                condition = bc.AnyOf((condition, SAME))
            case "g":
                condition = bc.When(condition, SAME)
            case _:
                condition = bc.When(SAME, condition)
    return condition


@pytest.mark.parametrize(
    ("kinds", "levels"),
    [("a", 51), ("o", 51), ("t", 50), ("at", 51), ("ao", 102)],
)
def test_conditions_are_nested_as_deep_as_the_notation_is_read(
    kinds: str, levels: int
) -> None:
    nested(kinds, levels)
    with pytest.raises(bc.LimitError, match=r"^a rule of 51 levels .* 50$"):
        nested(kinds, levels + 1)


def test_a_guard_inside_a_guard_counts_twice() -> None:
    nested("g", 25)
    with pytest.raises(bc.LimitError):
        nested("g", 26)


def test_what_is_about_no_rows_has_no_atoms() -> None:
    assert [] == [*atoms_in(None)]
