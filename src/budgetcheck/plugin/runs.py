"""Runs: what all tests of one run of pytest share."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import attrs
import pytest

from budgetcheck.files.sources import shown
from budgetcheck.plugin.matching import Matches
from budgetcheck.plugin.packs import Packs
from budgetcheck.plugin.readings import Readings
from budgetcheck.plugin.settings import Settings

MANY_FILES = 500  # With more of them, a file is one test.


@attrs.define(eq=False)
class Run:
    """What all tests of one run share.

    Attributes:
        settings: What the run wants.
        folder: The folder that names of files start from.
        matches: Which files are tests.
        packs: Rules and classes from elsewhere.
        readings: Files, read and checked.
        spokesmen: The test of each file that tells why it cannot be read.
    """

    settings: Settings
    folder: Path
    matches: Matches
    packs: Packs
    readings: Readings
    spokesmen: dict[Path, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, config: pytest.Config) -> Run:
        """Return a run as its flags and its ini file want it."""
        settings = Settings.of(config)
        packs = Packs(settings)
        readings = Readings(settings, packs)
        matches = Matches(settings)
        return cls(settings, config.rootpath, matches, packs, readings)

    @property
    def by_file(self) -> bool:
        """Whether a file is one test."""
        wanted = self.settings.items
        many = len(self.matches.files) > MANY_FILES
        return wanted == "file" or (wanted == "auto" and many)

    def name_of(self, file: Path) -> str:
        """Return what findings call a file: its path from where pytest started."""
        try:
            return shown(Path(os.path.relpath(file, self.folder)).as_posix())
        except ValueError:  # pragma: no cover - another drive of Windows.
            return shown(file)

    def idle_globs(self) -> list[str]:
        """Return what is wrong with globs that match no file."""
        found = [
            ("budgetcheck_files", glob)
            for glob, files in self.matches.by_glob.items()
            if not files
        ]
        found += self.packs.idle()
        return [f"{name}: {glob!r} matches no file" for name, glob in found]

    def choose_spokesmen(self, items: Iterable[pytest.Item]) -> None:
        """Note which test of each file, among those that will run, speaks for it.

        Shape: the test of the rules that only objects know, or else the first.
        """
        for item in items:
            if getattr(item, "speaks_first", False):
                self.spokesmen[item.path] = item.nodeid
            self.spokesmen.setdefault(item.path, item.nodeid)
