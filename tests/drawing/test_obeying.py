from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from tests.drawing.pools import Pool, drawn
from tests.untraced import untraced

import budgetcheck as bc
from budgetcheck.errors import UnsupportedRuleError
from budgetcheck.files import dumps, loads
from budgetcheck.language.dimensions import PERCENT
from budgetcheck.strategies import drawing, ways
from budgetcheck.strategies.kinds import kinds_of
from budgetcheck.strategies.obeying import documents, figures_obeying
from budgetcheck.strategies.outlines import Outline
from budgetcheck.strategies.plots import plot_of_rules

# Rules that each ask something of the generator, and what the rules do not tell.
SETS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "a sum and a share": (("total = a + b", "share = a / total"), {}),
    "shares of one whole": (
        (
            "total = sum(lines[*].x)",
            "lines[i].s = lines[i].x / sum(lines[*].x)",
            "sum(lines[*].s) = 100%",
        ),
        {},
    ),
    "of which, and a total twice": (
        ("a + b <= total", "a >= 5元", "total = c + d", "t = c + e", "t = total"),
        {},
    ),
    "a hierarchy": (
        (
            "tree(lines[*].x by code)",
            "lines[*].r = lines[*].x / lines[*].b",
            "lines[*].c = lines[*].x - lines[*].b",
        ),
        {},
    ),
    "guards and alternatives": (
        (
            "when fund > 0 then t = u + fund",
            "when a = b then c = 0 and d = 0",
            "a = b or a = c",
            "a < b or b < 10元",
        ),
        {},
    ),
    "a change of what is derived": (
        ("change = delta / (now - delta)", "word = now - before"),
        {"word": "word"},
    ),
    "counts and what one costs": (
        ("cost = spending / cases", "cases >= 3", "cases = x + y", "2 * x = z"),
        {"cases": "件"},
    ),
    "percentage points": (("points = r - q", "r = a / b", "q = c / b"), {}),
    "a share of shares": (("s = a / b", "t = a / c", "u = s / t", "s <= 90%"), {}),
    "rows by number and by key": (
        ('lines["20805"].x + lines[2].x = total', "sum(lines[*].x) <= total"),
        {},
    ),
    "a dense system": (
        ("2 * a + 3 * b = 5 * c + 100元", "a > b", "c < d", "d - a <= 7.5元"),
        {},
    ),
    "what is stated twice alike": (("s = a / b", "s = a / b and a >= 0"), {}),
    "another currency": (("a = b + 5GBP", "c = d"), {}),
    "a named currency apart": (("a = b", "c = d"), {"c": "USD", "a": "GBP thousand"}),
    "a hierarchy without rows": (("tree(lines[*].x by code) and a = b",), {}),
    "percentages that are said to be": (("a + b = c",), {"a": "%"}),
    "percentages alone": (("a + b = 100%", "a <= 80%"), {}),
}


@pytest.mark.parametrize("name", SETS)
def test_what_is_drawn_is_never_accused(name: str) -> None:
    rules, units = SETS[name]

    @untraced()
    @given(figures_obeying(*rules, units=units))
    def never(document: bc.Document) -> None:
        report = bc.check(document)

        assert [] == [one for one in report if one.verdict is bc.Verdict.CONTRADICTION]

    never()


@given(st.data())
def test_what_is_printed_is_read_as_the_same_figure(data: st.DataObject) -> None:
    rules, units = SETS[data.draw(st.sampled_from(sorted(SETS)))]
    document = data.draw(figures_obeying(*rules, units=units))
    # A direction stands as a word in a file, which has no printed text.
    again = {
        path: bc.read_figure(one.printed, document.convention)
        for path, one in document.figures.items()
        if not isinstance(one, bc.Word) or one.sense == "nil"
    }

    assert {path: document.figures[path] for path in again} == again


@given(figures_obeying(*SETS["a hierarchy"][0]))
def test_what_is_drawn_can_be_written_to_a_file(document: bc.Document) -> None:
    assert document.figures == loads(dumps(document)).figures


def first(
    strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool] = lambda _: True
) -> Any:  # noqa: ANN401
    # Without explaining, which tries hundreds of other choices.
    how = settings(
        database=None,
        max_examples=1000,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),
    )
    return find(strategy, wanted, settings=how)


def printed(document: bc.Document) -> dict[str, str]:
    return {str(path): one.printed for path, one in document.figures.items()}


def value(document: bc.Document, name: str) -> Decimal:
    found = document.figures[bc.Path.of(name)]
    return found.value if isinstance(found, bc.Amount) else Decimal(0)


def has(verdict: bc.Verdict) -> Callable[[bc.Document], bool]:
    return lambda one: verdict in {finding.verdict for finding in bc.check(one)}


