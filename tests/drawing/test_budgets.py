from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from itertools import islice
from statistics import median

import pytest
from hypothesis import find, given, settings
from hypothesis.errors import InvalidArgument
from tests.drawing.pools import Pool, drawn
from tests.drawing.test_numbers import simplest

from budgetcheck import Convention, Document, Verdict, check
from budgetcheck.language.codes import parents_in
from budgetcheck.language.figures import Amount, Figure, NotComputable, Percent, Word
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import RuleSet
from budgetcheck.strategies import budgets, statements
from budgetcheck.strategies import budgets as module_of_budgets
from budgetcheck.strategies.printing import declarations

ID = re.compile(r"[a-z_]+(\.[a-z_]+)+")
LISTS = ("income", "economic", "expenditure")


def accused(document: Document, convention: Convention | None = None) -> list[str]:
    report = check(document, convention=convention)
    return [str(one) for one in report if one.verdict is Verdict.CONTRADICTION]


def at(document: Document, *names: str) -> Figure | None:
    return document.figures.by_path.get(Path(names))


def value_at(document: Document, *names: str) -> object:
    return getattr(at(document, *names), "value", None)


def codes_of(document: Document, name: str) -> list[str]:
    rows = document.figures.rows.get(Path.of(name, "lines"), ())
    lines = Path.of(name, "lines")
    return [document.figures.label(lines.then(row), "code") or "" for row in rows]


def lines_in(document: Document) -> int:
    return sum(len(codes_of(document, name)) for name in LISTS)


@pytest.fixture(scope="module")
def many() -> Pool[Document]:
    return Pool((budgets(max_lines=20),))


@settings(max_examples=10)  # Law 1 tries many.
@given(budgets())
def test_a_budget_is_never_accused(document: Document) -> None:
    assert [] == accused(document)


@settings(max_examples=20)
@given(declarations().flatmap(lambda one: budgets(convention=one)))
def test_a_budget_is_never_accused_under_a_convention_that_is_given(
    document: Document,
) -> None:
    assert [] == accused(document)


@settings(max_examples=4)
@given(budgets(min_lines=40, max_lines=60))
def test_a_large_budget_is_never_accused(document: Document) -> None:
    assert 40 <= lines_in(document) <= 60
    assert [] == accused(document)


def test_a_large_budget_has_hundreds_of_figures() -> None:
    large = drawn(budgets(min_lines=40, max_lines=60), 40)

    assert median(map(lines_in, large)) >= 40
    assert median(len(one.figures) for one in large) >= 100
    assert max(len(one.figures) for one in large) >= 200


def ids(document: Document) -> set[str]:
    return {rule.id for rule in document.rules}


@pytest.mark.parametrize(
    "wanted",
    [
        "income.lines.outturn.total",
        "expenditure.lines.outturn.tree",
        "expenditure.lines.execution_rate",
        "balance.closing.total",
        "nature.shares.total",
        "fund.accounts.total",
    ],
)
def test_rules_have_ids_that_say_what_they_are_about(
    many: Pool[Document], wanted: str
) -> None:
    assert many.has(lambda document: wanted in ids(document))
    assert all(ID.fullmatch(one) for seen in islice(many, 50) for one in ids(seen))


def test_a_convention_that_is_given_stands_in_the_document() -> None:
    declared = Convention(unit="万元", decimals=2)
    (document,) = drawn(budgets(convention=declared), 1)

    assert declared == document.convention


def has_depth(document: Document) -> bool:
    above = parents_in(codes_of(document, "expenditure"))
    trees = any(rule.id.endswith(".tree") for rule in document.rules)
    return trees and any(above[code] in above for code in above)


def leaves_a_level_out(document: Document) -> bool:
    found = parents_in(codes_of(document, "expenditure"))
    return any(code.isdigit() and len(code) - len(up) > 2 for code, up in found.items())


def falls_short(document: Document) -> bool:
    said = at(document, "procurement", "total")
    whole = at(document, "expenditure", "total", "outturn")
    return (
        isinstance(said, Amount)
        and isinstance(whole, Amount)
        and said.unit == whole.unit
        and 0 < said.value < whole.value
    )


def is_in_another_unit(document: Document) -> bool:
    said = at(document, "said", "expenditure")
    return isinstance(said, Amount) and said.unit != document.convention.unit


