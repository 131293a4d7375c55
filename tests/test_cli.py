"""The command line: exit codes, streams and languages."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from budgetcheck.cli import main

GOOD = 'format = 1\nrules = ["a = b"]\n[figures]\na = 1\nb = 1\n'
BAD = 'format = 1\nrules = ["a = b"]\n[figures]\na = 1\nb = 5\n'
NEAR = (
    'format = 1\ndecimals = 2\nrules = ["a + a = b"]\n[figures]\na = 1.00\nb = 2.01\n'
)
STALE = '[exceptions]\n"a = b" = { reason = "it was told", until = 2026-12-31 }\n'
KNOWN = BAD + STALE
UNKNOWN = 'format = 1\nrules = ["a = c"]\n[figures]\na = 1\nb = 1\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "预算.toml"


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (GOOD, [], 0),
        (BAD, [], 1),
        (NEAR, [], 0),
        (NEAR, ["--fail-on", "warning"], 0),
        (NEAR, ["--fail-on", "note"], 1),
        (UNKNOWN, [], 2),
        (UNKNOWN, ["--missing", "unchecked"], 0),
        ("format = ", [], 2),
        (BAD, ["--format", "json"], 1),
        (KNOWN, [], 0),
        (KNOWN, ["--fail-on", "note"], 1),
        (KNOWN, ["--today", "2026-12-31"], 0),
        (KNOWN, ["--today", "2027-01-01"], 1),
        (KNOWN, ["--no-exceptions"], 1),
        (KNOWN, ["--no-exceptions", "--select", "a*"], 1),
        (KNOWN, ["--no-exceptions", "--today", "2027-01-01"], 1),
        (GOOD + STALE, [], 0),
        (GOOD + STALE, ["--fail-on", "warning"], 1),
        (GOOD + STALE, ["--no-exceptions", "--fail-on", "note"], 0),
        (BAD, ["--select", "a*"], 1),
        (BAD, ["--select", "b"], 2),
    ],
)
def test_the_exit_code_says_clean_findings_or_unreadable(
    file: Path,
    text: str,
    options: list[str],
    code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file.write_text(text, encoding="utf-8")

    assert code == main(["check", str(file), *options])
    assert (code == 2) is (not capsys.readouterr().out)


def test_nothing_is_half_reported_where_one_file_cannot_be_read(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(GOOD, encoding="utf-8")

    assert 2 == main(["check", str(file), str(file.with_name("none.toml"))])
    said = capsys.readouterr()
    assert "" == said.out
    assert "none.toml" in said.err
    assert "Traceback" not in said.err


def test_every_file_that_cannot_be_read_is_named_at_once(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(UNKNOWN, encoding="utf-8")
    other = file.with_name("other.toml")
    other.write_text('format = 1\n[figures]\n"\\u202e" = "x"\n', encoding="utf-8")

    assert 2 == main(["check", str(file), str(other)])
    said = capsys.readouterr().err
    assert f"{file}:2:10: rule 'a = c' names 'c'" in said
    assert "other.toml:3:12" in said
    assert "\u202e" not in said


def test_misuse_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        [],
        ["check"],
        ["chekc", "a.toml"],
        ["check", "--lang", "fr", "a"],
        ["check", "--format", "pdf", "a"],
        ["check", "--today", "tomorrow", "a"],
        ["schema", "other"],
        ["explain", "a"],
        ["new"],
    ):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert 2 == left.value.code
    assert "usage" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])

    assert not left.value.code
    assert capsys.readouterr().out.startswith("budgetcheck 0.")


def test_json_is_for_programs(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(BAD, encoding="utf-8")
    main(["check", str(file), "--format", "json"])
    whole = json.loads(capsys.readouterr().out)

    assert 1 == whole["documents"][0]["summary"]["contradiction"]


def test_sarif_is_for_code_hosts(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(BAD, encoding="utf-8")

    assert 1 == main(["check", str(file), "--format", "sarif", "--lang", "zh"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    (result,) = run["results"]
    assert ("a = b", "error") == (result["ruleId"], result["level"])
    assert ("zh", version("budgetcheck")) == (
        run["language"],
        run["tool"]["driver"]["version"],
    )


@pytest.mark.parametrize(
    ("environment", "options", "words"),
    [
        ({"LANG": "zh_CN.UTF-8"}, [], "错误"),
        ({"LANG": "C", "LC_ALL": "zh_CN.UTF-8"}, [], "错误"),
        ({"LANG": "en_GB.UTF-8"}, [], "ERROR"),
        ({"LANG": "zh_CN.UTF-8"}, ["--lang", "en"], "ERROR"),
        ({}, ["--lang", "zh"], "错误"),
    ],
)
def test_it_speaks_the_language_of_its_user(
    file: Path,
    environment: dict[str, str],
    options: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    file.write_text(BAD, encoding="utf-8")
    main(["check", str(file), *options])

    assert words in capsys.readouterr().out


def run(
    *arguments: str | Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        (sys.executable, "-m", "budgetcheck", *arguments),
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )


def test_output_is_utf8_whatever_the_locale(file: Path) -> None:
    file.write_text(BAD, encoding="utf-8")
    done = run("check", file, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert 1 == done.returncode
    assert "预算.toml" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout


def test_a_closed_pipe_ends_it_quietly(file: Path) -> None:
    many = "\n".join(f"a{number} = 1" for number in range(3000))
    file.write_text(f"format = 1\n[figures]\n{many}\n", encoding="utf-8")
    with subprocess.Popen(
        (sys.executable, "-m", "budgetcheck", "check", file, "--format", "json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        error = process.stderr.read()

    assert b"" == error


def test_it_writes_to_whatever_stands_for_the_screen(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(GOOD, encoding="utf-8")
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)

    assert 0 == main(["check", str(file)])
    assert "exact 1" in screen.getvalue()


def test_colour_is_for_terminals_and_only_where_it_is_wanted(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(BAD, encoding="utf-8")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["check", str(file)])
    monkeypatch.setenv("NO_COLOR", "1")
    coloured = capsys.readouterr().out
    main(["check", str(file)])

    assert "\x1b[1;31m" in coloured
    assert "\x1b" not in capsys.readouterr().out


def test_exceptions_of_a_file_may_name_rules_of_another(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = tmp_path / "rules.toml"
    shared.write_text('format = 1\n[rules]\nshared = "a = b"\n', encoding="utf-8")
    known = '[exceptions]\nshared = "it was told"\n'
    text = f"format = 1\nfigures = {{a = 1, b = 3}}\nrules = ['a <= b']\n{known}"
    file.write_text(text, encoding="utf-8")

    assert 0 == main(["check", str(file), "--rules", str(shared)])
    assert "accepted: it was told" in capsys.readouterr().out
    assert 2 == main(["check", str(file)])
    assert "there is no rule 'shared'" in capsys.readouterr().err


def test_without_exceptions_none_is_accepted_and_none_is_stale(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = '"a <= b" = { reason = "it was told" }\n'
    rule = 'rules = ["a = b", "a <= b"]'
    text = KNOWN.replace('rules = ["a = b"]', rule) + more
    file.write_text(text, encoding="utf-8")
    found: dict[str, tuple[str, object, int]] = {}
    for options in ([], ["--no-exceptions"]):
        main(
            ["check", str(file), "--format", "json", "--today", "2026-06-30", *options]
        )
        (document,) = json.loads(capsys.readouterr().out)["documents"]
        one = document["results"][0]
        stale = len(document["stale_exceptions"])
        found["".join(options)] = (one["level"], one["exception"], stale)

    accepted = {"reason": "it was told", "until": "2026-12-31"}
    assert {
        "": ("note", accepted, 1),
        "--no-exceptions": ("error", None, 0),
    } == found


class TestSelecting:
    TWO = "format = 1\n[figures]\na = 1\nb = { value = 5, also = [9] }\n[rules]\n"
    TEXT = TWO + '"x.same" = "a = b"\n"x.order" = "a <= b"\n"y.own" = "a = a"\n'

    def results(
        self, file: Path, capsys: pytest.CaptureFixture[str], *options: str
    ) -> list[str]:
        file.write_text(self.TEXT, encoding="utf-8")
        main(["check", str(file), "--format", "json", *options])
        (document,) = json.loads(capsys.readouterr().out)["documents"]
        return [one["rule"] for one in document["results"]]

    def test_only_what_matches_is_checked(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for pattern, expected in {
            "x.*": ["x.same", "x.order"],
            "x.same": ["x.same"],
            "*.o*": ["x.order", "y.own"],
            "printings.*": ["printings.b"],
        }.items():
            assert expected == self.results(file, capsys, "--select", pattern)
        options = ("--select", "y.own", "--select", "x.same")
        assert ["x.same", "y.own"] == self.results(file, capsys, *options)

    def test_a_pattern_must_match_in_some_file(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(self.TEXT, encoding="utf-8")
        other = file.with_name("other.toml")
        other.write_text(GOOD, encoding="utf-8")

        assert 0 == main(["check", str(file), str(other), "--select", "y.*"])
        capsys.readouterr()
        patterns = ("--select", "z.*", "--select", "y.*", "--select", "q")
        assert 2 == main(["check", str(file), str(other), *patterns])
        said = capsys.readouterr()
        assert "" == said.out
        assert ["--select: no rule matches 'z.*'", "--select: no rule matches 'q'"] == (
            said.err.splitlines()
        )


class TestRulesOfOtherFiles:
    RULES = 'format = 1\n[rules]\n"shared.same" = "a = b"\n'
    FIGURES = "format = 1\n[figures]\na = 1\nb = 5\n"

    def test_they_are_checked_as_well(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(self.FIGURES, encoding="utf-8")
        shared = file.with_name("rules.toml")
        shared.write_text(self.RULES, encoding="utf-8")

        assert 0 == main(["check", str(file)])
        assert 1 == main(["check", str(file), "--rules", str(shared)])
        assert "shared.same" in capsys.readouterr().out

    def test_a_rule_that_is_the_same_stays_one(self, file: Path) -> None:
        file.write_text(BAD, encoding="utf-8")

        assert 1 == main(["check", str(file), "--rules", str(file)])

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (FIGURES, "it has no [rules]"),
            ('format = 1\nrules = ["a == b"]', "a == b"),
            ('format = 3\nrules = ["a = b"]', "format 3 is not known"),
            ('format = 1\nrules = { "a = b" = "a <= b" }', "given twice"),
        ],
    )
    def test_what_cannot_be_taken_from_there_is_exit_code_2(
        self, file: Path, text: str, words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(BAD, encoding="utf-8")
        shared = file.with_name("rules.toml")
        shared.write_text(text, encoding="utf-8")

        assert 2 == main(["check", str(file), "--rules", str(shared)])
        said = capsys.readouterr()
        assert "" == said.out
        assert words in said.err


class TestStandardInput:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (GOOD, 0),
            (BAD, 1),
            ('\n  {"format": 1, "rules": ["a = b"], "figures": {"a": 1, "b": 1}}', 0),
            ('\ufeff{"format": 1, "rules": ["a = b"], "figures": {"a": 1, "b": 5}}', 1),
            ("", 2),
            ('{"format": 1', 2),
        ],
    )
    def test_a_dash_reads_it_in_either_format(
        self,
        text: str,
        code: int,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        raw = io.BytesIO(text.encode())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw, encoding="utf-8"))

        assert code == main(["check", "-"])
        said = capsys.readouterr()
        assert "<stdin>" in (said.err if code == 2 else said.out)


class TestOutput:
    def test_the_report_goes_to_a_file(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(BAD, encoding="utf-8")
        place = file.with_name("report.txt")

        assert 1 == main(["check", str(file), "--output", str(place)])
        assert "" == capsys.readouterr().out
        assert "a = b" in place.read_text("utf-8")

    @pytest.mark.parametrize(
        ("name", "options", "beginning"),
        [
            ("report.html", [], "<!DOCTYPE html>"),
            ("report.json", [], '{\n  "budgetcheck"'),
            ("report.sarif", [], '{\n  "$schema"'),
            ("report.SARIF.json", [], '{\n  "$schema"'),
            ("report.md", [], "## `预算.toml`"),
            ("report.txt", [], "预算.toml: 2 figures"),
            ("json", [], "预算.toml: 2 figures"),
            ("report.json", ["--format", "text"], "预算.toml: 2 figures"),
            ("report.sarif", ["--format", "json"], '{\n  "budgetcheck"'),
        ],
    )
    def test_its_suffix_says_the_format_unless_one_is_asked_for(
        self,
        name: str,
        options: list[str],
        beginning: str,
        file: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.chdir(file.parent)
        file.write_text(BAD, encoding="utf-8")

        assert 1 == main(["check", file.name, "--output", name, *options])
        assert file.with_name(name).read_text("utf-8").startswith(beginning)

    def test_a_place_that_takes_none_is_exit_code_2(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(BAD, encoding="utf-8")
        place = file.with_name("none") / "report.txt"

        assert 2 == main(["check", str(file), "--output", str(place)])
        assert "cannot be written" in capsys.readouterr().err

    def test_it_is_left_alone_where_a_file_cannot_be_read(self, file: Path) -> None:
        place = file.with_name("report.txt")
        place.write_text("before", encoding="utf-8")

        assert 2 == main(["check", str(file), "--output", str(place)])
        assert "before" == place.read_text("utf-8")


class TestRules:
    def test_they_are_listed_with_title_level_and_source(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(
            """
            format = 1
            [rules]
            plain = "a = b"
            [rules.full]
            rule = "a <= b"
            level = "warning"
            title = { en = "In order", zh = "顺序" }
            source = "Act 7"
            note = "a remark"
            disabled = "an estimate"
            """,
            encoding="utf-8",
        )

        assert 0 == main(["rules", str(file)])
        said = capsys.readouterr().out
        for words in (
            "plain\n  a = b\n  Level if it fails: ERROR.",
            "In order  [full]\n  a <= b\n  Level if it fails: WARNING.",
            "Source: Act 7",
            "a remark",
            "Not applied: an estimate",
            ".toml:4",
        ):
            assert words in said
        assert 0 == main(["rules", str(file), "--lang", "zh"])
        assert "顺序" in capsys.readouterr().out

    def test_a_rule_is_explained_with_its_numbers_also_if_it_holds(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(GOOD, encoding="utf-8")

        assert 0 == main(["explain", "a = b", str(file)])
        said = capsys.readouterr().out
        assert "EXACT  a = b\n  1 = 1\n\n  Agrees as printed." in said
        assert ".toml:4" in said

    def test_a_rule_without_figures_is_explained_as_far_as_it_goes(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text('format = 1\nrules = { r = "a = b" }', encoding="utf-8")

        assert 0 == main(["explain", "r", str(file)])
        assert "There are no figures here" in capsys.readouterr().out
        assert 2 == main(["explain", "s", str(file)])
        assert "there is no rule 's'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["figures", "report"])
def test_a_schema_is_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["schema", name])
    assert "draft-07" in json.loads(capsys.readouterr().out)["$schema"]
