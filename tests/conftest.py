"""How hard Hypothesis tries: HYPOTHESIS_PROFILE is quick (default), ci or thorough."""

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, Phase, settings
from tests.untraced import untraced

from budgetcheck.strategies import register_profiles

AS_OTHERS = ("pandas", "pandas with Arrow", "pandas, nullable")
# The machine may be shared, so that a slow example says nothing about the code.
register_profiles()
for name in ("quick", "ci", "thorough"):
    settings.register_profile(name, settings.get_profile(f"budgetcheck-{name}"))
# CI asks often; `dev.py laws` asks much.
settings.register_profile("ci", settings.get_profile("ci"), max_examples=30)
# For `dev.py wheel`, which asks whether all is packed, and not whether all is right.
settings.register_profile("few", deadline=None, derandomize=True, max_examples=10)
# For `planted.py`, which asks whether an example fails, and not for the simplest.
settings.register_profile(
    "planted",
    deadline=None,
    derandomize=True,
    max_examples=100,
    phases=(Phase.explicit, Phase.generate),
)
# For `mutants.py`, which does so thousands of times, with code that is slowed down.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    max_examples=10,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Leave properties out of coverage: plain tests must reach every line.

    So must those on frames of polars and PyArrow: what other libraries do is the same.
    """
    property_ = getattr(pyfuncitem.obj, "is_hypothesis_test", False)
    engine = getattr(pyfuncitem, "callspec", None) and pyfuncitem.callspec.params.get(
        "engine"
    )
    if not property_ and engine not in AS_OTHERS:
        return (yield)
    with untraced():
        return (yield)
