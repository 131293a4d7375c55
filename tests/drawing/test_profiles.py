"""Profiles are registered when they are asked for, and none is loaded."""

import pytest
from hypothesis import settings

from budgetcheck.strategies import register_profiles


@pytest.mark.parametrize(
    ("name", "examples"), [("quick", 50), ("ci", 50), ("thorough", 10_000)]
)
def test_each_draws_so_many_examples_without_a_deadline(
    name: str, examples: int
) -> None:
    register_profiles()
    profile = settings.get_profile(f"budgetcheck-{name}")

    assert examples == profile.max_examples
    assert profile.deadline is None
    assert (name == "ci") is profile.derandomize


def test_none_is_loaded() -> None:
    before = settings().max_examples
    register_profiles()

    assert before == settings().max_examples
