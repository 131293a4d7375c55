"""The hook for pre-commit calls a command of ours, on files that it can read."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import yaml

from budgetcheck.commands import parser

ROOT = Path(__file__).resolve().parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_hook_runs_a_command_of_ours() -> None:
    (hook,) = HOOKS
    command, *arguments = shlex.split(hook["entry"])
    given = parser().parse_args([*arguments, "a.figures.toml", "b.figures.json"])

    assert "python" == hook["language"]
    assert command in PROJECT["scripts"]
    assert "check" == given.command
    assert ["a.figures.toml", "b.figures.json"] == given.files


def test_it_takes_figures_files_and_no_other_settings() -> None:
    (hook,) = HOOKS
    taken = [
        name
        for name in ("data/2021.figures.toml", "a.figures.json", "pyproject.toml")
        if re.search(hook["files"], name)
    ]

    assert ["data/2021.figures.toml", "a.figures.json"] == taken
