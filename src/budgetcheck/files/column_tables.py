"""Column tables: the `[columns]` of a figures file, for the data frames it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from budgetcheck.errors import BudgetCheckError
from budgetcheck.files.structuring import Structurer
from budgetcheck.language.conventions import Convention
from budgetcheck.language.notation import parse_path
from budgetcheck.language.places import Keys
from budgetcheck.language.rules import RuleSet

NULLS = ("absent", "blank", "withheld", "not_available", "not_computable", "nil")
_CONVENTION = ("unit", "decimals", "rounding")


@attrs.frozen(kw_only=True)
class ColumnTable:
    """A column in the form of a table; its fields are those of `frames.Column`."""

    name: str | None = None
    unit: object = None
    percent: bool | None = None
    decimals: object = None
    counted: bool | None = None
    exact: bool = False
    null: object = "absent"
    rounding: object = None


@attrs.frozen(kw_only=True)
class FrameRules:
    """What a file says of data frames.

    Attributes:
        rules: The rules.
        convention: What the publisher declares.
        columns: How columns are called and printed, by path.
    """

    rules: RuleSet
    convention: Convention
    columns: Mapping[str, ColumnTable]


@attrs.frozen
class ColumnReader:
    """Reads the columns of one file.

    Attributes:
        structurer: Notes what is wrong.
    """

    structurer: Structurer

    def columns(self, given: Mapping[str, object]) -> dict[str, ColumnTable]:
        """Return every column that can be read; what cannot is noted."""
        found: dict[str, ColumnTable] = {}
        for path, said in given.items():
            column = self.column(("columns", path), said)
            if column is not None:
                found[path] = column
        return found

    def column(self, keys: Keys, said: object) -> ColumnTable | None:
        """Return one column, or None after noting why it is none."""
        try:
            parse_path(str(keys[-1]))
        except BudgetCheckError as error:
            self.structurer.fault(keys, error)
        if type(said) is str:
            return ColumnTable(name=said)
        if not isinstance(said, dict):
            problem = "a column is a name, or a table of how it is printed"
            self.structurer.fault(keys, problem)
            return None
        table = self.structurer.structured(ColumnTable, said, keys)
        if table is None:
            return None
        if table.null not in NULLS:
            problem = f"null: {table.null!r:.60} is not one of {', '.join(NULLS)}"
            self.structurer.fault((*keys, "null"), problem)
        known = {
            (*keys, name): (name, value)
            for name in _CONVENTION
            if (value := getattr(table, name)) is not None
        }
        declared: Any = self.structurer.declared(known)
        return attrs.evolve(
            table, **{name: getattr(declared, name) for name in _CONVENTION}
        )
