"""Layouts: which figures stand beside each other, and what rules make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from budgetcheck.diagnosing.forms import Forms
from budgetcheck.language.conditions import Compare, Condition, Share, atoms_in
from budgetcheck.language.forms import Form
from budgetcheck.language.grounding import Ground
from budgetcheck.language.paths import Index, Path


@attrs.frozen
class Ratio:
    """A stated percentage with what it is of, as one rule says it."""

    stated: Path
    part: Form
    whole: Form


@attrs.frozen
class Layout:
    """Where the figures of a document stand, for all documents of the same shape.

    Attributes:
        totals: For a figure, the sums that it is the total of.
        ratios: For a figure, the ratios that it states.
        rows: For what a figure stands in, all figures there.
        columns: For a path without row numbers, all figures that have it.
    """

    totals: Mapping[Path, tuple[Form, ...]]
    ratios: Mapping[Path, tuple[Ratio, ...]]
    rows: Mapping[Path, tuple[Path, ...]]
    columns: Mapping[tuple[object, ...], tuple[Path, ...]]

    @classmethod
    def of(
        cls, grounds: Iterable[Ground], named: Iterable[Path], forms: Forms
    ) -> Layout:
        """Return the layout of the figures that rules name."""
        rows: dict[Path, list[Path]] = {}
        columns: dict[tuple[object, ...], list[Path]] = {}
        for path in named:
            rows.setdefault(row_of(path), []).append(path)
            columns.setdefault(column_of(path), []).append(path)
        totals: dict[Path, list[Form]] = {}
        ratios: dict[Path, list[Ratio]] = {}
        for ground in grounds:
            for atom in identities_in(ground.condition):
                if isinstance(atom, Share):
                    one = Ratio(atom.stated, forms.of(atom.part), forms.of(atom.whole))
                    ratios.setdefault(atom.stated, []).append(one)
                    continue
                for left, right in ((atom.left, atom.right), (atom.right, atom.left)):
                    total = left.single
                    if total is not None and len(right.terms) > 1:
                        totals.setdefault(total, []).append(forms.of(right))
        return cls(
            {path: tuple(several) for path, several in totals.items()},
            {path: tuple(several) for path, several in ratios.items()},
            {row: tuple(paths) for row, paths in rows.items()},
            {column: tuple(paths) for column, paths in columns.items()},
        )

    def beside(self, path: Path) -> Iterator[Path]:
        """Yield the other figures of the same row and of the same column."""
        yield from (one for one in self.rows.get(row_of(path), ()) if one != path)
        yield from (one for one in self.columns.get(column_of(path), ()) if one != path)


def identities_in(condition: Condition | None) -> Iterator[Compare | Share]:
    """Yield what a condition says one figure is of others: equations and ratios."""
    for atom in atoms_in(condition):
        if isinstance(atom, Share) or (
            isinstance(atom, Compare) and atom.relation == "="
        ):
            yield atom


def row_of(path: Path) -> Path:
    """Return what a figure stands in: its row, its group."""
    return Path(path.steps[:-1])


def column_of(path: Path) -> tuple[object, ...]:
    """Return what the cells of a column have in common: the path without row numbers.

    Example:
        >>> column_of(Path(("lines", Index(3), "actual")))
        ('lines', None, 'actual')
    """
    return tuple(None if isinstance(one, Index) else one for one in path.steps)
