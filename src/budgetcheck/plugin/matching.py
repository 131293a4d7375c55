"""Matching: which files of a test run are figures files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from glob import glob
from os.path import normpath
from pathlib import Path

import pytest

from _budgetcheck_pytest import is_figures_file
from budgetcheck.plugin.settings import Settings


class Matches:
    """The files that the globs of a run match, found out once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def files(self) -> frozenset[Path]:
        """The files, as pytest will name them."""
        return frozenset(
            file
            for pattern in self.settings.globs
            for file in matched(pattern, self.settings.root)
        )

    def __contains__(self, file: Path) -> bool:
        return file in self.files

    def takes(self, file: Path, parent: pytest.Collector) -> bool:
        """Say whether a file that pytest comes upon is one of ours."""
        named = parent.session.isinitpath(file)
        return file in self or (named and is_figures_file(file))

    def beside(self, args: list[str], folder: Path) -> list[str]:
        """Return the files that pytest would not come upon, going through `args`."""
        # Where pytest goes is said by `testpaths`, and globs may lead elsewhere.
        visited = [(folder / one.partition("::")[0]).resolve() for one in args]
        return [
            str(file)
            for file in sorted(self.files)
            if not any(file.resolve().is_relative_to(one) for one in visited)
        ]


def matched(pattern: str, root: Path) -> Iterator[Path]:
    """Yield the files that a glob matches: `**` is any number of folders.

    Args:
        pattern: The glob; relative to the root, unless it is absolute.
        root: A folder.
    """
    for name in glob(pattern, root_dir=root, recursive=True):  # noqa: PTH207 (it takes absolute ones)
        file = Path(normpath(root / name))  # As pytest will name it.
        if file.is_file():
            yield file
