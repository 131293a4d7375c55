"""The fixture `check_budget`, its marker, and explained comparisons."""

import pytest

from budgetcheck import (
    Amount,
    Interval,
    Unit,
    Verdict,
    Word,
    check,
    read_figure,
    rules,
)
from budgetcheck.plugin.comparing import difference

HONEST = '{"total": "98.34", "basic": "60.80", "project": "37.54"}'
WRONG = HONEST.replace("37.54", "37.56")
TEST = """
import pytest
{marker}
def test_spending(check_budget):
    check_budget({document}, ["total = basic + project"]{more})
"""


def run(
    pytester: pytest.Pytester,
    document: str,
    *given: str,
    more: str = ", decimals=2",
    marker: str = "",
) -> pytest.RunResult:
    pytester.makeini("[pytest]\nfilterwarnings = default\n")
    pytester.makepyfile(TEST.format(document=document, more=more, marker=marker))
    return pytester.runpytest(*given)


def test_a_budget_that_adds_up_passes(pytester: pytest.Pytester) -> None:
    result = run(pytester, HONEST)

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["documents of check_budget 1, checks 1: exact 1"])


def test_one_that_does_not_fails_at_the_line_of_the_test(
    pytester: pytest.Pytester,
) -> None:
    result = run(pytester, WRONG)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            ">   *check_budget(*",
            "E   *AssertionError: the figures do not agree with themselves",
            "E *CONTRADICTION total = basic + project: 98.34 ≠ 60.80 + 37.56 = 98.36",
            "*.py:4: AssertionError",
            "documents of check_budget 1, checks 1: contradicted 1",
        ]
    )


def test_settings_come_from_flags_marker_and_call(pytester: pytest.Pytester) -> None:
    near = HONEST.replace("37.54", "37.55")
    run(pytester, near).assert_outcomes(passed=1)
    run(pytester, near, "--budgetcheck-fail-on=note").assert_outcomes(failed=1)
    strict = '@pytest.mark.budgetcheck(level="note")'
    run(pytester, near, marker=strict).assert_outcomes(failed=1)
    more = ', decimals=2, level="error"'
    run(pytester, near, marker=strict, more=more).assert_outcomes(passed=1)
    run(pytester, WRONG, "--budgetcheck-fail-on=never").assert_outcomes(
        passed=1, warnings=1
    )


def test_the_nearest_marker_counts(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        pytestmark = pytest.mark.budgetcheck(level="note", decimals=2)

        @pytest.mark.budgetcheck(level="error", lang="zh")
        class TestSpending:
            RULES = ["total = basic + project"]
            NEAR = {"total": "1", "basic": "1", "project": "0.01"}

            def test_near(self, check_budget):
                check_budget(self.NEAR, self.RULES)

            @pytest.mark.budgetcheck(level="note")
            def test_note(self, check_budget):
                check_budget(self.NEAR, self.RULES)
        """
    )

    result = pytester.runpytest()

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*数字前后不符*"])


def test_a_document_may_have_rules_of_its_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from budgetcheck.files import loads

        FILE = "format = 1\\nfigures = {a = 1, b = 3}\\nrules = ['a = b']"

        def test_file(check_budget):
            check_budget(loads(FILE))
        """
    )

    result = pytester.runpytest()

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*CONTRADICTION a = b: 1 ≠ 3"])


@pytest.mark.parametrize("given", ['"x"', "levl=1"])
def test_a_marker_with_an_unknown_argument_is_refused(
    pytester: pytest.Pytester, given: str
) -> None:
    result = run(pytester, HONEST, marker=f"@pytest.mark.budgetcheck({given})")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["pytest.mark.budgetcheck takes no *: it takes *level=*"]
    )
    assert "asserting.py" not in result.stdout.str()


def test_nothing_is_no_level_at_all(pytester: pytest.Pytester) -> None:
    more = ', decimals=2, level="never"'
    run(pytester, WRONG, more=more).assert_outcomes(passed=1, warnings=1)
    marker = '@pytest.mark.budgetcheck(level="never")'
    run(pytester, WRONG, marker=marker).assert_outcomes(passed=1, warnings=1)