@pytest.fixture(scope="module")
def honest() -> Pool[bc.Document]:
    rules = ("total = a + b + c", "s = a / b", "d + e <= a", "f = a - b")
    more: tuple[tuple[str, ...], ...] = ((), ("b = 0",), ("a = 0", "b = 0"))
    return Pool(tuple(figures_obeying(*rules, *one) for one in more))


class TestWhatHonestDocumentsContain:
    """Rounding differences, parts that fall short, zero budgets, negatives, zeros."""

    @pytest.mark.parametrize("verdict", ["ROUNDING", "STRAINED", "UNDEFINED", "EXACT"])
    def test_every_honest_verdict(
        self, honest: Pool[bc.Document], verdict: str
    ) -> None:
        assert honest.has(has(bc.Verdict[verdict]))

    def test_listed_parts_that_fall_short(self, honest: Pool[bc.Document]) -> None:
        def is_short(one: bc.Document) -> bool:
            return 0 < value(one, "d") + value(one, "e") < value(one, "a")

        assert honest.has(is_short)

    @pytest.mark.parametrize(
        "text",
        ["n/c", "", "-", "0%", r"\d+", r"-\d+", r"0\.00", r"\d.*元", r"\d+\.5"],
    )
    def test_marks_trimmed_zeros_and_units_of_their_own(
        self, honest: Pool[bc.Document], text: str
    ) -> None:
        def has_text(document: bc.Document) -> bool:
            return any(re.fullmatch(text, one) for one in printed(document).values())

        assert honest.has(has_text)

    def test_a_list_of_no_rows_where_the_rules_allow_it(self) -> None:
        def has_none(document: bc.Document) -> bool:
            return [*printed(document)] == ["total"]

        some = drawn(figures_obeying("total = sum(lines[*].x)", "total > 0"), 100)

        assert has_none(first(figures_obeying("total = sum(lines[*].x)"), has_none))
        assert not any(map(has_none, some))


class TestShrinking:
    """Round numbers, few rows, the plainest form."""

    def test_a_sum_shrinks_to_round_numbers(self) -> None:
        found = first(
            figures_obeying("total = basic + project", "share = basic / total"),
            lambda one: has(bc.Verdict.EXACT)(one) and "n/c" not in str(printed(one)),
        )

        assert {
            "total": "2.00",
            "basic": "1.00",
            "project": "1.00",
            "share": "50.00%",
        } == printed(found)

    def test_a_rounding_difference_shrinks_to_the_smallest(self) -> None:
        found = first(
            figures_obeying("total = a + b", convention=bc.Convention(decimals=2)),
            has(bc.Verdict.ROUNDING),
        )
        values = [abs(one.value) for one in found.figures.values()]

        assert max(values) <= Decimal("0.03")

    def test_a_list_shrinks_to_few_rows(self) -> None:
        found = first(
            figures_obeying("total = sum(lines[*].x)", max_rows=8),
            lambda one: len(one.figures.rows[bc.Path.of("lines")]) > 1,
        )

        assert {
            "total": "0.00",
            "lines[0].x": "0.00",
            "lines[1].x": "0.00",
        } == printed(found)


class TestConventions:
    """*Printed under the declared convention.*"""

    @pytest.mark.parametrize(
        "declared",
        [
            {"unit": "万元", "decimals": 2},
            {"unit": "GBP thousand", "decimals": -3, "rounding": "cut_off"},
            {"zero": "exact", "decimals": 1},
            {"blank": "zero", "zero_over_zero": "not_computable"},
            {"negative_base": "absolute", "percent_rounding": "cut_off"},
            {"percent_decimals": 1},
        ],
    )
    def test_a_given_convention_is_kept(self, declared: dict[str, object]) -> None:
        convention = bc.Convention.of(declared)

        @untraced()
        @given(
            figures_obeying(
                "t = a + b", "s = a / t", "r = b / t - 1", convention=convention
            )
        )
        def kept(document: bc.Document) -> None:
            assert convention == document.convention
            assert bc.check(document).ok

        kept()

    def test_a_publisher_whose_zeros_are_exact_prints_more_digits(self) -> None:
        convention = bc.Convention(zero="exact", decimals=2)
        tiny = first(
            figures_obeying("a = b", convention=convention),
            lambda one: 0 < value(one, "a") < Decimal("0.01"),
        )

        assert len(tiny.figures[bc.Path.of("a")].printed) > 4


