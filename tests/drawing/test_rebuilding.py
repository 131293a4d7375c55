"""Rebuilding: what stood there stands there again, with another number."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import attrs
import pytest
from moneyed import Money

from budgetcheck import Amount, Document, Percent, Printing, RuleSet, read_figure
from budgetcheck.language.conventions import Convention
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.paths import Index, Path
from budgetcheck.language.rebuilding import with_figures
from budgetcheck.strategies.admitting import admitting

YUAN = Convention.of({"unit": "元", "decimals": 2})
FIVE = read_figure("5.00", YUAN)
HALF = read_figure("50%", YUAN)


@dataclasses.dataclass(frozen=True)
class Spending:
    total: Decimal
    derived: Amount = dataclasses.field(init=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3.00", "5.00"),
        (3, 5),
        (Decimal("3.00"), Decimal("5.00")),
        (Money("3.00", "CNY"), Money("5.00", "CNY")),
        (read_figure("3.00", YUAN), FIVE),
        (
            {"value": "3.00", "where": "表01", "also": ["3.0"]},
            {"value": "5.00", "where": "表01"},
        ),
        (
            {"missing": "withheld", "note": "a remark"},
            {"note": "a remark", "value": "5.00"},
        ),
        (
            Printing(value="3.00", where="表01", also=("3.0",)),
            Printing(value="5.00", where="表01"),
        ),
        (Printing(word="flat"), Printing(value="5.00")),
    ],
    ids=lambda one: repr(one)[:40],
)
def test_a_figure_becomes_what_stood_there(before: object, after: object) -> None:
    changed = with_figures({"a": before, "b": "1.00"}, {Path.of("a"): FIVE})

    assert {"a": after, "b": "1.00"} == changed
    assert type(after) is type(changed["a"])


def test_a_number_that_is_not_whole_stands_for_a_whole_one() -> None:
    half = read_figure("2.50", YUAN)

    assert {"a": Decimal("2.50")} == with_figures({"a": 3}, {Path.of("a"): half})


def test_a_dataclass_stays_one() -> None:
    @dataclasses.dataclass(frozen=True)
    class Line:
        total: Decimal
        share: str

    changed = with_figures([Line(Decimal(3), "25%")], {Path((Index(0), "share")): HALF})

    assert [Line(Decimal(3), "50%")] == changed


def test_a_document_stays_one_with_its_rules() -> None:
    figures = figures_of({"a": "3.00", "b": "3.00"}, YUAN)
    document = Document(figures=figures, rules=RuleSet(), title="2021")
    changed = with_figures(document, {Path.of("a"): FIVE})

    assert attrs.evolve(document, figures=changed.figures) == changed
    assert [FIVE, figures[Path.of("b")]] == [*changed.figures.values()]


@pytest.mark.parametrize(
    ("cls", "path", "kind", "may"),
    [
        (Spending, "total", Amount, True),
        (Spending, "total", Percent, True),
        (Spending, "derived", Amount, False),
        (dict, "anything", Percent, True),
    ],
)
def test_only_what_can_be_given_can_be_changed(
    cls: type,
    path: str,
    kind: type,
    *,
    may: bool,
) -> None:
    assert may is admitting(cls)(Path.of(path), kind)
