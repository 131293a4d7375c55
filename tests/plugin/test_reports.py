"""What a run tells of itself: header, summary, JUnit's XML and report files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

import pytest
from tests.plugin.conftest import GOOD

Write: TypeAlias = Callable[..., Path]
WRONG = GOOD.replace("project = 37.54", "project = 37.56")


def test_the_header_says_which_files_are_tests(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml")

    result = pytester.runpytest("--budgetcheck-warn-on=never")

    result.stdout.fnmatch_lines(
        [
            "budgetcheck *: files 1 (data/[*][*]/[*].toml), one test per rule, "
            "fail on error, warn on never"
        ]
    )


def test_a_run_that_checks_nothing_says_nothing(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_one(): pass")

    result = pytester.runpytest()

    result.assert_outcomes(passed=1)
    assert "budgetcheck" not in result.stdout.str().replace("plugins: budgetcheck", "")


def test_the_summary_counts_verdicts_and_figures(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", WRONG)
    write("data/b.toml", GOOD.replace("[rules]", "cases = 3\n[rules]"))

    result = pytester.runpytest()

    result.stdout.fnmatch_lines(
        [
            "*= budgetcheck =*",
            "figures files 2, checks 4: exact 3, contradicted 1",
            "rules that hold vouch for 7 of 9 figures; 1 stand only in rules that "
            "fail; 1 are in no rule that could be checked",
        ]
    )


def test_files_that_were_tested_in_part_are_not_counted_whole(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/a.toml", WRONG)

    result = pytester.runpytest("-k", "total")

    result.stdout.fnmatch_lines(
        [
            "figures files 1, checks 1: contradicted 1",
            "files tested in part 1: their figures are not counted",
        ]
    )
    assert "vouch" not in result.stdout.str()


def test_the_summary_speaks_chinese(pytester: pytest.Pytester, write: Write) -> None:
    write("data/a.toml", WRONG)

    result = pytester.runpytest("--budgetcheck-lang=zh")

    result.stdout.fnmatch_lines(["1个文件，2项核对：完全相符1、矛盾1"])


def test_junit_has_the_finding_as_properties(
    pytester: pytest.Pytester, write: Write
) -> None:
    write("data/岳阳.toml", WRONG)

    pytester.runpytest("--junit-xml=junit.xml")

    cases = ET.parse(pytester.path / "junit.xml").getroot().iter("testcase")  # noqa: S314
    said = {
        case.attrib["name"]: {
            one.attrib["name"]: one.attrib["value"] for one in case.iter("property")
        }
        for case in cases
    }
    assert {
        "budgetcheck.file": "data/岳阳.toml",
        "budgetcheck.rule": "spending.total",
        "budgetcheck.verdict": "contradiction",
        "budgetcheck.level": "error",
        "budgetcheck.findings": "1",
        "budgetcheck.filled": "98.34 ≠ 60.80 + 37.56 = 98.36",
        "budgetcheck.stated": "98.34",
        "budgetcheck.recomputed": "98.36",
        "budgetcheck.unexplained": "0.005",
    } == said["spending.total"]
    assert "exact" == said["spending.share"]["budgetcheck.verdict"]
    text = (pytester.path / "junit.xml").read_text(encoding="utf-8")
    assert 'failure message="98.34 ≠ 60.80 + 37.56 = 98.36"' in text


def test_junit_has_the_numbers_that_there_are(
    pytester: pytest.Pytester, write: Write
) -> None:
    write(
        "data/a.toml",
        "format = 1\nfigures = {s = '5%', a = 1, b = 0}\nrules = ['s = a / b']",
    )

    pytester.runpytest("--junit-xml=junit.xml").assert_outcomes(failed=1)

    text = (pytester.path / "junit.xml").read_text(encoding="utf-8")
    assert 'name="budgetcheck.stated" value="5%"' in text
    assert "budgetcheck.recomputed" not in text


def test_junit_has_what_a_test_function_checked(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        def test_same(check_budget):
            check_budget({"a": "1", "b": "1"}, {"same": "a = b"})
        """
    )

    pytester.runpytest("--junit-xml=junit.xml")

    text = (pytester.path / "junit.xml").read_text(encoding="utf-8")
    assert '<property name="budgetcheck.verdict" value="exact"' in text


@pytest.mark.parametrize("items", ["rule", "file"])
def test_reports_are_written_of_all_files(
    pytester: pytest.Pytester, write: Write, items: str
) -> None:
    write("data/a.toml", WRONG)
    write("data/b.toml")

    result = pytester.runpytest(
        "--budgetcheck-report=out/report.json",
        "--budgetcheck-report=report.sarif",
        f"--budgetcheck-items={items}",
    )

    result.assert_outcomes(failed=1, passed=3 if items == "rule" else 1)
    said = json.loads((pytester.path / "out/report.json").read_text(encoding="utf-8"))
    assert ["data/a.toml", "data/b.toml"] == [
        one["document"] for one in said["documents"]
    ]
    assert [2, 2] == [len(one["results"]) for one in said["documents"]]
    sarif = json.loads((pytester.path / "report.sarif").read_text(encoding="utf-8"))
    assert ["spending.total"] == [one["ruleId"] for one in sarif["runs"][0]["results"]]


def test_reports_are_of_the_tests_that_ran(
    pytester: pytest.Pytester, write: Write
) -> None:
    off = '{ rule = "total = basic", disabled = "not now" }'
    old = '[exceptions]\n"spending.share" = "it was told"\n'
    write("data/a.toml", f"{WRONG}off = {off}\n{old}")
    write("data/b.toml")

    pytester.runpytest("--budgetcheck-report=a.json", "-k", "a.toml and total")

    said = json.loads((pytester.path / "a.json").read_text(encoding="utf-8"))
    (document,) = said["documents"]
    assert ["spending.total"] == [one["rule"] for one in document["results"]]
    assert [] == document["disabled"] + document["stale_exceptions"]


@pytest.mark.parametrize("name", ["file/report.json", "data.json"])
def test_a_report_that_cannot_be_written_is_told_before_the_run(
    pytester: pytest.Pytester, write: Write, name: str
) -> None:
    write("data/a.toml")
    write("file", "")
    (pytester.path / "data.json").mkdir()

    result = pytester.runpytest(f"--budgetcheck-report={name}")

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([f"ERROR: --budgetcheck-report: *{name}: *"])


@pytest.mark.parametrize("given", [(), ("-p", "no:terminal")])
def test_a_report_that_can_no_longer_be_written_takes_nothing_away(
    pytester: pytest.Pytester,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    given: tuple[str, ...],
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write("data/a.toml", WRONG)
    monkeypatch.setattr("budgetcheck.plugin.summaries.write_text", full)

    result = pytester.runpytest("--budgetcheck-report=r.json", *given)

    assert pytest.ExitCode.USAGE_ERROR == result.ret
    if not given:
        result.assert_outcomes(passed=1, failed=1)
        said = "ERROR: --budgetcheck-report: *r.json: No space left on device"
        result.stdout.fnmatch_lines([said])


@pytest.mark.parametrize(
    "given", [("--collect-only",), ("-k", "nothing"), ("test_bad.py", "data")]
)
def test_a_run_that_tests_nothing_leaves_the_report_of_another(
    pytester: pytest.Pytester, write: Write, given: tuple[str, ...]
) -> None:
    write("data/a.toml")
    write("test_bad.py", "1 +")
    write("report.json", "of another run")

    pytester.runpytest("--budgetcheck-report=report.json", *given)

    assert "of another run" == (pytester.path / "report.json").read_text("utf-8")
