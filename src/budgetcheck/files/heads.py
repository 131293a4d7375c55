"""Heads: what stands at the top of a file, and what binds the figures below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import attrs

from budgetcheck.files.exception_tables import ExceptionReader
from budgetcheck.files.rule_tables import LANGUAGES
from budgetcheck.files.structuring import Structurer
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Document, Figures
from budgetcheck.language.places import Keys, Place
from budgetcheck.language.rules import RuleSet

FORMAT = 1
SCHEMA_KEY = "$schema"


@attrs.frozen(kw_only=True)
class Head:
    """What may stand at the top of any file, beside its figures."""

    format: int
    title: str = ""
    publisher: str = ""
    source: str = ""
    lang: str = ""
    unit: object = None
    decimals: object = None
    percent_decimals: object = None
    convention: dict[str, object] = attrs.field(factory=dict)
    rules: object = attrs.field(factory=dict)
    exceptions: dict[str, object] = attrs.field(factory=dict)


_H = TypeVar("_H", bound=Head)


@attrs.define
class HeadReader(Structurer):
    """Reads what all files have: head, convention, rules and exceptions."""

    def place(self, table: str, keys: Keys) -> Place:
        """Return where an entry of a table stands."""
        return self.source.place((table, *keys))

    def head(
        self,
        wanted: type[_H],
        tables: Mapping[str, object],
        least: Mapping[str, object],
    ) -> _H:
        """Return the top of the file; what is wrong in it is noted and left out.

        Args:
            wanted: What stands there.
            tables: The tables of the file.
            least: What stands in for what is missing, once that is noted.
        """
        tables = dict(tables)
        if isinstance(tables.get(SCHEMA_KEY), str):  # For editors, and not for us.
            del tables[SCHEMA_KEY]
        head = self.structured(wanted, tables, ())
        if head is None:
            faulty = {(one.line, one.column) for one in self.faults}
            places = {name: self.source.position((name,)) for name in tables}
            sound = {
                name: value
                for name, value in tables.items()
                if (places[name].line, places[name].column) not in faulty
            }
            head = self.converter.structure({**least, **sound}, wanted)
        self.check(head)
        return head

    def check(self, head: Head) -> None:
        """Note what is wrong with the words of the head."""
        if head.format != FORMAT:
            problem = f"format {head.format} is not known: this reads format {FORMAT}"
            self.fault(("format",), problem)
        if head.lang and head.lang not in LANGUAGES:
            self.fault(("lang",), f"lang is one of {', '.join(LANGUAGES)}")

    def convention(self, head: Head) -> Convention:
        """Return what the file declares; what is wrong in it is noted."""
        declared: dict[Keys, tuple[str, object]] = {}
        for name in ("unit", "decimals", "percent_decimals"):
            if getattr(head, name) is not None:
                declared[(name,)] = (name, getattr(head, name))
        for name, value in head.convention.items():
            declared["convention", name] = (name, value)
        return self.declared(declared)

    def bound(
        self,
        head: Head,
        figures: Figures,
        convention: Convention,
        rules: RuleSet,
        known: Iterable[str],
    ) -> Document:
        """Return the figures with all that binds them; what is wrong is noted.

        Args:
            head: The top of the file.
            figures: The figures.
            convention: What the publisher declares.
            rules: The rules of the document.
            known: Ids that exceptions may name; if there are none, they may name any.
        """
        reader = ExceptionReader(self, frozenset(known))
        return Document(
            figures=figures,
            rules=rules,
            convention=convention,
            exceptions=reader.exceptions(head.exceptions),
            title=head.title,
            publisher=head.publisher,
            source=head.source,
            lang=head.lang,
            name=self.source.name,
        )

    def typed(self, table: dict[str, object], keys: Keys) -> dict[str, object]:
        """Return a table in which numbers are the texts that were typed."""
        return {name: self.as_typed(one, (*keys, name)) for name, one in table.items()}

    def as_typed(self, value: object, keys: Keys) -> object:
        """Return an entry in which numbers are the texts that were typed."""
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
