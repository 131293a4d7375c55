"""Duck files: files of data as relations of DuckDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import duckdb

from budgetcheck.opening.suffixes import PARQUET, SEPARATORS, suffix_of


@attrs.frozen
class DuckFiles:
    """Reads and writes files with DuckDB."""

    connection: duckdb.DuckDBPyConnection = attrs.field(factory=duckdb.connect)

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What DuckDB raises where a file cannot be read."""
        return (duckdb.Error, OSError)

    def opened(self, file: str, numbered: str = "") -> Any:  # noqa: ANN401
        """Read a file as a relation; figures of texts stay as they are printed."""
        suffix = suffix_of(file, (PARQUET, *SEPARATORS))
        if suffix == PARQUET:
            found = self.connection.read_parquet(file)
        else:
            found = self.connection.read_csv(
                file, header=True, sep=SEPARATORS[suffix], all_varchar=True
            )
        if numbered:
            return found.project(f"row_number() over () as {_quoted(numbered)}, *")
        return found

    def types(self, frame: Any) -> Mapping[str, Any]:  # noqa: ANN401
        """Return the types of the columns."""
        return dict(zip(frame.columns, frame.types, strict=True))

    def cast(self, frame: Any, types: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """Return a frame in which columns are of other types."""
        casts = (
            f"cast({_quoted(one)} as {type_}) as {_quoted(one)}"
            for one, type_ in types.items()
        )
        return frame.project(f"* replace ({', '.join(casts)})")

    def value(self, text: str, type_: Any) -> object:  # noqa: ANN401
        """Return a text as a value of a column's type."""
        found = self.connection.execute(f"select cast(? as {type_})", [text])
        ((value,),) = found.fetchall()
        return value

    def first(
        self,
        frame: Any,  # noqa: ANN401
        rule: str,
        limit: int,
        order: Sequence[str] = (),
    ) -> list[dict[str, Any]]:
        """Return the first rows of a rule, in an order if one is given."""
        name = rule.replace("'", "''")
        found = frame.filter(f"rule = '{name}'")
        if order:
            found = found.order(", ".join(map(_quoted, order)))
        found = found.limit(limit)
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    def write(self, frame: Any, file: Path) -> None:  # noqa: ANN401
        """Write all rows, some at a time."""
        if file.suffix.lower() == PARQUET:
            frame.write_parquet(str(file))
        else:
            frame.write_csv(str(file), header=True)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
