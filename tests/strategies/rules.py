"""Rules of every shape: paths, expressions and conditions, small before large."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

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
from budgetcheck.language.paths import EVERY, ROW, Index, Key, Step

NAMES = (
    "total",
    "basic",
    "预算",
    "2080505",
    "因公出国（境）费",
    "when",
    'a "b"\\',
    "e5",
    "_",
    "if",
    "a\nb\tc\rd",
    "\n\u0301",  # an accent that must not compose with the `n` of its escape
    "",
    " ",
)
MONEY = ("元", "万元", "GBP", "GBP thousand")
THINGS = ("件", "台（套）", "e5", "E", "e_", "_", "_x", "then", 'a "b"\\\n')
UNITS = ("", "%", *MONEY, *THINGS)
# The lists of sums and trees: alone, in the row that the rule is about, in each other.
LISTS: tuple[tuple[Step, ...], ...] = (
    ("lines", EVERY),
    ("lines", ROW, "items", EVERY),
    ("lines", Index(0), "items", EVERY),
    ("lines", Key("20805"), "items", EVERY),
)
NESTED_LISTS: tuple[tuple[Step, ...], ...] = (("lines", EVERY, "items", EVERY),)
RELATIONS = ("=", "<=", ">=", "<", ">")


def names() -> st.SearchStrategy[str]:
    """Draw a name: plain, Chinese, a code, or one that needs quotes."""
    text = st.text(min_size=1, max_size=4)
    return st.one_of(st.sampled_from(NAMES), text)


@st.composite
def paths(draw: st.DrawFn, *, row: bool = False, every: bool = False) -> Path:
    """Draw a path; with a row index, or over all rows of a list."""
    if row:
        return Path(("lines", ROW, draw(names())))
    if every:
        inner = draw(st.sampled_from(LISTS + NESTED_LISTS))
        return Path((*inner, draw(names())))
    steps: list[Step] = [draw(names())]
    more = st.one_of(
        names(), st.builds(Index, st.integers(0, 99)), st.builds(Key, names())
    )
    steps += draw(st.lists(more, max_size=2))
    return Path(tuple(steps))


def coefficients() -> st.SearchStrategy[Fraction]:
    """Draw a coefficient: mostly 1 or -1, or a decimal, or one that never ends."""
    return st.one_of(
        st.sampled_from((Fraction(1), Fraction(1), Fraction(-1))),
        st.fractions(-9, 9, max_denominator=12),
        st.integers(-999, 999).map(lambda number: Fraction(number, 100)),
    )


def figures(*, rows: bool = False) -> st.SearchStrategy[Path | Sum]:
    """Draw a figure, or a sum of figures over a list."""
    sums = paths(every=True).map(Sum)
    return (
        st.one_of(paths(), sums, paths(row=True)) if rows else st.one_of(paths(), sums)
    )


@st.composite
def linears(draw: st.DrawFn, *, rows: bool = False) -> Linear:
    """Draw an expression that names one figure or more."""
    summands = st.one_of(
        figures(rows=rows),
        figures(rows=rows),
        st.builds(Constant, st.sampled_from(UNITS)),
    )
    terms = st.builds(Term, coefficients(), summands)
    named = st.builds(Term, coefficients(), figures(rows=rows))
    found = [draw(named), *draw(st.lists(terms, max_size=3))]
    return Linear(tuple(draw(st.permutations(found))))


@st.composite
def shares(draw: st.DrawFn, *, rows: bool = False) -> Share:
    """Draw a ratio; a change or a complement as often as a plain one."""
    part, whole = draw(linears(rows=rows)), draw(linears(rows=rows))
    shape = draw(st.sampled_from(("plain", "change", "complement")))
    if shape == "change":
        part = part.minus(whole)
    if shape == "complement":
        part = whole.minus(part)
    # No other path of these strategies begins so.
    return Share(Path.of("stated", draw(names())), part, whole)


def comparisons(*, rows: bool = False) -> st.SearchStrategy[Compare]:
    """Draw a comparison of two expressions."""
    one = linears(rows=rows)
    return st.builds(Compare, one, st.sampled_from(RELATIONS), one)


def trees() -> st.SearchStrategy[Tree]:
    """Draw a tree over one list."""
    lists = st.sampled_from(LISTS)
    over = st.builds(lambda steps, name: Path((*steps, name)), lists, names())
    return st.builds(Tree, over, names())


def conditions(*, rows: bool = True) -> st.SearchStrategy[Condition]:
    """Draw a condition of any shape, nested now and then."""
    atoms: st.SearchStrategy[Condition] = st.one_of(
        comparisons(rows=rows), shares(rows=rows), trees()
    )

    def joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            st.builds(All, several),
            st.builds(AnyOf, several),
            st.builds(When, inner, inner),
        )

    return st.one_of(atoms, st.recursive(atoms, joined, max_leaves=4))
