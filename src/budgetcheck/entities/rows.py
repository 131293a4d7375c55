"""Rows: what each row of a printed table is: a line, a part of one, or the total."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeAlias

import attrs

from budgetcheck.errors import FileFault, UnreadableFileError

Row: TypeAlias = Mapping[str, object]

TEXTS = ("code", "name")

_OF_WHICH = ("其中", "ofwhich")
_TOTALS = frozenset({"合计", "总计", "total", "totals", "grandtotal"})
_SUBTOTALS = frozenset({"小计", "subtotal", "sub-total"})


def printed_table(
    rows: Iterable[Row],
    columns: Mapping[str, str],
    fields: Iterable[str],
    total: str | None,
) -> dict[str, object]:
    """Return what is printed in a table, as `read()` takes it.

    Raises:
        UnreadableFileError: All that is wrong with the columns and rows.
    """
    numbered = enumerate(rows, start=1)
    given = {at: row for at, row in numbered if any(map(_text, row.values()))}
    faults = list(_column_faults(columns, given.values(), list(fields)))
    if faults:
        raise UnreadableFileError("the columns cannot be read", faults)
    sorter = _Sorter(columns, total)
    for number, row in given.items():
        sorter.take(number, row)
    if sorter.faults:
        raise UnreadableFileError("the rows cannot be read", sorter.faults)
    found: dict[str, object] = {"lines": sorter.lines}
    return found if sorter.total is None else found | {"total": sorter.total}


def _column_faults(
    columns: Mapping[str, str], rows: Collection[Row], fields: list[str]
) -> Iterator[FileFault]:
    headings = dict.fromkeys(heading for row in rows for heading in row)
    for field in columns:
        if field not in fields:
            problem = f"{field!r} is no field of a line{_near(field, fields)}"
            yield FileFault("columns", None, None, problem)
    for heading in columns.values():
        if rows and heading not in headings:
            problem = f"no column is headed {heading!r}{_near(heading, headings)}"
            yield FileFault("columns", None, None, problem)


def _near(name: str, known: Iterable[str]) -> str:
    listed = list(known)
    near = get_close_matches(name, listed, n=1)
    return f": did you mean {near[0]!r}?" if near else f": one of {', '.join(listed)}"


@attrs.define
class _Sorter:
    """Tells rows apart, by their names and by how far these are set in."""

    columns: Mapping[str, str]
    named: str | None
    lines: list[dict[str, Any]] = attrs.field(factory=list)
    total: dict[str, Any] | None = None
    total_row: int = 0
    hosts: list[tuple[int, dict[str, Any]]] = attrs.field(factory=list)
    faults: list[FileFault] = attrs.field(factory=list)

    def take(self, number: int, row: Row) -> None:
        line = {field: row.get(at) for field, at in self.columns.items()}
        names = self.names(line, row)
        line |= {field: _text(line[field]) for field in TEXTS if field in line}
        line = {name: "" if value is None else value for name, value in line.items()}
        words = [_word(name) for name in names]
        inset = _inset(names[0]) if names else 0
        leads = any(word.startswith(_OF_WHICH) for word in words)
        if self.is_total(line, words):
            self.add_total(number, line | {"code": ""})
        elif not line.get("code") and any(word in _SUBTOTALS for word in words):
            problem = f"row {number} is a subtotal, which is no line"
            self.fault(f"{problem}: leave it out, or read its part as a table")
        elif self.hosts and leads:
            self.add_first_part(line, inset)
        elif self.hosts and not line.get("code") and self.is_further_part(inset):
            self.hosts[-2][1]["of_which"].append(line)
        else:
            self.lines.append(line)
            self.host(line, inset)

    def names(self, line: Row, row: Row) -> list[str]:
        """Return what a row is called: its code and name, or else any other texts."""
        own = [line.get("name"), line.get("code")]
        if not any(map(_text, own)):
            taken = self.columns.values()
            own = [cell for at, cell in row.items() if at not in taken]
        return [one for one in own if isinstance(one, str) and one.strip()]

    def is_total(self, line: dict[str, Any], words: list[str]) -> bool:
        if self.named is not None:
            return bool(self.named) and _word(self.named) in words
        own = _word(line.get("code", ""))
        return (not own or own in _TOTALS) and any(one in _TOTALS for one in words)

    def add_total(self, number: int, line: dict[str, Any]) -> None:
        if self.total is not None:
            problem = f"rows {self.total_row} and {number} are both a total"
            hint = 'say which with total="…", or read each part as a table'
            self.fault(f"{problem}: {hint}")
        self.total, self.total_row = line, number
        self.host(line, 0)

    def host(self, line: dict[str, Any], inset: int) -> None:
        """Take a line as the one that parts below it are part of."""
        self.hosts = [(inset, line)]

    def add_first_part(self, line: dict[str, Any], inset: int) -> None:
        """Take a row that says "of which"; set in further, it is a part of a part."""
        while len(self.hosts) > 1 and self.hosts[-1][0] >= inset:
            self.hosts.pop()
        self.hosts[-1][1].setdefault("of_which", []).append(line)
        self.hosts.append((inset, line))

    def is_further_part(self, inset: int) -> bool:
        """Say whether a row goes on where a row above it said "of which"."""
        # Below a total stand its lines, which may be set in as well.
        if len(self.hosts) == 1 or self.hosts[0][1] is self.total:
            return False
        return inset >= self.hosts[-1][0] > self.hosts[0][0]

    def fault(self, problem: str) -> None:
        self.faults.append(FileFault("rows", None, None, problem))


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _word(cell: object) -> str:
    """Return a name without spaces and colons: 合　计：, Grand Total."""
    return "".join(_text(cell).lower().split()).rstrip(":：")


def _inset(name: str) -> int:
    return len(name) - len(name.lstrip())
