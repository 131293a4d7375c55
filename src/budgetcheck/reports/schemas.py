"""Schemas: what the JSON report looks like, for programs that read it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the JSON report (draft 7).

    Shape: every key of the report is in it; keys may be added to a later report, and
    none changes its meaning.

    Example:
        >>> sorted(schema()["required"])
        ['budgetcheck', 'documents']
    """
    return _schema("report")


def frame_schema() -> dict[str, Any]:
    """Return the JSON Schema of the JSON report of a data frame (draft 7).

    Shape: as `schema()`; `budgetcheck check-frame --format json` writes such reports.

    Example:
        >>> sorted(frame_schema()["properties"])[:3]
        ['budgetcheck', 'documents', 'fail_on']
    """
    return _schema("frame-report")


def _schema(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath(f"{name}.schema.json").read_text("utf-8")
    return dict(json.loads(text))
