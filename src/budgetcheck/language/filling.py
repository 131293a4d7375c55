"""Filling in: a rule with the printed numbers in place of its paths.

`101.86% ≠ 35.66 / 35.00 = 101.89%` is the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from budgetcheck.language.conditions import Compare, Condition, Share
from budgetcheck.language.expressions import Linear
from budgetcheck.language.figures import (
    Amount,
    Count,
    Figure,
    Missing,
    NotComputable,
    figure_text,
)
from budgetcheck.language.measures import Measure
from budgetcheck.language.notation import condition_text, linear_text
from budgetcheck.language.paths import Path
from budgetcheck.language.verdicts import Verdict

Numbers = tuple[Fraction | None, Fraction | None, Measure]

_SIGN = {
    Verdict.EXACT: "=",
    Verdict.ROUNDING: "≈",
    Verdict.STRAINED: "≈",
    Verdict.CONTRADICTION: "≠",
}
_BROKEN = {"<=": ">", ">=": "<", "<": ">=", ">": "<="}
_BARELY = {"<=": "≲", ">=": "≳", "<": "≲", ">": "≳"}


def filled(
    condition: Condition,
    figures: Mapping[Path, Figure],
    verdict: Verdict,
    numbers: Numbers,
) -> str:
    """Write a ground condition with printed numbers, and what they give.

    Shape: `figures` has every path of the condition.
    """
    spell = _speller(figures)
    match condition:
        case Compare():
            return _filled_compare(condition, spell, verdict, numbers)
        case Share():
            return _filled_share(condition, figures, spell, verdict, numbers)
        case _:
            return condition_text(condition, spell)


def sign_of(condition: Condition, verdict: Verdict) -> str:
    """Return the sign between what is printed and what the other figures give.

    Example:
        >>> from budgetcheck.language.notation import parse_condition
        >>> sign_of(parse_condition("a <= b"), Verdict.CONTRADICTION)
        '>'
    """
    relation = condition.relation if isinstance(condition, Compare) else "="
    if relation == "=":
        return _SIGN.get(verdict, "=")
    if verdict is Verdict.CONTRADICTION:
        return _BROKEN[relation]
    if verdict in {Verdict.ROUNDING, Verdict.STRAINED}:
        return _BARELY[relation]
    return relation


def _filled_compare(
    condition: Compare, spell: Callable[[Path], str], verdict: Verdict, numbers: Numbers
) -> str:
    left, right = (
        linear_text(condition.left, spell),
        linear_text(condition.right, spell),
    )
    relation, sign = condition.relation, sign_of(condition, verdict)
    if relation != "=" or sign != "=":
        left = _with_value(left, condition.left, numbers[0], numbers)
        right = _with_value(right, condition.right, numbers[1], numbers)
    return f"{left} {sign} {right}"


def _with_value(
    text: str, side: Linear, value: Fraction | None, numbers: Numbers
) -> str:
    if value is None or len(side.terms) == 1:
        return text
    return f"{text} = {numbers[2].exact_text(value)}"


def _filled_share(
    condition: Share,
    figures: Mapping[Path, Figure],
    spell: Callable[[Path], str],
    verdict: Verdict,
    numbers: Numbers,
) -> str:
    stated, recomputed, measure = numbers
    before = spell(condition.stated)
    ratio = condition_text(condition, spell).removeprefix(f"{before} = ")
    if isinstance(figures[condition.stated], NotComputable | Missing):
        ends = "" if recomputed is None else f" = {measure.text(recomputed)}"
        return f"{before}: {ratio}{ends}"
    if verdict not in _SIGN:
        return f"{before}: {ratio}"
    sign = _SIGN[verdict]
    if recomputed is None or sign == "=":
        return f"{before} {sign} {ratio}"
    value = (
        measure.text(recomputed)
        if stated is None
        else measure.apart(recomputed, stated)
    )
    return f"{before} {sign} {ratio} = {value}"


def _speller(figures: Mapping[Path, Figure]) -> Callable[[Path], str]:
    units = {
        figure.unit.text
        for figure in figures.values()
        if isinstance(figure, Amount | Count)
    }
    several = len(units) > 1

    def spell(path: Path) -> str:
        figure = figures[path]
        if isinstance(figure, Missing):
            return f"[{figure_text(figure)}]"
        text = figure_text(figure)
        if several and isinstance(figure, Amount | Count):
            return text + _spaced(figure.unit.text)
        return text

    return spell


def _spaced(unit: str) -> str:
    return unit if not unit.isascii() else f" {unit}"
