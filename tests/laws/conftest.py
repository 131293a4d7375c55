"""How many examples each law is tried with: 10,000 in the thorough profile.

The examples of a law are shared by the tests of its file, and counted as they are
drawn, also in the processes of pytest-xdist; the summary says how many there were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

EXAMPLES = 10_000  # of a law, in the thorough profile
COSTLY = 5  # A whole document costs as much as so many of what other tests draw.
HERE = Path(__file__).parent
KEY = "examples"


def law_of(nodeid: str) -> str:
    return Path(nodeid.partition("::")[0]).stem.removeprefix("test_").replace("_", " ")


def is_thorough() -> bool:
    return settings.default is not None and settings.default.max_examples >= EXAMPLES


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Share the examples of a law among its tests, and count them."""
    tests = [
        item
        for item in items
        if isinstance(item, pytest.Function)
        and HERE in item.path.parents
        and getattr(item.obj, "is_hypothesis_test", False)
    ]
    weights: Counter[str] = Counter()
    for item in tests:
        weights[law_of(item.nodeid)] += weight(item)
    seen: set[object] = set()
    for item in tests:
        function = getattr(item.obj, "__func__", item.obj)
        if function not in seen:  # A test with parameters is collected several times.
            seen.add(function)
            if is_thorough():
                # A tenth more, because a test whose cases are few ends early.
                parts = 10 * weights[law_of(item.nodeid)]
                share = 11 * EXAMPLES * weight(item) // parts
                settings(max_examples=share + 1)(function)
            elif weight(item) < COSTLY:
                usual = settings().max_examples
                settings(max_examples=max(10, usual // COSTLY))(function)
            function.hypothesis.inner_test = counted(function.hypothesis.inner_test)


def weight(item: pytest.Item) -> int:
    """Say how many of a law's examples a test gets, beside the others."""
    return 1 if item.get_closest_marker("costly") else COSTLY


def counted(test: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(test)
    def count(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 (any test)
        counted_here[0] += 1
        return test(*arguments, **named)

    return count


counted_here = [0]


@pytest.fixture(autouse=True)
def _examples(record_property: Callable[[str, object], None]) -> Any:  # noqa: ANN401
    counted_here[0] = 0
    yield
    record_property(KEY, counted_here[0])


def pytest_terminal_summary(terminalreporter: Any) -> None:  # noqa: ANN401
    """Say how many examples each law was tried with."""
    drawn: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "teardown":
                told = dict(report.user_properties)
                drawn[law_of(report.nodeid)] += told.get(KEY, 0)
    if is_thorough() and drawn:
        terminalreporter.section("laws")
        for law, examples in sorted(drawn.items()):
            terminalreporter.line(f"{examples:7,} examples: {law}")
