"""Frames: the same rules over data frames, a verdict for every row.

Everything goes through narwhals, so that polars, pandas, PyArrow, DuckDB and PySpark
run what is written once. `reading` makes whole numbers of columns; `cells`, `spans`
and `reaching` say what truths they leave; `comparing`, `sharing` and `judging` decide
as the modules of the same names in `budgetcheck.checking` do; `laying` writes it for
an engine, and `checks` is the door.
"""

from __future__ import annotations

from importlib.util import find_spec

from budgetcheck.errors import MissingExtraError

if find_spec("narwhals") is None:
    raise MissingExtraError("budgetcheck.frames", "narwhals", "frames")

from budgetcheck.frames.checks import Checked, check
from budgetcheck.frames.columns import Column
from budgetcheck.frames.summaries import Summary

__all__ = ["Checked", "Column", "Summary", "check"]
