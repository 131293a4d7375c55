"""Rules and classes of other projects, named in the ini file."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.plugin.conftest import GOOD

Write: TypeAlias = Callable[..., Path]
FIGURES = GOOD.partition("[rules]")[0]
MODULE = """
import attrs
import budgetcheck as bc

RULES = bc.rules({"city.total": "total = basic + project"})
LISTED = ["share = basic / total"]
ONE = "total >= basic"
NOTHING = 3

@attrs.frozen
class Spending:
    total: bc.Amount
    basic: bc.Amount
    project: bc.Amount
    share: bc.Stated
    rules = bc.rules({"spending.total": "total = basic + project"})

class Own(Spending):
    @property
    def rules(self):
        return bc.rules({"own.total": "total = basic + project"})
"""


@pytest.fixture
def ini(write: Write, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Write an ini file with these lines, beside a module `city`."""
    folder = write("city.py", MODULE).parent
    monkeypatch.syspath_prepend(folder)

    def written(lines: str) -> Path:
        head = (
            "[pytest]\nfilterwarnings = default\nbudgetcheck_files = data/**/*.toml\n"
        )
        return write("pytest.ini", head + lines)

    return written


Ini: TypeAlias = Callable[[str], Path]


def collected(pytester: pytest.Pytester) -> list[str]:
    result = pytester.runpytest("--collect-only", "-q")
    return [line for line in result.outlines if "::" in line]


def test_rules_from_elsewhere_hold_for_all_files(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    write("data/a.toml", FIGURES.replace("37.54", "37.56"))
    write("data/b.toml")
    ini("budgetcheck_rules =\n  city:RULES\n  city:LISTED\n  city:ONE\n")

    assert [
        "data/a.toml::city.total",
        "data/a.toml::share = basic / total",
        "data/a.toml::total >= basic",
        "data/b.toml::city.total",
        "data/b.toml::share = basic / total",
        "data/b.toml::spending.share",
        "data/b.toml::spending.total",
        "data/b.toml::total >= basic",
    ] == collected(pytester)
    result = pytester.runpytest()
    result.assert_outcomes(passed=7, failed=1)
    result.stdout.fnmatch_lines(["FAILED data/a.toml::city.total - 98.34 ≠ *"])


def test_or_for_the_files_of_a_glob(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    write("data/a.toml")
    write("data/city/b.toml", FIGURES)
    ini("budgetcheck_rules = data/city/*.toml = city:RULES\n")

    assert ["data/city/b.toml::city.total"] == collected(pytester)[-1:]
    assert 3 == len(collected(pytester))


def test_rules_may_stand_in_a_file(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    write("data/a.toml", FIGURES)
    write("rules/city.toml", 'format = 1\n[rules]\n"city.total" = "total = basic"\n')
    ini("budgetcheck_rules = rules/city.toml\n")

    pytester.runpytest().assert_outcomes(failed=1)


def test_exceptions_of_a_file_may_name_rules_from_elsewhere(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    own = '[rules]\nless = "basic <= total"\n'
    known = '[exceptions]\n"city.total" = "it was told"\n'
    write("data/a.toml", FIGURES.replace("37.54", "37.56") + own + known)
    ini("budgetcheck_rules = city:RULES\n")

    result = pytester.runpytest("-rx")

    result.assert_outcomes(passed=1, xfailed=1)
    result.stdout.fnmatch_lines(["XFAIL data/a.toml::city.total - it was told"])


def test_a_class_says_what_a_file_must_hold(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    write("data/a.toml", FIGURES.replace("project = 37.54", "project = 37.56"))
    write("data/b.toml", FIGURES.replace("project =", "projct ="))
    ini("budgetcheck_classes = city:Spending\n")

    result = pytester.runpytest()

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        [
            "  98.34 ≠ 60.80 + 37.56 = 98.36",
            "  total    98.34万元    data/a.toml:5",
            "  basic    60.80万元    data/a.toml:6",
        ]
    )
    result.stdout.fnmatch_lines(
        [
            "data/b.toml:4:*: project: it is not there, *",
            "data/b.toml:7:*: projct: *did you mean 'project'?",
        ]
    )


def test_a_class_reads_numbers_as_what_it_holds(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    write("data/a.toml", GOOD.replace('"61.83%"', "61.83"))
    ini("budgetcheck_classes = city:Spending\n")

    # As an amount, 61.83 could not be a share.
    pytester.runpytest().assert_outcomes(passed=2)


def test_an_object_may_have_rules_of_its_own(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    write("data/a.toml", GOOD.replace("37.54", "37.56"))
    ini("budgetcheck_classes =\n  city:Spending\n  data/a.toml = city:Own\n")

    assert "data/a.toml::rules of Own" == collected(pytester)[-1]
    result = pytester.runpytest()
    result.assert_outcomes(failed=2, passed=1)
    result.stdout.fnmatch_lines(["ERROR  own.total"])


def test_exceptions_hold_for_objects_too(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    known = '[exceptions]\n"own.total" = "it was told"\n'
    write("data/a.toml", FIGURES.replace("37.54", "37.56") + known)
    ini("budgetcheck_classes = city:Own\n")

    pytester.runpytest().assert_outcomes(xfailed=1)
    write("data/a.toml", FIGURES + known)
    result = pytester.runpytest()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["EXCEPTION  own.total", "  nothing fails here any more*"]
    )


def test_a_budget_table_is_a_class(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    text = """
format = 1
unit = "万元"
decimals = 2
[figures]
lines = [
    { code = "208", approved = "6.00", outturn = "5.73", execution_rate = "95.5%" },
    { code = "20805", approved = "6.00", outturn = "5.37", execution_rate = "89.5%" },
]
"""
    write("data/a.toml", text)
    ini("budgetcheck_classes = budgetcheck:BudgetTable\n")

    result = pytester.runpytest()

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["ERROR*lines.outturn.tree @ lines[[]0]*", "*data/a.toml:7*"]
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rules = city", "'city' cannot be used: write MODULE:NAME"),
        ("rules = ctiy:RULES", "'ctiy:RULES' cannot be used: No module named 'ctiy'"),
        ("rules = city:RULS", "'city:RULS' cannot be used: *no attribute 'RULS'*"),
        ("rules = city:NOTHING", "*it is no rule set, but 3"),
        ("rules = none.toml", "'none.toml' cannot be used: *"),
        ("classes = city:ONE", "*it is no class, but 'total >= basic'"),
    ],
)
def test_a_line_that_names_nothing_is_refused(
    pytester: pytest.Pytester, write: Write, ini: Ini, line: str, said: str
) -> None:
    write("data/a.toml")
    ini(f"budgetcheck_{line}\n")

    result = pytester.runpytest()

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    name = line.partition(" ")[0]
    result.stderr.fnmatch_lines([f"*budgetcheck_{name}: {said}"])
