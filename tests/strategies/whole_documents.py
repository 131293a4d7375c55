"""Documents as people type them: every kind of figure, list and group, with rules."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st
from moneyed import Money

from budgetcheck import (
    Amount,
    Convention,
    Count,
    Document,
    Figure,
    KnownException,
    strategies,
)
from budgetcheck.language.conventions import Rounding
from budgetcheck.language.groups import GROUP_KEYS
from budgetcheck.language.nesting import LABELS, figures_of
from budgetcheck.language.paths import composed
from budgetcheck.language.tables import SUBSTANCE
from budgetcheck.strategies.paths import NAME

UNITS: tuple[object, ...] = (
    *("元", "万元", "亿元", "GBP", "GBP thousand", "million", "件", "万件", "台（套）"),
    *({"currency": "GBP", "scale": 1000}, {"currency": "USD"}, {"scale": 100}),
)
NUMBERS = (
    *("98.34", "35", "0", "0.00", "-5.10", "+5", "１,２34.5", "007", ".5", "12000"),
    *(12, -3, 10**20),
)
TEXTS = (
    *NUMBERS,
    *("61.83%", "61.83％", "-19 %", "0%", ">= 90%", "≤5", "70余", "> 3件", "90%以上"),
    *("23.09万件", "1.5 亿元", "5 GBP", "-", "—", "无", "nil", "…", "n/a"),
    *("n/c", "无法计算", "", "  ", "\u3000"),
    *(Money("1.50", "GBP"), Money(-3, "CNY")),
)
RESERVED = {"", *GROUP_KEYS, *SUBSTANCE}
REMARK = st.one_of(st.sampled_from(("", "第三部分 二", 'a "b"\\\n')), st.text())
SAID = {"where": REMARK, "note": REMARK}
NUMBER = st.one_of(
    st.sampled_from(NUMBERS),
    st.decimals(-10_000, 10_000, places=3),
)
DECLARED = {
    "decimals": st.integers(-3, 4),
    "exact": st.booleans(),
    "rounding": st.sampled_from(get_args(Rounding)),
}
FURTHER = st.fixed_dictionaries({"value": NUMBER}, optional=DECLARED | SAID)
TABLE = st.fixed_dictionaries(
    {"value": NUMBER},
    optional={
        "unit": st.sampled_from(UNITS),
        "also": st.lists(st.one_of(NUMBER, FURTHER), max_size=2),
        **DECLARED,
        **SAID,
    },
)
PERCENT = st.fixed_dictionaries(
    {"value": NUMBER, "unit": st.just("%")}, optional=DECLARED | SAID
)
OPTIONS = (st.sampled_from(TEXTS), strategies.figures(), TABLE, PERCENT)
SIGNED = st.one_of(*OPTIONS)
PARENTHESES = st.one_of(*OPTIONS, st.just("(5.00)"))
LABELLED = st.one_of(NAME, st.sampled_from(sorted(LABELS)))
GROUP = st.fixed_dictionaries(
    {}, optional={"where": REMARK, "unit": st.sampled_from(UNITS)}
)
KINDS = st.sampled_from(("figure", "figure", "group", "list"))
SIZES = st.integers(0, 3)


def leaf(draw: st.DrawFn, convention: Convention) -> object:
    """Draw a figure that can be read under the convention."""
    negative = convention.parentheses == "negative"
    return draw(PARENTHESES if negative else SIGNED)


def group(
    draw: st.DrawFn, convention: Convention, *, row: bool = False, depth: int = 2
) -> dict[str, object]:
    """Draw a group of figures, lists and groups, or a row of a list."""
    table: dict[str, Any] = draw(GROUP) if depth < 2 else {}
    for _ in range(draw(SIZES)):
        name = composed(draw(LABELLED))
        name += "_" if name in RESERVED else ""
        label = row and name in LABELS
        table[name] = draw(REMARK) if label else entry(draw, convention, depth)
    return table


def entry(draw: st.DrawFn, convention: Convention, depth: int) -> object:
    """Draw what stands under a name: a figure, a group or a list of both."""
    kind = draw(KINDS) if depth else "figure"
    if kind == "figure":
        return leaf(draw, convention)
    if kind == "group":
        return group(draw, convention, depth=depth - 1)
    return [
        group(draw, convention, row=True, depth=depth - 1)
        if draw(st.booleans())
        else leaf(draw, convention)
        for _ in range(draw(SIZES))
    ]


def exceptions(rule: str) -> st.SearchStrategy[list[KnownException]]:
    """Draw what is known of one rule: nothing, or a row or two where it fails."""
    one = st.builds(
        KnownException,
        st.just(rule),
        at=st.sampled_from(("", "lines[0]", 'lines["208"]')),
        reason=st.sampled_from(("it was told", 'a "b"\\\n', "已说明")),
        until=st.none() | st.dates(),
    )
    return st.lists(one, max_size=2, unique_by=lambda known: known.at)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document as it could have been read."""
    convention = draw(strategies.conventions())
    nested = group(draw, convention)
    rules = draw(strategies.rule_sets(max_size=2))
    known = [one for rule in rules for one in draw(exceptions(rule.id))]
    texts = dict.fromkeys(("title", "publisher", "source"), REMARK)
    said: dict[str, Any] = draw(st.fixed_dictionaries({}, optional=texts))
    return Document(
        figures=figures_of(nested, convention),
        rules=rules,
        convention=convention,
        exceptions=tuple(known),
        lang=draw(st.sampled_from(("", "en", "zh"))),
        **said,
    )


def told(document: Document) -> object:
    """Return everything that a document says, except where it stands in its file."""
    return (
        {path: _told(figure) for path, figure in document.figures.items()},
        list(document.figures),
        document.figures.rows,
        document.figures.labels,
        document.rules,
        document.convention,
        document.exceptions,
        (document.title, document.publisher, document.source, document.lang),
    )


def _told(figure: Figure) -> object:
    also = figure.also if isinstance(figure, Amount | Count) else ()
    unit = figure.unit.text if isinstance(figure, Amount | Count) else ""
    further = [_told(one) for one in also]
    return figure, figure.printed, unit, figure.place.where, figure.note, further
