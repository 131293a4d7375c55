"""Drawing: whole final accounts, as printed texts and as `Accounts`."""

from __future__ import annotations

from collections.abc import Collection

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from budgetcheck.cn_accounts.accounts import Accounts
from budgetcheck.cn_accounts.strategies import choosing
from budgetcheck.cn_accounts.strategies.catalogue import GENERAL_PUBLIC, ITEMS
from budgetcheck.cn_accounts.strategies.evaluating import self_evaluation
from budgetcheck.cn_accounts.strategies.forms import FORMS, printed_forms
from budgetcheck.cn_accounts.strategies.narrating import on_money
from budgetcheck.cn_accounts.strategies.narrating_uses import on_uses
from budgetcheck.cn_accounts.strategies.styles import Style
from budgetcheck.cn_accounts.strategies.truths import Truths
from budgetcheck.language.building import read
from budgetcheck.language.units import Unit
from budgetcheck.strategies.arguments import taken_decimals, taken_unit

NARRATIVE, EVALUATION = "narrative", "self_evaluation"
PARTS = (*FORMS, NARRATIVE, EVALUATION)
# With so few amounts that hide decimals, no sum is further off than one unit.
_FEW, _ANY = 3, 10_000
_MOST_ITEMS = len(ITEMS[GENERAL_PUBLIC])


def accounts(
    *,
    forms: Collection[str] = PARTS,
    min_items: int = 1,
    max_items: int = 6,
    unit: Unit | str = "万元",
    decimals: int = 2,
    warned: bool = False,
) -> st.SearchStrategy[Accounts]:
    """Draw whole final accounts that are consistent, as departments print them.

    What was received and spent is drawn first, exactly, item by item: what each
    budget gave and what was left of it, basic and project expenditure, other money.
    All forms are made of that, and then every cell is rounded by itself, so that
    rounding differences are honest ones. So are the narrative and the self-evaluation,
    with budgets and a year before that are drawn.

    Shape: the parts that are asked for; forms 08 and 09 may be left out if nothing is
    in them. Rows for all levels of codes, or without some of them; for nothing a zero,
    a dash, a blank, or no cell.
    Units: all amounts in one unit.

    No rule of `RULES` is a contradiction, and none is a warning. With `warned`, any
    number of amounts have decimals that are not printed, so that the sum of many rows
    is strained by chance, as in one real document or another; and percentages may be
    of unrounded amounts, which a reader cannot reproduce. These are warnings.

    Args:
        forms: Fields of `Accounts`: forms, the narrative, the self-evaluation.
        min_items: How many functional items (项) there are at least.
        max_items: How many there are at most.
        unit: Of all amounts.
        decimals: Of all amounts.
        warned: Whether there may be what honest accounts, too, are warned of.

    Raises:
        InvalidArgument: When drawn: there is no such form, there cannot be so many
            items, or the unit is none of money.

    Example:
        >>> accounts(forms=["revenue"], max_items=3).validate()
    """
    printed = printed_accounts(
        forms=forms,
        min_items=min_items,
        max_items=max_items,
        unit=unit,
        decimals=decimals,
        warned=warned,
    )
    return printed.map(lambda one: read(Accounts, one, unit=unit, decimals=decimals))


def printed_accounts(
    *,
    forms: Collection[str] = PARTS,
    min_items: int = 1,
    max_items: int = 6,
    unit: Unit | str = "万元",
    decimals: int = 2,
    warned: bool = False,
) -> st.SearchStrategy[dict[str, object]]:
    """Draw the same as nested texts, as `read()` takes them, or a file has them.

    Args:
        forms: Fields of `Accounts`: forms, the narrative, the self-evaluation.
        min_items: How many functional items (项) there are at least.
        max_items: How many there are at most.
        unit: Of all amounts.
        decimals: Of all amounts.
        warned: Whether there may be what honest accounts, too, are warned of.

    Raises:
        InvalidArgument: As `accounts()`.

    Example:
        >>> printed_accounts(forms=["revenue"], max_items=3).validate()
    """
    asked = _Asked(
        forms=tuple(forms),
        items=(min_items, max_items),
        unit=unit,
        decimals=decimals,
        warned=warned,
    )
    return _printed_accounts(asked)


@attrs.frozen(kw_only=True)
class _Asked:
    forms: tuple[str, ...]
    items: tuple[int, int]
    unit: Unit | str
    decimals: int
    warned: bool

    def check(self) -> None:
        unknown = sorted({*self.forms} - {*PARTS})
        if unknown:
            message = f"forms={self.forms}: there are no forms {', '.join(unknown)}"
            raise InvalidArgument(message)
        least, most = self.items
        if not 1 <= least <= most <= _MOST_ITEMS:
            asked = f"min_items={least} and max_items={most}"
            raise InvalidArgument(f"{asked} are not from 1 to {_MOST_ITEMS}")


@st.composite
def _printed_accounts(draw: st.DrawFn, asked: _Asked) -> dict[str, object]:
    asked.check()
    style = draw(
        choosing.styles(
            scale=taken_unit(asked.unit, "currency").scale,
            decimals=taken_decimals(asked.decimals),
            unrounded=asked.warned and draw(st.booleans()),
        )
    )
    truths = draw(
        choosing.truths(
            items=asked.items,
            quantum=style.quantum,
            max_hidden=_ANY if asked.warned else _FEW,
            narrated=NARRATIVE in asked.forms,
            evaluated=EVALUATION in asked.forms,
        )
    )
    return printed_document(truths, style, asked.forms)


def printed_document(
    truths: Truths, style: Style, forms: Collection[str]
) -> dict[str, object]:
    """Return what is printed of truths, as `read()` takes it."""
    found = printed_forms(truths, style)
    found[NARRATIVE] = {**on_money(truths, style), **on_uses(truths, style)}
    evaluation = self_evaluation(truths, style)
    if evaluation is not None:
        found[EVALUATION] = evaluation
    return {
        "entity": truths.entity,
        "year": truths.year,
        **{name: form for name, form in found.items() if name in forms},
    }
