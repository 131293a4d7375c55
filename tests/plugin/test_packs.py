"""Rules and classes of other projects, named in the ini file."""

import json
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
    write("broken.py", "1 / 0")
    write("leaving.py", "import sys; sys.exit(3)")
    write(
        "skipped.py", "import pytest; pytest.skip('not here', allow_module_level=True)"
    )
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
        ("rules = ctiy:RULES", "'ctiy:RULES' cannot be used: *No module named 'ctiy'"),
        ("rules = broken:R", "*ZeroDivisionError: division by zero (*broken.py:1)"),
        ("rules = leaving:R", "'leaving:R' cannot be used: SystemExit: 3 (*"),
        ("rules = skipped:R", "'skipped:R' cannot be used: Skipped: not here (*"),
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


def test_an_interrupt_is_none_of_a_line(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    write("data/a.toml")
    write("stopped.py", "raise KeyboardInterrupt")
    ini("budgetcheck_rules = stopped:R\n")

    assert pytest.ExitCode.INTERRUPTED == pytester.runpytest_subprocess().ret


def test_two_lines_that_give_one_id_to_two_rules_are_told(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    write("data/a.toml", FIGURES)
    more = MODULE + 'OTHER = {"city.total": "total >= basic"}\n'
    write("city.py", more)
    ini("budgetcheck_rules =\n  city:RULES\n  city:OTHER\n")

    result = pytester.runpytest()

    result.assert_outcomes(failed=1)
    said = (
        "*'city.total' is another in 'city:RULES' and 'city:OTHER' of budgetcheck_rules"
    )
    result.stdout.fnmatch_lines([said])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "@property\n    def rules(self): raise KeyError('boom')",
            "*KeyError: 'boom'*",
        ),
        ("def __attrs_post_init__(self): 1 / 0", "*ZeroDivisionError: *faulty.py:*"),
    ],
)
def test_a_class_that_raises_is_a_fault_of_its_file(
    pytester: pytest.Pytester, write: Write, ini: Ini, body: str, said: str
) -> None:
    write("data/a.toml", GOOD)
    write(
        "faulty.py",
        f"import attrs\nfrom city import Spending\n\n"
        f"@attrs.frozen\nclass Faulty(Spending):\n    {body}\n",
    )
    ini("budgetcheck_classes = faulty:Faulty\n")

    result = pytester.runpytest()

    assert 1 == result.parseoutcomes()["failed"]
    result.stdout.fnmatch_lines([f"data/a.toml: Faulty refuses it: {said}"])
    assert "readings.py" not in result.stdout.str()


@pytest.mark.parametrize("rules", ["[RULE]", "{'own': RULE}", "(RULE,)"])
def test_the_rules_of_a_class_may_be_a_list_or_a_table(
    pytester: pytest.Pytester, write: Write, ini: Ini, rules: str
) -> None:
    write("data/a.toml", FIGURES.replace("37.54", "37.56"))
    write(
        "listed.py",
        f"import attrs\nimport budgetcheck as bc\n"
        f"RULE = 'total = basic + project'\n\n"
        f"@attrs.frozen\nclass Listed:\n"
        f"    total: bc.Amount\n    basic: bc.Amount\n    project: bc.Amount\n"
        f"    share: bc.Stated\n    rules = {rules}\n",
    )
    ini("budgetcheck_classes = listed:Listed\n")

    pytester.runpytest().assert_outcomes(failed=1)


def test_what_a_class_calls_rules_need_not_be_any(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    write("data/a.toml", GOOD.replace("[figures]", "[figures]\nrules = 'none'"))
    write(
        "other.py",
        "import attrs\nimport budgetcheck as bc\n\n"
        "@attrs.frozen\nclass Other:\n"
        "    total: bc.Amount\n    basic: bc.Amount\n    project: bc.Amount\n"
        "    share: bc.Stated\n    rules: str\n\n"
        "class Asked(Other):\n    def rules(self): return 1\n",
    )
    ini("budgetcheck_classes = other:Other\n")
    pytester.runpytest().assert_outcomes(passed=2, skipped=1)
    write("data/a.toml")
    ini("budgetcheck_classes = other:Asked\n")
    assert 2 == len(collected(pytester))


def test_a_fault_of_our_own_is_no_fault_of_a_file(
    pytester: pytest.Pytester, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("ours")

    write("data/a.toml")
    monkeypatch.setattr("budgetcheck.plugin.readings.check", fail)

    result = pytester.runpytest("-k", "total")

    result.assert_outcomes(failed=1, deselected=1)
    result.stdout.fnmatch_lines(["E *RuntimeError: ours"])


def test_a_report_in_part_has_the_rules_of_objects(
    pytester: pytest.Pytester, write: Write, ini: Ini
) -> None:
    write("data/a.toml", GOOD.replace("37.54", "37.56"))
    ini("budgetcheck_classes = city:Own\n")

    pytester.runpytest("-k", "rules", "--budgetcheck-report=a.json")

    said = json.loads((pytester.path / "a.json").read_text(encoding="utf-8"))
    (document,) = said["documents"]
    assert ["own.total"] == [one["rule"] for one in document["results"]]
