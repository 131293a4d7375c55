"""Concluding: grounded rules into findings, whatever figures they name.

This is the way that every rule can go; `settling` is the short one for plain
figures, and says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from budgetcheck.checking.backing import backing
from budgetcheck.checking.judgements import Judgement
from budgetcheck.checking.judging import Judge
from budgetcheck.checking.levels import level_of
from budgetcheck.language.conditions import Share
from budgetcheck.language.conventions import Convention
from budgetcheck.language.evidence import Cause, Details
from budgetcheck.language.figures import Figure, Missing, Word
from budgetcheck.language.findings import Conclusion, Finding
from budgetcheck.language.grounding import Ground
from budgetcheck.language.verdicts import Level, Verdict


def concluded(
    ground: Ground,
    declared: Convention,
    last_shares: Mapping[Share, int] | None = None,
) -> Finding:
    """Judge one grounded rule.

    Args:
        ground: The rule on one row.
        declared: What the publisher declares.
        last_shares: From `last_shares_in()`, where shares were adjusted.
    """
    if ground.condition is None:
        level = dict(ground.rule.levels).get(Verdict.UNDEFINED, Level.NONE)
        said = Conclusion(ground.rule, Verdict.UNDEFINED, level, Cause.EMPTY_LIST)
        return Finding(said, ground.at)
    convention = ground.rule.convention.over(declared)
    figures = {path: _blank_read(figure, convention) for path, figure in ground.figures}
    judge = Judge(figures, convention, last_shares or {})
    return as_finding(ground, judge.judge(ground.condition))


def as_finding(ground: Ground, judged: Judgement) -> Finding:
    """Return a judgement of a grounded rule as a finding."""
    level = level_of(ground.rule, judged)
    said = Conclusion(ground.rule, judged.verdict, level, judged.cause)
    return Finding(said, ground.at, partial(_details, ground, judged))


# What stands for a number and is none: only the general way has numbers of it.
_ALWAYS = frozenset({Word, Missing})


def settled_details(ground: Ground, declared: Convention, cause: Cause) -> Details:
    """Return what a verdict on plain figures rests on, which is known already."""
    condition, convention = ground.condition, ground.rule.convention.over(declared)
    figures, nil = dict(ground.figures), convention.zero == "exact"
    evidence = None
    if cause is not Cause.MISSING and _ALWAYS.isdisjoint(map(type, figures.values())):
        evidence = backing(condition, figures, cause, zero_is_exact=nil)
    if evidence is None:
        return concluded(ground, declared).details
    return Details(
        condition=condition,
        decisive=condition,
        figures=ground.figures,
        evidence=evidence,
    )


def _details(ground: Ground, judged: Judgement, _: Finding) -> Details:
    return Details(
        condition=ground.condition,
        decisive=judged.decisive,
        figures=ground.figures,
        evidence=judged.evidence(),
    )


def _blank_read(figure: Figure, convention: Convention) -> Figure:
    """Return the zero that a blank stands for, where its publisher declares it so."""
    if convention.blank == "zero" and figure == Missing("blank"):
        return Word("nil", printed="-", place=figure.place)
    return figure
