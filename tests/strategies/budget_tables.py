"""Budget tables that add up: truths of the items first, then printed rows."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs
from hypothesis import strategies as st
from tests.strategies.accounts import decimal_text, rounded_units

COLUMNS = {
    "code": "code",
    "name": "name",
    "approved": "budget",
    "outturn": "spent",
    "prior": "before",
    "execution_rate": "rate",
    "change": "change",
    "change_rate": "change, %",
}
PHASES = 3
DEPTH = 2
TOTALS = ("合计", "合　计", "总计：", "Total")
# How a classification numbers the items below a heading.
SCHEMES = ("{head}{item:02}", "{head}.{item}", "{head}-{item:02}", "")
FIRST = {"{head}{item:02}": 200}

Truths = tuple[Fraction, ...]
Row = Mapping[str, object]


@attrs.define
class _Table:
    draw: st.DrawFn
    scheme: str
    decimals: int
    percent_decimals: int
    rows: list[Row] = attrs.field(factory=list)

    def items(self, head: str, depth: int) -> Truths:
        """Print the items below a heading, and return what they add up to."""
        total = [Fraction(0)] * PHASES
        most = st.integers(1, 3) if depth else st.sampled_from((1, 2, 3, 12))
        for item in range(1, self.draw(most) + 1):
            first = str(FIRST.get(self.scheme, 0) + item)
            code = self.scheme.format(head=head, item=item) if head else first
            for phase, truth in enumerate(self.item(code, depth)):
                total[phase] += truth
        return tuple(total)

    def item(self, code: str, depth: int) -> Truths:
        at = len(self.rows)
        heads = self.scheme and depth < DEPTH and self.draw(st.booleans())
        amounts = st.tuples(*[st.fractions(0, 999, max_denominator=1000)] * PHASES)
        truths = self.items(code, depth + 1) if heads else self.draw(amounts)
        # A heading need not be printed; its items are then the ones to add up.
        if not heads or self.draw(st.integers(0, 5)):
            self.rows.insert(at, self.row(code, "x", truths))
        if not heads and not self.draw(st.integers(0, 5)):
            part = self.draw(st.fractions(0, 1, max_denominator=9))
            parts = tuple(truth * part for truth in truths)
            self.rows.append(self.row("", "  其中：y", parts))
        return truths

    def row(self, code: str, name: str, truths: Truths) -> Row:
        budget, spent, before = truths
        cells = (
            code,
            name,
            *(self.amount(truth) for truth in truths),
            self.percentage(spent, budget),
            self.amount(spent - before),
            self.percentage(spent - before, before),
        )
        return dict(zip(COLUMNS.values(), cells, strict=True))

    def amount(self, truth: Fraction) -> str:
        up = self.draw(st.booleans())
        units = rounded_units(truth * 10**self.decimals, "nearest", tie_up=up)
        return decimal_text(units, self.decimals)

    def percentage(self, part: Fraction, whole: Fraction) -> str:
        if not whole:
            return self.draw(st.sampled_from(("n/c", "-", "")))
        up = self.draw(st.booleans())
        scaled = part / whole * 100 * 10**self.percent_decimals
        units = rounded_units(scaled, "nearest", tie_up=up)
        return decimal_text(units, self.percent_decimals) + "%"


@st.composite
def printed_tables(draw: st.DrawFn) -> tuple[list[Row], int]:
    """Draw the rows of an honest table, its total first or last, and its decimals."""
    decimals, percent_decimals = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    table = _Table(draw, draw(st.sampled_from(SCHEMES)), decimals, percent_decimals)
    total = table.row("", draw(st.sampled_from(TOTALS)), table.items("", 0))
    blank = dict.fromkeys(COLUMNS.values(), "")
    first = draw(st.booleans())
    rows = [total, blank, *table.rows] if first else [*table.rows, blank, total]
    return rows, decimals
