"""Entities: a table of budget lines that any budget fits, and its rules.

`tables` are the lines and tables, `rows` reads what is printed into them, and
`said` are the rules that they come with.
"""

from __future__ import annotations

from budgetcheck.entities.tables import BudgetLine, BudgetTable

__all__ = ["BudgetLine", "BudgetTable"]
