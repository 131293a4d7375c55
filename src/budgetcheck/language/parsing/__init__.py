"""Parsing: a rule's text into its condition, by recursive descent.

`tokens` cuts the text, `cursors` moves over it, `expressions` and `conditions` read
the grammar. Every refusal goes through `tokens.fault()`, so that each shows the
text with a caret.
"""

from __future__ import annotations

from budgetcheck.language.parsing.conditions import Parser

__all__ = ["Parser"]
