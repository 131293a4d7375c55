"""Lacks: what is not given at all, and leaves whole groups of findings unchecked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

from budgetcheck.language.conditions import Compare, Share, named_paths
from budgetcheck.language.expressions import Linear
from budgetcheck.language.figures import Missing
from budgetcheck.language.findings import Finding
from budgetcheck.language.paths import Key, Path
from budgetcheck.language.reports import Lacking, Report
from budgetcheck.wording import label

_NAMES_SHOWN = 10


@attrs.frozen
class Lack:
    """What a finding that could not be checked would need, and nobody gave.

    Attributes:
        key: `parts_not_given`, `rows_not_given` or `figures_not_given`.
        names: The parts, rows or figures.
    """

    key: str
    names: tuple[str, ...]


@attrs.frozen
class Lacks:
    """Tells why findings of one report are unchecked, if it is no gap to look at."""

    _lacking: Lacking
    _given: frozenset[Path]
    _judged: frozenset[Path]
    _origin_of: Callable[[Path], Path]

    @classmethod
    def of(cls, report: Report) -> Lacks:
        """Return the lacks of a report."""
        given = frozenset(report.figures)
        judged = given.difference(report.coverage.unvouched)
        return cls(report.lacking, given, judged, report.origin_of)

    def in_(self, finding: Finding) -> Lack | None:
        """Return what a finding lacks: a part that is not given, rows, or figures.

        Shape: nothing where some figure is missing that somebody should look at: it is
        printed as missing, or what is stated is checked by nothing else.
        """
        for key, names in (
            ("parts_not_given", self._parts(finding)),
            ("rows_not_given", _rows(finding)),
            ("figures_not_given", self._figures(finding)),
        ):
            if names:
                return Lack(key, names)
        return None

    def _parts(self, finding: Finding) -> tuple[str, ...]:
        firsts = (str(path.steps[0]) for path in _missing(finding))
        found = (part for one in firsts for part in self._lacking.get(one, ()))
        return tuple(dict.fromkeys(found))

    def _figures(self, finding: Finding) -> tuple[str, ...]:
        missing = _missing(finding)
        named = (self._origin_of(path) for path, _ in finding.figures)
        there = self._given.intersection(named)
        if not there.isdisjoint(map(self._origin_of, missing)):
            return ()
        if not there <= self._judged and not _states_nothing(finding, missing):
            return ()
        if any(map(_by_code, missing)):  # A row that should be there may be misspelt.
            return ()
        return tuple(dict.fromkeys(map(str, missing)))


def _states_nothing(finding: Finding, missing: Sequence[Path]) -> bool:
    """Say whether what a rule is about, a total or a percentage, is not given."""
    match finding.rule.condition:
        case Share() | Compare(Linear(single=Path())):
            stated, _ = finding.figures[0]
            return stated in missing
        case _:
            return False


def _rows(finding: Finding) -> tuple[str, ...]:
    """Return the rows that a rule names by code, if none of them is there."""
    missing = _missing(finding)
    named = {path for path in named_paths(finding.rule.condition) if _by_code(path)}
    if not missing or named != set(missing):
        return ()
    rows = (_row(path) for path in missing)
    return tuple(dict.fromkeys(rows))


def told(
    key: str,
    lacks: Iterable[tuple[str, ...]],
    lang: str,
    titled: Callable[[str, str], str] = lambda name, _: name,
) -> str:
    """Say in a line what is not given, and how many checks that costs.

    Args:
        key: `parts_not_given`, `rows_not_given` or `figures_not_given`.
        lacks: What each of the findings lacks.
        lang: `en` or `zh`.
        titled: Says what a part is called in a language: `Report.part_titled`.

    Example:
        >>> told("parts_not_given", [("income",), ("income", "debt")], "en")
        'Parts not given (2): income, debt; checks not made for that: 2.'
    """
    each = list(lacks)
    names = list(dict.fromkeys(name for one in each for name in one))
    shown = names[:_NAMES_SHOWN]
    if key == "parts_not_given":
        shown = [titled(name, lang) for name in shown]
    shown += ["…"] * (len(names) > _NAMES_SHOWN)
    joined = ("、" if lang == "zh" else ", ").join(shown)
    return label(key, lang, count=len(names), names=joined, checks=len(each))


def _missing(finding: Finding) -> list[Path]:
    return [path for path, one in finding.figures if isinstance(one, Missing)]


def _by_code(path: Path) -> bool:
    return any(isinstance(step, Key) for step in path.steps)


def _row(path: Path) -> str:
    keys = [at for at, step in enumerate(path.steps) if isinstance(step, Key)]
    return str(Path(path.steps[: keys[0] + 1]))
