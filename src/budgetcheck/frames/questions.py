"""Questions: what is asked of every row of a table, by the name of the answer."""

from __future__ import annotations

from typing import Any

import attrs

from budgetcheck.errors import InvalidRuleError, UnsupportedRuleError
from budgetcheck.frames.judging import Judge
from budgetcheck.frames.numbering import Steps, TooWideError
from budgetcheck.frames.numbers import TRUE, Truth
from budgetcheck.frames.outcomes import Outcome, Told
from budgetcheck.language.conditions import Condition, Share, atoms_in
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level, Verdict


@attrs.frozen(eq=False)
class Question:
    """One rule, as it is asked of every row.

    Attributes:
        rule: The rule.
        at: The row of a list that it is about, where a table has lists in a row.
        outcome: The answer.
        asked: Where it is asked at all.
    """

    rule: Rule
    at: str
    outcome: Outcome
    asked: Truth = TRUE

    @property
    def name(self) -> str:
        """The name of the answer: the rule's id and, where it has one, its row."""
        return f"{self.rule.id} @ {self.at}" if self.at else self.rule.id

    def level(self, verdict: Verdict) -> Level:
        """Return how loudly a verdict speaks; as `checking.levels` has it."""
        own = dict(self.rule.levels).get(verdict)
        if own is not None:
            return own
        is_ratio = any(isinstance(one, Share) for one in atoms_in(self.rule.condition))
        usual = {
            Verdict.CONTRADICTION: self.rule.level,
            Verdict.STRAINED: Level.WARNING,
            Verdict.ROUNDING: Level.WARNING if is_ratio else Level.NOTE,
            Verdict.UNCHECKED: Level.NOTE,
        }
        return usual.get(verdict, Level.NONE).at_most(self.rule.level)

    def told(self, steps: Steps) -> Told:
        """Return the numbers behind it, but those for which the engine has no type."""
        told = self.outcome.telling()
        known: dict[str, Any] = {}
        for name, one in attrs.asdict(told, recurse=False).items():
            try:
                for node in () if one is None else one.parts():
                    steps.number(node)
            except TooWideError:
                continue
            known[name] = one
        return Told(**known)


def asked(rule: Rule, condition: Condition, judge: Judge, steps: Steps) -> Outcome:
    """Judge a rule for every row, as far as the engine can.

    Raises:
        UnsupportedRuleError: The engine cannot say, and why.
    """
    reader = f"frames on {steps.engine.name}"
    try:
        outcome = judge.judge(condition)
        steps.number(outcome.number)
    except InvalidRuleError as error:
        raise UnsupportedRuleError(rule.id, reader, str(error)) from error
    except TooWideError as error:
        column = steps.called.get(error.column, error.column)
        problem = (
            f"column {column} has numbers up to {error.bound}, of which it makes "
            f"{error.reach}, and whole numbers end at {steps.engine.widest}"
        )
        raise UnsupportedRuleError(rule.id, reader, problem) from error
    return outcome
