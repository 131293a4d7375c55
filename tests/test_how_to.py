"""The page on testing with Hypothesis shows what a process of its own prints.

Which example Hypothesis ends with depends on what else is imported, so that these
examples are skipped where all the others are run.
"""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "how-to" / "test-your-own-code.md"
PINNED = f"hypothesis=={version('hypothesis')}\n"
# Hypothesis prints more where it sees that it runs in CI.
NEEDED = ("PATH", "PYTHONPATH", "SYSTEMROOT")
RUN = """
import doctest, io, sys
sys.stdin = io.TextIOWrapper(sys.stdin.buffer, "utf-8")
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, "utf-8")
text = sys.stdin.read().replace("```python", "").replace("```", "")
test = doctest.DocTestParser().get_doctest(text, {}, "page", None, 0)
runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
runner.run(test)
print(runner.summarize(verbose=False))
"""


@pytest.mark.skipif(
    not PAGE.exists()
    or PINNED not in (ROOT / "constraints.txt").read_text(encoding="utf-8"),
    reason="another Hypothesis may end with another example",
)
def test_the_page_shows_what_is_printed() -> None:
    done = subprocess.run(
        (sys.executable, "-c", RUN),
        input=PAGE.read_text(encoding="utf-8"),
        capture_output=True,
        encoding="utf-8",
        env={name: os.environ[name] for name in NEEDED if name in os.environ},
        cwd=ROOT,
        check=False,
    )

    assert "" == done.stderr
    assert done.stdout.startswith("TestResults(failed=0, attempted="), done.stdout
