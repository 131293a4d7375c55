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
    # Whatever profile is loaded at the moment is no part of them.
    usual = settings(settings.get_profile("default"), deadline=None, derandomize=False)
    several = {
        "quick": settings(usual, max_examples=_QUICK),
        "ci": settings(usual, max_examples=_QUICK, derandomize=True, print_blob=True),
        "thorough": settings(usual, max_examples=_THOROUGH, print_blob=True),
    }
    for name, profile in several.items():
        settings.register_profile(f"budgetcheck-{name}", profile)
