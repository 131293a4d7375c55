"""Collecting: a figures file as tests, one for each of its rules, or one for all.

Nothing but the ids of rules is read here; figures and notation are when a test runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest

from budgetcheck.checking import RuleSet
from budgetcheck.errors import BudgetCheckError
from budgetcheck.files.outlines import outline_of
from budgetcheck.files.sources import read_text
from budgetcheck.language.safety import safe
from budgetcheck.plugin.items import FileTest, RemainderTest, RuleTest
from budgetcheck.plugin.readings import PRINTINGS
from budgetcheck.plugin.runs import Run

_Test = TypeVar("_Test", bound=RuleTest)


class FiguresFile(pytest.File):
    """A figures file; its tests share one reading of it."""

    def __init__(self, *, run: Run, **given: Any) -> None:  # noqa: ANN401 (pytest's own)
        super().__init__(**given)
        self.run = run

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the tests of the file, sorted by the ids of their rules."""
        name = self.run.name_of(self.path)
        try:
            outline = outline_of(read_text(self.path, name), name)
        except BudgetCheckError:
            # The test reads the file again, and tells what is wrong with it.
            yield self.test(RuleTest, "unreadable")
            return
        levels = {one.id: one.level for one in outline.rules}
        levels |= self.levels_elsewhere()
        if outline.printings:
            levels[PRINTINGS] = "error"
        if self.run.by_file:
            yield self.test(FileTest, "all rules")
            return
        owner = self.owner()
        if not levels and owner is None:
            yield self.test(RuleTest, "no rules")
            return
        of = len(levels) + (owner is not None)
        for rule in sorted(levels):
            yield self.test(RuleTest, rule, level=levels[rule], of=of)
        if owner is not None:
            remainder = self.test(RemainderTest, f"rules of {owner}", of=of)
            remainder.others = frozenset(levels)
            yield remainder

    def test(
        self, kind: type[_Test], name: str, *, level: str = "", of: int = 1
    ) -> _Test:
        """Return a test of the file."""
        # In the id of a test, two colons end the name of the file.
        named = safe(name).replace("::", ": :")
        made: _Test = kind.from_parent(
            self, name=named, run=self.run, rule=name, level=level, of=of
        )
        return made

    def levels_elsewhere(self) -> dict[str, str]:
        """Return the levels of the rules that hold for the file and are not in it."""
        packs = self.run.packs
        own = getattr(packs.class_for(self.path), "rules", None)
        more = own if isinstance(own, RuleSet) else ()
        every = (*packs.rules_for(self.path), *more)
        return {rule.id: rule.level.value for rule in every}

    def owner(self) -> str | None:
        """Return the class of the file's figures, if its objects have rules."""
        cls = self.run.packs.class_for(self.path)
        own = getattr(cls, "rules", None)
        # A rule set of the class is known before there is an object.
        unknown = own is not None and not isinstance(own, RuleSet)
        return cls.__name__ if cls is not None and unknown else None
