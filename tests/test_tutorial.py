"""The tutorial on pytest shows what a new user's folder holds, and what is printed."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tutorial" / "pytest.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"# (file:|add to) (\S+)\n")
SECONDS = re.compile(r"in \d+\.\d+s")
# pytest prints more where it sees that it runs in CI.
NEEDED = (
    "PATH",
    "PYTHONPATH",
    "PYTEST_PLUGINS",
    "SYSTEMROOT",
    "COVERAGE_PROCESS_START",
)


def commands(block: str) -> Iterator[tuple[str, str]]:
    for part in f"\n{block}".split("\n$ ")[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed.rstrip("\n")


def run(command: str, folder: Path) -> str:
    if command.startswith("pytest "):
        words = (sys.executable, "-m", *command.split())
        environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
        done = subprocess.run(
            words,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            env=environment | {"PYTHONUTF8": "1"},
            check=False,
        )
        return SECONDS.sub("in 0.05s", (done.stdout + done.stderr).rstrip("\n"))
    # The one other command that changes anything.
    _, change, name = re.split(r" -i | (?=data)", command)
    _, old, new, _ = change.strip('"').split("/")
    file = folder / name
    text = re.sub(old, new, file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(text, "utf-8")
    return ""


@pytest.mark.skipif(not PAGE.exists(), reason="no pages here")
def test_the_tutorial_shows_what_is_printed(tmp_path: Path) -> None:
    shown: list[tuple[str, str]] = []
    printed: list[tuple[str, str]] = []
    for language, block in BLOCK.findall(PAGE.read_text("utf-8")):
        named = NAMED.match(block)
        if named:
            file = tmp_path / named[2]
            file.parent.mkdir(exist_ok=True)
            before = file.read_text("utf-8") if named[1] == "add to" else ""
            file.write_text(before + block, "utf-8")
        elif language == "console":
            told = [
                one for one in commands(block) if one[0][:6] in {"pytest", "sed -i"}
            ]
            shown += told
            printed += [(command, run(command, tmp_path)) for command, _ in told]

    assert printed == shown
    assert len(shown) > 4
