"""Programs: a rule set made ready for one class and one convention."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from itertools import repeat
from typing import Any

import attrs

from budgetcheck.checking.concluding import as_finding, concluded, settled_details
from budgetcheck.checking.layouts import PERCENT, Kind, Layout, Plain, plain
from budgetcheck.checking.plans import Column, Plan, Source, is_usual, plan_of
from budgetcheck.checking.printings import judge_printings, printings
from budgetcheck.checking.settling import EXACT, Settle
from budgetcheck.language.conditions import named_paths
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Figures
from budgetcheck.language.evidence import Details
from budgetcheck.language.findings import Finding
from budgetcheck.language.grounding import Ground, ground_in_row, grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.paths import Index
from budgetcheck.language.rules import Rule, RuleSet
from budgetcheck.language.units import Unit

_SIGNATURES = 64


class NotLaidOutError(Exception):
    """What only the general way can read: a document unlike its class, for one."""


@attrs.frozen(eq=False)
class Program:
    """Rules, ready for any document of one class.

    Attributes:
        layout: Where the figures of the class stand.
        plans: A plan for each rule, or the rule itself where there is none.
        sums: The columns that rules add up.
        declared: What the publisher declares.
        apart: Whether each rule can be judged by itself: not where the last share of
            a whole takes up what the others were rounded by.
        known: What settles each rule, for the kinds of figures that were met.
        units: The units that were met; equal ones of two documents count as one.
    """

    layout: Layout
    plans: tuple[Plan | Rule, ...]
    sums: tuple[Column, ...]
    declared: Convention
    apart: bool = True
    known: dict[tuple[int, ...], tuple[tuple[Kind, ...], tuple[Settle | None, ...]]] = (
        attrs.field(factory=dict)
    )
    units: dict[Kind, Kind] = attrs.field(factory=dict)

    @classmethod
    def of(cls, rules: RuleSet, layout: Layout, declared: Convention) -> Program:
        """Make a rule set ready."""
        apart = True
        sums: list[Column] = []
        plans: list[Plan | Rule] = []
        for rule in rules:
            if rule.disabled:
                continue
            convention = rule.convention.over(declared)
            apart = apart and convention.shares_adjusted != "last"
            plan = plan_of(rule, layout, sums) if is_usual(convention) else None
            plans.append(plan or rule)
        return cls(layout, tuple(plans), tuple(sums), declared, apart)

    def slot(self, source: Source) -> int:
        """Return where a figure alone, or a sum of a column, stands."""
        if isinstance(source.of, int):
            return source.of
        return len(self.layout.paths) + self.sums.index(source.of)

    def settles(self, kinds: list[Kind]) -> tuple[Settle | None, ...]:
        """Return what settles each rule, for figures of these kinds."""
        known = self.known.get(tuple(map(id, kinds)))
        if known is None:
            kinds = self.canonical(kinds)
            key = tuple(map(id, kinds))
            known = self.known.get(key)
        if known is None:
            settles = tuple(
                plan.ready(kinds)
                if isinstance(plan, Plan) and plan.over is None
                else None
                for plan in self.plans
            )
            if len(self.known) >= _SIGNATURES:
                return settles
            # The kinds are kept, so that their identities stay theirs.
            known = self.known[key] = (tuple(kinds), settles)
        return known[1]

    def canonical(self, kinds: list[Kind]) -> list[Kind]:
        """Return the same kinds, each unit as the equal one that was met first."""
        met = {id(kind): kind for kind in kinds}
        if len(self.units) < _SIGNATURES:
            same = {at: self.units.setdefault(kind, kind) for at, kind in met.items()}
        else:
            same = {at: self.units.get(kind, kind) for at, kind in met.items()}
        return [same[at] for at in map(id, kinds)]


@attrs.define(eq=False)
class Run:
    """A program over one document.

    Attributes:
        program: The program.
        document: The document.
        general: Returns all figures of the document by path.
        unchecked: Whether rules may name what the document does not have.
    """

    program: Program
    document: object
    general: Callable[[], Figures]
    unchecked: bool
    columns: dict[Column, Plain] = attrs.field(factory=dict)
    firm: dict[int, Decimal] = attrs.field(factory=dict)
    lookups: Known | None = None

    def findings(self) -> list[Finding]:
        """Return a finding for every rule and row, and for every further printing.

        Raises:
            NotLaidOutError: The document is not laid out as its class says, or the
                rules cannot be judged each by itself.
        """
        if not self.program.apart:
            raise NotLaidOutError
        with localcontext(EXACT):
            try:
                alone = plain(self.program.layout.figures(self.document))
                self.add_sums(alone)
            except (AttributeError, TypeError) as error:
                raise NotLaidOutError from error
            found: list[Finding] = []
            settles = self.program.settles(alone.kinds)
            values, quanta, firm = alone.values, alone.quanta, self.firm
            later = self.details  # One for all: each is told which finding it is for.
            for plan, settle in zip(self.program.plans, settles, strict=True):
                outcome = None if settle is None else settle(values, quanta, firm)
                if outcome is None or not isinstance(plan, Plan):
                    found += self.otherwise(plan, alone)
                    continue
                said = plan.conclusions.get(outcome) or plan.conclude(outcome)
                found.append(Finding(said, "", later))
        return found + list(self.printings(alone))

    def add_sums(self, alone: Plain) -> None:
        """Put the sum of each column that rules add up behind the other figures."""
        for column in self.program.sums:
            rows = self.column(column)
            kinds = {id(kind): kind for kind in rows.kinds}
            uniform = next(iter(kinds.values())) if len(kinds) == 1 else None
            number = len(alone.values)
            number_kind = isinstance(uniform, Unit) or uniform is PERCENT
            alone.kinds.append(uniform if number_kind else None)
            if not number_kind:
                alone.values.append(None)
                alone.quanta.append(None)
                continue
            pairs = zip(rows.values, rows.quanta, strict=True)
            alone.values.append(sum(rows.values))
            alone.quanta.append(sum(rows.quanta))
            self.firm[number] = sum((q for v, q in pairs if v), Decimal(0))

    def row_objects(self, number: int) -> Sequence[object]:
        """Return the rows of a list."""
        try:
            rows = self.program.layout.rows[number].fetch(self.document)
        except AttributeError as error:  # The group that the list is in may be None.
            raise NotLaidOutError from error
        if not isinstance(rows, list | tuple):
            raise NotLaidOutError
        return rows

    def column(self, column: Column) -> Plain:
        """Return a figure of every row, taken apart."""
        found = self.columns.get(column)
        if found is None:
            rows = self.row_objects(column[0])
            layout = self.program.layout.rows[column[0]]
            found = self.columns[column] = plain(layout.column(rows, column[1]))
        return found

    def otherwise(self, plan: Plan | Rule, alone: Plain) -> Iterator[Finding]:
        """Yield what is not settled at once: rows, and all that is not plain."""
        if isinstance(plan, Plan) and plan.over is not None:
            yield from self.rows(plan, plan.over, alone)
            return
        rule = plan.rule if isinstance(plan, Plan) else plan
        for ground in grounds(rule, self.known()):
            yield concluded(ground, self.program.declared)

    def rows(self, plan: Plan, over: int, alone: Plain) -> Iterator[Finding]:
        """Yield a finding for every row of a rule."""
        count = len(self.row_objects(over))
        if not count:
            yield from self.otherwise(plan.rule, alone)
            return
        prefix = str(self.program.layout.rows[over].path)
        firm: dict[int, Decimal] = {}
        columns = self.by_row(plan, alone, firm, count)
        ready: dict[tuple[int, ...], Settle | None] = {}
        later = self.row_details  # One for all rows, which may be very many.
        for row, (values, quanta, kinds) in enumerate(columns):
            key = tuple(map(id, kinds))
            if key not in ready:
                ready[key] = plan.ready(kinds)
            settle = ready[key]
            outcome = None if settle is None else settle(values, quanta, firm)
            if outcome is None:
                yield self.one_row(plan.rule, row)
                continue
            said = plan.conclusions.get(outcome) or plan.conclude(outcome)
            yield Finding(said, f"{prefix}[{row}]", later)

    def by_row(
        self, plan: Plan, alone: Plain, firm: dict[int, Decimal], count: int
    ) -> Iterator[tuple[Any, Any, Any]]:
        """Yield values, quanta and kinds of a plan's slots for every row."""
        parts: list[tuple[Iterable[Any], Iterable[Any], Iterable[Any]]] = []
        for slot, source in enumerate(plan.sources):
            if isinstance(source.of, tuple) and not source.summed:
                column = self.column(source.of)
                parts.append((column.values, column.quanta, column.kinds))
                continue
            number = self.program.slot(source)
            if number in self.firm:
                firm[slot] = self.firm[number]
            same = (alone.values[number], alone.quanta[number], alone.kinds[number])
            parts.append(tuple(repeat(one, count) for one in same))  # type: ignore[arg-type]
        values, quanta, kinds = zip(*parts, strict=True)
        yield from zip(
            zip(*values, strict=True),
            zip(*quanta, strict=True),
            zip(*kinds, strict=True),
            strict=True,
        )

    def one_row(self, rule: Rule, row: int) -> Finding:
        """Return the finding of a rule on one row, the general way."""
        return concluded(self.ground_in_row(rule, row), self.program.declared)

    def ground_in_row(self, rule: Rule, row: int) -> Ground:
        """Return a rule on one row."""
        return ground_in_row(rule, self.known(), Index(row))

    def known(self) -> Known:
        """Return all figures of the document, as rules look them up."""
        if self.lookups is None:
            self.lookups = Known(self.general(), self.unchecked)
        return self.lookups

    def row_details(self, finding: Finding) -> Details:
        """Return what the verdict on one row rests on."""
        row = int(finding.at.rpartition("[")[2].removesuffix("]"))
        ground = self.ground_in_row(finding.rule, row)
        return settled_details(ground, self.program.declared, finding.cause)

    def details(self, finding: Finding) -> Details:
        """Return what the verdict of a rule without rows rests on."""
        rule, numbers = finding.rule, self.program.layout.numbers
        named = dict.fromkeys(named_paths(rule.condition))
        if all(path in numbers for path in named):
            found = self.program.layout.figures(self.document)
            figures = tuple((path, found[numbers[path]]) for path in named)
            ground = Ground(rule, "", rule.condition, figures)
        else:
            (ground,) = grounds(rule, self.known())
        return settled_details(ground, self.program.declared, finding.cause)

    def printings(self, alone: Plain) -> Iterator[Finding]:
        """Yield a finding for every figure that is printed in several places."""
        layout = self.program.layout
        again = alone.printed_again or not layout.complete
        if not again:
            every = (
                self.column((number, column))
                for number, rows in enumerate(layout.rows)
                for column in range(len(rows.columns))
            )
            again = any(one.printed_again for one in every)
        for ground in printings(self.general()) if again else ():
            yield as_finding(ground, judge_printings(ground, self.program.declared))
