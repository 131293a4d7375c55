"""Law 3. Readers agree.

Object, polars, pandas, PyArrow, DuckDB give one verdict for any rule and figures,
missing ones included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.frames.drawn import Printing, Wide, names_in, wide_frames
from tests.frames.drawn_lines import LINES, TOTALS, Long, long_frames
from tests.frames.natives import CLASSIC, INSTALLED, native, rows_in

from budgetcheck import Finding, Level, Report, Verdict, check
from budgetcheck.errors import BudgetCheckError, UnsupportedRuleError
from budgetcheck.language.conditions import All, AnyOf, Condition, Share, When
from budgetcheck.language.evidence import Cause
from budgetcheck.language.notation import condition_text

pytest.importorskip("narwhals")

from budgetcheck import frames

POLARS = [one for one in INSTALLED if one.startswith("polars")]
OTHERS = [one for one in INSTALLED if one not in POLARS]
ENGINES = list(INSTALLED)
LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)
Row = Mapping[str, Any]


def reports(drawn: Wide) -> list[Report]:
    """Return what the object reader says of every row."""
    return [
        check(document, drawn.rules, convention=drawn.convention)
        for document in drawn.documents()
    ]


def checked(drawn: Wide, engine: str) -> frames.Checked:
    """Put the rows through an engine, numbered so that they are known again."""
    columns = {name: [row[name] for row in drawn.rows] for name in drawn.columns}
    declared = dict(drawn.columns)
    if engine == CLASSIC:  # Its columns are floats where a number is missing.
        declared = {
            name: attrs.evolve(one, counted=True) for name, one in declared.items()
        }
    numbers = list(range(len(drawn.rows)))
    return frames.check(
        native(engine, {"row": numbers, **columns}),
        drawn.rules,
        convention=drawn.convention,
        columns=declared,
        key="row",
    )


def verdicts(drawn: Wide, engine: str) -> list[dict[str, str]]:
    rows = rows_in(checked(drawn, engine).verdicts)
    rows.sort(key=lambda row: row["row"])
    return [{rule: row[rule] for rule in drawn.rules} for row in rows]


def expected_verdicts(drawn: Wide) -> list[dict[str, str]]:
    return [
        {rule: report.verdicts[rule].name for rule in drawn.rules}
        for report in reports(drawn)
    ]


class TestTheyGiveOneVerdictForAnyRuleAndFigures:
    @pytest.mark.costly
    @given(wide_frames())
    def test_in_polars(self, drawn: Wide) -> None:
        expected = expected_verdicts(drawn)

        for engine in POLARS:
            assert expected == verdicts(drawn, engine), engine

    @pytest.mark.costly
    @given(wide_frames(most_rules=3), st.sampled_from(OTHERS))
    def test_in_every_other_library(self, drawn: Wide, engine: str) -> None:
        assert expected_verdicts(drawn) == verdicts(drawn, engine)

    @pytest.mark.costly
    @given(wide_frames(large=True, most_rows=4, most_rules=2), st.sampled_from(ENGINES))
    def test_or_say_that_a_number_is_too_large(self, drawn: Wide, engine: str) -> None:
        refusal = found = None
        try:
            found = verdicts(drawn, engine)
        except BudgetCheckError as error:
            refusal = error

        if isinstance(refusal, UnsupportedRuleError):
            assert refusal.rule in drawn.rules
            assert "has numbers up to" in str(refusal)
        elif refusal is not None:
            # Floats of this size are not exact, and are refused as such.
            assert CLASSIC == engine
            assert "floats" in str(refusal)
        else:
            assert expected_verdicts(drawn) == found


class TestTheyTellOneStory:
    @pytest.mark.costly
    @given(wide_frames(most_rows=6, most_rules=2), st.sampled_from(ENGINES))
    def test_summaries_count_the_verdicts(self, drawn: Wide, engine: str) -> None:
        summary = checked(drawn, engine).summary()
        found = expected_verdicts(drawn)

        assert len(drawn.rows) == summary.rows
        for rule in drawn.rules:
            counted = {one.name: summary.count(rule, one) for one in Verdict}

            assert {
                one.name: sum(row[rule] == one.name for row in found) for one in Verdict
            } == counted

    @pytest.mark.costly
    @given(wide_frames(most_rows=6, most_rules=2), st.sampled_from(ENGINES))
    def test_failures_are_the_findings_and_their_evidence(
        self, drawn: Wide, engine: str
    ) -> None:
        found = checked(drawn, engine)
        findings = list(findings_in(drawn))

        for level in LEVELS:
            failures = {
                (row["row"], row["rule"]): row for row in rows_in(found.failures(level))
            }
            loud = {
                (number, one.rule.id): one
                for number, one in findings
                if one.level.reaches(level)
            }
            unlike = {
                (number, one.rule.id) for number, one in findings if is_unlike(one)
            }

            assert set(loud) - unlike == set(failures) - unlike, level
            for place in set(loud) & set(failures):
                assert loud[place].verdict.name == failures[place]["verdict"]
                assert_told(loud[place], failures[place], drawn)


def findings_in(drawn: Wide) -> Iterator[tuple[int, Finding]]:
    for number, report in enumerate(reports(drawn)):
        for one in report.findings:
            yield number, one


def is_unlike(finding: Finding) -> bool:
    """Say whether the object reader knows better how loud a finding is.

    It notes a percentage of nothing that is printed as 0 %, and knows which of the
    parts that are joined is only rounded: a ratio, or a sum.
    """
    if finding.cause is Cause.ZERO_OF_ZERO:
        return True
    joined = isinstance(finding.rule.condition, All | AnyOf | When)
    return joined and finding.verdict is Verdict.ROUNDING


def assert_told(finding: Finding, row: Row, drawn: Wide) -> None:
    """Assert that a failing row tells the numbers of a finding, if it tells any."""
    condition = last(finding.rule.condition)
    if isinstance(condition, All | AnyOf):
        assert (None, None, None) == (row["stated"], row["recomputed"], row["residual"])
        return
    evidence = finding.evidence
    digit = last_digit(condition, drawn)

    residual = None if evidence.residual is None else nearest(evidence.residual / digit)
    assert residual == row["residual"]
    for name in ("stated", "recomputed"):
        exact = getattr(evidence, name)
        if exact is None or row[name] is None:
            assert exact is row[name] is None
        else:
            value, last_told = value_of(row[name], finding, drawn)
            assert abs(exact - value) <= max(digit, last_told), name


def last(condition: Condition) -> Condition:
    """Return what a rule asks where its guards hold."""
    return last(condition.then) if isinstance(condition, When) else condition


def last_digit(condition: Condition, drawn: Wide) -> Fraction:
    """Return what the last digit counts: of what is stated, or of the finest figure."""
    names: Iterable[str] = drawn.columns
    if isinstance(condition, Share):
        names = [str(condition.stated)]
    else:
        names = names_in(condition_text(condition))
    return min(Printing(drawn.columns[one], drawn.convention).scale for one in names)


def nearest(number: Fraction) -> int:
    """Return the nearest whole number, of two that are as near the one towards 0."""
    far = abs(number)
    units = (2 * far.numerator + far.denominator - 1) // (2 * far.denominator)
    return units if number >= 0 else -units


def value_of(text: str, finding: Finding, drawn: Wide) -> tuple[Fraction, Fraction]:
    """Return what is told, and what its last digit counts, in base units.

    A column has a unit where it has no figure; a document has none there.
    """
    condition, scale = last(finding.rule.condition), finding.evidence.measure.scale
    if isinstance(condition, Share):
        stated = drawn.columns[str(condition.stated)]
        unit = stated.unit or drawn.convention.unit
        scale = Fraction(1, 100) if stated.percent else Fraction(unit.scale)  # type: ignore[union-attr]
    number = text.rstrip("%")
    decimals = len(number.partition(".")[2])
    return Fraction(number) * scale, scale / 10**decimals


class TestTheyDoSoLineByLine:
    @given(long_frames())
    def test_in_polars(self, drawn: Long) -> None:
        expected = verdicts_of_documents(drawn)

        for engine in POLARS:
            assert expected == verdicts_of_lines(drawn, engine), engine

    @pytest.mark.costly
    @given(long_frames(), st.sampled_from(OTHERS))
    def test_in_every_other_library(self, drawn: Long, engine: str) -> None:
        assert verdicts_of_documents(drawn) == verdicts_of_lines(drawn, engine)

    @pytest.mark.costly
    @given(long_frames(), st.sampled_from(ENGINES))
    def test_summaries_count_lines_and_documents(
        self, drawn: Long, engine: str
    ) -> None:
        summary = checked_lines(drawn, engine).summary()
        expected = Counter(
            (rule, verdict)
            for (_, rule, _), verdict in verdicts_of_documents(drawn).items()
        )

        assert len(drawn.numbers) == (summary.documents or len(drawn.numbers))
        assert expected == Counter(
            {
                (rule, verdict.name): many
                for rule, counts in summary.counts().items()
                for verdict, many in counts.items()
                if many
            }
        )


Verdicts = dict[tuple[int, str, str], str]


def verdicts_of_documents(drawn: Long) -> Verdicts:
    """Return what the object reader says: by document, rule, and line if it has one."""
    found: Verdicts = {}
    for number in drawn.numbers:
        report = check(drawn.document(number), drawn.rules, convention=drawn.convention)
        for one in report.findings:
            if one.rule.over is None or one.at:  # Else it has no line.
                found[number, one.rule.id, one.at] = one.verdict.name
    return found


def verdicts_of_lines(drawn: Long, engine: str) -> Verdicts:
    """Return what an engine says, by the same."""
    found = checked_lines(drawn, engine)
    rows = [*rows_in(found.verdicts), *rows_in(found.documents)]
    return {
        (row["document"], rule, f"lines[{row['line']}]" if "line" in row else ""): row[
            rule
        ]
        for row in rows
        for rule in drawn.rules
        if rule in row
    }


def checked_lines(drawn: Long, engine: str) -> frames.Checked:
    """Put lines and documents through an engine."""
    lines = [
        {"document": number, "line": place, **line}
        for number, several in drawn.lines.items()
        for place, line in enumerate(several)
    ]
    totals = [{"document": number, **one} for number, one in drawn.totals.items()]
    declared = drawn.declared()
    if engine == CLASSIC:
        declared = {
            name: attrs.evolve(one, counted=True) for name, one in declared.items()
        }
    return frames.check(
        as_frame(engine, lines, ("document", "line", *LINES)),
        drawn.rules,
        convention=drawn.convention,
        columns=declared,
        key="line",
        by="document",
        totals=as_frame(engine, totals, ("document", *TOTALS)),
    )


def as_frame(engine: str, rows: Sequence[Row], names: Sequence[str]) -> Any:  # noqa: ANN401 (of any library)
    return native(engine, {name: [row[name] for row in rows] for name in names})
