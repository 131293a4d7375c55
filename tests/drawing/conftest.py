"""What is drawn is looked at where it is made, and not where it is installed."""

import os
import sys

import pytest

# They draw hundreds of documents to see what these contain.
LARGE = {"honest", "many"}


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> None:
    """Forget what is kept: a property may have made it, which is not traced."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("budgetcheck.strategies"):
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave these out of `dev.py wheel`, which asks whether all is packed."""
    if os.environ.get("HYPOTHESIS_PROFILE") != "few":
        return
    for item in items:
        if LARGE & {*getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.skip("it is not about what is packed"))
