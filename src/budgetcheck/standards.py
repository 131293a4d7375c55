"""Standards that are installed, by name: whoever has a pack says so by an entry point.

A pack names its `Standard` in the group `budgetcheck.standards` of its package:
`city-accounts = "city.accounts:STANDARD"`. None is imported before it is asked for.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Literal

from budgetcheck.checking import check
from budgetcheck.errors import BudgetCheckError, InvalidRuleError
from budgetcheck.files.accounts_files import document_in
from budgetcheck.files.sources import Format, read_text, shown, source_of
from budgetcheck.language.building import read
from budgetcheck.language.documents import Document
from budgetcheck.language.examples import nested
from budgetcheck.language.lookups import MissingPaths
from budgetcheck.language.reports import Report
from budgetcheck.language.standards import Practice, Standard
from budgetcheck.shortening import shortened

__all__ = [
    "Practice",
    "Standard",
    "check_example",
    "load",
    "standard_named",
    "standards",
]

GROUP = "budgetcheck.standards"
ATTRIBUTE = "STANDARD"


def standards() -> tuple[Standard, ...]:
    """Return all standards that are installed, by their names.

    Raises:
        BudgetCheckError: A pack cannot be imported, or what it names is no standard.

    Example:
        >>> all(isinstance(standard, Standard) for standard in standards())
        True
    """
    return tuple(map(_loaded, _installed().values()))


def standard_named(name: str) -> Standard:
    """Return a standard by its name; only its own pack is imported.

    Raises:
        InvalidRuleError: No such standard is installed; the nearest names are told.
        BudgetCheckError: Its pack cannot be imported, or names no standard.

    Example:
        >>> standard_named("village-accounts")
        Traceback (most recent call last):
        ...
        budgetcheck.errors.InvalidRuleError: there is no standard 'village-accounts'
    """
    found = _installed()
    if name in found:
        return _loaded(found[name])
    near = get_close_matches(name, found, n=2)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise InvalidRuleError(f"there is no standard {shortened(name)!r}", hint)


def check_example(
    standard: Standard, rule_id: str, which: Literal["holds", "breaks"]
) -> Report:
    """Check the example that a rule of a standard has for holding, or for breaking.

    Shape: the example is read into the standard's class, with what is not in it not
    given, and is held against this rule alone; without an example, nothing is found.

    Args:
        standard: The standard.
        rule_id: The rule.
        which: Which of its two examples.

    Raises:
        InvalidRuleError: There is no such rule, or the example does not fit.
        UnreadableFileError: The example cannot be read into the class.

    Example:
        >>> from budgetcheck.entities import BudgetTable
        >>> from budgetcheck.language.rules import Rule, RuleSet
        >>> broken = {"total.outturn": "3", "lines[0].outturn": "1"}
        >>> rule = Rule("total.outturn = sum(lines[*].outturn)", id="x", breaks=broken)
        >>> made = Standard(name="x", entity=BudgetTable, rules=RuleSet([rule]))
        >>> print(check_example(made, "x", "breaks"))
        CONTRADICTION x: 3 ≠ 1
    """
    rule = standard.rules[rule_id]
    example = rule.holds if which == "holds" else rule.breaks
    if not example:
        return Report(())
    convention = standard.convention
    document = read(standard.entity, nested(example), convention=convention)
    return check(document, [rule], convention=convention, missing="unchecked")


def load(
    path: str | Path,
    *,
    format: Format | None = None,  # noqa: A002 (the word of the command line)
    missing: MissingPaths = "error",
) -> Document:
    """Read an accounts file, or a figures file.

    Shape: a document of an accounts file has the rules of its standard's edition and
    its own; its `entity` is the object of the standard's class.

    Args:
        path: Where it is.
        format: `toml` or `json`; that of the suffix if not given.
        missing: As for `budgetcheck.files.load()`.

    Raises:
        UnreadableFileError: All faults of the file at once, each with its line and
            column, or with its JSON pointer.

    Example:
        >>> load("examples/yueyang-2021.toml").title[:3]
        '岳阳市'
    """
    name = shown(path)
    source = source_of(read_text(path, name), name, format)
    return document_in(source, missing, find=standard_named)


def _installed() -> dict[str, EntryPoint]:
    found = {point.name: point for point in entry_points(group=GROUP)}
    return dict(sorted(found.items()))


def _loaded(point: EntryPoint) -> Standard:
    try:
        meant = point.load()
    except (ImportError, AttributeError) as error:
        message = f"the standard {point.name!r} cannot be used: {error}"
        raise BudgetCheckError(message) from error
    if isinstance(meant, ModuleType):
        meant = getattr(meant, ATTRIBUTE, None)
    if isinstance(meant, Standard) and meant.name == point.name:
        return meant
    message = f"{point.value} is not the standard {point.name!r}, but {meant!r:.60}"
    raise BudgetCheckError(message)
