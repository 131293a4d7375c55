"""A few hundred of the files that `python3 dev.py fuzz` tries by the ten thousand."""

from __future__ import annotations

import pytest
from tests import fuzz

from budgetcheck import check
from budgetcheck.files import loads


@pytest.mark.parametrize("number", range(len(fuzz.SEEDS)))
def test_a_seed_is_right_before_it_is_changed(number: int) -> None:
    assert len(check(loads(fuzz.unchanged(-1, number, "toml"))))
    assert len(check(loads(fuzz.unchanged(-1, number, "json"), format="json")))


def test_no_file_ends_in_a_traceback() -> None:
    became = {fuzz.one_of((1, number))[1:3] for number in range(300)}

    assert {("refused", ""), ("checked", "")} <= became
    assert {""} == {trace for _, trace in became}


def test_a_failure_is_caught_and_made_short(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(raw: bytes, name: str) -> str:
        if b"x" in raw:
            raise ZeroDivisionError(name)
        return "checked"

    monkeypatch.setattr(fuzz, "tried", broken)
    kind, trace = fuzz.failure(b"abcxdef", "a.toml")

    assert "ZeroDivisionError in test_fuzz.py:broken" == kind
    assert "Traceback" in trace
    assert b"x" == fuzz.shortest(b"abcxdef", "a.toml", kind)
