"""The checker: rules × figures → report, all findings at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TypeAlias

import attrs

from budgetcheck.checking.checkers import Checker, named_in
from budgetcheck.checking.excusing import excuse
from budgetcheck.checking.rule_sets import rules as rules_of
from budgetcheck.checking.running import MissingPaths, findings_of
from budgetcheck.errors import BudgetCheckError
from budgetcheck.faults import together
from budgetcheck.language.conditions import Condition, named_paths
from budgetcheck.language.conventions import UNDECLARED, Convention, refuse_reading
from budgetcheck.language.documents import Document, Figures
from budgetcheck.language.findings import Finding
from budgetcheck.language.headings import headings_in
from budgetcheck.language.lookups import misnamed
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.parts import captions_of_parts, given_in, parts_not_given
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule, RuleLike, RuleSet
from budgetcheck.language.shapes import field_at, is_entity
from budgetcheck.language.units import Unit

Rules: TypeAlias = RuleSet | RuleLike | Iterable[RuleLike] | Mapping[str, RuleLike]


def check(  # noqa: PLR0913 (each is a keyword of its own)
    document: object,
    rules: Rules | None = None,
    *,
    convention: Convention | None = None,
    unit: Unit | str | None = None,
    decimals: int | None = None,
    missing: MissingPaths = "error",
    today: date | None = None,
) -> Report:
    """Check whether the figures of a document agree with themselves.

    Shape: a `Document` (from `files.load()`), a mapping of names to printed figures,
    nested as you like, an object of your own class (attrs, dataclass, NamedTuple,
    pydantic), or a list of rows, which rules call `rows`. One finding per rule, or
    per rule and row; every figure that is printed in several places has one, too.

    Args:
        document: The figures, as printed.
        rules: Rules, notations, or ids and notations; the document's own if not
            given: its `rules`, which a `Document`, a `BudgetTable` and a
            `BudgetLine` have, and an object of your own class may have.
        convention: What the publisher declares, over what the document says.
        unit: Short for a convention with this unit.
        decimals: Short for a convention with so many decimals.
        missing: A rule that names a figure which the document does not have is an
            `error`, or is `unchecked`.
        today: The day on which known exceptions of a `Document` are looked at; the
            clock's if not given.

    Raises:
        UnknownPathError: A rule names a figure which the document does not have.
        InvalidConventionError: A unit or decimals for a document read already.
        DimensionError: A rule puts an amount beside a percentage, or two currencies.
        NotationError: A rule is not in the notation.
        UnreadableFileError: Figures that are no numbers, all at once; several rules
            that cannot be checked; or one that came from a file, with its place.

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
        refuse_reading(own)
        declared = own.over(document.convention)
        figures, name, title = document.figures, document.name, document.title
        given = document.rules if rules is None else _rule_set(rules)
        _refuse_misnamed(document, given, missing)
    else:
        declared, name, title = own, "", ""
        own_rules = getattr(document, "rules", None)
        if rules is None:
            rules = own_rules if isinstance(own_rules, RuleSet) else ()
        given = _rule_set(rules)
        if is_entity(type(document)) and _knows(type(document), given):
            checker: Checker[object] = Checker(given, type(document))
            return checker(document, convention=declared, missing=missing)
        nested = _rows(document)
        figures = figures_of(nested, declared, named=named_in(given))
    findings = tuple(_findings(document, figures, given, declared, missing))
    disabled = tuple(rule for rule in given if rule.disabled)
    headings = partial(headings_in, figures.labels)
    report = Report(findings, tuple(figures), name, title, disabled, headings=headings)
    if not isinstance(document, Document):
        return report
    if document.entity is not None:
        there, origins = given_in(document.entity, figures.by_path)
        parts = parts_not_given(document.entity)
        captions = partial(captions_of_parts, document.entity)
        report = attrs.evolve(
            report, figures=there, lacking=parts, captions=captions, origins=origins
        )
    # Of other rules than its own, a document may have exceptions for some.
    asked = {rule.id for rule in given} | {one.rule.id for one in findings}
    known = (one for one in document.exceptions if rules is None or one.rule in asked)
    return excuse(report, known, today=today)


def _findings(
    document: object,
    figures: Figures,
    given: RuleSet,
    declared: Convention,
    missing: MissingPaths,
) -> Iterable[Finding]:
    if not isinstance(document, Document):
        return findings_of(figures, given, declared, missing)
    entity: object = document.entity
    if entity is not None and _knows(type(entity), given):
        with suppress(BudgetCheckError):  # The general way tells all that is wrong.
            checker: Checker[object] = Checker(given, type(entity))
            return checker(entity, convention=declared).findings
    return findings_of(figures, given, declared, missing, document.optional)


def _rows(document: object) -> object:
    """Return a list of rows as the document that it is the only list of."""
    alone = isinstance(document, list | tuple) and not is_entity(type(document))
    return {"rows": document} if alone else document


def _knows(cls: type, given: RuleSet) -> bool:
    """Say whether a class declares everything that rules name."""
    named = (path for rule in given for path in named_paths(rule.condition))
    return all(field_at(cls, path) is not None for path in named)


def _refuse_misnamed(document: Document, given: RuleSet, missing: MissingPaths) -> None:
    """Refuse what a class has no room for, also in a part that is not given."""
    if document.entity is not None and missing == "error":
        strict = (rule for rule in given if rule.id not in document.optional)
        faults = misnamed(type(document.entity), strict)
        if faults:
            raise together(f"{document.name} cannot be checked", faults)


def _rule_set(given: Rules) -> RuleSet:
    if isinstance(given, RuleSet):
        return given
    # One notation is one rule, and not a rule for each character.
    if isinstance(given, str | Mapping | Rule | Condition):
        return rules_of(given)
    return rules_of(*given)
