"""Wording: a finding as sentences, in English and Chinese.

Every sentence comes from `en.toml` and `zh.toml`, which have the same keys, and
every number from the finding's measure. Nothing is decided here.
"""

from __future__ import annotations

from budgetcheck.wording.advice import reason_for, remedy_for
from budgetcheck.wording.sentences import Wording, word
from budgetcheck.wording.staleness import word_stale
from budgetcheck.wording.templates import LANGUAGES, Language, label

__all__ = [
    "LANGUAGES",
    "Language",
    "Wording",
    "label",
    "reason_for",
    "remedy_for",
    "word",
    "word_stale",
]
