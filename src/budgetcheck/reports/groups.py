"""Groups: the findings of one report as people read them, the worst first.

A text and a page of HTML show the same findings under the same headings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from budgetcheck.language.evidence import Cause
from budgetcheck.language.findings import Finding
from budgetcheck.language.reports import Report
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.reports.lacks import Lack, Lacks
from budgetcheck.wording import label

LOUD = (Level.ERROR, Level.WARNING)
BEST_FIRST = (
    *(Verdict.EXACT, Verdict.ROUNDING, Verdict.STRAINED, Verdict.CONTRADICTION),
    *(Verdict.UNDEFINED, Verdict.UNCHECKED),
)
_ZERO = {
    Cause.NOT_COMPUTABLE: "zero_right",
    Cause.NOT_COMPUTABLE_NEAR_ZERO: "zero_fair",
    Cause.ZERO_OF_ZERO: "zero_wrong",
    Cause.ZERO_OF_ZERO_REFUSED: "zero_wrong",
    Cause.PERCENTAGE_OF_ZERO: "zero_wrong",
    Cause.PERCENTAGE_OF_HIDDEN_ZERO: "zero_wrong",
    Cause.MISSING_ON_ZERO_BASE: "zero_unknown",
}
_WORST_ZERO_FIRST = ("zero_wrong", "zero_unknown", "zero_fair", "zero_right")
_BY_ROUNDING = frozenset({Verdict.ROUNDING, Verdict.STRAINED})
_LISTED = _BY_ROUNDING | {Verdict.UNCHECKED}

Found = tuple[Finding, ...]


@attrs.frozen
class NotGiven:
    """Findings that could not be checked, because nobody gave what they are about.

    Attributes:
        key: The label that says so: `parts_not_given`, `rows_not_given` or
            `figures_not_given`.
        findings: The findings.
        names: What each of them lacks.
    """

    key: str
    findings: Found
    names: tuple[tuple[str, ...], ...]


@attrs.frozen(kw_only=True)
class Groups:
    """The findings of one report under the headings of a report for people.

    Shape: every finding stands in one group. Only what is loud about a zero budget
    stands in two, among the errors or warnings and among the zero budgets.

    Attributes:
        errors: What is an error.
        warnings: What is a warning.
        rounding: What only rounding explains.
        zero_budgets: What is said of a zero budget, by the label that judges it.
        unchecked: What could not be checked.
        not_given: What could not, because nobody gave what it is about, by what lacks.
        notes: Other notes.
        accepted: What fails and is known to.
        agreeing: What agrees as printed.
        silent: What is left: rules that do not apply, and failures without a level.
        made: All but what could not be checked because nobody gave what it is about.
    """

    errors: Found
    warnings: Found
    rounding: Found
    zero_budgets: tuple[tuple[str, Found], ...]
    unchecked: Found
    not_given: tuple[NotGiven, ...]
    notes: Found
    accepted: Found
    agreeing: Found
    silent: Found
    made: Found

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many of the checks that were made have each verdict; all are there."""
        counted = Counter(one.verdict for one in self.made)
        return {verdict: counted[verdict] for verdict in Verdict}

    @property
    def note_count(self) -> int:
        """How many of the checks that were made are notes."""
        return sum(one.level is Level.NOTE for one in self.made)


def counts_told(counts: Mapping[Verdict, int], lang: str, form: str = "") -> str:
    """Say how many findings have each verdict, the best first, and none that has none.

    Args:
        counts: How many there are.
        lang: `en` or `zh`.
        form: How numbers are formatted.

    Example:
        >>> counts_told({Verdict.ROUNDING: 1, Verdict.EXACT: 3}, "en")
        'exact 3, rounding 1'
    """
    told = [
        label(f"verdict.{verdict.value}", lang, count=format(counts[verdict], form))
        for verdict in BEST_FIRST
        if counts.get(verdict)
    ]
    joined = ("、" if lang == "zh" else ", ").join(told)
    return joined or label("verdict.none", lang)


def group(report: Report) -> Groups:
    """Put the findings of a report under headings.

    Example:
        >>> from budgetcheck.checking import check
        >>> groups = group(check({"a": "1", "b": "3"}, ["a = b", "a <= b"]))
        >>> [one.name for one in groups.errors], [one.name for one in groups.agreeing]
        (['a = b'], ['a <= b'])
    """
    open_ones = [one for one in report if not one.exception]
    quiet = [one for one in open_ones if one.level not in LOUD]
    plain = [one for one in quiet if one.cause not in _ZERO]
    listed = [one for one in plain if one.verdict not in _LISTED]
    rest = [one for one in listed if one.level is not Level.NOTE]
    unchecked = [one for one in plain if one.verdict is Verdict.UNCHECKED]
    lacks = _lacks(unchecked, report)
    idle = {id(one) for one, lack in lacks if lack is not None}
    return Groups(
        errors=_worst_first(one for one in open_ones if one.level is Level.ERROR),
        warnings=_worst_first(one for one in open_ones if one.level is Level.WARNING),
        rounding=tuple(one for one in plain if one.verdict in _BY_ROUNDING),
        zero_budgets=_zero_budgets(open_ones),
        unchecked=tuple(one for one, lack in lacks if lack is None),
        not_given=_not_given(lacks),
        notes=_worst_first(one for one in listed if one.level is Level.NOTE),
        accepted=tuple(one for one in report if one.exception),
        agreeing=tuple(one for one in rest if one.verdict is Verdict.EXACT),
        silent=tuple(one for one in rest if one.verdict is not Verdict.EXACT),
        made=tuple(one for one in report if id(one) not in idle),
    )


def _lacks(
    unchecked: Sequence[Finding], report: Report
) -> list[tuple[Finding, Lack | None]]:
    if not unchecked:
        return []
    lacks = Lacks.of(report)
    return [(one, lacks.in_(one)) for one in unchecked]


def _not_given(lacks: Iterable[tuple[Finding, Lack | None]]) -> tuple[NotGiven, ...]:
    found: dict[str, list[tuple[Finding, tuple[str, ...]]]] = {
        "parts_not_given": [],
        "rows_not_given": [],
        "figures_not_given": [],
    }
    for finding, lack in lacks:
        if lack is not None:
            found[lack.key].append((finding, lack.names))
    return tuple(
        NotGiven(
            key, tuple(one for one, _ in pairs), tuple(names for _, names in pairs)
        )
        for key, pairs in found.items()
        if pairs
    )


def _worst_first(findings: Iterable[Finding]) -> Found:
    return tuple(sorted(findings, key=lambda one: list(Verdict).index(one.verdict)))


def _zero_budgets(findings: Iterable[Finding]) -> tuple[tuple[str, Found], ...]:
    """Say which zero budgets are stated properly, and which are not."""
    found = [one for one in findings if one.cause in _ZERO]
    judged = (
        (key, tuple(one for one in found if _ZERO[one.cause] == key))
        for key in _WORST_ZERO_FIRST
    )
    return tuple((key, judged_so) for key, judged_so in judged if judged_so)
