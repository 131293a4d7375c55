"""The command line: which figure is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetcheck.cli import main

SWAPPED = """\
format = 1
unit = "万元"
decimals = 2
[figures]
total = 98.43
basic = 60.80
project = 37.54
share = "61.83%"
[rules]
total = "total = basic + project"
share = "share = basic / total"
"""
CLASHING = SWAPPED.replace("98.43", "98.34").replace("37.54", "37.55")
HELD = SWAPPED.replace("98.43", "98.34")
ACCEPTED = '[exceptions]\ntotal = { reason = "told" }\nshare = { reason = "told" }\n'
ONE = "One figure explains these 2 findings: total, printed 98.43万元, should read"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "预算.toml"


class TestDiagnosis:
    def said(self, capsys: pytest.CaptureFixture[str]) -> str:
        return " ".join(capsys.readouterr().out.split())

    @pytest.mark.parametrize(
        ("text", "options", "code", "examined"),
        [
            (SWAPPED, [], 1, True),
            (SWAPPED, ["--diagnosis", "never"], 1, False),
            (HELD, [], 0, False),
            (HELD, ["--diagnosis", "always"], 0, True),
            (CLASHING, [], 0, False),
            (CLASHING, ["--diagnosis", "always"], 1, True),
            (SWAPPED + ACCEPTED, [], 0, False),
            (SWAPPED + ACCEPTED, ["--no-exceptions"], 1, True),
        ],
    )
    def test_a_file_is_diagnosed_where_a_rule_fails_or_always_or_never(
        self,
        text: str,
        options: list[str],
        code: int,
        *,
        examined: bool,
        file: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        file.write_text(text, encoding="utf-8")

        assert code == main(["check", str(file), *options])
        said = self.said(capsys)
        assert examined == ("and then all of them together" in said)
        assert (text == SWAPPED and examined) <= (ONE in said)

    def test_rules_of_another_file_take_part(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(SWAPPED, encoding="utf-8")
        more = file.with_name("more.toml")
        more.write_text('format = 1\n[rules]\nrest = "project <= 37.54万元"\n', "utf-8")

        assert 1 == main(["check", str(file), "--rules", str(more), "--select", "t*"])
        assert "One of these 3 figures is wrong" in self.said(capsys)
        assert 1 == main(["check", str(file), "--rules", str(more)])
        assert ONE in self.said(capsys)


class TestDiagnose:
    @pytest.mark.parametrize(
        ("text", "options", "code"),
        [
            (SWAPPED, [], 1),
            (CLASHING, [], 1),
            (HELD, [], 0),
            (SWAPPED + ACCEPTED, [], 0),
            (SWAPPED + ACCEPTED, ["--no-exceptions"], 1),
            (SWAPPED, ["--select", "share", "--format", "json"], 1),
            (SWAPPED, ["--select", "nothing"], 2),
            (SWAPPED, ["--trust", "total"], 1),
            (SWAPPED, ["--trust", "nowhere"], 2),
            (SWAPPED, ["--trust", "no where"], 2),
            (SWAPPED, ["--seconds", "0.5"], 1),
            (SWAPPED, ["--seconds", "1e-9"], 1),
            ("format = ", [], 2),
        ],
    )
    def test_the_exit_code_says_whether_anything_is_wrong(
        self, text: str, options: list[str], code: int, file: Path
    ) -> None:
        file.write_text(text, encoding="utf-8")

        assert code == main(["diagnose", str(file), *options])

    @pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "inf"])
    def test_a_time_that_is_none_is_misuse(
        self, seconds: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as left:
            main(["diagnose", "a.toml", f"--seconds={seconds}"])

        assert 2 == left.value.code
        assert "is no number of seconds: write 30" in capsys.readouterr().err

    def test_it_says_where_the_time_did_not_suffice(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(SWAPPED, encoding="utf-8")
        main(["diagnose", str(file), "--seconds", "1e-9"])

        assert "could not be settled" in " ".join(capsys.readouterr().out.split())

    def test_who_is_trusted_is_no_suspect(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(SWAPPED, encoding="utf-8")
        main(["diagnose", str(file), "--trust", "total", "--format", "json"])
        (document,) = json.loads(capsys.readouterr().out)["documents"]
        answers = [one for cause in document["diagnoses"] for one in cause["answers"]]
        suspects = {one["path"] for answer in answers for one in answer["suspects"]}

        assert suspects
        assert "total" not in suspects

    def test_a_path_that_no_file_has_is_named(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(SWAPPED, encoding="utf-8")
        main(["diagnose", str(file), "--trust", "totl"])

        assert "--trust: no file has a figure 'totl'" in capsys.readouterr().err

    def test_the_file_stays_as_it_is(self, file: Path) -> None:
        file.write_text(SWAPPED, encoding="utf-8")
        report = file.with_name("report.json")

        assert 1 == main(["diagnose", str(file), "--output", str(report)])
        assert SWAPPED == file.read_text("utf-8")
        (document,) = json.loads(report.read_text("utf-8"))["documents"]
        assert "yes" == document["examined"]

    def test_a_place_that_takes_no_report_is_exit_code_2(self, file: Path) -> None:
        file.write_text(SWAPPED, encoding="utf-8")
        place = file.with_name("none") / "report.txt"

        assert 2 == main(["diagnose", str(file), "--output", str(place)])
