"""Frame reports: what rules say of the many rows of one data frame, counted.

A frame has too many rows to tell of each: a report has counts by rule and verdict, and
as many of the rows that fail as people want to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from budgetcheck.language.filling import sign_of
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.reports.groups import BEST_FIRST

LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)

# How a key is told: a number, a truth, nothing, or a text.
KeyValue: TypeAlias = int | bool | str | None


@attrs.frozen(kw_only=True)
class FrameRow:
    """One row in which a rule fails.

    Attributes:
        key: What names the row: columns and values.
        verdict: What the rule says.
        level: How loudly.
        stated: The number that is printed, or the left side, as people write it.
        recomputed: What the other figures give.
        residual: By how many units of the last digit they are apart.
    """

    key: tuple[tuple[str, KeyValue], ...]
    verdict: Verdict
    level: Level
    stated: str | None = None
    recomputed: str | None = None
    residual: int | None = None


@attrs.frozen(kw_only=True)
class FrameRule:
    """One rule: how often it said what, and the first rows in which it fails.

    Attributes:
        name: Its id and, where a row has a list, of which of its rows.
        rule: The rule.
        counts: In how many rows it has each verdict.
        levels: How loudly each verdict speaks.
        failing: In how many rows it fails.
        rows: Some of these.
    """

    name: str
    rule: Rule
    counts: Mapping[Verdict, int]
    levels: Mapping[Verdict, Level]
    failing: int = 0
    rows: tuple[FrameRow, ...] = ()

    @property
    def worst(self) -> Level:
        """How loud it is at its loudest."""
        loud = {self.levels[one] for one, many in self.counts.items() if many}
        return next((one for one in LEVELS if one in loud), Level.NONE)

    def sign(self, verdict: Verdict) -> str:
        """Return what stands between the stated number and the recomputed one."""
        return sign_of(self.rule.condition, verdict)


@attrs.frozen(kw_only=True)
class FrameReport:
    """What rules say of the rows of one data frame.

    Attributes:
        name: The file.
        rows: How many rows there are.
        documents: How many documents; None where each row is one.
        floor: How loud a finding has to be for its row to fail.
        rules: Every rule, in the order of the rule set.
        kept: The file in which all rows that fail are, if there is one.
    """

    name: str
    rows: int
    documents: int | None
    floor: Level
    rules: tuple[FrameRule, ...]
    kept: str = ""

    @property
    def failing(self) -> int:
        """How many findings there are at the level, or above it."""
        return sum(one.failing for one in self.rules)

    @property
    def checks(self) -> int:
        """How often a rule was held against a row or a document."""
        return sum(self.total(one) for one in Verdict)

    @property
    def shown(self) -> int:
        """How many of the rows that fail are told one by one."""
        return sum(len(one.rows) for one in self.rules)

    def total(self, verdict: Verdict) -> int:
        """Return how often any rule gave a verdict."""
        return sum(one.counts[verdict] for one in self.rules)

    def findings(self, level: Level) -> int:
        """Return how many findings have exactly this level."""
        return sum(
            many
            for one in self.rules
            for verdict, many in one.counts.items()
            if one.levels[verdict] is level
        )

    def broken(self) -> Iterator[FrameRule]:
        """Yield the rules that fail in some row."""
        return (one for one in self.rules if one.failing)


def counted(counts: Mapping[Verdict, int]) -> dict[str, int]:
    """Return counts by the words of the verdicts, the best first.

    Example:
        >>> list(counted(dict.fromkeys(Verdict, 0)))[:2]
        ['exact', 'rounding']
    """
    return {one.value: counts[one] for one in BEST_FIRST}
