"""Evidence: why a verdict is what it is, and the numbers that it rests on."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from budgetcheck.language.conditions import Condition
from budgetcheck.language.figures import Figure
from budgetcheck.language.intervals import Interval
from budgetcheck.language.measures import Measure
from budgetcheck.language.paths import Path


class Cause(StrEnum):
    """Why a verdict is what it is; wording has one template for each.

    Example:
        >>> from budgetcheck.checking import check
        >>> report = check({"total": "3", "part": "1"}, ["total = part"])
        >>> report.findings[0].cause.value
        'impossible'
    """

    AGREES = "agrees"
    ROUNDED = "rounded"
    AT_THE_LIMIT = "at_the_limit"
    IMPROBABLE = "improbable"
    HIDDEN_BY_ZEROS = "hidden_by_zeros"
    BASE_MAY_BE_ZERO = "base_may_be_zero"
    GUARD_IN_DOUBT = "guard_in_doubt"
    IMPOSSIBLE = "impossible"
    PRINTINGS_DIFFER = "printings_differ"
    PERCENTAGE_OF_ZERO = "percentage_of_zero"
    PERCENTAGE_OF_HIDDEN_ZERO = "percentage_of_hidden_zero"
    ZERO_OF_ZERO_REFUSED = "zero_of_zero_refused"
    COMPUTABLE = "computable"
    NOT_COMPUTABLE_NEAR_ZERO = "not_computable_near_zero"
    NOT_COMPUTABLE = "not_computable"
    ZERO_OF_ZERO = "zero_of_zero"
    NO_NUMBER = "no_number"
    GUARD_FALSE = "guard_false"
    EMPTY_LIST = "empty_list"
    MISSING = "missing"
    MISSING_ON_ZERO_BASE = "missing_on_zero_base"


Flip: TypeAlias = Literal["sign", "whole", "direction"]


def flips(
    stated: Fraction | None, recomputed: Fraction | None, *, is_change: bool = False
) -> Flip | None:
    """Return what an error in a stated ratio turns round, if anything.

    Args:
        stated: What is stated, as a ratio.
        recomputed: What the other figures give.
        is_change: Whether it is a rate of change, of which 100% is no threshold.

    Example:
        >>> flips(Fraction("1.02"), Fraction("0.98"))
        'whole'
        >>> flips(Fraction("1.02"), Fraction("0.98"), is_change=True)
    """
    if stated is None or recomputed is None:
        return None
    if stated * recomputed < 0:
        return "sign"
    across = not is_change and (stated - 1) * (recomputed - 1) < 0
    return "whole" if across else None


@attrs.frozen(kw_only=True)
class Evidence:
    """The numbers behind a verdict, exactly.

    Units: base units (元, single things, ratios); `measure` says how they print.

    Attributes:
        stated: What is printed.
        recomputed: What the other printed figures give.
        residual: Stated less recomputed.
        stated_truths: The truths behind what is printed.
        possible: What the other figures allow, given their rounding.
        unexplained: The least difference that rounding does not explain; 0 if it may.
        flips: The conclusion that the error turns round: the `sign` of a change, over
            or under the `whole` (100 %), or the `direction` that a word says.

    Example:
        >>> from budgetcheck.checking import check
        >>> report = check({"total": "3", "a": "1", "b": "1"}, ["total = a + b"])
        >>> evidence = report.findings[0].evidence
        >>> str(evidence.stated), str(evidence.recomputed), str(evidence.residual)
        ('3', '2', '1')
    """

    stated: Fraction | None = None
    recomputed: Fraction | None = None
    residual: Fraction | None = None
    stated_truths: Interval | None = None
    possible: Interval | None = None
    unexplained: Fraction | None = None
    flips: Flip | None = None
    measure: Measure = Measure()


NO_EVIDENCE = Evidence()


@attrs.frozen(kw_only=True)
class Details:
    """What a verdict rests on: the rule on this row, its figures, the numbers.

    Attributes:
        condition: The rule's condition on this row, sums written out.
        decisive: The part of the condition that decided.
        figures: The figures of the rule, with their paths and places, in order.
        evidence: The numbers behind the verdict.
    """

    condition: Condition | None = None
    decisive: Condition | None = None
    figures: tuple[tuple[Path, Figure], ...] = ()
    evidence: Evidence = NO_EVIDENCE


NO_DETAILS = Details()
