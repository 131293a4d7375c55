"""Suffixes: what is in a file of data, which its name says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetcheck.errors import BudgetCheckError

PARQUET = ".parquet"
SEPARATORS = {".csv": ",", ".tsv": "\t"}
ARROW = (".arrow", ".feather", ".ipc")


def suffix_of(file: str, known: Sequence[str]) -> str:
    """Return the suffix of a file, which says what is in it.

    Raises:
        BudgetCheckError: It is none of those that are known.

    Example:
        >>> suffix_of("data/2021/*.PARQUET", (".parquet", ".csv"))
        '.parquet'
    """
    suffix = Path(file).suffix.lower()
    if suffix in known:
        return suffix
    listed = ", ".join(known)
    message = f"{file}: nothing is known of files that end in {suffix or 'no suffix'!r}"
    raise BudgetCheckError(f"{message}\n  hint: one of {listed}")
