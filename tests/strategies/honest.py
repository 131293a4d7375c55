"""Honest documents to put slips into: the one place where they are chosen."""

from __future__ import annotations

from hypothesis import strategies as st

from budgetcheck import Document
from budgetcheck.strategies import budgets


def documents(*, min_rows: int, max_rows: int) -> st.SearchStrategy[Document]:
    """Draw honest documents with so many rows."""
    return budgets(min_lines=min_rows, max_lines=max_rows)