class TestRefusals:
    """Errors come when something is drawn, and say why."""

    @pytest.mark.parametrize(
        ("rules", "named"),
        [
            (
                ("a = b + 1元", "b = a", "c = d"),
                "'a = b + 1元' and 'b = a'",
            ),
            (("a < b", "c = d", "b < a"), "'a < b' and 'b < a'"),
            (("a < b and b < a or b < a and a < b",), "'a < b and b < a or"),
            (("c = d", "a < a"), "'a < a'"),
            (("1元 = 2元 + a - a",), "'1元 = 2元 + a - a'"),
        ],
    )
    def test_rules_that_contradict_each_other_are_named(
        self, rules: tuple[str, ...], named: str
    ) -> None:
        with pytest.raises(bc.InvalidRuleError, match="no figures obey") as raised:
            first(figures_obeying(*rules))

        assert named in str(raised.value)

    @pytest.mark.parametrize(
        ("rules", "problem"),
        [
            (("s = a / b", "s = c / d"), "two different ratios"),
            (("s = a / b", "t = c / d", "s = t"), "different wholes"),
            (("s = a / b", "t = c / d", "s <= t"), "different wholes"),
            (("s = t / a", "t = s / a"), "of one another"),
        ],
    )
    def test_what_is_not_linear_is_refused(
        self, rules: tuple[str, ...], problem: str
    ) -> None:
        with pytest.raises(UnsupportedRuleError, match=problem):
            first(figures_obeying(*rules))

    def test_nobody_tries_more_ways_than_so_many(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ways, "_MOST_CHOICES", 1)
        either = "a < b and b < a or a = b"

        with pytest.raises(bc.InvalidRuleError, match="no figures obey"):
            first(figures_obeying(either))

    def test_a_path_that_cannot_be_is_refused_as_when_it_is_checked(self) -> None:
        with pytest.raises(bc.BudgetCheckError):
            first(figures_obeying("tree(lines[*].x by code)", "lines.x = a"))


@attrs.frozen
class Line:
    code: str
    name: str
    actual: bc.Amount
    vehicles: Annotated[bc.Count, bc.Unit.read("辆")]
    budget: Annotated[bc.Amount, bc.Convention(unit="元", decimals=0)]
    rate: bc.Percent | bc.NotComputable
    of_which: tuple[Line, ...] = ()


@attrs.frozen
class Fund:
    total: bc.Amount


@attrs.frozen
class Accounts:
    title: str
    closed: bool
    fund: Fund
    lines: tuple[Line, ...]
    by_name: dict[str, Fund]
    years: list[bc.Amount]
    total: bc.Amount
    share: bc.Percent
    direction: bc.Word
    gap: bc.Missing
    flag: str = "kept"
    note: bc.Stated = bc.Missing()
    made: str = attrs.field(init=False, default="")


RULES = (
    "total = sum(lines[*].actual)",
    "lines[*].rate = lines[*].actual / lines[*].budget",
    "share = lines[0].actual / total",
    "direction = total - fund.total",
    'by_name["a"].total <= total',
    "tree(lines[*].actual by code)",
)
OWN = tuple(rule for rule in RULES if not rule.startswith("total ="))


@dataclasses.dataclass(frozen=True)
class Kept:
    total: Decimal
    part: Decimal
    year: int


@dataclasses.dataclass(frozen=True)
class Counted:
    total: int
    one: int
    other: int


class Named(NamedTuple):
    total: bc.Amount
    share: bc.Stated


class TestDocumentsOfAClass:
    @given(documents(Accounts, *OWN, max_rows=4))
    def test_every_field_is_filled_and_every_rule_holds(self, made: Accounts) -> None:
        report = bc.check(made, OWN)

        assert [] == [one for one in report if one.verdict is bc.Verdict.CONTRADICTION]
        assert "kept" == made.flag
        assert {"a"} <= set(made.by_name)
        assert len({line.code for line in made.lines}) == len(made.lines)
        assert all(line.vehicles.unit.name == "辆" for line in made.lines)
        assert all(line.budget.unit.text == "元" for line in made.lines)

    def test_the_first_one_is_the_plainest(self) -> None:
        found = first(documents(Accounts, *OWN))

        assert ("", False) == (found.title, found.closed)
        assert 1 == len(found.lines)
        assert () == found.lines[0].of_which
        assert bc.Word("flat") != found.direction
        assert bc.Missing() == found.gap
        assert {"a": Fund(found.by_name["a"].total)} == found.by_name

    def test_the_first_mapping_holds_texts(self) -> None:
        rules = ("total = sum(lines[*].x)", "share = lines[0].x / total")

        assert {
            "total": "0.00",
            "lines": [{"x": "0.00"}],
            "share": "n/c",
        } == first(documents(dict, *rules))

    @given(documents(Kept, "part <= total"))
    def test_a_class_of_bare_numbers_gets_them(self, kept: Kept) -> None:
        assert isinstance(kept.total, Decimal)
        assert isinstance(kept.year, int)

    @given(documents(Counted, "total = one + other"))
    def test_whole_numbers_add_up_as_whole_numbers(self, counted: Counted) -> None:
        assert counted.total == counted.one + counted.other

    def test_what_the_class_does_not_have_is_an_error(self) -> None:
        with pytest.raises(bc.UnknownPathError):
            first(documents(Named, "share = total / totl"))

    @given(
        documents(
            Named, convention=bc.Convention(unit="万元", decimals=1, blank="zero")
        )
    )
    def test_a_given_convention_is_used(self, named: Named) -> None:
        assert "万元" == named.total.unit.text

    @given(documents(dict, *RULES[:3], max_rows=3))
    def test_mappings_hold_texts_as_printed(self, printed: dict[str, Any]) -> None:
        report = bc.check(printed, RULES[:3])

        assert [] == [one for one in report if one.verdict is bc.Verdict.CONTRADICTION]
        assert isinstance(printed["total"], str)
        assert isinstance(printed["lines"], list)


