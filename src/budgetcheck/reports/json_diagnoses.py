"""Diagnoses in JSON: all answers, with every value as a text in its printed unit."""

from __future__ import annotations

from typing import Any

from budgetcheck.diagnosing import (
    Answer,
    Diagnoses,
    Diagnosis,
    Slip,
    Suggestion,
    Suspect,
)
from budgetcheck.language.figures import Figure, Number
from budgetcheck.language.headings import Headings
from budgetcheck.language.measures import Measure
from budgetcheck.language.reports import Report
from budgetcheck.reports.causes import Causes, Examined
from budgetcheck.reports.cells import printed_text
from budgetcheck.reports.diagnosed import tell_diagnosis
from budgetcheck.reports.json_texts import figure_json, interval_json
from budgetcheck.wording import LANGUAGES

_EXAMINED = {
    Examined.NOT: "no",
    Examined.UNSETTLED: "unsettled",
    Examined.FINE: "yes",
    Examined.TOLD: "yes",
}


def diagnoses_json(report: Report, diagnoses: Diagnoses | None) -> dict[str, Any]:
    """Return what is known of causes, and whether it was asked.

    Shape: all diagnoses, also those whose findings are known and accepted.
    """
    causes = Causes.of(report, diagnoses)
    loud = {id(case.diagnosis): case.level.value for case in causes.cases}
    return {
        "examined": _EXAMINED[causes.examined],
        "diagnoses": [
            {"level": loud.get(id(one), "none")} | _diagnosis(one, report.headings)
            for one in diagnoses or ()
        ],
    }


def _diagnosis(one: Diagnosis, headings: Headings) -> dict[str, Any]:
    return {
        "findings": [*one.findings],
        "joint": one.is_joint,
        "exact": one.is_exact,
        "answers": [_answer(answer) for answer in one.answers],
        "certain": [
            {"path": str(doubt.path), "otherwise": doubt.otherwise}
            for doubt in one.certain
        ],
        "clashes": [
            {"findings": [*clash.findings], "figures": [*map(str, clash.figures)]}
            for clash in one.clashes
        ],
        "message": {lang: _message(one, lang, headings) for lang in LANGUAGES},
    }


def _message(one: Diagnosis, lang: str, headings: Headings) -> str:
    told = tell_diagnosis(one, lang, headings=headings)
    return "\n".join((told.lead, *told.answers, *told.remarks))


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "weight": answer.weight,
        "suspects": [_suspect(one) for one in answer.suspects],
    }


def _suspect(one: Suspect) -> dict[str, Any]:
    measure = _measure(one.figure)
    allowed = interval_json(one.allowed, measure) if measure else None
    return figure_json(one.path, one.figure) | {
        "unit": measure and (measure.suffix or measure.unit or None),
        "allowed": allowed,
        "only": one.only,
        "suggestions": [_suggestion(each) for each in one.suggestions],
    }


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "printed": printed_text(one.figure),
        "exact": one.exact,
        "slip": one.slip and _slip(one.slip),
        "only_slip": one.only_slip,
    }


def _slip(slip: Slip) -> dict[str, Any]:
    of = None if slip.of is None else str(slip.of)
    return {"kind": slip.kind.value, "of": of, "places": slip.places}


def _measure(figure: Figure) -> Measure | None:
    return Measure.of(figure) if isinstance(figure, Number) else None
