"""The numbers behind what is settled at once are those of the general way."""

from __future__ import annotations

from fractions import Fraction

import pytest

import budgetcheck as bc
from budgetcheck.checking.backing import backing
from budgetcheck.checking.running import findings_of
from budgetcheck.language.evidence import Evidence
from budgetcheck.language.measures import PERCENT
from budgetcheck.language.nesting import figures_of

WAN = bc.Convention(unit="万元", decimals=2)
TWENTY = {"value": "20", "decimals": 0}
FINE = {"value": "1.2345", "decimals": 4}
EXACT = {"value": "1.255", "exact": True}


def both_ways(rule: str, printed: dict[str, object]) -> tuple[Evidence, object]:
    """Return the evidence of the general way, and that of the short one."""
    figures = figures_of(printed, WAN)
    (found,) = findings_of(figures, bc.rules(rule), bc.Convention(), "error")
    named: dict[bc.Path, bc.Figure] = dict(found.figures)
    backed = backing(found.condition, named, found.cause, zero_is_exact=False)
    return found.evidence, backed


@pytest.mark.parametrize(
    ("rule", "printed"),
    [
        ("t = a + b", {"t": "3.01", "a": "1.00", "b": "2.00"}),
        ("t = a + b", {"t": "9.00", "a": "1.00", "b": "2.00"}),
        ("t = a + b", {"t": "0.50", "a": "1.00", "b": "2.00"}),
        ("t = a + b", {"t": "9.00", "a": "0.00", "b": "2.00"}),
        ("t = 2 * a + b - 3 * c", {"t": "9.00", "a": "1.00", "b": "2.0", "c": "1"}),
        ("t - a = b + 2 * a", {"t": "9.00", "a": "1.00", "b": "2.00"}),
        ("t - 2 * a = b", {"t": "4.00", "a": "1.00", "b": "2.00"}),
        ("a <= b", {"a": "5.00", "b": "3.00"}),
        ("a < b", {"a": "5.00", "b": "3.00"}),
        ("a >= b", {"a": "3.00", "b": "5.00"}),
        ("a > b", {"a": "3.00", "b": "5.00"}),
        ("a <= b", {"a": "3.00", "b": "5.00"}),
        ("a >= b", {"a": "5.00", "b": "3.00"}),
        ("t = a + b", {"t": TWENTY, "a": "18.25", "b": "2.00"}),
        ("t = a + b", {"t": "9.00", "a": FINE, "b": "2.00"}),
        ("t = a + b", {"t": EXACT, "a": "9.00", "b": "2.00"}),
        ("t = a + b", {"t": TWENTY, "a": EXACT, "b": "2.00"}),
    ],
)
def test_a_comparison_is_backed_alike(rule: str, printed: dict[str, object]) -> None:
    general, backed = both_ways(rule, printed)

    assert general == backed


@pytest.mark.parametrize(
    ("rule", "printed"),
    [
        ("s = a / b", {"s": "50.00%", "a": "1.00", "b": "2.00"}),
        ("s = a / b", {"s": "50.02%", "a": "1.00", "b": "2.00"}),
        ("s = a / b", {"s": "98.00%", "a": "102.00", "b": "100.00"}),
        ("s = a / b", {"s": "102.00%", "a": "98.00", "b": "100.00"}),
        ("s = a / b", {"s": "5.00%", "a": "-5.00", "b": "100.00"}),
        ("s = a / b", {"s": "50.00%", "a": "0.60", "b": "0.90"}),
        ("s = a / b", {"s": "10.00%", "a": "0.00", "b": "2.00"}),
        ("s = a / b", {"s": "10.00%", "a": "1.00", "b": "-2.00"}),
        ("s = a / b", {"s": "10.00%", "a": "-1.00", "b": "-2.00"}),
        ("s = a / b", {"s": "10.00%", "a": "3.00", "b": "1.00"}),
        ("s = a / b - 1", {"s": "-10.00%", "a": "110.00", "b": "100.00"}),
        ("s = a / b - 1", {"s": "10.00%", "a": "110.01", "b": "100.00"}),
        ("s = a / b - 1", {"s": "10.00%", "a": "-3.00", "b": "-2.00"}),
        ("s = (a + b + c) / (a + b)", {"s": "1%", "a": "1.00", "b": "2.00", "c": "4"}),
        ("s = (4 * a + c) / (2 * a)", {"s": "1%", "a": "1.00", "c": "4.00"}),
        ("s = a / b", {"s": "10.00%", "a": "1.00", "b": "0.00"}),
        ("s = a / b", {"s": "n/c", "a": "0.00", "b": "0.00"}),
    ],
)
def test_a_share_is_backed_alike(rule: str, printed: dict[str, object]) -> None:
    general, backed = both_ways(rule, printed)

    assert general == backed


@pytest.mark.parametrize(
    "rule",
    [
        "s = (a + b) / (a + b + c)",
        "s = a / (2 * a)",
        "s = (a + 2 * b) / (a + b)",
        "s = a / (b - b + c)",
    ],
)
def test_figures_mixed_otherwise_leave_it_to_the_general_way(rule: str) -> None:
    printed: dict[str, object] = {"s": "77%", "a": "1.00", "b": "2.00", "c": "4.00"}

    assert both_ways(rule, printed)[1] is None


def test_a_percentage_that_cannot_be_is_backed_by_what_is_printed_only() -> None:
    _, none = both_ways("s = a / b", {"s": "n/c", "a": "0.00", "b": "0.00"})
    _, of_zero = both_ways("s = a / b", {"s": "10%", "a": "1.00", "b": "0.00"})
    half = Fraction(1, 200)

    assert Evidence(measure=PERCENT) == none
    assert isinstance(of_zero, Evidence)
    assert Fraction(1, 10) == of_zero.stated
    truths = bc.Interval(Fraction(1, 10) - half, Fraction(1, 10) + half)
    assert truths == of_zero.stated_truths
    assert of_zero.recomputed is None
