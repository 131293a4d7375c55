"""The examples: a script for pipelines, run as a pipeline runs it, and their list."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPT = EXAMPLES / "etl_check.py"
TABLE = EXAMPLES / "uganda-2019-programmes.csv"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", SCRIPT, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def broken(folder: Path, old: str, new: str) -> Path:
    text = TABLE.read_text(encoding="utf-8")
    file = folder / "broken.csv"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    assert old in text

    return file


def test_the_published_table_is_loaded_with_a_warning() -> None:
    done = run()

    assert (0, "") == (done.returncode, done.stderr)
    assert "WARNING execution.line @ lines[3]" in done.stdout
    assert done.stdout.endswith(": 20 checks: rounding 2, exact 18\n")


def test_what_it_prints_is_what_its_page_shows() -> None:
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")

    assert f"$ python3 examples/etl_check.py\n{run().stdout}```" in page


def test_a_misread_cell_stops_the_job(tmp_path: Path) -> None:
    done = run(broken(tmp_path, ",3.66,", ",6.36,"))

    errors = [one for one in done.stdout.splitlines() if one.startswith("ERROR")]

    assert (1, "") == (done.returncode, done.stderr)
    assert [
        "ERROR spent.total",
        "ERROR spent.within @ lines[0]",
        "ERROR execution.line @ lines[0]",
    ] == errors


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (",3.66,", ",l.66,", "lines[0].spent: cannot read 'l.66' as a figure"),
        ("execution", "rate", "'lines[0].execution'"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    done = run(broken(tmp_path, old, new))

    assert (2, "") == (done.returncode, done.stdout)
    assert problem in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run(tmp_path / "absent.csv")

    assert 2 == done.returncode
    assert done.stderr.startswith("absent.csv: ")


def test_every_example_is_on_the_page() -> None:
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    names = [
        one.name for one in EXAMPLES.iterdir() if one.suffix in {".csv", ".py", ".toml"}
    ]

    assert [] == [name for name in names if f"`{name}`" not in page]


def test_the_table_of_the_script_is_the_one_of_the_figures_file() -> None:
    figures = (EXAMPLES / "uganda-2019.toml").read_text(encoding="utf-8")
    head, *lines, _ = TABLE.read_text(encoding="utf-8").splitlines()

    assert "code,name,approved,released,spent,execution" == head
    for line in lines:
        code = line.partition(",")[0]
        approved, released, spent, execution = line.rsplit(",", 4)[1:]
        _, _, group = figures.partition(f"[figures.programmes.{code}]\n")

        assert f"approved = {approved}\nreleased = {released}\n" in group[:200]
        assert f"spent = {spent}\n" in group[:200]
        assert f'spent_share = "{execution}"\n' in group[:300]
