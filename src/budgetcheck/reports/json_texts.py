"""JSON texts: how reports in JSON write figures and intervals, and nothing live."""

from __future__ import annotations

import json
from typing import Any

from budgetcheck.language.figures import Figure
from budgetcheck.language.intervals import Interval
from budgetcheck.language.measures import Measure
from budgetcheck.language.paths import Path
from budgetcheck.language.safety import unseen_in


def as_json(whole: object) -> str:
    r"""Write data as JSON, and out what a terminal or an editor would act on.

    Example:
        >>> as_json(["\u202e"])
        '[\n  "\\u202e"\n]\n'
    """
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    unseen = unseen_in(text) - {"\n"}
    written = {ord(one): json.dumps(one)[1:-1] for one in unseen}
    return text.translate(written) + "\n"


def interval_json(interval: Interval | None, measure: Measure) -> dict[str, Any] | None:
    """Return an interval as texts in the unit of a measure, ends rounded outward."""
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


def figure_json(path: Path, figure: Figure) -> dict[str, Any]:
    """Return a figure as printed, and where it stands."""
    return {
        "path": str(path),
        "printed": figure.printed,
        "where": figure.place.where or None,
        "line": figure.place.line,
        "column": figure.place.column,
        "pointer": figure.place.pointer or None,
    }