def test_an_exception_that_excuses_nothing_fails_as_in_a_file(
    pytester: pytest.Pytester,
) -> None:
    pytester.makepyfile(
        """
        import attrs
        import budgetcheck as bc
        from budgetcheck.files import loads

        FILE = "format = 1\\nfigures = {a = 1, b = 1}\\nrules = ['a = b']"

        def test_file(check_budget):
            known = bc.KnownException("a = b", reason="it was told")
            check_budget(attrs.evolve(loads(FILE), exceptions=(known,)))
        """
    )

    result = pytester.runpytest()

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E *a = b: nothing fails here any more, take it out*"])


def test_a_check_without_rules_is_no_check(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        def test_none(check_budget):
            check_budget({"a": "1"})

        def test_empty(check_budget):
            check_budget({"a": "1"}, [])
        """
    )

    result = pytester.runpytest()

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["E *nothing was checked: the document has no rules*"])


def test_checks_of_fixtures_are_counted(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture
        def checked(check_budget):
            check_budget({"a": "1", "b": "1"}, ["a = b"])
            yield
            check_budget({"a": "1", "b": "1"}, ["a = b"])

        def test_one(checked, check_budget):
            for number in range(30):
                check_budget({"a": "1", "b": "1"}, ["a = b"])
        """
    )

    result = pytester.runpytest("--junit-xml=junit.xml")

    result.stdout.fnmatch_lines(["documents of check_budget 32, checks 32: exact 32"])
    text = (pytester.path / "junit.xml").read_text(encoding="utf-8")
    assert 10 == text.count("budgetcheck.verdict")


def test_what_warns_is_told_at_the_line_of_the_call(pytester: pytest.Pytester) -> None:
    share = '{"total": "35.00", "basic": "35.66", "share": "101.86%"}'
    pytester.makeini("[pytest]\nfilterwarnings = default\n")
    pytester.makepyfile(
        f"def test_share(check_budget):\n"
        f"    check_budget({share}, ['share = basic / total'], decimals=2)\n"
    )

    result = pytester.runpytest()

    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines(["*.py:2: BudgetCheckWarning: share = *: 101.86% ≈ *"])


