"""Advice: why a rule must hold, and what to look at where it does not.

Both are told by the kind of the relation, which is read off the condition; nothing
is known of what the figures are about.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Share,
    Tree,
    When,
)
from budgetcheck.language.evidence import Cause
from budgetcheck.language.expressions import Constant, Linear
from budgetcheck.language.findings import Finding
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level, Verdict
from budgetcheck.wording.sentences import numbers_of
from budgetcheck.wording.templates import fill, placeholders, templates
from budgetcheck.wording.turning import said, told

_OWN = frozenset(
    {
        Cause.PRINTINGS_DIFFER,
        Cause.PERCENTAGE_OF_ZERO,
        Cause.ZERO_OF_ZERO_REFUSED,
        Cause.COMPUTABLE,
    }
)


def reason_for(rule: Rule, lang: str = "en") -> str:
    """Say why what a rule says must hold, and how firmly.

    Args:
        rule: The rule; its condition decides which kind of relation it is.
        lang: `en` or `zh`.

    Raises:
        InvalidConventionError: There are no sentences in this language.

    Example:
        >>> reason_for(Rule("basic + project <= total"))
        'Parts of a whole are together no more than the whole, and may be less.'
    """
    texts = templates(lang)["reason"]
    wanted = [_kind(rule.condition)]
    if isinstance(rule.condition, When):
        wanted.append("guarded")
    if rule.level is Level.WARNING:
        wanted.append("warning")
    return ("" if lang == "zh" else " ").join(str(texts[one]) for one in wanted)


def remedy_for(finding: Finding, lang: str = "en") -> str:
    """Say what to look at where a rule does not hold, and what would mend it.

    Undefined: an empty text for a finding that is no contradiction.

    Args:
        finding: The finding.
        lang: `en` or `zh`.

    Raises:
        InvalidConventionError: There are no sentences in this language.

    Example:
        >>> from budgetcheck.checking import check
        >>> figures = {"basic": "60.80", "total": "98.34", "share": "61.38%"}
        >>> report = check(figures, ["share = basic / total"])
        >>> remedy_for(report.findings[0]).partition(";")[0]
        'If the figures that it is computed from are right, 61.83% should be printed'
    """
    texts = templates(lang)["remedy"]
    if finding.verdict is not Verdict.CONTRADICTION:
        return ""
    text = str(texts[_remedy(finding)])
    return fill(text, numbers_of(finding, lang, placeholders(text)))


def _remedy(finding: Finding) -> str:
    """Return which remedy fits: some causes have their own, whatever the relation."""
    decisive, evidence = told(finding)
    if finding.cause in _OWN or decisive is None:
        own = finding.cause if finding.cause in _OWN else Cause.IMPOSSIBLE
        return str(own)
    if said(finding) is not None and evidence.recomputed is not None:
        return _direction(evidence.recomputed)
    whole = finding.rule.condition
    return _kind(whole if isinstance(whole, Tree) else decisive)


def _direction(difference: Fraction) -> str:
    if difference == 0:
        return "direction_flat"
    return "direction_up" if difference > 0 else "direction_down"


def _kind(condition: Condition) -> str:
    """Return what kind of relation a condition is, as the templates call it."""
    match condition:
        case Tree():
            return "tree"
        case Share():
            return "change" if condition.is_change else "share"
        case Compare(left, "=", right):
            return _equality(left, right)
        case Compare(left, relation, right):
            several = len(left.terms) > 1 or left.has_sum
            added = all(term.coefficient > 0 for term in left.terms)
            if relation == "<=" and right.single is not None and added:
                return "of_which" if several else "at_most"
            return "bound" if _is_constant(right) else "order"
        case When(_, then):
            return _kind(then)
        case All() | AnyOf():
            return "several"
        case _:
            assert_never(condition)


def _equality(left: Linear, right: Linear) -> str:
    if _is_constant(right):
        several = len(left.terms) > 1 or left.has_sum
        return "shares" if several else "fixed"
    if left.single is None:
        return "balance"
    if right.single is not None:
        return "elsewhere" if _apart(left.single, right.single) else "equal"
    if all(term.coefficient > 0 for term in right.terms):
        return "total"
    signs = [term.coefficient > 0 for term in right.terms]
    return "difference" if signs == [True, False] else "balance"


def _is_constant(linear: Linear) -> bool:
    return all(isinstance(term.of, Constant) for term in linear.terms)


def _apart(one: Path, other: Path) -> bool:
    """Say whether two figures stand in different parts of a document."""
    nested = len(one.steps) > 1 and len(other.steps) > 1
    return nested and one.steps[0] != other.steps[0]
