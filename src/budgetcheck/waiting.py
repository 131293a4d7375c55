"""Waiting: a sign of life on a terminal, for work that takes its time.

This is the only module that knows rich, which is not needed: without it, and where
nobody looks on, nothing is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show what is being done while it is done, if somebody looks on.

    Args:
        what: What is being done.
    """
    if not sys.stderr.isatty() or find_spec("rich") is None:
        yield
        return
    from rich.console import Console  # noqa: PLC0415 (it need not be there)
    from rich.text import Text  # noqa: PLC0415 (it need not be there)

    with Console(stderr=True).status(Text(what)):  # A text has no markup.
        yield
