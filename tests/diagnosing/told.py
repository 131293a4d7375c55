"""What a diagnosis says, in the short form in which the cases have it."""

from __future__ import annotations

import tomllib
from math import inf
from pathlib import Path
from typing import Any

from budgetcheck import Convention
from budgetcheck.diagnosing import (
    Diagnoses,
    Diagnosis,
    Suggestion,
    Suspect,
    apply,
    diagnose,
)
from budgetcheck.language.figures import Amount, Count, Figure, NotComputable, Percent

CASES = Path(__file__).parent.parent / "cases"


def cases_of(name: str) -> list[dict[str, Any]]:
    """Read the cases of a file."""
    found: list[dict[str, Any]] = tomllib.loads(
        (CASES / name).read_text(encoding="utf-8")
    )["case"]
    return found


def diagnosed(case: dict[str, Any]) -> Diagnoses:
    """Diagnose the figures of a case; those without a unit are of 万元."""
    publisher = Convention.of(
        {"unit": case.get("unit", "万元"), "decimals": case.get("decimals", 2)}
    )
    return diagnose(
        case["figures"],
        case["rules"],
        convention=publisher,
        weights=dict.fromkeys(case.get("trusted", ()), inf),
    )


def told(figure: Figure) -> str:
    """Return a figure as a case writes it."""
    match figure:
        case Percent(value=value):
            return f"{value}%"
        case Amount(value=value) | Count(value=value):
            return str(value)
        case NotComputable():
            return "n/c"
        case _:
            return str(figure)


def suggested(one: Suggestion) -> str:
    """Return a suggestion as a case writes it: value, slip, other figure."""
    words = [told(one.figure)]
    if one.slip is not None:
        words.append(str(one.slip.kind))
        if one.slip.of is not None:
            words.append(str(one.slip.of))
    return " ".join(words)


def first(suspect: Suspect) -> str:
    """Return the first suggestion for a suspect."""
    return suggested(suspect.suggestions[0])


def answers(cause: Diagnosis) -> set[frozenset[str]]:
    """Return every answer of a cause, as paths."""
    return {frozenset(map(str, one.paths)) for one in cause.answers}


def certain(cause: Diagnosis) -> dict[str, int | None]:
    """Return what stands in every answer, and what it would take to be right."""
    return {str(one.path): one.otherwise for one in cause.certain}


def likeliest(cause: Diagnosis) -> dict[str, str]:
    """Return the first answer, with the first suggestion for each of its figures."""
    return {str(one.path): first(one) for one in cause.answers[0].suspects}


def values(cause: Diagnosis) -> list[dict[str, set[str]]]:
    """Return, answer by answer, every value that is suggested for its figures."""
    return [
        {
            str(one.path): {told(some.figure) for some in one.suggestions}
            for one in answer.suspects
        }
        for answer in cause.answers
    ]


def settled(case: dict[str, Any], found: Diagnoses) -> Diagnoses:
    """Diagnose a case with the first value for each figure of the first answers."""
    firsts = [
        one.suggestions[0] for cause in found for one in cause.answers[0].suspects
    ]
    return diagnosed(case | {"figures": apply(case["figures"], *firsts)})
