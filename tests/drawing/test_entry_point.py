"""The entry point: `st.from_type()` knows our types, and costs nothing before."""

from __future__ import annotations

import importlib
import subprocess
import sys
from importlib import metadata

import pytest
from hypothesis import strategies as st
from tests.drawing.test_numbers import some

import _budgetcheck_hypothesis
from budgetcheck import BudgetLine, MissingExtraError, RuleSet, strategies

ORDERS = {
    "hypothesis first": "import hypothesis, budgetcheck",
    "budgetcheck first": "import budgetcheck, hypothesis",
    "strategies first": "from budgetcheck import strategies; import budgetcheck",
    "a module first": "import hypothesis, budgetcheck.language.figures, budgetcheck",
}
TYPES = """
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

quick = settings(database=None, max_examples=20, phases=(Phase.generate,))
for name in {names}:
    cls = getattr(budgetcheck, name)
    drawn = find(st.from_type(cls), lambda _: True, settings=quick)
    print(name, isinstance(drawn, cls))
"""
OWN_CLASS = """
import attrs
import budgetcheck as bc
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

@attrs.frozen
class Spending:
    total: bc.Amount
    share: bc.Stated
    any: bc.Figure
    rule: bc.Condition

quick = settings(database=None, max_examples=20, phases=(Phase.generate,))
drawn = find(st.from_type(Spending), lambda _: True, settings=quick)
print(isinstance(drawn.total, bc.Amount), isinstance(drawn.rule, bc.Condition))
"""
ALONE = """
import sys, hypothesis
print(*sorted(name for name in sys.modules if "budgetcheck" in name))
print("hypothesis.strategies._internal.types" in sys.modules)
"""
# What is drawn from an abstract class is drawn from all that is registered below it.
ABSTRACT = """
import collections.abc, hypothesis
from hypothesis import strategies as st

kinds = [getattr(collections.abc, name) for name in collections.abc.__all__]
def said():
    return [str(st.from_type(kind)) for kind in (*kinds, object)]
before = said()
import budgetcheck
print(before == said())
"""


def printed(code: str) -> list[str]:
    done = subprocess.run(
        (sys.executable, "-c", code), capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_without_hypothesis_strategies_say_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(sys.modules, "budgetcheck.strategies")

    with pytest.raises(MissingExtraError, match=r'pip install "budgetcheck\[test\]"'):
        importlib.import_module("budgetcheck.strategies")


def test_it_is_installed() -> None:
    found = metadata.entry_points(group="hypothesis", name="budgetcheck")

    assert ["_budgetcheck_hypothesis:register"] == [one.value for one in found]


@pytest.mark.parametrize("order", ORDERS)
def test_every_type_is_drawn_whatever_is_imported_first(order: str) -> None:
    names = [
        name
        for name, strategy in _budgetcheck_hypothesis.STRATEGIES.items()
        if hasattr(strategies, strategy)
    ]
    names.append("BudgetLine")

    assert [f"{name} True" for name in names] == printed(
        f"{ORDERS[order]}\n{TYPES.format(names=names)}"
    )


def test_fields_of_an_own_class_are_drawn() -> None:
    assert ["True True"] == printed(OWN_CLASS)


def test_hypothesis_alone_loads_the_entry_point_and_no_more() -> None:
    assert ["_budgetcheck_hypothesis", "False"] == printed(ALONE)


def test_what_is_drawn_of_abstract_classes_stays_as_it_is() -> None:
    assert ["True"] == printed(ABSTRACT)


def test_nothing_is_registered_without_the_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "budgetcheck")

    _budgetcheck_hypothesis.register()  # It would not find the types.


def test_a_line_is_drawn_with_everything() -> None:
    line = some(st.from_type(BudgetLine), lambda one: one.of_which and one.change_rate)

    assert isinstance(line.of_which[0], BudgetLine)
    assert NotImplemented is _budgetcheck_hypothesis._strategy_of(BudgetLine, object)


def test_the_rule_sets_check() -> None:
    assert isinstance(some(st.from_type(RuleSet)), RuleSet)
