"""Packs: rules and classes of other projects, named in the ini file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path

import attrs
import pytest

from budgetcheck.checking import RuleSet, rules
from budgetcheck.errors import BudgetCheckError
from budgetcheck.files import load_rules
from budgetcheck.language.conditions import Condition
from budgetcheck.language.rules import Rule
from budgetcheck.language.rules import RuleSet as LanguageRuleSet
from budgetcheck.plugin.matching import matched
from budgetcheck.plugin.settings import Settings

_UNUSABLE = (BudgetCheckError, ImportError, AttributeError, TypeError, ValueError)


@attrs.frozen
class Pack:
    """One line of the ini file: what is meant, and for which files.

    Attributes:
        files: The files; None for all.
        meant: What the line names.
    """

    files: frozenset[Path] | None
    meant: object

    def holds_for(self, file: Path) -> bool:
        """Say whether the line is about a file."""
        return self.files is None or file in self.files


class Packs:
    """What the ini file says of rules and classes, imported once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def _rules(self) -> tuple[Pack, ...]:
        return tuple(self._read("rules", one) for one in self.settings.rules)

    @cached_property
    def _classes(self) -> tuple[Pack, ...]:
        return tuple(self._read("classes", one) for one in self.settings.classes)

    def load(self) -> None:
        """Import everything that is named.

        Raises:
            pytest.UsageError: A line names nothing that can be used.
        """
        _ = self._rules, self._classes

    def rules_for(self, file: Path) -> RuleSet:
        """Return the rules from elsewhere that hold for a file."""
        found = [one.meant for one in self._rules if one.holds_for(file)]
        return rules(*dict.fromkeys(rule for one in found for rule in _rule_set(one)))

    def class_for(self, file: Path) -> type[object] | None:
        """Return the class that a file is read into, or None; the last line wins."""
        found = [one.meant for one in self._classes if one.holds_for(file)]
        return found[-1] if found else None  # type: ignore[return-value]

    def _read(self, name: str, line: str) -> Pack:
        glob, _, named = line.rpartition(" = ")
        try:
            meant = self._meant(name, named.strip())
        except _UNUSABLE as error:
            message = f"budgetcheck_{name}: {named.strip()!r} cannot be used: {error}"
            raise pytest.UsageError(message) from error
        files = frozenset(matched(glob.strip(), self.settings.root)) if glob else None
        return Pack(files, meant)

    def _meant(self, name: str, named: str) -> object:
        if name == "rules" and named.endswith((".toml", ".json")):
            return load_rules(self.settings.root / named)
        module, _, attribute = named.partition(":")
        if not module or not attribute:
            raise ValueError("write MODULE:NAME")
        meant: object = import_module(module)
        for one in attribute.split("."):
            meant = getattr(meant, one)
        if name == "rules":
            return _rule_set(meant)
        if not isinstance(meant, type):
            raise TypeError(f"it is no class, but {meant!r:.60}")
        return meant


def _rule_set(said: object) -> RuleSet:
    """Return whatever rules are said as a rule set."""
    if isinstance(said, RuleSet):
        return said
    if isinstance(said, str | Mapping | Rule | Condition | LanguageRuleSet):
        return rules(said)
    if isinstance(said, list | tuple):
        return rules(*said)
    raise TypeError(f"it is no rule set, but {said!r:.60}")
