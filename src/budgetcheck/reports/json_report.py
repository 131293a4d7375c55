"""The JSON report: every result with its evidence, for other programs.

Numbers are texts in the unit in which the document prints; the ends of intervals
are rounded outward, so that nothing possible is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from budgetcheck.language.evidence import Evidence
from budgetcheck.language.exceptions import KnownException
from budgetcheck.language.figures import Figure
from budgetcheck.language.findings import Finding
from budgetcheck.language.headings import Rows
from budgetcheck.language.intervals import Interval
from budgetcheck.language.measures import Measure
from budgetcheck.language.paths import Path
from budgetcheck.language.reports import Report
from budgetcheck.language.safety import unseen_in
from budgetcheck.reports.groups import BEST_FIRST
from budgetcheck.wording import LANGUAGES, word


def render_json(reports: Iterable[Report], *, version: str) -> str:
    """Write reports as JSON, the same for the same figures and rules.

    Args:
        reports: One report per document.
        version: The version of budgetcheck that made them.

    Example:
        >>> from budgetcheck.checking import check
        >>> report = check({"a": "1", "b": "1"}, ["a = b"])
        >>> json.loads(render_json([report], version="1"))["documents"][0]["summary"]
        ... # doctest: +NORMALIZE_WHITESPACE
        {'exact': 1, 'rounding': 0, 'strained': 0, 'contradiction': 0,
         'undefined': 0, 'unchecked': 0}
    """
    whole = {"budgetcheck": version, "documents": [_document(one) for one in reports]}
    return _inert(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _inert(text: str) -> str:
    """Write out what a terminal or an editor would act on; the data stay the same."""
    unseen = unseen_in(text) - {"\n"}
    return text.translate({ord(one): json.dumps(one)[1:-1] for one in unseen})


def _document(report: Report) -> dict[str, Any]:
    counts = report.counts
    covered = report.coverage
    return {
        "document": report.name,
        "title": report.title,
        "summary": {verdict.value: counts[verdict] for verdict in BEST_FIRST},
        "coverage": {
            "vouched": len(covered.vouched),
            "disputed": [str(path) for path in covered.disputed],
            "unvouched": [str(path) for path in covered.unvouched],
        },
        "results": [_result(one, report.rows_of(one)) for one in report],
        "disabled": [
            {"rule": rule.id, "reason": rule.disabled} for rule in report.disabled
        ],
        "stale_exceptions": [
            {"rule": one.exception.rule, "at": one.exception.at or None}
            | _exception(one.exception)
            | {"expired": one.expired}
            for one in report.stale
        ],
        "diagnoses": [],
    }


def _result(finding: Finding, rows: Rows) -> dict[str, Any]:
    one = finding.evidence
    return {
        "rule": finding.rule.id,
        "at": finding.at or None,
        "verdict": finding.verdict.value,
        "level": finding.level.value,
        "cause": finding.cause.value,
        "notation": finding.rule.notation,
        "filled": finding.filled,
        "unit": one.measure.suffix or one.measure.unit or None,
        "stated": _number(one.stated, one),
        "recomputed": _number(one.recomputed, one),
        "residual": _number(one.residual, one),
        "possible": _interval(one.possible, one.measure),
        "unexplained": _least(one.unexplained, one.measure),
        "flips": one.flips,
        "exception": finding.exception and _exception(finding.exception),
        "figures": _figures(finding.figures),
        "rows": _rows(rows),
        "message": {lang: word(finding, lang).text for lang in LANGUAGES},
    }


def _exception(known: KnownException) -> dict[str, Any]:
    until = known.until.isoformat() if known.until else None
    return {"reason": known.reason, "until": until}


def _least(value: Fraction | None, measure: Measure) -> str | None:
    if value is None:
        return None
    return measure.least_text(value).removesuffix(measure.suffix or "\0")


def _number(value: Fraction | None, evidence: Evidence) -> str | None:
    if value is None:
        return None
    measure = evidence.measure
    return measure.exact_text(value).removesuffix(measure.suffix or "\0")


def _interval(interval: Interval | None, measure: Measure) -> dict[str, Any] | None:
    if interval is None:
        return None
    suffix = measure.suffix or "\0"
    low, high = (end and end.removesuffix(suffix) for end in measure.ends(interval, 4))
    return {
        "low": low,
        "high": high,
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def _rows(rows: Rows) -> list[dict[str, Any]]:
    return [
        {"path": str(path), "code": one.code or None, "name": one.name or None}
        for path, one in rows
    ]


def _figures(figures: Sequence[tuple[Path, Figure]]) -> list[dict[str, Any]]:
    return [
        {
            "path": str(path),
            "printed": figure.printed,
            "where": figure.place.where or None,
            "line": figure.place.line,
            "column": figure.place.column,
            "pointer": figure.place.pointer or None,
        }
        for path, figure in figures
    ]
