"""Failing: the rows in which a rule fails, one line for each rule that does.

Rows are looked for once. Where they are there already, each rule picks its own; where
nothing has run yet, what all rules say of a row is written into one text, a line for
each, and taken apart again, so that the rows are read once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

import attrs

from budgetcheck.frames.engines import (
    INT64,
    Engine,
    Expression,
    Frame,
    named,
    with_texts,
)
from budgetcheck.frames.layouts import Layout, as_it_is
from budgetcheck.frames.numbering import Node
from budgetcheck.frames.outcomes import NUMBERS, Told
from budgetcheck.frames.questions import Question
from budgetcheck.frames.results import Answers, number_of, refuse_taken
from budgetcheck.frames.tables import Table
from budgetcheck.language.verdicts import Level

FIELDS = ("rule", "verdict", "stated", "recomputed", "residual")
_TEXTS = ("stated", "recomputed")
_LINE, _FIELD = "\x1e", "\x1f"  # ASCII's own separators of records and of units.
_SAID = "__said"


def failing(answers: Answers, level: Level) -> Frame:
    """Return the rows in which rules fail: key, rule, verdict, and the numbers.

    Shape: a row for each row of the table and rule that fails in it.

    Raises:
        InvalidRuleError: A column of the key is called as one of these.
    """
    refuse_taken(answers.key, FIELDS)
    lines = [
        _Line(str(place), one, one.told(answers.table.steps), answers.engine)
        for place, one in answers.places
    ]
    if answers.engine.is_lazy:
        return _turned(answers, lines, level)
    return _picked(answers, lines, level)


@attrs.frozen(eq=False)
class _Line:
    """What is said of one rule where it fails: its verdict, and its numbers."""

    place: str
    question: Question
    told: Told
    engine: Engine

    @property
    def number(self) -> Expression:
        """The number of the verdict."""
        return self.engine.api.col(number_of(int(self.place)))

    def fails(self, level: Level) -> Expression:
        """Return where the verdict is as loud as a level, or louder."""
        loud = [
            number
            for verdict, number in NUMBERS.items()
            if self.question.level(verdict).reaches(level)
        ]
        return self.number.is_in(loud)

    def wanted(self) -> dict[str, Node]:
        """Return everything that its numbers are made of."""
        return {
            f"{name} {self.place} {at}": part
            for name, one in attrs.asdict(self.told, recurse=False).items()
            if one is not None
            for at, part in enumerate(one.parts())
        }

    def residual_in(self, layout: Layout) -> Expression:
        """Return the residual, or null."""
        api = self.engine.api
        if self.told.residual is None:
            # No verdict is below 0: a null that every library has a type for.
            return api.when(self.number < 0).then(self.number.cast(api.Int64))
        known, units = (layout.wanted[f"residual {self.place} {at}"] for at in (0, 1))
        return api.when(known).then(units)

    def text_in(self, layout: Layout, name: str) -> Expression:
        """Return what is stated, or recomputed, as it is written; or null."""
        api, shown = self.engine.api, getattr(self.told, name)
        if shown is None:
            return api.lit(None, dtype=api.String)
        parts = (layout.wanted[f"{name} {self.place} {at}"] for at in range(4))
        return shown.text(api, *parts)

    def written(
        self, rows: Table, key: Sequence[str], layout: Layout, columns: list[Expression]
    ) -> Frame:
        """Return columns of some rows in memory, and their texts, made one by one."""
        parts = [part.alias(name) for name, part in layout.wanted.items()]
        frame = rows.asked(key, layout, [*columns, *parts])
        texts: dict[str, list[str | None]] = {}
        for name in _TEXTS:
            names = [f"{name} {self.place} {at}" for at in range(4)]
            shown = getattr(self.told, name)
            texts[name] = (
                [None] * len(frame)
                if shown is None
                else shown.texts(*(frame[one].to_list() for one in names))
            )
        return with_texts(frame, texts).select(*key, *FIELDS)


def _picked(answers: Answers, lines: Sequence[_Line], level: Level) -> Frame:
    """Let each rule pick its own rows, of which there are few."""
    engine, api = answers.engine, answers.engine.api
    residual = _residual_type(lines, engine)
    parts: list[Frame] = []
    for one, rows in zip(lines, answers.judged, strict=True):
        mine = attrs.evolve(rows, frame=rows.frame.filter(one.fails(level)))
        layout = mine.laid_out(one.wanted())
        units = one.residual_in(layout)
        if engine.name != "pandas":  # Whose null is a float, unless it is nullable.
            units = units.cast(residual)
        columns = [api.lit(one.question.name).alias("rule"), units.alias("residual")]
        if engine.in_blocks:
            columns.append(one.number.alias("verdict"))
            parts.append(one.written(mine, answers.key, layout, columns))
            continue
        columns.append(engine.verdict(one.number).alias("verdict"))
        columns += [one.text_in(layout, name).alias(name) for name in _TEXTS]
        parts.append(mine.asked(answers.key, layout, columns))
    joined = api.concat(parts).select(*answers.key, *FIELDS)
    return named(joined, ["verdict"], engine) if engine.in_blocks else joined


def _turned(answers: Answers, lines: Sequence[_Line], level: Level) -> Frame:
    """Write what all rules say of a row into one text, and take its lines apart."""
    engine, api, rows = answers.engine, answers.engine.api, answers.judged[0]
    fails = reduce(or_, [one.fails(level) for one in lines])
    rows = attrs.evolve(rows, frame=rows.frame.filter(fails))
    layout = rows.laid_out(
        {name: of for one in lines for name, of in one.wanted().items()}
    )
    parts = [part.alias(name) for name, part in layout.wanted.items()]
    numbers = [number_of(place) for place, _ in answers.places]
    frame = rows.asked((*answers.key, *numbers), layout, parts)
    layout = Layout(as_it_is, {name: api.col(name) for name in layout.wanted})
    texts: list[Expression] = []
    for one in lines:
        fields = (
            one.text_in(layout, "stated"),
            one.text_in(layout, "recomputed"),
            one.residual_in(layout).cast(api.String),
        )
        filled = [api.coalesce(field, api.lit("")) for field in fields]
        rule, number = api.lit(one.question.name), one.number.cast(api.String)
        said = api.concat_str(
            [rule, number, *filled], separator=_FIELD, ignore_nulls=True
        )
        text = api.when(one.fails(level)).then(said)
        texts.append(text)
    all_lines = api.concat_str(texts, separator=_LINE, ignore_nulls=True)
    keep = [api.col(name) for name in answers.key]
    frame = frame.select(*keep, all_lines.str.split(_LINE).alias(_SAID))
    frame = engine.exploded(frame, answers.key, _SAID)
    fields_of = api.col(_SAID).str.split(_FIELD)
    split = (fields_of.list.get(at).alias(f"__{at}") for at in range(5))
    frame = frame.select(*keep, *split)
    rule, number, stated, recomputed, units = (api.col(f"__{at}") for at in range(5))
    return frame.select(
        *keep,
        rule.alias("rule"),
        engine.verdict(number.cast(api.Int8)).alias("verdict"),
        _given(api, stated).alias("stated"),
        _given(api, recomputed).alias("recomputed"),
        _given(api, units).cast(_residual_type(lines, engine)).alias("residual"),
    )


def _given(api: Any, text: Expression) -> Expression:  # noqa: ANN401 (see `Engine`)
    return api.when(text != api.lit("")).then(text)


def _residual_type(lines: Sequence[_Line], engine: Engine) -> Any:  # noqa: ANN401 (as above)
    """Return the type that holds the residuals of all rules."""
    known = (one.told.residual for one in lines)
    reach = max((one.units.largest for one in known if one is not None), default=0)
    return engine.api.Int64 if reach <= INT64 or engine.wide is None else engine.wide
