"""The command line: exit codes, streams and languages."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from budgetcheck.cli import main

GOOD = 'format = 1\nrules = ["a = b"]\n[figures]\na = 1\nb = 1\n'
BAD = 'format = 1\nrules = ["a = b"]\n[figures]\na = 1\nb = 5\n'
NEAR = (
    'format = 1\ndecimals = 2\nrules = ["a + a = b"]\n[figures]\na = 1.00\nb = 2.01\n'
)
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
    assert f"{file}: rule 'a = c' names 'c'" in said
    assert "other.toml:3:12" in said
    assert "\u202e" not in said


def test_misuse_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        [],
        ["check"],
        ["chekc", "a.toml"],
        ["check", "--lang", "fr", "a"],
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
