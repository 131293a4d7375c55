"""The notation's limits: what is too large, and what reading costs at the most."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from tests.counting import calls

from budgetcheck import (
    All,
    AnyOf,
    BudgetCheckError,
    Compare,
    Condition,
    LimitError,
    Path,
    Share,
    Sum,
    Term,
    UnreadableNumberError,
    When,
    condition_text,
    parse_condition,
)
from budgetcheck.language.expressions import Linear, figure
from budgetcheck.language.paths import EVERY

B = figure(Path.of("b"))


def repeated(unit: str, joined: str = "") -> Callable[[int], str]:
    """Return a text that is about as long as it is told, of one unit."""
    return lambda length: joined.join([unit] * (length // len(unit + joined)))


A = repeated("a", "+")
HOSTILE: dict[str, Callable[[int], str]] = {
    "a long product of a long sum": lambda n: (
        f"a = ({A(n // 2)}){repeated('*2')(n // 2)}"
    ),
    "nothing but factors of 1": lambda n: f"a = ({A(n // 2)}){repeated('*1')(n // 2)}",
    "numbers added to a ratio": lambda n: f"s = p / t{repeated('+1')(n)}",
    "numbers before a ratio": lambda n: f"s = {repeated('1+')(n)}p / t",
    "a sum in many parentheses": lambda n: f"a = {'(' * 45}{A(n)}{')' * 45}",
    "a sum turned many times": lambda n: f"a = {'-(' * 45}{A(n)}{')' * 45}",
    "a sum doubled many times": lambda n: f"a = {'2*(1+' * 45}{A(n)}{')' * 45}",
    "a rule in many parentheses": lambda n: f"{'(' * 45}{A(n)} = b{')' * 45}",
    "many rules in parentheses": repeated("(a=b)", " and "),
    "many sums": lambda n: f"a = {repeated('sum(b[*])', '+')(n)}",
    "parentheses that never close": lambda n: "(" * n,
    "turned parentheses that never close": lambda n: "-(" * (n // 2),
    "guards that never end": repeated("(when "),
    "plain numbers": lambda n: f"a = ({repeated('1', '+')(n)}) * b",
    "plain numbers multiplied": lambda n: f"a = b{repeated('*(1+0)')(n)}",
    "fractions without a common divisor": lambda n: (
        f"a = b * ({'+'.join(f'1/{number}' for number in range(1001, 1001 + n // 7))})"
    ),
    "steps": lambda n: f"a = b{repeated('.c')(n)}",
    "quotes": lambda n: '"' * n,
    "dots": lambda n: "." * n,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_rule_twice_as_long_costs_at_most_twice_as_much(kind: str) -> None:
    # Calls and not seconds are counted, because the machine may be shared.
    short, long = HOSTILE[kind](4_500), HOSTILE[kind](9_000)
    once = calls(lambda: condition_text(parse_condition(short)))
    twice = calls(lambda: condition_text(parse_condition(long)))

    assert twice <= 2.2 * once
    assert twice <= 200 * len(long)


@pytest.mark.parametrize(
    "text",
    [
        "a = b" + "*9999999999" * 13,
        "a = b" + "/9999999999" * 13,
        "a = b" + "*9999999967/9999999929" * 200,
        f"a = {'9' * 70} * ({'9' * 70} * (b + c))",
        f"a = {'9' * 70} * {'9' * 70}",
        f"a = {'9' * 70}元 * {'9' * 70}",
        f"s = {'9' * 70} * p / t - {'9' * 70} * {'9' * 70}",
        f"s = p / ({'9' * 70} * t) - {'9' * 70}",
    ],
    ids=lambda text: text[:12],
)
def test_a_product_of_too_many_digits_is_refused(text: str) -> None:
    with pytest.raises(LimitError, match=r"of 1[2-9]\d digits is refused"):
        parse_condition(text)


@pytest.mark.parametrize(
    "size",
    [10**120, Fraction(1, 10**120), -(10**5000)],
    ids=["above the line", "below the line", "too long to be written"],
)
def test_a_coefficient_of_too_many_digits_cannot_be_built(size: Fraction | int) -> None:
    with pytest.raises(LimitError, match="digits is refused: the limit is 120"):
        Term(size, Path.of("a"))
    with pytest.raises(LimitError, match="digits is refused"):
        B.times(size)


@pytest.mark.parametrize("wrong", [0.1, True, "1e9999999", "1/3"])
def test_a_coefficient_is_an_exact_number(wrong: object) -> None:
    with pytest.raises(UnreadableNumberError):
        Term(wrong, Path.of("a"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "size",
    [
        Fraction(10**120 - 1),
        Fraction(1, 10**119),
        Fraction(10**119 + 1, 2),
        Fraction(10**120 - 1, 10**119),
        Fraction(10**120 - 1, 10**120 - 2),
    ],
    ids=["whole", "small", "half", "long decimal", "fraction"],
)
@pytest.mark.parametrize("unit", ["", "b"])
def test_the_largest_coefficients_survive_being_written_and_read(
    size: Fraction, unit: str
) -> None:
    term = Linear((Term(size, Path.of(unit)),)) if unit else B.plus(plain(size))
    condition = Compare(term, "=", B)

    assert condition == parse_condition(condition_text(condition))


def plain(size: Fraction) -> Linear:
    return parse_condition("a = 1").right.times(size)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".b" * 100_000 + " = c",
        "a" + ".b" * 4_000 + " = c",
        "a = " + "(" * 10_000 + "b" + ")" * 10_000,
        "a = " + "(" * 4_000 + "b" + ")" * 4_000,
        "(" * 4_000 + "a = b" + ")" * 4_000,
        "when a > 0 then " * 500 + "b = c",
        "a = " + "b + " * 250_000 + "c",
    ],
    ids=lambda text: f"{text[:12]} {len(text)}",
)
def test_what_is_too_large_costs_next_to_nothing(text: str) -> None:
    with pytest.raises(BudgetCheckError, match=r"limit|at most|levels"):
        parse_condition(text)

    assert calls(lambda: parse_condition(text)) < 200_000


def nested(levels: int, kind: str) -> Condition:
    """Nest a condition so that as many parentheses and guards are written."""
    condition: Condition = Compare(B, "=", B)
    for level in range(levels):
        if kind == "guards":
            condition = When(ATOM, condition)
        elif kind == "guards of guards":
            condition = When(condition, ATOM)
        elif kind == "alternatives":
            condition = (All, AnyOf)[level % 2]((ATOM, condition))
        else:
            condition = AnyOf((ATOM, When(ATOM, condition)))
    return condition


ATOM = Compare(B, ">", B)
DEEPEST = {"guards": 50, "guards of guards": 25, "alternatives": 101, "both": 25}


@pytest.mark.parametrize("kind", DEEPEST)
def test_the_deepest_condition_survives_and_a_deeper_one_cannot_be_built(
    kind: str,
) -> None:
    deepest = nested(DEEPEST[kind], kind)

    assert deepest == parse_condition(condition_text(deepest))
    with pytest.raises(LimitError, match="the limit is 50"):
        nested(DEEPEST[kind] + 2, kind)


def test_a_path_of_a_hundred_steps_survives_and_a_longer_one_is_refused() -> None:
    longest = Path.of(*"a" * 100)
    condition = Compare(figure(longest), "=", B)

    assert condition == parse_condition(condition_text(condition))
    for build in (
        figure,
        lambda path: Sum(path.then(EVERY)),
        lambda path: Share(path, B, B),
    ):
        with pytest.raises(LimitError, match=r"a path of 10\d steps"):
            build(longest.then("a"))
