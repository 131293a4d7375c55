"""Choosing: truths and styles are drawn, the plainest ones first."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from budgetcheck.cn_accounts.strategies.catalogue import (
    BESIDE,
    GENERAL_PUBLIC,
    GOVERNMENT_FUNDS,
    ITEMS,
    PAYS_FOR,
    PUBLIC_EXPENSES,
    SPENT_ON,
    STATE_CAPITAL,
)
from budgetcheck.cn_accounts.strategies.purses import HIDDEN, PRINTED, ROUND, Purse
from budgetcheck.cn_accounts.strategies.styles import Style
from budgetcheck.cn_accounts.strategies.telling import evaluation, told
from budgetcheck.cn_accounts.strategies.told import Evaluated, Told
from budgetcheck.cn_accounts.strategies.truths import (
    EARNED,
    PAID,
    Item,
    Public,
    Reserves,
    Truths,
)

# Whole 万元; printed digits; and, mostly, whatever stands behind these.
_FINEST = st.sampled_from((ROUND, PRINTED, HIDDEN, HIDDEN))
_SEEDS = st.integers(0, 2**16 - 1)
_TENTHS = st.integers(0, 10)
_PARTS = st.integers(0, 9)
_OFTEN = st.sampled_from((True, True, False))
_SELDOM = st.sampled_from((False, False, True))
_RARELY = st.sampled_from((False, False, False, False, True))
_KINDS = st.sampled_from(("basic", "project", "both", "kept"))
_ENTITIES = st.sampled_from(("示例市财政局", "示例县教育局", "示例市城市管理信息中心"))
_YEARS = st.integers(2019, 2025).map(str)
_LEVELS = st.sampled_from(((3, 5, 7), (3, 7), (3, 5), (3,), (7,)))
_ECONOMIC_LEVELS = st.sampled_from(((3, 5), (5,), (3,)))
_ZEROS = st.sampled_from(("zero", "-", "", None))
_PERCENT_DECIMALS = st.sampled_from((2, 2, 1, 0))
_MARKS = st.sampled_from(("无法计算", "n/c", "不可比", "", None))
_EARNED, _PAID = st.sampled_from(EARNED), st.sampled_from(PAID)
_SPENT_ON = st.sampled_from(SPENT_ON)
# What is told of in percentages is spent in printed digits.
_TOLD_OF = {*PUBLIC_EXPENSES.values(), *BESIDE.values()}
_REST_ON = st.sampled_from([code for code in SPENT_ON if code not in _TOLD_OF])
_FURTHER = st.integers(0, 2)


@st.composite
def truths(
    draw: st.DrawFn,
    *,
    items: tuple[int, int],
    quantum: int,
    max_hidden: int,
    narrated: bool,
    evaluated: bool,
) -> Truths:
    """Draw what a department received and spent, and what only its text tells."""
    finest = draw(_FINEST)
    chance = Random(draw(_SEEDS) if finest else 0)  # noqa: S311 (no secrets)
    purse = Purse(draw, quantum, finest, max_hidden, chance)
    codes = draw(_codes(draw(st.integers(*items))))
    drawn = (_item(purse, fund, code) for fund, code in codes)
    found = tuple(sorted(drawn, key=lambda item: item.code))
    basic: dict[str, int] = {}
    for item in found:
        if item.fund == GENERAL_PUBLIC and item.basic:
            _spend(purse, item, basic)
    return Truths(
        entity=draw(_ENTITIES),
        year=draw(_YEARS),
        items=found,
        basic=basic,
        reserves=_reserves(purse, found),
        public=_public(purse, found),
        told=told(purse, found) if narrated or evaluated else Told(),
        evaluated=evaluation(purse) if evaluated else Evaluated(),
    )


def _reserves(purse: Purse, items: tuple[Item, ...]) -> Reserves:
    """Draw other money; where some is earned or paid, some is also kept."""
    moved = any(item.earned or item.paid for item in items)
    return Reserves(
        used=purse.seldom() if moved else 0,
        distributed=purse.seldom() if moved else 0,
        kept=purse.some() if moved else purse.seldom(),
    )


@st.composite
def _codes(draw: st.DrawFn, count: int) -> list[tuple[str, str]]:
    """Draw the codes of items, of which most belong to the general public budget."""
    found: list[tuple[str, str]] = []
    for fund, most in ((GOVERNMENT_FUNDS, 2), (STATE_CAPITAL, 1)):
        room = min(most, count - 1 - len(found))
        own = draw(st.integers(0, room)) if room > 0 and draw(_SELDOM) else 0
        found += [(fund, code) for code in draw(_several(ITEMS[fund], own))]
    general = draw(_several(ITEMS[GENERAL_PUBLIC], count - len(found)))
    return [*((GENERAL_PUBLIC, code) for code in general), *found]


def _several(codes: tuple[str, ...], count: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(codes), min_size=count, max_size=count, unique=True)


def _item(purse: Purse, fund: str, code: str) -> Item:
    """Draw the money of an item."""
    draw = purse.draw
    # Other budgets seldom pay for what recurs, and their money is often left over.
    general = fund == GENERAL_PUBLIC
    kind = draw(_KINDS) if general or draw(_SELDOM) else "project"
    basic = purse.some() if kind in {"basic", "both"} else 0
    project = purse.some() if kind in {"project", "both"} else 0
    closing = purse.some() if kind == "kept" else purse.seldom()
    opening = 0
    if draw(_SELDOM if general else _OFTEN):
        opening = purse.below(basic + project + closing)
    earned, paid = {}, {}
    if general and draw(_SELDOM):
        earned = {draw(_EARNED): purse.some()}
        paid = {draw(_PAID): purse.some()}
    return Item(
        code=code,
        fund=fund,
        opening=opening,
        basic=basic,
        project=project,
        closing=closing,
        earned=earned,
        paid=paid,
    )


def _spend(purse: Purse, item: Item, basic: dict[str, int]) -> None:
    """Say what basic expenditure was spent on."""
    draw, left = purse.draw, item.basic
    if item.code in PAYS_FOR:
        further, last = 0, PAYS_FOR[item.code]
    else:
        further, last = draw(_FURTHER), draw(_REST_ON)
    for _ in range(further):
        part = purse.printable(left * draw(_PARTS) // 10)
        on = draw(_SPENT_ON)
        basic[on] = basic.get(on, 0) + part
        left -= part
    basic[last] = basic.get(last, 0) + left


def _public(purse: Purse, items: tuple[Item, ...]) -> Public:
    """Draw what else is to be said of the three public expenses."""
    draw = purse.draw
    names = (*PUBLIC_EXPENSES, *BESIDE)
    projects = sum(item.project for item in items)
    return Public(
        budget={name: purse.seldom() for name in names},
        more={
            name: purse.printable(projects * draw(_TENTHS) // 100)
            if draw(_SELDOM)
            else 0
            for name in names
        },
        operating=10 - draw(_TENTHS),
    )


@st.composite
def styles(draw: st.DrawFn, *, scale: int, decimals: int, unrounded: bool) -> Style:
    """Draw how figures and rows are printed."""
    zero = draw(_ZEROS)
    return Style(
        scale=scale,
        decimals=decimals,
        zero=f"{0:.{max(decimals, 0)}f}" if zero == "zero" else zero,
        commas=draw(_SELDOM),
        trims=draw(_SELDOM),
        levels=draw(_LEVELS),
        economic_levels=draw(_ECONOMIC_LEVELS),
        all_rows=draw(_SELDOM),
        spaced=draw(_RARELY),
        balances=draw(_RARELY),
        fund_balances=not draw(_RARELY),
        empty_forms=not draw(_SELDOM),
        beside=draw(_SELDOM),
        percent_decimals=draw(_PERCENT_DECIMALS),
        unrounded=unrounded,
        tells_prior=draw(_SELDOM),
        words=draw(_OFTEN),
        revised=draw(_SELDOM),
        mark=draw(_MARKS),
        zero_of_zero=draw(_SELDOM),
    )
