"""The oracle of what is impossible says what the checker says, and is no part of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import documents

from budgetcheck import Condition, Convention, Rule, RuleSet, Verdict, check, rules
from budgetcheck.language.grounding import grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.nesting import figures_of
from budgetcheck.strategies.expecting import is_impossible
from budgetcheck.strategies.sheets import Sheet

CASES = Path(__file__).parents[1] / "cases"
SEMANTICS: list[dict[str, Any]] = [
    case
    for name in ("semantics.toml", "more_semantics.toml")
    for case in tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
]
AMOUNTS: tuple[object, ...] = (
    *("1.00", "1.01", "2.00", "3", "0", "0.00", "0.01", "-1.00", "-0.01"),
    *("≥1", ">0", "<2", "-", "", "…"),
    *({"word": word} for word in ("increase", "decrease", "flat")),
    {"value": "1", "decimals": 0},
    {"value": "1.0", "decimals": 1, "also": ["1.04"]},
    {"value": "2", "exact": True},
    {"value": "0.01", "exact": True},
)
PERCENTAGES: tuple[object, ...] = (
    *("0%", "50%", "50.00%", "99%", "100%", "-50%", "200%"),
    *("≥90%", ">0%", "<100%", "n/c", "-", ""),
    *({"word": word} for word in ("increase", "decrease", "flat")),
    {"value": "50%", "exact": True},
    {"missing": "withheld"},
)
ATOMS = (
    *("a = b + c", "b = a + c - d", "a - b = b - c", "a <= b", "a < b", "a + b >= c"),
    *("c > 0", "d = 0", "c + d > 0.01元", "s = t", "s + t = 100%", "s <= 100%"),
    *("s = a / b", "s = a / b - 1", "s = a / (a + b)", "t = 1 - c / d", "t = c / d"),
    *("s = a / (b - c)", "t = (a - b) / (c + d)", "t = (b - b) / c"),
)


def both(
    figures: Mapping[str, object],
    said: Iterable[Condition | Rule | str],
    own: Convention,
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return what the oracle finds impossible, and what the checker does."""
    known, ruled = figures_of(figures, own), rules(*said)
    sheet = Sheet(figures=known, rules=tuple(ruled), convention=own)
    found = {
        (one.rule.id, one.at)
        for one in check(figures, RuleSet(ruled.rules), convention=own).findings
        if one.verdict is Verdict.CONTRADICTION
        and not one.rule.id.startswith("printings.")
    }
    return set(sheet.broken(known)), found


def conventions() -> st.SearchStrategy[Convention]:
    """Draw a publisher, who declares what matters to what is possible."""

    def either(*words: str) -> st.SearchStrategy[str | None]:
        return st.sampled_from((None, *words))

    declared = {
        "rounding": either("cut_off"),
        "percent_rounding": either("cut_off"),
        "zero": either("exact"),
        "zero_over_zero": either("not_computable"),
        "negative_base": either("absolute"),
        "blank": either("zero"),
        "shares_adjusted": either("largest_remainder", "last"),
    }
    usual = {"unit": st.just("元"), "decimals": st.just(2)}
    return st.fixed_dictionaries({**usual, **declared}).map(Convention.of)


def figures() -> st.SearchStrategy[Mapping[str, object]]:
    """Draw figures of every kind."""
    amounts = {name: st.sampled_from(AMOUNTS) for name in "abcd"}
    percentages = {name: st.sampled_from(PERCENTAGES) for name in "st"}
    return st.fixed_dictionaries({**amounts, **percentages})


@pytest.mark.parametrize("case", SEMANTICS, ids=[case["why"] for case in SEMANTICS])
def test_every_case_of_the_semantics_is_impossible_or_not(case: dict[str, Any]) -> None:
    own = {"unit": case.get("unit", "元"), "decimals": 2} | case.get("convention", {})
    oracle, _ = both(case["figures"], [case["rule"]], Convention.of(own))

    assert (case["verdict"] == "CONTRADICTION") is bool(oracle)


@given(figures(), st.sampled_from(ATOMS), conventions())
def test_oracle_and_checker_agree_on_single_rules(
    printed: Mapping[str, object], rule: str, own: Convention
) -> None:
    oracle, checker = both(printed, [rule], own)

    assert checker == oracle


