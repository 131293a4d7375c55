"""The command line on data frames: exit codes, files and what is told of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from jsonschema import Draft7Validator

from budgetcheck.cli import main
from budgetcheck.framing import _allotted
from budgetcheck.reports import frame_schema

RULES = """\
format = 1
decimals = 2
percent_decimals = 2

[columns]
"lines[*].share" = { null = "not_computable" }

[rules]
"line.share" = "lines[*].share = lines[*].basic / lines[*].total"
"dept.total" = "total = sum(lines[*].total)"

[rules."line.total"]
rule = "lines[*].total = lines[*].basic + lines[*].project"
title = { en = "A line adds up", zh = "各行相加" }
"""
LINES = {
    "id": [1, 2, 3, 4],
    "dept": ["a", "a", "b", "b"],
    "basic": [6080, 100, 0, 50],
    "project": [3754, 200, 0, 51],
    "total": [9834, 300, 0, 109],
    "share": [6183, 3333, None, 4587],
}
LONG = ("--by", "dept", "--key", "id")
ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "88")
    (tmp_path / "rules.toml").write_text(RULES, encoding="utf-8")
    pl.DataFrame(LINES).write_parquet("lines.parquet")
    totals = pl.DataFrame({"dept": ["a", "b"], "total": [10134, 110]})
    totals.write_parquet("totals.parquet")
    return tmp_path


@pytest.fixture
def mended(folder: Path) -> Path:
    right = {**LINES, "total": [9834, 300, 0, 101], "share": [6183, 3333, None, 4950]}
    pl.DataFrame(right).write_parquet(folder / "lines.parquet")
    totals = pl.DataFrame({"dept": ["a", "b"], "total": [10134, 101]})
    totals.write_parquet(folder / "totals.parquet")
    return folder


def asked(*options: str) -> int:
    given = ("--rules", "rules.toml", "--totals", "totals.parquet", *LONG)
    return main(["check-frame", "lines.parquet", *given, *options])


@ENGINES
def test_rows_and_documents_that_fail_are_told_by_rule(
    folder: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    assert 1 == asked("--engine", engine)
    assert (
        """\
lines.parquet: 4 rows, 2 documents, 3 rules

rule        exact  rounding  strained  contradiction  undefined  unchecked
line.share      3         0         0              0          1          0
line.total      3         0         0              1          0          0
dept.total      1         0         1              0          0          0

ERROR  A line adds up  [line.total]
  lines[*].total = lines[*].basic + lines[*].project

  dept  id  stated     recomputed  units apart
  b      4    1.09  ≠  1.01                 +8

