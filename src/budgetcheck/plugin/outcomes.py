"""Outcomes: what the findings of a rule do to its test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

import attrs

from budgetcheck.language.exceptions import StaleException
from budgetcheck.language.findings import Finding
from budgetcheck.language.places import NOWHERE, Place
from budgetcheck.language.reports import Report
from budgetcheck.language.safety import safe
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.plugin.readings import Reading
from budgetcheck.plugin.settings import Settings
from budgetcheck.reports.blocks import INDENT, Blocks
from budgetcheck.reports.causes import is_open
from budgetcheck.reports.diagnosed import tell_case
from budgetcheck.reports.lacks import Lack
from budgetcheck.testing import BudgetCheckWarning
from budgetcheck.wording import label, word, word_stale

Kind: TypeAlias = Literal["pass", "fail", "skip", "known"]

_WIDTH = 88  # The same on every screen, in a process without one and in files.
_SHOWN = 10


@attrs.frozen(kw_only=True)
class Outcome:
    """What becomes of a test, and what is told of it.

    Attributes:
        kind: Whether it passes, fails, is skipped, or fails as it is known to.
        line: Why, in one line.
        text: Why, in full.
        place: Where that stands in a file.
        warnings: The findings that it warns of.
    """

    kind: Kind = "pass"
    line: str = ""
    text: str = ""
    place: Place = NOWHERE
    warnings: tuple[Finding, ...] = ()


def outcome_of(
    findings: Sequence[Finding],
    stale: Sequence[StaleException],
    settings: Settings,
    *,
    reading: Reading,
    whole_file: bool = False,
) -> Outcome:
    """Return what the findings of a test do to it.

    Shape: a finding at the level that fails, or a known exception that excuses
    nothing, fails it; else a finding that is excused makes it fail as expected; else
    it is skipped if anything could not be checked, for a whole file if nothing could.
    What is unchecked because nobody gave it skips it only if there is nothing else.

    Args:
        findings: All that the test is about.
        stale: Known exceptions that excuse nothing.
        settings: What the run wants.
        reading: The file, whose report the findings are of.
        whole_file: Whether the test is about all rules of a file.
    """
    open_ = [one for one in findings if one.exception is None]
    failing = reaching(open_, settings.fail_on)
    if failing or stale:
        return _failure(failing, stale, reading, settings.lang)
    warnings = tuple(reaching(open_, settings.warn_on))
    known = [one for one in findings if one.exception is not None]
    if known:
        said = [f"{one.exception.reason}" for one in known if one.exception is not None]
        reason = safe("; ".join(dict.fromkeys(said)))
        first = known[0]
        return Outcome(
            kind="known",
            line=reason,
            text=told(known, reading.report, settings.lang),
            place=place_of(first),
            warnings=warnings,
        )
    unchecked = [one for one in findings if one.verdict is Verdict.UNCHECKED]
    lacks = [reading.lacks.in_(one) for one in unchecked]
    gaps = [one for one, lack in zip(unchecked, lacks, strict=True) if lack is None]
    checked = any(one.verdict.holds for one in findings)
    if gaps and not (whole_file and checked):
        line = _unchecked(gaps, len(findings), settings.lang)
        place = place_of(gaps[0])
        return Outcome(kind="skip", line=line, place=place, warnings=warnings)
    if unchecked and len(unchecked) == len(findings):
        # All such tests of a file have one place, so that pytest tells of them at once.
        line = _not_given(filter(None, lacks), reading.report, settings.lang)
        return Outcome(kind="skip", line=line, warnings=warnings)
    return Outcome(warnings=warnings)


def place_of(finding: Finding) -> Place:
    """Return where a finding stands: its first figure that stands in a file."""
    places = [figure.place for _, figure in finding.figures]
    every = (*places, finding.rule.place)
    return next((one for one in every if one.line is not None), finding.rule.place)


def reaching(findings: Iterable[Finding], floor: Level | None) -> list[Finding]:
    """Return the findings that are as loud as a level, or louder."""
    if floor is None:
        return []
    return [one for one in findings if one.level.reaches(floor)]


def _failure(
    failing: Sequence[Finding],
    stale: Sequence[StaleException],
    reading: Reading,
    lang: str,
) -> Outcome:
    lines = [safe(one.filled) for one in failing]
    lines += [_why_stale(one, lang) for one in stale]
    texts = [told(failing, reading.report, lang)] if failing else []
    texts += list(_explained(failing, reading, lang))
    texts += list(_told_stale(stale, lang))
    places = [place_of(one) for one in failing]
    places += [one.exception.place for one in stale]
    more = f" (+{len(lines) - 1})" if len(lines) > 1 else ""
    return Outcome(
        kind="fail", line=lines[0] + more, text="\n\n".join(texts), place=places[0]
    )


def warning_of(finding: Finding, lang: str) -> BudgetCheckWarning:
    """Return what a finding warns of, in one line."""
    said = f"{finding.name}: {finding.filled}: {word(finding, lang).text}"
    return BudgetCheckWarning(safe(said))


def told(findings: Sequence[Finding], report: Report, lang: str) -> str:
    """Tell findings of a report in full, as many as anyone reads."""
    blocks = Blocks(lang=lang, width=_WIDTH)
    texts = [
        "\n".join(blocks.finding(one, report.rows_of(one))) for one in findings[:_SHOWN]
    ]
    if len(findings) > _SHOWN:
        texts.append(label("pytest.and_more", lang, count=len(findings) - _SHOWN))
    return "\n\n".join(texts)


def _explained(
    failing: Sequence[Finding], reading: Reading, lang: str
) -> Iterator[str]:
    """Say what explains findings, and which other findings it explains.

    Shape: nothing, and nothing is asked, where none of them is a contradiction.
    """
    if not any(map(is_open, failing)):
        return
    blocks = Blocks(lang=lang, width=_WIDTH)
    mine = {one.name for one in failing}
    for case, _ in reading.causes.grouped(failing):
        if case is None:
            continue
        lines = [*blocks.diagnosis(tell_case(case, reading.report, lang))]
        others = [one.name for one in case.findings if one.name not in mine]
        if others:
            names = ("、" if lang == "zh" else ", ").join(others)
            said = label("pytest.cause_of", lang, names=names)
            lines += blocks.wrap(safe(said), INDENT)
        yield "\n".join(lines)


def _told_stale(stale: Sequence[StaleException], lang: str) -> Iterator[str]:
    blocks = Blocks(lang=lang, width=_WIDTH)
    for one in stale:
        place = one.exception.place
        at = f"{place.file}:{place.line}" if place.line else place.file
        lines = (
            *blocks.wrap(f"{label('pytest.exception', lang)}  {one.exception.name}"),
            *blocks.wrap(_why_stale(one, lang), INDENT),
            "",
            *blocks.wrap(safe(at), INDENT),
        )
        yield "\n".join(lines)


def _why_stale(stale: StaleException, lang: str) -> str:
    return safe(word_stale(stale, lang).removeprefix(f"{stale.exception.name}: "))


def _unchecked(unchecked: Sequence[Finding], total: int, lang: str) -> str:
    said = safe(word(unchecked[0], lang).what)
    if total == 1:
        return said
    return label(
        "pytest.unchecked_of", lang, said=said, count=len(unchecked), total=total
    )


def _not_given(lacks: Iterable[Lack], report: Report, lang: str) -> str:
    """Say what nobody gave; one part is enough, so that many tests say the same."""
    found = list(lacks)
    if any(one.key == "figures_not_given" for one in found):
        return label("pytest.figures_not_given", lang)
    name = found[0].names[0]
    if found[0].key == "parts_not_given":
        name = report.part_titled(name, lang)
    return safe(label("pytest.not_given", lang, name=name))
