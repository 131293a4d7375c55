"""Hypothesis strategies: figures, rules, documents that obey them, and broken ones.

Import it in tests: `from budgetcheck import strategies`. The package itself never
does, so that nobody needs Hypothesis who only checks.
"""

__all__: list[str] = []
