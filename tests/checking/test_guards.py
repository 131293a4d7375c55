"""Guards: what is read on printed values, and what rounding leaves in doubt."""

from __future__ import annotations

import pytest

from budgetcheck import Cause, Convention, Finding, Verdict, check

WAN = Convention(unit="万元", decimals=2)
FIGURES: dict[str, object] = {
    "one": "1.00",
    "two": "2.00",
    "cent": "0.01",
    "half": "50%",
    "nc": "n/c",
    "m": {"missing": "withheld"},
}


def finding(rule: str) -> Finding:
    return check(FIGURES, [rule], convention=WAN).findings[0]


@pytest.mark.parametrize(
    ("guard", "verdict"),
    [
        ("one > 0", Verdict.CONTRADICTION),
        ("one < 0", Verdict.UNDEFINED),
        ("one <= 2万元", Verdict.CONTRADICTION),
        ("one = one", Verdict.CONTRADICTION),
        ("one = 1万元", Verdict.STRAINED),
        ("cent >= 0.01万元", Verdict.STRAINED),
        ("cent <= 0.01万元", Verdict.STRAINED),
        ("cent < 0.012万元", Verdict.STRAINED),
        ("cent > 0.008万元", Verdict.STRAINED),
        ("half = one / two", Verdict.STRAINED),
        ("half = two / one", Verdict.UNDEFINED),
        ("one > 0 and two > 0", Verdict.CONTRADICTION),
        ("one > 0 and cent >= 0.01万元", Verdict.STRAINED),
        ("one < 0 and two > 0", Verdict.UNDEFINED),
        ("one < 0 or two > 0", Verdict.CONTRADICTION),
        ("one < 0 or two < 0", Verdict.UNDEFINED),
        ("(when one > 0 then two > 0)", Verdict.STRAINED),
        ("(when one < 0 then two < 0)", Verdict.STRAINED),
        ("(when one > 0 then two < 0)", Verdict.UNDEFINED),
        ("nc > 0", Verdict.UNDEFINED),
        ("m > 0", Verdict.UNCHECKED),
    ],
)
def test_a_guard_decides_whether_a_failing_rule_speaks(
    guard: str, verdict: Verdict
) -> None:
    assert verdict is finding(f"when {guard} then one = two").verdict


def test_a_guard_that_is_false_shows_itself_filled_in() -> None:
    found = finding("when one < 0 and two > 0 then one = two")

    assert Cause.GUARD_FALSE is found.cause
    assert "1.00 < 0 and 2.00 > 0" == found.filled


def test_a_guard_over_an_empty_tree_is_true() -> None:
    lines = [{"code": "208", "a": 1}]
    rule = "when tree(lines[*].a by code) then one = two"
    report = check({"lines": lines, **FIGURES}, [rule], convention=WAN)

    assert Verdict.STRAINED is report.findings[0].verdict


@pytest.mark.parametrize(
    ("figures", "rule", "verdict"),
    [
        ({"s": "5%", "p": "1", "t": "n/c"}, "s = p / t", Verdict.UNDEFINED),
        ({"s": "5%", "p": "n/c", "t": "5"}, "s = p / t", Verdict.UNDEFINED),
        ({"s": "5%", "p": "n/c", "t": "0"}, "s = p / t", Verdict.UNDEFINED),
        ({"s": "5%", "p": "…", "t": "5"}, "s = p / t", Verdict.UNCHECKED),
        ({"s": "…", "p": "1", "t": "5"}, "s = p / t", Verdict.UNCHECKED),
        ({"s": "-", "p": "1", "t": "5"}, "s = p / t", Verdict.CONTRADICTION),
        ({"s": "-", "n": "5.01", "d": "5"}, "s = d / (n - d)", Verdict.ROUNDING),
        ({"s": "50%", "p": "-", "t": "0"}, "s = p / t", Verdict.CONTRADICTION),
        ({"s": "95.01%", "p": "0.96", "t": "1"}, "s = p / t", Verdict.CONTRADICTION),
        ({"s": ">= 90%", "p": "95", "t": "100"}, "s = p / t", Verdict.EXACT),
        ({"s": ">= 90%", "p": "85", "t": "100"}, "s = p / t", Verdict.CONTRADICTION),
        ({"s": "50%", "p": ">= 5", "t": "10"}, "s = p / t", Verdict.EXACT),
        ({"s": "40%", "p": ">= 5", "t": "10"}, "s = p / t", Verdict.CONTRADICTION),
        (
            {"a": ">= 5", "b": "1", "c": "1", "d": "1", "t": "7.99"},
            "t = a + b + c + d",
            Verdict.ROUNDING,
        ),
        ({"a": "5.01", "b": "5", "c": "5"}, "a < b and b < c", Verdict.CONTRADICTION),
        ({"a": "5.01", "b": "5"}, "b > a", Verdict.CONTRADICTION),
        ({"a": "5.01", "b": "5"}, "b >= a", Verdict.STRAINED),
        ({"s": "100%", "p": "1.005", "t": "1.01"}, "s = p / t", Verdict.EXACT),
        (
            {"s": "99.51%", "p": {"value": "1.99", "exact": True}, "t": "2.00"},
            "s = p / t",
            Verdict.ROUNDING,
        ),
    ],
)
def test_marks_bounds_and_limits_are_decided_one_by_one(
    figures: dict[str, object], rule: str, verdict: Verdict
) -> None:
    assert verdict is check(figures, [rule], convention=WAN).findings[0].verdict


def test_a_ratio_at_the_very_limit_is_strained() -> None:
    # 100 as a count of tens is 95 to 105, and 1.05 / 105 is 1 %: 1.00 %, cut at 1.005.
    figures = {
        "s": "1.0%",
        "p": {"value": "1.1025", "exact": True},
        "t": {"value": "100", "decimals": -1},
    }
    found = check(figures, ["s = p / t"], convention=WAN).findings[0]

    assert (Verdict.STRAINED, Cause.AT_THE_LIMIT) == (found.verdict, found.cause)
