"""Conditions of every kind: comparisons, ratios and trees, joined now and then."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import get_args

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

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
_RATIOS = st.sampled_from(("plain", "change", "complement"))
_JOINED: tuple[type, ...] = (All, AnyOf, When)
_KINDS: tuple[type, ...] = (Compare, Share, Tree, *_JOINED)
_SEVERAL = st.sampled_from((2, 2, 3))


@attrs.frozen
class _Kind:
    """One kind of condition; a comparison has its relation, and may be turned round."""

    cls: type
    relation: Relation = "="
    turned: bool = False


@st.composite
def conditions(
    draw: st.DrawFn,
    *,
    figures: Iterable[str | Path | Sum] | None = None,
    stated: Iterable[str | Path] = (),
    units: Iterable[str] | None = None,
    by: str | None = None,
    kinds: Collection[type] = _KINDS,
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
        kinds: Which classes of conditions; all if not given. Parts of `All`, `AnyOf`
            and `When` may be of any.

    Raises:
        InvalidArgument: There is no figure, or what is given is none, or nothing of
            the kinds can be said of it; when drawn.

    Example:
        >>> conditions(figures=["total", "basic"], stated=["basic_share"])
        conditions(figures=['total', 'basic'], stated=['basic_share'])
    """
    asked = set(kinds)
    words = drawn(draw, figures, stated, units, by, needs_list=asked == {Tree})
    possible = tuple(kind for kind in _sayable(words, _DEPTH) if kind.cls in asked)
    if not possible:
        raise InvalidArgument(f"nothing of {kinds=} can be said of {figures=}")
    return _condition(draw, words, _DEPTH, possible)


def _sayable(words: Vocabulary, depth: int) -> tuple[_Kind, ...]:
    """Return the kinds of what can be said, each as often as it shall be."""
    return (
        *_COMPARISONS,
        *(_SHARES if words.ratios else ()),
        *(_TREES if words.trees else ()),
        *(_GROUPS if depth > 0 else ()),
    )


def _condition(
    draw: st.DrawFn,
    words: Vocabulary,
    depth: int,
    kinds: tuple[_Kind, ...] = (),
) -> Condition:
    kind = one_of(draw, kinds or _sayable(words, depth))
    if kind.cls is When:
        given = _part(draw, words, depth - 1)
        return When(given, _condition(draw, words, depth - 1))
    if kind.cls in _JOINED:
        several = range(draw(_SEVERAL) - 1)
        first = _condition(draw, words, depth - 1)
        parts = (first, *(_part(draw, words, depth - 1) for _ in several))
        return All(parts) if kind.cls is All else AnyOf(parts)
    if kind.cls is Share:
        return _share(draw, words)
    if kind.cls is Tree:
        return Tree(one_of(draw, words.trees), one_of(draw, words.codes))
    return _comparison(draw, words, kind)


def _part(draw: st.DrawFn, words: Vocabulary, depth: int) -> Condition:
    """Draw a part of a condition that names a figure elsewhere."""
    if draw(_SELDOM):
        return Compare(numbers(draw, words), "=", numbers(draw, words))
    return _condition(draw, words, depth)


def _comparison(draw: st.DrawFn, words: Vocabulary, kind: _Kind) -> Compare:
    left = linear(draw, words)
    right = linear(draw, words, first=1, named=False)
    sides = (right, left) if kind.turned else (left, right)
    return Compare(sides[0], kind.relation, sides[1])


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

_COMPARISONS = (
    *[_Kind(Compare)] * 5,
    *(
        _Kind(Compare, relation, turned)
        for relation in get_args(Relation)
        for turned in (False, True)
    ),
)
_SHARES = (_Kind(Share),) * 9
_TREES = (_Kind(Tree),) * 6
_GROUPS = tuple(map(_Kind, _JOINED)) * 3
