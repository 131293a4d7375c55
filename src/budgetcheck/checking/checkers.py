"""Checkers: the rules of one class of documents, made ready once."""

from __future__ import annotations

from functools import partial
from typing import Generic, TypeVar

import attrs

from budgetcheck.checking.layouts import Layout, layout_of
from budgetcheck.checking.peeking import figures_in
from budgetcheck.checking.programs import Program
from budgetcheck.checking.running import MissingPaths, findings_of
from budgetcheck.checking.runs import NotLaidOutError, Run
from budgetcheck.faults import together
from budgetcheck.language.conditions import named_paths
from budgetcheck.language.conventions import UNDECLARED, Convention
from budgetcheck.language.documents import Figures
from budgetcheck.language.headings import Headings, headings_in
from budgetcheck.language.lookups import misnamed
from budgetcheck.language.nesting import Names, figures_of, names_in
from budgetcheck.language.parts import captions_of_parts, parts_not_given
from budgetcheck.language.paths import Path
from budgetcheck.language.reports import Report
from budgetcheck.language.rules import Rule, RuleSet

_T = TypeVar("_T")


@attrs.frozen
class Checker(Generic[_T]):
    """Checks documents of one class; made by `RuleSet.for_()`.

    It may be shared by threads and called as often as there are documents.

    Attributes:
        rules: The rules.
        cls: The class of the documents.

    Raises:
        UnknownPathError: A rule names a figure which the class does not have.
        UnreadableFileError: Rules name several, or one and came from a file.

    Example:
        >>> @attrs.frozen
        ... class Spending:
        ...     total: int
        ...     part: int
        >>> rules = RuleSet((Rule("total = part"),))
        >>> print(Checker(rules, Spending)(Spending(total=3, part=1)))
        CONTRADICTION total = part: 3 ≠ 1
    """

    rules: RuleSet
    cls: type[_T]
    _layout: Layout = attrs.field(init=False, eq=False, repr=False)
    _named: frozenset[Names] = attrs.field(init=False, eq=False, repr=False)
    _disabled: tuple[Rule, ...] = attrs.field(init=False, eq=False, repr=False)
    _programs: dict[Convention, Program] = attrs.field(
        init=False, factory=dict, eq=False, repr=False
    )

    @_layout.default
    def _default_layout(self) -> Layout:
        return layout_of(self.cls)

    @_named.default
    def _default_named(self) -> frozenset[Names]:
        return named_in(self.rules)

    @_disabled.default
    def _default_disabled(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.disabled)

    def __reduce__(self) -> tuple[object, ...]:
        return (Checker, (self.rules, self.cls))

    def __attrs_post_init__(self) -> None:
        faults = misnamed(self.cls, self.rules)
        if faults:
            raise together(f"{self.cls.__name__} cannot be checked", faults)

    def __call__(
        self,
        document: _T,
        *,
        convention: Convention | None = None,
        missing: MissingPaths = "error",
    ) -> Report:
        """Check one document.

        Args:
            document: An object of the class.
            convention: What its publisher declares about rounding and zeros.
            missing: As for `check()`.

        Raises:
            DimensionError: A rule puts an amount beside a percentage, or two
                currencies.
            UnreadableFileError: Texts that are no figures, where a rule names them.
        """
        declared = convention or UNDECLARED
        all_figures = _Once(document, declared, self._named)
        program = self._programs.get(declared)
        if program is None:
            # Two threads may both get here; both then keep the same.
            program = Program.of(self.rules, self._layout, declared)
            self._programs[declared] = program
        run = Run(program, document, all_figures.some, missing == "unchecked")
        try:
            findings = run.findings()
        except NotLaidOutError:
            general = findings_of(all_figures(), self.rules, declared, missing)
            findings = list(general)
        return Report(
            tuple(findings),
            all_figures.paths,
            disabled=self._disabled,
            lacking=partial(parts_not_given, document),
            headings=all_figures.headings,
            captions=partial(captions_of_parts, document),
        )


@attrs.define
class _Once:
    """All figures of a document, read when they are first asked for."""

    document: object
    declared: Convention
    named: frozenset[Names]
    figures: Figures | None = None

    def __call__(self) -> Figures:
        if self.figures is None:
            self.figures = figures_of(self.document, self.declared, named=self.named)
        return self.figures

    def some(self) -> Figures:
        """Return the figures of the document, of which few may be asked for."""
        return self.figures or figures_in(self.document, self.named, self)

    def paths(self) -> tuple[Path, ...]:
        return tuple(self())

    def headings(self) -> Headings:
        return headings_in(self().labels)


def named_in(rules: RuleSet) -> frozenset[Names]:
    """Return every figure that rules name, as names without rows."""
    return frozenset(
        names_in(path) for rule in rules for path in named_paths(rule.condition)
    )
