"""What a page asks its reader to do: files to write, and commands to run.

A block is a file where `# file: NAME` or `// file: NAME` is its first line; above one
that may have no such line stands `<!-- file: NAME -->`. It is written into a folder of
the page's own, where the commands below it are run. `# add to NAME` adds to a file.
"""

from __future__ import annotations

import importlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from unittest import SkipTest
from unittest.mock import patch

from dev import DEMO
from sybil import Document, Example, Region

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "folder_of_page"
WRITTEN = re.compile(
    r"^(?:<!-- file: (?P<above>\S+) -->\n+```\w+\n"
    r"|```\w+\n(?=(?:#|//) (?:file:|(?P<more>add to)) (?P<inside>\S+)\n))"
    r"(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
SCREEN = {"COLUMNS": "88", "LC_ALL": "C.UTF-8"}
# How long pytest took.
SECONDS = re.compile(r"in \d+\.\d+s")
# Programs of other projects, which a machine may have or not.
PROGRAMS = ("go", "jq", "node")


def written_files(document: Document) -> Iterator[Region]:
    """Find the blocks that are files; each is written when its turn comes."""
    for found in WRITTEN.finditer(document.text):
        name = found["above"] or found["inside"]
        mode = "a" if found["more"] else "w"
        parsed = (name, mode, found["text"])
        yield Region(found.start(), found.end(), parsed, _write)


def is_file(region: Region) -> bool:
    """Say whether a block of Python is a file, and not run where it stands."""
    return str(region.parsed).startswith("# file: ")


def differences(example: Example) -> str | None:
    """Run the commands of a block; say what they print otherwise than it, or None."""
    folder: Path = example.namespace[FOLDER]
    # A page without files is read in a clone of the repository.
    place = folder if any(folder.iterdir()) else ROOT
    code = 0
    for command, expected in _commands(str(example.parsed)):
        done = _done(command, place, code)
        if done is None:
            continue
        code, printed = done
        if printed.rstrip("\n") != expected.rstrip("\n"):
            return f"$ {command}\nprints\n{printed}\nand not\n{expected}"
    return None


def _write(example: Example) -> None:
    name, mode, text = example.parsed
    file = Path(example.namespace[FOLDER], name)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open(mode, encoding="utf-8") as opened:
        opened.write(text)


def _commands(block: str) -> Iterator[tuple[str, str]]:
    for part in f"\n{block}".split("\n$ ")[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected


def _done(command: str, place: Path, code: int) -> tuple[int, str] | None:
    words = shlex.split(command)
    if words[:3] == ["python3", "dev.py", "demo"]:
        words = [*DEMO, *words[3:]]
    if words[0] == "cat":
        return 0, (place / words[1]).read_text(encoding="utf-8")
    if words == ["echo", "$?"]:
        return code, str(code)
    if words[0] == "budgetcheck" and place == ROOT:
        return _budgetcheck(words[1:], place)
    if place == ROOT:
        return None
    if words[-2:-1] == [">"]:
        done = _program(words[:-2], place)
        (place / words[-1]).write_text(done[1] if done else "", encoding="utf-8")
        return done and (done[0], "")
    return _program(words, place)


def _program(words: list[str], place: Path) -> tuple[int, str] | None:
    if words[0] == "budgetcheck":
        return _budgetcheck(words[1:], place)
    if words[0] == "python":
        return _process([sys.executable, *words[1:]], place)
    if words[0] == "spark-submit":
        if not find_spec("pyspark"):
            message = "PySpark is not installed"
            raise SkipTest(message)
        # It tells its own story on the error stream.
        return _process([sys.executable, *words[1:]], place, subprocess.DEVNULL)
    if words[0] in PROGRAMS:
        if not shutil.which(words[0]):
            message = f"there is no {words[0]} on this machine"
            raise SkipTest(message)
        return _process(words, place)
    if words[:2] == ["pip", "install"] and words[2].startswith("./"):
        _install(place / words[2], place / "site")
    return None


def _install(project: Path, site: Path) -> None:
    """Leave in a folder what pip would: modules, and what their package declares."""
    told = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
    shutil.copytree(project / "src", site)
    information = site / f"{told['name'].replace('-', '_')}-{told['version']}.dist-info"
    information.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {told['name']}\n"
    (information / "METADATA").write_text(f"{metadata}Version: {told['version']}\n")
    points = ConfigParser()
    points.read_dict(told["entry-points"])
    with (information / "entry_points.txt").open("w", encoding="utf-8") as file:
        points.write(file)


def _process(
    words: list[str], place: Path, errors: int = subprocess.STDOUT
) -> tuple[int, str]:
    paths = [str(place / "site"), os.environ.get("PYTHONPATH", "")]
    given = {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONUTF8": "1"}
    done = subprocess.run(
        words,
        cwd=place,
        env={**os.environ, **SCREEN, **given},
        stdout=subprocess.PIPE,
        stderr=errors,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, SECONDS.sub("in 0.05s", done.stdout)


def _budgetcheck(arguments: list[str], place: Path) -> tuple[int, str]:
    if (place / "site").exists():  # Entry points are known to a new process.
        return _process([sys.executable, "-m", "budgetcheck", *arguments], place)
    main = importlib.import_module("budgetcheck.cli").main
    screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with (
        chdir(place),
        patch.dict(os.environ, SCREEN),
        redirect_stdout(screen),
        redirect_stderr(screen),
    ):
        try:
            code = main(arguments)
        except SystemExit as left:
            code = left.code
    screen.seek(0)
    return int(code or 0), screen.read()
