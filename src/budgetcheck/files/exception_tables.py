"""Exception tables: the `[exceptions]` of a figures file as known exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from difflib import get_close_matches

import attrs

from budgetcheck.errors import BudgetCheckError
from budgetcheck.files.structuring import Structurer
from budgetcheck.language.exceptions import KnownException
from budgetcheck.language.places import Keys

_PRINTINGS = "printings."


@attrs.frozen(kw_only=True)
class ExceptionTable:
    """An exception in the form of a table."""

    reason: str
    at: str = ""
    until: object = None


@attrs.frozen
class ExceptionReader:
    """Reads the known exceptions of one file.

    Attributes:
        structurer: Notes what is wrong.
        rules: The ids of the file's rules; if it has none, they are elsewhere, and
            the exceptions may name any.
    """

    structurer: Structurer
    rules: frozenset[str]

    def exceptions(self, given: dict[str, object]) -> tuple[KnownException, ...]:
        """Return every exception that can be read; what cannot is noted."""
        found: dict[str, KnownException] = {}
        for rule, said in given.items():
            if not self.knows(rule):
                continue
            for keys, one in self.said(rule, said):
                known = self.known(rule, one, keys)
                if known is None:
                    continue
                if known.name in found:
                    problem = f"the exception of {known.name!r} is given twice"
                    self.structurer.fault(keys, problem)
                found[known.name] = known
        return tuple(found.values())

    def knows(self, rule: str) -> bool:
        """Say whether there is such a rule, after noting that there is not."""
        if not self.rules or rule in self.rules or rule.startswith(_PRINTINGS):
            return True
        near = get_close_matches(rule, sorted(self.rules), n=1)
        hint = f": did you mean {near[0]!r}?" if near else ""
        problem = f"there is no rule {rule!r:.80}{hint}"
        self.structurer.fault(("exceptions", rule), problem)
        return False

    def said(self, rule: str, said: object) -> Iterator[tuple[Keys, object]]:
        """Yield what is said of one rule: of the whole, or of several rows."""
        keys: Keys = ("exceptions", rule)
        if isinstance(said, list):
            yield from (((*keys, row), one) for row, one in enumerate(said))
        else:
            yield keys, said

    def known(self, rule: str, said: object, keys: Keys) -> KnownException | None:
        """Return one exception, or None after noting why it is none."""
        table: ExceptionTable | None = None
        if isinstance(said, str):
            table = ExceptionTable(reason=said)
        elif isinstance(said, dict):
            table = self.structurer.structured(ExceptionTable, said, keys)
        else:
            problem = "an exception is a reason, or a table with `reason`"
            self.structurer.fault(keys, problem)
        if table is None:
            return None
        try:
            return KnownException(
                rule,
                at=table.at,
                reason=table.reason,
                until=self.day(table.until, keys),
                place=self.structurer.source.place(keys),
            )
        except BudgetCheckError as error:
            self.structurer.fault(keys, error)
            return None

    def day(self, given: object, keys: Keys) -> date | None:
        """Return a day; in JSON it is a text."""
        if given is None:
            return None
        if isinstance(given, date) and not isinstance(given, datetime):
            return given
        try:
            return date.fromisoformat(given if isinstance(given, str) else "")
        except ValueError:
            problem = f"until is a day as 2026-12-31, not {given!s:.60}"
            self.structurer.fault((*keys, "until"), problem)
            return None