def test_a_failed_comparison_is_explained(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from budgetcheck import read_figure

        def test_same():
            assert read_figure("98.34万元") == read_figure("98.36万元")

        def test_others():
            assert read_figure("98.34万元") != read_figure("98.34万元")

        def test_mixed():
            assert read_figure("98.34万元") == 98

        def test_strange():
            class Strange: pass
            Strange.__module__ = None
            assert Strange() == Strange()
        """
    )

    result = pytester.runpytest()

    result.assert_outcomes(failed=4)
    assert "INTERNAL" not in result.stdout.str()
    assert "has no attribute 'partition'" not in result.stdout.str()
    result.stdout.fnmatch_lines(
        [
            "E       assert 98.34 万元 == 98.36 万元",
            "E         the left is 0.02 less: 2 units in the last printed digit",
        ]
    )


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("98.34", "98.36", "the left is 0.02 less: 2 units in the last printed digit"),
        ("98.35", "98.34", "the left is 0.01 more: 1 unit in the last printed digit"),
        ("98.34", "98.3", "the left is 0.04 more: 0.4 units in the last printed digit "
         "of the coarser figure"),
        ("98.34", "98.3", "one truth may print as both"),
        ("98.5", "98.50", "the same number, but rounded to 1 decimal on the left and "
         "rounded to 2 decimals on the right"),
        ("98.54万元", "985400元", "the same number, but rounded to 2 decimals on the "
         "left and rounded to 0 decimals on the right"),
        ("98万元", "98 GBP",
         "their units differ, and nothing can be said of the amount"),
        ("98%", "97%", "the left is 1% more: 1 unit in the last printed digit"),
        ("98%", "98", "the left is a percentage, the right an amount"),
        ("98件", "98", "the left is a count, the right an amount"),
        ("98件", "97件", "the left is 1 more"),
        ("", "n/c", "the left is Missing (blank), the right NotComputable (n/c)"),
        (">= 90%", "90%", "bound: at_least and None"),
    ],
)  # fmt: skip
def test_figures_differ_in_words_of_their_last_digit(
    left: str, right: str, said: str
) -> None:
    told = difference(read_figure(left), read_figure(right)) or []

    assert said in told


def test_words_differ_in_what_they_say() -> None:
    assert [
        "increase == 下降",
        "the left is Word (increase), the right Word (下降)",
    ] == difference(Word("increase"), Word("decrease", printed="下降"))


def test_figures_differ_in_their_further_printings() -> None:
    unit = Unit.read("万元")
    plain = Amount("1", "1", unit)
    twice = Amount("1", "1", unit, also=(Amount("1.0", "0.1", unit),))

    assert ["1 万元 == 1 万元", "further printings: 0 and 1, or others"] == difference(
        plain, twice
    )


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        (Interval(0, 1), Interval(0, 2),
         ["[0, 1] == [0, 2]", "high: 1 and 2, 1 apart"]),
        (Interval(0, 1), Interval(0, 1, high_open=True),
         ["[0, 1] == [0, 1)", "high: 1 is closed and open"]),
        (Interval(0, 1, low_open=True), Interval(None, 1),
         ["(0, 1] == (-∞, 1]", "low: 0 and none"]),
        (Interval(0, 1), Interval(2, None),
         ["[0, 1] == [2, ∞)", "low: 0 and 2, 2 apart", "high: 1 and none",
          "no number lies in both"]),
    ],
)  # fmt: skip
def test_intervals_differ_in_their_ends(
    left: Interval, right: Interval, said: list[str]
) -> None:
    assert said == difference(left, right)


def test_figures_differ_in_what_is_declared_of_them() -> None:
    unit = Unit.read("万元")
    figure = Amount("98.34", "0.01", unit)
    cut = Amount("98.34", "0.01", unit, rounding="cut_off")
    exact = Amount("98.34", "0", unit)

    assert ["98.34 万元 == 98.34 万元", "rounding: None and cut_off"] == difference(
        figure, cut
    )
    assert [
        "98.34 万元 == 98.34 万元",
        "the same number, but rounded to 2 decimals on the left and exact on the right",
    ] == difference(figure, exact)


def test_verdicts_are_told_in_words() -> None:
    assert [
        "EXACT == ROUNDING",
        "EXACT: agrees as printed",
        "ROUNDING: only unrounded truths print so",
    ] == difference(Verdict.EXACT, Verdict.ROUNDING)


def test_reports_differ_in_their_findings() -> None:
    said = rules({"same": "a = b", "less": "a <= b"})
    left = check({"a": "1", "b": "1"}, said)
    right = check({"a": "1", "b": "3"}, said.select("same"))

    assert [
        "2 results == 1 results",
        "same: EXACT and CONTRADICTION",
        "less: only on the left: EXACT         less: 1 <= 1",
    ] == difference(left, right)


def test_what_two_reports_have_in_common_is_not_told() -> None:
    said = rules({"same": "a = b", "less": "a <= b"})
    left = check({"a": "1", "b": "1", "c": "1"}, said)
    right = check({"a": "1", "b": "1"}, said)

    assert ["2 results == 2 results", "they differ in their figures"] == difference(
        left, right
    )


def test_reports_differ_in_more_than_verdicts() -> None:
    left = check({"a": "1", "b": "3"}, {"same": "a = b"})
    right = check({"a": "1", "b": "4", "c": "1"}, {"same": "a = b"})

    assert [
        "1 results == 1 results",
        "same: filled: 1 ≠ 3 and 1 ≠ 4",
        "they differ in their figures",
    ] == difference(left, right)
    assert [
        "CONTRADICTION same: 1 ≠ 3 == CONTRADICTION same: 1 ≠ 4",
        "filled: 1 ≠ 3 and 1 ≠ 4",
    ] == difference(left.findings[0], right.findings[0])


def test_reports_differ_in_what_rows_are_called() -> None:
    left, right = (
        check([{"name": name, "a": "1"}], {"r": "rows[*].a >= 0"}) for name in "xy"
    )

    assert ["1 results == 1 results", "they differ in their headings"] == difference(
        left, right
    )


def test_long_differences_are_cut_short() -> None:
    said = {f"r{number:02}": "a = b" for number in range(12)}
    left = check({"a": "1", "b": "1"}, said)
    right = check({"a": "1", "b": "3"}, said)

    told = difference(left, right) or []

    assert "… and 2 more; use -v to see them" == told[-1]
    assert 13 == len(difference(left, right, 1) or ())


def test_what_is_not_ours_is_left_to_pytest() -> None:
    assert difference(Unit.read("元"), Unit.read("万元")) is None
