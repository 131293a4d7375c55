"""Profiles are registered when they are asked for, and none is loaded."""

import os
import subprocess
import sys
from pathlib import Path

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


def test_the_laws_are_collected_for_ten_thousand_examples() -> None:
    # Decorating a test with settings twice is an error, in that profile only.
    laws = Path(__file__).parents[1] / "laws"
    command = (sys.executable, "-m", "pytest", "--collect-only", "-q", laws)
    environment = os.environ | {"HYPOTHESIS_PROFILE": "thorough"}
    done = subprocess.run(command, env=environment, cwd=laws.parents[1], check=False)

    assert done.returncode == 0
