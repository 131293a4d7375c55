"""Matching: which files of a test run are figures files."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatch
from functools import cached_property
from glob import glob
from pathlib import Path

import pytest

from budgetcheck.plugin.settings import Settings

_PARSERS: Mapping[str, Callable[[str], object]] = {
    ".toml": tomllib.loads,
    ".json": json.loads,
}


class Matches:
    """The files that the globs of a run match, found out once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def by_glob(self) -> dict[str, frozenset[Path]]:
        """The files of each glob, as pytest will name them."""
        root = self.settings.root
        return {one: frozenset(matched(one, root)) for one in self.settings.globs}

    @cached_property
    def files(self) -> frozenset[Path]:
        """The files of all globs."""
        return frozenset().union(*self.by_glob.values())

    def takes(self, file: Path, parent: pytest.Collector) -> bool:
        """Say whether a file that pytest comes upon is one of ours."""
        named = parent.session.isinitpath(file)
        return file in self.files or (named and is_figures_file(file))

    def named(self, config: pytest.Config) -> list[Path]:
        """Return the figures files that are named on the command line."""
        folder = config.invocation_params.dir
        files = (folder / arg.partition("::")[0] for arg in config.args)
        return [one for one in files if one.is_file() and is_figures_file(one)]

    def missed(self, session: pytest.Session, met: Iterable[Path]) -> list[Path]:
        """Return the files that are asked for, and that pytest did not come upon.

        Shape: without paths on the command line, all that the globs match; with
        paths, those below them and those of globs on the command line.
        """
        config = session.config
        # Through a link, pytest may call a file otherwise than the glob does.
        seen = {file.resolve() for file in met}
        given = [] if _is_open(config) else list(_folders(config))
        flagged = set().union(*(self.by_glob[one] for one in self.settings.flagged))
        return [
            file
            for file in sorted(self.files)
            if file.resolve() not in seen
            and (_is_open(config) or file in flagged or _is_below(file, given))
            and not _is_ignored(file, config)
        ]


def _is_open(config: pytest.Config) -> bool:
    """Say whether no paths are given, and pytest does not start in a folder below."""
    sources = config.ArgsSource
    here = config.invocation_params.dir == config.rootpath
    return config.args_source is sources.TESTPATHS or (
        config.args_source is sources.INVOCATION_DIR and here
    )


def _folders(config: pytest.Config) -> Iterator[Path]:
    for arg in config.args:
        folder = config.invocation_params.dir / arg
        if "::" not in arg and folder.is_dir():
            yield folder.resolve()


def _is_below(file: Path, folders: Iterable[Path]) -> bool:
    return any(file.resolve().is_relative_to(one) for one in folders)


def _is_ignored(file: Path, config: pytest.Config) -> bool:
    """Say whether pytest is told to leave a file alone, or a folder that it is in."""
    told = {Path(os.path.abspath(one)) for one in config.getoption("ignore") or ()}  # noqa: PTH100 (links stay)
    patterns = config.getini("norecursedirs")
    ignore = config.hook.pytest_ignore_collect
    for place in (file, *file.parents):
        if place == config.rootpath:
            return False
        # Folders that pytest does not enter by itself are entered by a glob.
        passed = place != file and any(fnmatch(place.name, one) for one in patterns)
        if place in told:
            return True
        if not passed and ignore(collection_path=place, config=config):
            return True
    return False


def is_figures_file(file: Path) -> bool:
    """Say whether a file that is named on the command line is one of ours.

    Shape: it has a table of figures, or the accounts of a standard. One that cannot
    be parsed is ours if it looks like that.
    """
    parse = _PARSERS.get(file.suffix.lower())
    try:
        text = file.read_text(encoding="utf-8-sig") if parse else ""
    except (OSError, UnicodeDecodeError):
        return False
    try:
        tables = parse(text) if parse else None
    except (ValueError, RecursionError):
        return "[figures" in text or '"figures"' in text
    if not isinstance(tables, dict):
        return False
    accounts = "standard" in tables and isinstance(tables.get("accounts"), dict)
    return accounts or isinstance(tables.get("figures"), dict)


def matched(pattern: str, root: Path) -> Iterator[Path]:
    """Yield the files that a glob matches: `**` is any number of folders.

    Args:
        pattern: The glob; relative to the root, unless it is absolute.
        root: A folder.
    """
    for name in glob(pattern, root_dir=root, recursive=True):  # noqa: PTH207 (it takes absolute ones)
        file = Path(os.path.normpath(root / name))  # As pytest will name it.
        if not file.is_dir():  # A link that leads nowhere cannot be read, and is told.
            yield file
