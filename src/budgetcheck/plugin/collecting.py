"""Collecting: a figures file as tests, one for each of its rules, or one for all.

Nothing but the ids of rules is read here; figures and notation are when a test runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from budgetcheck.checking import RuleSet
from budgetcheck.errors import BudgetCheckError
from budgetcheck.files.outlines import outline_of
from budgetcheck.files.sources import read_text
from budgetcheck.language.safety import safe
from budgetcheck.plugin.items import FileTest, RemainderTest, RuleTest
from budgetcheck.plugin.readings import PRINTINGS
from budgetcheck.plugin.runs import Run


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
        owner = self.owner()
        if self.run.by_file:
            yield self.test(FileTest, "all rules")
        elif levels or owner:
            yield from self.tests(levels, owner)
        else:
            yield self.test(RuleTest, "no rules")

    def tests(self, levels: dict[str, str], owner: str) -> Iterator[RuleTest]:
        """Yield a test for each rule, and one for the rules that objects have."""
        rest = f"rules of {owner}"
        every = frozenset(levels) | ({rest} if owner else frozenset())
        for rule in sorted(levels):
            yield self.test(RuleTest, rule, level=levels[rule], tests=every)
        if owner:
            yield self.test(RemainderTest, rest, tests=every)

    def test(
        self,
        kind: type[RuleTest],
        name: str,
        *,
        level: str = "",
        tests: frozenset[str] = frozenset(),
    ) -> RuleTest:
        """Return a test of the file."""
        # In the id of a test, two colons end the name of the file.
        named = safe(name).replace("::", ": :")
        made: RuleTest = kind.from_parent(
            self,
            name=named,
            run=self.run,
            rule=name,
            level=level,
            tests=tests or frozenset({name}),
        )
        return made

    def levels_elsewhere(self) -> dict[str, str]:
        """Return the levels of the rules that hold for the file and are not in it."""
        packs = self.run.packs
        own = getattr(packs.class_for(self.path), "rules", None)
        more = own if isinstance(own, RuleSet) else ()
        every = (*packs.rules_for(self.path), *more)
        return {rule.id: rule.level.value for rule in every}

    def owner(self) -> str:
        """Return the class of the file's figures, if its objects have rules."""
        cls = self.run.packs.class_for(self.path)
        own = getattr(cls, "rules", None)
        # A rule set of the class is known before there is an object.
        unknown = own is not None and not isinstance(own, RuleSet)
        return cls.__name__ if cls is not None and unknown else ""
