"""Nested: figures by path as the nested document that the object reader reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetcheck.language.figures import Figure
from budgetcheck.language.paths import Index, Key, Path, Step


def nested(figures: Mapping[Path, Figure | str]) -> dict[str, Any]:
    """Return figures nested by their paths; rows that are counted are a list.

    Example:
        >>> nested({Path(("lines", Index(0), "code")): "208"})
        {'lines': [{'code': '208'}]}
    """
    found: dict[Step, Any] = {}
    for path, figure in figures.items():
        at = found
        for step in path.steps[:-1]:
            at = at.setdefault(step, {})
        at[path.steps[-1]] = figure
    return {_name(step): _listed(one) for step, one in found.items()}


def _listed(one: Any) -> Any:  # noqa: ANN401 (a figure, or what is nested)
    if not isinstance(one, dict):
        return one
    if all(isinstance(step, Index) for step in one):
        return [_listed(one[step]) for step in sorted(one, key=_number)]
    return {_name(step): _listed(inner) for step, inner in one.items()}


def _number(step: Index) -> int:
    return step.number


def _name(step: Step) -> str:
    return step.text if isinstance(step, Key) else str(step)