@given(documents.documents(), documents.conditions(), conventions())
def test_oracle_and_checker_agree_on_nested_rules(
    printed: Mapping[str, object], condition: Condition, own: Convention
) -> None:
    oracle, checker = both(printed, [condition], own)

    assert checker == oracle


@given(documents.listed(), documents.rules_of_lists(), conventions())
def test_oracle_and_checker_agree_on_lists(
    printed: documents.Listed, rule: str, own: Convention
) -> None:
    oracle, checker = both(dict(printed), [rule], own)

    assert checker == oracle


GUARDS = (
    ("when s = a / b then a = b", "50%", "1.00", "2.00"),
    ("when s = a / b and a = 1元 then a > b", "50%", "1.00", "2.00"),
    ("when s = a / b or a = 1元 then a > b", "49%", "1.00", "2.00"),
    ("when (when a > 0 then a < b) then a > b", "49%", "1.00", "2.00"),
    ("when s = a / b then a > b", "n/c", "1.00", "0"),
    ("when s = a / b then a > b", "50%", "1.00", "0"),
)


@pytest.mark.parametrize(("rule", "s", "a", "b"), GUARDS)
def test_oracle_and_checker_agree_on_guards(rule: str, s: str, a: str, b: str) -> None:
    printed = {"s": s, "a": a, "b": {"value": b, "exact": True}}
    oracle, checker = both(printed, [rule], Convention(decimals=2, unit="元"))

    assert checker == oracle


SINGLE = (
    ("s = t / u", {"s": "50%", "t": "10%", "u": "n/c"}),
    ("s = t / u", {"s": "50%", "t": "n/c", "u": "10%"}),
    ("s = t / u", {"s": "50%", "t": "…", "u": "10%"}),
    ("s = a / b", {"s": "50%", "a": "-", "b": "0.00"}),
    ("s = a / b", {"s": "50%", "a": "0.00", "b": "-"}),
    ("s = a / b", {"s": "50%", "a": "0.00", "b": "0.00"}),
    ("s = t and t = s", {"s": "n/c", "t": "10%"}),
    ("when tree(rows[*].x by code) then t > 5元", {"t": "1", "rows": [{"x": "1"}]}),
)


@pytest.mark.parametrize(("rule", "printed"), SINGLE)
def test_oracle_and_checker_agree_on(rule: str, printed: dict[str, object]) -> None:
    rows = [{"code": "201", **row} for row in cast("Any", printed.get("rows", []))]
    figures = printed | ({"rows": rows} if rows else {})
    oracle, checker = both(figures, [rule], Convention(decimals=2, unit="元"))

    assert checker == oracle


@pytest.mark.parametrize("b", ["1.00", "2.00"])
def test_a_hierarchy_of_no_rows_says_nothing_beside_what_is_said(b: str) -> None:
    printed = {"a": "1.00", "b": b, "rows": []}
    oracle, checker = both(
        printed,
        ["tree(rows[*].x by code) and a = b"],
        Convention(decimals=2, unit="元"),
    )

    assert checker == oracle
    assert (b == "2.00") is bool(oracle)


def test_a_rule_about_no_rows_says_nothing() -> None:
    known = Known(figures_of({"rows": []}))
    (ground,) = grounds(Rule("rows[*].a > rows[*].b"), known)

    assert not is_impossible(ground, {}, Convention(), {})


def test_a_last_share_takes_up_what_others_were_rounded_by() -> None:
    printed = {"a": "33%", "b": "33%", "c": "34%", "x": "1", "y": "1", "z": "1"}
    said = [f"{s} = {p} / (x + y + z)" for s, p in ("ax", "by", "cz")]
    own = Convention.of({"unit": "件", "shares_adjusted": "last"})

    assert (set(), set()) == both(printed, said, own)
    assert (2 * ({(said[2], "")},)) == both(printed | {"c": "35%"}, said, own)
    apart = [Rule(said[2], convention=Convention(shares_adjusted="no"))]
    assert (2 * ({(said[2], "")},)) == both(printed, [*said[:2], *apart], own)
    guarded = [f"when x > 0 then ({said[0]} and {said[1]})", said[2]]
    assert (set(), set()) == both(printed, guarded, own)
    beside = [*said, "x <= y + z"]
    assert (set(), set()) == both(printed, beside, own)
    assert (2 * ({(said[2], "")},)) == both(printed | {"c": "35%"}, beside, own)
