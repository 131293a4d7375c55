"""Collecting: a figures file as tests, one for each of its rules, or one for all.

Nothing but the ids of rules is read here; figures and notation are when a test runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from budgetcheck.errors import BudgetCheckError
from budgetcheck.files.outlines import outline_of
from budgetcheck.files.sources import read_text
from budgetcheck.language.safety import safe
from budgetcheck.plugin.items import FileTest, RemainderTest, RuleTest
from budgetcheck.plugin.packs import rules_of_class
from budgetcheck.plugin.readings import PRINTINGS
from budgetcheck.plugin.runs import Run
from budgetcheck.standards import standard_named

ALL = "all rules"  # The one test of a file that is a test as a whole.


class FiguresFile(pytest.File):
    """A figures file; its tests share one reading of it."""

    def __init__(self, *, run: Run, **given: Any) -> None:  # noqa: ANN401 (pytest's own)
        super().__init__(**given)
        self.run = run

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the tests of the file, sorted by the ids of their rules."""
        name = self.run.name_of(self.path)
        try:
            outline = outline_of(read_text(self.path, name), name, standard_named)
            # A standard has its own class.
            cls = None if outline.accounts else self.run.packs.class_for(self.path)
            levels = {one.id: one.level for one in outline.rules}
            levels |= self.levels_elsewhere(cls)
        except BudgetCheckError:
            # The test reads the file again, and tells what is wrong with it.
            yield self.test(RuleTest, "unreadable")
            return
        if outline.printings:
            levels[PRINTINGS] = "error"
        owner = _owner(cls)
        if self.run.by_file and not self.is_named_in_part():
            yield self.test(FileTest, ALL)
        elif levels or owner:
            yield from self.tests(levels, owner)
        else:
            yield self.test(RuleTest, "no rules")

    def is_named_in_part(self) -> bool:
        """Say whether the command line names a rule of the file."""
        folder, mine = self.config.invocation_params.dir, self.path.resolve()
        named = (arg.partition("::") for arg in self.config.args)
        return any(
            rule and rule != ALL and (folder / name).resolve() == mine
            for name, _, rule in named
        )

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

    def levels_elsewhere(self, cls: type[object] | None) -> dict[str, str]:
        """Return the levels of the rules that hold for the file and are not in it."""
        every = (*self.run.packs.rules_for(self.path), *(rules_of_class(cls) or ()))
        return {rule.id: rule.level.value for rule in every}


def _owner(cls: type[object] | None) -> str:
    """Return the class of a file's figures, if only its objects know rules."""
    return "" if cls is None or rules_of_class(cls) is not None else cls.__name__
