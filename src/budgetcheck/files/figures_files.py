"""Figures files: a document of figures and rules in TOML or JSON, for any publisher.

Everything wrong with a file is found at once, each fault with its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TypeVar

import attrs

from budgetcheck.errors import FileFault, LimitError
from budgetcheck.files.column_tables import ColumnReader, FrameRules
from budgetcheck.files.heads import FORMAT, Head, HeadReader
from budgetcheck.files.rule_tables import RuleReader
from budgetcheck.files.sources import Source
from budgetcheck.language.building import built
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Document, Figures
from budgetcheck.language.grounding import all_grounds
from budgetcheck.language.lookups import Known, MissingPaths
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.rules import RuleSet

_T = TypeVar("_T")
_LEAST = {"format": FORMAT, "figures": dict[str, object]()}


@attrs.frozen(kw_only=True)
class Header(Head):
    """What stands at the top of a figures file."""

    figures: dict[str, object]
    columns: dict[str, object] = attrs.field(factory=dict)


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
    """Take the rules of a figures file, whatever else it holds.

    Raises:
        UnreadableFileError: All faults of the rules, each with its place.
    """
    return _Reader(source).rule_set()


def frame_rules_of(source: Source) -> FrameRules:
    """Take what a figures file says of data frames; its figures are left alone.

    Raises:
        UnreadableFileError: All faults of these, each with its place.
    """
    return _Reader(source).frame_rules()


@attrs.define
class _Reader(HeadReader):
    missing: MissingPaths = "error"
    others: frozenset[str] = frozenset()

    def document(self) -> Document:
        header = self.head(Header, self.source.tables, _LEAST)
        convention = self.convention(header)
        figures = self.figures(header.figures, convention)
        ColumnReader(self).columns(header.columns)
        document = self.with_rules(header, figures, convention)
        if self.faults:
            self.misnamed(figures, document.rules)
            raise self.unreadable()
        return document

    def entity(self, cls: type[_T]) -> tuple[_T, Document]:
        header = self.head(Header, self.source.tables, _LEAST)
        convention = self.convention(header)
        typed = self.typed(header.figures, ("figures",))
        place_of = partial(self.place, "figures")
        made = built(cls, typed, convention, self.faults, place_of)
        document = self.with_rules(header, Figures({}), convention)
        if self.faults or made is None:
            raise self.unreadable()
        return made, document

    def with_rules(
        self, header: Header, figures: Figures, convention: Convention
    ) -> Document:
        reader = RuleReader(self)
        rules = reader.rules(header.rules)
        known = reader.ids | self.others if reader.ids else ()
        return self.bound(header, figures, convention, rules, known)

    def rule_set(self) -> RuleSet:
        return self.ruled(self.header())

    def frame_rules(self) -> FrameRules:
        header = self.header()
        convention = self.convention(header)
        columns = ColumnReader(self).columns(header.columns)
        rules = self.ruled(header)
        return FrameRules(rules=rules, convention=convention, columns=columns)

    def header(self) -> Header:
        """Return the top of a file that needs no figures."""
        return self.head(Header, {"figures": {}, **self.source.tables}, _LEAST)

    def ruled(self, header: Header) -> RuleSet:
        """Return the rules, which have to be there, if nothing at all is wrong."""
        rules = RuleReader(self).rules(header.rules)
        if not rules and not self.faults:
            self.fault((), "it has no [rules]")
        if self.faults:
            raise self.unreadable()
        return rules

    def misnamed(self, figures: Figures, rules: RuleSet) -> None:
        """Note also what is wrong only with rules and figures together."""
        known = Known(figures, missing_is_unchecked=self.missing == "unchecked")
        _, faults = all_grounds(rules, known)
        self.faults += [one for one in faults if isinstance(one, FileFault)]

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
