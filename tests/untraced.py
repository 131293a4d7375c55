"""Untraced: what Hypothesis draws takes no part in coverage.

Which lines a draw reaches is luck, so that coverage would be now 100 % and now less;
and a line that is traced costs three times as much.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def untraced() -> Iterator[None]:
    """Run without coverage; a debugger is left alone."""
    tracer = sys.gettrace()
    is_coverage = type(tracer).__module__.partition(".")[0] == "coverage"
    if is_coverage:
        sys.settrace(None)
    try:
        yield
    finally:
        if is_coverage:
            sys.settrace(tracer)
