"""The `[exceptions]` of a figures file, in TOML and in JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest

from budgetcheck import KnownException, UnreadableFileError
from budgetcheck.files import dumps, loads

HEAD = """format = 1
[figures]
a = 1
b = 5
[rules]
"x.same" = "a = b"
[exceptions]
"""
REASONS = {
    '"x.same" = "it was told"': KnownException("x.same", reason="it was told"),
    '"x.same" = { reason = "r", until = 2026-12-31 }': KnownException(
        "x.same", reason="r", until=date(2026, 12, 31)
    ),
    '"x.same" = [{ reason = "r", at = "lines[3]", until = "2026-12-31" }]': (
        KnownException("x.same", at="lines[3]", reason="r", until=date(2026, 12, 31))
    ),
    '"printings.a" = "twice"': KnownException("printings.a", reason="twice"),
}


@pytest.mark.parametrize(("text", "known"), REASONS.items(), ids=REASONS)
def test_an_exception_is_a_reason_or_a_table(text: str, known: KnownException) -> None:
    document = loads(HEAD + text)

    assert (known,) == document.exceptions
    assert document.exceptions == loads(dumps(document)).exceptions
    written = dumps(document, format="json")
    assert document.exceptions == loads(written, format="json").exceptions


def test_it_knows_where_it_stands() -> None:
    (one,) = loads(HEAD + '"x.same" = "r"', name="a.toml").exceptions

    assert ("a.toml", 8) == (one.place.file, one.place.line)


def test_several_rows_have_an_exception_each() -> None:
    rows = (
        'same = [{ at = "lines[0]", reason = "r" }, { at = "lines[1]", reason = "s" }]'
    )
    document = loads(HEAD.replace('"x.same"', "same") + rows)

    assert ["same @ lines[0]", "same @ lines[1]"] == [
        one.name for one in document.exceptions
    ]
    assert document.exceptions == loads(dumps(document)).exceptions


def test_the_rules_may_be_in_another_file() -> None:
    text = 'format = 1\nfigures = { a = 1 }\n[exceptions]\n"any.rule" = "r"'

    assert ["any.rule"] == [one.rule for one in loads(text).exceptions]


FAULTS = [
    ('"x.sam" = "r"', "8:11", "there is no rule 'x.sam': did you mean 'x.same'?"),
    ('"x.same" = 3', "8:12", "an exception is a reason, or a table with `reason`"),
    ('"x.same" = ""', "8:12", "has no reason"),
    ('"x.same" = { until = 2026-12-31 }', "8:12", "reason is missing"),
    ('"x.same" = { reason = "r", untill = 1 }', "8:37", "did you mean 'until'?"),
    ('"x.same" = { reason = "r", until = "soon" }', "8:36", "until is a day"),
    ('"x.same" = { reason = "r", until = 2026-12-31T10:00:00 }', "8:36", "is a day"),
    ('"x.same" = { reason = 1 }', "8:23", "reason: a text is expected"),
    ('"x.same" = ["r", "s"]', "8:18", "exception of 'x.same' is given twice"),
]


@pytest.mark.parametrize(("text", "at", "words"), FAULTS)
def test_a_fault_says_where_it_stands(text: str, at: str, words: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        loads(HEAD + text, name="a.toml")

    assert f"a.toml:{at}: " in str(caught.value)
    assert words in str(caught.value)


def test_a_rule_that_cannot_be_read_is_not_unknown_as_well() -> None:
    broken = HEAD.replace('"a = b"', '"a == b"') + '"x.same" = "r"'
    with pytest.raises(UnreadableFileError) as caught:
        loads(broken)

    assert 1 == len(caught.value.exceptions)


def test_in_json_a_fault_has_a_pointer() -> None:
    text = json.dumps(
        {
            "format": 1,
            "figures": {"a": 1, "b": 1},
            "rules": {"same": "a = b"},
            "exceptions": {"same": {"reason": "r", "until": "2026-13-31"}},
        }
    )
    with pytest.raises(UnreadableFileError) as caught:
        loads(text, name="a.json")

    assert "a.json#/exceptions/same/until: until is a day" in str(caught.value)
