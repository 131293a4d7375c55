"""Runs: a program over one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, localcontext
from functools import partial
from itertools import compress, repeat
from typing import Any

import attrs

from budgetcheck.checking.concluding import as_finding, concluded, settled_details
from budgetcheck.checking.kinds import kind_of_all
from budgetcheck.checking.layouts import MISSING, Kind, Plain, plain
from budgetcheck.checking.listings import Listing, PlainColumn
from budgetcheck.checking.plans import LACKING, Plan, Source
from budgetcheck.checking.printings import judge_printings, printings
from budgetcheck.checking.programs import AnyPlan, Program
from budgetcheck.checking.settling import EXACT, Outcome, Rounded
from budgetcheck.checking.trees import TreePlan
from budgetcheck.language.conditions import named_paths
from budgetcheck.language.documents import Figures
from budgetcheck.language.evidence import Details
from budgetcheck.language.findings import Finding
from budgetcheck.language.grounding import Ground, ground_in_row, grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.paths import Index
from budgetcheck.language.rules import Rule

_ZERO = Decimal(0)


class NotLaidOutError(Exception):
    """What only the general way can read: a document unlike its class, for one."""


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
    listings: dict[int, Listing] = attrs.field(factory=dict)
    firm: dict[int, Rounded] = attrs.field(factory=dict)
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
                known = plan.conclusions
                said = known.met.get(outcome) or known.of(outcome)
                found.append(Finding(said, "", later))
        return found + list(self.printings(alone))

    def add_sums(self, alone: Plain) -> None:
        """Put the sum of each column that rules add up behind the other figures."""
        for source in self.program.sums:
            kind = self.kind_of_sum(source)
            number = len(alone.values)
            alone.kinds.append(kind)
            if kind is None or kind is MISSING:
                alone.values.append(None)
                alone.quanta.append(None)
                continue
            rows = self.column(source).plain
            alone.values.append(sum(rows.values, _ZERO))
            alone.quanta.append(sum(rows.quanta, _ZERO))
            firm = list(compress(rows.quanta, rows.values))
            squares = sum((quantum * quantum for quantum in firm), _ZERO)
            many = sum(map(bool, firm))
            self.firm[number] = Rounded(sum(firm, _ZERO), squares, many)

    def kind_of_sum(self, source: Source) -> Kind:
        """Return the kind of a column's sum; of a sum of nothing, none."""
        listing = self.listing(source.rows)
        if listing.rows is None:
            return MISSING
        if not listing.rows:
            return None
        kinds = self.column(source).kinds
        return kind_of_all(kinds, blank_is_nil=source.blank_is_nil)

    def column(self, source: Source) -> PlainColumn:
        """Return the column that a slot, or a sum, is of."""
        return self.listing(source.rows).column(source.column)

    def listing(self, number: int) -> Listing:
        """Return a list of the document."""
        found = self.listings.get(number)
        if found is None:
            layout = self.program.layout.rows[number]
            try:
                rows = layout.rows(self.document)
            except AttributeError as error:
                raise NotLaidOutError from error
            if rows is not None and not isinstance(rows, list | tuple):
                raise NotLaidOutError
            found = self.listings[number] = Listing(layout, rows)
        return found

    def otherwise(self, plan: AnyPlan, alone: Plain) -> Iterable[Finding]:
        """Return what is not settled at once: rows, and all that is not plain."""
        if isinstance(plan, TreePlan):
            return self.headings(plan)
        if isinstance(plan, Plan) and plan.over is not None:
            return self.rows(plan, self.listing(plan.over), alone)
        return self.generally(plan.rule if isinstance(plan, Plan) else plan)

    def generally(self, rule: Rule) -> Iterator[Finding]:
        """Yield what a rule says, the general way."""
        for ground in grounds(rule, self.known()):
            yield concluded(ground, self.program.declared)

    def headings(self, plan: TreePlan) -> Iterable[Finding]:
        """Return a finding for every heading of a tree."""
        listing = self.listing(plan.column[0])
        if listing.rows is None:
            said = plan.conclusions.of(LACKING)
            return [Finding(said, str(listing.layout.path), self.details)]
        outcomes = plan.outcomes(listing)
        if outcomes is None:
            return self.generally(plan.rule)
        if not outcomes:
            return [self.of_nothing(plan.rule)]
        places, later = listing.places, partial(self.heading_details, plan)
        said_of = plan.conclusions.of_all(outcome for _, outcome in outcomes)
        return [
            Finding(said_of[outcome], places[branch[0]], later)
            if outcome is not None
            else concluded(plan.ground(listing, branch), self.program.declared)
            for branch, outcome in outcomes
        ]

    def of_nothing(self, rule: Rule) -> Finding:
        """Return the finding of a rule over an empty list."""
        return concluded(Ground(rule, "", None, ()), self.program.declared)

    def rows(self, plan: Plan, listing: Listing, alone: Plain) -> Iterable[Finding]:
        """Return a finding for every row of a rule."""
        if listing.rows is None:
            return self.of_no_rows(plan, alone)
        if not listing.rows:
            return [self.of_nothing(plan.rule)]
        outcomes = list(self.outcomes(plan, alone, len(listing)))
        said_of = plan.conclusions.of_all(outcomes)
        later = self.row_details  # One for all rows, which may be very many.
        return [
            Finding(said_of[outcome], place, later)
            if outcome is not None
            else self.one_row(plan.rule, row)
            for row, (outcome, place) in enumerate(
                zip(outcomes, listing.places, strict=True)
            )
        ]

    def of_no_rows(self, plan: Plan, alone: Plain) -> Iterable[Finding]:
        """Return the finding of a rule over a list that is not given."""
        kinds = [
            MISSING if one.is_column else alone.kinds[self.program.slot(one)]
            for one in plan.sources
        ]
        if plan.ready(kinds) is None:
            return self.generally(plan.rule)
        return [Finding(plan.conclusions.of(LACKING), "", self.details)]

    def outcomes(
        self, plan: Plan, alone: Plain, count: int
    ) -> Iterable[Outcome | None]:
        """Return what plain figures say of each row, or None."""
        parts: list[tuple[Iterable[Any], ...]] = []
        met: list[tuple[Kind, ...]] = []
        firm: dict[int, Rounded] = {}
        for slot, source in enumerate(plan.sources):
            if source.is_column:
                column = self.column(source)
                parts.append(column.parts)
                met.append(column.kinds)
                continue
            number = self.program.slot(source)
            if number in self.firm:
                firm[slot] = self.firm[number]
            one = (alone.values[number], alone.quanta[number], alone.kinds[number])
            parts.append(tuple(repeat(part, count) for part in one))
            met.append((alone.kinds[number],))
        values, quanta, kinds = map(_by_row, zip(*parts, strict=True))
        settle = plan.settle_all(met)
        if settle is not None:
            return map(settle, values, quanta, repeat(firm))
        ways = (plan.settle_for(kind, keep=False) for kind in kinds)
        return (
            None if way is None else way(value, quantum, firm)
            for way, value, quantum in zip(ways, values, quanta, strict=True)
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
        ground = self.ground_in_row(finding.rule, _row(finding))
        return settled_details(ground, self.program.declared, finding.cause)

    def heading_details(self, plan: TreePlan, finding: Finding) -> Details:
        """Return what the verdict on one heading rests on."""
        listing = self.listing(plan.column[0])
        row = _row(finding)
        branch = next(one for one in listing.tree(plan.by) or () if one[0] == row)
        ground = plan.ground(listing, branch)
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
        again = alone.printed_again or not self.program.layout.complete
        again = again or any(
            map(self.prints_again, range(len(self.program.layout.rows)))
        )
        for ground in printings(self.general()) if again else ():
            yield as_finding(ground, judge_printings(ground, self.program.declared))

    def prints_again(self, number: int) -> bool:
        """Say whether a figure of a list is printed in several places, or may be."""
        listing = self.listing(number)
        if not listing.rows:
            return False
        columns = range(len(listing.layout.columns))
        return not listing.layout.complete or any(
            listing.column(column).plain.printed_again for column in columns
        )


def _by_row(columns: Iterable[Iterable[Any]]) -> Iterator[tuple[Any, ...]]:
    return zip(*columns, strict=True)


def _row(finding: Finding) -> int:
    return int(finding.at.rpartition("[")[2].removesuffix("]"))
