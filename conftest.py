"""Every example in README.md, docs/, examples/ and the docstrings is a test (Sybil).

In a `console` block, each `$ budgetcheck …` line is run, with this folder as the
working directory, and must print exactly what stands below it. `$ python3 dev.py
demo` stands for the command that it runs, `$ cat FILE` shows a file and
`$ echo $?` the last exit code; other commands are for people and are not run.
"""

import importlib
import io
import os
import shlex
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from doctest import ELLIPSIS
from pathlib import Path
from unittest.mock import patch

from dev import DEMO
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

ROOT = Path(__file__).resolve().parent

# Tests of our own plugin run pytest in pytest.
pytest_plugins = ["pytester"]


class ConsoleParser(CodeBlockParser):
    """Runs the commands of a `console` block and compares what they print."""

    language = "console"

    def evaluate(self, example: Example) -> str | None:
        """Return what differs, or None."""
        code = 0
        for command, expected in _commands(str(example.parsed)):
            is_demo = command == "python3 dev.py demo"
            words = [*DEMO] if is_demo else shlex.split(command)
            if words[0] == "budgetcheck":
                code, printed = _run(words[1:])
            elif words[0] == "cat":
                printed = (ROOT / words[1]).read_text(encoding="utf-8")
            elif words == ["echo", "$?"]:
                printed = str(code)
            else:
                continue
            if printed.rstrip("\n") != expected.rstrip("\n"):
                return f"$ {command}\nprints\n{printed}\nand not\n{expected}"
        return None


def _commands(block: str) -> Iterator[tuple[str, str]]:
    for part in f"\n{block}".split("\n$ ")[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected


def _run(arguments: list[str]) -> tuple[int, str]:
    main = importlib.import_module("budgetcheck.cli").main
    screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with (
        chdir(ROOT),
        patch.dict(os.environ, {"COLUMNS": "88", "LC_ALL": "C.UTF-8"}),
        redirect_stdout(screen),
        redirect_stderr(screen),
    ):
        try:
            code = main(arguments)
        except SystemExit as left:
            code = left.code
    screen.seek(0)
    return int(code or 0), screen.read()


MARKDOWN = (
    PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
    ConsoleParser(),
    SkipParser(),
)

pytest_collect_file = SybilCollection(
    [
        Sybil(MARKDOWN, patterns=["README.md"], excludes=["*/README.md"]),
        Sybil(MARKDOWN, path="docs", patterns=["*.md"]),
        Sybil(MARKDOWN, path="examples", patterns=["*.md"]),
        Sybil(
            [DocTestParser(optionflags=ELLIPSIS)],
            path="src/budgetcheck",
            patterns=["*.py"],
        ),
    ]
).pytest()
