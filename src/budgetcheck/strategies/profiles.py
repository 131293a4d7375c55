"""Profiles: how hard Hypothesis tries, for a quick run, for CI and for a night."""

from __future__ import annotations

from hypothesis import settings

_QUICK, _THOROUGH = 50, 10_000


def register_profiles() -> None:
    """Register the profiles `budgetcheck-quick`, `-ci` and `-thorough`.

    Shape: `quick` draws 50 examples, `ci` as many and the same each time, `thorough`
    10,000. None has a deadline, because a busy machine says nothing about accounts.
    Nothing is loaded: `settings.load_profile("budgetcheck-ci")` does that, or
    `pytest --hypothesis-profile=budgetcheck-ci`. Call it in `conftest.py`.

    Example:
        >>> register_profiles()
        >>> settings.get_profile("budgetcheck-ci").derandomize
        True
    """
    settings.register_profile(
        "budgetcheck-quick", settings(deadline=None, max_examples=_QUICK)
    )
    settings.register_profile(
        "budgetcheck-ci",
        settings(deadline=None, derandomize=True, max_examples=_QUICK, print_blob=True),
    )
    settings.register_profile(
        "budgetcheck-thorough",
        settings(deadline=None, max_examples=_THOROUGH, print_blob=True),
    )
