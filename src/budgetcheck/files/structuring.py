"""Structuring: tables into attrs objects by cattrs, every misfit with its place."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

import attrs
import cattrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError

from budgetcheck.errors import BudgetCheckError, FileFault, UnreadableFileError
from budgetcheck.faults import FAULTS_LIMIT, unreadable
from budgetcheck.files.sources import Source
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.places import Keys
from budgetcheck.shortening import shortened

_T = TypeVar("_T")
_CONVENTION = frozenset(one.name for one in attrs.fields(Convention))
_KINDS: dict[object, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    dict: "a table",
}


@cache  # It is made ready once, and each class that it meets is as well.
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook_func(_is_plain, _strict)
    for kind in (str, bool, int):  # cattrs looks for these by class first.
        converter.register_structure_hook(kind, _strict)
    return converter


def _is_plain(wanted: object) -> bool:
    return wanted is object or _origin(wanted) in _KINDS


def _origin(wanted: object) -> object:
    return getattr(wanted, "__origin__", wanted)


def _strict(value: object, wanted: object) -> object:
    # Without this, cattrs would turn 3 into "3" and true into 1.
    kind = _origin(wanted)
    if kind is not object and type(value) is not kind:
        message = f"{_KINDS[kind]} is expected, not {value!r:.60}"
        raise TypeError(message)
    return value


@attrs.define
class Structurer:
    """Turns tables of one source into objects, and notes what does not fit.

    Attributes:
        source: Where the tables come from.
        faults: What was wrong so far.
    """

    source: Source
    faults: list[FileFault] = attrs.field(factory=list)
    converter: cattrs.Converter = attrs.field(factory=_converter)

    def fault(self, keys: Keys, problem: object) -> None:
        """Note what is wrong with an entry."""
        self.faults.append(self.source.fault(keys, problem))
        if len(self.faults) >= FAULTS_LIMIT:
            raise self.unreadable()

    def unreadable(self) -> UnreadableFileError:
        """Return all faults as an error, in the order of the file."""
        self.faults.sort(key=lambda fault: (fault.line or 0, fault.column or 0))
        return unreadable(self.source.name, self.faults)

    def structured(self, wanted: type[_T], table: object, keys: Keys) -> _T | None:
        """Return a table as an attrs object, or None after noting what is wrong."""
        try:
            return self.converter.structure(table, wanted)
        except ClassValidationError as error:
            names = [one.name for one in attrs.fields(wanted)]  # type: ignore[arg-type]
            for one in error.exceptions:
                self.misfit(one, names, keys)
            return None

    def misfit(self, error: Exception, names: list[str], keys: Keys) -> None:
        """Note why cattrs could not take a table."""
        if isinstance(error, ForbiddenExtraKeysError):
            for key in sorted(error.extra_fields):
                self.fault((*keys, key), _unknown_key(key, names))
        elif isinstance(error, KeyError):
            self.fault(keys, f"{error.args[0]} is missing")
        else:
            name = _attribute(error)
            self.fault((*keys, name), f"{name}: {error}")

    def declared(self, declared: Mapping[Keys, tuple[str, object]]) -> Convention:
        """Return a convention of what is declared, each fault at its own place."""
        convention = UNDECLARED
        for keys, (name, value) in declared.items():
            try:
                convention = Convention.of({name: value}).over(convention)
            except BudgetCheckError as error:
                self.fault(keys, error)
        return convention

    def known(self, words: Any, given: object, keys: Keys) -> Any:  # noqa: ANN401
        """Return a member of an enumeration, or None after noting that it is none."""
        names = [one.value for one in words]
        if given in names:
            return words(given)
        self.fault(keys, f"{given!r:.60} is not one of {', '.join(names)}")
        return None


def _attribute(error: Exception) -> str:
    notes = getattr(error, "__notes__", [])
    names = [note.name for note in notes if hasattr(note, "name")]
    return str(names[0]) if names else ""


def _unknown_key(key: str, names: list[str]) -> str:
    if "convention" in names and key in _CONVENTION:
        return f"{key!r} is not known here: it stands under [convention]"
    near = get_close_matches(key, names, n=1)
    hint = f": did you mean {near[0]!r}?" if near else f": one of {', '.join(names)}"
    return f"{shortened(key)!r} is not known here{hint}"
