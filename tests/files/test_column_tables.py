"""Columns of data frames in a figures file: what is read, and every fault's place."""

from __future__ import annotations

from typing import get_args

import attrs
import pytest

from budgetcheck import Convention, Unit, UnreadableFileError
from budgetcheck.files import loads
from budgetcheck.files.column_tables import NULLS, ColumnTable, FrameRules
from budgetcheck.files.figures_files import frame_rules_of
from budgetcheck.files.sources import source_of
from budgetcheck.frames import Column
from budgetcheck.frames.columns import Null

HEAD = 'format = 1\nunit = "万元"\ndecimals = 2\nrules = ["total = part"]\n'


def read(text: str) -> FrameRules:
    return frame_rules_of(source_of(text, "rules.toml"))


def faults(text: str) -> list[str]:
    with pytest.raises(UnreadableFileError) as raised:
        read(text)
    return [str(one) for one in raised.value.exceptions]


def test_rules_convention_and_columns_are_read_together() -> None:
    text = '[columns]\ntotal = "sum"\n"lines[*].x" = { percent = true, null = "nil" }\n'
    found = read(HEAD + text)

    assert ["total = part"] == [rule.id for rule in found.rules]
    assert Convention(unit="万元", decimals=2) == found.convention
    assert {
        "total": ColumnTable(name="sum"),
        "lines[*].x": ColumnTable(percent=True, null="nil"),
    } == found.columns


def test_a_column_may_have_a_unit_and_a_rounding_of_its_own() -> None:
    text = '[columns.total]\nunit = "件"\ndecimals = -3\nrounding = "cut_off"\n'
    column = read(HEAD + text).columns["total"]

    assert (Unit.of("件"), -3, "cut_off") == (
        column.unit,
        column.decimals,
        column.rounding,
    )


def test_all_faults_of_columns_are_told_at_once_with_those_of_rules() -> None:
    text = """\
format = 1
rules = ["total = "]
[columns]
"a[" = "x"
b = 3
c = { nul = "nil" }
d = { null = "nought", decimals = "2", percent = 1 }
e = { unit = "", rounding = "up", null = "lost" }
"""

    starts = [
        "rules.toml:2:10: expected a figure",
        "rules.toml:4:8: expected",
        "rules.toml:5:5: a column is a name, or a table of how it is printed",
        "rules.toml:6:13: 'nul' is not known here: did you mean 'null'?",
        "rules.toml:7:50: percent: true or false is expected, not 1",
        "rules.toml:8:14: ",
        "rules.toml:8:29: rounding: 'up' is not known",
        "rules.toml:8:42: null: 'lost' is not one of absent, blank",
    ]
    told = faults(text)
    assert starts == [
        one[: len(start)] for one, start in zip(told, starts, strict=True)
    ]


def test_a_file_without_rules_is_refused() -> None:
    assert ["rules.toml:1:1: it has no [rules]"] == faults("format = 1\n")


def test_figures_may_stand_in_the_same_file() -> None:
    text = HEAD + 'columns = { total = "sum" }\nfigures = { total = 1, part = 1 }\n'

    assert {"total": ColumnTable(name="sum")} == read(text).columns
    assert 2 == len(loads(text).figures)
    with pytest.raises(UnreadableFileError, match="cannot be read") as raised:
        loads("format = 1\nfigures = {}\ncolumns = { total = 3 }\n")
    (fault,) = raised.value.exceptions
    assert str(fault).startswith("figures.toml:3:21: a column is a name")


def test_a_table_says_what_a_column_of_frames_is_told() -> None:
    assert [one.name for one in attrs.fields(Column)] == [
        one.name for one in attrs.fields(ColumnTable)
    ]
    assert get_args(Null)
    assert set(NULLS) == set(get_args(Null))
