"""Pages are followed as a reader follows them, and what differs is told."""

from __future__ import annotations

from pathlib import Path
from unittest import SkipTest

import pytest
from sybil import Document
from sybil.parsers.markdown import CodeBlockParser
from tests import pages

FILE = """
```toml
# file: data/a.toml
format = 1
[figures]
a = 1
b = 1
```

```toml
# add to data/a.toml
[rules]
same = "a = b"
```

<!-- file: rows.csv -->

```text
code,a
```
"""


def console(command: str, printed: str = "") -> str:
    return f"\n```console\n$ {command}\n{printed}```\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "page"
    made.mkdir()
    return made


def follow(text: str, folder: Path) -> str:
    """Follow a page in a folder; return what differs first."""
    page = folder.parent / "page.md"
    page.write_text(text, encoding="utf-8")
    run = CodeBlockParser("console", pages.differences)
    document = Document.parse(str(page), pages.written_files, run)
    document.namespace[pages.FOLDER] = folder
    try:
        for example in document:
            example.evaluate()
    except AssertionError as failure:
        return str(failure)
    return ""


def test_files_are_written_as_the_page_has_them(folder: Path) -> None:
    assert "" == follow(FILE, folder)
    assert (folder / "data" / "a.toml").read_text("utf-8").endswith('same = "a = b"\n')
    assert "code,a\n" == (folder / "rows.csv").read_text("utf-8")


def test_what_a_command_prints_otherwise_is_told(folder: Path) -> None:
    command = "budgetcheck check data/a.toml --select other"
    told = follow(FILE + console(command, "all is well\n"), folder)

    assert f"$ {command}\nprints\n" in told
    assert "and not\nall is well" in told


def test_an_exit_code_is_told(folder: Path) -> None:
    unreadable = "budgetcheck check b.toml --output c.html"
    said = "b.toml cannot be read:\nb.toml: No such file or directory\n"
    exit_code = console(unreadable, f"{said}$ echo $?\n2\n")

    assert "" == follow(FILE + exit_code, folder)
    assert "prints\n2\nand not\n0" in follow(
        FILE + exit_code.replace("\n2\n", "\n0\n"), folder
    )


def test_what_is_printed_may_go_to_a_file(folder: Path) -> None:
    printed = console("budgetcheck schema figures > schema.json")

    assert "" == follow(FILE + printed, folder)
    assert (folder / "schema.json").read_text("utf-8").startswith("{")


def test_a_program_that_is_not_there_is_skipped_with_a_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SkipTest, match="there is no node on this machine"):
        follow(FILE + console("node a.mjs"), folder)


def test_what_people_do_is_not_run(folder: Path) -> None:
    assert "" == follow(FILE + console("rm -r data", "never printed\n"), folder)
    assert (folder / "data").is_dir()
