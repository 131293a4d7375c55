"""Law 6. There and back.

Rules, notation and documents survive printing and parsing, JSON and TOML.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from pathlib import Path as File
from typing import get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies.whole_documents import documents, told

from budgetcheck import (
    Amount,
    Condition,
    Count,
    Document,
    Figure,
    Figures,
    Linear,
    Missing,
    NotComputable,
    Path,
    Percent,
    Place,
    Unit,
    Word,
    check,
    condition_text,
    parse_condition,
    strategies,
)
from budgetcheck.files import Format, dump, dumps, load, loads
from budgetcheck.language.conventions import Rounding
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.notation import linear_text, parse_linear
from budgetcheck.language.rules import RuleSet
from budgetcheck.language.truths import Bound

FORMATS: tuple[Format, ...] = ("toml", "json")
YUEYANG = "examples/yueyang-2021-figures.toml"

formats = st.sampled_from(FORMATS)


def back(document: Document, form: Format) -> Document:
    return loads(dumps(document, format=form), format=form)


class TestNotation:
    """*Notation survives printing and parsing*: it is the same data, and normal."""

    @given(strategies.conditions())
    def test_a_condition_is_read_as_it_was_written(self, condition: Condition) -> None:
        text = condition_text(condition)
        again = parse_condition(text)

        assert condition == again
        assert text == condition_text(again)

    @given(strategies.expressions())
    def test_an_expression_is_read_as_it_was_written(self, linear: Linear) -> None:
        assert linear == parse_linear(linear_text(linear))

    @given(strategies.conditions())
    def test_the_ambient_decimal_context_changes_nothing(
        self, condition: Condition
    ) -> None:
        text = condition_text(condition)
        with localcontext(prec=2):
            assert text == condition_text(condition)
            assert condition == parse_condition(text)


class TestRules:
    """*Rules survive JSON and TOML*, with all that stands in their headers."""

    @given(rules=strategies.rule_sets(max_size=2), form=formats)
    def test_rules_are_read_as_they_were_written(
        self, rules: RuleSet, form: Format
    ) -> None:
        again = back(Document(figures=Figures({}), rules=rules), form)

        assert rules == again.rules


@pytest.mark.costly
class TestDocuments:
    """*Documents survive JSON and TOML.*

    Values, quanta, units, texts as printed, rows and codes, rules, conventions.
    """

    @given(document=documents(), form=formats)
    def test_a_document_is_read_as_it_was_written(
        self, document: Document, form: Format
    ) -> None:
        assert told(document) == told(back(document, form))

    @given(document=documents())
    def test_what_is_written_twice_is_written_alike(self, document: Document) -> None:
        text = dumps(document)

        assert text == dumps(loads(text))
        assert text == dumps(back(document, "json"))

    @given(document=documents(), form=formats)
    def test_the_ambient_decimal_context_changes_nothing(
        self, document: Document, form: Format
    ) -> None:
        text = dumps(document, format=form)
        with localcontext(prec=2):
            assert text == dumps(document, format=form)

    @pytest.mark.parametrize("form", FORMATS)
    def test_a_real_disclosure_survives_with_all_its_findings(
        self, form: Format, tmp_path: File
    ) -> None:
        document = load(YUEYANG)
        file = tmp_path / f"yueyang.{form}"
        dump(document, file)
        again = load(file)

        assert told(document) == told(again)
        assert str(check(document)) == str(check(again))


class TestDifferentThingsStayDifferent:
    """Printed blank, 0, a mark, not available, not computable, withheld, absent."""

    SAID: tuple[object, ...] = (
        *("", "0", "0.00", "0%", "-", "—", "无", "nil", "…", "n/a", "n/c", "无法计算"),
        *({"missing": "withheld"}, {"missing": "absent"}, {"word": "flat"}),
        *({"value": "0", "exact": True}, {"value": "0", "decimals": 4}),
        *({"value": "0", "unit": "件"}, {"value": "0", "rounding": "cut_off"}),
    )

    @pytest.mark.parametrize("form", FORMATS)
    def test_each_is_still_what_it_was(self, form: Format) -> None:
        nested = {f"f{number}": one for number, one in enumerate(self.SAID)}
        document = Document(figures=figures_of(nested))
        again = back(document, form)
        shown = {(repr(one), one.printed) for one in again.figures.values()}

        assert told(document) == told(again)
        assert len(self.SAID) == len(shown)


def quanta() -> st.SearchStrategy[Decimal]:
    tens = st.integers(-6, 6).map(lambda exponent: Decimal((0, (1,), exponent)))
    return st.one_of(tens, st.just(Decimal(0)), st.just(Decimal(100)))


@st.composite
def made(draw: st.DrawFn) -> Figure:
    """Draw a figure that a program made, without any text as printed."""
    value = draw(st.decimals(-10_000, 10_000, places=3))
    rounding: Rounding | None = draw(st.sampled_from((None, *get_args(Rounding))))
    bound: Bound | None = draw(st.sampled_from((None, None, *get_args(Bound))))
    where = Place(where=draw(st.sampled_from(("", "form 1"))))
    money = (Unit.read("万元"), Unit("GBP", 1000), Unit.read("million"))
    things = (Unit("件", 1, "thing"), Unit("件", 10**4, "thing"))
    amount = Amount(
        value,
        draw(quanta()),
        draw(st.sampled_from(money)),
        rounding=rounding,
        bound=bound,
        place=where,
        note=draw(st.sampled_from(("", "estimated"))),
    )
    also = attrs.evolve(amount, value=draw(st.integers(0, 9)), note="")
    kinds: tuple[Figure, ...] = (
        amount,
        attrs.evolve(amount, also=(also,)),
        attrs.evolve(amount, printed="not its value"),
        Count(value, draw(quanta()), draw(st.sampled_from(things)), bound=bound),
        Percent(value, draw(quanta()), rounding=rounding, bound=bound),
        *(Word("increase"), Word("nil"), NotComputable()),
        *(Missing("blank"), Missing("withheld"), Missing("not_available")),
    )
    return draw(st.sampled_from(kinds))


class TestFigures:
    """*Documents survive*: each figure, also one that no text was read for."""

    @given(figures=st.lists(strategies.figures() | made(), max_size=3), form=formats)
    def test_they_are_read_as_equal_figures(
        self, figures: list[Figure], form: Format
    ) -> None:
        by_path = {Path.of("g", f"f{n}"): one for n, one in enumerate(figures)}
        again = back(Document(figures=Figures(by_path)), form)

        assert by_path == again.figures.by_path
        for path, figure in by_path.items():
            assert figure.place.where == again.figures[path].place.where
            assert figure.note == again.figures[path].note
