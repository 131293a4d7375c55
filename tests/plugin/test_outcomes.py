"""What the findings of a rule do to its test, and what is told of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.plugin.conftest import GOOD

Write: TypeAlias = Callable[..., Path]
WRONG = GOOD.replace("project = 37.54", "project = 37.56")
NEAR = GOOD.replace("project = 37.54", "project = 37.55")
KNOWN = '[exceptions]\n"spending.total" = { reason = "the bureau was told" }\n'


def test_a_failing_test_prints_the_finding_and_no_traceback(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", WRONG)

    result = pytester.runpytest()

    result.assert_outcomes(passed=1, failed=1)
    assert 1 == result.ret
    result.stdout.fnmatch_lines(
        [
            "*_ data/a.toml: spending.total _*",
            "ERROR  spending.total",
            "  total = basic + project",
            "  98.34 ≠ 60.80 + 37.56 = 98.36",
            "",
            "  98.34 万元 is printed, and the other printed figures give 98.36 万元: *",
            "  It cannot be rounding: rounding explains at most 0.015 万元, and at *",
            "  total    98.34万元    data/a.toml:5",
            "  basic    60.80万元    data/a.toml:6",
            "  project  37.56万元    data/a.toml:7",
            "FAILED data/a.toml::spending.total - 98.34 ≠ 60.80 + 37.56 = 98.36",
        ]
    )
    said = result.stdout.str()
    assert "items.py" not in said
    assert "Traceback" not in said


def test_one_line_of_traceback_is_the_place_in_the_file(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", WRONG)

    result = pytester.runpytest("--tb=line")

    result.stdout.fnmatch_lines(["data/a.toml:5: 98.34 ≠ 60.80 + 37.56 = 98.36"])


def test_a_row_is_told_by_what_the_document_calls_it(
    pytester: pytest.Pytester, write: Write
) -> None:
    rows = (
        'format = 1\nfigures.lines = [{code = 208, name = "Welfare", a = 1, b = 2}]\n'
    )
    rule = '"lines[*].a = lines[*].b"'
    write("data/a.toml", rows + f"rules.same = {rule}\n")
    write(
        "data/b.toml",
        rows + f'rules.same = {{ rule = {rule}, level = "warning" }}\n',
    )

    result = pytester.runpytest("-Werror")

    result.assert_outcomes(failed=2)
    assert 2 == result.outlines.count("  lines[0]: 208 Welfare")


def test_it_speaks_chinese(pytester: pytest.Pytester, write: Write) -> None:
    write("data/a.toml", WRONG)

    result = pytester.runpytest("--budgetcheck-lang=zh")

    result.stdout.fnmatch_lines(["错误  spending.total", "*不是四舍五入*"])


def test_levels_fail_warn_and_pass(pytester: pytest.Pytester, write: Write) -> None:
    levels = {"error": WRONG, "note": NEAR}
    for level in ("warning", "none"):
        table = f'{{ rule = "total = basic + project", level = "{level}" }}'
        levels[level] = WRONG.replace('"total = basic + project"', table)
    for level, text in levels.items():
        write(f"data/{level}.toml", text)
    only = ("-k", "total")

    result = pytester.runpytest(*only)
    result.assert_outcomes(failed=1, passed=3, warnings=1, deselected=4)
    result.stdout.fnmatch_lines(
        [
            "data/warning.toml::spending.total",
            "*warning.toml:5: BudgetCheckWarning: spending.total: 98.34 ≠ *",
            "    total = 98.34",
        ]
    )
    for fail_on, failed in {"warning": 2, "note": 3, "never": 0}.items():
        flag = f"--budgetcheck-fail-on={fail_on}"
        result = pytester.runpytest(*only, flag, "--budgetcheck-warn-on=never")
        result.assert_outcomes(failed=failed, passed=4 - failed, deselected=4)
    for warn_on, warned in {"error": 1, "warning": 2, "note": 3}.items():
        flag = f"--budgetcheck-warn-on={warn_on}"
        result = pytester.runpytest(*only, flag, "--budgetcheck-fail-on=never")
        result.assert_outcomes(passed=4, warnings=warned, deselected=4)


def test_levels_stand_in_the_ini_file(pytester: pytest.Pytester, write: Write) -> None:
    write("data/a.toml", NEAR)
    globs = "budgetcheck_files = data/*.toml"
    write("pytest.ini", f"[pytest]\n{globs}\nbudgetcheck_fail_on = note\n")

    pytester.runpytest().assert_outcomes(failed=1, passed=1)
    pytester.runpytest("--budgetcheck-fail-on=error").assert_outcomes(passed=2)


def test_a_warning_that_is_an_error_is_told_without_a_traceback(
    pytester: pytest.Pytester, write: Write
) -> None:
    table = '{ rule = "total = basic + project", level = "warning" }'
    write("data/a.toml", WRONG.replace('"total = basic + project"', table))

    result = pytester.runpytest("-Werror")

    result.assert_outcomes(failed=1, passed=1)
    result.stdout.fnmatch_lines(
        ["WARNING  spending.total", "FAILED *::spending.total - 98.34 ≠ 60.80 + *"]
    )
    assert "items.py" not in result.stdout.str()
    quiet = "ignore::budgetcheck.testing.BudgetCheckWarning"
    pytester.runpytest("-Werror", "-W", quiet).assert_outcomes(passed=2)


def test_what_cannot_be_checked_is_skipped_with_the_reason(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", GOOD.replace("basic = 60.80", 'basic = ""'))

    result = pytester.runpytest("-rs")

    result.assert_outcomes(skipped=2)
    result.stdout.fnmatch_lines(
        ["SKIPPED * data/a.toml:*: basic is printed blank: nothing is compared.*"]
    )


def test_a_row_that_cannot_be_checked_is_no_silent_pass(
    pytester: pytest.Pytester, write: Write
) -> None:
    rows = 'format = 1\nfigures.lines = [{a = 1, b = 1}, {a = "", b = 1}]\n'
    write("data/a.toml", rows + 'rules.same = "lines[*].a = lines[*].b"\n')

    result = pytester.runpytest("-rs")

    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED *(1 of 2 unchecked)"])
    pytester.runpytest("--budgetcheck-items=file").assert_outcomes(passed=1)


def test_a_whole_file_is_skipped_if_nothing_in_it_can_be_checked(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", GOOD.replace("basic = 60.80", 'basic = ""'))

    result = pytester.runpytest("--budgetcheck-items=file", "-rs")

    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED *(2 of 2 unchecked)"])


def test_a_rule_that_is_not_applied_is_skipped_with_the_reason(
    pytester: pytest.Pytester, write: Write
) -> None:
    off = '{ rule = "total = basic + project", disabled = "basic is an estimate" }'
    write("data/a.toml", WRONG.replace('"total = basic + project"', off))

    result = pytester.runpytest("-rs")

    result.assert_outcomes(skipped=1, passed=1)
    result.stdout.fnmatch_lines(["SKIPPED *not applied: basic is an estimate"])


def test_a_long_list_of_failing_rows_is_cut_short(
    pytester: pytest.Pytester, write: Write
) -> None:
    rows = ", ".join(f"{{a = {number}, b = -1}}" for number in range(40))
    text = (
        f'format = 1\nfigures.lines = [{rows}]\nrules.same = "lines[*].a = lines[*].b"'
    )
    write("data/a.toml", text)

    result = pytester.runpytest()

    result.stdout.fnmatch_lines(["… and 29 more", "FAILED *::same - 1 ≠ -1 (+38)"])
    assert 10 == result.stdout.str().count("ERROR  same")


class TestKnownExceptions:
    """Known exceptions are strict: each fails as it is expected to, or the build."""

    def test_one_that_fails_is_expected_to(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("data/a.toml", WRONG + KNOWN)

        result = pytester.runpytest("-rx")

        result.assert_outcomes(xfailed=1, passed=1)
        assert 0 == result.ret
        result.stdout.fnmatch_lines(["XFAIL *::spending.total - the bureau was told"])

    def test_one_that_no_longer_fails_fails_the_build(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("data/a.toml", GOOD + KNOWN)

        result = pytester.runpytest()

        result.assert_outcomes(failed=1, passed=1)
        result.stdout.fnmatch_lines(
            [
                "EXCEPTION  spending.total",
                "  nothing fails here any more, take it out: the bureau was told",
                "  data/a.toml:13",
                "FAILED *::spending.total - nothing fails here any more, *",
            ]
        )

    def test_one_that_has_expired_fails_the_build(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        until = KNOWN.replace(" }", ", until = 2026-12-31 }")
        write("data/a.toml", WRONG + until)

        last = pytester.runpytest("--budgetcheck-today=2026-12-31")
        last.assert_outcomes(xfailed=1, passed=1)
        after = pytester.runpytest("--budgetcheck-today=2027-01-01")
        after.assert_outcomes(failed=1, passed=1)
        after.stdout.fnmatch_lines(
            [
                "ERROR  spending.total",
                "EXCEPTION  spending.total",
                "  it expired on 2026-12-31: the bureau was told",
            ]
        )

    def test_they_name_rows_and_printings(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        text = """