errors 1, warnings 1, notes 0; of 10 checks: exact 7, strained 1, contradicted 1,
undefined 1
"""
        == capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "note"), 1),
        (("--format", "json"), 1),
        (("--limit", "0"), 1),
        (("--column", "lines[*].total=basic"), 1),
        (("--column", "lines[*].totl=total"), 2),
        (("--key", "nobody"), 2),
        (("--by", "nobody"), 2),
        (("--total-rows", "kind=total"), 2),
        (("--format", "text", "--output", "none/report.txt"), 2),
        (("--output", "report.html"), 2),
        (("--failures", "failures.xlsx"), 2),
        (("--failures", "none/failures.csv"), 2),
        (("--totals", "none.parquet"), 2),
        (("--rules", "none.toml"), 2),
        (("--unit", ""), 2),
    ],
)
def test_the_exit_code_says_clean_findings_or_misuse(
    folder: Path,
    options: Sequence[str],
    code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert folder.is_dir()
    assert code == asked(*options)
    said = capsys.readouterr()
    assert (code == 2) is (not said.out)
    assert (code == 2) is bool(said.err)
    assert "Traceback" not in said.err


@ENGINES
@pytest.mark.parametrize("name", ["none.parquet", "no data.parquet", "lines.xlsx"])
def test_a_file_that_cannot_be_read_is_named(
    folder: Path, engine: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "no data.parquet").write_text("none")

    given = (name, "--rules", "rules.toml", "--engine", engine)
    assert 2 == main(["check-frame", *given])
    said = capsys.readouterr()
    assert "" == said.out
    assert said.err.startswith(name)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("lines.parquet",),
        ("lines.parquet", "--rules", "r.toml", "--limit", "-1"),
        ("lines.parquet", "--rules", "r.toml", "--column", "total"),
        ("lines.parquet", "--rules", "r.toml", "--format", "html"),
        ("lines.parquet", "--rules", "r.toml", "--engine", "pandas"),
    ],
)
def test_misuse_is_exit_code_2(
    arguments: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["check-frame", *arguments])

    assert 2 == left.value.code
    assert "usage" in capsys.readouterr().err


@ENGINES
@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_all_rows_that_fail_are_written_to_a_file(
    folder: Path, engine: str, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / f"failures{suffix}"
    options = ("--failures", file.name, "--engine", engine, "--fail-on", "note")

    assert 1 == asked(*options, "--limit", "1")
    read = pl.read_parquet if suffix == ".parquet" else pl.read_csv
    rows = read(file).sort("rule", descending=True).to_dicts()
    numbers = ("rule", "verdict", "residual", "dept", "id")
    assert [
        ("line.total", "CONTRADICTION", 8, "b", 4),
        ("dept.total", "STRAINED", 1, "b", None),
    ] == [tuple(one[name] for name in numbers) for one in rows]
    assert f"All 2 are in {file.name}." in capsys.readouterr().out
    assert [file] == [one for one in folder.iterdir() if "failures" in one.name]


@ENGINES
def test_the_file_is_there_when_nothing_fails(mended: Path, engine: str) -> None:
    assert 0 == asked("--failures", "none.csv", "--engine", engine)
    head, *rows = (mended / "none.csv").read_text(encoding="utf-8").splitlines()
    assert "dept,id,rule,verdict,stated,recomputed,residual" == head
    assert [] == rows


@ENGINES
def test_json_keeps_its_schema(
    folder: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    options = ("--format", "json", "--fail-on", "note", "--engine", engine)
    assert 1 == asked(*options)
    whole = json.loads(capsys.readouterr().out)
    Draft7Validator(frame_schema()).validate(whole)

    assert (4, 2, 2) == (whole["rows"], whole["documents"], whole["failing"])
    assert {"error": 1, "warning": 1, "note": 0} == whole["levels"]
    first, second = whole["failures"]
    assert ({"dept": "b", "id": 4}, "8") == (first["key"], first["residual"])
    assert ({"dept": "b"}, "1.10", "1.09", "warning") == (
        second["key"],
        second["stated"],
        second["recomputed"],
        second["level"],
    )
    assert set(frame_schema()["required"]) == set(whole)


def test_markdown_is_for_pull_requests(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    options = ("--output", "report.md", "--failures", "failures.csv")
    assert 1 == asked(*options, "--fail-on", "note", "--limit", "1")
    text = (folder / "report.md").read_text(encoding="utf-8")

    assert "" == capsys.readouterr().out
    assert "### ERROR: A line adds up\n\n`line.total`\n" in text
    assert "- `dept b`, `id 4`: `1.09 ≠ 1.01` (+8)" in text
    assert "### WARNING: `dept.total`" in text
    assert "- … and 1 more" in text
    assert text.endswith("All 2 are in `failures.csv`.\n")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_is_clean_is_told_so(
    mended: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mended.is_dir()
    assert 0 == asked("--format", form)
    assert "No row fails at this level (error)." in capsys.readouterr().out
    assert 0 == asked("--format", form, "--fail-on", "note")
    assert "Nothing disagrees." in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_reports_speak_chinese(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    assert 1 == asked("--lang", "zh", "--format", form)
    said = capsys.readouterr().out
    assert "4行，2份文档，3条规则" in said
    assert "各行相加" in said


@ENGINES
def test_totals_may_be_rows_of_the_same_file(
    folder: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = (
        'format = 1\ndecimals = 2\nrules = { same = "total = sum(lines[*].total)" }\n'
    )
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    rows = {"dept": [1, 1, 1], "kind": [0, 0, 9], "total": [100, 200, 310]}
    pl.DataFrame(rows).write_parquet("rows.parquet")
    given = ("rows.parquet", "--rules", "rules.toml", "--by", "dept")

    assert 1 == main(
        ["check-frame", *given, "--total-rows", "kind=9", "--engine", engine]
    )
    assert "     1    3.10  ≠  3.00                +10\n" in capsys.readouterr().out


@ENGINES
def test_rows_without_a_key_are_told_by_their_number(
    folder: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rules.toml").write_text(
        'format = 1\ndecimals = 1\nrules = { same = "total >= part" }\n'
    )
    rows = {"row": ["x", "y"], "total": [12, 10], "part": [12, 25]}
    pl.DataFrame(rows).write_parquet("rows.parquet")
    given = ("rows.parquet", "--rules", "rules.toml", "--engine", engine)

    assert 1 == main(["check-frame", *given])
    said = capsys.readouterr().out
    assert "rows.parquet: 2 rows, 1 rules" in said
    assert "  _row  stated     recomputed  units apart\n" in said
    assert "     2     1.0  <  2.5                 -15\n" in said


def test_arrow_files_are_read_by_polars_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    pl.DataFrame(LINES).write_ipc("lines.arrow")
    given = ("--rules", "rules.toml", "--totals", "totals.parquet", *LONG)

    assert 1 == main(["check-frame", "lines.arrow", *given])
    assert 2 == main(["check-frame", "lines.arrow", *given, "--engine", "duckdb"])
    assert "one of .parquet, .csv, .tsv" in capsys.readouterr().err


@ENGINES
def test_totals_are_joined_whatever_type_their_names_have(
    folder: Path, engine: str
) -> None:
    assert folder.is_dir()
    pl.DataFrame({**LINES, "dept": [1, 1, 2, 2]}).write_parquet("lines.parquet")
    totals = pl.DataFrame({"dept": ["1", "2"], "total": [10134, 109]})
    totals.write_parquet("totals.parquet")

    assert 1 == asked("--engine", engine, "--fail-on", "error")


def test_an_engine_that_is_not_installed_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    monkeypatch.setattr("budgetcheck.opening.find_spec", lambda _: None)

    assert 2 == asked()
    assert 'pip install "budgetcheck[frames]" polars' in capsys.readouterr().err
    assert 2 == asked("--engine", "duckdb")
    assert 'pip install "budgetcheck[frames]" duckdb pyarrow' in capsys.readouterr().err


def test_rules_share_the_rows_that_are_told() -> None:
    assert {"a": 5, "b": 2, "c": 5} == _allotted({"a": 100, "b": 2, "c": 100}, 12)
    assert {"a": 1, "b": 1, "c": 0} == _allotted({"a": 9, "b": 9, "c": 9}, 2)
    assert {"a": 2, "b": 0} == _allotted({"a": 2, "b": 0}, 20)


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["schema", "frame-report"])
    assert frame_schema() == json.loads(capsys.readouterr().out)


@ENGINES
def test_figures_of_csv_are_read_as_they_are_printed(
    folder: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = 'code,dept,total,part\n001,a,"1,098.50",98.5\n002,a,3.00,3.01\n'
    (folder / "lines.csv").write_text(rows, encoding="utf-8")
    (folder / "totals.tsv").write_text("dept\ttotal\na\t1101.50\n", encoding="utf-8")
    (folder / "rules.toml").write_text(
        "format = 1\ndecimals = 2\n[rules]\n"
        'line = "lines[*].total = lines[*].part"\n'
        'dept = "total = sum(lines[*].total)"\n'
    )
    given = ("--rules", "rules.toml", "--totals", "totals.tsv", "--key", "code")
    options = ("--by", "dept", "--engine", engine, "--fail-on", "note")

    assert 1 == main(["check-frame", "lines.csv", *given, *options])
    assert (
        """\
  dept  code   stated     recomputed  units apart  verdict
  a     001   1098.50  ≠  98.50          +100,000  contradiction
  a     002      3.00  ≈  3.01                 -1  strained
