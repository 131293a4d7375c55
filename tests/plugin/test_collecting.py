"""Files as tests: which files, which tests, and what they are called."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.plugin.conftest import GOOD
from tests.untraced import untraced

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


@pytest.mark.parametrize("name", ["other.toml", "gone.toml", "other.txt", "utf16.toml"])
def test_a_named_file_that_is_none_of_ours_is_left_alone(
    pytester: pytest.Pytester, write: Write, name: str
) -> None:
    write("other.toml", "[tool]\nname = 1\n")
    write("other.txt", GOOD)
    (pytester.path / "utf16.toml").write_text(GOOD, encoding="utf-16")
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


@untraced()
def test_hundreds_of_files_are_a_test_each(
    pytester: pytest.Pytester, write: Write
) -> None:
    for number in range(501):
        write(f"data/{number:04}.toml")

    result = pytester.runpytest("-q")

    result.assert_outcomes(passed=501)
    result.stdout.fnmatch_lines(["figures files 501, checks 1002: exact 1002"])


def test_more_files_than_many_are_a_test_each(
    pytester: pytest.Pytester, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetcheck.plugin.runs.MANY_FILES", 2)
    for number in range(3):
        write(f"data/{number}.toml")

    assert [f"data/{number}.toml::all rules" for number in range(3)] == collected(
        pytester
    )
    assert 6 == len(collected(pytester, "--budgetcheck-items=rule"))
    assert ["data/1.toml::all rules"] == collected(pytester, "data/1.toml")


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


BAD = GOOD.replace("project = 37.54", "project = 37.56")


class TestEveryFileIsTested:
    """What the globs match is tested, unless the user narrows the run."""

    @pytest.mark.parametrize("folder", ["data/build", "data/venv", "data/.hidden"])
    def test_in_folders_that_pytest_does_not_enter(
        self, pytester: pytest.Pytester, write: Write, folder: str
    ) -> None:
        write(f"{folder}/x.toml", BAD)
        write("data/a.toml")
        globs = f"budgetcheck_files =\n  data/**/*.toml\n  {folder}/*.toml\n"
        write("pytest.ini", f"[pytest]\n{globs}")

        pytester.runpytest().assert_outcomes(passed=3, failed=1)
        pytester.runpytest("data").assert_outcomes(passed=3, failed=1)
        pytester.runpytest("data/a.toml").assert_outcomes(passed=2)
        left_alone = pytester.runpytest(f"--ignore={folder}")
        left_alone.assert_outcomes(passed=2)

    def test_but_not_what_a_conftest_leaves_out(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("data/a.toml", BAD)
        write("other/b.toml")
        pytester.makeconftest("collect_ignore = ['data']")
        globs = "budgetcheck_files =\n  data/*.toml\n  other/*.toml\n"
        write("pytest.ini", f"[pytest]\n{globs}")

        pytester.runpytest().assert_outcomes(passed=2)

    def test_outside_the_folder_of_the_ini_file(
        self, pytester: pytest.Pytester, write: Write, tmp_path: Path
    ) -> None:
        (tmp_path / "x.toml").write_text(BAD, encoding="utf-8")
        write("test_one.py", "def test_one(): pass")
        write("pytest.ini", f"[pytest]\nbudgetcheck_files = {tmp_path}/*.toml\n")

        pytester.runpytest().assert_outcomes(passed=2, failed=1)
        pytester.runpytest("test_one.py").assert_outcomes(passed=1)

    def test_of_a_flag_beside_a_path(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("data/a.toml", BAD)
        write("other/b.toml", BAD)
        write("sub/test_one.py", "def test_one(): pass")

        result = pytester.runpytest("--budgetcheck-files=other/*.toml", "sub")

        result.assert_outcomes(passed=2, failed=1)

    def test_below_the_folder_that_pytest_starts_in(
        self, pytester: pytest.Pytester, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("data/a.toml", BAD)
        write("other/test_one.py", "def test_one(): pass")
        monkeypatch.chdir(pytester.path / "other")

        pytester.runpytest().assert_outcomes(passed=1)
        flagged = pytester.runpytest("--budgetcheck-files=../data/*.toml")
        flagged.assert_outcomes(passed=2, failed=1)

    def test_by_whatever_name_a_link_gives_it(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("real/data/a.toml", BAD)
        write("real/pytest.ini", "[pytest]\nbudgetcheck_files = data/*.toml\n")
        (pytester.path / "link").symlink_to("real", target_is_directory=True)

        result = pytester.runpytest("-c", "link/pytest.ini", "real")

        result.assert_outcomes(passed=1, failed=1)

    def test_whatever_characters_its_name_has(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("out/x[1].toml", BAD)
        write("tests/test_one.py", "def test_one(): pass")
        globs = "budgetcheck_files = out/*.toml\ntestpaths = tests\n"
        write("pytest.ini", f"[pytest]\n{globs}")

        pytester.runpytest().assert_outcomes(passed=2, failed=1)

    def test_if_it_is_a_link_that_leads_nowhere(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("data/a.toml")
        (pytester.path / "data" / "b.toml").symlink_to("nowhere")

        result = pytester.runpytest()

        result.assert_outcomes(passed=2, failed=1)
        result.stdout.fnmatch_lines(["data/b.toml: No such file or directory"])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("files = dtaa/*.toml", "budgetcheck_files: 'dtaa/*.toml' matches no file"),
        ("rules = dtaa/*=rules.toml", "budgetcheck_rules: 'dtaa/*' matches no file"),
        (
            "classes = dta = budgetcheck:BudgetTable",
            "budgetcheck_classes: 'dta' *",
        ),
    ],
)
def test_a_glob_that_matches_no_file_is_warned_of(
    pytester: pytest.Pytester, write: Write, line: str, said: str
) -> None:
    write("data/a.toml")
    write("rules.toml", 'format = 1\n[rules]\nless = "basic <= total"\n')
    write("pytest.ini", f"[pytest]\nbudgetcheck_{line}\n")

    result = pytester.runpytest("-Wdefault", "--budgetcheck-files=data/*.toml")
    strict = pytester.runpytest("-Werror", "--budgetcheck-files=data/*.toml")

    result.assert_outcomes(passed=2, warnings=1)
    result.stdout.fnmatch_lines([f"*PytestConfigWarning: {said}"])
    assert pytest.ExitCode.USAGE_ERROR == strict.ret
    strict.stderr.fnmatch_lines([f"ERROR: {said}"])


def test_a_rule_may_be_called_as_further_printings_are(
    pytester: pytest.Pytester, write: Write
) -> None:
    text = BAD.replace('"spending.total"', '"printings.total"')
    write("data/a.toml", text)

    assert "data/a.toml::printings.total" == collected(pytester)[0]
    pytester.runpytest().assert_outcomes(passed=1, failed=1)


def test_a_figure_called_also_is_no_further_printing(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", GOOD.replace("[rules]", "also = 3\nb.also = 4\n[rules]"))

    assert IDS == collected(pytester)


def test_a_file_that_changes_while_tests_run_is_tested_as_it_is(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", GOOD)
    write("data/b.toml", "format =")
    write("data/c.toml", GOOD)
    new = BAD.replace('"spending.total"', '"other.total"')
    for name in "ab":
        write(f"new/{name}.toml", new)
    pytester.makeconftest(
        """
        import shutil

        def pytest_runtestloop(session):
            for name in "ab":
                shutil.copy(f"new/{name}.toml", f"data/{name}.toml")
        """
    )

    result = pytester.runpytest("-rs")

    # One failure for each file with a rule that no test is about.
    result.assert_outcomes(passed=2, failed=2, skipped=1)
    result.stdout.fnmatch_lines(["ERROR  other.total"])


def test_a_rule_that_is_gone_is_skipped_and_says_so(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", GOOD)
    write("new/a.toml", GOOD.replace('"spending.total"', '"other.total"'))
    pytester.makeconftest(
        """
        import shutil

        def pytest_runtestloop(session):
            shutil.copy("new/a.toml", "data/a.toml")
        """
    )

    result = pytester.runpytest("-rs")

    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED *has changed since its tests were *"])


def test_a_rule_can_be_named_where_files_are_tests_as_a_whole(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml")

    assert IDS[1:] == collected(
        pytester, "--budgetcheck-items=file", "data/a.toml::spending.total"
    )
    assert ["data/a.toml::all rules"] == collected(
        pytester, "--budgetcheck-items=file", "data/a.toml::all rules"
    )


@pytest.mark.parametrize(
    "text",
    ['{"name": "plot figures"}', '{"figures": [1]}', "[1]", '{"standard": "ES2020"}'],
)
def test_files_of_others_are_left_to_them(
    pytester: pytest.Pytester, write: Write, text: str
) -> None:
    write("pytest.ini", "[pytest]\n")
    write("case.json", text)
    pytester.makeconftest(
        """
        import pytest

        class Case(pytest.Item):
            def runtest(self):
                pass

        class File(pytest.File):
            def collect(self):
                yield Case.from_parent(self, name="case")

        def pytest_collect_file(file_path, parent):
            if file_path.suffix == ".json":
                return File.from_parent(parent, path=file_path)
        """
    )

    result = pytester.runpytest("case.json")

    result.assert_outcomes(passed=1)
    assert "budgetcheck 0" not in result.stdout.str()


def test_a_named_file_that_cannot_be_parsed_is_told(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("pytest.ini", "[pytest]\n")
    write("a.toml", "[figures]\nx = \n")

    pytester.runpytest("a.toml").assert_outcomes(failed=1)
