"""Lacks: what is not given at all, and leaves whole groups of findings unchecked."""

from __future__ import annotations

from collections.abc import Iterable

from budgetcheck.language.conditions import named_paths
from budgetcheck.language.figures import Missing
from budgetcheck.language.findings import Finding
from budgetcheck.language.paths import Key, Path
from budgetcheck.language.reports import Lacking
from budgetcheck.wording import label

_NAMES_SHOWN = 10


def parts_lacking(finding: Finding, lacking: Lacking) -> tuple[str, ...]:
    """Return the parts, not given at all, that a finding would need figures of.

    Args:
        finding: What could not be checked.
        lacking: For each field without figures, the parts that are not given.
    """
    names = (str(path.steps[0]) for path in _missing(finding))
    return tuple(dict.fromkeys(part for one in names for part in lacking.get(one, ())))


def rows_lacking(finding: Finding) -> tuple[str, ...]:
    """Return the rows that a rule names by code, if none of them is there.

    Shape: nothing where one of the rows is there, or where another figure is missing:
    that is a gap which somebody should look at.
    """
    missing = _missing(finding)
    named = {path for path in named_paths(finding.rule.condition) if _by_code(path)}
    if not missing or named != set(missing):
        return ()
    rows = (_row(path) for path in missing)
    return tuple(dict.fromkeys(rows))


def told(key: str, lacks: Iterable[tuple[str, ...]], lang: str) -> str:
    """Say in a line what is not given, and how many checks that costs.

    Args:
        key: `parts_not_given` or `rows_not_given`.
        lacks: What each of the findings lacks.
        lang: `en` or `zh`.

    Example:
        >>> told("parts_not_given", [("income",), ("income", "debt")], "en")
        'Parts not given (2): income, debt; checks not made for that: 2.'
    """
    each = list(lacks)
    names = list(dict.fromkeys(name for one in each for name in one))
    shown = names[:_NAMES_SHOWN] + ["…"] * (len(names) > _NAMES_SHOWN)
    joined = ("、" if lang == "zh" else ", ").join(shown)
    return label(key, lang, count=len(names), names=joined, checks=len(each))


def _missing(finding: Finding) -> list[Path]:
    return [path for path, one in finding.figures if isinstance(one, Missing)]


def _by_code(path: Path) -> bool:
    return any(isinstance(step, Key) for step in path.steps)


def _row(path: Path) -> str:
    keys = [at for at, step in enumerate(path.steps) if isinstance(step, Key)]
    return str(Path(path.steps[: keys[0] + 1]))
