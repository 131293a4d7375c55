"""Needs: what the truths of a document must meet so that one rule is possible.

A ground rule becomes linear expressions that are not below, or above, or equal to 0,
in one or several ways. A ratio is one way for a positive whole and one for a negative
one, so that there is no division and no product of two figures. What a figure that is
missing leaves open, and what is undefined, needs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

import attrs

from budgetcheck.diagnosing.forms import Forms
from budgetcheck.diagnosing.lines import Line
from budgetcheck.diagnosing.ways import (
    NOTHING,
    Ways,
    beside,
    every_of,
    limited,
    parts_of,
)
from budgetcheck.language.conditions import (
    OPPOSITE,
    All,
    AnyOf,
    Compare,
    Condition,
    Relation,
    Share,
    Tree,
    When,
)
from budgetcheck.language.conventions import Convention
from budgetcheck.language.expressions import Linear
from budgetcheck.language.figures import (
    Amount,
    Count,
    Figure,
    Missing,
    NotComputable,
    Percent,
    Word,
)
from budgetcheck.language.forms import Form
from budgetcheck.language.intervals import ZERO, Interval
from budgetcheck.language.paths import Path
from budgetcheck.language.truths import Truths


@attrs.frozen
class Need:
    """What one condition needs: one of its ways, with every line of it.

    Attributes:
        ways: The ways; none at all if it is impossible.
        stated: Stated figures that stand in no line; of another figure there, the
            need could be anything, so that it is none.
        ratio: The part and the whole, where the need is that of one ratio.
    """

    ways: Ways
    stated: frozenset[Path] = frozenset()
    ratio: tuple[Form, Form] | None = None

    @property
    def figures(self) -> frozenset[Path]:
        """Every figure that the need is about."""
        lines = (line for way in self.ways for line in way)
        return self.stated.union(*(line.factors for line in lines))


@attrs.frozen
class Reading:
    """How the figures of one rule are read.

    Attributes:
        figures: Every figure that the rule names.
        truths: Those of every figure that has some.
        convention: The rule's over the publisher's.
        adjusted: How many shares of the same whole are stated, for the last of them,
            which was adjusted to make 100 %.
        forms: What its expressions come to.
    """

    figures: Mapping[Path, Figure]
    truths: Mapping[Path, Truths]
    convention: Convention
    adjusted: Mapping[Share, int] = attrs.field(factory=dict)
    forms: Forms = attrs.field(factory=Forms)

    def needs(self, condition: Condition) -> list[Need]:
        """Return what a ground condition needs, part by part."""
        parts = parts_of(condition)
        if len(parts) > 1:
            return [need for part in parts for need in self.needs(part)]
        stated: set[Path] = set()
        ways = self.ways(condition, stated)
        if () in ways:
            return []
        ratio = None
        if isinstance(condition, Share) and ways and not self.lacks(condition.part):
            ratio = self.forms.of(condition.part), self.base(condition)
        return [Need(ways, frozenset(stated), ratio)]

    def ways(self, condition: Condition, stated: set[Path]) -> Ways:
        """Return the ways in which a condition may hold; notes stated figures."""
        match condition:
            case Compare():
                return self.comparison(condition, stated)
            case Share():
                return self.share(condition, stated)
            case All(parts):
                return every_of(self.ways(part, stated) for part in parts)
            case AnyOf(parts):
                found = [self.ways(part, stated) for part in parts]
                return limited([way for ways in found for way in ways])
            case When(given, then):
                free = self.opposite(given)
                if () in free:
                    return NOTHING
                return limited([*free, *self.ways(then, stated)])
            case Tree():
                return NOTHING
            case _:
                assert_never(condition)

    def opposite(self, guard: Condition) -> Ways:
        """Return the ways in which a guard may be false; where unsure, any way."""
        match guard:
            case Compare(left, relation, right):
                if self.lacks(left) or self.lacks(right):
                    return NOTHING
                form = self.forms.difference(guard)
                if relation == "=":
                    more, less = self.forms.line(form, ">"), self.forms.line(form, "<")
                    return ((less,), (more,))
                return ((self.forms.line(form, OPPOSITE[relation]),),)
            case All(parts):
                return limited([way for part in parts for way in self.opposite(part)])
            case AnyOf(parts):
                return every_of(self.opposite(part) for part in parts)
            case Share() | When() | Tree():
                return NOTHING
            case _:
                assert_never(guard)

    def lacks(self, linear: Linear) -> bool:
        """Say whether a figure of an expression is missing, or is no number."""
        return any(
            isinstance(self.figures[path], Missing | NotComputable)
            for path in self.forms.of(linear).coefficients
        )

    def comparison(self, compare: Compare, stated: set[Path]) -> Ways:
        """Return what a comparison needs; a direction word is one of its sides.

        A word stands for some number of its sign, and not for the same one in every
        rule that it is in, so that it is no variable.
        """
        left, right = compare.left, compare.right
        if self.lacks(left) or self.lacks(right):
            return NOTHING
        form = self.forms.difference(compare)
        words = [path for path in form.coefficients if self.is_direction(path)]
        if not words:
            return ((self.forms.line(form, compare.relation),),)
        stated.update(words)
        span = Form(
            {path: form.coefficients[path] for path in words}, Fraction(0)
        ).over({path: self.truths[path].printed for path in words})
        rest = Form(
            {p: one for p, one in form.coefficients.items() if p not in words},
            form.constant,
        )
        relation = beside(span, compare.relation)
        return ((Line.of(rest, relation),),) if relation else NOTHING

    def is_direction(self, path: Path) -> bool:
        """Say whether a figure is a word that says more or less."""
        figure = self.figures[path]
        return isinstance(figure, Word) and figure.sense in {"increase", "decrease"}

    # --- ratios --------------------------------------------------------------------

    def share(self, share: Share, stated: set[Path]) -> Ways:
        """Return what a ratio needs: a way for each sign of the whole, and for 0."""
        figure = self.figures[share.stated]
        if isinstance(figure, Missing) or self.lacks(share.whole):
            return NOTHING
        if self.lacks(share.part):
            return NOTHING
        whole = self.forms.of(share.whole)
        if isinstance(figure, NotComputable):
            stated.add(share.stated)
            return ((self.forms.line(whole, "="),),)
        truths = self.stated_truths(share, figure)
        stated.add(share.stated)
        if truths is None:
            return ()  # Its printings contradict each other.
        part = self.forms.of(share.part)
        if self.is_refused(part, whole, figure):
            stated.update(part.coefficients, whole.coefficients)
            return ()
        turned = self.convention.negative_base == "absolute"
        below = self.forms.negated(whole)
        turn = part if turned else self.forms.negated(part)
        ways = [
            (self.forms.line(whole, ">"), *self.within(part, whole, truths)),
            (self.forms.line(below, ">"), *self.within(turn, below, truths)),
        ]
        nothing = self.forms.line(whole, "=")
        if isinstance(figure, Word):
            # A dash says that there is none, also where none can be computed.
            ways += [(nothing,)]
        elif self.may_be_of_nothing(whole, figure):
            ways += [(nothing, self.forms.line(part, "="))]
        return tuple(ways)

    def is_refused(self, part: Form, whole: Form, figure: Figure) -> bool:
        """Say whether 0 % of nothing is printed, and its publisher never does that."""
        if self.convention.zero_over_zero != "not_computable":
            return False
        if not isinstance(figure, Amount | Count | Percent) or figure.bound:
            return False
        named = (*part.coefficients, *whole.coefficients)
        printed = {path: self.truths[path].printed for path in named}
        return not figure.value and part.over(printed) == whole.over(printed) == ZERO

    def within(self, part: Form, whole: Form, truths: Interval) -> list[Line]:
        """Return that part is so many times whole; whole is positive.

        Both ends of a point say the same line twice over, and it is written once.
        """
        low, high = truths.low, truths.high
        if truths.is_point and low is not None:
            return [self.forms.ratio(part, whole, low, "=")]
        lines: list[Line] = []
        if low is not None:
            relation: Relation = ">" if truths.low_open else ">="
            lines.append(self.forms.ratio(part, whole, low, relation))
        if high is not None:
            relation = "<" if truths.high_open else "<="
            lines.append(self.forms.ratio(part, whole, high, relation))
        return lines

    def may_be_of_nothing(self, whole: Form, figure: Amount | Count | Percent) -> bool:
        """Say whether a number may be stated where part and whole are both 0."""
        if self.convention.zero_over_zero != "not_computable" and not figure.value:
            return True
        box = {
            path: self.truths[path].widest or Interval() for path in whole.coefficients
        }
        value = whole.over({path: self.truths[path].printed for path in box})
        return value != ZERO and whole.over(box).holds(0)

    def base(self, share: Share) -> Form:
        """Return the whole of a ratio, turned round where its size is what counts."""
        whole = self.forms.of(share.whole)
        if self.convention.negative_base != "absolute":
            return whole
        named = {path: self.truths[path].printed for path in whole.coefficients}
        high = whole.over(named).high
        return self.forms.negated(whole) if high is not None and high < 0 else whole

    def stated_truths(
        self, share: Share, figure: Amount | Count | Percent | Word
    ) -> Interval | None:
        """Return the truths of a stated figure; adjusted shares are widened."""
        truths = self.truths[share.stated].widest
        if not isinstance(figure, Percent) or figure.bound or not figure.quantum:
            return truths
        value, quantum = Fraction(figure.value) / 100, Fraction(figure.quantum) / 100
        if self.convention.shares_adjusted == "largest_remainder":
            return _around(value, quantum, is_open=True)
        others = self.adjusted.get(share, 0) - 1
        if others < 1:
            return truths
        # It takes up what the others were rounded by: half a unit each, or less than a
        # whole one where they were cut off.
        cut = self.convention.percent_rounding == "cut_off"
        return _around(value, others * (quantum if cut else quantum / 2), is_open=cut)


def _around(value: Fraction, slack: Fraction, *, is_open: bool) -> Interval:
    return Interval(value - slack, value + slack, low_open=is_open, high_open=is_open)
