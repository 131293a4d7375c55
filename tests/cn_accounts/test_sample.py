"""The sample is complete, agrees with itself, and is what its command writes."""

from pathlib import Path

import pytest
from tests.cn_accounts import sample

import budgetcheck as bc
from budgetcheck.cn_accounts.strategies.drawing import PARTS
from budgetcheck.standards import load

FILE = Path(__file__).parents[2] / "examples" / "sample-2024.toml"


@pytest.fixture(scope="module")
def report() -> bc.Report:
    return bc.check(load(FILE))


def test_the_file_is_what_the_command_writes() -> None:
    assert "\n".join(sample.lines()) + "\n" == FILE.read_text(encoding="utf-8")


def test_it_says_that_it_is_made() -> None:
    assert FILE.read_text(encoding="utf-8").startswith("# Made, and not real")


def test_it_is_complete(report: bc.Report) -> None:
    entity = load(FILE).entity

    assert [] == [name for name in PARTS if getattr(entity, name) is None]
    assert len(report.findings) >= 800


def test_it_has_rounding_differences_and_no_fault(report: bc.Report) -> None:
    verdicts = {one.verdict.value for one in report}

    assert {"exact", "rounding", "undefined", "unchecked"} == verdicts
    assert [] == [one for one in report if one.level.reaches(bc.Level.WARNING)]
