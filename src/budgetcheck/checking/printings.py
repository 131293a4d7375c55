"""Printings: one figure printed in several places must agree with itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import cast

import attrs

from budgetcheck.checking.comparing import judge_compare
from budgetcheck.checking.judgements import Judgement
from budgetcheck.language.conditions import All, Compare, Condition
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Figures
from budgetcheck.language.evidence import Cause
from budgetcheck.language.expressions import figure as only
from budgetcheck.language.figures import (
    Figure,
    Number,
    all_printings,
    with_also,
)
from budgetcheck.language.grounding import Ground
from budgetcheck.language.paths import Index, Path
from budgetcheck.language.rules import Rule
from budgetcheck.language.truths import Truths
from budgetcheck.language.verdicts import Verdict

TITLE = (
    ("en", "The same figure printed in several places"),
    ("zh", "同一数字在多处印出"),
)


def printings(figures: Figures) -> Iterator[Ground]:
    """Yield, for every figure that is printed in several places, that they agree.

    The further printings of `total` are called `total.also[0]`, `total.also[1]`, ….
    """
    for path, figure in figures.items():
        if not isinstance(figure, Number) or not figure.also:
            continue
        first, *others = all_printings(figure)
        named: list[tuple[Path, Figure]] = [(path, first)]
        for number, one in enumerate(others):
            named.append((path.then("also", Index(number)), one))
        parts: list[Condition] = [
            Compare(only(path), "=", only(other)) for other, _ in named[1:]
        ]
        condition = All(tuple(parts)) if len(parts) > 1 else parts[0]
        rule = Rule(condition, id=f"printings.{path}", title=TITLE)
        yield Ground(rule, "", condition, tuple(named))


def judge_printings(ground: Ground, convention: Convention) -> Judgement:
    """Judge the printings of one figure by what truths they have in common."""
    named = dict(ground.figures)
    first, *others = (cast("Number", one) for one in named.values())
    truths = with_also(first, tuple(others)).truths(convention)
    decisive = _pair(named, truths, convention)
    judged = judge_compare(decisive, named, convention)
    verdict, cause = _decided(truths)
    return attrs.evolve(judged, verdict=verdict, cause=cause)


def _decided(truths: Truths) -> tuple[Verdict, Cause]:
    if truths.widest is None:
        return Verdict.CONTRADICTION, Cause.PRINTINGS_DIFFER
    if truths.usual is None:
        return Verdict.STRAINED, Cause.HIDDEN_BY_ZEROS
    if truths.usual.covers(truths.printed):
        return Verdict.EXACT, Cause.AGREES
    if truths.usual.is_point:
        return Verdict.STRAINED, Cause.AT_THE_LIMIT
    return Verdict.ROUNDING, Cause.ROUNDED


def _pair(named: dict[Path, Figure], truths: Truths, convention: Convention) -> Compare:
    """Return the two printings to show: those that contradict, or the first two."""
    pairs = (Compare(only(one), "=", only(two)) for one, two in combinations(named, 2))
    if truths.widest is not None:
        return next(pairs)
    # Intervals of which every two meet have a point in common, so that one pair fails.
    return next(
        pair
        for pair in pairs
        if judge_compare(pair, named, convention).verdict is Verdict.CONTRADICTION
    )
