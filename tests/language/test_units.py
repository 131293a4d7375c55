"""Units: currencies, things and scales, as documents write them."""

from __future__ import annotations

import pytest

import budgetcheck as bc
from budgetcheck.language.verdicts import Verdict


@pytest.mark.parametrize(
    ("text", "scale", "written"),
    [
        ("元", 1, "元"),
        ("十元", 10, "十元"),
        ("百万元", 10**6, "百万元"),
        ("千万元", 10**7, "千万元"),
        ("人民币万元", 10**4, "人民币万元"),
        ("GBP", 1, "GBP"),
        ("GBP million", 10**6, "GBP million"),
        ("件", 1, "件"),
        ("x" * 40, 1, "x" * 40),
    ],
)
def test_a_unit_is_read_and_written_as_printed(
    text: str, scale: int, written: str
) -> None:
    unit = bc.Unit.read(text)

    assert scale == unit.scale
    assert written == unit.text


@pytest.mark.parametrize(
    "text",
    ["£", "£000", "£'000", "$ thousand", "US$", "€m", "￥", "GBP 000", "GBP'000"],
)
def test_money_in_other_words_is_no_thing_that_is_counted(text: str) -> None:
    # Whole counts are exact, and rounding would be accused.
    with pytest.raises(bc.InvalidConventionError, match="write GBP, GBP thousand or"):
        bc.Unit.read(text)


def test_a_unit_without_a_text_of_its_own_is_written_by_name_and_scale() -> None:
    assert "GBP" == bc.Unit("GBP").text
    assert "GBP×1000" == bc.Unit("GBP", 1000).text
    assert "" == bc.Unit("XXX").text
    assert "×1000" == bc.Unit("XXX", 1000).text


def test_control_characters_of_a_name_are_written_by_their_letters() -> None:
    written = [str(bc.Path((f"a{one}b",))) for one in '\t\n\r"\\']

    assert [r'"a\tb"', r'"a\nb"', r'"a\rb"', r'"a\"b"', r'"a\\b"'] == written


def test_what_is_strained_holds() -> None:
    holding = [verdict for verdict in Verdict if verdict.holds]

    assert [Verdict.STRAINED, Verdict.ROUNDING, Verdict.EXACT] == holding
