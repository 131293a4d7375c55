"""Sentences: the numbers of a finding put into the template of its cause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

import attrs

from budgetcheck.language.conditions import Compare, Condition, Share
from budgetcheck.language.evidence import Cause, Evidence
from budgetcheck.language.figures import (
    Amount,
    Missing,
    Number,
    all_printings,
    figure_text,
)
from budgetcheck.language.findings import Finding
from budgetcheck.language.intervals import Interval
from budgetcheck.language.numbers import decimals_of, exponent_of
from budgetcheck.language.verdicts import Verdict
from budgetcheck.wording.templates import fill, placeholders, template, templates
from budgetcheck.wording.turning import said, told

_LOUD = frozenset({Verdict.CONTRADICTION, Verdict.STRAINED, Verdict.ROUNDING})
_END_DIGITS = 30
_MORE_DIGITS = 4
_APART = 2


@attrs.frozen
class Wording:
    """A finding in words.

    Attributes:
        what: What is right or wrong, and by how much.
        why: Why rounding explains it, or cannot.
        remarks: What else a reader needs: trimmed zeros, a conclusion turned round,
            the rule's own note.
    """

    what: str
    why: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Everything in one paragraph."""
        said = [part for part in (self.what, self.why, *self.remarks) if part]
        return ("" if self.what.endswith("。") else " ").join(said)


def word(finding: Finding, lang: str = "en") -> Wording:
    """Say in words what a finding means.

    Args:
        finding: The finding.
        lang: `en` or `zh`.

    Raises:
        InvalidConventionError: There are no sentences in this language.

    Example:
        >>> from budgetcheck.checking import check
        >>> figures = {"s": "95.89%", "actual": "307.82", "budget": "0"}
        >>> report = check(figures, ["s = actual / budget"], decimals=2)
        >>> word(report.findings[0]).what
        '95.89% is stated of a whole that is 0: such a percentage does not exist.'
    """
    speaker = _Speaker(finding, lang, *told(finding))
    cause, shape = str(finding.cause), speaker.shape
    what = template(lang, cause, shape, speaker.lead(shape))
    why = template(lang, cause, shape, speaker.reason(shape))
    # Only what is said is written: most templates want two or three of ten numbers.
    values = _written(speaker, placeholders(what) | placeholders(why))
    return Wording(fill(what, values), fill(why, values), tuple(speaker.remarks()))


def numbers_of(finding: Finding, lang: str, wanted: Iterable[str]) -> dict[str, str]:
    """Write numbers of a finding by the names that templates have for them."""
    return _written(_Speaker(finding, lang, *told(finding)), wanted)


def _written(speaker: _Speaker, wanted: Iterable[str]) -> dict[str, str]:
    return {name: _VALUES[name](speaker) for name in wanted}


def word_ranges(finding: Finding, lang: str = "en") -> tuple[str, str]:
    """Say what the stated figure stands for, and what the other figures allow."""
    speaker = _Speaker(finding, lang, *told(finding))
    one = speaker.evidence
    return speaker.span(one.stated_truths), speaker.span(one.possible)


