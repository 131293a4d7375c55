"""Every example in README*.md, docs/, examples/ and the docstrings is a test (Sybil).

In a `console` block, each `$ budgetcheck …` line is run and must print exactly what
stands below it. A page that has its reader write files (`tests/pages.py`) is read in
a folder of its own, and any other in this one. `$ python3 dev.py demo` (and what
follows it) stands for the command that it runs, `$ cat FILE` shows a file and `$ echo
$?` the last exit code. In a folder of its own, Python, node, jq and go are run as
well; other commands are for people and are not run.
"""

from collections.abc import Iterable
from doctest import ELLIPSIS
from pathlib import Path

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection
from tests.pages import FOLDER, differences, is_file, written_files

# Tests of our own plugin run pytest in pytest.
pytest_plugins = ["pytester"]


@pytest.fixture(scope="module", name=FOLDER)
def folder_of_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder in which the reader of a page follows it."""
    return tmp_path_factory.mktemp("page")


class PythonParser(PythonCodeBlockParser):
    """Runs the blocks of Python that are no files."""

    def __call__(self, document: Document) -> Iterable[Region]:
        """Find them."""
        return (one for one in super().__call__(document) if not is_file(one))


class ConsoleParser(CodeBlockParser):
    """Runs the commands of a `console` block and compares what they print."""

    language = "console"

    def evaluate(self, example: Example) -> str | None:
        """Return what differs, or None."""
        return differences(example)


MARKDOWN = (
    written_files,
    PythonParser(doctest_optionflags=ELLIPSIS),
    ConsoleParser(),
    SkipParser(),
)
PAGE = (FOLDER,)

pytest_collect_file = SybilCollection(
    [
        Sybil(
            MARKDOWN, patterns=["README*.md"], excludes=["*/README.md"], fixtures=PAGE
        ),
        Sybil(MARKDOWN, path="docs", patterns=["*.md"], fixtures=PAGE),
        Sybil(MARKDOWN, path="examples", patterns=["*.md"], fixtures=PAGE),
        Sybil(
            [DocTestParser(optionflags=ELLIPSIS)],
            path="src/budgetcheck",
            patterns=["*.py"],
        ),
    ]
).pytest()
