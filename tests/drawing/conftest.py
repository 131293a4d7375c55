"""What is drawn is looked at where it is made, and not where it is installed."""

import os

import pytest

# They draw hundreds of documents to see what these contain.
LARGE = {"drawn", "honest"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave these out of `dev.py wheel`, which asks whether all is packed."""
    if os.environ.get("HYPOTHESIS_PROFILE") != "few":
        return
    for item in items:
        if LARGE & {*getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.skip("it is not about what is packed"))
