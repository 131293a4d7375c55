"""Documents as people type them: every kind of figure, list and group, with rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import attrs
from hypothesis import assume
from hypothesis import strategies as st
from moneyed import Money
from tests.strategies.rules import conditions, names

from budgetcheck import (
    BudgetCheckError,
    Convention,
    Document,
    Figure,
    KnownException,
    Level,
    Printing,
    Rule,
    RuleSet,
    Unit,
    Verdict,
    read_figure,
)
from budgetcheck.language.conventions import READING_FIELDS, Rounding
from budgetcheck.language.figures import Amount, Count, Reason, Sense
from budgetcheck.language.nesting import GROUP_KEYS, LABELS, figures_of
from budgetcheck.language.paths import composed
from budgetcheck.language.tables import SUBSTANCE

UNITS: tuple[object, ...] = (
    *("元", "万元", "亿元", "GBP", "GBP thousand", "million", "件", "万件", "台（套）"),
    *({"currency": "GBP", "scale": 1000}, {"currency": "USD"}, {"scale": 100}),
)
TEXTS = (
    *("98.34", "35", "0", "0.00", "-5.10", "+5", "１,２34.5", "007", ".5", "12000"),
    *("61.83%", "61.83％", "-19 %", "0%", ">= 90%", "≤5", "70余", "> 3件", "90%以上"),
    *("23.09万件", "1.5 亿元", "5 GBP", "(5.00)", "-", "—", "无", "nil", "…", "n/a"),
    *("n/c", "无法计算", "", "  ", "\u3000", "increase"),
)


def values() -> st.SearchStrategy[object]:
    """Draw what is printed: a text, or a number that a program gives."""
    numbers = st.decimals(-10_000, 10_000, places=3).filter(Decimal.is_finite)
    money = st.builds(Money, numbers, st.sampled_from(("CNY", "GBP")))
    return st.one_of(st.sampled_from(TEXTS), st.integers(), numbers, money)


def remarks() -> st.SearchStrategy[str]:
    """Draw a text that someone wrote."""
    return st.one_of(st.sampled_from(("", "第三部分 二", 'a "b"\\\n')), st.text())


@st.composite
def printings(draw: st.DrawFn, *, also: bool = True) -> dict[str, object]:
    """Draw the table of a figure."""
    kind = draw(st.sampled_from(("value", "value", "value", "word", "missing")))
    table: dict[str, object] = {}
    if kind == "value":
        table = {"value": draw(values())}
        optional = {
            "unit": st.sampled_from((*UNITS, "%")),
            "decimals": st.integers(-3, 4),
            "exact": st.booleans(),
            "rounding": st.sampled_from(get_args(Rounding)),
        }
        if also:
            further = st.one_of(values(), printings(also=False))
            optional["also"] = st.lists(further, max_size=2)
        table |= draw(st.fixed_dictionaries({}, optional=optional))
    else:
        words = get_args(Sense if kind == "word" else Reason)
        table[kind] = draw(st.sampled_from(words))
    said = {"where": remarks(), "note": remarks()}
    return table | draw(st.fixed_dictionaries({}, optional=said))


@st.composite
def figures(draw: st.DrawFn, convention: Convention) -> object:
    """Draw a figure that can be read under the convention."""
    printed = draw(st.one_of(values(), printings()))
    table = Printing.of(printed) if isinstance(printed, dict) else printed
    try:
        read_figure(table, convention)
    except BudgetCheckError:
        assume(False)  # noqa: FBT003 (Hypothesis has it so)
    return printed


def _named(name: str) -> bool:
    return name not in {"", *GROUP_KEYS, *SUBSTANCE}


@st.composite
def groups(
    draw: st.DrawFn, convention: Convention, *, row: bool = False, depth: int = 3
) -> dict[str, object]:
    """Draw a group of figures, lists and groups, or a row of a list."""
    own = st.fixed_dictionaries(
        {}, optional={"where": remarks(), "unit": st.sampled_from(UNITS)}
    )
    table: dict[str, Any] = draw(own) if depth < 3 else {}
    if "unit" in table:
        convention = attrs.evolve(convention, unit=Unit.of(table["unit"]))
    entries: st.SearchStrategy[object] = figures(convention)
    if depth:
        below = groups(convention, depth=depth - 1)
        rows = groups(convention, row=True, depth=depth - 1)
        lists = st.lists(st.one_of(rows, figures(convention)), max_size=3)
        entries = st.one_of(entries, entries, below, lists)
    plain = names().map(composed).filter(_named)
    labelled = st.one_of(plain, st.sampled_from(sorted(LABELS)))
    for name in draw(st.lists(labelled, max_size=4, unique=True)):
        table[name] = draw(remarks() if row and name in LABELS else entries)
    return table


@st.composite
def conventions(draw: st.DrawFn) -> Convention:
    """Draw what a publisher declares."""
    fields = {one.name: one for one in attrs.fields(Convention)}
    told: dict[str, st.SearchStrategy[object]] = {
        "unit": st.sampled_from(UNITS),
        "decimals": st.integers(-3, 3),
        "percent_decimals": st.integers(0, 3),
        "rounding": st.sampled_from(get_args(Rounding)),
        "zero": st.sampled_from(("rounded", "exact")),
        "blank": st.sampled_from(("unchecked", "zero")),
        "shares_adjusted": st.sampled_from(("no", "largest_remainder", "last")),
        "parentheses": st.sampled_from(("refused", "negative")),
    }
    assert set(told) <= set(fields)
    return Convention.of(draw(st.fixed_dictionaries({}, optional=told)))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Draw a rule with anything in its header."""
    title = st.dictionaries(st.sampled_from(("en", "zh")), remarks())
    levels, ids = st.sampled_from(Level), names().filter(bool)
    others = [one for one in Verdict if one is not Verdict.CONTRADICTION]
    convention = attrs.evolve(draw(conventions()), **dict.fromkeys(READING_FIELDS))
    header: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {"level": levels, "title": title},
            optional={
                "id": st.one_of(ids, st.sampled_from(("a.b", "a.b.c", "rule"))),
                "levels": st.dictionaries(st.sampled_from(others), levels).map(
                    lambda given: tuple(given.items())
                ),
                "source": remarks(),
                "note": remarks(),
                "disabled": remarks(),
                "convention": st.just(convention),
            },
        )
    )
    try:
        return Rule(draw(conditions()), **header)
    except BudgetCheckError:
        return Rule("a = b", **header)


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
    convention = draw(conventions())
    nested = draw(groups(convention))
    found = draw(st.lists(rules(), max_size=3, unique_by=lambda rule: rule.id))
    known = [one for rule in found for one in draw(exceptions(rule.id))]
    return Document(
        figures=figures_of(nested, convention),
        rules=RuleSet(tuple(found)),
        convention=convention,
        exceptions=tuple(known),
        title=draw(remarks()),
        publisher=draw(remarks()),
        source=draw(remarks()),
        lang=draw(st.sampled_from(("", "en", "zh"))),
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
