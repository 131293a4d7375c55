"""How hard Hypothesis tries: HYPOTHESIS_PROFILE is quick (default), ci or thorough."""

import os

from hypothesis import settings

# The machine may be shared, so that a slow example says nothing about the code.
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile(
    "ci", deadline=None, derandomize=True, max_examples=100, print_blob=True
)
settings.register_profile(
    "thorough", deadline=None, max_examples=5_000, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
