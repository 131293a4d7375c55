"""Plans: rules on every row of a document, for all documents of the same shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from budgetcheck.diagnosing.forms import Forms
from budgetcheck.diagnosing.layouts import Layout
from budgetcheck.faults import together
from budgetcheck.language.conditions import Share, atoms_in
from budgetcheck.language.conventions import Convention
from budgetcheck.language.documents import Figures
from budgetcheck.language.expressions import Linear
from budgetcheck.language.figures import Amount, Count, Figure
from budgetcheck.language.grounding import Ground, all_grounds
from budgetcheck.language.lookups import Known
from budgetcheck.language.paths import Path
from budgetcheck.language.rules import Rule


@attrs.frozen(eq=False)
class Plan:
    """The rules of a document about single figures, without the figures.

    Attributes:
        grounds: The rules on every row; their figures are those of the first document.
        conventions: How each of them is read.
        naming: By figure, which of them name it.
        stating: By figure, which of them state it as a ratio.
        adjusted: How many shares of the same whole are stated, for the last of them,
            where that was adjusted to make 100 %.
        forms: What their expressions come to.
    """

    grounds: tuple[Ground, ...]
    conventions: tuple[Convention, ...]
    naming: Mapping[Path, tuple[int, ...]]
    stating: Mapping[Path, tuple[int, ...]]
    adjusted: Mapping[Share, int]
    forms: Forms

    @classmethod
    def of(cls, rules: Iterable[Rule], declared: Convention, known: Known) -> Plan:
        """Ground rules on the figures of a document.

        Raises:
            BudgetCheckError: A rule cannot be read on these figures.
        """
        every, faults = all_grounds(rules, known)
        if faults:
            raise together("this cannot be diagnosed", faults)
        grounds = tuple(one for one in every if one.condition is not None)
        conventions = tuple(one.rule.convention.over(declared) for one in grounds)
        naming: dict[Path, list[int]] = {}
        stating: dict[Path, list[int]] = {}
        for number, ground in enumerate(grounds):
            for path, _ in ground.figures:
                naming.setdefault(path, []).append(number)
            for share in dict.fromkeys(one.stated for one in _shares(ground)):
                stating.setdefault(share, []).append(number)
        return cls(
            grounds,
            conventions,
            {path: tuple(numbers) for path, numbers in naming.items()},
            {path: tuple(numbers) for path, numbers in stating.items()},
            _adjusted(grounds, conventions),
            Forms(),
        )

    @cached_property
    def layout(self) -> Layout:
        """Where the figures stand."""
        return Layout.of(self.grounds, self.naming, self.forms)

    @cached_property
    def named(self) -> Mapping[Path, Figure]:
        """The figures of the first document."""
        return {path: one for ground in self.grounds for path, one in ground.figures}

    def name_of(self, number: int) -> str:
        """Return what the finding of a ground rule is called."""
        ground = self.grounds[number]
        return f"{ground.rule.id} @ {ground.at}" if ground.at else ground.rule.id

    def named_in(self, figures: Figures) -> dict[Path, Figure]:
        """Return the figures of a document that rules name, missing ones included."""
        given = figures.by_path
        return {path: given.get(path, one) for path, one in self.named.items()}


def shape_of(figures: Figures) -> Hashable:
    """Return what documents have in common for which rules come to the same.

    Example:
        >>> from budgetcheck.language.nesting import figures_of
        >>> one, other = (figures_of({"a": [{"b": text}]}) for text in ("1", "2"))
        >>> shape_of(one) == shape_of(other)
        True
    """
    kinds = tuple(
        (path, type(one), one.unit if isinstance(one, Amount | Count) else None)
        for path, one in figures.by_path.items()
    )
    return kinds, tuple(figures.rows.items()), tuple(figures.labels.items())


def _shares(ground: Ground) -> Iterator[Share]:
    return (one for one in atoms_in(ground.condition) if isinstance(one, Share))


def _adjusted(
    grounds: Iterable[Ground], conventions: Iterable[Convention]
) -> dict[Share, int]:
    shares = [
        share
        for ground, convention in zip(grounds, conventions, strict=True)
        if convention.shares_adjusted == "last"
        for share in _shares(ground)
    ]
    counted: Counter[Linear] = Counter(share.whole for share in shares)
    last = {share.whole: share for share in shares}
    return {share: counted[whole] for whole, share in last.items()}