"""
        in capsys.readouterr().out
    )


@ENGINES
def test_totals_are_rows_by_a_truth_as_well(
    folder: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = 'format = 1\nrules = { same = "total = sum(lines[*].total)" }\n'
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    rows = {"dept": [1, 1, 1], "is_total": [False, False, True], "total": [1, 2, 3]}
    pl.DataFrame(rows).write_parquet("rows.parquet")
    given = ("rows.parquet", "--rules", "rules.toml", "--by", "dept")
    which = ("--total-rows", "is_total=true", "--engine", engine)

    assert 0 == main(["check-frame", *given, *which])
    assert "2 rows, 1 documents, 1 rules" in capsys.readouterr().out


def test_totals_want_to_know_what_tells_documents_apart(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    given = ("--rules", "rules.toml", "--totals", "totals.parquet")

    assert 2 == main(["check-frame", "lines.parquet", *given])
    assert "give --by COLUMN as well" in capsys.readouterr().err


@ENGINES
@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_a_file_that_cannot_be_written_is_told(
    folder: Path, engine: str, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / f"failures{suffix}").mkdir()

    assert 2 == asked("--failures", f"failures{suffix}", "--engine", engine)
    assert f"failures{suffix} cannot be written: " in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_rows_are_counted_where_none_is_to_be_told(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    assert 1 == asked("--limit", "0", "--format", form)
    assert "… and 1 more" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_rule_may_be_told_by_its_notation_alone(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rules.toml").write_text('format = 1\nrules = ["total = part"]\n')
    pl.DataFrame({"total": [1], "part": [5]}).write_parquet("rows.parquet")
    given = ("rows.parquet", "--rules", "rules.toml", "--format", form)

    assert 1 == main(["check-frame", *given])
    assert 2 == capsys.readouterr().out.count("total = part")


def test_the_codes_of_a_tree_are_a_column_that_a_rule_names(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rules.toml").write_text(
        "format = 1\n[columns]\n"
        '"lines[*].code" = "code"\n"lines[*].actual" = "spent"\n'
        '[rules]\ntree = "tree(lines[*].actual by code)"\n'
    )
    rows = {"dept": [1, 1], "code": ["208", "20801"], "spent": [9, 5]}
    pl.DataFrame(rows).write_parquet("rows.parquet")
    given = ("rows.parquet", "--rules", "rules.toml", "--by", "dept")

    assert 1 == main(["check-frame", *given])
    assert (
        "     1    1       9  ≠  5                    +4\n" in capsys.readouterr().out
    )
