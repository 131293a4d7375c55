"""Law 4. Diagnosis is honest.

Freeing the suspects makes all rules possible; no smaller set does (linear rules, or
each stated figure once).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.strategies import obeyable, suspicious
from tests.strategies.possible import Page
from tests.strategies.suspicious import answers_of, document_of, names_of, page_of

from budgetcheck import (
    Amount,
    Count,
    Document,
    Figure,
    Figures,
    Path,
    Percent,
    RuleSet,
    Unit,
    Verdict,
    check,
    read,
)
from budgetcheck.cn_accounts import RULES, Accounts
from budgetcheck.cn_accounts.strategies import printed_accounts
from budgetcheck.diagnosing import Diagnoses, Suspect, diagnose
from budgetcheck.language.evidence import Cause
from budgetcheck.strategies import budgets

NEAR_ZERO = {Cause.PERCENTAGE_OF_HIDDEN_ZERO, Cause.BASE_MAY_BE_ZERO}
MOST = 4  # So many wrong figures are looked for.
DOCUMENTS = st.one_of(
    suspicious.documents(), suspicious.documents(joined=False), suspicious.listed()
)


def least(page: Page, right: Path) -> int | None:
    """Return how many figures must be wrong if one is right; None if over `MOST`."""
    names = sorted({*page.figures} - {right}, key=str)
    for size in range(MOST + 1):
        if any(map(page.is_possible, combinations(names, size))):
            return size
    return None


class TestAnswers:
    """*Freeing the suspects makes all rules possible; no smaller set does.*"""

    @given(DOCUMENTS)
    def test_the_answers_are_all_sets_of_the_fewest_figures(
        self, document: Document
    ) -> None:
        found, page = diagnose(document), page_of(document)
        fewest = page.fewest(MOST)

        assert found.is_settled
        if fewest is not None:
            assert {*fewest} == answers_of(found)
        else:
            assert all(map(page.is_possible, answers_of(found)))

    @given(DOCUMENTS)
    def test_if_a_suspect_is_right_so_many_others_are_wrong(
        self, document: Document
    ) -> None:
        found, page = diagnose(document), page_of(document)
        for cause in found:
            for doubt in cause.certain:
                assert all(doubt.path in answer.paths for answer in cause.answers)
                many = least(page, doubt.path)
                # Never more than is true; None says that nothing settles it.
                if many is not None:
                    assert doubt.otherwise is not None
                    assert doubt.otherwise <= many

    @given(DOCUMENTS)
    def test_what_all_answers_share_is_certain(self, document: Document) -> None:
        for cause in diagnose(document):
            each = [{*answer.paths} for answer in cause.answers]
            shared = set.intersection(*each) if each else set()

            assert shared == {doubt.path for doubt in cause.certain}


class TestHonestDocuments:
    """*All rules are possible*: then there is no suspect, and no joint cause either."""

    @given(obeyable.documents())
    def test_what_obeys_its_rules_is_never_diagnosed(self, document: Document) -> None:
        assert Diagnoses() == diagnose(document)

    @given(budgets())
    def test_an_honest_budget_is_never_diagnosed(self, document: Document) -> None:
        assert Diagnoses() == diagnose(document)

    @pytest.mark.costly
    @given(printed_accounts(warned=True))
    def test_honest_final_accounts_are_never_diagnosed(
        self, printed: dict[str, object]
    ) -> None:
        accounts = read(Accounts, printed, unit="万元", decimals=2)

        assert Diagnoses() == diagnose(
            accounts, RULES, unit="万元", decimals=2, missing="unchecked"
        )


class TestClashes:
    """*All rules*: together, too, where each of them holds by itself."""

    @given(DOCUMENTS)
    def test_what_clashes_cannot_be_right_together(self, document: Document) -> None:
        found, page = diagnose(document), page_of(document)
        names = names_of(page)
        for clash in (one for cause in found for one in cause.clashes):
            free = {*page.figures}.difference(clash.figures)
            rules = [at for at, name in enumerate(names) if name in clash.findings]

            assert not page.is_possible(free, rules or None)

    @given(suspicious.documents(joined=False))
    def test_each_contradiction_is_explained_and_nothing_else_is(
        self, document: Document
    ) -> None:
        found = diagnose(document)
        named = {name for cause in found for name in cause.findings}
        # Rules that exclude each other whatever figures are, are told together.
        hopeless = {
            name
            for cause in found
            for clash in cause.clashes
            if not clash.figures
            for name in clash.findings
        }
        verdicts = {
            one.rule.id: (one.verdict, one.conclusion.cause)
            for one in check(document)
            if one.rule in document.rules
        }

        assert {
            name for name, (one, _) in verdicts.items() if one is Verdict.CONTRADICTION
        } <= named | hopeless
        for name in named:
            verdict, why = verdicts[name]
            # Of a base that may be 0, checking lets more be than there is.
            assert verdict is Verdict.CONTRADICTION or why in NEAR_ZERO


def put_in(page: Page, path: Path, figure: Figure) -> Page:
    """Return the page with another figure in one place."""
    figures = {**page.figures, path: figure}
    return Page(
        figures,
        tuple(
            attrs.evolve(one, figures=tuple((p, figures[p]) for p, _ in one.figures))
            for one in page.grounds
        ),
        page.convention,
    )


class TestSuggestions:
    """*Freeing the suspects makes all rules possible*: so does what is suggested."""

    @given(DOCUMENTS)
    def test_with_a_suggested_figure_everything_is_possible(
        self, document: Document
    ) -> None:
        found, page = diagnose(document), page_of(document)
        if not all(cause.answers for cause in found):
            return
        for cause in found:
            others = answers_of(Diagnoses(tuple(c for c in found if c is not cause)))
            for answer in cause.answers:
                for suspect in answer.suspects:
                    path, own = suspect.path, {*answer.paths} - {suspect.path}
                    for one in suspect.suggestions:
                        with_it = put_in(page, path, one.figure)
                        # Of another cause, some answer goes with it.
                        assert any(with_it.is_possible(own | other) for other in others)

    @given(DOCUMENTS)
    def test_the_only_suggestion_is_the_only_one_that_can_be_printed(
        self, document: Document
    ) -> None:
        found, page = diagnose(document), page_of(document)
        if not all(cause.answers for cause in found):
            return
        for free, path, suspect in suspects(found):
            if not suspect.only:
                continue
            [one] = suspect.suggestions
            if not isinstance(one.figure, Amount | Count | Percent):
                continue
            for steps in (-7, -3, -2, -1, 1, 2, 3, 12, 100):
                # An exact figure is printed in whole units here.
                value = one.figure.value + steps * (one.figure.quantum or 1)
                other = attrs.evolve(one.figure, value=value)
                if other.value != getattr(suspect.figure, "value", None):
                    assert not put_in(page, path, other).is_possible(free)


def suspects(
    found: Diagnoses,
) -> Iterator[tuple[frozenset[Path], Path, Suspect]]:
    """Yield every suspect, with what else is free: one answer of each other cause."""
    for cause in found:
        firsts = [one.answers[0].paths for one in found if one is not cause]
        elsewhere = frozenset(path for paths in firsts for path in paths)
        for answer in cause.answers:
            for suspect in answer.suspects:
                free = elsewhere.union(answer.paths) - {suspect.path}
                yield free, suspect.path, suspect


def summary(found: Diagnoses) -> object:
    """Return what is wrong, in no order."""
    return {
        (
            frozenset(cause.findings),
            frozenset(frozenset(map(str, answer.paths)) for answer in cause.answers),
        )
        for cause in found
    }


class TestExactness:
    """*Linear rules, or each stated figure once*, whatever the sizes and the order."""

    @given(st.data(), st.integers(2, 5), st.integers(-3, 3))
    def test_a_cent_is_seen_beside_ten_to_the_fifteenth(
        self, data: st.DataObject, many: int, moved: int
    ) -> None:
        cents = st.integers(10**17, 10**18)
        parts = [data.draw(cents) for _ in range(many)]
        printed = {f"p{at}": text_of(one) for at, one in enumerate(parts)}
        printed["total"] = text_of(sum(parts) + moved)
        found = diagnose(document_of(printed, f"total = {' + '.join(printed)}"[:-8]))

        # Half a unit for each figure, and no more.
        assert (2 * abs(moved) > many + 1) is bool(found.causes)
        for cause in found:
            assert {(path,) for path in map(Path.of, printed)} == {
                answer.paths for answer in cause.answers
            }

    @given(suspicious.documents(joined=False), st.randoms())
    @example(
        document_of(
            {"a": "1.00", "b": "2.01", "c": "2.00", "s": "51%"},
            "a = b",
            "b = c",
            "s = a / c",
        ),
        None,
    )
    def test_the_order_of_rules_and_figures_does_not_matter(
        self, document: Document, random: object
    ) -> None:
        rules, figures = [*document.rules][::-1], [*document.figures.items()][::-1]
        if random is not None:
            random.shuffle(rules)  # type: ignore[attr-defined]
            random.shuffle(figures)  # type: ignore[attr-defined]
        turned = attrs.evolve(
            document, rules=RuleSet(tuple(rules)), figures=Figures(dict(figures))
        )

        assert summary(diagnose(document)) == summary(diagnose(turned))

    @given(suspicious.documents(), st.sampled_from(("万元", "亿元", "百万元")))
    def test_units_do_not_matter(self, document: Document, unit: str) -> None:
        other = attrs.evolve(
            document,
            figures=Figures(
                {
                    path: converted(figure, Unit.read(unit))
                    for path, figure in document.figures.items()
                }
            ),
        )

        assert summary(diagnose(document)) == summary(diagnose(other))


def text_of(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def converted(figure: Figure, unit: Unit) -> Figure:
    """Print an amount in another unit, exactly, with the quantum that it has."""
    if not isinstance(figure, Amount):
        return figure
    shift = len(str(figure.unit.scale)) - len(str(unit.scale))
    return attrs.evolve(
        figure,
        value=figure.value.scaleb(shift),
        quantum=figure.quantum.scaleb(shift),
        unit=unit,
        also=tuple(converted(one, unit) for one in figure.also),  # type: ignore[misc]
    )
