"""No strategy throws away what it has drawn: everything is right by construction."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import strategies as st
from tests.drawing.test_numbers import some

from budgetcheck import strategies

PACKAGE = Path(strategies.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
WASTEFUL = {"assume", "filter", "reject"}


def drawn_with() -> dict[str, st.SearchStrategy[object]]:
    """Every public strategy that needs no argument."""
    made: dict[str, st.SearchStrategy[object]] = {}
    for name in strategies.__all__:
        try:
            strategy = getattr(strategies, name)()
        except TypeError:
            continue  # It needs arguments; its module is read below all the same.
        if isinstance(strategy, st.SearchStrategy):
            made[name] = strategy
    return made


def called(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name | ast.Attribute):
            yield node.id if isinstance(node, ast.Name) else node.attr


def strategies_in(module: Path) -> Iterator[st.SearchStrategy[object]]:
    """Every strategy that a module keeps."""
    parts = module.relative_to(PACKAGE).with_suffix("").parts
    name = ".".join([strategies.__name__, *(one for one in parts if one != "__init__")])
    kept = vars(__import__(name, fromlist=["*"])).values()
    for one in kept:
        several = one.values() if isinstance(one, dict) else (one,)
        yield from (each for each in several if isinstance(each, st.SearchStrategy))


@pytest.mark.parametrize("name", sorted(drawn_with()))
def test_no_public_strategy_is_filtered(name: str) -> None:
    strategy = drawn_with()[name]
    some(strategy)
    strategy.validate()

    assert ".filter(" not in repr(strategy)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_strategy_inside_is_filtered(module: Path) -> None:
    for strategy in strategies_in(module):
        strategy.validate()

        assert ".filter(" not in repr(strategy)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_module_filters_or_assumes(module: Path) -> None:
    assert set() == WASTEFUL & set(called(module))


def test_the_public_names_are_in_order() -> None:
    assert sorted(strategies.__all__) == strategies.__all__
