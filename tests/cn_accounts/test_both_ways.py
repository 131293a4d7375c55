"""Accounts are checked at once as they are the general way, whatever they lack."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cn_accounts.nine_forms import accounts_of, nine_forms

import budgetcheck as bc
from budgetcheck.checking.checkers import named_in
from budgetcheck.checking.running import findings_of
from budgetcheck.cn_accounts import RULES, Accounts
from budgetcheck.language.nesting import figures_of

Cell: TypeAlias = tuple[str | int, ...]

CHECKER = RULES.for_(Accounts)
NAMED = named_in(RULES)
TEXTS = st.sampled_from(["", "-", "…", "0.00", "1.00", "5.74", "5.7", "5.73元", None])


def cells(
    printed: dict[str, Any] | list[Any], above: Cell = ()
) -> Iterator[tuple[str | int, ...]]:
    """Yield where the figures of typed forms stand, and the rows and forms, too."""
    pairs: Iterable[tuple[str | int, Any]]
    pairs = printed.items() if isinstance(printed, dict) else enumerate(printed)
    for name, value in pairs:
        if isinstance(value, dict | list):
            yield from cells(value, (*above, name))
        elif name not in {"code", "name", "entity", "year"}:
            yield (*above, name)


CELLS = list(cells(nine_forms()))
FORMS = [name for name in nine_forms() if name not in {"entity", "year"}]


def told(findings: Iterable[bc.Finding]) -> list[tuple[object, ...]]:
    return [(one.name, one.verdict, one.cause, one.level) for one in findings]


@settings(max_examples=10)
@given(
    changed=st.dictionaries(st.sampled_from(CELLS), TEXTS, max_size=12),
    left_out=st.sets(st.sampled_from(FORMS), max_size=2),
)
def test_both_ways_say_the_same(
    changed: dict[Cell, str | None], left_out: set[str]
) -> None:
    printed = nine_forms()
    for (*above, last), text in changed.items():
        at: Any = printed
        for name in above:
            at = at[name]
        if text is None:
            del at[last]
        else:
            at[last] = text
    accounts = accounts_of({k: one for k, one in printed.items() if k not in left_out})
    figures = figures_of(accounts, named=NAMED)
    general = findings_of(figures, RULES, bc.Convention(), "error")

    assert told(general) == told(CHECKER(accounts))
