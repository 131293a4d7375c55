"""Reports in which every place that a document may write in says the same text."""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis import strategies as st

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
TRICKS = (
    *("<script>alert(1)</script>", "</script>", "</style>", "<!--", "-->", "]]>"),
    *("<img src=x onerror=alert(1)>", "&lt;", "&#64;", "<details>", "</details>"),
    *("`", "``", "```", "~~~", "~~a~~", "**a**", "__a__", "*", "_", "\\", "|", "||"),
    *("[a](javascript:alert(1))", "![a](x)", "[a]: x", "[^1]", "](", "<x@y.cn>"),
    *("@name", "#1", "GH-1", "a/b#1", "deadbeef", "0123456", ":smile:", "$x$", "$$"),
    *("http://x.cn", "www.x.cn", "x.cn", "x@y.cn", "mailto:x@y.cn", "javascript:x"),
    *("# a", "- a", "+ a", "1. a", "1) a", "> a", "===", "---", "    a", "{{a}}"),
    *("\n", "\r\n", "\t", "\x00", "\x1b[31m", "\x9b31m", "\x7f", "\u2028", "\ud800"),
    *("\u202e", "\u2066", "\u200b", "\u3000", "\xa0", " ", "预算", "é", "：", "%s"),
)
_texts = st.lists(st.sampled_from(TRICKS) | st.text(max_size=4), max_size=6)
# A reason that is blank is refused, which is another matter.
texts = _texts.map("".join).filter(lambda text: bool(text.strip()))


def told(text: str) -> tuple[Report, Diagnoses]:
    """Return a report in which a document says a text wherever it can.

    And what is wrong in it, in which it does as well.
    """
    printed = {"value": "1.00", "where": text, "note": text}
    figures: dict[str, object] = {
        "a": printed,
        "b": "2.00",
        "c": "1.00",
        "blank": "",
        f"{text} (unvouched)": "3.00",
        "lines": [{"name": text, "budget": "5.00", "actual": "5.73"}],
        "whole": "98.34",
        "some": "60.80",
        "rest": "37.55",
        "share": "61.83%",
    }
    said = [
        Rule("a = b", id=text, title={"en": text, "zh": text}, source=text, note=text),
        Rule("lines[*].actual <= lines[*].budget", id=f"{text} (rows)"),
        Rule("b = c", id=f"{text} (noted)", level="note", title={"en": text}),
        Rule("b = a", id=f"{text} (known)"),
        Rule("a = c", id=f"{text} (held)"),
        Rule("a = blank", id=f"{text} (unchecked)"),
        Rule("a = c", id=f"{text} (off)", disabled=text),
        Rule("whole = some + rest", id=f"{text} (whole)"),
        Rule("share = some / whole", id=f"{text} (share)"),
    ]
    known = [
        KnownException(f"{text} (known)", reason=text),
        KnownException(f"{text} (held)", reason=text),
    ]
    report = check(figures, said, convention=WAN)
    report = excuse(report, known, today=date(2026, 1, 1))
    diagnoses = diagnose(figures, said, convention=WAN)
    return attrs.evolve(report, name=text, title=text), diagnoses
