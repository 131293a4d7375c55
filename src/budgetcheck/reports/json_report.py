"""The JSON report: every result with its evidence, for other programs.

Numbers are texts in the unit in which the document prints; the ends of intervals
are rounded outward, so that nothing possible is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from budgetcheck.diagnosing import Diagnoses
from budgetcheck.language.evidence import Evidence
from budgetcheck.language.exceptions import KnownException
from budgetcheck.language.findings import Finding
from budgetcheck.language.headings import Rows
from budgetcheck.language.measures import Measure
from budgetcheck.language.reports import Report
from budgetcheck.reports.causes import Diagnosed, zip_diagnoses
from budgetcheck.reports.groups import BEST_FIRST
from budgetcheck.reports.json_diagnoses import diagnoses_json
from budgetcheck.reports.json_texts import as_json, figure_json, interval_json
from budgetcheck.wording import LANGUAGES, word


def render_json(
    reports: Iterable[Report], *, version: str, diagnoses: Diagnosed | None = None
) -> str:
    """Write reports as JSON, the same for the same figures and rules.

    Args:
        reports: One report per document.
        version: The version of budgetcheck that made them.
        diagnoses: What is wrong in each, or None where that was not asked.

    Raises:
        InvalidConventionError: There are not as many diagnoses as reports.

    Example:
        >>> import json
        >>> from budgetcheck.checking import check
        >>> report = check({"a": "1", "b": "1"}, ["a = b"])
        >>> json.loads(render_json([report], version="1"))["documents"][0]["summary"]
        ... # doctest: +NORMALIZE_WHITESPACE
        {'exact': 1, 'rounding': 0, 'strained': 0, 'contradiction': 0,
         'undefined': 0, 'unchecked': 0}
    """
    pairs = zip_diagnoses(reports, diagnoses)
    documents = [_document(report, one) for report, one in pairs]
    return as_json({"budgetcheck": version, "documents": documents})


def _document(report: Report, diagnoses: Diagnoses | None) -> dict[str, Any]:
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
        **diagnoses_json(report, diagnoses),
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
        "possible": interval_json(one.possible, one.measure),
        "unexplained": _least(one.unexplained, one.measure),
        "flips": one.flips,
        "exception": finding.exception and _exception(finding.exception),
        "figures": [figure_json(*one) for one in finding.figures],
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


def _rows(rows: Rows) -> list[dict[str, Any]]:
    return [
        {"path": str(path), "code": one.code or None, "name": one.name or None}
        for path, one in rows
    ]
