"""The notation: rules as text, parsed and printed.

A rule reads as the identity it is: `total = basic + project`. Printing and parsing
again gives the same data; parsing and printing normalises.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias, assert_never

from budgetcheck.language.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Share,
    Tree,
    When,
    has_sum,
)
from budgetcheck.language.expressions import Constant, Linear, Sum, Term
from budgetcheck.language.numbers import DIGITS_LIMIT, decimals_of, fixed
from budgetcheck.language.parsing import Parser
from budgetcheck.language.paths import Path, name_text, quoted

Spell: TypeAlias = Callable[[Path], str]


def parse_condition(text: str) -> Condition:
    """Read a rule.

    Raises:
        NotationError: The text is not in the notation; a caret shows where.
        LimitError: The text is longer than any rule.

    Example:
        >>> condition_text(parse_condition("share=basic/total"))
        'share = basic / total'
    """
    return Parser(text).whole_rule()


def parse_linear(text: str) -> Linear:
    """Read one side of a rule.

    Raises:
        NotationError: The text is no linear expression.

    Example:
        >>> linear_text(parse_linear("a - (b - c)"))
        'a - b + c'
    """
    parser = Parser(text)
    value = parser.side()
    parser.finish()
    if not isinstance(value, Linear):
        parser.fault("a ratio is no expression", at=value.start)
    return value


def parse_path(text: str) -> Path:
    """Read the path of one figure.

    Raises:
        NotationError: The text is no path.

    Example:
        >>> str(parse_path('unit . "2080505"'))
        'unit."2080505"'
    """
    parser = Parser(text)
    path = parser.path()
    parser.finish()
    return path


def condition_text(condition: Condition, spell: Spell | None = None) -> str:
    """Write a condition in notation.

    Args:
        condition: The condition.
        spell: What to write for each path; its own text if not given.

    Example:
        >>> printed = {"s": "25%", "now": "5", "before": "4"}
        >>> rule = parse_condition("s = now / before - 1")
        >>> condition_text(rule, lambda path: printed[str(path)])
        '25% = 5 / 4 - 1'
    """
    row = "i" if has_sum(condition) else "*"
    return _condition(condition, spell or (lambda path: path.text(row)))


def linear_text(linear: Linear, spell: Spell | None = None) -> str:
    """Write an expression in notation.

    Example:
        >>> linear_text(parse_linear("a + 2*b/3 - 5%"))
        'a + 2 * b / 3 - 5%'
    """
    row = "i" if linear.has_sum else "*"
    spell = spell or (lambda path: path.text(row))
    text = ""
    for position, term in enumerate(linear.terms):
        negative = term.coefficient < 0
        size = _term(term, spell, first=not position and not negative)
        if not position:
            text = f"-{size}" if negative else size
        else:
            text += f" - {size}" if negative else f" + {size}"
    return text


def _condition(condition: Condition, spell: Spell) -> str:
    match condition:
        case Compare(left, relation, right):
            sides = linear_text(left, spell), linear_text(right, spell)
            return f"{sides[0]} {relation} {sides[1]}"
        case Share():
            return f"{spell(condition.stated)} = {_ratio(condition, spell)}"
        case All(parts):
            inner = [_nested(part, spell, All | AnyOf | When) for part in parts]
            return " and ".join(inner)
        case AnyOf(parts):
            return " or ".join(_nested(part, spell, AnyOf | When) for part in parts)
        case When(given, then):
            guard = _nested(given, spell, When)
            return f"when {guard} then {_condition(then, spell)}"
        case Tree(path, by):
            return f"tree({path.text('i')} by {name_text(by)})"
        case _:
            assert_never(condition)


def _nested(condition: Condition, spell: Spell, grouped: object) -> str:
    text = _condition(condition, spell)
    return f"({text})" if isinstance(condition, grouped) else text  # type: ignore[arg-type]


def _ratio(share: Share, spell: Spell) -> str:
    """Write a ratio: as a change or a complement where it is one."""
    part, whole = share.part.terms, share.whole.terms
    many = len(whole)
    less = share.whole.times(-1).terms
    divisor = _divisor(share.whole, spell)
    if len(part) > many and part[-many:] == less:
        return f"{_dividend(Linear(part[:-many]), spell)} / {divisor} - 1"
    if len(part) > many and part[:many] == whole and part[many].coefficient < 0:
        rest = Linear(part[many:]).times(-1)
        return f"1 - {_dividend(rest, spell)} / {divisor}"
    return f"{_dividend(share.part, spell)} / {divisor}"


def _dividend(part: Linear, spell: Spell) -> str:
    text = linear_text(part, spell)
    single = len(part.terms) == 1 and not text.startswith("-")
    return text if single else f"({text})"


def _divisor(whole: Linear, spell: Spell) -> str:
    text = linear_text(whole, spell)
    only = whole.terms[0]
    bare = len(whole.terms) == 1 and only.coefficient == 1 and text[0] not in "-("
    return text if bare and isinstance(only.of, Path | Sum) else f"({text})"


def _term(term: Term, spell: Spell, *, first: bool) -> str:
    """Write a term without its sign."""
    size = abs(term.coefficient)
    if isinstance(term.of, Constant):
        return _constant(size, term.of)
    if isinstance(term.of, Sum):
        text = f"sum({spell(term.of.path)})"
    else:
        text = spell(term.of)
        if text.startswith("-") and not (first and size == 1):
            text = f"({text})"
    if size == 1:
        return text
    number, divisor = _number(size)
    factor = "" if number == "1" and divisor else f"{number} * "
    return f"{factor}{text}{divisor}"


def _constant(size: Fraction, constant: Constant) -> str:
    number, divisor = _number(size)
    unit = constant.unit
    if unit and unit != "%":
        # `5e3` would read as a number with an exponent, `5_x` as one with underscores.
        bare = name_text(unit) == unit and unit[0] not in "eE_"
        unit = unit if bare else quoted(unit)
    return f"{number}{unit}{divisor}"


def _number(size: Fraction) -> tuple[str, str]:
    """Write a number as a decimal, or as a numerator and a divisor behind it."""
    if size.denominator == 1:
        return str(size.numerator), ""
    decimal = fixed(size, decimals_of(size))
    if len(decimal) <= DIGITS_LIMIT and Fraction(decimal) == size:
        return decimal, ""
    return str(size.numerator), f" / {size.denominator}"
