"""The JSON report of a data frame: counts of every rule, and rows in which it fails."""

from __future__ import annotations

from typing import Any

from budgetcheck.language.verdicts import Verdict
from budgetcheck.reports.frame_reports import (
    LEVELS,
    FrameReport,
    FrameRow,
    FrameRule,
    counted,
)
from budgetcheck.reports.json_texts import as_json


def render_frame_json(report: FrameReport, *, version: str) -> str:
    """Write the report of a data frame as JSON.

    Args:
        report: The report.
        version: The version of budgetcheck that made it.
    """
    whole = {
        "budgetcheck": version,
        "frame": report.name,
        "rows": report.rows,
        "documents": report.documents,
        "fail_on": report.floor.value,
        "failing": report.failing,
        "levels": {one.value: report.findings(one) for one in LEVELS},
        "summary": counted({one: report.total(one) for one in Verdict}),
        "rules": [_rule(one) for one in report.rules],
        "failures": [_failure(rule, row) for rule in report.rules for row in rule.rows],
        "failures_file": report.kept or None,
    }
    return as_json(whole)


def _rule(rule: FrameRule) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "notation": rule.rule.notation,
        "title": dict(rule.rule.title),
        "level": rule.worst.value,
        "summary": counted(rule.counts),
        "failing": rule.failing,
    }


def _failure(rule: FrameRule, row: FrameRow) -> dict[str, Any]:
    return {
        "key": dict(row.key),
        "rule": rule.name,
        "verdict": row.verdict.value,
        "level": row.level.value,
        "stated": row.stated,
        "recomputed": row.recomputed,
        "residual": None if row.residual is None else str(row.residual),
    }