@attrs.frozen
class _Speaker:
    finding: Finding
    lang: str
    decisive: Condition | None
    evidence: Evidence

    @property
    def shape(self) -> str:
        """Which of a cause's templates fits the rule that decided."""
        if self.finding.cause is Cause.PRINTINGS_DIFFER and self.torn():
            return "figure"
        match self.decisive:
            case Share():
                return "share"
            case Compare(left, relation, right):
                if relation == "<=" and right.single and len(left.terms) > 1:
                    of_which = template(
                        self.lang, self.finding.cause, "of_which", "what"
                    )
                    named = self.finding.cause is Cause.IMPOSSIBLE
                    return "of_which" if of_which and named else "order"
                if relation != "=":
                    return "order"
                return "direction" if said(self.finding) else "sum"
            case _:
                return "sum"

    def torn(self) -> str:
        """Write every printing of the figures that are printed more than once."""
        return "; ".join(
            f"{path}: {', '.join(map(figure_text, all_printings(figure)))}"
            for path, figure in self.finding.figures
            if isinstance(figure, Number) and figure.also
        )

    def lead(self, shape: str) -> str:
        """Which statement to make: there may be no number to compare with."""
        nothing = self.evidence.recomputed is None and self.evidence.possible is None
        given = template(self.lang, self.finding.cause, shape, "what_open")
        return "what_open" if nothing and given else "what"

    def reason(self, shape: str) -> str:
        """Which reason to give: bounds, exact figures, a base of 0 have their own."""
        one = self.evidence
        candidates = {
            "why_open": one.possible is None,
            "why_bound": one.residual is None and shape not in {"share", "direction"},
            "why_exact": self.is_exact(shape),
        }
        applying = (part for part, applies in candidates.items() if applies)
        cause = self.finding.cause
        given = (part for part in applying if template(self.lang, cause, shape, part))
        return next(given, "why")

    def is_exact(self, shape: str) -> bool:
        """Whether rounding has no part in what the figures give."""
        if shape == "share":
            return (
                self.evidence.possible is not None and self.evidence.possible.is_point
            )
        return self.slack() == 0

    def difference(self) -> str:
        one = self.evidence
        residual = one.unexplained if one.residual is None else abs(one.residual)
        return self.gap(residual)

    def say(self, key: str, **values: str) -> str:
        return fill(str(templates(self.lang)["words"][key]), values)

    def stated(self) -> str:
        if isinstance(self.decisive, Share):
            return figure_text(dict(self.finding.figures)[self.decisive.stated])
        word = said(self.finding)
        if word is not None:
            return figure_text(word)
        return self.side("left", self.evidence.stated)

    def side(self, name: str, value: Fraction | None) -> str:
        """Write one side of a comparison: its value, or what bounds leave of it."""
        if value is not None:
            return self.quantity(value)
        decisive = self.decisive
        if isinstance(decisive, Compare):
            single = (decisive.left if name == "left" else decisive.right).single
            if single is not None:
                return figure_text(dict(self.finding.figures)[single])
        one = self.evidence
        return self.span(one.stated_truths if name == "left" else one.possible)

    def recomputed(self) -> str:
        one = self.evidence
        if one.recomputed is None:
            return self.side("right", None)
        if isinstance(self.decisive, Share):
            stated = one.recomputed if one.stated is None else one.stated
            return self.unit(one.measure.apart(one.recomputed, stated))
        return self.quantity(one.recomputed)

    def due(self) -> str:
        """Write what should be printed, rounded as what is printed."""
        one = self.evidence
        if one.recomputed is None or one.stated is None or one.stated_truths is None:
            return self.recomputed()
        due = one.measure.like(one.stated, one.stated_truths, one.recomputed)
        return due or self.recomputed()

    def slack(self) -> Fraction | None:
        """Return how much of the difference rounding explains."""
        one = self.evidence
        if one.residual is None or one.unexplained is None:
            return None
        return abs(one.residual) - one.unexplained

    def quantity(self, value: Fraction) -> str:
        return self.unit(self.evidence.measure.exact_text(value))

    def gap(self, value: Fraction | None) -> str:
        """Write a difference: percentages differ by percentage points."""
        if value is None:
            return self.say("anything")
        measure = self.evidence.measure
        number = measure.least_text(value, _MORE_DIGITS).removesuffix("%")
        if measure.suffix:
            return self.say("gap_of_one" if number == "1" else "gap", number=number)
        return self.unit(number)

    def unit(self, number: str) -> str:
        unit = self.evidence.measure.unit
        return self.say("quantity", number=number, unit=unit) if unit else number

    def span(self, interval: Interval | None) -> str:
        if interval is None or (interval.low is None and interval.high is None):
            return self.say("anything")
        if interval.is_point and interval.low is not None:
            return self.quantity(interval.low)
        low, high = self.evidence.measure.ends(interval, self.digits())
        if low is None:
            return self.say("at_most", high=self.unit(high or ""))
        if high is None:
            return self.say("at_least", low=self.unit(low))
        return self.say("range", low=low, high=self.unit(high))

    def digits(self) -> int:
        """Return how many more decimals keep stated and possible truths apart."""
        stated, possible = self.evidence.stated_truths, self.evidence.possible
        if stated is None or possible is None or stated.meet(possible) is not None:
            return 2
        measure, gap = self.evidence.measure, self.evidence.unexplained or Fraction(0)
        units = gap / measure.scale * 10**measure.decimals
        digits = range(2, _END_DIGITS)
        # Two units of the last digit written, so that outward rounding cannot meet.
        return next((more for more in digits if units * 10**more >= _APART), 2)

    def missing(self) -> str:
        reasons = templates(self.lang)["missing_reason"]
        separator = "、" if self.lang == "zh" else ", "
        return separator.join(
            fill(str(reasons[figure.reason]), {"path": str(path)})
            for path, figure in self.finding.figures
            if isinstance(figure, Missing)
        )

    def remarks(self) -> Iterator[str]:
        finding = self.finding
        if finding.verdict in _LOUD:
            yield from self.trimmed()
            if finding.evidence.flips:
                yield self.say(f"flips_{finding.evidence.flips}")
        if finding.rule.note and finding.verdict is not Verdict.EXACT:
            yield self.say("note", note=finding.rule.note)

    def trimmed(self) -> Iterator[str]:
        """Say which figures were read with zeros that are not printed."""
        for _, figure in self.finding.figures:
            if not isinstance(figure, Amount) or not figure.value:
                continue
            decimals = decimals_of(figure.quantum)
            shown = max(0, -exponent_of(figure.value))
            if figure.printed and shown < decimals:
                yield self.say(
                    "read_as_one" if decimals == 1 else "read_as",
                    printed=figure.printed,
                    full=figure_text(figure),
                    decimals=str(decimals),
                )


_VALUES: dict[str, Callable[[_Speaker], str]] = {
    "stated": _Speaker.stated,
    "recomputed": _Speaker.recomputed,
    "due": _Speaker.due,
    "left": lambda one: one.side("left", one.evidence.stated),
    "right": lambda one: one.side("right", one.evidence.recomputed),
    "difference": _Speaker.difference,
    "slack": lambda one: one.gap(one.slack()),
    "unexplained": lambda one: one.gap(one.evidence.unexplained),
    "stated_range": lambda one: one.span(one.evidence.stated_truths),
    "possible_range": lambda one: one.span(one.evidence.possible),
    "missing": _Speaker.missing,
    "torn": _Speaker.torn,
}
