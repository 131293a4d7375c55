"""Checking: what `check()` takes, what it refuses, and the evidence it gives."""

from __future__ import annotations

import pickle
import re
from fractions import Fraction

import pytest

from budgetcheck import (
    BudgetCheckError,
    Cause,
    Convention,
    DimensionError,
    Finding,
    InconsistentFiguresError,
    InvalidRuleError,
    Level,
    LimitError,
    Path,
    Report,
    Rule,
    UnknownPathError,
    UnreadableFileError,
    Verdict,
    agrees,
    check,
    rules,
)
from budgetcheck.language import nesting

WAN = Convention(unit="万元", decimals=2)


def finding(figures: dict[str, object], rule: str, **declared: object) -> Finding:
    publisher = Convention.of(declared).over(WAN)
    return check(figures, [rule], convention=publisher).findings[0]


class TestDocuments:
    def test_nested_mappings_and_lists_make_paths(self) -> None:
        figures = {"a": {"b": [{"c": "1"}, {"c": "2"}]}, "t": "3"}
        report = check(figures, ["t = a.b[0].c + a.b[1].c"])

        assert {"t = a.b[0].c + a.b[1].c": Verdict.EXACT} == report.verdicts

    def test_every_row_has_its_own_finding(self) -> None:
        figures = {"lines": [{"a": "1", "b": "1"}, {"a": "1", "b": "5"}]}
        report = check(figures, {"same": "lines[*].a = lines[*].b"})

        assert ["same @ lines[0]", "same @ lines[1]"] == list(report.verdicts)
        assert [Verdict.EXACT, Verdict.CONTRADICTION] == [one.verdict for one in report]

    def test_a_mapping_may_stand_for_a_list(self) -> None:
        lines = {"208": {"actual": "1"}, "210": {"actual": "2"}}
        report = check(
            {"t": "3", "lines": lines},
            ["t = sum(lines[*].actual)", 'lines["208"].actual = 1元'],
            unit="元",
        )

        assert report.ok

    def test_a_key_finds_the_row_with_that_code_or_name(self) -> None:
        lines = [{"code": "208", "name": "保障", "actual": "1"}]
        report = check(
            {"lines": lines},
            ['lines["208"].actual = lines["保障"].actual'],
        )

        assert report.ok

    def test_a_group_lends_its_unit_its_decimals_and_its_place(self) -> None:
        group = {"unit": "件", "where": "附件1", "n": 5, "of": [3, 2]}
        report = check({"g": group}, ["g.n = g.of[0] + g.of[1]"], unit="万元")

        assert report.ok
        assert "附件1" == report.findings[0].figures[0][1].place.where

    def test_names_are_one_in_both_unicode_spellings(self) -> None:
        assert check({"e\u0301": "1", "b": "1"}, ["é = b"]).ok

    @pytest.mark.parametrize(
        ("figures", "words"),
        [
            ({"a": "x", "b": 1.5}, "a: cannot read 'x'.*\n.*b: cannot read '1.5'"),
            ({"a": {"where": 3, "b": 1}}, "are texts"),
            ({"unit": "5"}, "is not a unit"),
            ({"decimals": "x"}, "whole number"),
            ({"a": {"value": 1, "unti": "件"}}, "did you mean 'unit'"),
            ({5: "1"}, "a name is a text"),
            ({"é": 1, "e\u0301": 2}, "given once"),
        ],
    )
    def test_figures_that_cannot_be_read_are_named_all_at_once(
        self, figures: dict[str, object], words: str
    ) -> None:
        with pytest.raises(UnreadableFileError) as caught:
            check(figures, [])

        assert re.search(words, str(caught.value))

    def test_rows_are_read_in_conditions_of_every_kind(self) -> None:
        lines = [{"a": "1", "b": "1", "x": [{"y": "1"}]}, {"a": "0", "b": "1"}]
        said = [
            "when lines[*].a > 0 then lines[*].a = lines[*].b and lines[*].b > 0",
            "lines[*].a = lines[*].b or lines[*].a = 0",
        ]
        report = check({"lines": lines}, said)

        assert [Verdict.EXACT, Verdict.UNDEFINED, Verdict.EXACT, Verdict.EXACT] == [
            one.verdict for one in report
        ]

    def test_each_row_may_hold_a_tree(self) -> None:
        inner = [{"code": "2", "n": "3"}, {"code": "21", "n": "3"}]
        report = check(
            {"lines": [{"of": inner, "t": "3"}]},
            {"tree": "tree(lines[i].of[*].n by code)"},
        )

        assert {"tree @ lines[0].of[0]": Verdict.EXACT} == report.verdicts

    def test_a_key_that_no_row_has_is_unknown(self) -> None:
        with pytest.raises(UnknownPathError, match=r"lines\["):
            check({"lines": [{"code": "2", "n": "1"}], "a": "1"}, ['lines["3"].n = a'])

    def test_the_number_of_figures_has_a_limit(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(nesting, "FIGURES_LIMIT", 2)
        with pytest.raises(LimitError, match="a document of 2 figures"):
            check({"a": "1", "b": "1", "c": "1"}, [])

    def test_nesting_has_a_limit(self) -> None:
        nested: dict[str, object] = {"a": "1"}
        for _ in range(60):
            nested = {"a": nested}

        with pytest.raises(LimitError, match="nesting"):
            check(nested, [])


class TestRefusals:
    def test_an_unknown_path_names_near_matches(self) -> None:
        with pytest.raises(UnknownPathError) as caught:
            check({"total": "1", "basic": "1"}, ["totl = basic"])

        assert ("total",) == caught.value.near
        assert "did you mean 'total'?" in str(caught.value)

    def test_an_unknown_path_is_unchecked_where_that_is_asked(self) -> None:
        figures: dict[str, object] = {"total": "1", "lines": []}
        said = ["total = basic", "total = sum(parts[*].x)", "rows[*].a = rows[*].b"]
        report = check(figures, said, missing="unchecked")

        assert {Verdict.UNCHECKED} == set(report.verdicts.values())

    def test_a_list_declared_missing_is_unchecked(self) -> None:
        figures: dict[str, object] = {"t": "1", "lines": {"missing": "withheld"}}
        said = ["t = sum(lines[*].a)", "lines[*].s = lines[*].a / lines[*].b"]

        assert {Verdict.UNCHECKED} == set(check(figures, said).verdicts.values())

    @pytest.mark.parametrize(
        ("figures", "rule", "words"),
        [
            (
                {"a": "1", "b": "5%"},
                "a = b",
                "a is an amount in CNY, b is a percentage",
            ),
            ({"a": "1", "b": "1 GBP"}, "a = b", "an amount in GBP\n.*one currency"),
            ({"a": "1件", "b": "1人"}, "a = b", "a count of 件, b is a count of 人"),
            ({"a": "1", "b": "1"}, "a = b + 5", "has a unit: 100%"),
            ({"a": "1%"}, "a = 1", "has a unit: 100%"),
            ({"s": "1", "p": "1", "t": "1"}, "s = p / t", "printed with its sign"),
            ({"s": "1%", "p": "1", "t": "1件"}, "s = p / t", "the unit of its part"),
            ({"a": "1", "b": "5%"}, "a > 0 and a = b", "a percentage"),
            ({"a": "1", "b": "5%"}, "when a > 0 then a = b", "a percentage"),
        ],
    )
    def test_what_cannot_be_added_is_refused_with_both_names(
        self, figures: dict[str, object], rule: str, words: str
    ) -> None:
        with pytest.raises(DimensionError, match=words):
            finding(figures, rule)

    def test_a_plain_number_may_stand_beside_counts_and_zero_beside_anything(
        self,
    ) -> None:
        assert finding({"n": "3件", "m": "2件"}, "n = m + 1").verdict is Verdict.EXACT
        assert finding({"s": "5%"}, "s > 0").verdict is Verdict.EXACT

    def test_an_amount_without_a_declared_currency_says_so(self) -> None:
        with pytest.raises(DimensionError, match="an amount of no currency"):
            check({"a": "1", "b": "1 GBP"}, ["a = b"])

    @pytest.mark.parametrize(
        ("lines", "words"),
        [
            ([{"code": "2", "a": 1}, {"code": "2", "a": 1}], "have the same code '2'"),
            ([{"code": "2", "a": 1}, {"a": 1}], "has no code"),
        ],
    )
    def test_a_tree_wants_one_code_per_row(self, lines: object, words: str) -> None:
        with pytest.raises(InvalidRuleError, match=words):
            check({"lines": lines}, ["tree(lines[*].a by code)"])


class TestTrees:
    def test_each_parent_is_checked_by_itself_and_totals_have_no_code(self) -> None:
        lines = [
            {"code": "", "name": "合计", "a": 9},
            {"code": "208", "a": 5},
            {"code": "2080505", "a": 3},
            {"code": "2082702", "a": 2},
            {"code": "210", "a": 4},
            {"code": "21011", "a": 3},
        ]
        report = check({"lines": lines}, {"tree": "tree(lines[*].a by code)"})

        assert {
            "tree @ lines[1]": Verdict.EXACT,
            "tree @ lines[4]": Verdict.STRAINED,
        } == report.verdicts

    def test_a_tree_without_parents_has_nothing_to_compare(self) -> None:
        lines = [{"code": "208", "a": 5}]
        said = ["tree(lines[*].a by code)", "tree(lines[*].a by code) and x = 1元"]
        report = check({"lines": lines, "x": 1}, said, unit="元")

        assert [Verdict.UNDEFINED, Verdict.EXACT] == [one.verdict for one in report]

    def test_a_tree_inside_a_condition_is_all_its_sums(self) -> None:
        lines = [
            {"code": c, "a": n} for c, n in (("2", 3), ("21", 3), ("3", 1), ("31", 9))
        ]
        both = "tree(lines[*].a by code) and x = x"
        one = [{"code": "2", "a": 3}, {"code": "21", "a": 3}]
        guarded = "when tree(lines[*].a by code) then x = x"

        assert not check({"lines": lines, "x": 1}, [both]).ok
        assert check({"lines": one, "x": 1}, [both, guarded]).ok


class TestEvidence:
    def test_a_sum_says_what_is_stated_recomputed_and_left_unexplained(self) -> None:
        one = finding({"t": "98.36", "a": "60.80", "b": "37.54"}, "t = a + b").evidence

        assert Fraction(983600) == one.stated
        assert Fraction(983400) == one.recomputed
        assert Fraction(200) == one.residual
        assert Fraction(50) == one.unexplained
        assert one.possible is not None
        assert Fraction(200) == one.possible.width

    def test_of_several_printings_the_sharpest_is_what_is_stated(self) -> None:
        printed = {"value": "61.8%", "also": ["61.83%", "62%"]}
        figures: dict[str, object] = {"s": printed, "p": "60.80", "t": "98.34"}
        one = finding(figures, "s = p / t").evidence

        assert Fraction("0.6183") == one.stated
        assert 2 == one.measure.decimals

    def test_a_percentage_says_which_values_its_figures_allow(self) -> None:
        one = finding({"s": "61.38%", "p": "60.80", "t": "98.34"}, "s = p / t").evidence

        assert one.stated_truths is not None
        assert one.possible is not None
        assert one.unexplained == one.possible.low - one.stated_truths.high  # type: ignore[operator]

    @pytest.mark.parametrize(
        ("figures", "rule", "flips"),
        [
            ({"s": "5%", "n": "90", "b": "100"}, "s = n / b - 1", "sign"),
            ({"s": "110%", "n": "90", "b": "100"}, "s = n / b", "whole"),
            # A growth of 226% instead of 0.24% is no other conclusion.
            ({"s": "0.24%", "n": "326", "b": "100"}, "s = n / b - 1", None),
            ({"s": "0.24%", "d": "226", "n": "326"}, "s = d / (n - d)", None),
            ({"s": "50%", "n": "90", "b": "100"}, "s = n / b", None),
            ({"w": {"word": "flat"}, "n": "90", "b": "10"}, "w = n - b", "direction"),
        ],
    )
    def test_a_conclusion_that_turns_round_is_said(
        self, figures: dict[str, object], rule: str, flips: str | None
    ) -> None:
        assert flips == finding(figures, rule).evidence.flips

    @pytest.mark.parametrize(
        ("figures", "rule", "filled"),
        [
            (
                {"t": "3.00", "a": "1.00", "b": "2.00"},
                "t = a + b",
                "3.00 = 1.00 + 2.00",
            ),
            (
                {"t": "3.01", "a": "1", "b": "2"},
                "t = a + b",
                "3.01 ≈ 1.00 + 2.00 = 3.00",
            ),
            ({"t": "4", "a": "1", "b": "2"}, "a + b = t", "1.00 + 2.00 = 3.00 ≠ 4.00"),
            (
                {"t": "4", "a": "-1", "b": "2"},
                "t = b - a",
                "4.00 ≠ 2.00 - (-1.00) = 3.00",
            ),
            ({"t": "2", "a": "1", "b": "2"}, "a + b <= t", "1.00 + 2.00 = 3.00 > 2.00"),
            ({"t": "2", "a": "2.01"}, "a <= t", "2.01 ≲ 2.00"),
            ({"t": "2", "a": "3"}, "t < a", "2.00 < 3.00"),
            (
                {"s": "101.86%", "a": "35.66", "b": {"value": "35", "exact": True}},
                "s = a / b",
                "101.86% ≠ 35.66 / 35 = 101.89%",
            ),
            (
                {"s": "-38.28%", "n": "4143.91", "d": "-2570.97"},
                "s = d / (n - d)",
                "-38.28% ≠ (-2570.97) / (4143.91 - (-2570.97)) = -38.29%",
            ),
            ({"s": "95%", "a": "3", "b": "0"}, "s = a / b", "95% ≠ 3.00 / 0.00"),
            ({"s": "n/c", "a": "3", "b": "0"}, "s = a / b", "n/c: 3.00 / 0.00"),
            (
                {"s": "n/c", "a": "3", "b": "4"},
                "s = a / b",
                "n/c: 3.00 / 4.00 = 75.00%",
            ),
            ({"a": "23.09万件", "b": "230911件"}, "a = b", "23.09万件 = 230911件"),
            ({"a": {"missing": "withheld"}, "b": "2"}, "a = b", "[withheld] = 2.00"),
            ({"w": {"word": "flat"}, "a": "2"}, "w = a", "flat ≠ 2.00"),
            ({"t": ">= 90%", "r": "95%"}, "r = t", "95% = ≥90%"),
            ({"a": "2", "b": "-"}, "when b > 0 then a = b", "- > 0"),
        ],
    )
    def test_a_rule_is_filled_in_with_what_is_printed(
        self, figures: dict[str, object], rule: str, filled: str
    ) -> None:
        assert filled == finding(figures, rule).filled

    @pytest.mark.parametrize(
        ("base", "filled"),
        [
            ("3件", "[blank]: 51.00万元 / 3件 = 170000.00"),
            ("100", "[blank]: 51.00 / 100.00 = 51.00%"),
        ],
    )
    def test_what_a_blank_should_be_is_a_percentage_or_money_for_one_thing(
        self, base: str, filled: str
    ) -> None:
        figures: dict[str, object] = {"s": "", "a": "51", "b": base}

        assert filled == finding(figures, "s = a / b", blank="zero").filled


class TestPrintings:
    def figures(self, *printed: object) -> dict[str, object]:
        first, *also = printed
        return {"t": {"value": first, "decimals": 1, "also": also}, "x": "1"}

    def test_a_figure_printed_twice_is_checked_without_a_rule(self) -> None:
        report = check(self.figures("98.3", "98.3"), [])

        assert {"printings.t": Verdict.EXACT} == report.verdicts

    @pytest.mark.parametrize(
        ("also", "verdict", "cause"),
        [
            (["98.34"], Verdict.EXACT, Cause.AGREES),
            (["98.44"], Verdict.CONTRADICTION, Cause.PRINTINGS_DIFFER),
            (["98.3", "98.44"], Verdict.CONTRADICTION, Cause.PRINTINGS_DIFFER),
            (["98.34", "98.336"], Verdict.EXACT, Cause.AGREES),
            (["98.34", "98.335"], Verdict.EXACT, Cause.AGREES),
            ([{"value": "98.4", "decimals": 1}], Verdict.STRAINED, Cause.AT_THE_LIMIT),
        ],
    )
    def test_printings_agree_if_one_truth_prints_so(
        self, also: list[object], verdict: Verdict, cause: Cause
    ) -> None:
        found = check(self.figures("98.3", *also), []).findings[0]

        assert (verdict, cause) == (found.verdict, found.cause)
        assert "t.also[0]" in [str(path) for path, _ in found.figures]

    def test_printings_cut_off_and_rounded_may_meet_between(self) -> None:
        further = {"value": "98.4", "decimals": 1}
        first = {
            "value": "98.3",
            "decimals": 1,
            "rounding": "cut_off",
            "also": [further],
        }
        found = check({"t": first}, []).findings[0]

        assert (Verdict.ROUNDING, Cause.ROUNDED) == (found.verdict, found.cause)

    def test_a_printed_zero_that_another_place_resolves_is_strained(self) -> None:
        zero = {"value": "0.00", "decimals": 2, "also": ["0.004"]}
        figures = {"t": zero, "a": "0.004", "s": "100%"}
        report = check(figures, ["t = a", "s = t / a"])

        assert [Verdict.STRAINED] * 3 == [one.verdict for one in report]
        assert report.findings[0].cause is Cause.HIDDEN_BY_ZEROS

    def test_a_share_of_a_torn_figure_contradicts(self) -> None:
        figures = {**self.figures("98.3", "98.44"), "s": "1%"}
        found = check(figures, ["s = x / t"]).findings[0]

        assert (Verdict.CONTRADICTION, Cause.PRINTINGS_DIFFER) == (
            found.verdict,
            found.cause,
        )


class TestLevels:
    @pytest.mark.parametrize(
        ("figures", "rule", "level"),
        [
            ({"t": "9", "a": "1", "b": "2"}, "t = a + b", "error"),
            ({"t": "3.01", "a": "1", "b": "2"}, "t = a + b", "note"),
            ({"a": "5.01", "b": "5"}, "a <= b", "warning"),
            ({"s": "101.86%", "a": "35.66", "b": "35"}, "s = a / b", "warning"),
            ({"t": "3", "a": ""}, "t = a", "note"),
            ({"s": "0%", "a": "0", "b": "0"}, "s = a / b", "note"),
            ({"s": "n/c", "a": "0", "b": "0"}, "s = a / b", "none"),
            ({"t": "3", "a": "3"}, "t = a", "none"),
        ],
    )
    def test_each_verdict_has_its_usual_level(
        self, figures: dict[str, object], rule: str, level: str
    ) -> None:
        assert level == finding(figures, rule).level

    def test_a_rule_may_speak_more_softly(self) -> None:
        soft = Rule("a <= b", id="soft", level="note")
        silent = Rule("a <= b", id="silent", levels=((Verdict.STRAINED, Level.NONE),))
        report = check({"a": "5.01", "b": "5"}, [soft, silent], convention=WAN)

        assert [Level.NOTE, Level.NONE] == [one.level for one in report]


class TestReports:
    def report(self) -> Report:
        figures = {"a": "1", "b": "1", "c": "9", "d": "5", "e": ""}
        return check(figures, ["a = b", "b = c", "a = e"])

    def test_a_report_is_neither_true_nor_false(self) -> None:
        with pytest.raises(BudgetCheckError, match=r"use \.ok"):
            bool(self.report())

    def test_raise_if_names_every_finding_that_is_as_loud(self) -> None:
        with pytest.raises(InconsistentFiguresError, match="1 ≠ 9") as caught:
            self.report().raise_if("error")
        with pytest.raises(InconsistentFiguresError, match="2 findings"):
            self.report().raise_if(Level.NOTE)

        assert "1 finding at level error" in str(caught.value)
        assert check({"a": "1"}, ["a = a"]).raise_if("note") is None  # type: ignore[func-returns-value]

    def test_coverage_tells_the_vouched_the_disputed_and_the_rest(self) -> None:
        covered = self.report().coverage

        assert (Path.of("a"), Path.of("b")) == covered.vouched
        assert (Path.of("c"),) == covered.disputed
        assert (Path.of("d"), Path.of("e")) == covered.unvouched
        assert 5 == covered.total

    def test_every_ground_rule_has_a_result(self) -> None:
        report = self.report()

        assert 3 == len(report) == sum(report.counts.values())
        assert [one.verdict for one in report] == list(report.verdicts.values())

    def test_a_disabled_rule_is_not_applied_and_is_listed(self) -> None:
        off = rules("a = b").disable("a = b", reason="b is an estimate")
        report = check({"a": "1", "b": "2"}, off)

        assert report.ok
        assert "b is an estimate" == report.disabled[0].disabled

    def test_a_report_survives_pickling(self) -> None:
        report = self.report()
        again = pickle.loads(pickle.dumps(report))  # noqa: S301 (our own bytes)

        assert report == again
        assert hash(report.findings[0]) == hash(again.findings[0])


class TestConventions:
    def test_a_figure_comes_before_its_rule_and_a_rule_before_the_publisher(
        self,
    ) -> None:
        figures: dict[str, object] = {"t": "2.99", "a": "1.00", "b": "2.00"}
        cut = Convention(rounding="cut_off")
        nearest = Rule("t = a + b", id="r", convention=Convention(rounding="nearest"))
        own = {**figures, "a": {"value": "1.00", "rounding": "nearest"}}

        def verdict(figures: dict[str, object], rule: object) -> Verdict:
            return check(figures, [rule], convention=cut.over(WAN)).findings[0].verdict  # type: ignore[list-item]

        assert verdict(figures, "t = a + b") is Verdict.CONTRADICTION
        assert verdict(figures, nearest) is Verdict.ROUNDING
        assert verdict(own, "t = a + b") is not Verdict.CONTRADICTION

    @pytest.mark.parametrize(
        ("declared", "words"),
        [
            ({"rounding": "up"}, "'up' is not known.*\n.*one of nearest"),
            ({"rounding": "neerest"}, "did you mean 'nearest'"),
            ({"decimals": True}, "not a whole number"),
            ({"decimals": 99}, "out of range"),
            ({"unit": 5}, "is not a unit"),
            ({"unit": {"currency": "ZZZ"}}, "no ISO 4217"),
            ({"unit": {"currency": "GBP", "scale": 0}}, "whole number from 1"),
            ({"unit": {"currency": "GBP", "scale": True}}, "whole number from 1"),
            ({"runding": "nearest"}, "did you mean 'rounding'"),
            ({"zzz": "nearest"}, "has no 'zzz'"),
        ],
    )
    def test_what_no_convention_says_is_refused(
        self, declared: dict[str, object], words: str
    ) -> None:
        with pytest.raises(InvalidRuleError, match=words):
            Convention.of(declared)

    def test_a_rule_does_not_say_how_figures_are_read(self) -> None:
        with pytest.raises(InvalidRuleError, match="decimals is read with the figures"):
            Rule("a = b", convention=Convention(decimals=2))

    def test_last_shares_are_found_in_every_kind_of_condition(self) -> None:
        figures: dict[str, object] = {
            **{f"p{i}": {"value": 1, "exact": True} for i in range(3)},
            "s0": "33%",
            "s1": "33%",
            "s2": "34%",
            "g": "1",
        }
        whole = "(p0 + p1 + p2)"
        said = [
            f"s0 = p0 / {whole} and s1 = p1 / {whole}",
            f"when g > 0 then s2 = p2 / {whole}",
            "g = g",
        ]
        last = Convention(shares_adjusted="last")

        assert check(figures, said, convention=last).ok
        assert not check(figures, said).ok


class TestRuleSets:
    def test_one_notation_is_one_rule(self) -> None:
        assert check({"a": "1", "b": "1"}, "a = b").ok

    def test_a_word_that_is_no_level_is_refused(self) -> None:
        with pytest.raises(InvalidRuleError, match="one of error, warning, note, none"):
            Rule("a = b", level="fatal")
        with pytest.raises(InvalidRuleError, match="'fatal' is no level"):
            check({"a": "1"}, ["a = a"]).raise_if("fatal")

    def test_sets_are_selected_extended_and_overridden(self) -> None:
        both = rules({"x.a": "a = b", "y.b": "b = c"})
        quiet = Rule("a = c", id="x.a", level="note")

        assert ["x.a"] == [rule.id for rule in both.select("x.*")]
        assert ["x.a", "y.b", "c = d"] == [rule.id for rule in both.extend("c = d")]
        assert both.override(quiet)["x.a"].level is Level.NOTE
        assert "z" == rules({"z": quiet})["z"].id
        assert 2 == len(rules(both))

    @pytest.mark.parametrize(
        ("use", "words"),
        [
            (lambda one: one["x.b"], "did you mean 'x.a'"),
            (lambda one: one["zzz"], "there is no rule 'zzz'"),
            (lambda one: one.select("z*"), "there is no rule"),
            (lambda one: one.extend(Rule("a = b", id="x.a")), "given twice"),
            (lambda one: one.disable("x.a", reason=""), "for a reason"),
        ],
    )
    def test_what_a_set_does_not_have_is_an_error(
        self, use: object, words: str
    ) -> None:
        with pytest.raises(InvalidRuleError, match=words):
            use(rules({"x.a": "a = b"}))  # type: ignore[operator]

    @pytest.mark.parametrize(
        "one", ["a = b", Rule("a = b"), agrees("a", "b"), {"same": "a = b"}]
    )
    def test_one_rule_is_enough(self, one: Rule) -> None:
        assert 1 == len(check({"a": "1", "b": "1"}, one))

    def test_an_empty_id_is_refused(self) -> None:
        with pytest.raises(InvalidRuleError, match="leave it out"):
            Rule("a = b", id="")

    def test_too_many_rules_are_refused(self) -> None:
        one = Rule("a = b")
        with pytest.raises(InvalidRuleError, match="the limit is"):
            rules(*([one] * 100_001))
