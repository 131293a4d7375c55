"""Reports: findings out, as text for people and as JSON for programs."""

from __future__ import annotations

from budgetcheck.reports.json_report import render_json
from budgetcheck.reports.text import render_text

__all__ = ["render_json", "render_text"]
