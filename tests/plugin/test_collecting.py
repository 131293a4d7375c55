"""Files as tests: which files, which tests, and what they are called."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.plugin.conftest import GOOD

Write: TypeAlias = Callable[..., Path]
IDS = ["data/a.toml::spending.share", "data/a.toml::spending.total"]


def ids(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if "::" in line]


def collected(pytester: pytest.Pytester, *given: str) -> list[str]:
    return ids(pytester.runpytest("--collect-only", "-q", *given))


def test_a_file_has_a_test_for_each_rule_sorted_by_id(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml")

    assert IDS == collected(pytester)


def test_files_lie_in_folders_of_any_depth_and_have_any_name(
    pytester: pytest.Pytester, write: Write
) -> None:
    write(
        "data/岳阳市/2021/决算 公开.toml", GOOD.replace("spending.total", "支出.合计")
    )
    write("data/other.txt")
    write("elsewhere/a.toml")

    assert [
        "data/岳阳市/2021/决算 公开.toml::spending.share",
        "data/岳阳市/2021/决算 公开.toml::支出.合计",
    ] == collected(pytester)


def test_a_folder_that_a_glob_matches_is_no_file(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/b.toml/a.toml")

    found = collected(pytester, "--budgetcheck-files=data/*")

    assert ["data/b.toml/a.toml::spending.share"] == found[:1]


def test_json_is_read_as_well(pytester: pytest.Pytester, write: Write) -> None:
    write("data/a.json", '{"format": 1, "figures": {"a": 1}, "rules": ["a = a + 0"]}')

    assert ["data/a.json::a = a + 0"] == collected(
        pytester, "--budgetcheck-files=data/*.json"
    )


def test_nothing_is_collected_unless_it_is_asked_for(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml")
    write("pytest.ini", "[pytest]\n")

    assert [] == collected(pytester)


def test_a_flag_asks_for_files(pytester: pytest.Pytester, write: Write) -> None:
    write("data/a.toml")
    write("pytest.ini", "[pytest]\n")

    assert IDS == collected(pytester, "--budgetcheck-files=data/*.toml")


def test_a_file_named_on_the_command_line_is_a_test(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml")
    write("pytest.ini", "[pytest]\n")

    assert IDS == collected(pytester, "data/a.toml")
    assert IDS[1:] == collected(pytester, "data/a.toml::spending.total")


@pytest.mark.parametrize("name", ["other.toml", "gone.toml", "other.txt"])
def test_a_named_file_that_is_none_of_ours_is_left_alone(
    pytester: pytest.Pytester, write: Write, name: str
) -> None:
    write("other.toml", "[tool]\nname = 1\n")
    write("other.txt", GOOD)
    write("pytest.ini", "[pytest]\n")

    result = pytester.runpytest("-q", name)

    assert "budgetcheck" not in result.stdout.str()
    assert [] == ids(result)


def test_globs_lead_where_testpaths_do_not(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml")
    write("tests/data/b.toml")
    write("tests/test_one.py", "def test_one(): pass")
    globs = "budgetcheck_files =\n  data/*.toml\n  tests/data/*.toml\n"
    write("pytest.ini", f"[pytest]\ntestpaths = tests\n{globs}")

    found = collected(pytester)

    assert ["tests/test_one.py::test_one", *IDS] == [
        one for one in found if "b.toml" not in one
    ]
    assert 2 == sum("b.toml" in one for one in found)
    assert ["tests/test_one.py::test_one"] == collected(pytester, "tests/test_one.py")


def test_tests_are_chosen_by_keyword_and_by_marker(
    pytester: pytest.Pytester, write: Write
) -> None:
    quiet = '"spending.share" = { rule = "share = basic / total", level = "note" }'
    write(
        "data/a.toml", GOOD.replace('"spending.share" = "share = basic / total"', quiet)
    )
    write("test_one.py", "def test_one(): pass")

    assert IDS[:1] == collected(pytester, "-k", "share")
    assert ["test_one.py::test_one"] == collected(pytester, "-m", "not budgetcheck")
    assert IDS == collected(pytester, "-m", "budgetcheck")
    assert IDS[:1] == collected(pytester, "-m", "budgetcheck(level='note')")
    assert IDS[1:] == collected(pytester, "-m", "budgetcheck(rule='spending.total')")


def test_rules_without_an_id_are_named_by_their_notation(
    pytester: pytest.Pytester, write: Write
) -> None:
    rules = 'rules = ["total=basic+project", { rule = "a ==", id = "x" }, "b =="]\n'
    write("data/a.toml", rules + GOOD.partition("[rules]")[0])

    assert [
        "data/a.toml::b ==",
        "data/a.toml::total = basic + project",
        "data/a.toml::x",
    ] == collected(pytester)


def test_rules_in_groups_have_dotted_ids(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", GOOD.replace("[rules]", "[rules.cn]"))

    assert [
        "data/a.toml::cn.spending.share",
        "data/a.toml::cn.spending.total",
    ] == collected(pytester)


def test_figures_that_are_printed_twice_are_one_test(
    pytester: pytest.Pytester, write: Write
) -> None:
    twice = 'total = { value = "98.34", also = ["98.4"] }'
    write("data/a.toml", GOOD.replace("total = 98.34", twice))

    assert ["data/a.toml::printings", *IDS] == collected(pytester)
    result = pytester.runpytest("-k", "printings")
    result.assert_outcomes(failed=1, deselected=2)
    result.stdout.fnmatch_lines(["*98.34*98.4*"])


def test_figures_in_rows_may_be_printed_twice(
    pytester: pytest.Pytester, write: Write
) -> None:
    rows = 'lines = [{ a = { value = "1.0", also = ["1"] } }, 2]'
    write("data/a.toml", GOOD.replace("[rules]", f"{rows}\n[rules]"))

    assert ["data/a.toml::printings", *IDS] == collected(pytester)


def test_colons_in_an_id_do_not_end_the_name_of_the_file(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", GOOD.replace("spending.total", "a::b\\u202e"))

    (named,) = collected(pytester, "-k", "not share")

    assert "data/a.toml::a: :b\\u202e" == named
    pytester.runpytest(named).assert_outcomes(passed=1)


def test_a_file_may_be_one_test(pytester: pytest.Pytester, write: Write) -> None:
    write("data/a.toml")

    assert ["data/a.toml::all rules"] == collected(pytester, "--budgetcheck-items=file")


def test_a_thousand_files_are_a_test_each(
    pytester: pytest.Pytester, write: Write
) -> None:
    for number in range(1000):
        write(f"data/{number:04}.toml")

    assert [f"data/{number:04}.toml::all rules" for number in range(1000)] == collected(
        pytester
    )
    assert 2000 == len(collected(pytester, "--budgetcheck-items=rule"))
    assert ["data/0007.toml::all rules"] == collected(pytester, "data/0007.toml")
    result = pytester.runpytest("-q")
    result.assert_outcomes(passed=1000)
    result.stdout.fnmatch_lines(["figures files 1000, checks 2000: exact 2000"])


def test_a_file_without_rules_is_skipped_and_says_so(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", GOOD.partition("[rules]")[0])

    result = pytester.runpytest("-rs")

    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*no rules: nothing is checked"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("--budgetcheck-today=soon", "*'soon' is no day: write 2026-12-31*"),
        (
            "--budgetcheck-report=a.pdf",
            "*--budgetcheck-report: *cannot be written: *.json, *",
        ),
        (
            "-obudgetcheck_items=row",
            "*budgetcheck_items = 'row': one of auto, *",
        ),
    ],
)
def test_a_setting_that_is_not_known_is_refused(
    pytester: pytest.Pytester, write: Write, given: str, said: str
) -> None:
    write("data/a.toml")

    result = pytester.runpytest(given)

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([said])
