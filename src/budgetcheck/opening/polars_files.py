"""Polars files: files of data as lazy frames of polars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from budgetcheck.opening.suffixes import ARROW, PARQUET, SEPARATORS, suffix_of


@attrs.frozen
class PolarsFiles:
    """Reads and writes files with polars."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What polars raises where a file cannot be read."""
        return (pl.exceptions.PolarsError, OSError)

    def opened(self, file: str, numbered: str = "") -> Any:  # noqa: ANN401
        """Scan a file; figures of texts stay as they are printed."""
        suffix = suffix_of(file, (PARQUET, *SEPARATORS, *ARROW))
        rows: dict[str, Any] = {}
        if numbered:
            rows = {"row_index_name": numbered, "row_index_offset": 1}
        if suffix in SEPARATORS:
            separator = SEPARATORS[suffix]
            return pl.scan_csv(file, separator=separator, infer_schema=False, **rows)
        scan = pl.scan_ipc if suffix in ARROW else pl.scan_parquet
        return scan(file, **rows)

    def types(self, frame: Any) -> Mapping[str, Any]:  # noqa: ANN401
        """Return the types of the columns."""
        return dict(frame.collect_schema())

    def cast(self, frame: Any, types: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """Return a frame in which columns are of other types."""
        return frame.cast(dict(types))

    def value(self, text: str, type_: Any) -> object:  # noqa: ANN401
        """Return a text as a value of a column's type."""
        if type_ == pl.Boolean:
            return text.lower() == "true"
        return pl.Series([text]).cast(type_).item()

    def first(
        self,
        frame: Any,  # noqa: ANN401
        rule: str,
        limit: int,
        order: Sequence[str] = (),
    ) -> list[dict[str, Any]]:
        """Return the first rows of a rule, in an order if one is given."""
        of_rule = frame.filter(pl.col("rule") == pl.lit(rule))
        if order:
            of_rule = of_rule.sort(list(order))
        found = of_rule.head(limit).collect(engine="streaming")
        return list(found.iter_rows(named=True))

    def write(self, frame: Any, file: Path) -> None:  # noqa: ANN401
        """Write all rows, some at a time."""
        sink = frame.sink_parquet if file.suffix.lower() == PARQUET else frame.sink_csv
        sink(file)
