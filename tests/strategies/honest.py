"""Honest documents to put slips into: the one place where they are chosen."""

from __future__ import annotations

from hypothesis import strategies as st

from budgetcheck import Document
from budgetcheck.strategies.obeying import figures_obeying

# What a table of final accounts says of itself, and what its narrative says of it.
RULES = (
    "tree(lines[*].outturn by code)",
    "tree(lines[*].approved by code)",
    'total.outturn = lines["1"].outturn + lines["2"].outturn',
    "lines[*].rate = lines[*].outturn / lines[*].approved",
    "total.share = total.basic / total.outturn",
    "total.basic + total.project = total.outturn",
    "direction = total.outturn - total.prior",
    "total.change = total.outturn / total.prior - 1",
    "total.meals + total.travel <= total.basic",
    "cases.handled <= cases.due and cases.rate = cases.handled / cases.due",
)
PLAIN_RULES = (
    "total = sum(lines[*].outturn)",
    "lines[i].share = lines[i].outturn / sum(lines[*].outturn)",
    "lines[*].change = lines[*].outturn - lines[*].prior",
    "lines[*].rate = lines[*].change / (lines[*].outturn - lines[*].change)",
    "when lines[*].part > 0 then lines[*].part <= lines[*].outturn",
    "total >= basic + project",
)
UNITS = {
    "direction": "word",
    "cases.handled": "件",
    "cases.due": "件",
}


def documents(*, min_rows: int, max_rows: int) -> st.SearchStrategy[Document]:
    """Draw honest documents with so many rows."""
    hierarchies = figures_obeying(
        *RULES, units=UNITS, min_rows=min_rows, max_rows=max_rows
    )
    partitions = figures_obeying(*PLAIN_RULES, min_rows=min_rows, max_rows=max_rows)
    return st.one_of(partitions, hierarchies)