format = 1
[figures]
lines = [{a = 1, b = 2}, {a = 1, b = 3}]
c = { value = 1, also = [2] }
[rules]
same = "lines[*].a = lines[*].b"
[exceptions]
same = [{ at = "lines[0]", reason = "late" }]
"printings.c" = "the second is in thousands"
"""
        file = write("data/a.toml", text)

        result = pytester.runpytest("-rx")
        result.assert_outcomes(failed=1, xfailed=1)
        result.stdout.fnmatch_lines(["ERROR  same @ lines[[]1]", "  1 ≠ 3"])
        other = '{ at = "lines[1]", reason = "late, too" }'
        file.write_text(text.replace('"late" }', f'"late" }}, {other}'), "utf-8")
        result = pytester.runpytest("-rx")
        result.assert_outcomes(xfailed=2)
        result.stdout.fnmatch_lines(["XFAIL *::same - late; late, too"])

    @pytest.mark.parametrize("name", ["printings.total", "city.total"])
    def test_one_that_names_no_test_fails_the_first(
        self, pytester: pytest.Pytester, write: Write, name: str
    ) -> None:
        figures = GOOD.partition("[rules]")[0] if name == "city.total" else GOOD
        write("rules.toml", 'format = 1\n[rules]\nless = "basic <= total"\n')
        write("data/a.toml", f'{figures}\n[exceptions]\n"{name}" = "it was told"\n')
        globs = "budgetcheck_files = data/*.toml\nbudgetcheck_rules = rules.toml\n"
        write("pytest.ini", f"[pytest]\n{globs}")

        result = pytester.runpytest()

        result.assert_outcomes(failed=1, passed=0 if name == "city.total" else 2)
        result.stdout.fnmatch_lines([f"EXCEPTION  {name}"])

    def test_in_json_they_stand_at_a_line_as_well(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        rest = '"rules": {"r": "a = b"}, "exceptions": {"r": "why"}}'
        write("data/a.json", '{"format": 1,\n"figures": {"a": 1, "b": 1},\n' + rest)

        result = pytester.runpytest("--budgetcheck-files=data/*.json")

        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(["EXCEPTION  r", "  data/a.json:3"])

    def test_they_can_be_seen_as_failures(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("data/a.toml", WRONG + KNOWN)

        result = pytester.runpytest("--runxfail")

        result.assert_outcomes(failed=1, passed=1)
        result.stdout.fnmatch_lines(["*98.34 ≠ 60.80 + 37.56 = 98.36"])

    def test_in_a_test_of_a_whole_file(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("data/a.toml", WRONG + KNOWN)
        write("data/b.toml", GOOD + KNOWN)

        result = pytester.runpytest("--budgetcheck-items=file")

        result.assert_outcomes(xfailed=1, failed=1)


class TestUnreadableFiles:
    """An unreadable file is one failing test that tells all its faults."""

    FAULTY = GOOD.replace("60.80", '"6O.8O"').replace("basic / total", "basic // total")
    SAID = (
        "data/a.toml cannot be read:",
        "data/a.toml:6:*: basic: cannot read '6O.8O' as a figure*",
        "data/a.toml:11:*",
    )

    def test_with_faults_in_figures_and_rules(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("data/a.toml", self.FAULTY)

        result = pytester.runpytest("-rs")

        result.assert_outcomes(failed=1, skipped=1)
        result.stdout.fnmatch_lines([*self.SAID])
        result.stdout.fnmatch_lines(
            ["SKIPPED *cannot be checked: see data/a.toml::spending.share"]
        )
        assert "items.py" not in result.stdout.str()

    def test_if_only_one_of_its_rules_is_chosen(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("data/a.toml", self.FAULTY)

        result = pytester.runpytest("-k", "total")

        result.assert_outcomes(failed=1, deselected=1)
        result.stdout.fnmatch_lines([*self.SAID])

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("format = ", "data/a.toml:1:10: it is not TOML: *"),
            ("format = 1\nrules = 3\n[figures]", "data/a.toml:2:*rules are a table*"),
            ("", "data/a.toml: it is empty: *"),
        ],
    )
    def test_that_has_no_rules_to_name(
        self, pytester: pytest.Pytester, write: Write, text: str, said: str
    ) -> None:
        write("data/a.toml", text)

        result = pytester.runpytest()

        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(
            [said, "FAILED data/a.toml::unreadable - data/a.toml:*"]
        )

    def test_with_a_rule_that_names_no_figure_of_the_file(
        self, pytester: pytest.Pytester, write: Write
    ) -> None:
        write("data/a.toml", GOOD.replace("basic / total", "basc / total"))

        result = pytester.runpytest()
        result.assert_outcomes(failed=1, skipped=1)
        result.stdout.fnmatch_lines(
            ["data/a.toml:11:*'basc'*", "*did you mean 'basic'*"]
        )
        admitted = pytester.runpytest("--budgetcheck-missing=unchecked")
        admitted.assert_outcomes(skipped=1, passed=1)


def test_texts_of_strangers_are_harmless(
    pytester: pytest.Pytester, write: Write
) -> None:
    hostile = "\\u001b[31mred\\u202e"
    rule = f'{{ rule = "total = basic + project", title = "{hostile}" }}'
    write("data/a.toml", WRONG.replace('"total = basic + project"', rule))

    result = pytester.runpytest("--color=no")

    assert "\x1b" not in result.stdout.str()
    result.stdout.fnmatch_lines([r"ERROR  \u001b?31mred\u202e*"])
