"""Reports: findings out, as text and pages for people, JSON and SARIF for programs."""

from __future__ import annotations

from budgetcheck.reports.catalogues import render_catalogue, render_standards
from budgetcheck.reports.diagnoses_report import (
    render_diagnoses,
    render_diagnoses_json,
)
from budgetcheck.reports.explaining import render_explanation, render_rules
from budgetcheck.reports.formats import (
    REPORT_FORMATS,
    ReportFormat,
    format_of_file,
    render,
)
from budgetcheck.reports.html_report import render_html
from budgetcheck.reports.json_report import render_json
from budgetcheck.reports.markdown_report import render_markdown
from budgetcheck.reports.sarif_report import render_sarif
from budgetcheck.reports.schemas import frame_schema, schema
from budgetcheck.reports.text import render_text

__all__ = [
    "REPORT_FORMATS",
    "ReportFormat",
    "format_of_file",
    "frame_schema",
    "render",
    "render_catalogue",
    "render_diagnoses",
    "render_diagnoses_json",
    "render_explanation",
    "render_html",
    "render_json",
    "render_markdown",
    "render_rules",
    "render_sarif",
    "render_standards",
    "render_text",
    "schema",
]
