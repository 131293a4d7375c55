"""Rules by plain random choice: thousands in a few seconds, from one seed.

`budgetcheck.strategies` draws them with Hypothesis, which shrinks what fails.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

from budgetcheck import (
    All,
    AnyOf,
    Compare,
    Condition,
    Constant,
    Linear,
    Path,
    Share,
    Sum,
    Term,
    Tree,
    When,
)
from budgetcheck.language.paths import ROW, Index, Key, Step
from budgetcheck.strategies.paths import NAMES
from budgetcheck.strategies.vocabularies import LISTS, UNITS

RELATIONS = ("=", "<=", ">=", "<", ">")
# Over the last one no tree can be, because it ranges over two lists.
ONE_LIST = LISTS[:-1]


def name(random: Random) -> str:
    """Choose a name; now and then any characters at all."""
    if random.random() < 0.7:
        return random.choice(NAMES)
    return "".join(
        chr(random.randrange(1, 0x3000)) for _ in range(random.randint(1, 4))
    )


def path(random: Random) -> Path:
    """Choose a path, with a row index or without."""
    if random.random() < 0.2:
        return Path(("lines", ROW, name(random)))
    steps: list[Step] = [name(random)]
    for _ in range(random.randint(0, 2)):
        kinds = (name(random), Index(random.randrange(99)), Key(name(random)))
        steps.append(random.choice(kinds))
    return Path(tuple(steps))


def term(random: Random, *, named: bool) -> Term:
    """Choose a multiple of a figure, a sum or a constant."""
    sizes = (
        Fraction(random.choice((1, 1, -1))),
        Fraction(random.randint(-99, 99), 100),
    )
    odd = Fraction(random.randint(-9, 9), random.randint(1, 12))
    large = Fraction(random.randint(1, 10**120 - 1), 10 ** random.randint(0, 119))
    listed = random.choice(LISTS)
    kinds: list[Path | Sum | Constant] = [path(random), path(random)]
    kinds.append(Sum(Path((*listed, name(random)))))
    if not named:
        kinds.append(Constant(random.choice(UNITS)))
    return Term(random.choice((*sizes, *sizes, odd, odd, large)), random.choice(kinds))


def linear(random: Random) -> Linear:
    """Choose an expression that names a figure."""
    terms = [term(random, named=False) for _ in range(random.randint(0, 3))]
    terms.insert(random.randint(0, len(terms)), term(random, named=True))
    return Linear(tuple(terms))


def condition(random: Random, depth: int = 3) -> Condition:
    """Choose a condition, nested as deep as is left."""
    kind = random.choice(("=", "=", "share", "tree", "and", "or", "when"))
    if depth and kind in {"and", "or"}:
        parts = tuple(condition(random, depth - 1) for _ in range(random.randint(2, 3)))
        return All(parts) if kind == "and" else AnyOf(parts)
    if depth and kind == "when":
        return When(condition(random, depth - 1), condition(random, depth - 1))
    if kind == "tree":
        listed = random.choice(ONE_LIST)
        return Tree(Path((*listed, name(random))), name(random))
    one, other = linear(random), linear(random)
    if kind == "share":
        part = random.choice((one, one.minus(other), other.minus(one)))
        return Share(Path.of("stated", name(random)), part, other)
    return Compare(one, random.choice(RELATIONS), other)  # type: ignore[arg-type]
