"""Outlines: which rules a figures file has, before anything in it is read.

A tool that lists the rules of thousands of files, and runs few of them, reads no
figure and no notation for that.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetcheck.errors import BudgetCheckError
from budgetcheck.faults import unreadable
from budgetcheck.files.accounts_files import Finder, is_accounts, nobody
from budgetcheck.files.rule_tables import NO_RULES, Said, rules_said
from budgetcheck.files.sources import Source, source_of
from budgetcheck.language.rules import Rule
from budgetcheck.language.tables import is_printing


@attrs.frozen
class RuleOutline:
    """What a file says of a rule without its being read.

    Attributes:
        id: Its id.
        level: Its level as it is written; empty where it is no word.
    """

    id: str
    level: str = "error"


@attrs.frozen
class Outline:
    """What is in a figures file, or in an accounts file.

    Attributes:
        rules: Its rules, in its order, each id once.
        printings: Whether a figure of it is printed in several places.
        accounts: Whether it holds the forms of a standard, which has its own class.
    """

    rules: tuple[RuleOutline, ...]
    printings: bool = False
    accounts: bool = False


def outline_of(text: str, name: str, find: Finder = nobody) -> Outline:
    """Return the outline of a figures file, or of an accounts file.

    Args:
        text: TOML or JSON, as the suffix of the name says.
        name: What faults call the file.
        find: Looks up the standard of an accounts file by its name.

    Raises:
        BudgetCheckError: There is no such standard.
        UnreadableFileError: The text is neither TOML nor JSON, or its rules are no
            rules. Whatever else is wrong with it is found when it is read.

    Example:
        >>> outline_of('rules = { same = "a = b" }', "a.toml").rules
        (RuleOutline(id='same', level='error'),)
    """
    source = source_of(text, name, placed=False)
    given = source.tables.get("rules", {})
    if not isinstance(given, list | dict):
        raise unreadable(name, [source_of(text, name).fault(("rules",), NO_RULES)])
    rules = {one.id: one for one in _standing(source, find)}
    rules |= {one.id: one for one in map(_outlined, rules_said(given))}
    accounts = is_accounts(source)
    return Outline(tuple(rules.values()), _printings(source), accounts)


def _standing(source: Source, find: Finder) -> Iterator[RuleOutline]:
    """Yield the rules that come with the standard of an accounts file."""
    if is_accounts(source):
        edition = source.tables.get("edition")
        standard = find(str(source.tables.get("standard")))
        for rule in standard.rules_in(edition if type(edition) is int else None):
            yield RuleOutline(rule.id, rule.level.value)


def _outlined(said: Said) -> RuleOutline:
    _, rule_id, one = said
    table = one if isinstance(one, dict) else {"rule": one}
    named = rule_id or table.get("id") or _notation(table.get("rule"))
    level = table.get("level", "error")
    return RuleOutline(str(named), level if isinstance(level, str) else "")


def _notation(said: object) -> str:
    """Return the id of a rule that has none: its notation, as it is always written."""
    try:
        return Rule(str(said)).id
    except BudgetCheckError:
        return str(said)


def _printings(source: Source) -> bool:
    """Say whether any figure has further printings."""
    tables = source.tables
    inner: list[object] = [tables.get("figures"), tables.get("accounts")]
    while inner:
        one = inner.pop()
        if isinstance(one, dict):
            if one.get("also") and is_printing(one):
                return True
            inner.extend(one.values())
        elif isinstance(one, list):
            inner.extend(one)
    return False
