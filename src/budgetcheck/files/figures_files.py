"""Figures files: a document of figures and rules in TOML or JSON, for any publisher.

Everything wrong with a file is found at once, each fault with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TypeVar

import attrs

from budgetcheck.errors import FileFault, LimitError
from budgetcheck.files.exception_tables import ExceptionReader
from budgetcheck.files.rule_tables import LANGUAGES, RuleReader
from budgetcheck.files.sources import Source
from budgetcheck.files.structuring import Structurer
from budgetcheck.language.building import built
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Document, Figures
from budgetcheck.language.grounding import all_grounds
from budgetcheck.language.lookups import Known, MissingPaths
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.places import Keys, Place
from budgetcheck.language.rules import RuleSet

_T = TypeVar("_T")
FORMAT = 1
SCHEMA_KEY = "$schema"


@attrs.frozen(kw_only=True)
class Header:
    """What stands at the top of a figures file."""

    format: int
    title: str = ""
    publisher: str = ""
    source: str = ""
    lang: str = ""
    unit: object = None
    decimals: object = None
    percent_decimals: object = None
    convention: dict[str, object] = attrs.field(factory=dict)
    figures: dict[str, object]
    rules: object = attrs.field(factory=dict)
    exceptions: dict[str, object] = attrs.field(factory=dict)


def document_of(
    source: Source, missing: MissingPaths = "error", others: Iterable[str] = ()
) -> Document:
    """Make a document of a figures file.

    Args:
        source: The tables of the file.
        missing: Whether a rule is at fault that names what the file does not have.
        others: Ids of rules from elsewhere, which exceptions of the file may name.

    Raises:
        UnreadableFileError: All faults of the file, each with its place.
    """
    return _Reader(source, missing=missing, others=frozenset(others)).document()


def entity_of(
    source: Source, cls: type[_T], others: Iterable[str] = ()
) -> tuple[_T, Document]:
    """Read the figures of a file into an object of a class.

    Shape: the object, and a document of what else is in the file: its rules, its
    convention, its exceptions, and no figures.

    Args:
        source: The tables of the file.
        cls: As for `read()`.
        others: As for `document_of()`.

    Raises:
        UnreadableFileError: All faults of the file, each with its place.
    """
    return _Reader(source, others=frozenset(others)).entity(cls)


def rules_of(source: Source) -> RuleSet:
    """Take the rules of a file, whatever else it holds.

    Raises:
        UnreadableFileError: All faults of the rules, each with its place.
    """
    return _Reader(source).rule_set()


@attrs.define
class _Reader(Structurer):
    missing: MissingPaths = "error"
    others: frozenset[str] = frozenset()

    def document(self) -> Document:
        header = self.header()
        convention = self.convention(header)
        figures = self.figures(header.figures, convention)
        document = self.bound(header, figures, convention)
        if self.faults:
            self.misnamed(figures, document.rules)
            raise self.unreadable()
        return document

    def entity(self, cls: type[_T]) -> tuple[_T, Document]:
        header = self.header()
        convention = self.convention(header)
        typed = self.typed(header.figures, ("figures",))
        place_of = partial(self.place, "figures")
        made = built(cls, typed, convention, self.faults, place_of)
        document = self.bound(header, Figures({}), convention)
        if self.faults or made is None:
            raise self.unreadable()
        return made, document

    def place(self, table: str, keys: Keys) -> Place:
        return self.source.place((table, *keys))

    def bound(
        self, header: Header, figures: Figures, convention: Convention
    ) -> Document:
        """Return the figures with all that binds them; what is wrong is noted."""
        self.check_format(header)
        if header.lang and header.lang not in LANGUAGES:
            self.fault(("lang",), f"lang is one of {', '.join(LANGUAGES)}")
        reader = RuleReader(self)
        rules = reader.rules(header.rules)
        ids = frozenset(reader.ids)
        known = ExceptionReader(self, ids | self.others if ids else ids)
        return Document(
            figures=figures,
            rules=rules,
            convention=convention,
            exceptions=known.exceptions(header.exceptions),
            title=header.title,
            publisher=header.publisher,
            source=header.source,
            lang=header.lang,
            name=self.source.name,
        )

    def rule_set(self) -> RuleSet:
        header = self.header({"figures": {}})
        self.check_format(header)
        rules = RuleReader(self).rules(header.rules)
        if not rules and not self.faults:
            self.fault((), "it has no [rules]")
        if self.faults:
            raise self.unreadable()
        return rules

    def check_format(self, header: Header) -> None:
        if header.format != FORMAT:
            problem = f"format {header.format} is not known: this reads format {FORMAT}"
            self.fault(("format",), problem)

    def header(self, default: Mapping[str, object] | None = None) -> Header:
        """Return the top of the file; what is wrong in it is noted and left out."""
        tables = {**(default or {}), **self.source.tables}
        if isinstance(tables.get(SCHEMA_KEY), str):  # For editors, and not for us.
            del tables[SCHEMA_KEY]
        header = self.structured(Header, tables, ())
        if header is not None:
            return header
        faulty = {(one.line, one.column) for one in self.faults}
        places = {name: self.source.position((name,)) for name in tables}
        sound = {
            name: value
            for name, value in tables.items()
            if (places[name].line, places[name].column) not in faulty
        }
        return self.converter.structure(
            {"format": FORMAT, "figures": {}} | sound, Header
        )

    def misnamed(self, figures: Figures, rules: RuleSet) -> None:
        """Note also what is wrong only with rules and figures together."""
        known = Known(figures, missing_is_unchecked=self.missing == "unchecked")
        _, faults = all_grounds(rules, known)
        self.faults += [one for one in faults if isinstance(one, FileFault)]

    def convention(self, header: Header) -> Convention:
        declared: dict[Keys, tuple[str, object]] = {}
        for name in ("unit", "decimals", "percent_decimals"):
            if getattr(header, name) is not None:
                declared[(name,)] = (name, getattr(header, name))
        for name, value in header.convention.items():
            declared["convention", name] = (name, value)
        return self.declared(declared)

    def figures(self, table: dict[str, object], convention: Convention) -> Figures:
        typed = self.typed(table, ("figures",))
        try:
            return figures_of(
                typed,
                convention,
                name=self.source.name,
                place_of=partial(self.place, "figures"),
                faults=self.faults,
            )
        except LimitError as error:
            self.fault(("figures",), error)
            raise self.unreadable() from error

    def typed(self, table: dict[str, object], keys: Keys) -> dict[str, object]:
        """Return a table in which numbers are the texts that were typed."""
        return {name: self.as_typed(one, (*keys, name)) for name, one in table.items()}

    def as_typed(self, value: object, keys: Keys) -> object:
        if isinstance(value, dict):
            return self.typed(value, keys)
        if isinstance(value, list):
            return [self.as_typed(one, (*keys, row)) for row, one in enumerate(value)]
        declared = keys[-1] == "decimals" or keys[-2:] == ("unit", "scale")
        if isinstance(value, str):
            return str(value)
        if isinstance(value, bool) or declared:
            return value
        return self.source.position(keys).token
