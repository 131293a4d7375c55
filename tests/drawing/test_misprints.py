"""Every way in which a slip can happen changes a number, and none does nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from budgetcheck import Convention, rules
from budgetcheck.language.nesting import figures_of
from budgetcheck.strategies import miscounts, misprints, misratios
from budgetcheck.strategies.misprints import Place
from budgetcheck.strategies.sheets import Sheet

YUAN = Convention.of({"unit": "元", "decimals": 2})


def made(
    find: Callable[[Sheet], Iterator[Place]],
    printed: Mapping[str, object],
    *said: str,
    convention: Convention = YUAN,
) -> list[str]:
    """Return every way in which a slip can happen, as texts."""
    sheet = Sheet(
        figures=figures_of(printed, convention),
        rules=tuple(rules(*said)),
        convention=convention,
    )
    return [
        "; ".join(f"{path} {figure.printed}" for path, figure in changes.items())
        for place in find(sheet)
        for changes in place(0)
    ]


def rows(**columns: tuple[str, ...]) -> dict[str, object]:
    names = columns.keys()
    cells = zip(*columns.values(), strict=True)
    return {"rows": [dict(zip(names, row, strict=True)) for row in cells]}


class TestNumbers:
    """One number printed otherwise."""

    def test_a_zero_has_no_other_sign_and_no_other_point(self) -> None:
        printed = {"a": "0.00", "b": "0.00"}

        assert [] == made(misprints.signs, printed, "a = b")
        assert [] == made(misprints.powers, printed, "a = b")

    def test_a_percentage_has_no_other_unit(self) -> None:
        assert [] == made(misprints.units, {"s": "50%", "t": "50%"}, "s = t")

    @pytest.mark.parametrize(
        ("unit", "texts"),
        [
            ("元", ["a 0.01", "b 0.01"]),
            ("万元", ["a 983400.00", "a 0.01", "b 983400.00", "b 0.01"]),
            ("GBP thousand", ["a 98340.00", "a 0.10", "b 98340.00", "b 0.10"]),
        ],
    )
    def test_another_unit_is_the_larger_one_and_where_there_is_one_the_smaller(
        self, unit: str, texts: list[str]
    ) -> None:
        own = Convention.of({"unit": unit, "decimals": 2})
        printed = {"a": "98.34", "b": "98.34"}

        assert texts == made(misprints.units, printed, "a = b", convention=own)

    def test_an_exact_number_is_not_off_by_a_unit_that_none_sees(self) -> None:
        printed = {"a": {"value": "5", "exact": True}, "b": "5.00"}

        assert [] == made(misprints.unseen, printed, "a = b")
        assert ["b 5.01", "b 4.99"] == made(misprints.unseen, printed, "a > b - 1元")


class TestCounts:
    """A total that is added up wrongly, and a column in the wrong rows."""

    def test_a_part_of_nothing_is_neither_dropped_nor_doubled(self) -> None:
        printed = {"t": "3.00", "a": "3.00", "b": "0.00"}

        assert ["t 0.00"] == made(miscounts.dropped, printed, "t = a + b")
        assert ["t 6.00"] == made(miscounts.doubled, printed, "t = a + b")

    def test_what_has_a_part_that_is_no_number_is_no_total(self) -> None:
        printed = {"t": "3.00", "a": "3.00", "b": "-", "c": "≥1"}

        assert [] == made(miscounts.dropped, printed, "t = a + b", "t = a + c")

    def test_a_column_is_shifted_as_far_as_its_numbers_differ(self) -> None:
        several = rows(a=("1.00", "2.00", "3.00"))
        alike = rows(a=("1.00", "1.00", "1.00"))

        assert [
            "rows[0].a 2.00; rows[1].a 1.00",
            "rows[0].a 3.00; rows[1].a 1.00; rows[2].a 2.00",
            "rows[1].a 3.00; rows[2].a 2.00",
        ] == made(miscounts.shifted, several, "rows[*].a > 0")
        assert [] == made(miscounts.shifted, alike, "rows[*].a > 0")


class TestRatios:
    """A percentage that is of something else, or of nothing."""

    SHARE = "rows[*].s = rows[*].a / rows[*].b"

    def test_only_a_neighbour_that_differs_is_copied(self) -> None:
        printed = rows(
            s=("50%", "50%", "25%"),
            a=("1.00", "1.00", "1.00"),
            b=("2.00", "2.00", "4.00"),
        )

        assert ["rows[1].s 25%", "rows[2].s 50%"] == made(
            misratios.neighbours, printed, self.SHARE
        )

    def test_only_what_is_rounded_up_can_be_cut_off(self) -> None:
        printed = rows(
            s=("66.7%", "33.3%", "50.0%"),
            a=("2.00", "1.00", "1.00"),
            b=("3.00", "3.00", "2.00"),
        )

        assert ["rows[0].s 66.6%"] == made(misratios.cut_offs, printed, self.SHARE)

    def test_a_percentage_is_of_zero_where_its_whole_can_be(self) -> None:
        some = {"s": "50%", "a": "1.00", "b": "2.00", "c": "0.00"}

        assert ["b 0.00"] == made(misratios.on_zero, some, "s = a / b")
        assert [] == made(misratios.on_zero, some, "s = a / (b + c)")
        assert [] == made(misratios.on_zero, some | {"s": "0%"}, "s = c / b")
        assert [f"s {number}%" for number in (100, 50, 10, 200, 1)] == made(
            misratios.on_zero, some | {"s": "n/c"}, "s = a / c"
        )
