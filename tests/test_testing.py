"""An assertion that explains itself."""

from __future__ import annotations

from datetime import date

import pytest

from budgetcheck.files import loads
from budgetcheck.testing import assert_consistent

PRINTED = {"total": "98.34", "basic": "60.80", "project": "37.56"}
RULES = {"spending": "total = basic + project"}
FILE = """
format = 1
decimals = 2
unit = "万元"
[figures]
where = "表03"
total = 98.34
basic = 60.80
project = 37.56
[rules]
spending = "total = basic + project"
"""


def test_what_agrees_is_returned_as_a_report() -> None:
    honest = PRINTED | {"project": "37.55"}
    report = assert_consistent(honest, RULES, unit="万元", decimals=2)

    assert ["rounding"] == [one.verdict.value for one in report]


def test_the_message_says_what_by_how_much_why_and_where() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_consistent(loads(FILE, name="a.toml"))

    said = str(caught.value)
    for words in (
        "a.toml: the figures do not agree with themselves",
        "CONTRADICTION spending: 98.34 ≠ 60.80 + 37.56 = 98.36",
        "98.34 万元 is printed, and the other printed figures give 98.36 万元",
        "It cannot be rounding",
        "  total: 表03  a.toml:7",
    ):
        assert words in said


def test_it_speaks_chinese() -> None:
    with pytest.raises(AssertionError, match=r"数字前后不符(.|\n)*不是四舍五入"):
        assert_consistent(PRINTED, RULES, decimals=2, lang="zh")


def test_the_level_is_chosen() -> None:
    near = PRINTED | {"project": "37.55"}
    assert_consistent(near, RULES, decimals=2, level="warning")
    with pytest.raises(AssertionError, match=r"ROUNDING +spending"):
        assert_consistent(near, RULES, decimals=2, level="note")


def test_an_exception_that_excuses_nothing_fails_as_a_warning_does() -> None:
    text = f'{FILE}[exceptions]\nspending = {{ reason = "told", until = 2026-12-31 }}'
    assert_consistent(loads(text), today=date(2026, 12, 31), level="warning")
    honest = loads(text.replace("37.56", "37.54"))
    assert_consistent(honest, today=date(2026, 12, 31))
    with pytest.raises(AssertionError, match="take it out: told"):
        assert_consistent(honest, today=date(2026, 12, 31), level="warning")


def test_the_message_says_what_rows_are_called() -> None:
    rows = [{"code": "208", "name": "Welfare\x1b", "a": "1", "b": "3"}]
    with pytest.raises(AssertionError) as caught:
        assert_consistent(rows, ["rows[*].a = rows[*].b"])

    assert r"  rows[0]: 208 Welfare\u001b" in str(caught.value).splitlines()


def test_the_message_ends_with_what_explains_it() -> None:
    printed = {"total": "98.43", "basic": "60.80", "project": "37.54", "s": "61.83%"}
    said = {"sum": "total = basic + project", "share": "s = basic / total"}
    with pytest.raises(AssertionError) as caught:
        assert_consistent(printed, said, decimals=2)

    *_, last = str(caught.value).split("\n\n")
    assert last == (
        "One figure explains these 2 findings: total, printed 98.43, should read "
        "98.34: two digits have changed places. With it, every rule that names it "
        "would agree as printed.\n"
        "  If total is right, at least 2 others are wrong.\n"
        "  sum\n"
        "  share"
    )


def test_answers_of_one_finding_stand_in_a_line_each() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_consistent(PRINTED, RULES, unit="万元", decimals=2)

    lead, *answers = str(caught.value).split("\n\n")[-1].splitlines()
    assert lead.startswith("One of these 3 figures is wrong; which one")
    assert all(one.startswith("  - ") for one in answers)
    assert 3 == len(answers)


def test_what_only_rounding_explains_is_not_diagnosed() -> None:
    honest = PRINTED | {"project": "37.55"}
    with pytest.raises(AssertionError) as caught:
        assert_consistent(honest, RULES, unit="万元", decimals=2, level="note")

    assert "wrong" not in str(caught.value)
