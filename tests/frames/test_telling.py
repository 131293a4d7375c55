"""Telling: what failing rows state, what they should, and by how much they differ."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from tests.frames.natives import CLASSIC, engines, native, rows_in

pytest.importorskip("narwhals")

from budgetcheck import Convention, frames

YUAN = Convention(unit="元", decimals=2, percent_decimals=1)


def told(
    engine: str, columns: dict[str, Any], rule: str, **declared: frames.Column
) -> list[tuple[Any, ...]]:
    """Return what is told of every row: its residual, what is stated, recomputed."""
    columns = {"row": list(range(len(columns["a"]))), **columns}
    declared = {name: declared.get(name, frames.Column()) for name in columns}
    if engine == CLASSIC:
        declared = {
            name: attrs.evolve(one, counted=True) for name, one in declared.items()
        }
    checked = frames.check(
        native(engine, columns),
        {"rule": rule},
        convention=YUAN,
        columns=declared,
        key="row",
    )
    failures = rows_in(checked.failures("note"))
    texts = {row["row"]: (row["stated"], row["recomputed"]) for row in failures}
    residuals = {row["row"]: row["residual"] for row in failures}
    verdicts = rows_in(checked.verdicts)

    assert residuals == {row: verdicts[row]["rule residual"] for row in residuals}
    return [
        (one["rule residual"], *texts.get(row, ())) for row, one in enumerate(verdicts)
    ]


@engines
def test_what_is_missing_is_not_told_as_0(engine: str) -> None:
    columns = {"a": [300, None, 300], "b": [100, 100, None]}

    assert [(200, "3.00", "1.00"), (None, None, None), (None, None, None)] == told(
        engine, columns, "a = b"
    )


@engines
def test_both_sides_are_told_in_one_unit(engine: str) -> None:
    columns = {"a": [300], "b": [100]}
    wan = frames.Column(unit="万元", decimals=2)

    if engine != CLASSIC:
        assert [(2990000, "3.00", "0.0100")] != told(engine, columns, "b = a", a=wan)
        assert [(-2999900, "1.00", "30000.00")] == told(engine, columns, "b = a", a=wan)


@engines
def test_a_constant_is_told_as_it_should_be(engine: str) -> None:
    columns = {"a": [301, 300]}

    assert [(1, "3.01", "3.00"), (0,)] == told(engine, columns, "a <= 3元")


@engines
def test_what_never_ends_is_rounded(engine: str) -> None:
    columns = {"a": [500, -500], "b": [1000, -1000]}

    assert [(167, "5.0000", "3.3333"), (-167, "-5.0000", "-3.3333")] == [
        (units, f"{float(stated):.4f}", recomputed)
        for units, stated, recomputed in told(engine, columns, "a = b / 3")
    ]


@engines
def test_multiples_of_figures_differ_in_their_own_digits(engine: str) -> None:
    columns = {"a": [301], "b": [300]}

    assert [(2, "6.02", "6.00")] == told(engine, columns, "2 * a = 2 * b")


@engines
def test_a_percentage_of_nothing_is_not_recomputed(engine: str) -> None:
    columns = {"s": [500, 500], "a": [100, 100], "b": [0, 400]}

    assert [(None, "50.0%", None), (250, "50.0%", "25.000%")] == told(
        engine, columns, "s = a / b"
    )


@engines
@pytest.mark.parametrize("null", ["not_computable", "nil"])
def test_what_is_no_number_is_not_stated(engine: str, null: Any) -> None:  # noqa: ANN401 (a word)
    columns = {"s": [None, 500], "a": [100, 100], "b": [400, 400]}
    percent = frames.Column(percent=True, null=null)

    assert [(None, None, "25.000%"), (250, "50.0%", "25.000%")] == told(
        engine, columns, "s = a / b", s=percent
    )


@engines
def test_where_a_rule_does_not_apply_nothing_is_told(engine: str) -> None:
    columns = {"a": [300, 300, 300], "b": [100, 100, 100], "c": [0, 500, None]}

    assert [(None,), (200, "3.00", "1.00"), (None, None, None)] == told(
        engine, columns, "when c > 0 then a = b"
    )
