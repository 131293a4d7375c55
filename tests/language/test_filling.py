"""Filling in: what a report shows of a rule, whatever the language."""

from __future__ import annotations

from decimal import Decimal

import pytest

import budgetcheck as bc
from budgetcheck.language.safety import safe

FILLED = [
    ("a = b", "1.00", "1.00", "1.00 = 1.00"),
    ("a = b", "1.01", "1.00", "1.01 ≈ 1.00"),
    ("a = b", "3.00", "1.00", "3.00 ≠ 1.00"),
    ("a <= b", "1.00", "1.01", "1.00 <= 1.01"),
    ("a <= b", "1.01", "1.00", "1.01 ≲ 1.00"),
    ("a <= b", "3.00", "1.00", "3.00 > 1.00"),
    ("a >= b", "1.01", "1.00", "1.01 >= 1.00"),
    ("a >= b", "1.00", "1.01", "1.00 ≳ 1.01"),
    ("a >= b", "1.00", "3.00", "1.00 < 3.00"),
    ("a < b", "1.00", "1.01", "1.00 < 1.01"),
    ("a < b", "1.00", "1.00", "1.00 ≲ 1.00"),
    ("a < b", "1.01", "1.00", "1.01 >= 1.00"),
    ("a > b", "1.01", "1.00", "1.01 > 1.00"),
    ("a > b", "1.00", "1.00", "1.00 ≳ 1.00"),
    ("a > b", "1.00", "1.01", "1.00 <= 1.01"),
]


@pytest.mark.parametrize(("rule", "a", "b", "text"), FILLED)
def test_a_rule_is_filled_in_with_how_its_sides_stand(
    rule: str, a: str, b: str, text: str
) -> None:
    (found,) = bc.check({"a": a, "b": b}, [rule], unit="万元", decimals=2).findings

    assert text == found.filled


def test_what_a_verdict_rests_on_is_put_together_once() -> None:
    report = bc.check({"a": "1", "b": "1"}, ["a = b"])

    assert report.findings[0].details is report.findings[0].details
    assert report.figures is report.figures


def test_what_could_harm_a_reader_is_written_out() -> None:
    assert r"a\u0007\u202e\ue000\u2028\u2029\ud800 （b）" == safe(
        "a\x07\u202e\ue000\u2028\u2029\ud800 （b）"
    )


def test_a_document_may_have_thirty_decimals() -> None:
    fine = bc.Convention(unit="万元", decimals=30)
    one = bc.read_figure("1", fine)

    assert bc.Amount(1, Decimal((0, (1,), -30)), bc.Unit.read("万元")) == one
