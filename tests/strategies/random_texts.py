"""Texts of every form in the grammar, as people may type them, one rule each.

`random_rules` chooses data, which is written in one way only; here the text comes
first, with parentheses, products and spaces that writing it again leaves out.
"""

from __future__ import annotations

from random import Random

NAMES = (
    "a",
    "b2",
    "预算",
    '"2080505"',
    '"when"',
    '"a\\n\u0301"',
    '"\\"x\\\\"',
    "_",
    "e",
)
NUMBERS = ("2", "0.5", "100", "7")
UNITS = ("%", "元", " 万元", '"GBP thousand"', '"_x"', '"e5"')
RELATIONS = ("=", "<=", ">=", "<", ">")


def rule(random: Random, depth: int = 3) -> str:
    """Choose `"when" condition "then" rule | condition`."""
    if depth and random.random() < 0.3:
        return f"when {condition(random, depth - 1)} then {rule(random, depth - 1)}"
    return condition(random, depth)


def condition(random: Random, depth: int) -> str:
    """Choose conjuncts joined by `or`, and atoms in each joined by `and`."""
    several = random.choice(((1,), (1,), (2,), (1, 2), (2, 2))) if depth else (1,)
    conjuncts = (
        " and ".join(atom(random, depth - 1) for _ in range(many)) for many in several
    )
    return " or ".join(conjuncts)


def atom(random: Random, depth: int) -> str:
    """Choose `relation | tree | "(" rule ")"`."""
    kind = random.random()
    if kind < 0.1:
        return f"tree( {path(random, '[*]')} by {random.choice(NAMES)} )"
    if kind < 0.3 and depth > 0:
        return f"({rule(random, depth)})"
    if kind < 0.5:
        return f"stated={ratio(random)}"
    left = random.choice((path(random), f"{linear(random)} - {path(random)}"))
    return f"{left}{random.choice(RELATIONS)}{linear(random)}"


def ratio(random: Random) -> str:
    """Choose a quotient, with a plain number before it, behind it, or without."""
    text = f"{term(random)} / {path(random)}"
    divisor = f"({path(random)} - {term(random)})"
    text = random.choice((text, f"{term(random)}/{divisor}"))
    number, sign = random.choice(NUMBERS), random.choice("+-")
    joined = (text, f"-{text}", f"{text} {sign} {number}", f"{number}{sign}{text}")
    return random.choice(joined)


def linear(random: Random, depth: int = 2) -> str:
    """Choose `[ "-" ] term { ("+"|"-") term }`."""
    first = random.choice(("", "", "-"))
    signs = (random.choice((" + ", "-")) for _ in range(random.randint(0, 2)))
    more = "".join(f"{sign}{term(random, depth)}" for sign in signs)
    return f"{first}{term(random, depth)}{more}"


def term(random: Random, depth: int = 2) -> str:
    """Choose `factor { ("*"|"/") factor }`, all factors but one plain."""
    many = random.choice((0, 0, 0, 1, 2))
    scales = [random.choice("*/") + random.choice(NUMBERS) for _ in range(many)]
    before = random.choice(("", "", "", "", "2 * ", "-0.5 * ", "5% * "))
    return "".join((before, factor(random, depth), *scales))


def factor(random: Random, depth: int) -> str:
    """Choose `[ "-" ] number | path | "sum" "(" linear ")" | "(" linear ")"`."""
    kind = random.random()
    if kind < 0.15:
        return random.choice(NUMBERS) + random.choice(UNITS)
    if kind < 0.3:
        one, other = path(random, "[*]"), path(random, "[*]")
        return f"sum({random.choice((one, f'2 * ({one} - {other}) / 3'))})"
    if kind < 0.45 and depth:
        return f"({linear(random, depth - 1)})"
    return path(random)


def path(random: Random, inner: str = "") -> str:
    """Choose `name { "." name | "[" ("*"|variable|digits|string) "]" }`."""
    row = random.choice(("", "", "rows[i].", "rows[i] . "))
    more = random.choice(("", f".{random.choice(NAMES)}", "[ 3 ]", '["208"].y'))
    return f"{row}{random.choice(NAMES)}{inner}{more}"
