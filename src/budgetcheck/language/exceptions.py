"""Known exceptions: findings that are accepted, for a reason and perhaps for a time.

They are data of a document, as its figures and rules are, and no Python exceptions,
which are in `errors`.
"""

from __future__ import annotations

from datetime import date, datetime

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.language.places import NOWHERE, Place
from budgetcheck.shortening import shortened


@attrs.frozen
class KnownException:
    """A rule that is known to fail, with the reason why that is accepted.

    Attributes:
        rule: The id of the rule.
        at: The row, for a rule that runs over a list: `lines[3]`.
        reason: Why it is accepted.
        until: The last day on which it is; None if there is no such day.
        place: Where it stands in a file; no part of what it is.

    Raises:
        InvalidRuleError: There is no reason, or `until` is no day.

    Example:
        >>> known = KnownException(
        ...     "website.parts", reason="the agency was told", until=date(2026, 12, 31)
        ... )
        >>> known.expired(date(2026, 12, 31)), known.expired(date(2027, 1, 1))
        (False, True)
    """

    rule: str
    at: str = attrs.field(default="", kw_only=True)
    reason: str = attrs.field(kw_only=True)
    until: date | None = attrs.field(default=None, kw_only=True)
    place: Place = attrs.field(default=NOWHERE, eq=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        what = f"the exception of {shortened(self.name)!r}"
        if not self.reason.strip():
            raise InvalidRuleError(f"{what} has no reason", 'say reason="…"')
        is_day = isinstance(self.until, date) and not isinstance(self.until, datetime)
        if self.until is not None and not is_day:
            raise InvalidRuleError(f"{what}: `until` is a day", "write 2026-12-31")

    @property
    def name(self) -> str:
        """The rule's id and, where it runs over a list, the row."""
        return f"{self.rule} @ {self.at}" if self.at else self.rule

    def expired(self, today: date) -> bool:
        """Say whether its last day is over."""
        return self.until is not None and self.until < today


@attrs.frozen
class StaleException:
    """A known exception that excuses nothing, and should be looked at.

    Attributes:
        exception: The exception.
        expired: Whether its last day is over; else nothing fails there any more.
        elsewhere: The rows at which the rule does fail, if they are others.

    Example:
        >>> known = KnownException("x.same", reason="as printed")
        >>> StaleException(known, expired=True).exception.reason
        'as printed'
    """

    exception: KnownException
    expired: bool = False
    elsewhere: tuple[str, ...] = ()
