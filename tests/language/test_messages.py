"""Messages: what is said of bad input, word by word, with its hint and its caret."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import budgetcheck as bc

CASES = Path(__file__).parent.parent / "cases" / "messages.json"
MESSAGES: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))
PUBLISHER = bc.Convention(unit="万元", decimals=2)
USES: dict[str, Callable[..., object]] = {
    "rule": bc.Rule,
    "figure": lambda text: bc.read_figure(text, PUBLISHER),
    "unit": bc.Unit.of,
    "convention": bc.Convention.of,
    "document": lambda both: bc.check(*both),
}


@pytest.mark.parametrize("case", MESSAGES, ids=lambda case: json.dumps(case)[:60])
def test_bad_input_is_told_in_these_words(case: dict[str, Any]) -> None:
    ((kind, given), (_, says)) = case.items()
    with pytest.raises(bc.BudgetCheckError) as caught:
        USES[kind](given)

    assert says == str(caught.value).splitlines()
