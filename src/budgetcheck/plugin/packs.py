"""Packs: rules and classes of other projects, named in the ini file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from inspect import getattr_static
from pathlib import Path
from traceback import extract_tb

import attrs
import pytest

from budgetcheck.checking import RuleSet, rules
from budgetcheck.errors import BudgetCheckError, InvalidRuleError
from budgetcheck.files import load_rules
from budgetcheck.language.conditions import Condition
from budgetcheck.language.rules import Rule
from budgetcheck.language.rules import RuleSet as LanguageRuleSet
from budgetcheck.plugin.matching import matched
from budgetcheck.plugin.settings import Settings
from budgetcheck.shortening import shortened


@attrs.frozen
class Pack:
    """One line of the ini file: what is meant, and for which files.

    Attributes:
        line: The line.
        glob: The glob of the files; empty for all.
        files: The files.
        meant: What the line names.
    """

    line: str
    glob: str
    files: frozenset[Path]
    meant: object

    def holds_for(self, file: Path) -> bool:
        """Say whether the line is about a file."""
        return not self.glob or file in self.files


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

    def idle(self) -> Iterator[tuple[str, str]]:
        """Yield the globs that match no file, with the setting that has them."""
        for name, packs in (("rules", self._rules), ("classes", self._classes)):
            for one in packs:
                if one.glob and not one.files:
                    yield f"budgetcheck_{name}", one.glob

    def rules_for(self, file: Path) -> RuleSet:
        """Return the rules from elsewhere that hold for a file.

        Raises:
            InvalidRuleError: Two lines give the same id to different rules.
        """
        found: dict[str, tuple[Rule, Pack]] = {}
        for pack in self._rules:
            for rule in _rule_set(pack.meant) if pack.holds_for(file) else ():
                other, line = found.setdefault(rule.id, (rule, pack))
                if other != rule:
                    lines = f"{line.line!r} and {pack.line!r} of budgetcheck_rules"
                    message = f"rule {shortened(rule.id)!r} is another in {lines}"
                    raise InvalidRuleError(message, "give each rule its own id")
        return rules(*(rule for rule, _ in found.values()))

    def class_for(self, file: Path) -> type[object] | None:
        """Return the class that a file is read into, or None; the last line wins."""
        found = [one.meant for one in self._classes if one.holds_for(file)]
        return found[-1] if found else None  # type: ignore[return-value]

    def _read(self, name: str, line: str) -> Pack:
        glob, _, named = (part.strip() for part in line.rpartition("="))
        try:
            meant = self._meant(name, named)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            # A module may end in anything, also by leaving or by skipping.
            problem = f"{_told(error)}{raised_at(error)}"
            message = f"budgetcheck_{name}: {named!r} cannot be used: {problem}"
            raise pytest.UsageError(message) from error
        return Pack(line, glob, frozenset(matched(glob, self.settings.root)), meant)

    def _meant(self, name: str, named: str) -> object:
        if name == "rules" and named.endswith((".toml", ".json")):
            return load_rules(self.settings.root / named)
        module, _, attribute = named.partition(":")
        if not module or not attribute:
            raise BudgetCheckError("write MODULE:NAME")
        meant: object = import_module(module)
        for one in attribute.split("."):
            meant = getattr(meant, one)
        if name == "rules":
            return _rule_set(meant)
        if not isinstance(meant, type):
            raise BudgetCheckError(f"it is no class, but {meant!r:.60}")
        return meant


def rules_of_class(cls: type[object] | None) -> RuleSet | None:
    """Return the rules of a class; None if only its objects know them."""
    # Not asked for as an attribute, which may be computed, and fail.
    own = getattr_static(cls, "rules", None)
    if own is None or callable(own):
        return rules()
    return _rule_set(own) if isinstance(own, _KINDS) else None


def rules_of_object(entity: object) -> RuleSet:
    """Return the rules that an object has, if what it calls so are rules."""
    own = getattr(entity, "rules", None)
    return _rule_set(own) if isinstance(own, _KINDS) else rules()


def raised_at(error: BaseException) -> str:
    """Return where in somebody's code an error was raised."""
    if isinstance(error, BudgetCheckError | ImportError) or error.__traceback__ is None:
        return ""
    last = extract_tb(error.__traceback__)[-1]
    return f" ({last.filename}:{last.lineno})"


def _told(error: BaseException) -> str:
    ours = isinstance(error, BudgetCheckError)
    return str(error) if ours else f"{type(error).__name__}: {error}"


_KINDS = (RuleSet, LanguageRuleSet, Mapping, list, tuple)


def _rule_set(said: object) -> RuleSet:
    """Return whatever rules are said as a rule set."""
    if isinstance(said, RuleSet):
        return said
    if isinstance(said, list | tuple):
        return rules(*said)
    if isinstance(said, str | Mapping | Rule | Condition | LanguageRuleSet):
        return rules(said)
    raise BudgetCheckError(f"it is no rule set, but {said!r:.60}")
