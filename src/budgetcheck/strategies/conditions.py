"""Conditions of every kind: comparisons, ratios and trees, joined now and then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from hypothesis import strategies as st

from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Relation,
    Share,
    Tree,
    When,
)
from budgetcheck.language.expressions import Linear, Sum
from budgetcheck.language.paths import Path
from budgetcheck.strategies.expressions import linear, numbers, one_of
from budgetcheck.strategies.vocabularies import Vocabulary, drawn

_DEPTH = 3
_RELATIONS: tuple[tuple[Relation, bool], ...] = tuple(
    (relation, turned) for relation in get_args(Relation) for turned in (False, True)
)
_COMPARISONS = st.sampled_from(_RELATIONS)
_RATIOS = st.sampled_from(("plain", "change", "complement"))
_JOINED = ("and", "or", "when")
_SEVERAL = st.sampled_from((2, 2, 3))


@st.composite
def conditions(
    draw: st.DrawFn,
    *,
    figures: Iterable[str | Path | Sum] | None = None,
    stated: Iterable[str | Path] = (),
    units: Iterable[str] | None = None,
    by: str | None = None,
    max_depth: int = _DEPTH,
) -> Condition:
    """Draw a condition: anything that the notation can say, and at first `a = b`.

    Shape: it names one figure or more, and rows of one list, so that it makes a rule.

    Args:
        draw: Given by Hypothesis.
        figures: What its expressions may name, in notation or as data: `"total"`,
            `"lines[*].actual"`, `"sum(lines[*].actual)"`. They should be of one
            dimension: amounts, or percentages. If not given, figures of every kind
            are drawn.
        stated: Figures that may be stated as a ratio; there are ratios only if some
            are given, or if no figures are.
        units: Those of constants; if not given, any, or none where the figures are
            given: then a constant is 0.
        by: What codes of rows are called; trees over given figures need it.
        max_depth: How deep `and`, `or` and `when` may be nested; 0 for none of them.

    Raises:
        InvalidArgument: There is no figure, or what is given is none; when drawn.

    Example:
        >>> conditions(figures=["total", "basic"], stated=["basic_share"])
        conditions(figures=['total', 'basic'], stated=['basic_share'])
    """
    words = drawn(draw, figures, stated, units, by)
    return _condition(draw, words, max_depth)


def _condition(draw: st.DrawFn, words: Vocabulary, depth: int) -> Condition:
    kinds = ["="] * 5
    kinds += ["share"] * (3 if words.ratios else 0) + ["tree"] * (
        1 if words.trees else 0
    )
    kind = one_of(draw, (*kinds, *(_JOINED if depth > 0 else ())))
    match kind:
        case "and" | "or":
            several = range(draw(_SEVERAL) - 1)
            first = _condition(draw, words, depth - 1)
            parts = (first, *(_part(draw, words, depth - 1) for _ in several))
            return All(parts) if kind == "and" else AnyOf(parts)
        case "when":
            given = _part(draw, words, depth - 1)
            return When(given, _condition(draw, words, depth - 1))
        case "share":
            return _share(draw, words)
        case "tree":
            return Tree(one_of(draw, words.trees), one_of(draw, words.codes))
        case _:
            return _comparison(draw, words)


def _part(draw: st.DrawFn, words: Vocabulary, depth: int) -> Condition:
    """Draw a part of a condition that names a figure elsewhere."""
    if draw(_SELDOM):
        return Compare(numbers(draw, words), "=", numbers(draw, words))
    return _condition(draw, words, depth)


def _comparison(draw: st.DrawFn, words: Vocabulary) -> Compare:
    relation, turned = draw(_COMPARISONS)
    left = linear(draw, words)
    right = linear(draw, words, first=1, named=False)
    return Compare(right, relation, left) if turned else Compare(left, relation, right)


def _share(draw: st.DrawFn, words: Vocabulary) -> Share:
    """Draw a ratio; a change or a complement as often as a plain one."""
    stated = one_of(draw, words.ratios)
    others = words.without(stated)
    part, whole = linear(draw, others), linear(draw, others, first=1)
    return Share(stated, _part_as(draw(_RATIOS), part, whole), whole)


def _part_as(ratio: str, part: Linear, whole: Linear) -> Linear:
    if ratio == "change":
        return part.minus(whole)
    return whole.minus(part) if ratio == "complement" else part


_SELDOM = st.sampled_from((*[False] * 15, True))
