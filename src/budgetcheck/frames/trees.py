"""Trees: headings that are the sums of their items, in a long frame with codes.

Each row finds its nearest heading by the beginnings of its code: one join for each
length that codes have. The items of each heading are then added up as the rows of a
document are, and the heading is compared with its sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from budgetcheck.errors import (
    InvalidRuleError,
    LimitError,
    UnknownPathError,
    UnsupportedRuleError,
)
from budgetcheck.frames.arithmetic import at_least, chosen
from budgetcheck.frames.cells import Cell
from budgetcheck.frames.documents import told, with_others
from budgetcheck.frames.engines import Engine, Expression, Frame
from budgetcheck.frames.grouping import Sums
from budgetcheck.frames.judging import Judge
from budgetcheck.frames.lists import in_row
from budgetcheck.frames.outcomes import NUMBERS
from budgetcheck.frames.questions import Question, asked
from budgetcheck.frames.tables import Table
from budgetcheck.language.conditions import Compare, Tree
from budgetcheck.language.conventions import Convention
from budgetcheck.language.expressions import Linear, Sum, Term, figure
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Verdict

_LENGTHS_LIMIT = 40


def tree_question(
    rows: Table,
    beside: Table,
    rule: Rule,
    by: Sequence[str],
    convention: Convention,
    mark: str,
) -> tuple[Table, Question]:
    """Return the rows with the sums of their items, and what a tree asks of them.

    Args:
        rows: The rows as they were read.
        beside: The same, with what other trees have put beside them: no tree is made
            of another one, or queries would grow by a factor with each.
        rule: The tree.
        by: The columns that tell documents apart.
        convention: What the publisher declares.
        mark: What tells the new columns from those of other trees.

    Raises:
        InvalidRuleError: A row has no code, or two of a document have the same.
    """
    tree = rule.condition
    if not isinstance(tree, Tree):  # pragma: no cover - the caller has looked
        raise TypeError(rule.id)
    api, code, parent = rows.engine.api, f"{mark} code", f"{mark} parent"
    path, own = in_row(tree.path), rule.convention.over(convention)
    frame = _coded(rows, rule, tree.by, by, code)
    frame = _with_parents(frame, rows.engine, rule, by, (code, parent))
    has_parent = frame.filter(~api.col(parent).is_null())
    kept = (*rows.kept, code, parent)
    items = attrs.evolve(rows, frame=has_parent, kept=kept)
    sums, heading = Sums(items, mark), rows.cell(path, own)

    def cells_of(of: Path | Sum) -> Mapping[Cell, int]:
        return {sums.of(heading) if isinstance(of, Sum) else heading: 1}

    condition = Compare(figure(path), "=", Linear((Term(1, Sum(tree.path)),)))
    outcome = asked(rule, condition, Judge(cells_of, own, {}), rows.steps)
    keys = [*by, parent]
    headings = frame.select(*map(api.col, by), api.col(code).alias(parent)).unique()
    summed = with_others(sums.grouped(keys), headings, keys, rows.engine)
    summed = summed.select(
        *map(api.col, by),
        api.col(parent).alias(code),
        *map(api.col, (sums.rows_name, *sums.wanted)),
    )
    coded = beside.frame.with_columns(api.col(tree.by).cast(api.String).alias(code))
    joined = coded.join(summed, on=[*by, code], how="left")
    together = (*beside.kept, code, sums.rows_name, *sums.wanted)
    summing = attrs.evolve(beside, frame=joined, kept=together)
    return summing, Question(rule, "", outcome, at_least(sums.rows, 1))


def worst_of(rows: Table, question: Question, by: Sequence[str], mark: str) -> Frame:
    """Return the worst verdict of all headings, a row for each document.

    Shape: less the number of UNDEFINED, so that 0 says that there is no heading.
    """
    api, undefined = rows.engine.api, NUMBERS[Verdict.UNDEFINED]
    number = chosen(question.asked, question.outcome.number - undefined, 0)
    layout = rows.laid_out({"number": number})
    one = layout.wanted["number"].cast(api.Int64).alias(mark)
    return rows.asked(by, layout, [one]).group_by(*by).agg(api.col(mark).min())


def _coded(rows: Table, rule: Rule, name: str, by: Sequence[str], code: str) -> Frame:
    """Return the rows with their codes as texts, each of a document once."""
    api, engine = rows.engine.api, rows.engine
    if name not in rows.names:
        raise UnknownPathError(rule.id, name, rows.names[:3])
    frame = rows.frame.with_columns(api.col(name).cast(api.String).alias(code))
    said = api.col(code)
    lacking = engine.collected(frame.select(_many(api, said.is_null(), "many")))
    if lacking["many"].to_list()[0]:
        message = f"{lacking['many'].to_list()[0]} rows have no {name}"
        hint = f'give each line its {name}, "" for a total'
        raise InvalidRuleError(f"{message}, so they have no place in a tree", hint)
    counted = frame.filter(said != api.lit("")).group_by(*by, code)
    twice = counted.agg(api.len().alias("__rows")).filter(api.col("__rows") > 1)
    for row in engine.collected(twice.head(1)).iter_rows(named=True):
        which = f"{told(row, by)} have the {name} {row[code]!r}"
        message = f"{row['__rows']} rows of {which}"
        raise InvalidRuleError(message, "a code stands once in a tree")
    return frame


def _with_parents(
    frame: Frame, engine: Engine, rule: Rule, by: Sequence[str], names: tuple[str, str]
) -> Frame:
    """Return the rows with the code of their nearest heading, null where none is."""
    api, (code, parent) = engine.api, names
    said, keys = api.col(code), list(by)
    length = said.str.len_chars()
    found = engine.collected(frame.select(length.alias("length")).unique())
    lengths = sorted((int(one) for one in found["length"].to_list()), reverse=True)
    if len(lengths) > _LENGTHS_LIMIT:
        raise LimitError("codes", len(lengths), _LENGTHS_LIMIT, "lengths")
    frame, ends_levels = _with_separators(frame, engine, rule, keys, code)
    present = frame.filter(said != api.lit("")).select(*map(api.col, (*keys, code)))
    nearest: list[Expression] = []
    for end in (one for one in lengths[1:] if one):
        at, there = f"{code} to {end}", f"{code} at {end}"
        begins = said.str.slice(0, end)
        frame = frame.with_columns(begins.alias(at))
        known = present.select(*map(api.col, keys), said.alias(at), said.alias(there))
        frame = frame.join(known, on=[*keys, at], how="left")
        is_heading = (length > end) & ~api.col(there).is_null()
        if ends_levels is not None:
            is_heading = is_heading & (~api.col(ends_levels) | _ends_a_level(said, end))
        nearest.append(api.when(is_heading).then(api.col(there)))
    # Before its version 3, pandas fills nothing with nothing.
    last = nearest or [api.lit(None, dtype=api.String)]
    return frame.with_columns(api.coalesce(*last).alias(parent))


def _with_separators(
    frame: Frame, engine: Engine, rule: Rule, by: list[str], code: str
) -> tuple[Frame, str | None]:
    """Return the rows, and the column that says whose codes have separators."""
    api, said = engine.api, engine.api.col(code)
    apart = said.str.contains("[^0-9A-Za-z]")
    foreign = said.str.contains("[^\\x00-\\x7F]")
    found = engine.collected(
        frame.select(_many(api, apart, "apart"), _many(api, foreign, "foreign"))
    )
    if found["foreign"].to_list()[0]:
        problem = "codes with letters beyond ASCII are not read in frames"
        raise UnsupportedRuleError(rule.id, f"frames on {engine.name}", problem)
    if not found["apart"].to_list()[0]:
        return frame, None
    name = f"{code} apart"
    one, nothing = api.lit(1), api.lit(0)
    marked = frame.with_columns(
        api.when(apart).then(one).otherwise(nothing).alias(name)
    )
    documents = marked.group_by(*by).agg(api.col(name).max())
    documents = documents.with_columns(api.col(name) == 1)
    return frame.join(documents, on=by, how="left"), name


def _many(api: Any, test: Expression, name: str) -> Expression:  # noqa: ANN401 (see `Engine`)
    return api.when(test).then(api.lit(1)).otherwise(api.lit(0)).sum().alias(name)


def _ends_a_level(code: Expression, end: int) -> Expression:
    """Say where a level of a code ends, as `language.codes` has it."""
    before = f"^.{{{end - 1}}}"
    inside = code.str.contains(f"{before}[0-9A-Za-z][0-9A-Za-z]")
    short_below = code.str.contains(f"^.{{{end}}}[0-9A-Za-z](?:[^0-9A-Za-z]|$)")
    if end == 1:
        return ~inside
    short_above = code.str.contains(f"^.{{{end - 2}}}[^0-9A-Za-z][0-9A-Za-z]")
    return ~(inside & (short_above | short_below))
