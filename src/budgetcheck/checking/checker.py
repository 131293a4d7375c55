"""The checker: rules × figures → report, all findings at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from budgetcheck.checking.judgements import Judgement
from budgetcheck.checking.judging import Judge
from budgetcheck.checking.levels import level_of
from budgetcheck.checking.printings import judge_printings, printings
from budgetcheck.errors import InvalidConventionError
from budgetcheck.language.conditions import All, AnyOf, Condition, Share, When
from budgetcheck.language.conventions import READING_FIELDS, UNDECLARED, Convention
from budgetcheck.language.dimensions import check_dimensions
from budgetcheck.language.documents import Document, Figures, figures_of
from budgetcheck.language.expressions import Linear
from budgetcheck.language.figures import Figure, Missing, Word
from budgetcheck.language.findings import Cause, Finding, Report
from budgetcheck.language.grounding import Ground, grounds
from budgetcheck.language.rules import RuleLike, RuleSet
from budgetcheck.language.rules import rules as rules_of
from budgetcheck.language.units import Unit
from budgetcheck.language.verdicts import Level, Verdict

Rules: TypeAlias = RuleSet | Iterable[RuleLike] | Mapping[str, RuleLike]
MissingPaths: TypeAlias = Literal["error", "unchecked"]


def check(
    document: Mapping[str, object] | Document,
    rules: Rules | None = None,
    *,
    convention: Convention | None = None,
    unit: Unit | str | None = None,
    decimals: int | None = None,
    missing: MissingPaths = "error",
) -> Report:
    """Check whether the figures of a document agree with themselves.

    Shape: a `Document` (from `files.load()`), or a mapping of names to printed
    figures, nested as `figures_of()` reads them. One finding per rule, or per rule
    and row; every figure that is printed in several places has one, too.

    Args:
        document: The figures, as printed.
        rules: Rules, notations, or ids and notations; a document's own if not given.
        convention: What the publisher declares, over what the document says.
        unit: Short for a convention with this unit.
        decimals: Short for a convention with so many decimals.
        missing: A rule that names a figure which the document does not have is an
            `error`, or is `unchecked`.

    Raises:
        UnknownPathError: A rule names a figure which the document does not have.
        InvalidConventionError: A unit or decimals for a document read already.
        DimensionError: A rule puts an amount beside a percentage, or two currencies.
        NotationError: A rule is not in the notation.
        UnreadableFileError: Figures that are no numbers, all at once.

    Example:
        >>> report = check(
        ...     {"total": "98.34", "basic": "60.80", "project": "37.55"},
        ...     ["total = basic + project"], unit="万元", decimals=2,
        ... )
        >>> print(report)
        ROUNDING      total = basic + project: 98.34 ≈ 60.80 + 37.55 = 98.35
    """
    own = convention or UNDECLARED
    if unit is not None:
        own = Convention(unit=unit).over(own)
    if decimals is not None:
        own = Convention(decimals=decimals).over(own)
    if isinstance(document, Document):
        _refuse_reading(own)
        declared = own.over(document.convention)
        figures, name, title = document.figures, document.name, document.title
        given = document.rules if rules is None else _rule_set(rules)
    else:
        declared, name, title = own, "", ""
        figures = figures_of(document, declared)
        given = _rule_set(rules or ())
    findings = _findings(figures, given, declared, missing)
    disabled = tuple(rule for rule in given if rule.disabled)
    return Report(tuple(findings), tuple(figures), name, title, disabled)


def _refuse_reading(own: Convention) -> None:
    """Refuse what would have had to be known when a document was read."""
    for name in READING_FIELDS:
        if getattr(own, name) is not None:
            message = f"the document has been read already, and {name} came too late"
            raise InvalidConventionError(message, "declare it in the file")


def _rule_set(given: Rules) -> RuleSet:
    if isinstance(given, RuleSet):
        return given
    if isinstance(given, str):  # One notation, and not a rule for each character.
        return rules_of(given)
    return rules_of(given) if isinstance(given, Mapping) else rules_of(*given)


def _findings(
    figures: Figures, given: RuleSet, declared: Convention, missing: MissingPaths
) -> list[Finding]:
    grounded = [
        ground
        for rule in given
        if not rule.disabled
        for ground in grounds(
            rule, figures, missing_is_unchecked=missing == "unchecked"
        )
    ]
    for ground in grounded:
        if ground.condition is not None:
            check_dimensions(ground.rule.id, ground.condition, dict(ground.figures))
    last = _last_shares(grounded, declared)
    found = [
        _finding(ground, ground.rule.convention.over(declared), last)
        for ground in grounded
    ]
    found.extend(
        _as_finding(ground, judge_printings(ground, declared))
        for ground in printings(figures)
    )
    return found


def _finding(
    ground: Ground, convention: Convention, last_shares: Mapping[Share, int]
) -> Finding:
    if ground.condition is None:
        return Finding(
            rule=ground.rule,
            at=ground.at,
            verdict=Verdict.UNDEFINED,
            level=dict(ground.rule.levels).get(Verdict.UNDEFINED, Level.NONE),
            cause=Cause.EMPTY_LIST,
        )
    figures = {path: _blank_read(figure, convention) for path, figure in ground.figures}
    judge = Judge(figures, convention, last_shares)
    return _as_finding(ground, judge.judge(ground.condition))


def _blank_read(figure: Figure, convention: Convention) -> Figure:
    """Return the zero that a blank stands for, where its publisher declares it so."""
    if convention.blank == "zero" and figure == Missing("blank"):
        return Word("nil", printed="-", place=figure.place)
    return figure


def _as_finding(ground: Ground, judged: Judgement) -> Finding:
    return Finding(
        rule=ground.rule,
        at=ground.at,
        verdict=judged.verdict,
        level=level_of(ground.rule, judged),
        cause=judged.cause,
        condition=ground.condition,
        decisive=judged.decisive,
        figures=ground.figures,
        evidence=judged.evidence,
    )


def _last_shares(grounded: list[Ground], declared: Convention) -> dict[Share, int]:
    """Return the last stated share of every whole, where that one was adjusted."""
    last: dict[Linear, Share] = {}
    counted: Counter[Linear] = Counter()
    for ground in grounded:
        convention = ground.rule.convention.over(declared)
        if convention.shares_adjusted == "last":
            for share in _shares(ground.condition):
                last[share.whole] = share
                counted[share.whole] += 1
    return {share: counted[whole] for whole, share in last.items()}


def _shares(condition: Condition | None) -> list[Share]:
    match condition:
        case Share():
            return [condition]
        case All(parts) | AnyOf(parts):
            return [share for part in parts for share in _shares(part)]
        case When(_, then):
            return _shares(then)
        case _:
            return []
