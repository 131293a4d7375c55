"""Hypothesis strategies of whole Chinese departmental final accounts.

Import it in tests: `from budgetcheck.cn_accounts import strategies`. The pack itself
never does. `truths` are what a department received and spent, which `choosing` draws
with a `styles.Style`; `forms` prints them, cell by cell (`filling`).
"""

from __future__ import annotations

from importlib.util import find_spec

from budgetcheck.errors import MissingExtraError

if find_spec("hypothesis") is None:
    raise MissingExtraError("budgetcheck.cn_accounts.strategies", "hypothesis", "test")

from budgetcheck.cn_accounts.strategies.drawing import accounts, printed_accounts

__all__ = ["accounts", "printed_accounts"]
