"""Accounts files: the forms of a standard, filled in, as TOML or JSON.

The standard says which forms there are and which rules bind them; who looks it up by
its name is told by whoever reads the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import partial
from typing import TypeAlias

import attrs

from budgetcheck.checking.checkers import named_in
from budgetcheck.errors import BudgetCheckError, FileFault, InvalidRuleError
from budgetcheck.files.figures_files import document_of, rules_of
from budgetcheck.files.heads import FORMAT, Head, HeadReader
from budgetcheck.files.rule_tables import RuleReader
from budgetcheck.files.sources import Source
from budgetcheck.language.building import built
from budgetcheck.language.documents import Document, Figures
from budgetcheck.language.lookups import MissingPaths, misnamed
from budgetcheck.language.nesting import figures_of
from budgetcheck.language.places import placed
from budgetcheck.language.rules import RuleSet
from budgetcheck.language.standards import Standard
from budgetcheck.shortening import shortened

Finder: TypeAlias = Callable[[str], Standard]

_LEAST = {"standard": "", "accounts": dict[str, object]()}


@attrs.frozen(kw_only=True)
class AccountsHead(Head):
    """What stands at the top of an accounts file."""

    format: int = FORMAT
    standard: str
    edition: object = None
    region: str = ""
    accounts: dict[str, object]


def is_accounts(source: Source) -> bool:
    """Say whether a file holds the forms of a standard, and no figures of its own."""
    return "standard" in source.tables or "accounts" in source.tables


def nobody(name: str) -> Standard:
    """Refuse to look up a standard, where nobody knows any."""
    message = f"the standard {shortened(name)!r} is not looked up here"
    hint = "read the file with budgetcheck.standards.load()"
    raise BudgetCheckError(f"{message}\n  hint: {hint}")


def document_in(
    source: Source,
    missing: MissingPaths = "error",
    others: Iterable[str] = (),
    find: Finder = nobody,
) -> Document:
    """Make a document of a file of either kind.

    Shape: of an accounts file, the document has the rules of its edition before its
    own, and the object of the standard's class.

    Args:
        source: The tables of the file.
        missing: As for `document_of()`; rules of a standard are never at fault.
        others: As for `document_of()`.
        find: Looks up a standard by its name.

    Raises:
        UnreadableFileError: All faults of the file, each with its place.
    """
    if not is_accounts(source):
        return document_of(source, missing, others)
    return _Reader(source, find=find, others=frozenset(others)).document()


def rules_in(source: Source, find: Finder | None = None) -> RuleSet:
    """Take the rules of a file of either kind, whatever else it holds.

    Args:
        source: The tables of the file.
        find: Looks up a standard by its name; without it, the rules are those that
            stand in the file itself.

    Raises:
        UnreadableFileError: All faults of the rules, each with its place.
    """
    if not is_accounts(source):
        return rules_of(source)
    source = attrs.evolve(source, tables={"accounts": {}, **source.tables})
    return _Reader(source, find=find or nobody).rule_set(alone=find is None)


@attrs.define
class _Reader(HeadReader):
    find: Finder = nobody
    others: frozenset[str] = frozenset()

    def document(self) -> Document:
        head = self.accounts_head()
        standard = self.standard(head)
        convention = self.convention(head)
        if standard is None:
            own = RuleReader(self).rules(head.rules)
            self.bound(head, Figures({}), convention, own, ())
            raise self.unreadable()
        edition = self.edition(head, standard)
        practice = standard.convention_in(edition, self.region(head, standard))
        declared = convention.over(practice)
        typed = self.typed(head.accounts, ("accounts",))
        place_of = partial(self.place, "accounts")
        made = built(standard.entity, typed, declared, self.faults, place_of)
        given = standard.rules_in(edition)
        rules, known = self.rules(head, standard, given)
        bound = self.bound(head, Figures({}), declared, rules, known | self.others)
        if self.faults or made is None:
            raise self.unreadable()
        figures = figures_of(
            made, declared, name=self.source.name, named=named_in(rules)
        )
        optional = frozenset(rule.id for rule in given)
        return attrs.evolve(bound, figures=figures, entity=made, optional=optional)

    def accounts_head(self) -> AccountsHead:
        """Return the top of the file; figures of its own are noted as a fault."""
        tables = dict(self.source.tables)
        if "figures" in tables:
            problem = "a file has figures or accounts, and not both"
            if "accounts" not in tables:
                problem = "what a standard's forms say stands in [accounts]"
                tables["accounts"] = {}
            self.fault(("figures",), problem)
            del tables["figures"]
        return self.head(AccountsHead, tables, _LEAST)

    def standard(self, head: AccountsHead) -> Standard | None:
        """Return the standard, or None after noting that there is none."""
        try:
            # Without a name, that it is missing has been noted.
            return self.find(head.standard) if head.standard else None
        except BudgetCheckError as error:
            self.fault(("standard",), error)
            return None

    def edition(self, head: AccountsHead, standard: Standard) -> int | None:
        """Return the edition, if the file says one that there is."""
        said = head.edition
        if said is None or (type(said) is int and standard.has_edition(said)):
            return said
        if type(said) is not int:
            self.fault(("edition",), f"edition is a year, not {said!r:.60}")
            return None
        known = [str(one) for one in standard.editions or ()]
        near = get_close_matches(str(said), known, n=1)
        hint = f": did you mean {near[0]}?" if near else f": one of {', '.join(known)}"
        self.fault(("edition",), f"{standard.name} has no edition {said}{hint}")
        return None

    def region(self, head: AccountsHead, standard: Standard) -> str:
        """Return the region, if the file says one that the standard knows."""
        said, known = head.region, standard.regions
        if not said or said in known:
            return said
        near = get_close_matches(said, known, n=1) or known
        hint = f": did you mean {near[0]!r}?" if len(near) == 1 else ""
        problem = f"{standard.name} knows nothing of the region {shortened(said)!r}"
        self.fault(("region",), problem + (hint or _one_of(known)))
        return ""

    def rules(
        self, head: AccountsHead, standard: Standard, given: RuleSet
    ) -> tuple[RuleSet, set[str]]:
        """Return the rules of the edition and the file's own, and the ids of all."""
        reader = RuleReader(self)
        own = reader.rules(head.rules)
        every = {rule.id for rule in standard.rules}
        faults = misnamed(standard.entity, own)
        for rule in own:
            if rule.id in every:
                problem = f"{standard.name} has a rule {shortened(rule.id)!r}"
                error = InvalidRuleError(problem, "give yours another id")
                faults.append(placed(error, rule.place))
        self.faults += [one for one in faults if isinstance(one, FileFault)]
        mine = tuple(rule for rule in own if rule.id not in every)
        ids = {rule.id for rule in given} | reader.ids
        return RuleSet((*given, *mine)), ids

    def rule_set(self, *, alone: bool) -> RuleSet:
        head = self.accounts_head()
        rules = RuleSet()
        if alone:
            rules = RuleReader(self).rules(head.rules)
        elif (standard := self.standard(head)) is not None:
            given = standard.rules_in(self.edition(head, standard))
            rules, _ = self.rules(head, standard, given)
        if not rules and not self.faults:
            self.fault((), "it has no [rules]")
        if self.faults:
            raise self.unreadable()
        return rules


def _one_of(known: Sequence[str]) -> str:
    return f": one of {', '.join(known)}" if known else ": leave it out"
