"""Levels: how loudly a verdict speaks."""

from __future__ import annotations

from budgetcheck.checking.judgements import Judgement
from budgetcheck.language.conditions import Share
from budgetcheck.language.evidence import Cause
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level, Verdict


def level_of(rule: Rule, judged: Judgement) -> Level:
    """Return the level of a judgement: the rule's own, or the usual one.

    A rule's level caps what is quieter than a contradiction: the strained result
    of a rule that only notes is a note.
    """
    own = dict(rule.levels).get(judged.verdict)
    if own is not None:
        return own
    return _usual(rule, judged).at_most(rule.level)


def _usual(rule: Rule, judged: Judgement) -> Level:
    match judged.verdict:
        case Verdict.CONTRADICTION:
            return rule.level
        case Verdict.STRAINED:
            return Level.WARNING
        case Verdict.ROUNDING:
            # Nobody can reproduce a percentage that only unrounded figures give.
            return Level.WARNING if isinstance(judged.decisive, Share) else Level.NOTE
        case Verdict.UNCHECKED:
            return Level.NOTE
        case Verdict.UNDEFINED if judged.cause is Cause.ZERO_OF_ZERO:
            return Level.NOTE
        case _:
            return Level.NONE
