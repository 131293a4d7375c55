"""Verdicts and levels: what a rule says of its figures, and how loudly.

CONTRADICTION < UNCHECKED < STRAINED < ROUNDING < EXACT; UNDEFINED is neutral.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, StrEnum

from budgetcheck.errors import InvalidRuleError
from budgetcheck.shortening import shortened


class Verdict(Enum):
    """What a rule says of its figures, from the worst to the best.

    Example:
        >>> Verdict.ROUNDING.holds, Verdict.UNCHECKED.holds
        (True, False)
    """

    CONTRADICTION = "contradiction"
    UNCHECKED = "unchecked"
    STRAINED = "strained"
    ROUNDING = "rounding"
    EXACT = "exact"
    UNDEFINED = "undefined"

    @property
    def holds(self) -> bool:
        """Whether truths exist that print so."""
        return self in _HOLDING


_HOLDING = frozenset({Verdict.STRAINED, Verdict.ROUNDING, Verdict.EXACT})
_ORDER = {verdict: position for position, verdict in enumerate(Verdict)}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict of rules that must all hold; UNDEFINED is neutral.

    Example:
        >>> worst([Verdict.EXACT, Verdict.UNDEFINED, Verdict.ROUNDING]).name
        'ROUNDING'
        >>> worst([Verdict.UNDEFINED]).name
        'UNDEFINED'
    """
    return min(_settled(verdicts), key=_ORDER.__getitem__, default=Verdict.UNDEFINED)


def best(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict of rules of which one must hold; UNDEFINED is neutral.

    Example:
        >>> best([Verdict.CONTRADICTION, Verdict.UNDEFINED]).name
        'CONTRADICTION'
    """
    return max(_settled(verdicts), key=_ORDER.__getitem__, default=Verdict.UNDEFINED)


def _settled(verdicts: Iterable[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict is not Verdict.UNDEFINED]


class Level(StrEnum):
    """How loudly a finding speaks.

    Example:
        >>> Level("error").reaches(Level.WARNING)
        True
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NONE = "none"

    def reaches(self, other: Level) -> bool:
        """Say whether this level is as loud as the other, or louder."""
        return _LOUDNESS[self] >= _LOUDNESS[other]

    def at_most(self, other: Level) -> Level:
        """Return the quieter of the two."""
        return other if self.reaches(other) else self


def level_named(word: Level | str) -> Level:
    """Return the level that a word names.

    Raises:
        InvalidRuleError: No level has this name.

    Example:
        >>> level_named("note").name
        'NOTE'
    """
    try:
        return Level(word)
    except ValueError as error:
        message = f"{shortened(repr(word))} is no level"
        raise InvalidRuleError(message, f"one of {', '.join(Level)}") from error


_LOUDNESS = {Level.NONE: 0, Level.NOTE: 1, Level.WARNING: 2, Level.ERROR: 3}
