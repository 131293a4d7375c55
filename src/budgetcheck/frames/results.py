"""Results: what rules say of the rows of one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, reduce
from operator import or_

import attrs

from budgetcheck.errors import InvalidRuleError
from budgetcheck.frames.arithmetic import every, negated
from budgetcheck.frames.engines import Engine, Expression, Frame, how_often, named
from budgetcheck.frames.laying import laid_out
from budgetcheck.frames.layouts import Layout, as_it_is
from budgetcheck.frames.numbering import Node
from budgetcheck.frames.numbers import TRUE
from budgetcheck.frames.outcomes import NUMBERS
from budgetcheck.frames.questions import Question
from budgetcheck.frames.tables import ORDER, Table
from budgetcheck.language.verdicts import Verdict
from budgetcheck.shortening import shortened

Counts = Sequence[tuple[Question, Mapping[Verdict, int]]]


@attrs.define(eq=False)
class Answers:
    """What is asked of every row of one table.

    Attributes:
        table: The table.
        questions: What is asked.
        key: The columns that name a row.
    """

    table: Table
    questions: tuple[Question, ...]
    key: tuple[str, ...]

    @property
    def engine(self) -> Engine:
        """What runs it."""
        return self.table.engine

    @cached_property
    def unsure(self) -> Table:
        """The rows that are not exact throughout, and which rules are exact there.

        Most rows are, which is seen with little work; only the others are looked at.
        So are rows of which a rule does not ask anything.
        Where rows are there already, these are picked once.
        """
        api, rows = self.engine.api, self.table
        exact = {
            is_exact(place): one.outcome.exact
            if one.asked is TRUE
            else negated(one.asked)
            for place, one in self.places
        }
        layout = rows.laid_out(exact)
        columns = [layout.wanted[name].alias(name) for name in exact]
        keep = reduce(or_, [~api.col(name) for name in exact])
        # What was printed has been read, and is not needed any more.
        made = [name for name in rows.kept if name not in rows.names]
        needed = tuple(dict.fromkeys((*self.key, *made)))
        frame = rows.asked(needed, layout, columns, keep)
        if not self.engine.is_lazy:
            frame = self.engine.kept(frame)
        return attrs.evolve(rows, frame=frame, read=as_it_is, kept=(*needed, *exact))

    @property
    def places(self) -> list[tuple[int, Question]]:
        """What is asked, numbered."""
        return list(enumerate(self.questions))

    @cached_property
    def judged(self) -> list[Table]:
        """For each rule, the rows in which it is not exact, with its verdict.

        Undefined: where nothing has run yet, all rules have all rows in which one of
        them is not exact, so that the rows are read once.
        """
        if not self.engine.is_lazy:
            tables = [self.with_verdicts([place]) for place, _ in self.places]
            frames = self.engine.all_kept([one.frame for one in tables])
            return [
                attrs.evolve(one, frame=frame)
                for one, frame in zip(tables, frames, strict=True)
            ]
        together = self.with_verdicts([place for place, _ in self.places])
        return [together for _ in self.questions]

    def with_verdicts(self, places: Sequence[int]) -> Table:
        """Return the rows in which rules are not exact, with their verdicts."""
        api, rows = self.engine.api, self.unsure
        if len(places) == 1:
            mine = rows.frame.filter(~api.col(is_exact(places[0])))
            rows = attrs.evolve(rows, frame=mine)
        wanted: dict[str, Node] = {}
        for place in places:
            wanted[number_of(place)] = self.questions[place].outcome.number
            wanted[f"asked {place}"] = self.questions[place].asked
        layout = rows.laid_out(wanted)
        columns: list[Expression] = []
        for place in places:
            number = layout.wanted[number_of(place)].cast(api.Int8)
            if self.questions[place].asked is not TRUE:
                number = api.when(layout.wanted[f"asked {place}"]).then(number)
            columns.append(number.alias(number_of(place)))
        frame = rows.asked(rows.kept, layout, columns)
        kept = (*rows.kept, *map(number_of, places))
        return attrs.evolve(rows, frame=frame, kept=kept)

    def verdicts(self) -> Frame:
        """Return the key, with a verdict and a residual for every rule.

        Raises:
            InvalidRuleError: A column of the key is called as one of these.
        """
        for one in self.questions:
            refuse_taken(self.key, (one.name, f"{one.name} residual"))
        engine, steps = self.engine, self.table.steps
        numbers: dict[str, Node] = {}
        wanted: dict[str, Node] = {}
        for place, one in enumerate(self.questions):
            numbers[one.name] = one.outcome.number
            if one.asked is not TRUE:
                wanted[f"asked {place}"] = one.asked
            residual = one.told(steps).residual
            if residual is not None:
                known, units = residual.parts()
                wanted[f"known {place}"] = every(one.asked, known)
                wanted[f"units {place}"] = units
        layout = laid_out(wanted, steps, numbers, engine.names())
        columns: list[Expression] = []
        for place, one in enumerate(self.questions):
            columns += self.answer(layout, place, one)
        ordered = ORDER in self.table.kept
        keep = (*self.key, ORDER) if ordered else self.key
        frame = self.table.asked(keep, layout, columns)
        if ordered:
            frame = frame.sort(ORDER).drop(ORDER)
        return named(frame, list(numbers), engine) if engine.in_blocks else frame

    def answer(
        self, layout: Layout, place: int, question: Question
    ) -> list[Expression]:
        """Return the columns of one rule: its verdict, and its residual."""
        wanted, api = layout.wanted, self.engine.api
        verdict = wanted[question.name]
        if f"asked {place}" in wanted:
            verdict = api.when(wanted[f"asked {place}"]).then(verdict)
        if f"units {place}" not in wanted:
            return [verdict.alias(question.name)]
        known, units = wanted[f"known {place}"], wanted[f"units {place}"]
        residual = api.when(known).then(units).alias(f"{question.name} residual")
        return [verdict.alias(question.name), residual]

    def counts(self) -> Counts:
        """Count the verdicts of every rule."""
        many = self.counted() if self.engine.in_blocks else self.summed()
        found: list[tuple[Question, dict[Verdict, int]]] = []
        seen = 0
        for place, one in self.places:
            counts = {
                verdict: many[f"{place} {number}"]
                for verdict, number in NUMBERS.items()
            }
            seen = many.get(f"{place} rows", seen)
            counts[Verdict.EXACT] += self.table.rows - seen if one.asked is TRUE else 0
            found.append((one, counts))
        return found

    def counted(self) -> dict[str, int]:
        """Count verdicts and rows where the rows are there already."""
        many: dict[str, int] = {}
        for place, rows in enumerate(self.judged):
            said = rows.frame[number_of(place)]
            many |= {f"{place} {number}": 0 for number in NUMBERS.values()}
            many |= {f"{place} {one}": many_ for one, many_ in how_often(said).items()}
            many[f"{place} rows"] = len(rows.frame)
        return many

    def summed(self) -> dict[str, int]:
        """Count verdicts and rows in a query for all rules of the same rows."""
        api, engine = self.engine.api, self.engine
        frames: dict[int, Frame] = {}
        sums: dict[int, list[Expression]] = {}
        for place, rows in enumerate(self.judged):
            at, said = id(rows), api.col(number_of(place))
            frames[at] = rows.frame
            sums.setdefault(at, [api.len().alias(f"{place} rows")])
            sums[at] += [
                (said == number).cast(api.Int64).sum().alias(f"{place} {number}")
                for number in NUMBERS.values()
            ]
        asked = [frame.select(*sums[at]) for at, frame in frames.items()]
        many: dict[str, int] = {}
        for counted in engine.all_collected(asked):
            row = zip(counted.columns, counted.row(0), strict=True)
            many |= {name: int(value or 0) for name, value in row}
        return many


def is_exact(place: int) -> str:
    """Return the column that says where a rule is exact."""
    return f"__exact_{place}"


def refuse_taken(key: Sequence[str], names: Sequence[str]) -> None:
    """Refuse a key of which a column is called as one of the answer.

    Raises:
        InvalidRuleError: One is.
    """
    for name in names:
        if name in key:
            message = f"two columns of the answer would be called {shortened(name)!r}"
            hint = "give another `key`, or the rule another id"
            raise InvalidRuleError(message, hint)


def number_of(place: int) -> str:
    """Return the column that has the number of a rule's verdict."""
    return f"__verdict_{place}"
