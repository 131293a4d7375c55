"""Givens: the frames that are given, and which of their columns rules name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from budgetcheck.frames.binding import (
    declared_by_path,
    percentages,
    refuse_unnamed,
    source_of,
)
from budgetcheck.frames.columns import Column, Columns
from budgetcheck.frames.engines import Frame
from budgetcheck.frames.lists import Names, found_in, in_row, summed_in
from budgetcheck.frames.sources import Source
from budgetcheck.language.conventions import Convention
from budgetcheck.language.notation import parse_path
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule

Sources = dict[Path, Source]


@attrs.frozen(eq=False, kw_only=True)
class Given:
    """What is given: frames, and how they are to be understood.

    Attributes:
        frame: The lines, or the documents.
        totals: The figures of the documents, if they stand apart.
        columns: How columns are called and printed, where that is not plain.
        key: The columns that name a row.
        by: The columns that tell documents apart; none where each row is one.
    """

    frame: Frame
    totals: Frame | None
    columns: Columns
    key: tuple[str, ...]
    by: tuple[str, ...]


def sources_in(
    given: Given, rules: Sequence[Rule], convention: Convention
) -> tuple[Sources, Sources]:
    """Return the columns that rules name: those of lines, and those of documents.

    Raises:
        UnknownPathError: A rule names a figure that no column is.
        InvalidRuleError: A column is declared that is not there and no rule names.
    """
    declared = declared_by_path(given.columns)
    declared = {in_row(path): one for path, one in declared.items()}
    totals = given.totals
    others = () if totals is None else tuple(totals.collect_schema().names())
    lines = Names(tuple(given.frame.collect_schema().names()), declared)
    documents = Names(others, declared)
    strange = [
        path
        for path in given.columns
        if not any(one.column(in_row(parse_path(path))) for one in (lines, documents))
    ]
    refuse_unnamed(strange, rules)
    percent, summed = percentages(rules, declared), summed_in(rules)

    def sources(found: Mapping[Path, Column]) -> Sources:
        return {
            path: attrs.evolve(
                source_of(path, one, convention, percent), summed=path in summed
            )
            for path, one in found.items()
        }

    of_rows, of_documents = found_in(rules, lines, documents)
    return sources(of_rows), sources(of_documents)
