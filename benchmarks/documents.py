"""One document of 100 figures and 60 rules, beside loops written by hand.

The document has ten sections of ten figures and six rules each: three sums of
three to eight parts, two ratios and a zero budget. The loop written by hand adds
Decimals, knows one tolerance and only counts failures.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import attrs

import budgetcheck as bc
from budgetcheck.reports import render_text

SECTIONS = 10
CENT = Decimal("0.01")


@attrs.frozen
class Section:
    total: bc.Amount
    a: bc.Amount
    b: bc.Amount
    c: bc.Amount
    d: bc.Amount
    e: bc.Amount
    budget: bc.Amount
    idle: bc.Amount
    completion: bc.Stated
    share: bc.Stated


@attrs.frozen
class Accounts:
    s0: Section
    s1: Section
    s2: Section
    s3: Section
    s4: Section
    s5: Section
    s6: Section
    s7: Section
    s8: Section
    s9: Section


NAMES = [field.name for field in attrs.fields(Accounts)]
RULES = bc.rules(
    *(
        rule
        for one in NAMES
        for rule in (
            f"{one}.total = {one}.a + {one}.b + {one}.c + {one}.d + {one}.e",
            f"{one}.budget = {one}.a + {one}.b + {one}.c",
            f"{one}.idle + {one}.a + {one}.b <= {one}.total",
            f"{one}.completion = {one}.c / {one}.budget",
            f"{one}.share = {one}.a / {one}.total",
            f"s0.idle + {one}.d + {one}.e + {one}.budget = {one}.total",
        )
    )
)


def printed(seed: int = 1, wrong: int = 1) -> dict[str, dict[str, str]]:
    """Return an honest document, one sum in ten a cent off, and some wrong ones."""
    draw = random.Random(seed)  # noqa: S311 (figures, and no secrets)
    document: dict[str, dict[str, str]] = {}
    for number, name in enumerate(NAMES):
        parts = [Decimal(draw.randint(100, 99_999_999)) / 100 for _ in "abcde"]
        budget, total = sum(parts[:3]), sum(parts)
        share = (100 * parts[0] / total).quantize(CENT, ROUND_HALF_UP)
        done = (100 * parts[2] / budget).quantize(CENT, ROUND_HALF_UP)
        figures = dict(zip("abcde", parts, strict=True))
        figures["total"] = total + (CENT if number % 4 == 1 else 0)
        figures["budget"] = budget + (9 if number < wrong else 0)
        texts = {key: f"{value:,.2f}" for key, value in figures.items()}
        texts |= {"idle": "0.00", "completion": f"{done}%", "share": f"{share}%"}
        document[name] = texts
    return document


def by_hand(document: Accounts) -> int:
    """Count failures, with one tolerance for all."""
    failures = 0
    slack = Decimal("0.03")
    for name in NAMES:
        one: Section = getattr(document, name)
        parts = (one.a, one.b, one.c, one.d, one.e)
        if abs(one.total.value - sum(part.value for part in parts)) > slack:
            failures += 1
        if abs(one.budget.value - sum(part.value for part in parts[:3])) > slack:
            failures += 1
        if sum(x.value for x in (one.idle, one.a, one.b)) > one.total.value + slack:
            failures += 1
        for stated, part, whole in (
            (one.completion, one.c, one.budget),
            (one.share, one.a, one.total),
        ):
            if not whole.value:
                failures += isinstance(stated, bc.Percent)
                continue
            ratio = (100 * part.value / whole.value).quantize(CENT, ROUND_HALF_UP)
            if not isinstance(stated, bc.Percent) or ratio != stated.value:
                failures += 1
        rest = (document.s0.idle, one.d, one.e, one.budget)
        if abs(sum(part.value for part in rest) - one.total.value) > slack:
            failures += 1
    return failures


def load_by_hand(texts: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Read the texts, and write a line for each failure."""
    lines: list[str] = []
    slack = Decimal("0.03")
    read: dict[str, dict[str, Decimal | None]] = {}
    for name, section in texts.items():
        read[name] = {
            key: None
            if text in {"", "n/c", "-"}
            else Decimal(text.replace(",", "").rstrip("%"))
            for key, text in section.items()
        }
    for name, one in read.items():
        figures = {key: value or Decimal(0) for key, value in one.items()}
        sums = (
            ("total", ("a", "b", "c", "d", "e")),
            ("budget", ("a", "b", "c")),
        )
        for total, parts in sums:
            added = sum((figures[part] for part in parts), Decimal(0))
            if abs(figures[total] - added) > slack:
                lines.append(f"{name}.{total}: {figures[total]} is not {added}")
        if figures["idle"] + figures["a"] + figures["b"] > figures["total"] + slack:
            lines.append(f"{name}: parts exceed {figures['total']}")
        ratios = (("completion", "c", "budget"), ("share", "a", "total"))
        for stated, part, whole in ratios:
            if figures[whole]:
                ratio = 100 * figures[part] / figures[whole]
                if ratio.quantize(CENT, ROUND_HALF_UP) != figures[stated]:
                    lines.append(f"{name}.{stated}: {figures[stated]}% is not {ratio}%")
            elif one[stated] is not None:
                lines.append(f"{name}.{stated}: a percentage of nothing")
        rest = figures["d"] + figures["e"] + figures["budget"]
        if abs(rest - figures["total"]) > slack:
            lines.append(f"{name}: {rest} is not {figures['total']}")
    return lines


def candidates() -> dict[str, Callable[[], object]]:
    """Return what is timed, each beside the loop that it is compared with."""
    texts = printed()
    document = bc.read(Accounts, texts, unit="万元", decimals=2)
    checker = RULES.for_(Accounts)
    worded = bc.Convention(unit="万元", decimals=2)

    def whole() -> str:
        return str(
            checker(bc.read(Accounts, texts, convention=worded)).at_least("error")
        )

    return {
        "check, by hand": lambda: by_hand(document),
        "check": lambda: checker(document),
        "load and check, by hand": lambda: load_by_hand(texts),
        "load and check": whole,
        "text report": lambda: render_text([checker(document)]),
    }
