"""Entities: a table of budget lines that any budget fits, and its rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeAlias

import attrs

from budgetcheck.errors import FileFault, UnreadableFileError
from budgetcheck.language.building import read
from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import Amount, Missing, Stated, Word
from budgetcheck.language.rules import Rule, RuleSet
from budgetcheck.language.units import Unit

Printed: TypeAlias = Amount | Word | Missing

PHASES = ("approved", "revised", "outturn", "prior")
OF_WHICH = ("其中", "of which", "Of which")

_TITLES = {
    "total": ("Total of the lines", "合计等于各项之和"),
    "tree": ("Each heading is the sum of its items", "上级科目等于下级科目之和"),
    "of_which": ("Of which: not more than the line", "其中项不大于该项"),
    "execution": ("Execution rate", "预算执行率"),
    "change": ("Change on the prior year", "比上年增减"),
    "change_rate": ("Rate of change on the prior year", "比上年增减率"),
}


@attrs.frozen(kw_only=True)
class BudgetLine:
    """One line of a budget: a heading or an item, in up to four phases.

    Units: amounts in their own unit; rates in percentage points.

    Attributes:
        code: The code of the classification; a child's begins with its parent's.
        name: What the line is called.
        approved: The budget as first approved (年初预算数).
        revised: The budget after revision (调整预算数, 全年预算数).
        outturn: What was received or spent (决算数).
        prior: The outturn of the year before (上年决算数).
        execution_rate: Outturn over the revised budget, else the approved one.
        change: Outturn less the prior year's.
        change_rate: The same, over the prior year's.
        of_which: Parts of the line that need not be all of it (其中).

    Example:
        >>> line = BudgetLine(code="208", name="社会保障和就业支出")
        >>> line.outturn
        Missing(reason='absent', printed='', place=Place(...), note='')
    """

    code: str = ""
    name: str = ""
    approved: Printed = Missing()
    revised: Printed = Missing()
    outturn: Printed = Missing()
    prior: Printed = Missing()
    execution_rate: Stated = Missing()
    change: Printed = Missing()
    change_rate: Stated = Missing()
    of_which: tuple[BudgetLine, ...] = ()


_TEXTS = ("code", "name")
_FIELDS = tuple(one.name for one in attrs.fields(BudgetLine) if one.name != "of_which")


@attrs.frozen
class BudgetTable:
    """A table of budget lines, with their total if there is one.

    Shape: one line per row, headings and items alike; where one code begins with
    another (208, 20805), the lines are a hierarchy, and else they are a partition.

    Attributes:
        lines: The lines, without the total.
        total: The line of totals, or None.
        title: What the table is called.

    Example:
        >>> rows = [
        ...     {"科目": "208", "预算": "6.00", "决算": "5.73", "完成": "95.5%"},
        ...     {"科目": "212", "预算": "92.61", "决算": "92.61", "完成": "100%"},
        ...     {"科目": "合计", "预算": "98.61", "决算": "98.34", "完成": "99.73%"},
        ... ]
        >>> table = BudgetTable.read(
        ...     rows,
        ...     columns={
        ...         "code": "科目",
        ...         "approved": "预算",
        ...         "outturn": "决算",
        ...         "execution_rate": "完成",
        ...     },
        ...     unit="万元",
        ...     decimals=2,
        ... )
        >>> [rule.id for rule in table.rules]  # doctest: +NORMALIZE_WHITESPACE
        ['lines.approved.total', 'lines.outturn.total',
         'lines.execution_rate', 'total.execution_rate']
    """

    lines: tuple[BudgetLine, ...]
    total: BudgetLine | None = None
    title: str = attrs.field(default="", kw_only=True)

    @classmethod
    def read(  # noqa: PLR0913 (each is a keyword of its own)
        cls,
        rows: Iterable[Mapping[str, object]],
        *,
        columns: Mapping[str, str],
        total: str = "合计",
        title: str = "",
        convention: Convention | None = None,
        unit: Unit | str | None = None,
        decimals: int | None = None,
    ) -> BudgetTable:
        """Read the rows of a printed table, as `csv.DictReader` gives them.

        Args:
            rows: One mapping of heading to printed text per row.
            columns: For each field of `BudgetLine` that is printed, its heading.
            total: The code or the name of the row of totals.
            title: What the table is called.
            convention: What the publisher declares.
            unit: Short for a convention with this unit.
            decimals: Short for a convention with so many decimals.

        Raises:
            UnreadableFileError: Everything that cannot be read, all at once: a field
                that a line does not have, a heading that no row has, a text that is
                no figure.
        """
        given = list(rows)
        _check_columns(columns, given)
        lines: list[dict[str, Any]] = []
        totals: dict[str, Any] | None = None
        for row in given:
            line = _line(row, columns)
            if total in (line.get("code"), line.get("name")):
                totals = line | {"code": ""}
            elif lines and line.get("name", "").startswith(OF_WHICH):
                lines[-1].setdefault("of_which", []).append(line)
            else:
                lines.append(line)
        printed: dict[str, object] = {"lines": lines, "title": title}
        if totals is not None:
            printed["total"] = totals
        return read(cls, printed, convention=convention, unit=unit, decimals=decimals)

    @property
    def rules(self) -> RuleSet:
        """The rules of this table: those that its columns can tell of."""
        return RuleSet(tuple(_rules(self)))


def _check_columns(
    columns: Mapping[str, str], rows: list[Mapping[str, object]]
) -> None:
    headings = [heading for row in rows[:1] for heading in row]
    problems = [
        f"{field!r} is no field of a line{_near(field, _FIELDS)}"
        for field in columns
        if field not in _FIELDS
    ] + [
        f"no column is headed {heading!r}{_near(heading, headings)}"
        for heading in columns.values()
        if rows and heading not in headings
    ]
    if problems:
        faults = [FileFault("columns", None, None, problem) for problem in problems]
        raise UnreadableFileError("the columns cannot be read", faults)


def _near(name: str, known: Iterable[str]) -> str:
    listed = list(known)
    near = get_close_matches(name, listed, n=1)
    return f": did you mean {near[0]!r}?" if near else f": one of {', '.join(listed)}"


def _line(row: Mapping[str, object], columns: Mapping[str, str]) -> dict[str, Any]:
    line: dict[str, Any] = {}
    for field, heading in columns.items():
        value = row.get(heading)
        if field in _TEXTS:
            line[field] = "" if value is None else str(value).strip()
        else:
            line[field] = "" if value is None else value
    return line


def _rules(table: BudgetTable) -> Iterator[Rule]:
    said = [
        name
        for name in (*PHASES, "execution_rate", "change", "change_rate")
        if any(getattr(one, name) != Missing("absent") for one in table.lines)
    ]
    for phase in PHASES:
        if phase in said:
            yield from _sums(table, phase)
    base = next((one for one in ("revised", "approved") if one in said), "")
    wheres = ["lines[*]"] if table.total is None else ["lines[*]", "total"]
    for name, right, needs in (
        ("execution_rate", "{0}.outturn / {0}." + base, ("outturn", base)),
        ("change", "{0}.outturn - {0}.prior", ("outturn", "prior")),
        ("change_rate", "{0}.outturn / {0}.prior - 1", ("outturn", "prior")),
    ):
        if name in said and all(one in said for one in needs):
            for where in wheres:
                rule_id = f"{where.removesuffix('[*]')}.{name}"
                title = name.replace("execution_rate", "execution")
                yield _rule(rule_id, f"{where}.{name} = {right.format(where)}", title)


def _sums(table: BudgetTable, phase: str) -> Iterator[Rule]:
    tops = _tops(table)
    if len(tops) < len(table.lines):
        tree = f"tree(lines[*].{phase} by code)"
        yield _rule(f"lines.{phase}.tree", tree, "tree")
        added = " + ".join(f"lines[{number}].{phase}" for number in tops)
    else:
        added = f"sum(lines[*].{phase})"
    if table.total is not None:
        yield _rule(f"lines.{phase}.total", f"total.{phase} = {added}", "total")
    if any(line.of_which for line in table.lines):
        for number, line in enumerate(table.lines):
            if line.of_which:
                at = f"lines[{number}]"
                text = f"sum({at}.of_which[*].{phase}) <= {at}.{phase}"
                yield _rule(f"{at}.of_which.{phase}", text, "of_which")


def _rule(rule_id: str, text: str, title: str) -> Rule:
    english, chinese = _TITLES[title]
    return Rule(text, id=rule_id, title=(("en", english), ("zh", chinese)))


def _tops(table: BudgetTable) -> list[int]:
    """Return the lines that no other line is a heading of."""
    codes = {line.code for line in table.lines if line.code}
    return [
        number
        for number, line in enumerate(table.lines)
        if not any(line.code[:end] in codes for end in range(1, len(line.code)))
    ]
