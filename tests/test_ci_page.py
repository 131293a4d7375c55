"""What the pages say for CI can be read, and calls commands that there are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from budgetcheck.commands import parser

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# Where a pipeline puts what a command prints.
SHELL = (">>", "$GITHUB_STEP_SUMMARY")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def settings() -> Iterator[object]:
    for page in PAGES:
        for block in YAML.findall(page.read_text("utf-8")):
            yield from below(yaml.safe_load(block))


def below(node: object) -> Iterator[object]:
    yield node
    inner = node.values() if isinstance(node, dict) else node
    if not isinstance(node, str) and isinstance(inner, Iterable):
        for one in inner:
            yield from below(one)


def commands() -> list[list[str]]:
    told = [shlex.split(one) for one in settings() if isinstance(one, str) and one]
    return [words for words in told if words[0] == "budgetcheck" and words[1:]]


@pytest.mark.skipif(not PAGES, reason="no pages here")
def test_every_command_in_a_pipeline_is_one_of_ours() -> None:
    given = [
        parser().parse_args([word for word in words[1:] if word not in SHELL])
        for words in commands()
    ]

    assert ["check"] == sorted({one.command for one in given})


@pytest.mark.skipif(not PAGES, reason="no pages here")
def test_every_hook_in_a_configuration_is_ours_and_its_arguments_too() -> None:
    used = [
        one for one in settings() if isinstance(one, dict) and {"id", "args"} <= {*one}
    ]

    assert used
    for hook in used:
        assert hook["id"] in {one["id"] for one in HOOKS}
        given = parser().parse_args(["check", *hook["args"], "a.toml"])
        assert ["a.toml"] == given.files
