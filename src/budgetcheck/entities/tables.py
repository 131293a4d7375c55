"""Tables: budget lines, and tables of them, with the rules that they come with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias, get_args

import attrs

from budgetcheck.checking.rule_sets import RuleSet
from budgetcheck.entities.rows import printed_table
from budgetcheck.entities.said import PHASES, parts, rates, sums
from budgetcheck.errors import InvalidConventionError
from budgetcheck.language.building import read
from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import Amount, Missing, Stated, Word
from budgetcheck.language.rules import Rule
from budgetcheck.language.units import Unit
from budgetcheck.shortening import shortened

Printed: TypeAlias = Amount | Word | Missing
Budget: TypeAlias = Literal["revised", "approved"]


def _known(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    if value not in get_args(Budget):
        message = f"{attribute.name}: {shortened(repr(value))} is not known"
        raise InvalidConventionError(message, f"one of {', '.join(get_args(Budget))}")


def _several(lines: Iterable[BudgetLine]) -> tuple[BudgetLine, ...]:
    return tuple(lines)


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
        >>> line = read(
        ...     BudgetLine,
        ...     {"revised": "6.00", "outturn": "5.73", "execution_rate": "95.5%"},
        ... )
        >>> line.prior
        Missing(reason='absent', printed='', place=Place(...), note='')
        >>> [rule.notation for rule in line.rules]
        ['execution_rate = outturn / revised']
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
    of_which: tuple[BudgetLine, ...] = attrs.field(default=(), converter=_several)

    @property
    def rules(self) -> RuleSet:
        """The rules of this line alone: those that its figures can tell of."""
        found = [*rates("", _said([self]), "revised")]
        found += parts("", _phases(self.of_which))
        return RuleSet(tuple(found))


_FIELDS = tuple(one.name for one in attrs.fields(BudgetLine) if one.name != "of_which")
_FIGURES = tuple(name for name in _FIELDS if name not in {"code", "name"})


@attrs.frozen
class BudgetTable:
    """A table of budget lines, with their total if there is one.

    Shape: one line per row, headings and items alike; where one code begins with
    another (208, 20805; 1, 1.1), the lines are a hierarchy, and else they are a
    partition: without codes, or where codes only count the rows (1, 2, … 10), every
    line is part of the total. A heading is the sum of all its items; leave codes out
    where they are of another kind.

    Attributes:
        lines: The lines, without the total.
        total: The line of totals, or None.
        title: What the table is called.
        budget: What execution rates are a percentage of, where the approved and the
            revised budget are both printed.

    Raises:
        InvalidConventionError: There is no such budget.

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

    lines: tuple[BudgetLine, ...] = attrs.field(converter=_several)
    total: BudgetLine | None = None
    title: str = attrs.field(default="", kw_only=True)
    budget: Budget = attrs.field(default="revised", validator=_known, kw_only=True)

    @classmethod
    def read(  # noqa: PLR0913 (each is a keyword of its own)
        cls,
        rows: Iterable[Mapping[str, object]],
        *,
        columns: Mapping[str, str],
        total: str | None = None,
        title: str = "",
        budget: Budget = "revised",
        convention: Convention | None = None,
        unit: Unit | str | None = None,
        decimals: int | None = None,
    ) -> BudgetTable:
        """Read the rows of a printed table, as `csv.DictReader` gives them.

        Shape: one mapping of heading to printed text per row; headings that are not
        named, and rows that are all blank, are passed over. A row whose name begins
        with 其中 or "of which" is a part of the line, or the total, above it, and so
        are those below it that have no code and are set in as far.

        Args:
            rows: The rows.
            columns: For each field of `BudgetLine` that is printed, its heading.
            total: What the row of totals is called, if not 合计, 总计 or Total; ""
                if there is none.
            title: What the table is called.
            budget: What execution rates are a percentage of, where both are printed.
            convention: What the publisher declares.
            unit: Short for a convention with this unit.
            decimals: Short for a convention with so many decimals.

        Raises:
            UnreadableFileError: Everything that cannot be read, all at once: a field
                that a line does not have, a heading that no row has, a second total,
                a subtotal, a text that is no figure.
        """
        printed = printed_table(rows, columns, _FIELDS, total)
        printed |= {"title": title, "budget": budget}
        return read(cls, printed, convention=convention, unit=unit, decimals=decimals)

    @property
    def rules(self) -> RuleSet:
        """The rules of this table: those that its columns can tell of."""
        return self.rules_at("")

    def rules_at(self, path: str) -> RuleSet:
        """Return the rules of this table where it is a field of something else.

        Args:
            path: Where it stands, as rules write it: `income`, `accounts.income`.

        Example:
            >>> lines = (BudgetLine(outturn=Amount("1", "1", Unit.read("元"))),)
            >>> table = BudgetTable(lines, total=lines[0])
            >>> [rule.notation for rule in table.rules_at("income")]
            ['income.total.outturn = sum(income.lines[*].outturn)']
        """
        return RuleSet(tuple(self._rules(f"{path}." if path else "")))

    def _rules(self, at: str) -> Iterator[Rule]:
        said = _said(self.lines)
        phases = [phase for phase in PHASES if phase in said]
        codes = [line.code for line in self.lines]
        yield from sums(at, phases, codes, total=self.total is not None)
        part = (one for line in self.lines for one in line.of_which)
        yield from parts(f"{at}lines[*].", _phases(part))
        yield from rates(f"{at}lines[*].", said, self.budget)
        if self.total is not None:
            yield from parts(f"{at}total.", _phases(self.total.of_which))
            yield from rates(f"{at}total.", _said([self.total]), self.budget)


def _said(lines: Iterable[BudgetLine]) -> list[str]:
    """Return the fields that are printed of some line."""
    every, absent = list(lines), Missing("absent")
    return [
        name
        for name in _FIGURES
        if any(getattr(line, name) != absent for line in every)
    ]


def _phases(lines: Iterable[BudgetLine]) -> list[str]:
    said = _said(lines)
    return [phase for phase in PHASES if phase in said]
