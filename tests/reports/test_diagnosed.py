"""Diagnoses in words: what is asserted, what is left open, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from budgetcheck import Amount, Convention, Interval, Path, Word, diagnose
from budgetcheck.diagnosing import (
    Answer,
    Clash,
    Diagnosis,
    Doubt,
    Slip,
    SlipKind,
    Suggestion,
    Suspect,
)
from budgetcheck.language.headings import Heading
from budgetcheck.language.paths import Index
from budgetcheck.language.reading import read_figure
from budgetcheck.reports.diagnosed import Told, tell_diagnosis
from budgetcheck.wording.templates import templates

WAN = Convention(unit="万元", decimals=2)
HERE, THERE = Path(("here",)), Path(("there",))


def told(
    figures: object, *rules: str, lang: str = "en", full: bool = False
) -> list[Told]:
    found = diagnose(figures, list(rules), convention=WAN)
    return [tell_diagnosis(one, lang, full=full) for one in found]


def suspect(suggested: str, slip: Slip | None = None, **facts: object) -> Suspect:
    figure = read_figure("9.00", convention=WAN)
    new = read_figure(suggested, convention=WAN)
    assert isinstance(new, Amount)
    known = {"exact": True, "only": False, "allowed": None} | facts
    suggestion = Suggestion(HERE, new, slip, exact=bool(known["exact"]))
    allowed = known["allowed"]
    assert allowed is None or isinstance(allowed, Interval)
    return Suspect(HERE, figure, allowed, (suggestion,), only=bool(known["only"]))


def of_answers(*answers: tuple[Suspect, ...], **facts: object) -> Diagnosis:
    clash = Clash(("x",), (HERE, THERE))
    given: dict[str, object] = {"findings": ("x",), "clashes": (clash,)} | facts
    return Diagnosis(answers=tuple(map(Answer, answers)), **given)  # type: ignore[arg-type]


class TestSlips:
    @pytest.mark.parametrize("lang", ["en", "zh"])
    @pytest.mark.parametrize("kind", SlipKind)
    @pytest.mark.parametrize("of", [None, THERE])
    @pytest.mark.parametrize("places", [-2, 0, 2])
    def test_each_kind_has_a_sentence_without_gaps(
        self, kind: SlipKind, of: Path | None, places: int, lang: str
    ) -> None:
        slip = Slip(kind, of, places)
        lead = tell_diagnosis(of_answers((suspect("3.00", slip),)), lang).lead

        assert "{" not in lead
        assert "None" not in lead

    def test_there_is_no_sentence_for_any_other_kind(self) -> None:
        kinds = {one.value for one in SlipKind}

        assert kinds == set(templates("en")["slip"])
        assert kinds > set(templates("en")["slip_of"])
        assert kinds > set(templates("en")["slip_small"])

    @pytest.mark.parametrize(
        ("slip", "said"),
        [
            (Slip(SlipKind.SWAPPED_DIGITS), "two digits have changed places"),
            (Slip(SlipKind.PART_DROPPED, THERE), "there was left out of the sum"),
            (Slip(SlipKind.PART_DROPPED), "a part was left out of the sum"),
            (
                Slip(SlipKind.POWER_OF_TEN, places=2),
                "too far to the right by 2, which makes it 100 times too large",
            ),
            (
                Slip(SlipKind.POWER_OF_TEN, places=-1),
                "too far to the left by 1, which makes it 10 times too small",
            ),
            (
                Slip(SlipKind.WRONG_UNIT, places=4),
                "in a smaller unit, which makes it 10000 times too large",
            ),
        ],
    )
    def test_it_says_which_figure_and_how_many_places(
        self, slip: Slip, said: str
    ) -> None:
        lead = tell_diagnosis(of_answers((suspect("3.00", slip),))).lead

        assert said in lead


class TestLeads:
    SWAPPED: Mapping[str, str] = {
        "t": "98.43",
        "a": "60.80",
        "b": "37.54",
        "s": "61.83%",
    }
    BOTH = ("t = a + b", "s = a / t")

    def test_one_figure_may_explain_several_findings(self) -> None:
        (one,) = told(self.SWAPPED, *self.BOTH)

        assert one.lead == (
            "One figure explains these 2 findings: t, printed 98.43万元, should read "
            "98.34万元: two digits have changed places. With it, every rule that names "
            "it would agree as printed."
        )
        assert one.answers == ()
        assert one.remarks == ("If t is right, at least 2 others are wrong.",)

    def test_it_is_said_in_chinese_without_spaces_between(self) -> None:
        (one,) = told(self.SWAPPED, *self.BOTH, lang="zh")

        assert one.lead == (
            "一个数字即可解释这2项不符：t列示为98.43万元，应为98.34万元："
            "两位数字颠倒。以此列示，所涉规则按列示数字全部相符。"
        )
        assert one.remarks == ("如t无误，则至少另有2个数字有误。",)

    def test_where_several_would_do_only_that_one_is_wrong_is_asserted(self) -> None:
        (one,) = told({"t": "9.00", "a": "1.00", "b": "2.00"}, "t = a + b")

        assert "One of these 3 figures is wrong; which one" in one.lead
        assert 3 == len(one.answers)
        assert not any("should read" in answer for answer in one.answers)
        assert one.remarks == ()

    def test_figures_that_are_wrong_together_are_told_together(self) -> None:
        pair = (suspect("3.00"), suspect("4.00"))
        one = tell_diagnosis(of_answers(pair))

        assert "These 2 figures together explain this finding:" == one.lead
        assert 2 == len(one.answers)

    def test_of_several_pairs_each_stands_in_a_line(self) -> None:
        pair = (suspect("3.00"), suspect("4.00"))
        doubts = (Doubt(HERE, 3), Doubt(THERE, None))
        one = tell_diagnosis(of_answers(pair, pair, certain=doubts))

        assert one.lead.startswith("At least 2 figures are wrong; which, these rules")
        assert 2 == len(one.answers)
        assert one.remarks == (
            "here is wrong in every one of these cases.",
            "If here is right, at least 3 others are wrong.",
            "there is wrong in every one of these cases.",
            "If there is right, no correction of others settles it.",
        )

    def test_no_correction_may_settle_it(self) -> None:
        clash = Clash(("x", "y"), ())
        one = tell_diagnosis(of_answers(clashes=(clash,)), full=True)

        assert "No correction of the figures that may be doubted settles" in one.lead
        assert one.proofs == ("x, y exclude each other, whatever the figures are.",)

    def test_rules_that_hold_one_by_one_are_named(self) -> None:
        printed = {"t": "98.34", "a": "60.80", "b": "37.55", "s": "61.83%"}
        (one,) = told(printed, *self.BOTH, full=True)

        assert one.lead.startswith(
            "These rules hold one by one, and cannot hold together: t = a + b, "
            "s = a / t. One of these 3 figures is wrong;"
        )
        assert one.proofs == (
            "t = a + b, s = a / t exclude each other, so at least one of these is "
            "wrong: t, b, s.",
        )

    def test_so_many_answers_are_shown_and_the_rest_is_counted(self) -> None:
        diagnosis = of_answers(*[(suspect("3.00"),)] * 9)

        assert 7 == len(tell_diagnosis(diagnosis).answers)
        assert "… and 3 more" == tell_diagnosis(diagnosis).answers[-1]
        assert 9 == len(tell_diagnosis(diagnosis, shown=9).answers)

    def test_what_is_told_elsewhere_is_named(self) -> None:
        one = tell_diagnosis(of_answers((suspect("3.00"),)), elsewhere=["x", "y"])

        assert one.remarks == ("Of these, told elsewhere: x, y.",)


class TestSuspects:
    def lead(self, one: Suspect, *, full: bool = False) -> str:
        return tell_diagnosis(of_answers((one,)), full=full).lead.partition(": ")[2]

    def test_without_a_slip_it_says_with_which_value_all_would_agree(self) -> None:
        said = "here, printed 9.00万元: with 3.00万元, all rules that name it agree."

        assert said == self.lead(suspect("3.00"))

    def test_a_value_that_agrees_with_nothing_as_printed_is_not_named(self) -> None:
        allowed = Interval(30000, 40000)
        one = suspect("3.00", exact=False, allowed=allowed)

        assert self.lead(one) == (
            "here, printed 9.00万元. The other figures allow 3.00 万元 to 4.00 万元."
        )

    def test_a_slip_that_agrees_only_by_rounding_is_no_more_than_possible(self) -> None:
        one = suspect("3.00", Slip(SlipKind.ONE_DIGIT), exact=False)

        assert self.lead(one) == (
            "here, printed 9.00万元, may have been 3.00万元: one digit is wrong."
        )

    def test_the_only_value_that_can_be_printed_is_what_it_should_read(self) -> None:
        one = suspect("3.00", Slip(SlipKind.ONE_DIGIT), exact=False, only=True)

        assert self.lead(one) == (
            "here, printed 9.00万元, should read 3.00万元: one digit is wrong. "
            "It is the only value that can be printed here."
        )

    @pytest.mark.parametrize(
        ("allowed", "said"),
        [
            (Interval(None, 30000), "3.00 万元 or less"),
            (Interval(30000, None), "3.00 万元 or more"),
            (Interval.point(30000), "allow 3.00 万元."),
            (Interval(30000, 40001), "3.00 万元 to 4.0001 万元"),
        ],
    )
    def test_a_range_is_told_in_the_printed_unit(
        self, allowed: Interval, said: str
    ) -> None:
        assert said in self.lead(suspect("3.00", allowed=allowed))

    def test_nothing_may_be_known_of_it(self) -> None:
        bare = Suspect(HERE, read_figure("9"))

        assert self.lead(bare) == (
            "here, printed 9. No value is known that could be printed there."
        )

    def test_a_word_has_no_range(self) -> None:
        word = Word("increase")
        one = Suspect(HERE, word, Interval(1, 2))

        assert "allow" not in self.lead(one)

    def test_further_values_are_told_in_full_reports_only(self) -> None:
        first = suspect("3.00", Slip(SlipKind.ONE_DIGIT))
        more = [suspect("4.00"), suspect("5.00", Slip(SlipKind.WRONG_SIGN))]
        suggestions = tuple(each for one in (first, *more) for each in one.suggestions)
        one = Suspect(HERE, first.figure, None, suggestions)

        assert "Or" not in self.lead(one)
        assert self.lead(one, full=True).endswith(
            "Or 4.00万元. Or 5.00万元: the sign is wrong."
        )

    def test_a_percentage_that_fits_one_slip_and_no_other_says_so(self) -> None:
        printed = {"t": "98.34", "a": "60.80", "s": "61.38%"}
        (one,) = told(printed, "s = a / t")
        (share,) = (each for each in one.answers if each.startswith("s, "))

        assert share == (
            "s, printed 61.38%, may have been 61.83%: two digits have changed places. "
            "Of the slips that are known, no other makes 61.38% of it."
        )

    def test_a_wrong_digit_makes_anything_of_anything_and_says_nothing(self) -> None:
        printed = {"t": "98.34", "a": "60.80", "s": "61.03%"}
        (one,) = told(printed, "s = a / t")

        assert not any("no other" in answer for answer in one.answers)

    def test_a_row_is_told_as_the_document_calls_it(self) -> None:
        one = tell_diagnosis(
            diagnose({"x": [{"a": "1"}], "b": "9"}, ["x[*].a = b"]).causes[0],
            headings={Path(("x", Index(0))): Heading("208", "社会保障")},
        )

        assert any(answer.startswith("x[0].a (208 社会保障)") for answer in one.answers)


class TestProofs:
    def test_a_percentage_of_several_rules_may_hide_more(self) -> None:
        pair = (suspect("3.00"), suspect("4.00"))

        assert any(
            "may take more figures" in one
            for one in tell_diagnosis(of_answers(pair, is_exact=False)).remarks
        )
        single = of_answers((suspect("3.00"),), is_exact=False)
        assert () == tell_diagnosis(single).remarks

    def test_proofs_are_told_in_full_reports_only(self) -> None:
        diagnosis = of_answers((suspect("3.00"),))

        assert () == tell_diagnosis(diagnosis).proofs
        assert tell_diagnosis(diagnosis, full=True).proofs == (
            "x fails by itself, so at least one of these is wrong: here, there.",
        )


@pytest.mark.parametrize("key", sorted(templates("zh")["diagnosis"]))
def test_chinese_sentences_have_no_words_of_english(key: str) -> None:
    said = re.sub(r"\{\w+\}", "", str(templates("zh")["diagnosis"][key]))

    assert not re.search("[A-Za-z]", said)
