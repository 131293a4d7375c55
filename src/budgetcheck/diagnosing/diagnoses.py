"""Diagnoses: what is wrong with a document's figures, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

import attrs

from budgetcheck.language.figures import Figure
from budgetcheck.language.intervals import Interval
from budgetcheck.language.paths import Path


class SlipKind(StrEnum):
    """How a figure comes to be printed wrongly.

    Example:
        >>> SlipKind("swapped_digits") is SlipKind.SWAPPED_DIGITS
        True
    """

    SWAPPED_DIGITS = "swapped_digits"
    ONE_DIGIT = "one_digit"
    LOST_DIGIT = "lost_digit"
    DOUBLED_DIGIT = "doubled_digit"
    POWER_OF_TEN = "power_of_ten"
    WRONG_UNIT = "wrong_unit"
    WRONG_SIGN = "wrong_sign"
    PART_DROPPED = "part_dropped"
    PART_DOUBLED = "part_doubled"
    HEADING_AMONG_ITEMS = "heading_among_items"
    ROWS_SHIFTED = "rows_shifted"
    COPIED = "copied"
    COMPLEMENT = "complement"
    NEIGHBOUR_SHARE = "neighbour_share"
    RATIO_AS_PERCENT = "ratio_as_percent"
    LEVEL_AS_CHANGE = "level_as_change"
    WRONG_BASE = "wrong_base"
    CUT_OFF = "cut_off"
    LAST_SHARE = "last_share"
    PERCENTAGE_OF_ZERO = "percentage_of_zero"
    NOT_COMPUTABLE = "not_computable"
    DIRECTION = "direction"


@attrs.frozen
class Slip:
    """How a wrong figure may have come about.

    Attributes:
        kind: The kind of error.
        of: The other figure that it has to do with: the part that was dropped, the
            cell that was copied, the base that was taken; None if there is none.
        places: For a power of ten or a unit, by how many places the point stands too
            far to the right.

    Example:
        >>> Slip(SlipKind.WRONG_UNIT, places=4).kind.value
        'wrong_unit'
    """

    kind: SlipKind
    of: Path | None = None
    places: int = 0


@attrs.frozen
class Suggestion:
    """A value that a suspect may have had.

    Attributes:
        path: Where the suspect stands.
        figure: The figure as it would be printed.
        slip: What would have made the printed figure of it; None if nothing known.
        exact: Whether all rules of the figure would agree as printed.
        instead_of: The text that is printed.
        only_slip: Whether no other kind of slip makes the printed figure of it.
    """

    path: Path
    figure: Figure
    slip: Slip | None = None
    exact: bool = False
    instead_of: str = ""
    only_slip: bool = False


@attrs.frozen
class Suspect:
    """A figure that may be wrong.

    Attributes:
        path: Where it stands.
        figure: As it is printed.
        allowed: Every value that the other figures and each rule allow, in base units
            (a ratio for a percentage); None if they end it on no side. All rules
            together may allow less, which every suggestion is held against.
        suggestions: What it may have been, the most plausible first.
        only: Whether the first suggestion is the only one that can be printed.
    """

    path: Path
    figure: Figure
    allowed: Interval | None = None
    suggestions: tuple[Suggestion, ...] = ()
    only: bool = False


@attrs.frozen
class Answer:
    """Figures that make all rules possible if they are corrected together.

    Attributes:
        suspects: The figures.
        weight: What they weigh together (`diagnose(weights=…)`), or how many rules
            that hold vouch for them.
    """

    suspects: tuple[Suspect, ...]
    weight: float = 0

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the figures stand."""
        return tuple(one.path for one in self.suspects)


@attrs.frozen
class Doubt:
    """What one cannot do without.

    Attributes:
        path: A figure that stands in every answer.
        otherwise: If it is right, at least so many others are wrong; None if then
            nothing settles the rules.
    """

    path: Path
    otherwise: int | None


@attrs.frozen
class Clash:
    """Figures and rules that cannot all be right.

    Attributes:
        findings: Names of the rules, with their rows, that exclude each other. One
            name if a rule fails by itself; several hold each by itself.
        figures: At least one of these is wrong.
    """

    findings: tuple[str, ...]
    figures: tuple[Path, ...]


@attrs.frozen
class Diagnosis:
    """One thing that is wrong in a document, and what would settle it.

    Attributes:
        findings: Names of the contradicted findings that it explains.
        clashes: What excludes what, each a proof.
        answers: Every set of the fewest figures that settles it, the likeliest first.
        certain: Figures that stand in every answer.
        is_exact: Whether no smaller set can settle it. It is not proven where a
            stated figure is compared with more than one rule.
    """

    findings: tuple[str, ...]
    clashes: tuple[Clash, ...]
    answers: tuple[Answer, ...]
    certain: tuple[Doubt, ...] = ()
    is_exact: bool = True

    @property
    def suspects(self) -> tuple[Suspect, ...]:
        """Every figure that an answer doubts, the likeliest first."""
        seen: dict[Path, Suspect] = {}
        for answer in self.answers:
            for one in answer.suspects:
                seen.setdefault(one.path, one)
        return tuple(seen.values())

    @property
    def is_joint(self) -> bool:
        """Whether all rules hold by themselves, and only together cannot."""
        return not self.findings


@attrs.frozen
class Diagnoses:
    """What is wrong in a document, one cause after the other.

    Attributes:
        causes: The diagnoses.
        is_settled: Whether there was time enough to find every one of them.
    """

    causes: tuple[Diagnosis, ...] = ()
    is_settled: bool = True
    _by_finding: Mapping[str, Diagnosis] = attrs.field(init=False, eq=False, repr=False)

    @_by_finding.default
    def _default_by_finding(self) -> dict[str, Diagnosis]:
        return {name: one for one in self.causes for name in one.findings}

    def of(self, finding: str) -> Diagnosis | None:
        """Return the diagnosis that explains a finding, by its name."""
        return self._by_finding.get(finding)

    def __iter__(self) -> Iterator[Diagnosis]:
        return iter(self.causes)

    def __len__(self) -> int:
        return len(self.causes)
