"""Published examples of wrong figures: our answers beside those of their authors."""

from __future__ import annotations

from typing import Any

import pytest
from tests.diagnosing.told import (
    answers,
    cases_of,
    certain,
    diagnosed,
    likeliest,
    settled,
    values,
)

CASES = cases_of("published_errors.toml")
NOTHING = "nothing"  # It can only be right if some rule is wrong.


@pytest.mark.parametrize("case", CASES, ids=[one["why"] for one in CASES])
def test_every_example_has_its_answers(case: dict[str, Any]) -> None:
    causes = case.get("cause", [])

    found = diagnosed(case)

    assert found.is_settled
    assert [set(map(frozenset, one["answers"])) for one in causes] == [
        answers(one) for one in found
    ]
    for said, cause in zip(causes, found, strict=True):
        wanted = {
            path: None if least == NOTHING else least
            for path, least in said["certain"].items()
        }

        assert wanted == certain(cause)
        if "likeliest" in said:
            assert said["likeliest"] == likeliest(cause)


def agreeing(case: dict[str, Any], suggested: dict[str, set[str]]) -> set[str]:
    """Return the published corrections that an answer has, with the value, if any."""
    return {
        path
        for path, value in case["published"].items()
        if path in suggested and (not value or value in suggested[path])
    }


@pytest.mark.parametrize(
    "case",
    [pytest.param(one, id=one["why"]) for one in CASES if "published" in one],
)
def test_the_published_answer_is_ours_or_it_is_said_why_not(
    case: dict[str, Any],
) -> None:
    """One answer of each cause, taken together, corrects all that the authors do."""
    best = [
        max((agreeing(case, one) for one in values(cause)), key=len)
        for cause in diagnosed(case)
    ]

    is_ours = set(case["published"]) == set().union(*best)

    assert ("differs" not in case) == is_ours


@pytest.mark.parametrize(
    "case",
    [pytest.param(one, id=one["why"]) for one in CASES if "trusted" not in one],
)
def test_the_likeliest_values_settle_everything(case: dict[str, Any]) -> None:
    found = diagnosed(case)

    assert not settled(case, found)
