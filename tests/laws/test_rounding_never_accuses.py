"""Law 1. Rounding never accuses.

Draw truths that obey the rules, print them under the declared convention at any
precision: the verdict is never CONTRADICTION.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.strategies import obeyable

from budgetcheck import (
    All,
    AnyOf,
    BudgetLine,
    BudgetTable,
    Condition,
    Convention,
    Document,
    Report,
    Verdict,
    check,
    parse_condition,
    read,
)
from budgetcheck.cn_accounts import RULES, Accounts
from budgetcheck.cn_accounts.strategies import printed_accounts
from budgetcheck.language.conventions import SharesAdjusted
from budgetcheck.language.numbers import fixed
from budgetcheck.strategies import budget_tables, budgets, figures_obeying


def accused(report: Report) -> list[str]:
    return [str(one) for one in report if one.verdict is Verdict.CONTRADICTION]


class TestPrintingTruths:
    """*Draw truths that obey the rules, print them at any precision.*"""

    @given(obeyable.documents())
    def test_an_honest_document_is_never_accused(self, document: Document) -> None:
        assert [] == accused(check(document))

    @given(budgets())
    def test_an_honest_budget_is_never_accused(self, document: Document) -> None:
        assert [] == accused(check(document))

    @pytest.mark.costly
    @given(printed_accounts(warned=True))
    def test_honest_final_accounts_are_never_accused(
        self, printed: dict[str, object]
    ) -> None:
        accounts = read(Accounts, printed, unit="万元", decimals=2)

        assert [] == accused(RULES.for_(Accounts)(accounts))

    @given(obeyable.documents(max_rules=3), st.data())
    def test_nor_is_it_by_rules_that_are_joined(
        self, document: Document, data: st.DataObject
    ) -> None:
        conditions = [rule.condition for rule in document.rules if rule.over is None]
        parts: tuple[Condition, ...] = (*conditions, parse_condition("b <= b"))
        joined = All(parts) if data.draw(st.booleans()) else AnyOf(parts)

        assert [] == accused(check(document, [joined]))


class TestAdjustedShares:
    """*Under the declared convention*: shares that were made to add up to 100 %."""

    @given(st.lists(st.integers(1, 1000), min_size=2, max_size=6), st.integers(0, 2))
    @example(parts=[1, 1, 1], decimals=0)
    def test_a_last_share_that_takes_up_the_rest_is_never_accused(
        self, parts: list[int], decimals: int
    ) -> None:
        unit = 100 * 10**decimals
        rounded = [(2 * part * unit + sum(parts)) // (2 * sum(parts)) for part in parts]
        rounded[-1] = unit - sum(rounded[:-1])
        report = self.checked(parts, rounded, decimals, "last")

        assert all(one.verdict.holds for one in report)

    @given(st.lists(st.integers(1, 1000), min_size=2, max_size=6), st.integers(0, 2))
    def test_largest_remainders_are_never_accused(
        self, parts: list[int], decimals: int
    ) -> None:
        unit = 100 * 10**decimals
        rounded = [part * unit // sum(parts) for part in parts]
        order = sorted(
            range(len(parts)), key=lambda i: -((parts[i] * unit) % sum(parts))
        )
        for position in order[: unit - sum(rounded)]:
            rounded[position] += 1
        report = self.checked(parts, rounded, decimals, "largest_remainder")

        assert all(one.verdict.holds for one in report)

    def checked(
        self, parts: list[int], rounded: list[int], decimals: int, how: SharesAdjusted
    ) -> Report:
        figures: dict[str, object] = {
            f"p{i}": {"value": str(part), "exact": True} for i, part in enumerate(parts)
        } | {
            f"s{i}": fixed(Fraction(units, 10**decimals), decimals) + "%"
            for i, units in enumerate(rounded)
        }
        whole = " + ".join(f"p{i}" for i in range(len(parts)))
        rules = [f"s{i} = p{i} / ({whole})" for i in range(len(parts))]
        return check(figures, rules, convention=Convention(shares_adjusted=how))


class TestGuards:
    """*Truths that obey the rules*: a rule that applies only where its guard does."""

    @pytest.mark.parametrize("guard", ["fund > 0", "fund = a", "a < fund", "a >= b"])
    @given(st.data())
    def test_a_guard_may_be_false_of_the_truth_or_of_the_print(
        self, guard: str, data: st.DataObject
    ) -> None:
        rules = (f"when {guard} then t = u + fund and t = v", "a + b = fund")
        document = data.draw(figures_obeying(*rules))

        assert [] == accused(check(document))


COLUMNS = {
    one.name: f"{one.name}, as printed"
    for one in attrs.fields(BudgetLine)
    if one.name != "of_which"
}
TOTALS = ("合计", "合　计", "总计：", "Total")
Row = Mapping[str, object]


def rows_of(table: BudgetTable, total: str) -> Iterator[Row]:
    """Yield the rows of a table as they are printed, a blank one before the total."""
    for line in table.lines:
        yield row_of(line, line.name)
        for number, part in enumerate(line.of_which):
            yield row_of(part, f"  {'' if number else '其中：'}{part.name}")
    if table.total is not None:
        yield dict.fromkeys(COLUMNS.values(), "")
        yield row_of(table.total, total)


def row_of(line: BudgetLine, name: str) -> Row:
    printed = {
        field: one if isinstance(one, str) else one.printed
        for field, one in attrs.asdict(line, recurse=False).items()
        if field != "of_which"
    }
    return {COLUMNS[field]: text for field, text in (printed | {"name": name}).items()}


class TestTables:
    """*Truths that obey the rules*: those that a printed table comes with."""

    @given(st.data(), st.integers(0, 2), st.sampled_from(TOTALS))
    def test_an_honest_table_is_never_accused(
        self, data: st.DataObject, decimals: int, total: str
    ) -> None:
        convention = Convention(unit="万元", decimals=decimals)
        drawn = data.draw(budget_tables(convention=convention))
        rows = [*rows_of(drawn, total)]
        if drawn.total is not None and data.draw(st.booleans()):
            rows = [rows[-1], *rows[:-1]]
        read = BudgetTable.read(
            rows, columns=COLUMNS, budget=drawn.budget, convention=convention
        )
        report = check(read)

        assert (drawn.total is None) == (read.total is None)
        assert len(drawn.lines) == len(read.lines)
        assert [] == [
            str(one) for one in report if one.verdict is Verdict.CONTRADICTION
        ]
