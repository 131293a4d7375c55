"""Telling: what only the text of a disclosure tells is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from budgetcheck.cn_accounts.strategies.catalogue import (
    GENERAL_PUBLIC,
    PUBLIC_EXPENSES,
)
from budgetcheck.cn_accounts.strategies.purses import Purse
from budgetcheck.cn_accounts.strategies.told import Evaluated, Procurement, Told
from budgetcheck.cn_accounts.strategies.truths import Item

_KINDS = ("机要通信用车", "应急保障用车", "执法执勤用车", "其他用车")
_BOUGHT = ("goods", "works", "services")
_NUMBERS = st.integers(0, 9)
_GROUPS = st.integers(1, 99)
_TENTHS = st.integers(0, 10)
_NEAR = st.sampled_from((10, 0, 5, 8, 9, 11, 12, 20))
_SCORES = st.integers(0, 40).map(lambda lost: 100 - lost)
_EVALUATED = st.sampled_from(("", "", "示例市便民服务中心"))
_SOME = st.sampled_from((False, False, True))


def told(purse: Purse, items: tuple[Item, ...]) -> Told:
    """Draw what is told of items besides what was spent, and of other matters."""
    draw = purse.draw
    general = [item for item in items if item.fund == GENERAL_PUBLIC]
    spent = sum(item.appropriated for item in general)
    return Told(
        budgets={item.code: _near(purse, item.appropriated) for item in general},
        unlisted=purse.seldom(),
        prior=(
            _near(purse, spent),
            purse.seldom(),
            purse.seldom(),
            purse.seldom(),
        ),
        prior_public={name: purse.seldom() for name in PUBLIC_EXPENSES},
        groups=draw(_GROUPS),
        vehicles={name: draw(_NUMBERS) for name in _KINDS},
        events=purse.seldom(),
        procurement=_procurement(purse),
        project_budgets=_projects(purse, items),
        score=draw(_SCORES),
    )


def evaluation(purse: Purse) -> Evaluated:
    """Draw what a self-evaluation tells besides."""
    draw = purse.draw
    return Evaluated(
        entity=draw(_EVALUATED),
        staff=draw(_GROUPS),
        vacant=draw(_NUMBERS),
        personnel=10 - draw(_TENTHS),
        recovered=purse.seldom(),
        assets=(purse.seldom(), purse.seldom(), purse.seldom()),
        unspent=purse.seldom(),
        due=draw(_GROUPS),
        handled=10 - draw(_NUMBERS),
        handled_before=10 - draw(_NUMBERS),
    )


def _near(purse: Purse, spent: int) -> int:
    """Draw a budget, or what was spent last year: the same, about as much, none."""
    return purse.printable(spent * purse.draw(_NEAR) // 10)


def _procurement(purse: Purse) -> Procurement:
    draw = purse.draw
    return Procurement(
        bought={name: purse.printable(purse.seldom()) for name in _BOUGHT},
        sme={name: draw(_TENTHS) for name in _BOUGHT},
        micro_small=draw(_TENTHS),
    )


def _projects(purse: Purse, items: Iterable[Item]) -> dict[str, int]:
    return {
        item.code: _near(purse, item.project)
        for item in items
        if item.project and purse.draw(_SOME)
    }