def test_the_kinds_of_figures_follow_from_the_rules() -> None:
    texts = ("a = b + 5元", "s = a / c", "n >= 3", "r = s - q", "u = v / n", "w = w2")
    conditions = [bc.parse_condition(text) for text in texts]
    kinds = kinds_of(conditions, {bc.Path.of("v"): ("currency", "CNY")})
    told = {str(path): kind for path, kind in kinds.items()}

    assert ("currency", "CNY") == told["b"] == told["c"] == told["u"]
    assert PERCENT == told["r"] == told["q"]
    assert ("thing", "") == told["n"]
    assert "w" not in told


def _has_more_figures(most: int, outline: Outline) -> bool:
    return len(outline.figures) > most


def test_ways_are_kept_for_so_many_outlines_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "_OUTLINES", 2)
    rules = bc.rules("total = sum(lines[*].x)")
    known = drawing.Drawing(rules, None, {}, plot_of_rules(rules))
    outlines = st.composite(lambda draw: known.outline(draw, 0, 9))()
    for rows in range(1, 9):
        outline = first(outlines, partial(_has_more_figures, rows))
        known.ways(outline)

        assert outline in known._ways
        assert 2 >= len(known._ways)


@given(
    figures_obeying(
        *("cost = spent / cases", "cases = 0", "spent = 0"),
        units={"cases": "件", "spent": "元"},
    )
)
def test_a_cost_of_nothing_is_no_percentage(document: bc.Document) -> None:
    cost = document.figures[bc.Path.of("cost")]

    assert not isinstance(cost, bc.Percent)
    assert bc.check(document).ok


# Rules, units, and what the plainest document prints in the order of its figures.
PLAINEST: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "parts of 100 %": (("a + b = 100%", "a <= 80%"), {}, "0.00% 100.00%"),
    "a floor": (("a >= 5元",), {}, "5.00"),
    "hardly any room": (("a > 1元", "a < 1.0000000000001元"), {}, "1.00"),
    "points between percentages": (
        ("points = r - q", "r = a / b", "q = c / b", "b >= 1元"),
        {},
        "0.00% 100.00% 100.00% 1.00 1.00 1.00",
    ),
    "points between what there is not": (
        ("points = r - q", "r = a / b", "q = c / b", "b = 0"),
        {},
        "n/c n/c n/c 0.00 0.00 0.00",
    ),
    "a share of what there is not": (
        ("u = s / t", "s = a / b", "t = a / c", "b = 0"),
        {},
        "n/c n/c n/c 0.00 0.00 0.00",
    ),
    "a list of no rows": (("tree(lines[*].x by code) and a = b",), {}, "0.00 0.00"),
    "a guard that is an equation": (
        ("when a = b then c = 0 and d = 5元",),
        {},
        "0.00 0.00 0.00 5.00",
    ),
    "two currencies": (
        ("a = b + 5GBP", "c = d"),
        {"c": "USD"},
        "5.00 0.00 0.00USD 0.00USD",
    ),
    "what one costs": (
        ("cost = spent / n", "n >= 2"),
        {"n": "件", "spent": "元"},
        "0.50 1.00 2件",
    ),
    "what one of none costs": (
        ("cost = spent / n", "n = 0", "spent = 0"),
        {"n": "件", "spent": "元"},
        "n/c 0.00 0件",
    ),
}


# Which example is the plainest depends on how Hypothesis shrinks.
PINNED = f"hypothesis=={version('hypothesis')}\n"
CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"


@pytest.mark.skipif(
    PINNED not in CONSTRAINTS.read_text(encoding="utf-8"),
    reason="another Hypothesis may end with another example",
)
@pytest.mark.parametrize("name", PLAINEST)
def test_the_first_document_is_the_plainest(name: str) -> None:
    rules, units, texts = PLAINEST[name]
    document = first(figures_obeying(*rules, units=units))

    assert texts == " ".join(printed(document).values())
    assert bc.check(document).ok
