"""One document of 100 figures and 60 rules, beside loops written by hand.

The document has ten sections of ten figures and six rules each: two sums of three to
eight parts, an of-which, two ratios and a change; three budgets are zero. The loop
written by hand adds Decimals, knows one tolerance and only counts failures.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

import attrs

import budgetcheck as bc

CENT = Decimal("0.01")
SLACK = Decimal("0.05")
LEAVES = "abcde"
PARTS = (3, 4, 5, 6, 7, 8, 3, 8, 7, 5)  # of the total of each section
IDLE = frozenset({2, 5, 8})  # sections without a budget
UNIT = "万元"
CONVENTION = bc.Convention(unit=UNIT, decimals=2)

Texts = dict[str, dict[str, str]]


@attrs.frozen
class Section:
    a: bc.Amount
    b: bc.Amount
    c: bc.Amount
    d: bc.Amount
    e: bc.Amount
    total: bc.Amount
    budget: bc.Amount
    rate: bc.Stated
    share: bc.Stated
    change: bc.Stated


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


NAMES = tuple(field.name for field in attrs.fields(Accounts))


def notations() -> Iterator[str]:
    """Yield the 60 rules; a total runs on into the next section's parts."""
    leaves = [f"{name}.{leaf}" for name in NAMES for leaf in LEAVES]
    for at, name in enumerate(NAMES):
        first, second, *rest = leaves[5 * at : 5 * at + PARTS[at]]
        before = NAMES[at - 1]
        yield f"{name}.total = {' + '.join([first, second, *rest])}"
        yield f"{name}.total - {first} - {second} = {' + '.join(rest)}"
        yield f"{name}.a + {name}.b + {name}.c <= {name}.total"
        yield f"{name}.rate = {name}.total / {name}.budget"
        yield f"{name}.share = ({name}.a + {name}.b) / {name}.total"
        yield f"{name}.change = {name}.total / {before}.total - 1"


def printed(seed: int = 1) -> Texts:
    """Return a document: one part a cent off, one wrong, and one wrong percentage.

    The percentage is stated of a budget of zero, where there is none.
    """
    draw = random.Random(seed)  # noqa: S311 (figures, and no secrets)
    leaves = [Decimal(draw.randint(100, 99_999_999)) / 100 for _ in range(50)]
    totals = [
        sum(leaves[5 * at : 5 * at + parts], Decimal(0))
        for at, parts in enumerate(PARTS)
    ]
    document: Texts = {}
    for at, name in enumerate(NAMES):
        figures = dict(zip(LEAVES, leaves[5 * at :], strict=False))
        total, budget = totals[at], Decimal(draw.randint(100, 99_999_999)) / 100
        figures |= {"total": total, "budget": Decimal(0) if at in IDLE else budget}
        ratios = {
            "rate": Decimal(0) if at in IDLE else total / budget,
            "share": (figures["a"] + figures["b"]) / total,
            "change": total / totals[at - 1] - 1,
        }
        texts = {key: f"{value:,.2f}" for key, value in figures.items()}
        texts |= {key: f"{_percent(value)}%" for key, value in ratios.items()}
        document[name] = texts
    for name in ("s2", "s8"):
        document[name]["rate"] = "n/c"
    for name, leaf, wrong in (("s1", "b", CENT), ("s4", "c", Decimal(9))):
        value = Decimal(document[name][leaf].replace(",", ""))
        document[name][leaf] = f"{value + wrong:,.2f}"
    return document


def _percent(ratio: Decimal) -> Decimal:
    return (100 * ratio).quantize(CENT, ROUND_HALF_UP)


def read(texts: Texts) -> Accounts:
    """Read a document into its class."""
    return bc.read(Accounts, texts, convention=CONVENTION)


def by_hand(document: Accounts) -> int:
    """Count failures, with one tolerance for all."""
    failures = 0
    sections: list[Section] = [getattr(document, name) for name in NAMES]
    leaves = [part for one in sections for part in (one.a, one.b, one.c, one.d, one.e)]
    before = sections[-1].total.value
    for at, one in enumerate(sections):
        total, budget = one.total.value, one.budget.value
        parts = leaves[5 * at : 5 * at + PARTS[at]]
        if abs(total - sum(part.value for part in parts)) > SLACK:
            failures += 1
        rest = sum(part.value for part in parts[2:])
        if abs(total - parts[0].value - parts[1].value - rest) > SLACK:
            failures += 1
        if one.a.value + one.b.value + one.c.value > total + SLACK:
            failures += 1
        two = one.a.value + one.b.value
        for stated, part, whole in (
            (one.rate, total, budget),
            (one.share, two, total),
            (one.change, total - before, before),
        ):
            if not whole:
                failures += isinstance(stated, bc.Percent)
                continue
            ratio = (100 * part / whole).quantize(CENT, ROUND_HALF_UP)
            if not isinstance(stated, bc.Percent) or ratio != stated.value:
                failures += 1
        before = total
    return failures


def load_by_hand(texts: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Read the texts, and write a line for each failure."""
    lines: list[str] = []
    read: list[dict[str, Decimal | None]] = [
        {
            key: None
            if text in {"", "n/c", "-"}
            else Decimal(text.replace(",", "").rstrip("%"))
            for key, text in texts[name].items()
        }
        for name in NAMES
    ]
    nil = Decimal(0)
    sections = [{key: value or nil for key, value in one.items()} for one in read]
    leaves = [one[leaf] for one in sections for leaf in LEAVES]
    before = sections[-1]["total"]
    for at, (name, one) in enumerate(zip(NAMES, sections, strict=True)):
        total = one["total"]
        parts = leaves[5 * at : 5 * at + PARTS[at]]
        added, rest = sum(parts), sum(parts[2:])
        if abs(total - added) > SLACK:
            lines.append(f"{name}.total: {total} is not {added}")
        if abs(total - parts[0] - parts[1] - rest) > SLACK:
            lines.append(f"{name}.total less two: {rest} is left over")
        if one["a"] + one["b"] + one["c"] > total + SLACK:
            lines.append(f"{name}: the parts exceed {total}")
        for stated, part, whole in (
            ("rate", total, one["budget"]),
            ("share", one["a"] + one["b"], total),
            ("change", total - before, before),
        ):
            if whole:
                ratio = (100 * part / whole).quantize(CENT, ROUND_HALF_UP)
                if ratio != one[stated]:
                    lines.append(f"{name}.{stated}: {one[stated]}% is not {ratio}%")
            elif read[at][stated] is not None:
                lines.append(f"{name}.{stated}: a percentage of nothing")
        before = total
    return lines
