"""Small documents in which something may be wrong, for all subsets to be tried.

A few figures from few values under a few rules, so that about every second document
contradicts itself, some in several places, and some only if all rules are taken
together.
"""

from __future__ import annotations

from itertools import product

from hypothesis import strategies as st
from tests.strategies.possible import Page

from budgetcheck import Convention, Document, Path
from budgetcheck.diagnosing import Diagnoses
from budgetcheck.language.grounding import all_grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.rules import RuleSet, rules_in

AMOUNTS: tuple[object, ...] = (
    *("1.00", "1.01", "1.02", "2.00", "2.01", "3.02", "5", "-1.00", "-2.00"),
    *("0", "0.00", "-", "≥1", "> 2"),
    {"value": "2", "exact": True},
    {"value": "2.0", "decimals": 1, "also": [{"value": "2.01", "decimals": 2}]},
    {"value": "0.0001", "unit": "万元", "decimals": 4},
)
GAPS: tuple[object, ...] = ("", {"missing": "withheld"})
PERCENTS = (
    "0%",
    "50%",
    "50.00%",
    "51%",
    "100%",
    "-50%",
    "200%",
    "≥90%",
    "n/c",
    "-",
    "",
)
SUMS = (
    *("a = b", "a = b + c", "a = b + c + d", "b - a = c", "a = c + d", "d = 2 * a"),
    *("a <= b", "a < b", "a + b >= c", "c > 0", "a + b + c <= d", "d > c", "b <= a"),
    *("w = a - b", "a + 1元 = c", "s + t = 100%", "s <= 100%"),
)
JOINED = (
    *("a = b or a = c", "a = c + d and (b = c or b < d)", "d <= a and b <= a"),
    *("when a > b then c = d", "when c > 0 then a = b + c", "when w > 0 then a > b"),
    "when a >= b and c > 0 then d = a",
)
STATED = (
    *("s = a / b", "s = b / c", "s = a / b - 1", "s = a / (a + b)", "s = 1 - a / d"),
    *("s = (a - b) / c", "s = a / (b - a)", "s = a / b or a = c"),
    *("s = c / d and c <= d", "when b > 0 then s = a / b"),
)
ALSO_STATED = ("t = 1 - c / d", "t = c / d", "t = a / d", "t = (a + b) / (c + d)")
DECLARED: tuple[dict[str, object], ...] = (
    {},
    {"rounding": "cut_off", "percent_rounding": "cut_off"},
    {"zero": "exact"},
    {"zero_over_zero": "not_computable"},
    {"negative_base": "absolute"},
    {"blank": "zero"},
    {"shares_adjusted": "largest_remainder"},
)
WORDS = ("increase", "decrease", "flat")


@st.composite
def documents(draw: st.DrawFn, *, joined: bool = True) -> Document:
    """Draw a document of up to seven figures; each percentage is stated once.

    Args:
        joined: Whether rules may join conditions, by `or`, `and` or a guard.
    """
    values = st.sampled_from(AMOUNTS * 2 + GAPS)
    printed: dict[str, object] = {name: draw(values) for name in "abcd"}
    printed |= {name: draw(st.sampled_from(PERCENTS)) for name in "st"}
    printed["w"] = {"word": draw(st.sampled_from(WORDS))}
    plain = st.sampled_from(SUMS + JOINED if joined else SUMS)
    texts = draw(st.lists(plain, min_size=1, max_size=4, unique=True))
    for stated in (STATED, ALSO_STATED):
        some = [one for one in stated if joined or one.startswith(f"{one[0]} = ")]
        some = [one for one in some if joined or not {"or", "and"} & {*one.split()}]
        texts += draw(st.lists(st.sampled_from(some), max_size=1))
    return document_of(printed, *texts, **draw(st.sampled_from(DECLARED)))


CODES = ("201", "20101", "20102", "202")


@st.composite
def listed(draw: st.DrawFn) -> Document:
    """Draw a document with a list of two or three rows, a tree or a sum over them."""
    values = st.sampled_from(("1.00", "1.01", "2.00", "2.01", "3.02", "0", "-1.00"))
    codes = draw(st.lists(st.sampled_from(CODES), min_size=2, max_size=3, unique=True))
    shares = st.sampled_from(("33%", "34%", "50%", "50.0%", "67%", "100%", "0%"))
    lines = [
        {"code": code, "x": draw(values), "s": draw(shares)} for code in sorted(codes)
    ]
    rules = st.sampled_from(
        (
            "tree(lines[*].x by code)",
            "total = sum(lines[*].x)",
            "lines[*].x <= total",
            "sum(lines[*].s) = 100%",
            "lines[i].s = lines[i].x / sum(lines[*].x)",
        )
    )
    texts = draw(st.lists(rules, min_size=1, max_size=3, unique=True))
    return document_of({"total": draw(values), "lines": lines}, *texts)


def document_of(printed: object, *rules: str, **declared: object) -> Document:
    convention = Convention.of({"unit": "元", "decimals": 2, **declared})
    return Document(
        figures=figures_of(printed, convention),
        rules=RuleSet(rules_in(*rules)),
        convention=convention,
    )


def page_of(document: Document) -> Page:
    """Return the same figures and rules for all subsets to be tried."""
    grounds, faults = all_grounds(document.rules, Known(document.figures))
    assert not faults
    return Page.of(grounds, document.convention)


def names_of(page: Page) -> list[str]:
    """Return what the finding of each rule is called."""
    return [
        f"{one.rule.id} @ {one.at}" if one.at else one.rule.id for one in page.grounds
    ]


def answers_of(found: Diagnoses) -> set[frozenset[Path]]:
    """Return the figures of all causes together, one answer of each."""
    return {
        frozenset(path for one in some for path in one.paths)
        for some in product(*(cause.answers for cause in found))
    }
