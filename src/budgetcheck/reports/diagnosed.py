"""Diagnoses in words: which figure is wrong, what it may have been, and how one knows.

Every sentence comes from the templates of `wording`. What is asserted is what all
answers share, and what the evidence leaves open is said to be open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from budgetcheck.diagnosing import (
    Answer,
    Clash,
    Diagnosis,
    Slip,
    SlipKind,
    Suggestion,
    Suspect,
)
from budgetcheck.language.figures import Number, Percent
from budgetcheck.language.headings import Headings, rows_named
from budgetcheck.language.intervals import Interval
from budgetcheck.language.measures import Measure
from budgetcheck.language.paths import Path
from budgetcheck.language.reports import Report
from budgetcheck.reports.causes import Case
from budgetcheck.reports.cells import printed_text
from budgetcheck.wording import label
from budgetcheck.wording.templates import templates

SHOWN = 6  # answers, where a report tells of other things as well


@attrs.frozen
class Told:
    """A diagnosis in words.

    Attributes:
        lead: What is wrong; the whole answer, if there is one of one figure.
        answers: The answers in a line each, if there are several or of several figures.
        remarks: What else all answers share, and what is not proven.
        proofs: What excludes what.
    """

    lead: str
    answers: tuple[str, ...]
    remarks: tuple[str, ...]
    proofs: tuple[str, ...]


def tell_diagnosis(
    diagnosis: Diagnosis,
    lang: str = "en",
    *,
    headings: Headings | None = None,
    elsewhere: Sequence[str] = (),
    shown: int = SHOWN,
    full: bool = False,
) -> Told:
    """Say a diagnosis in words.

    Args:
        diagnosis: The diagnosis.
        lang: `en` or `zh`.
        headings: What the document calls its rows.
        elsewhere: Names of findings that it explains, and that are told elsewhere.
        shown: How many answers to tell.
        full: Whether to tell further suggestions, all ranges, and the proofs.

    Example:
        >>> from budgetcheck.diagnosing import diagnose
        >>> printed = {"total": "98.43", "basic": "60.80", "project": "37.54",
        ...            "share": "61.83%"}
        >>> rules = ["total = basic + project", "share = basic / total"]
        >>> [cause] = diagnose(printed, rules, decimals=2)
        >>> print(tell_diagnosis(cause).lead.partition(":")[2].strip())
        ... # doctest: +NORMALIZE_WHITESPACE
        total, printed 98.43, should read 98.34: two digits have changed places.
        With it, every rule that names it would agree as printed.
    """
    return _Teller(diagnosis, lang, headings or {}, shown, full).told(elsewhere)


def tell_case(case: Case, report: Report, lang: str) -> Told:
    """Say a diagnosis as the report does under which it stands."""
    return tell_diagnosis(
        case.diagnosis, lang, headings=report.headings, elsewhere=case.elsewhere
    )


@attrs.frozen
class _Teller:
    diagnosis: Diagnosis
    lang: str
    headings: Headings
    shown: int
    full: bool

    def say(self, key: str, **values: object) -> str:
        return label(f"diagnosis.{key}", self.lang, **values)

    def told(self, elsewhere: Sequence[str]) -> Told:
        remarks = [*self.remarks()]
        if elsewhere:
            remarks.append(self.say("also", names=self.joined(elsewhere)))
        proofs = map(self.proof, self.diagnosis.clashes) if self.full else ()
        return Told(
            self.joint() + self.lead(),
            tuple(self.answers()),
            tuple(remarks),
            tuple(proofs),
        )

    # --- what is wrong -------------------------------------------------------------

    def joint(self) -> str:
        """Say which rules exclude each other, if each of them holds by itself."""
        one = self.diagnosis
        if not one.is_joint:
            return ""
        names = (name for clash in one.clashes for name in clash.findings)
        said = self.say("joint", rules=self.joined(dict.fromkeys(names)))
        return said + self.space

    def lead(self) -> str:
        """Say how many figures are wrong, and if it is one only, which and how."""
        answers = self.diagnosis.answers
        if not answers:
            return self.say("none", what=self.what())
        first, least = answers[0], len(answers[0].suspects)
        if len(answers) > 1:
            key = "one_of" if least == 1 else "some_of"
            return self.say(key, count=len(answers), least=least)
        if least > 1:
            return self.say("some", count=least, what=self.what())
        said = self.suspect(first.suspects[0], alone=True)
        return self.say("one", what=self.what(), suspect=said)

    def what(self) -> str:
        count = len(self.diagnosis.findings)
        names = {0: "what_joint", 1: "what_one"}
        return self.say(names.get(count, "what_many"), count=count)

    def answers(self) -> Iterator[str]:
        """Tell answers in a line each, unless the lead has the only one."""
        answers = self.diagnosis.answers
        if len(answers) == 1 and len(answers[0].suspects) == 1:
            return
        if len(answers) == 1:
            yield from map(self.suspect, answers[0].suspects)
            return
        yield from map(self.answer, answers[: self.shown])
        if len(answers) > self.shown:
            yield self.say("more", count=len(answers) - self.shown)

    def answer(self, answer: Answer) -> str:
        return self.space.join(map(self.suspect, answer.suspects))

    # --- what a figure may have been -----------------------------------------------

    def suspect(self, one: Suspect, *, alone: bool = False) -> str:
        """Say what a figure is printed as, and what is known of what it should be.

        Args:
            one: The figure.
            alone: Whether it is the only one that may be wrong.
        """
        said = [self.printed(one, alone=alone)]
        first = next(iter(one.suggestions), None)
        if self.full or first is None or first.slip is None:
            said.append(self.allowed(one))
        if first is None:
            said.append(self.say("unknown"))
        elif one.only:
            said.append(self.say("only"))
        elif first.exact and first.slip is not None and (alone or self.full):
            said.append(self.say("exact"))
        if first is not None and self.fits_one_slip(one):
            said.append(self.say("only_slip", printed=printed_text(one.figure)))
        if self.full:
            said += map(self.further, one.suggestions[1:])
        return self.space.join(filter(None, said))

    def printed(self, one: Suspect, *, alone: bool) -> str:
        values = {
            "path": self.path(one.path),
            "printed": printed_text(one.figure),
        }
        first = next(iter(one.suggestions), None)
        if first is None:
            return self.say("bare", **values)
        values["new"] = printed_text(first.figure)
        if first.slip is not None:
            key = "should" if alone and (first.exact or one.only) else "may"
            return self.say(key, slip=self.slip(first.slip), **values)
        return self.say("agree" if first.exact else "bare", **values)

    def further(self, suggestion: Suggestion) -> str:
        new = printed_text(suggestion.figure)
        if suggestion.slip is None:
            return self.say("or_bare", new=new)
        return self.say("or", new=new, slip=self.slip(suggestion.slip))

    def fits_one_slip(self, one: Suspect) -> bool:
        """Say whether a percentage is explained by one slip, and by no other.

        Shape: a wrong digit makes anything of anything, and says nothing.
        """
        found = [(each.slip, each.only_slip) for each in one.suggestions if each.slip]
        if not isinstance(one.figure, Percent) or len(found) != 1:
            return False
        (slip, alone), *_ = found
        return alone and slip.kind is not SlipKind.ONE_DIGIT

    def slip(self, slip: Slip) -> str:
        """Say what would have made the printed figure of the one meant."""
        kind, texts = slip.kind.value, templates(self.lang)
        section = "slip"
        if slip.of is not None and kind in texts["slip_of"]:
            section = "slip_of"
        elif slip.places < 0 and kind in texts["slip_small"]:
            section = "slip_small"
        return label(
            f"{section}.{kind}",
            self.lang,
            of=slip.of and self.path(slip.of),
            places=abs(slip.places),
            factor=10 ** abs(slip.places),
        )

    def allowed(self, one: Suspect) -> str:
        """Say what the other figures allow, in the unit that is printed."""
        if one.allowed is None or not isinstance(one.figure, Number):
            return ""
        return self.say("allowed", range=self.range(one.allowed, one.figure))

    def range(self, interval: Interval, figure: Number) -> str:
        """Write an interval, its ends rounded outward."""
        measure = Measure.of(figure)
        low, high = (
            end and self.quantity(end, measure) for end in measure.ends(interval)
        )
        if interval.is_point or low == high:
            return low or ""
        values = {"low": low, "high": high}
        key = "at_most" if low is None else "at_least" if high is None else "range"
        return label(f"words.{key}", self.lang, **values)

    def quantity(self, number: str, measure: Measure) -> str:
        if not measure.unit:
            return number
        return label("words.quantity", self.lang, number=number, unit=measure.unit)

    # --- what is known of it -------------------------------------------------------

    def remarks(self) -> Iterator[str]:
        one = self.diagnosis
        for doubt in one.certain:
            path = self.path(doubt.path)
            if len(one.answers) > 1:
                yield self.say("in_any_case", path=path)
            if doubt.otherwise is None:
                yield self.say("otherwise_nothing", path=path)
            else:
                yield self.say("otherwise", path=path, count=doubt.otherwise)
        if not one.is_exact and not self.is_shown():
            yield self.say("not_proven")

    def is_shown(self) -> bool:
        """Say whether a value is known with which each answer settles everything."""
        return all(
            len(answer.suspects) == 1 and answer.suspects[0].suggestions
            for answer in self.diagnosis.answers
        )

    def proof(self, clash: Clash) -> str:
        rules = self.joined(clash.findings)
        if not clash.figures:
            return self.say("proof_nothing", rules=rules)
        paths = self.joined(map(self.path, clash.figures))
        if len(clash.findings) == 1:
            return self.say("proof_alone", rule=rules, paths=paths)
        return self.say("proof_joint", rules=rules, paths=paths)

    def path(self, path: Path) -> str:
        """Write a path, and what the document calls the row that it leads to."""
        rows = rows_named([path], self.headings)
        if not rows:
            return str(path)
        return self.say("named", path=path, heading=rows[-1][1].text)

    def joined(self, names: Iterable[object]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(map(str, names))

    @property
    def space(self) -> str:
        return "" if self.lang == "zh" else " "
