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
    text = files(__package__).joinpath("report.schema.json").read_text("utf-8")
    return dict(json.loads(text))
