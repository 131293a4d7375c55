"""A report with something under every heading."""

from __future__ import annotations

from datetime import date

from budgetcheck import (
    Convention,
    KnownException,
    Level,
    Report,
    Rule,
    Verdict,
    check,
    excuse,
)

WAN = Convention(unit="万元", decimals=2)


def of_every_kind() -> Report:
    """Return a report with something under every heading."""
    figures = {
        "a": "1.00",
        "b": "5.00",
        "c": "7.00",
        "d": "2.01",
        "blank": "",
        "s": "0%",
        "g": "0",
        "z": "0",
    }
    quiet = {Verdict.CONTRADICTION: Level.NONE}
    said = [
        Rule("a = b", id="same"),
        Rule("a = c", id="more"),
        Rule("b = c", id="wrong"),
        Rule("c = b", id="wrong too"),
        Rule("c <= b", id="mild", level="warning"),
        Rule("d = a + a", id="near"),
        Rule("s = z / g", id="zero"),
        Rule("a = blank", id="unknown"),
        Rule("c <= a", id="noted", level="note"),
        Rule("c <= a", id="silent", levels=quiet),
        Rule("b <= c", id="known"),
        Rule("b = a", id="off", disabled="b is an estimate"),
    ]
    known = [
        KnownException("same", reason="it was told"),
        KnownException("more", reason="it was told", until=date(2026, 12, 31)),
        KnownException("known", reason="it was told"),
    ]
    report = check(figures, said, convention=WAN)
    return excuse(report, known, today=date(2026, 6, 30))
