"""Records: what a test tells of its findings, to the summary and to JUnit's XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias, TypedDict

import pytest

from budgetcheck.language.findings import Finding
from budgetcheck.language.safety import safe
from budgetcheck.language.verdicts import Level, Verdict, worst


class Record(TypedDict):
    """What comes with the report of a test, also from another process.

    Attributes:
        file: The file; empty for a document that a test function checked.
        rules: The rules that the test was about.
        of: How many tests the file has.
        verdicts: How many findings have each verdict.
        coverage: How many figures are vouched for, disputed, and neither.
    """

    file: str
    rules: list[str]
    of: int
    verdicts: dict[str, int]
    coverage: tuple[int, int, int]


RECORDS = pytest.StashKey[list[Record]]()
Properties: TypeAlias = list[tuple[str, object]]


def record_of(
    findings: Sequence[Finding],
    coverage: tuple[int, int, int],
    *,
    file: str = "",
    rules: Iterable[str] = (),
    of: int = 1,
) -> Record:
    """Return what a test tells the summary."""
    verdicts = Counter(one.verdict.value for one in findings)
    counts = dict(verdicts)
    return Record(file=file, rules=[*rules], of=of, verdicts=counts, coverage=coverage)


def properties_of(file: str, rule: str, findings: Sequence[Finding]) -> Properties:
    """Return the properties of a test for JUnit's XML.

    Shape: the rule and its file, the worst verdict and the loudest level, how many
    findings there are, and of the first that fails what is stated and what is not.
    """
    verdict = worst(one.verdict for one in findings)
    loudest = next(
        (level for level in Level if any(one.level is level for one in findings)),
        Level.NONE,
    )
    said: Properties = [
        ("budgetcheck.file", file),
        ("budgetcheck.rule", rule),
        ("budgetcheck.verdict", verdict.value),
        ("budgetcheck.level", loudest.value),
        ("budgetcheck.findings", len(findings)),
    ]
    failing = [one for one in findings if one.verdict is Verdict.CONTRADICTION]
    for one in failing[:1]:
        said += _numbers(one)
    return said


def _numbers(finding: Finding) -> Properties:
    """Return the numbers of a finding, as texts with their units."""
    one = finding.evidence
    exact, least = one.measure.exact_text, one.measure.least_text
    numbers = {
        "stated": (one.stated, exact),
        "recomputed": (one.recomputed, exact),
        "unexplained": (one.unexplained, least),
    }
    said: Properties = [("budgetcheck.filled", safe(finding.filled))]
    for name, (value, written) in numbers.items():
        if value is not None:
            said.append((f"budgetcheck.{name}", written(value)))
    return said
