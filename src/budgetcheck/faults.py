"""Faults: all that is wrong with a document or its rules, told as one error."""

from __future__ import annotations

from collections.abc import Sequence

from budgetcheck.errors import BudgetCheckError, FileFault, UnreadableFileError

FAULTS_LIMIT = 1000  # More than anyone reads at once.


def unreadable(name: str, faults: Sequence[BudgetCheckError]) -> UnreadableFileError:
    """Return the faults of a document as one error, as many as anyone reads.

    Example:
        >>> print(unreadable("a.toml", [FileFault("a.toml", 1, 1, "empty")]))
        a.toml cannot be read:
        a.toml:1:1: empty
    """
    return _grouped(f"{name} cannot be read", faults)


def together(message: str, faults: Sequence[BudgetCheckError]) -> BudgetCheckError:
    """Return a fault by itself, and several, or one that has a place, as one error.

    Example:
        >>> one, other = BudgetCheckError("a"), BudgetCheckError("b")
        >>> together("no", [one]) is one, str(together("no", [one, other]))[:3]
        (True, 'no:')
    """
    if len(faults) == 1 and not isinstance(faults[0], FileFault):
        return faults[0]
    return _grouped(message, faults)


def _grouped(message: str, faults: Sequence[BudgetCheckError]) -> UnreadableFileError:
    if len(faults) >= FAULTS_LIMIT:
        message += f"; the first {FAULTS_LIMIT} faults are"
    return UnreadableFileError(message, faults[:FAULTS_LIMIT])
