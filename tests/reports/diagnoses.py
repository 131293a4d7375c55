"""A report with a cause of every kind, and its diagnoses."""

from __future__ import annotations

from datetime import date

from budgetcheck import (
    Convention,
    KnownException,
    Report,
    Rule,
    check,
    diagnose,
    excuse,
)
from budgetcheck.diagnosing import Diagnoses

WAN = Convention(unit="万元", decimals=2)


def of_every_cause() -> tuple[Report, Diagnoses]:
    """Return a report with one figure for two findings, one of several, and more."""
    figures: dict[str, object] = {
        # Two digits of a total have changed places: two rules fail, and a note as well.
        "total": "98.43",
        "basic": "60.80",
        "project": "37.54",
        "share": "61.83%",
        # One of three is wrong, and nobody can say which.
        "added": "9.00",
        "lines": [{"name": "甲", "part": "1.00"}, {"name": "乙", "part": "2.00"}],
        # Each of two rules holds, and both together cannot.
        "whole": "98.34",
        "some": "60.80",
        "rest": "37.55",
        "part": "61.83%",
        # It is known.
        "known": "1.00",
        "same": "2.00",
        # It is too quiet for a report.
        "still": "1.00",
        "calm": "2.00",
    }
    said = [
        Rule("share = basic / total", id="share", level="warning"),
        Rule("total = basic + project", id="total"),
        Rule("total <= basic + project", id="noted", level="note"),
        Rule("added = sum(lines[*].part)", id="added"),
        Rule("whole = some + rest", id="whole"),
        Rule("part = some / whole", id="part", level="warning"),
        Rule("known = same", id="known"),
        Rule("still = calm", id="quiet", level="note"),
    ]
    report = check(figures, said, convention=WAN)
    known = [KnownException("known", reason="it was told")]
    diagnoses = diagnose(figures, said, convention=WAN)
    return excuse(report, known, today=date(2026, 1, 1)), diagnoses
