"""Reports: all findings of one document, and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from budgetcheck.errors import BudgetCheckError, InconsistentFiguresError
from budgetcheck.language.captions import Caption
from budgetcheck.language.exceptions import StaleException
from budgetcheck.language.findings import Finding
from budgetcheck.language.headings import Headings, Rows, rows_named
from budgetcheck.language.notebooks import html_report
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule
from budgetcheck.language.verdicts import Level, Verdict, level_named

Lacking: TypeAlias = Mapping[str, tuple[str, ...]]
Captions: TypeAlias = Mapping[str, Caption]


@attrs.frozen
class Coverage:
    """Which figures the rules vouch for.

    Attributes:
        vouched: Figures in at least one rule that holds.
        disputed: Figures in rules of which none holds and one is contradicted.
        unvouched: Figures in no rule that says anything of them.

    Example:
        >>> from budgetcheck.checking import check
        >>> figures = {"total": "3", "part": "3", "staff": "7"}
        >>> coverage = check(figures, ["total = part"]).coverage
        >>> coverage.total, [str(path) for path in coverage.unvouched]
        (3, ['staff'])
    """

    vouched: tuple[Path, ...]
    disputed: tuple[Path, ...]
    unvouched: tuple[Path, ...]

    @property
    def total(self) -> int:
        """How many figures the document has."""
        return len(self.vouched) + len(self.disputed) + len(self.unvouched)


@attrs.frozen(eq=False)
class Report:
    """All findings of one document, in the order of its rules.

    Attributes:
        findings: What the rules say.
        name: The file that the document was read from.
        title: What the document is.
        disabled: Rules that were not applied.
        stale: Known exceptions that excuse nothing; each is a warning.

    Example:
        >>> report = Report(findings=(), figures=())
        >>> report.ok, str(report)
        (True, 'no rules')
    """

    findings: tuple[Finding, ...]
    _figures: tuple[Path, ...] | Callable[[], tuple[Path, ...]] = ()
    name: str = ""
    title: str = ""
    disabled: tuple[Rule, ...] = ()
    stale: tuple[StaleException, ...] = ()
    _lacking: Lacking | Callable[[], Lacking] = attrs.field(factory=dict)
    _headings: Headings | Callable[[], Headings] = attrs.field(factory=dict)
    _captions: Captions | Callable[[], Captions] = attrs.field(factory=dict)
    _origins: Mapping[Path, Path] = attrs.field(factory=dict)

    def origin_of(self, path: Path) -> Path:
        """Return where a figure was given, if the document made a row of it again."""
        return self._origins.get(path, path)

    @property
    def absent(self) -> tuple[str, ...]:
        """The parts of the document, such as forms, that are not given at all."""
        return tuple(name for name, parts in self.lacking.items() if name in parts)

    @property
    def lacking(self) -> Lacking:
        """For each field without figures, the parts that would have to be given."""
        if isinstance(self._lacking, Mapping):
            return self._lacking
        lacking = self._lacking()
        object.__setattr__(self, "_lacking", lacking)
        return lacking

    @property
    def figures(self) -> tuple[Path, ...]:
        """Every figure of the document."""
        if isinstance(self._figures, tuple):
            return self._figures
        figures = self._figures()
        object.__setattr__(self, "_figures", figures)
        return figures

    @property
    def headings(self) -> Headings:
        """What the document calls its rows, where it gives them a code or a name."""
        if isinstance(self._headings, Mapping):
            return self._headings
        headings = self._headings()
        object.__setattr__(self, "_headings", headings)
        return headings

    @property
    def captions(self) -> Captions:
        """What parts that are not given are called in print, where that is known."""
        if isinstance(self._captions, Mapping):
            return self._captions
        captions = self._captions()
        object.__setattr__(self, "_captions", captions)
        return captions

    def rows_of(self, finding: Finding) -> Rows:
        """Return the rows that a finding is about, with what the document calls them.

        Shape: each row with a code or a name once, in the order of the figures, and a
        row of a row after it.
        """
        return rows_named((path for path, _ in finding.figures), self.headings)

    def part_titled(self, name: str, lang: str) -> str:
        """Return the title of a part that is not given; its name, if it has none."""
        caption = self.captions.get(name)
        return caption.in_language(lang) if caption else name

    def _facts(self) -> tuple[object, ...]:
        rest = (self.name, self.title, self.disabled, self.stale, self.lacking)
        lazy = (self.headings, self.captions, self._origins)
        return (self.findings, self.figures, *rest, *lazy)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash((self.findings, self.name))

    def __reduce__(self) -> tuple[object, ...]:
        return (Report, self._facts())

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return not self.fails(Level.ERROR)

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict of every rule, by its name."""
        return {finding.name: finding.verdict for finding in self.findings}

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many findings have each verdict; every verdict is there."""
        counted = Counter(finding.verdict for finding in self.findings)
        return {verdict: counted[verdict] for verdict in Verdict}

    @property
    def coverage(self) -> Coverage:
        """Which figures a rule vouches for, which are disputed, which are neither."""
        held = self._figures_in(one for one in self.findings if one.verdict.holds)
        failed = self._figures_in(
            one for one in self.findings if one.verdict is Verdict.CONTRADICTION
        )
        disputed, judged = failed - held, failed | held
        return Coverage(
            tuple(path for path in self.figures if path in held),
            tuple(path for path in self.figures if path in disputed),
            tuple(path for path in self.figures if path not in judged),
        )

    def _figures_in(self, findings: Iterable[Finding]) -> set[Path]:
        named = (path for finding in findings for path, _ in finding.figures)
        return set(map(self.origin_of, named))

    def at_least(self, level: Level | str) -> tuple[Finding, ...]:
        """Return the findings that are as loud as the level, or louder."""
        floor = level_named(level)
        return tuple(one for one in self.findings if one.level.reaches(floor))

    def fails(self, level: Level | str = Level.ERROR) -> bool:
        """Say whether anything is as loud as the level, or louder."""
        floor = level_named(level)
        stale = bool(self.stale) and Level.WARNING.reaches(floor)
        return stale or bool(self.at_least(floor))

    def raise_if(self, level: Level | str = Level.ERROR) -> None:
        """Raise if anything is as loud as the level, or louder.

        Raises:
            InconsistentFiguresError: With the filled-in rule of each such finding.
        """
        if not self.fails(level):
            return
        found = self.at_least(level)
        stale = self.stale if Level.WARNING.reaches(level_named(level)) else ()
        lines = (
            *map(str, found),
            *(f"STALE EXCEPTION {one.exception.name}" for one in stale),
        )
        many = "s" if len(lines) > 1 else ""
        summary = f"{len(lines)} finding{many} at level {level_named(level)} or above"
        raise InconsistentFiguresError(summary, lines)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        message = "a report is neither true nor false: use .ok"
        raise BudgetCheckError(message)

    def __str__(self) -> str:
        return "\n".join(map(str, self.findings)) or "no rules"

    def _repr_html_(self) -> str:
        title, stale = (
            self.title or self.name,
            [one.exception.name for one in self.stale],
        )
        return html_report(title, len(self.figures), self.findings, stale)
