"""Vocabularies: the figures, sums and units of which one expression or rule is made.

They are drawn, or given, before the rule is, so that whatever the rule then says of
them can be said: its rows are of one list, and each name is there once.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache, lru_cache

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from budgetcheck.errors import BudgetCheckError
from budgetcheck.language.expressions import Constant, Sum, Term
from budgetcheck.language.notation import parse_linear
from budgetcheck.language.paths import EVERY, ROW, Index, Key, Path, Step, composed
from budgetcheck.strategies.paths import NAME

UNITS = (
    *("", "%", "元", "万元", "GBP", "GBP thousand", "million", "件", "台（套）"),
    *("e5", "E", "e_", "_", "_x", "then", 'a "b"\\\n'),
)
CODES = ("code", "name", "by", "科目 编码")

# What leads to a figure: nothing at first, groups, rows, and the row of the rule.
_LEADS: tuple[tuple[Step, ...], ...] = (
    *((), (), (), ("unit",), ("lines", Index(0)), ("lines", Key("20805"))),
    *(("lines", ROW), ("lines", ROW, "items", Index(1)), ("本部门", "收入", Index(7))),
)
LISTS: tuple[tuple[Step, ...], ...] = (
    *(("lines", EVERY), ("lines", ROW, "items", EVERY)),
    *(("lines", Index(0), "items", EVERY), ("lines", Key("20805"), "items", EVERY)),
    ("lines", EVERY, "items", EVERY),
)
_FRESH = ("a", "b", "c", "d", "e")
_SIZES = st.sampled_from((2, 2, 3, 4))
_DRAWN_NAME = st.one_of(st.sampled_from(_FRESH), NAME)
_DRAWN_LEADS = st.sampled_from(_LEADS)
_DRAWN_TREES = st.sampled_from(LISTS[:-1])
_DRAWN_LISTS = st.lists(st.sampled_from(LISTS), max_size=2)


@attrs.frozen
class Vocabulary:
    """What one rule may speak of.

    Attributes:
        figures: Single figures and sums, one or more.
        constants: Constants of which there is one or more, or a certain number.
        stated: Figures that may be stated as a ratio.
        trees: Figures of all rows of a list.
        codes: What the codes of such rows are called.
    """

    figures: tuple[Path | Sum, ...]
    constants: tuple[Constant | Term, ...]
    stated: tuple[Path, ...]
    trees: tuple[Path, ...]
    codes: tuple[str, ...]

    @property
    def summands(self) -> tuple[Path | Sum | Constant | Term, ...]:
        """Figures, sums and constants."""
        return (*self.figures, *self.constants)

    def without(self, stated: Path) -> Vocabulary:
        """Return what may stand in the part and the whole of a stated figure."""
        others = tuple(one for one in self.figures if one != stated)
        return attrs.evolve(self, figures=others)

    @property
    def ratios(self) -> tuple[Path, ...]:
        """Figures that may be stated, because others are left for the ratio."""
        return tuple(one for one in self.stated if self.without(one).figures)


def drawn(
    draw: st.DrawFn,
    figures: Iterable[str | Path | Sum] | None,
    stated: Iterable[str | Path] = (),
    units: Iterable[str] | None = None,
    by: str | None = None,
    *,
    needs_list: bool = False,
) -> Vocabulary:
    """Return what is given to speak of, or draw something of every kind.

    Args:
        draw: Given by Hypothesis.
        figures: What is given; None if everything shall be drawn.
        stated: What may be stated as a ratio, if figures are given.
        units: The units of constants.
        by: The name of codes, if figures are given.
        needs_list: Whether a tree must be possible, if nothing is given.

    Raises:
        InvalidArgument: What is given is no figure, none at all, or of two lists.
    """
    if figures is not None:
        one_each = tuple(figures), tuple(stated), tuple(units or ()), by
        return _given(*one_each)
    constants = _CONSTANTS if units is None else tuple(map(_constant, units))
    named = _names(draw)
    paths = tuple(Path((*draw(_DRAWN_LEADS), name)) for name in named)
    lists = [draw(_DRAWN_TREES)] if needs_list else draw(_DRAWN_LISTS)
    listed = tuple(
        Path((*steps, name)) for steps, name in zip(lists, named, strict=False)
    )
    return Vocabulary(
        (*paths, *map(Sum, listed)), constants, paths, _trees(listed), CODES
    )


def _names(draw: st.DrawFn) -> list[str]:
    """Draw a few names, each once: for one that is taken, the next that is not."""
    names: list[str] = []
    for _ in range(draw(_SIZES)):
        name = composed(draw(_DRAWN_NAME))
        if name in names:
            name = next(fresh for fresh in _FRESH if fresh not in names)
        names.append(name)
    return names


@lru_cache
def _given(
    figures: tuple[str | Path | Sum, ...],
    stated: tuple[str | Path, ...],
    units: tuple[str, ...],
    by: str | None,
) -> Vocabulary:
    known = tuple(map(_figure, figures))
    ratios = tuple(map(_single, stated))
    rows = {_path(one).row_list for one in (*known, *ratios)} - {None}
    if not known or len(rows) > 1:
        problem = "rows of two lists" if known else "no figure"
        raise InvalidArgument(f"{figures=} are {problem}")
    listed = tuple(one.path for one in known if isinstance(one, Sum))
    codes = () if by is None else (by,)
    # A plain number stands beside amounts, or percentages, only if it is 0.
    nothing = Term(Fraction(0), Constant())
    constants: tuple[Constant | Term, ...] = (nothing, *map(_constant, units))
    return Vocabulary(known, constants, ratios, _trees(listed) if codes else (), codes)


def _trees(listed: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(path for path in listed if path.steps.count(EVERY) == 1)


def _path(one: Path | Sum) -> Path:
    return one if isinstance(one, Path) else one.path


def _figure(one: str | Path | Sum) -> Path | Sum:
    if isinstance(one, Path | Sum):
        return one
    try:
        (term,) = parse_linear(one).terms
    except (BudgetCheckError, ValueError) as error:
        raise InvalidArgument(f"{one!r} is no figure: {error}") from error
    if term.coefficient != 1 or isinstance(term.of, Constant):
        raise InvalidArgument(f"{one!r} is no figure")
    return term.of


def _single(one: str | Path) -> Path:
    found = _figure(one)
    if isinstance(found, Sum):
        raise InvalidArgument(f"{one!r} is stated, and cannot be a sum")
    return found


@cache
def _constant(unit: str) -> Constant:
    try:
        return Constant(unit)
    except BudgetCheckError as error:
        raise InvalidArgument(f"{unit!r} is no unit: {error}") from error


_CONSTANTS = tuple(map(Constant, UNITS))
