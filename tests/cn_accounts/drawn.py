"""Drawn accounts with one cell changed, and what must fail then.

What must fail is found without the checker (`budgetcheck.strategies.expecting`). Rows
that a document makes of others have the same figures, so that they change with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.cn_accounts.nine_forms import accounts_of

import budgetcheck as bc
from budgetcheck.cn_accounts import STANDARD, Accounts
from budgetcheck.cn_accounts.strategies.catalogue import (
    BESIDE,
    GENERAL_PUBLIC,
    ITEMS,
    PAYS_FOR,
    PUBLIC_EXPENSES,
    SPENT_ON,
)
from budgetcheck.cn_accounts.strategies.drawing import PARTS, printed_document
from budgetcheck.cn_accounts.strategies.styles import Style
from budgetcheck.cn_accounts.strategies.told import Evaluated, Procurement, Told
from budgetcheck.cn_accounts.strategies.truths import (
    EARNED,
    Item,
    Public,
    Reserves,
    Truths,
)
from budgetcheck.language.documents import Figures
from budgetcheck.language.figures import Figure, Number
from budgetcheck.language.grounding import Ground, grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.paths import Path
from budgetcheck.language.rebuilding import with_figures
from budgetcheck.strategies.admitting import admitting
from budgetcheck.strategies.expecting import is_impossible

# So far is a cell moved: no rounding reaches there.
FAR = (Decimal(10**7), Decimal(-(10**7)), Decimal(-1))
_CODES = {fund: codes[:2] for fund, codes in ITEMS.items()}
_CODES[GENERAL_PUBLIC] += (*PAYS_FOR, "21901")
WAN = 1_000_000  # fen in 1 万元
_T = TypeVar("_T")
_ADMITS = admitting(Accounts)


def everything(paid: Collection[str]) -> Sheet:
    """Return accounts that have whatever accounts may have.

    Without a self-evaluation, if other money was paid for what that has no column for.
    """
    public = (*PUBLIC_EXPENSES, *BESIDE)
    truths = Truths(
        entity="示例市城市管理局",
        year="2024",
        items=tuple(_items(paid)),
        basic={},
        reserves=Reserves(used=WAN, distributed=2 * WAN, kept=7 * WAN),
        public=Public(
            budget=dict.fromkeys(public, 6 * WAN),
            more=dict.fromkeys(public, WAN),
            operating=9,
        ),
        told=_told(),
        evaluated=Evaluated(
            staff=9,
            personnel=7,
            recovered=WAN,
            assets=(5 * WAN, 2 * WAN, WAN),
            unspent=4 * WAN,
            due=30,
            handled=9,
            handled_before=8,
        ),
    )
    truths = attrs.evolve(truths, basic=_spent(truths))
    style = Style(balances=True, beside=True, tells_prior=True, revised=True)
    printed: Any = printed_document(truths, style, PARTS)
    # Some print a row of another budget, with nothing in it.
    printed["general_public"]["lines"].append({"code": "223", "total": "0.00"})
    return Sheet(accounts_of(printed))


def _items(paid: Collection[str]) -> Iterator[Item]:
    for fund, codes in _CODES.items():
        general = fund == GENERAL_PUBLIC
        for number, code in enumerate(codes):
            yield Item(
                code=code,
                fund=fund,
                opening=7 * WAN,
                basic=(50 + number) * WAN,
                project=(30 + number) * WAN,
                closing=5 * WAN,
                earned=dict.fromkeys(EARNED, 9 * WAN) if general else {},
                paid=dict.fromkeys(paid, 8 * WAN) if general else {},
            )


def _told() -> Told:
    bought = ("goods", "works", "services")
    return Told(
        budgets=dict.fromkeys(_CODES[GENERAL_PUBLIC], 40 * WAN),
        unlisted=3 * WAN,
        prior=(900 * WAN, 200 * WAN, 100 * WAN, 30 * WAN),
        prior_public=dict.fromkeys(PUBLIC_EXPENSES, 2 * WAN),
        groups=4,
        vehicles={"应急保障用车": 2, "其他用车": 3},
        events=WAN,
        procurement=Procurement(
            bought=dict.fromkeys(bought, 8 * WAN),
            sme=dict.fromkeys(bought, 5),
            micro_small=5,
        ),
        project_budgets={"2010301": 20 * WAN},
        score=96,
    )


def _spent(truths: Truths) -> dict[str, int]:
    """Say what basic expenditure was spent on, a bit on everything."""
    spent = dict.fromkeys(SPENT_ON, WAN)
    for item in truths.of(GENERAL_PUBLIC):
        on = PAYS_FOR.get(item.code, "30101")
        spent[on] = spent.get(on, 0) + item.basic
    spent["30101"] -= len(SPENT_ON) * WAN
    return spent


def pool(drawn: st.SearchStrategy[_T], count: int) -> list[_T]:
    """Draw so many accounts, the same ones each time."""
    found: list[_T] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(drawn)
    def draw(one: _T) -> None:
        found.append(one)

    draw()
    return found


def impossible(ground: Ground, figures: Mapping[Path, Figure]) -> bool:
    """Say whether no truths print so, asking no checker."""
    if ground.condition is None or any(
        path not in figures for path, _ in ground.figures
    ):
        return False
    said = {path: figures[path] for path, _ in ground.figures}
    return is_impossible(ground, said, STANDARD.convention, {}) is True


@attrs.define(eq=False)
class Sheet:
    """Accounts, and their figures by path."""

    accounts: Accounts

    @cached_property
    def figures(self) -> Figures:
        return figures_of(self.accounts, STANDARD.convention)

    @cached_property
    def known(self) -> Known:
        return Known(self.figures, missing_is_unchecked=True)

    @cached_property
    def printed(self) -> Mapping[int, list[Path]]:
        """Where figures are printed, by what is said there; made rows have the same."""
        found: dict[int, list[Path]] = {}
        for path, figure in self.figures.items():
            if isinstance(figure, Number) and _ADMITS(path, type(figure)):
                found.setdefault(id(figure), []).append(path)
        return found

    def grounds(self, rule: bc.Rule) -> tuple[Ground, ...]:
        return tuple(grounds(rule, self.known))

    def vouched(self, rule: bc.Rule) -> Iterator[Ground]:
        """Yield where a rule can be held against numbers."""
        for ground in self.grounds(rule):
            figures = [figure for _, figure in ground.figures]
            if figures and not any(isinstance(one, bc.Missing) for one in figures):
                yield ground

    def failing(self, rules: Iterable[bc.Rule]) -> set[tuple[str, str]]:
        return {
            (rule.id, ground.at)
            for rule in rules
            for ground in self.grounds(rule)
            if impossible(ground, self.figures)
        }

    def moved(self, path: Path, by: Decimal) -> Number:
        figure = self.figures[path]
        assert isinstance(figure, Number)
        value = figure.value + by
        return attrs.evolve(figure, value=value, printed=f"{value:f}")

    def changed(self, path: Path, by: Decimal) -> Sheet:
        """Return the accounts with one cell moved."""
        return Sheet(with_figures(self.accounts, {path: self.moved(path, by)}))

    def figures_after(self, path: Path, by: Decimal) -> Mapping[Path, Figure]:
        """Return the figures as they are then, also in the rows that forms make."""
        figure, moved = self.figures[path], self.moved(path, by)
        others = {*self.printed[id(figure)]} - {path}
        return {
            at: moved if one is figure and at not in others else one
            for at, one in self.figures.items()
        }

    def differing(self, other: Sheet) -> set[Path]:
        return {
            path
            for path, figure in other.figures.items()
            if self.figures.by_path.get(path) != figure
        }


def broken_by(sheet: Sheet, rule: bc.Rule) -> tuple[Accounts, set[str]] | None:
    """Return the accounts with one cell changed so that a rule must fail, and where.

    Shape: the rows on which the rule must fail; None, if it cannot be broken here.
    """
    for ground in sheet.vouched(rule):
        for _, figure in ground.figures:
            for at in sheet.printed.get(id(figure), ()):
                for by in FAR:
                    after = sheet.figures_after(at, by)
                    if impossible(ground, after):
                        every = sheet.grounds(rule)
                        failing = {one.at for one in every if impossible(one, after)}
                        return sheet.changed(at, by).accounts, failing
    return None