def is_guarded(*, applies: bool) -> Callable[[Document], bool]:
    def is_so(document: Document) -> bool:
        fund = at(document, "fund", "total")
        return isinstance(fund, Amount) and (fund.value > 0) is applies

    return is_so


def directions(document: Document) -> Iterator[str]:
    said = at(document, "change", "direction")
    if isinstance(said, Word):
        yield said.sense


def has_a_zero_budget(document: Document) -> bool:
    return any(
        isinstance(figure, NotComputable) and path.steps[-1] == "execution_rate"
        for path, figure in document.figures.items()
    )


def has(kind: type[Figure], *names: str) -> Callable[[Document], bool]:
    return lambda document: isinstance(at(document, *names), kind)


def has_verdict(verdict: Verdict) -> Callable[[Document], bool]:
    return lambda document: any(one.verdict is verdict for one in check(document))


@pytest.mark.parametrize(
    "is_so",
    [
        pytest.param(has_depth, id="three levels"),
        pytest.param(leaves_a_level_out, id="a level left out"),
        pytest.param(falls_short, id="parts that fall short"),
        pytest.param(is_in_another_unit, id="another unit"),
        pytest.param(is_guarded(applies=True), id="a guard that holds"),
        pytest.param(is_guarded(applies=False), id="a guard that does not hold"),
        pytest.param(has_verdict(Verdict.ROUNDING), id="a rounding difference"),
        pytest.param(has_verdict(Verdict.UNDEFINED), id="nothing to compare"),
        pytest.param(has_a_zero_budget, id="a zero budget"),
        pytest.param(has(Percent, "nature", "basic_share"), id="a share"),
        pytest.param(has(Amount, "cases", "cost"), id="a cost per case"),
        pytest.param(
            has(NotComputable, "change", "rate"), id="nothing the year before"
        ),
        pytest.param(
            lambda one: bool(codes_of(one, "economic")), id="economic classes"
        ),
        pytest.param(
            lambda one: str(value_at(one, "balance", "closing")).startswith("-"),
            id="a negative balance",
        ),
        pytest.param(
            lambda one: (
                value_at(one, "transfer", "paid") != value_at(one, "transfer", "due")
            ),
            id="or nothing",
        ),
        *(
            pytest.param(lambda one, sense=sense: sense in directions(one), id=sense)
            for sense in ("increase", "decrease", "flat")
        ),
        pytest.param(
            lambda one: any(
                isinstance(figure, Amount)
                and figure.quantum < 1
                and figure.value
                and "." not in figure.printed
                for figure in one.figures.values()
            ),
            id="trimmed zeros",
        ),
    ],
)
def test_budgets_have_what_real_ones_have(
    many: Pool[Document], is_so: Callable[[Document], bool]
) -> None:
    assert many.has(is_so)


def test_the_simplest_budget_with_spending_has_two_lines_and_round_numbers() -> None:
    def spends(document: Document) -> bool:
        return bool(value_at(document, "expenditure", "total", "outturn"))

    document = simplest(budgets(max_lines=8), spends)
    printed = {one.printed for one in document.figures.values()}

    # Which of the simplest it is depends on what Hypothesis has tried before.
    assert [] == [text for text in printed if not re.fullmatch(r"|\d(\.0+)?", text)]
    assert 3 >= lines_in(document)


@pytest.mark.parametrize(
    ("least", "most", "problem"),
    [
        (1, 3, "min_lines=1 is less than 2"),
        (9, 8, "min_lines=9 is more than max_lines=8"),
    ],
)
def test_wrong_numbers_of_lines_are_refused_when_drawn(
    least: int, most: int, problem: str
) -> None:
    strategy = budgets(min_lines=least, max_lines=most)

    with pytest.raises(InvalidArgument, match=problem):
        find(strategy, lambda _: True, settings=settings(database=None))


def test_every_passage_is_rules_that_differ() -> None:
    said = (rule for one in statements.PASSAGES.values() for rule in one.rules)

    assert len(RuleSet(tuple(said))) == 21


def test_nothing_is_drawn_and_discarded() -> None:
    sources = inspect.getsource(statements) + inspect.getsource(
        inspect.getmodule(module_of_budgets) or statements
    )

    assert "filter" not in repr(budgets())
    assert not any(word in sources for word in ("filter(", "assume"))
