"""Excusing: a report in which known exceptions no longer count as errors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import attrs

from budgetcheck.language.exceptions import KnownException, StaleException
from budgetcheck.language.findings import Finding
from budgetcheck.language.reports import Report
from budgetcheck.language.verdicts import Level


def excuse(
    report: Report,
    exceptions: Iterable[KnownException],
    *,
    today: date | None = None,
) -> Report:
    """Return a report in which findings that are known and accepted are notes.

    Shape: the same findings with the same verdicts, in the same order. One that a
    known exception names, and that is an error or a warning, is a note, and has the
    exception beside it. What excuses nothing is in `Report.stale`, and is a warning:
    an exception that has expired, and one whose rule does not fail any more.

    Args:
        report: The report.
        exceptions: What is known to fail.
        today: An `until` before this day is over; the clock's day if not given.

    Example:
        >>> from budgetcheck.checking import check
        >>> report = check({"a": "1", "b": "3"}, {"same": "a = b"})
        >>> known = KnownException("same", reason="b is an estimate")
        >>> excuse(report, [known]).ok
        True
    """
    given = tuple(exceptions)
    if not given:
        return report
    day = today or datetime.now().astimezone().date()
    alive = {(one.rule, one.at): one for one in given if not one.expired(day)}
    used: set[KnownException] = set()
    findings: list[Finding] = []
    for finding in report:
        known = alive.get((finding.rule.id, finding.at))
        if known is None or not finding.level.reaches(Level.WARNING):
            findings.append(finding)
            continue
        used.add(known)
        quiet = attrs.evolve(finding.conclusion, level=Level.NOTE)
        findings.append(attrs.evolve(finding, conclusion=quiet, exception=known))
    stale = tuple(
        _stale(one, day, report.at_least(Level.WARNING))
        for one in given
        if one not in used
    )
    return attrs.evolve(report, findings=tuple(findings), stale=(*report.stale, *stale))


def _stale(
    one: KnownException, today: date, loud: tuple[Finding, ...]
) -> StaleException:
    failing = [finding.at for finding in loud if finding.rule.id == one.rule]
    elsewhere = () if one.at in failing else tuple(failing)
    return StaleException(one, one.expired(today), elsewhere)
