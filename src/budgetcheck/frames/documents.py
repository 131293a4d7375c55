"""Documents: the figures of whole documents beside the sums of their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.frames.arithmetic import every, negated, some
from budgetcheck.frames.engines import Engine, Frame
from budgetcheck.frames.numbers import Flag, Truth
from budgetcheck.frames.tables import Table

GIVEN = "__given"  # The column that says which documents have figures of their own.


def with_others(frame: Frame, other: Frame, by: list[str], engine: Engine) -> Frame:
    """Return a frame with a row for each document that only the other one has.

    There, all numbers are 0 and all truths are false, so that no row has a null, and
    no engine turns whole numbers into floats.
    """
    api, schema = engine.api, frame.collect_schema()
    names = list(map(api.col, by))
    keys = other.select(*names).join(frame.select(*names), on=by, how="anti")
    nothing = [
        api.lit(0).cast(type_).alias(name)
        for name, type_ in schema.items()
        if name not in by
    ]
    return api.concat([frame, keys.with_columns(*nothing).select(*schema.names())])


def beside(rows: Table, documents: Table, by: Sequence[str]) -> Table:
    """Return the lines, each with what there is of its document; in the same order."""
    frame = rows.frame.join(documents.frame, on=list(by), how="left")
    kept = dict.fromkeys((*rows.kept, *documents.kept))
    return attrs.evolve(rows, frame=frame, kept=tuple(kept))


def where_given(table: Table) -> Table:
    """Return a table of which not every document needs to have a row."""
    given: Truth = Flag(GIVEN)
    printed = {
        path: attrs.evolve(
            one,
            missing=some(one.missing, negated(given)),
            blank=every(one.blank, given),
            not_computable=every(one.not_computable, given),
            word=every(one.word, given),
            nil=every(one.nil, given),
        )
        for path, one in table.printed.items()
    }
    return attrs.evolve(table, printed=printed)


def refuse_twice(table: Table, by: Sequence[str]) -> None:
    """Refuse two rows with the figures of one document."""
    api = table.engine.api
    counted = table.frame.group_by(*by).agg(api.len().alias("__rows"))
    twice = counted.filter(api.col("__rows") > 1).head(1)
    for row in table.engine.collected(twice).iter_rows(named=True):
        message = f"{row['__rows']} rows have the figures of {told(row, by)}"
        raise InvalidRuleError(message, "a document has one row of its own figures")


def told(row: Mapping[str, Any], by: Sequence[str]) -> str:
    """Return what tells a document from others, in words.

    Example:
        >>> told({"year": 2024, "office": "民政局"}, ["year", "office"])
        "year = 2024, office = '民政局'"
    """
    plain = {  # Of numpy, which says np.int64(2024).
        name: row[name].item() if hasattr(row[name], "item") else row[name]
        for name in by
    }
    return ", ".join(f"{name} = {value!r}" for name, value in plain.items())
