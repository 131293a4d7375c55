"""What `mutants.py` says of mutants: which lines they change, and how many survive."""

from __future__ import annotations

import pytest
from tests.mutants import KILLED, NO_TESTS, SURVIVED, TIMEOUT, table, touched

FUNCTION = """\
    def sign(self, number):
        if (
            number > 0
        ):
            return 1
        match number:
            case 0:
                return 0
            case _:
                return -1
""".splitlines()


@pytest.mark.parametrize(
    ("line", "change", "lines"),
    [
        (0, "    def sign(self, other):", set(range(10))),
        (2, "            number >= 0", {1, 2, 3}),
        (4, "            return 2", {4}),
        (5, "        match None:", {5}),
        (6, "            case 1:", {6}),
        (9, "                return +1", {9}),
    ],
)
def test_a_change_matters_where_its_statement_runs(
    line: int, change: str, lines: set[int]
) -> None:
    changed = [*FUNCTION[:line], change, *FUNCTION[line + 1 :]]

    assert lines == touched(FUNCTION, changed)


def test_what_is_left_out_matters_where_it_would_have_run() -> None:
    assert {6, 7} == touched(FUNCTION, FUNCTION[:6] + FUNCTION[8:])


def test_a_mutant_that_never_ends_counts_as_caught() -> None:
    codes = {
        "budgetcheck.language.codes.x_one__mutmut_1": KILLED,
        "budgetcheck.language.codes.x_one__mutmut_2": TIMEOUT,
        "budgetcheck.wording.templates.xǁOneǁtwo__mutmut_1": SURVIVED,
        "budgetcheck.wording.templates.xǁOneǁtwo__mutmut_2": NO_TESTS,
    }
    rows = [line.split() for line in table(codes).splitlines()[1:]]

    assert ["language.codes", "1", "1", "0", "0", "100.0", "%"] == rows[0]
    assert ["wording.templates", "0", "0", "1", "1", "0.0", "%"] == rows[1]
    assert ["all", "1", "1", "1", "1", "50.0", "%"] == rows[2]
