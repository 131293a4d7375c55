"""The document of 100 figures and 60 rules as a row of whole numbers, and its rules.

Amounts are in fen, percentages in hundredths; one that is not printed is None. A rule
says what passes in expressions that polars columns and plain integers both know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from benchmarks import documents

WHOLE = 10_000  # hundredths of a percent in one


@attrs.frozen
class Sum:
    """A total and its parts, or an of-which, that must be apart by no more than slack.

    Attributes:
        id: Its name.
        plus: What is added.
        minus: What is taken off again.
        of_which: Whether being less is right.
    """

    id: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    of_which: bool = False

    @property
    def figures(self) -> int:
        """How many figures may each be half a unit off."""
        return len(self.plus) + len(self.minus)


@attrs.frozen
class Ratio:
    """A stated percentage of a part in a whole.

    Attributes:
        id: Its name.
        stated: The percentage.
        part: What is added to the part.
        whole: What it is a percentage of.
        change: Whether it is a change, which is 100 % less than a ratio.
    """

    id: str
    stated: str
    part: tuple[str, ...]
    whole: str
    change: bool = False


def rules() -> Iterator[Sum | Ratio]:
    """Yield the 60 rules, in the order of `documents.notations`."""
    leaves = [f"{name}_{leaf}" for name in documents.NAMES for leaf in documents.LEAVES]
    for at, name in enumerate(documents.NAMES):
        first, second, *rest = leaves[5 * at : 5 * at + documents.PARTS[at]]
        total, budget = f"{name}_total", f"{name}_budget"
        a, b, c = (f"{name}_{leaf}" for leaf in "abc")
        before = f"{documents.NAMES[at - 1]}_total"
        yield Sum(f"{name}_sum", (total,), (first, second, *rest))
        yield Sum(f"{name}_rest", (total,), (first, second, *rest))
        yield Sum(f"{name}_of_which", (a, b, c), (total,), of_which=True)
        yield Ratio(f"{name}_rate_holds", f"{name}_rate", (total,), budget)
        yield Ratio(f"{name}_share_holds", f"{name}_share", (a, b), total)
        yield Ratio(
            f"{name}_change_holds", f"{name}_change", (total,), before, change=True
        )


RULES = tuple(rules())


def row(texts: documents.Texts) -> dict[str, int | None]:
    """Return a printed document as a row of whole numbers."""
    return {
        f"{name}_{key}": _number(text)
        for name, section in texts.items()
        for key, text in section.items()
    }


def _number(text: str) -> int | None:
    if text == "n/c":
        return None
    return int(text.replace(",", "").replace(".", "").removesuffix("%"))


def total(names: tuple[str, ...], columns: Mapping[str, Any]) -> Any:
    """Add up figures, or columns."""
    first, *others = (columns[name] for name in names)
    return sum(others, first)


def in_vtl(rule: Sum | Ratio) -> str:
    """Return what passes, in VTL."""
    if isinstance(rule, Sum):
        apart = f"{' + '.join(rule.plus)} - {' - '.join(rule.minus)}"
        size = apart if rule.of_which else f"abs({apart})"
        return f"2 * ({size}) <= {rule.figures}"
    stated = f"({rule.stated} + {WHOLE})" if rule.change else rule.stated
    whole = rule.whole
    apart = f"4 * ({WHOLE} * ({' + '.join(rule.part)}) - {stated} * {whole})"
    less, more = f"abs(2 * {stated} - 1)", f"abs(2 * {stated} + 1)"
    above = _greatest(f"2 * {whole} + {less}", f"{more} - 2 * {whole}")
    below = _greatest(f"2 * {whole} + {more}", f"{less} - 2 * {whole}")
    slack = 2 * WHOLE * len(rule.part)
    return (
        f"if isnull({rule.stated}) then {whole} = 0 else "
        f"{apart} + {above} + {slack} >= 0 and {apart} - {below} - {slack} <= 0"
    )


def _greatest(one: str, other: str) -> str:
    return f"(if {one} > {other} then {one} else {other})"


def passes(rule: Sum | Ratio, figures: Mapping[str, int | None]) -> bool:
    """Say whether a rule passes, of plain integers."""
    if isinstance(rule, Sum):
        apart = total(rule.plus, figures) - total(rule.minus, figures)
        return bool(2 * (apart if rule.of_which else abs(apart)) <= rule.figures)
    stated, whole = figures[rule.stated], figures[rule.whole] or 0
    if stated is None:
        return whole == 0
    if rule.change:
        stated += WHOLE
    apart = 4 * (WHOLE * total(rule.part, figures) - stated * whole)
    less, more = abs(2 * stated - 1), abs(2 * stated + 1)
    above = max(2 * whole + less, more - 2 * whole)
    below = max(2 * whole + more, less - 2 * whole)
    slack = 2 * WHOLE * len(rule.part)
    return bool(apart + above + slack >= 0 and apart - below - slack <= 0)
