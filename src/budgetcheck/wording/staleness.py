"""Staleness: why a known exception excuses nothing, in a sentence."""

from __future__ import annotations

from budgetcheck.language.exceptions import StaleException
from budgetcheck.wording.templates import label

_ROWS_NAMED = 8


def word_stale(stale: StaleException, lang: str = "en") -> str:
    """Say why a known exception should be looked at.

    Args:
        stale: The exception.
        lang: `en` or `zh`.

    Raises:
        InvalidConventionError: There are no sentences in this language.

    Example:
        >>> from budgetcheck.language.exceptions import KnownException
        >>> known = KnownException("total", reason="it was told")
        >>> word_stale(StaleException(known))
        'total: nothing fails here any more, take it out: it was told'
    """
    known, rows = stale.exception, stale.elsewhere
    key = "stale_elsewhere" if rows else "stale_unused"
    said = label(
        "stale_expired" if stale.expired else key,
        lang,
        reason=known.reason,
        until=known.until or "",
        rows=", ".join(rows[:_ROWS_NAMED]),
        row="".join(rows[:1]),
    )
    return f"{known.name}: {said}"
