from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from tests.drawing.pools import Pool
from tests.drawing.test_numbers import simplest, some

from budgetcheck import BudgetLine, BudgetTable, Convention, Report, Verdict, check
from budgetcheck.language.codes import are_running_numbers, parents_in
from budgetcheck.language.figures import Amount, Figure, Missing, NotComputable, Word
from budgetcheck.strategies import budget_tables, listings, tables
from budgetcheck.strategies.printing import declarations

PHASES = ("approved", "revised", "outturn", "prior")
STRICT = Convention(
    unit="万元", decimals=2, zero="exact", zero_over_zero="not_computable", blank="zero"
)


def accused(report: Report) -> list[str]:
    return [str(one) for one in report if one.verdict is Verdict.CONTRADICTION]


def lines_in(table: BudgetTable) -> Iterator[BudgetLine]:
    yield from table.lines
    if table.total is not None:
        yield table.total


def figures_in(table: BudgetTable) -> Iterator[Figure]:
    for line in lines_in(table):
        for name in (*PHASES, "execution_rate", "change", "change_rate"):
            yield getattr(line, name)


def amounts_in(table: BudgetTable) -> Iterator[Amount]:
    return (one for one in figures_in(table) if isinstance(one, Amount))


def codes_in(table: BudgetTable) -> list[str]:
    return [line.code for line in table.lines]


@st.composite
def declared_tables(draw: st.DrawFn) -> tuple[Convention, BudgetTable]:
    given = (Convention(), Convention(decimals=1), STRICT)
    convention = draw(st.one_of(st.sampled_from(given), declarations()))
    return convention, draw(budget_tables(convention=convention))


@given(budget_tables())
def test_a_table_is_never_accused_where_nothing_is_declared(table: BudgetTable) -> None:
    assert [] == accused(check(table))


@given(declared_tables())
def test_a_table_is_never_accused_under_the_convention_that_was_given(
    drawn: tuple[Convention, BudgetTable],
) -> None:
    convention, table = drawn

    assert [] == accused(check(table, convention=convention))


@given(budget_tables(min_lines=3, max_lines=4))
def test_a_table_has_as_many_lines_as_are_asked_for(table: BudgetTable) -> None:
    assert 3 <= len(table.lines) <= 4


@pytest.fixture(scope="module")
def many() -> Pool[BudgetTable]:
    return Pool((budget_tables(),))


def falls_short(table: BudgetTable) -> bool:
    return any(
        isinstance(line.outturn, Amount)
        and isinstance(part.outturn, Amount)
        and 0 < part.outturn.value < line.outturn.value
        for line in table.lines
        for part in line.of_which
    )


def has_depth(table: BudgetTable) -> bool:
    above = parents_in(codes_in(table))
    return not are_running_numbers(codes_in(table)) and any(
        above[code] in above for code in above
    )


def leaves_a_level_out(table: BudgetTable) -> bool:
    found = parents_in(codes_in(table))
    return any(code.isdigit() and len(code) - len(up) > 2 for code, up in found.items())


def is_of_zero(table: BudgetTable) -> bool:
    marks = (NotComputable(), Word("nil"), Missing("blank"))
    return any(
        line.execution_rate in marks
        for line in lines_in(table)
        if isinstance(line.approved, Amount) and not line.approved.value
    )


def is_rounded(table: BudgetTable) -> bool:
    return any(one.verdict is Verdict.ROUNDING for one in check(table))


@pytest.mark.parametrize(
    "is_so",
    [
        pytest.param(falls_short, id="parts that fall short"),
        pytest.param(has_depth, id="three levels"),
        pytest.param(leaves_a_level_out, id="a level left out"),
        pytest.param(
            lambda table: any(code.endswith(".10") for code in codes_in(table)),
            id="ten after nine",
        ),
        pytest.param(is_of_zero, id="a mark for a percentage of a zero budget"),
        pytest.param(is_rounded, id="a rounding difference"),
        pytest.param(
            lambda table: any(one.value < 0 for one in amounts_in(table)),
            id="below zero",
        ),
        pytest.param(
            lambda table: any(
                one.quantum < 1 and "." not in one.printed and one.value
                for one in amounts_in(table)
            ),
            id="trimmed zeros",
        ),
        pytest.param(lambda table: table.budget == "approved", id="two budgets"),
        pytest.param(
            lambda table: table.lines[0].outturn == Missing("absent"),
            id="a budget before its year",
        ),
        pytest.param(
            lambda table: len(table.lines) > 1 and not any(codes_in(table)),
            id="no codes",
        ),
        pytest.param(
            lambda table: (
                len(table.lines) > 10
                and are_running_numbers(codes_in(table))
                and codes_in(table)[0] == "1"
            ),
            id="running numbers",
        ),
    ],
)
def test_tables_have_what_real_ones_have(
    many: Pool[BudgetTable], is_so: Callable[[BudgetTable], bool]
) -> None:
    assert many.has(is_so)


@pytest.mark.parametrize(
    ("phases", "results"),
    [
        (("approved", "outturn"), {"execution_rate", "change", "change_rate"}),
        (("outturn", "prior"), {"change", "change_rate"}),
        (("outturn",), {"change", "change_rate"}),
    ],
)
def test_what_follows_from_the_phases_is_printed_or_not(
    phases: tuple[str, ...], results: set[str]
) -> None:
    drawn = listings.results_of(phases)

    assert () == some(drawn, lambda one: not one)
    assert results == {*some(drawn, lambda one: len(one) == len(results))}


def test_the_simplest_table_of_something_is_one_round_line() -> None:
    def spends(table: BudgetTable) -> bool:
        spent = table.total.outturn if table.total else None
        return isinstance(spent, Amount) and bool(spent.value)

    table = simplest(budget_tables(), spends)
    printed = {one.printed for one in figures_in(table)}

    # Which of the simplest it is depends on what Hypothesis has tried before.
    assert [] == [text for text in printed if not re.fullmatch(r"|\d(\.0+)?", text)]
    assert 2 >= len(table.lines)


@pytest.mark.parametrize(
    ("least", "most", "problem"),
    [
        (0, 3, "min_lines=0 is less than 1"),
        (1, 0, "max_lines=0 is less than 1"),
        (3, 2, "min_lines=3 is more than max_lines=2"),
        (True, 2, "min_lines=True is no whole number"),
        (1, 2.5, "max_lines=2.5 is no whole number"),
    ],
)
def test_wrong_numbers_of_lines_are_refused_when_drawn(
    least: int, most: int, problem: str
) -> None:
    strategy = budget_tables(min_lines=least, max_lines=most)

    with pytest.raises(InvalidArgument, match=problem):
        find(strategy, lambda _: True, settings=settings(database=None))


def test_nothing_is_drawn_and_discarded() -> None:
    sources = inspect.getsource(listings) + inspect.getsource(tables)

    assert "filter" not in repr(budget_tables())
    assert not any(word in sources for word in ("filter(", "assume"))
