"""Expecting: which rules no truths can obey, found without asking the checker.

A second implementation of one question only, and as plain as it can be: is it
impossible? `True` says that no truths print so, `False` that some do or that a figure
is missing, and `None` that there is nothing to compare. Form by form it follows the
tables of the design, so that a bug would have to be made twice to be overlooked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, assert_never

import attrs

from budgetcheck.language.conditions import (
    OPPOSITE,
    All,
    AnyOf,
    Compare,
    Condition,
    Share,
    Tree,
    When,
    named_paths,
)
from budgetcheck.language.conventions import Convention
from budgetcheck.language.figures import (
    Figure,
    Missing,
    NotComputable,
    Number,
    Percent,
    Word,
)
from budgetcheck.language.forms import Box, Form, collected
from budgetcheck.language.grounding import Ground
from budgetcheck.language.intervals import ZERO, Interval
from budgetcheck.language.paths import Path
from budgetcheck.language.truths import Truths
from budgetcheck.strategies.reaching import around, meets, reaches

Impossible: TypeAlias = bool | None
Adjusted: TypeAlias = Mapping[Share, int]


def is_impossible(
    ground: Ground,
    figures: Mapping[Path, Figure],
    declared: Convention,
    adjusted: Adjusted,
) -> bool:
    """Say whether no truths print so that a rule holds.

    Args:
        ground: The rule on one row.
        figures: Every figure that it names.
        declared: What the publisher declares.
        adjusted: The shares that were adjusted to make 100 %, from `sheets`.

    Example:
        >>> from budgetcheck.language.grounding import grounds
        >>> from budgetcheck.language.lookups import Known
        >>> from budgetcheck.language.nesting import figures_of
        >>> from budgetcheck.language.rules import Rule
        >>> figures = figures_of({"t": "1.03", "a": "0.50", "b": "0.51"})
        >>> (ground,) = grounds(Rule("t = a + b"), Known(figures))
        >>> is_impossible(ground, figures, Convention(), {})
        True
    """
    if ground.condition is None:
        return False
    convention = ground.rule.convention.over(declared)
    read = {path: _read(figures[path], convention) for path, _ in ground.figures}
    return _Reader(read, convention, adjusted).says(ground.condition) is True


def _read(figure: Figure, convention: Convention) -> Figure:
    blank = figure == Missing("blank") and convention.blank == "zero"
    return Word("nil") if blank else figure


def _only(path: Path) -> Form:
    return Form({path: Fraction(1)}, Fraction(0))


@attrs.frozen
class _Reader:
    figures: Mapping[Path, Figure]
    convention: Convention
    adjusted: Adjusted

    def says(self, condition: Condition) -> Impossible:
        match condition:
            case Compare():
                return self.compared(condition)
            case Share():
                return self.shared(condition)
            case All(parts):
                said = [self.says(part) for part in parts]
                return None if set(said) == {None} else any(said)
            case AnyOf(parts):
                # What says nothing rescues nothing.
                told = [one for one in map(self.says, parts) if one is not None]
                return all(told) if told else None
            case When(given, then):
                return self.guarded(given, then)
            case Tree():
                return None
            case _:
                assert_never(condition)

    def compared(self, condition: Compare) -> Impossible:
        form = collected(condition.left).minus(collected(condition.right))
        if self.any_of(form, NotComputable):
            return None
        if self.any_of(form, Missing):
            return False
        if self.is_torn(form):
            return True
        return not meets(form.over(self.widest), condition.relation)

    def any_of(self, form: Form, kind: type) -> bool:
        return any(isinstance(self.figures[path], kind) for path in form.coefficients)

    def is_torn(self, *forms: Form) -> bool:
        """Say whether a figure has printings that contradict each other."""
        paths = {path for form in forms for path in form.coefficients}
        return any(self.truths[path].widest is None for path in paths)

    @cached_property
    def truths(self) -> Mapping[Path, Truths]:
        return {
            path: figure.truths(self.convention)
            for path, figure in self.figures.items()
            if not isinstance(figure, Missing | NotComputable)
        }

    @cached_property
    def widest(self) -> Box:
        return {path: one.widest or one.printed for path, one in self.truths.items()}

    @cached_property
    def printed(self) -> Box:
        return {path: one.printed for path, one in self.truths.items()}

    def shared(self, share: Share) -> Impossible:
        part, whole = collected(share.part), collected(share.whole)
        if self.any_of(whole, NotComputable):
            return None
        if self.any_of(whole, Missing):
            return False
        base = whole.over(self.printed)
        stated = self.figures[share.stated]
        if base == ZERO and (
            isinstance(stated, NotComputable | Word) or stated == Missing("blank")
        ):
            return None
        if isinstance(stated, Missing):
            return False
        if self.any_of(part, NotComputable):
            return None
        if self.any_of(part, Missing):
            return False
        return self.stated_of(share, on_zero=base == ZERO)

    def stated_of(self, share: Share, *, on_zero: bool) -> Impossible:
        """Decide a number, a word or a mark, all figures being there."""
        part, whole = collected(share.part), collected(share.whole)
        stated = self.figures[share.stated]
        nil = isinstance(stated, Number) and stated.value == 0
        if on_zero and nil and part.over(self.printed) == ZERO:
            refused = self.convention.zero_over_zero == "not_computable"
            return True if refused else None
        if isinstance(stated, NotComputable):
            return self.is_torn(part, whole) or not self.may_be_zero(whole)
        if self.is_torn(part, whole, _only(share.stated)):
            return True
        if on_zero:
            return not self.hides_a_base(share)
        if any(self.reached(share, one) for one in self.wholes(whole)):
            return False
        # A dash is 0 %, or says that the percentage cannot be computed.
        return not (isinstance(stated, Word) and stated.sense == "nil") or (
            not self.may_be_zero(whole)
        )

    def may_be_zero(self, whole: Form) -> bool:
        return whole.over(self.widest).holds(0)

    def hides_a_base(self, share: Share) -> bool:
        """Say whether a whole printed as 0 may be one that the percentage is of."""
        part, whole = collected(share.part), collected(share.whole)
        if whole.over(self.widest) == ZERO:
            return False
        if part.over(self.widest) == ZERO and not self.stated(share).holds(0):
            return False
        return any(self.reached(share, one) for one in self.wholes(whole))

    def wholes(self, whole: Form) -> Iterator[Form]:
        """Yield the whole, or by its size, which may be that of either sign."""
        span = whole.over(self.printed)
        turned = whole.negated()
        absolute = self.convention.negative_base == "absolute"
        below = span.is_point and span.low is not None and span.low < 0
        if not absolute or not below or self.may_be_zero(whole):
            yield whole
        if absolute and (below or self.may_be_zero(whole)):
            yield turned

    def reached(self, share: Share, whole: Form) -> bool:
        box = self.widest
        return reaches(collected(share.part), whole, self.stated(share), box)

    def stated(self, share: Share) -> Interval:
        """Return what the stated figure may be; a share may have been adjusted."""
        usual = self.widest[share.stated]
        figure, adjusted = self.figures[share.stated], self.convention.shares_adjusted
        if not isinstance(figure, Percent) or figure.bound or not figure.quantum:
            return usual
        value, unit = Fraction(figure.value) / 100, Fraction(figure.quantum) / 100
        others = self.adjusted.get(share, 0) - 1
        if adjusted == "largest_remainder":
            return around(value, unit, is_open=True)
        if adjusted == "last" and others > 0:
            cut = self.convention.percent_rounding == "cut_off"
            return around(value, (unit if cut else unit / 2) * others, is_open=cut)
        return usual

    def guarded(self, given: Condition, then: Condition) -> Impossible:
        named = [path for path in named_paths(given) if not path.ranges]
        if any(isinstance(self.figures[path], Missing) for path in named):
            return False
        if any(isinstance(self.figures[path], NotComputable) for path in named):
            return None
        if not self.is_true(given):
            return None
        said = self.says(then)
        return False if said and self.may_be_false(given) else said

    def is_true(self, guard: Condition) -> bool:
        """Say whether a guard holds of the printed values."""
        match guard:
            case Compare(left, relation, right):
                form = collected(left).minus(collected(right))
                return meets(form.over(self.printed), relation)
            case Share():
                return self.agrees(guard)
            case All(parts):
                return all(map(self.is_true, parts))
            case AnyOf(parts):
                return any(map(self.is_true, parts))
            case When(given, then):
                return not self.is_true(given) or self.is_true(then)
            case Tree():
                return True
            case _:
                assert_never(guard)

    def agrees(self, share: Share) -> bool:
        """Say whether the printed figures give what is stated."""
        part, whole = collected(share.part), collected(share.whole)
        if whole.over(self.printed) == ZERO or self.is_torn(
            part, whole, _only(share.stated)
        ):
            return False
        stated, printed = self.stated(share), self.printed
        return any(reaches(part, one, stated, printed) for one in self.wholes(whole))

    def may_be_false(self, guard: Condition) -> bool:
        """Say whether some truths make a guard false; where unsure, yes."""
        match guard:
            case Compare(left, relation, right):
                span = collected(left).minus(collected(right)).over(self.widest)
                if relation == "=":
                    return span != ZERO
                return meets(span, OPPOSITE[relation])
            case All(parts):
                return any(map(self.may_be_false, parts))
            case AnyOf(parts):
                return all(map(self.may_be_false, parts))
            case Share() | When() | Tree():
                return True
            case _:
                assert_never(guard)
