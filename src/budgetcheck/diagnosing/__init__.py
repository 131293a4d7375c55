"""Diagnosing: which figure is wrong, and what it may have been."""

from __future__ import annotations

from budgetcheck.diagnosing.applying import apply
from budgetcheck.diagnosing.diagnoser import Diagnoser, diagnose
from budgetcheck.diagnosing.diagnoses import (
    Answer,
    Clash,
    Diagnoses,
    Diagnosis,
    Doubt,
    Slip,
    SlipKind,
    Suggestion,
    Suspect,
)

__all__ = [
    "Answer",
    "Clash",
    "Diagnoser",
    "Diagnoses",
    "Diagnosis",
    "Doubt",
    "Slip",
    "SlipKind",
    "Suggestion",
    "Suspect",
    "apply",
    "diagnose",
]
