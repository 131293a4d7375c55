"""Summaries: how often each rule said what, over all rows of a frame."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from budgetcheck.frames.questions import Question
from budgetcheck.language.verdicts import Level, Verdict, level_named


@attrs.frozen
class Counted:
    """One rule, and how often it said what.

    Attributes:
        question: The rule, as it was asked.
        counts: How many rows got each verdict.
    """

    question: Question = attrs.field(eq=False, repr=False)
    counts: Mapping[Verdict, int]


@attrs.frozen
class Summary:
    """How often each rule said what.

    Shape: a count for each rule and verdict.

    Attributes:
        rows: How many rows there are.
        documents: How many documents; None where each row is one.

    Example:
        >>> import polars
        >>> from budgetcheck import frames
        >>> printed = polars.DataFrame({"total": [9, 8], "part": [9, 5]})
        >>> summary = frames.check(printed, ["total = part"]).summary()
        >>> summary.total(Verdict.CONTRADICTION), summary.at_least("error"), summary.ok
        (1, 1, False)
    """

    _counted: tuple[Counted, ...]
    rows: int
    documents: int | None = None

    def count(self, rule: str, verdict: Verdict) -> int:
        """Return how many rows a rule gave a verdict.

        Raises:
            KeyError: There is no such rule.
        """
        return self.counts()[rule][verdict]

    def counts(self) -> dict[str, dict[Verdict, int]]:
        """Return all counts, by rule and verdict."""
        return {one.question.name: dict(one.counts) for one in self._counted}

    def total(self, verdict: Verdict) -> int:
        """Return how often any rule gave a verdict."""
        return sum(one.counts[verdict] for one in self._counted)

    def at_least(self, level: Level | str) -> int:
        """Return how many findings are as loud as a level, or louder.

        Raises:
            InvalidRuleError: There is no such level.
        """
        return sum(self.failing(level).values())

    def failing(self, level: Level | str) -> dict[str, int]:
        """Return of each rule how many findings are as loud as a level, or louder.

        Raises:
            InvalidRuleError: There is no such level.
        """
        asked = level_named(level)
        return {
            one.question.name: sum(
                many
                for verdict, many in one.counts.items()
                if one.question.level(verdict).reaches(asked)
            )
            for one in self._counted
        }

    def level(self, rule: str, verdict: Verdict) -> Level:
        """Return how loudly a verdict of a rule speaks.

        Raises:
            KeyError: There is no such rule.
        """
        known = {one.question.name: one.question for one in self._counted}
        return known[rule].level(verdict)

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return not self.at_least("error")

    def __bool__(self) -> bool:
        message = "a summary is neither true nor false: use .ok"
        raise TypeError(message)

    def __str__(self) -> str:
        names = [verdict.name for verdict in Verdict]
        wide = max([len("rule"), *(len(one.question.name) for one in self._counted)])
        lines = ["  ".join([f"{'rule':{wide}}", *names])]
        for one in self._counted:
            cells = (
                f"{one.counts[verdict]:>{len(verdict.name)},}" for verdict in Verdict
            )
            lines.append("  ".join([f"{one.question.name:{wide}}", *cells]))
        return "\n".join(lines)
