"""Law 8. Units do not matter.

The same accounts in 元, 万元 and 亿元 (exactly converted) get the same verdicts.
Nor does the ambient decimal context, nor the order of parts.
"""

from __future__ import annotations

import decimal
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import obeyable
from tests.test_cases import CLAIMS, SEMANTICS, claim_case, decide

from budgetcheck import (
    All,
    Amount,
    AnyOf,
    Compare,
    Condition,
    Document,
    Figure,
    Figures,
    Linear,
    RuleSet,
    Share,
    Unit,
    When,
    check,
)
from budgetcheck.strategies import corrupted

YUAN = [Unit.read(text) for text in ("元", "万元", "亿元", "百万元")]


def documents() -> st.SearchStrategy[Document]:
    """Draw documents of every verdict: honest ones, and ones with a slip."""
    honest = obeyable.documents(max_rules=4)
    return st.one_of(honest, corrupted(honest).map(lambda pair: pair[0]))


def verdicts(document: Document) -> list[tuple[str, str, str]]:
    return [(one.rule.id, one.at, one.verdict.name) for one in check(document)]


def converted(figure: Figure, unit: Unit) -> Figure:
    """Print an amount in another unit, exactly, with the quantum that it has."""
    if not isinstance(figure, Amount):
        return figure
    shift = len(str(figure.unit.scale)) - len(str(unit.scale))
    return attrs.evolve(
        figure,
        value=shifted(figure.value, shift),
        quantum=shifted(figure.quantum, shift),
        unit=attrs.evolve(unit, name=figure.unit.name),
    )


def shifted(value: Decimal, places: int) -> Decimal:
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, int(exponent) + places))


def in_units(document: Document, units: list[Unit]) -> Document:
    by_path = {
        path: converted(figure, units[number % len(units)])
        for number, (path, figure) in enumerate(document.figures.items())
    }
    figures = attrs.evolve(document.figures, by_path=by_path)
    return attrs.evolve(document, figures=figures)


@contextmanager
def hostile_context() -> Iterator[None]:
    """A caller's decimal context: three digits, rounded down, every trap on."""
    signals = list(decimal.Context().traps)
    context = decimal.Context(prec=3, rounding=decimal.ROUND_DOWN, traps=signals)
    with decimal.localcontext(context):
        yield


class TestUnits:
    """*The same accounts in 元, 万元 and 亿元 get the same verdicts.*"""

    @given(documents(), st.sampled_from(YUAN))
    def test_converting_every_amount_changes_no_verdict(
        self, document: Document, unit: Unit
    ) -> None:
        assert verdicts(document) == verdicts(in_units(document, [unit]))

    @given(documents(), st.permutations(YUAN))
    def test_mixing_units_changes_no_verdict(
        self, document: Document, units: list[Unit]
    ) -> None:
        assert verdicts(document) == verdicts(in_units(document, units))


class TestTheAmbientContext:
    """*Nor does the ambient decimal context.*"""

    def test_a_hostile_context_changes_no_case_of_the_semantics(self) -> None:
        with hostile_context():
            met = [decide(case).name for case in SEMANTICS]

        assert [case["verdict"] for case in SEMANTICS] == met

    def test_a_hostile_context_changes_no_real_claim(self) -> None:
        def reports() -> list[str]:
            found = []
            for claim in CLAIMS:
                figures, rule = claim_case(claim)
                report = check(figures, [rule], unit="万元", decimals=claim["decimals"])
                found.append(str(report))
            return found

        usual = reports()
        with hostile_context():
            hostile = reports()

        assert usual == hostile

    @given(documents())
    def test_a_hostile_context_changes_no_report(self, document: Document) -> None:
        usual = str(check(document))
        with hostile_context():
            hostile = str(check(document))

        assert usual == hostile


class TestOrder:
    """*Nor the order of parts.*"""

    @given(documents(), st.randoms(use_true_random=False))
    def test_the_order_of_parts_changes_no_verdict(
        self, document: Document, random: Random
    ) -> None:
        rules = RuleSet(
            tuple(
                attrs.evolve(one, condition=reordered(one.condition, random))
                for one in document.rules
            )
        )

        assert verdicts(document) == verdicts(attrs.evolve(document, rules=rules))

    @given(documents())
    def test_the_order_of_figures_changes_no_verdict(self, document: Document) -> None:
        backwards = dict(reversed(list(document.figures.items())))
        figures = Figures(backwards, document.figures.rows, document.figures.labels)

        assert verdicts(document) == verdicts(attrs.evolve(document, figures=figures))


def reordered(condition: Condition, random: Random) -> Condition:
    """Return a condition with the parts of its sums and joins in another order."""
    match condition:
        case Compare(left, relation, right):
            return Compare(shuffled(left, random), relation, shuffled(right, random))
        case Share(stated, part, whole):
            return Share(stated, shuffled(part, random), shuffled(whole, random))
        case All(parts) | AnyOf(parts):
            mixed = [reordered(one, random) for one in parts]
            random.shuffle(mixed)
            return type(condition)(tuple(mixed))
        case When(given, then):
            return When(reordered(given, random), reordered(then, random))
        case _:
            return condition


def shuffled(linear: Linear, random: Random) -> Linear:
    terms = list(linear.terms)
    random.shuffle(terms)
    return Linear(tuple(terms))
