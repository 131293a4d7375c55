"""Told: what only the text of a disclosure tells, and no form has."""

from __future__ import annotations

from collections.abc import Mapping

import attrs


@attrs.frozen(kw_only=True)
class Procurement:
    """Government procurement, of which smaller firms have some tenths.

    Attributes:
        bought: Goods, works and services.
        sme: The tenths of each that small and medium enterprises have.
        micro_small: The tenths of theirs that micro and small ones have.
    """

    bought: Mapping[str, int] = attrs.field(factory=dict)
    sme: Mapping[str, int] = attrs.field(factory=dict)
    micro_small: int = 0


@attrs.frozen(kw_only=True)
class Told:
    """What only the text tells.

    Attributes:
        budgets: The original budgets of items, by code.
        unlisted: The budgets of items that spent nothing, which are not listed.
        prior: Last year's expenditure of the general public budget, what its grand
            total of appropriations had besides, what the one of all money had beside
            that, and administrative operating costs.
        prior_public: Last year's three public expenses.
        groups: How many delegations and receptions there were, where there were any.
        vehicles: Vehicles by kind.
        events: What events cost.
        procurement: What was bought.
        project_budgets: The budgets of some items' projects, by code.
        score: The score that the department gave itself.
    """

    budgets: Mapping[str, int] = attrs.field(factory=dict)
    unlisted: int = 0
    prior: tuple[int, int, int, int] = (0, 0, 0, 0)
    prior_public: Mapping[str, int] = attrs.field(factory=dict)
    groups: int = 1
    vehicles: Mapping[str, int] = attrs.field(factory=dict)
    events: int = 0
    procurement: Procurement = Procurement()
    project_budgets: Mapping[str, int] = attrs.field(factory=dict)
    score: int = 100


@attrs.frozen(kw_only=True)
class Evaluated:
    """What only the self-evaluation tells.

    Attributes:
        entity: Whom it is about; the department itself if it is empty.
        staff: How many persons there are.
        vacant: How many posts have none.
        personnel: Tenths of basic expenditure that are for personnel.
        recovered: What the treasury took back of last year's balances.
        assets: Fixed assets in use, rented out and other.
        unspent: How much more was budgeted for projects than spent.
        due: How many cases were to be handled.
        handled: Tenths of them that were.
        handled_before: The same of last year.
    """

    entity: str = ""
    staff: int = 1
    vacant: int = 0
    personnel: int = 10
    recovered: int = 0
    assets: tuple[int, int, int] = (0, 0, 0)
    unspent: int = 0
    due: int = 10
    handled: int = 10
    handled_before: int = 10
